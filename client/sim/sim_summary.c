#include "client/sim/sim_summary.h"

#include "common/base/must.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How the values of many games become one. */
enum pooling {
    MEAN_OF_GAMES, /* every game counts the same */
    MEAN_OF_CASES, /* every state, or pair of states, of every game counts the same */
    MEDIAN_TURN,   /* over the games in which there is one */
};

static const struct outcome {
    const char *metric, *title;
    enum pooling pooling;
    int decimals, width; /* of the column; all of them fit into 80 */
} outcomes_known[SIM_OUTCOMES] = {
    {"war", "war %", MEAN_OF_GAMES, 1, 11},
    {"tragedy", "tragedy %", MEAN_OF_GAMES, 1, 12},
    {"burden", "burden %", MEAN_OF_GAMES, 1, 11},
    {"mistrust", "mistrust %", MEAN_OF_CASES, 1, 11},
    {"seeker_score", "seeker score", MEAN_OF_CASES, 1, 15},
    {"greedy_score", "greedy score", MEAN_OF_CASES, 1, 15},
    {"first_war_turn", "turn", MEDIAN_TURN, 0, 5},
};

/* Sums of a (value times cases) and b (cases), one pair a game: their ratio is the mean. */
struct sums {
    double a, b, aa, ab, bb;
};

struct cell_summary {
    int64_t games;
    struct sums of[SIM_OUTCOMES];
    int64_t first_war[TURNS_MAX + 1];
};

struct sim_summary {
    const struct sim_plan *plan;
    struct cell_summary *cells;
};

const struct metric_row *sim_outcome_metric(int outcome)
{
    const struct metric_row *row = metric_find(slice_of(outcomes_known[outcome].metric));
    must(row != NULL);
    return row;
}

struct sim_summary *sim_summary_create(const struct sim_plan *plan)
{
    struct sim_summary *summary = calloc(1, sizeof *summary);
    must(summary != NULL);
    summary->plan = plan;
    summary->cells = calloc((size_t)plan->cells, sizeof summary->cells[0]);
    must(summary->cells != NULL);
    return summary;
}

void sim_summary_destroy(struct sim_summary *summary)
{
    free(summary->cells);
    free(summary);
}

void sim_summary_add(struct sim_summary *summary, int cell, const struct sim_outcomes *outcomes)
{
    struct cell_summary *into = &summary->cells[cell];
    into->games++;
    for (int x = 0; x < SIM_OUTCOMES; x++) {
        const struct metric_value *value = &outcomes->of[x];
        struct sums *sums = &into->of[x];
        if (!value->defined)
            continue;
        double b = outcomes_known[x].pooling == MEAN_OF_CASES ? (double)value->cases : 1;
        double a = (double)value->millionths / METRIC_ONE * b;
        sums->a += a;
        sums->b += b;
        sums->aa += a * a;
        sums->ab += a * b;
        sums->bb += b * b;
        int64_t turn = value->millionths / METRIC_ONE;
        if (outcomes_known[x].pooling == MEDIAN_TURN && turn >= 0 && turn <= TURNS_MAX)
            into->first_war[turn]++;
    }
}

/* The standard error of a ratio of sums over independent games (delta method); for b = 1 that of the mean. */
static double error_of(const struct sums *sums, int64_t games)
{
    double ratio = sums->a / sums->b;
    double rest = sums->aa - 2 * ratio * sums->ab + ratio * ratio * sums->bb;
    double n = (double)games;
    return games > 1 && rest > 0 ? sqrt(rest * n / (n - 1)) / sums->b : 0;
}

/* The lowest turn by which half of the games with a war had had it. */
static int median_turn(const struct cell_summary *cell)
{
    int64_t all = 0, so_far = 0;
    int turn = 0;
    for (int t = 0; t <= TURNS_MAX; t++)
        all += cell->first_war[t];
    while (turn < TURNS_MAX && 2 * (so_far + cell->first_war[turn]) < all)
        so_far += cell->first_war[turn++];
    return turn;
}

static void print_outcome(const struct cell_summary *cell, int x, FILE *out)
{
    const struct outcome *outcome = &outcomes_known[x];
    const struct sums *sums = &cell->of[x];
    char figure[64];
    if (sums->b == 0)
        snprintf(figure, sizeof figure, "-");
    else if (outcome->pooling == MEDIAN_TURN)
        snprintf(figure, sizeof figure, "%d", median_turn(cell));
    else if (cell->games == 1)
        snprintf(figure, sizeof figure, "%.*f (-)", outcome->decimals, sums->a / sums->b);
    else
        snprintf(figure, sizeof figure, "%.*f (%.*f)", outcome->decimals, sums->a / sums->b,
                 outcome->decimals, error_of(sums, cell->games));
    fprintf(out, " %*s", outcome->width - 1, figure);
}

/* "world-1 balance=60 noise=0" */
static void put_label(const struct sim_plan *plan, int index, struct text *text)
{
    struct sim_cell cell;
    sim_plan_cell(plan, index, &cell);
    text_put(text, cell.scenario.name);
    for (int s = 0; s < plan->set_count; s++) {
        text_put_char(text, ' ');
        text_put(text, parameter_rows[plan->sets[s].parameter].name);
        text_put_char(text, '=');
        text_put_int(text, cell.values[s]);
    }
}

void sim_summary_print(const struct sim_summary *summary, FILE *out)
{
    const struct sim_plan *plan = summary->plan;
    char memory[NAME_SIZE + SIM_SETS_MAX * 48];
    for (int x = 0; x < SIM_OUTCOMES; x++)
        fprintf(out, " %*s", outcomes_known[x].width - 1, outcomes_known[x].title);
    fprintf(out, "\n");
    for (int c = 0; c < plan->cells; c++) {
        struct text label = text_over(memory, sizeof memory);
        if (!summary->cells[c].games)
            continue;
        put_label(plan, c, &label);
        fprintf(out, "%s, %lld game%s\n", memory, (long long)summary->cells[c].games,
                summary->cells[c].games == 1 ? "" : "s");
        for (int x = 0; x < SIM_OUTCOMES; x++)
            print_outcome(&summary->cells[c], x, out);
        fprintf(out, "\n");
    }
    fprintf(
        out,
        "Means, standard errors in parentheses; turn: of the first war, the median of the games with one.\n");
}
