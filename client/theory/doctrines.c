/* Round robins of doctrines: no doctrine is best everywhere. */
#include "client/theory/bots.h"
#include "client/theory/measure.h"

#include "common/rules/score.h"

#include <math.h>

enum {
    WORLDS = 4,
    DOCTRINES = 9, /* that seek security, first in the field; the others expand */
    FIELD = 11,
    DUELS = 1210,
    NETS = 400,
    DEAL_DICE = 12, /* plus the number of actors */
    PLAY_DICE = 23, /* plus the number of actors */
};

static const char *const field[FIELD] = {
    "security_seeker", "offensive_realist", "pacifist", "appeaser",    "hawk", "tit_for_tat", "grit",
    "buck_passer",     "loyal_ally",        "greedy",   "opportunist",
};

/* Final scores of each doctrine in one world: seat by seat, as the criterion takes them, and game by game,
 * since those who meet in a game share its fate. */
struct robin {
    struct sample of[DOCTRINES], by_game[DOCTRINES];
    int leader;
    bool at_top[DOCTRINES]; /* within two standard errors of the leader */
};

static void find_leaders(struct robin *robin)
{
    for (int d = 1; d < DOCTRINES; d++)
        if (sample_value(&robin->of[d]) > sample_value(&robin->of[robin->leader]))
            robin->leader = d;
    const struct sample *top = &robin->of[robin->leader];
    for (int d = 0; d < DOCTRINES; d++) {
        double errors = 2 * hypot(sample_error(&robin->of[d]), sample_error(top));
        robin->at_top[d] = sample_value(top) - sample_value(&robin->of[d]) <= errors;
    }
}

static void arrange(struct scenario *scenario, int world, int n)
{
    scenario_init(scenario, "round-robin", n);
    theory_set_world(scenario, world);
    for (int i = 0; n > 2 && i < n; i++)
        for (int j = 0; j < n; j++)
            scenario->proximity[i][j] = i == j ? 0 : (i - j + n) % n == 1 || (j - i + n) % n == 1 ? 100 : 30;
}

static void note_scores(struct robin *robin, const int picked[ACTORS_MAX], const struct world *world)
{
    double sum[FIELD] = {0};
    int seats[FIELD] = {0};
    for (int i = 0; i < world->scenario.actor_count; i++) {
        int32_t score = score_final(world, i);
        sum[picked[i]] += score;
        seats[picked[i]]++;
        if (picked[i] < DOCTRINES)
            sample_add(&robin->of[picked[i]], score, 1);
    }
    for (int d = 0; d < DOCTRINES; d++)
        if (seats[d])
            sample_add(&robin->by_game[d], sum[d], seats[d]);
}

/* The dice deal the doctrines out; all games are played whatever the percentage, since the criterion is about
 * standard errors of this number of games. */
static void play_robin(const struct theory_run *run, int world, int n, struct robin *robin)
{
    struct scenario scenario;
    arrange(&scenario, world, n);
    *robin = (struct robin){0};
    for (int x = 0; x < (n == 2 ? DUELS : NETS); x++) {
        struct siphash_key deal = theory_key(run, (uint32_t)(DEAL_DICE + n), (uint32_t)x);
        int picked[ACTORS_MAX];
        struct line_up line_up = {{NULL}};
        struct world played;
        for (int i = 0; i < n; i++) {
            picked[i] = (int)dice_below(deal, (struct draw){0, 0, (uint32_t)i, 0, 0}, FIELD);
            line_up.bots[i] = theory_bot(field[picked[i]]);
            scenario.actors[i].motive = picked[i] >= DOCTRINES ? MOTIVE_GREEDY : MOTIVE_SECURITY_SEEKER;
        }
        theory_play(run, (uint32_t)(PLAY_DICE + n), (uint32_t)x, &scenario, &line_up, NULL, NULL, &played);
        note_scores(robin, picked, &played);
    }
    find_leaders(robin);
}

/* Says mean (error) of each doctrine and world, * where it is at the top; do the means hold? */
static bool say_robins(const struct theory_run *run, const struct robin robins[WORLDS],
                       const char *const patterns[DOCTRINES][WORLDS], int seats, struct text *measured)
{
    bool hold = true;
    text_put(measured, "mean (error) in worlds 1 to 4, * within two errors of the leader: ");
    for (int d = 0; d < DOCTRINES; d++) {
        text_put(measured, field[d]);
        for (int w = 0; w < WORLDS; w++) {
            const struct sample *sample = &robins[w].of[d];
            hold = FIGURES(run, measured, seats / FIELD, patterns[d][w], &robins[w].by_game[d]) && hold;
            theory_say(measured, " (%.0f)%s", sample_error(sample), robins[w].at_top[d] ? "*" : "");
        }
        text_put(measured, d < DOCTRINES - 1 ? "; " : "");
    }
    return hold;
}

static enum theory_answer robins_answer(const struct theory_run *run, int n,
                                        const char *const patterns[DOCTRINES][WORLDS], struct text *measured)
{
    struct robin robins[WORLDS];
    for (int w = 0; w < WORLDS; w++)
        play_robin(run, w + 1, n, &robins[w]);
    bool holds = say_robins(run, robins, patterns, n == 2 ? 2 * DUELS : n * NETS, measured);
    bool anybody = false;
    text_put(measured, "; at the top in all four:");
    for (int d = 0; d < DOCTRINES; d++) {
        bool everywhere = true;
        for (int w = 0; w < WORLDS; w++)
            everywhere = everywhere && robins[w].at_top[d];
        anybody = anybody || everywhere;
        theory_say(measured, "%s%s", everywhere ? " " : "", everywhere ? field[d] : "");
    }
    text_put(measured, anybody ? "" : " none");
    return theory_answer_of(holds && !anybody);
}

static enum theory_answer check_duels(const struct theory_run *run, struct text *measured)
{
    static const char *const patterns[DOCTRINES][WORLDS] = {
        {" {-218}", " {826}", " {1019}", " {1262}"}, {" {-344}", " {467}", " {298}", " {1149}"},
        {" {353}", " {901}", " {852}", " {1118}"},   {" {16}", " {966}", " {787}", " {1105}"},
        {" {-190}", " {555}", " {848}", " {1218}"},  {" {18}", " {944}", " {894}", " {1243}"},
        {" {2}", " {855}", " {822}", " {1207}"},     {" {-220}", " {833}", " {1032}", " {1264}"},
        {" {-225}", " {842}", " {1013}", " {1258}"},
    };
    return robins_answer(run, 2, patterns, measured);
}

static enum theory_answer check_nets(const struct theory_run *run, struct text *measured)
{
    static const char *const patterns[DOCTRINES][WORLDS] = {
        {" {-673}", " {526}", " {779}", " {1200}"}, {" {-823}", " {349}", " {102}", " {966}"},
        {" {-220}", " {130}", " {178}", " {923}"},  {" {-529}", " {416}", " {315}", " {981}"},
        {" {-661}", " {366}", " {604}", " {1139}"}, {" {-610}", " {558}", " {436}", " {1111}"},
        {" {-594}", " {209}", " {401}", " {1209}"}, {" {-501}", " {558}", " {404}", " {945}"},
        {" {-621}", " {436}", " {742}", " {1182}"},
    };
    return robins_answer(run, 5, patterns, measured);
}

static enum theory_answer check_in_play(const struct theory_run *run, struct text *measured)
{
    enum { SEEKER = 0, PACIFIST = 2 };
    struct robin robin;
    play_robin(run, 1, 2, &robin);
    bool holds = FIGURES(run, measured, 2 * DUELS / FIELD, "world 1: pacifist {353}, security seeker {-218}",
                         &robin.by_game[PACIFIST], &robin.by_game[SEEKER]);
    return theory_open_if(holds);
}

#define ROBIN_REASON                                                                                         \
    "same dice, same digits; other dice: 3.5 standard errors of the difference; always played in full, for " \
    "the criterion is about the errors of so many games"

static const struct theory_row rows[] = {
    {
        .id = "robin_duels",
        .claim = "No doctrine is best everywhere, with two actors.",
        .source = "Jervis 1976; Axelrod 1984; rulebook 14",
        .expected = "none within two standard errors of the leader in all four worlds; 1210 games a world, "
                    "and the reference's 36 means",
        .reason = ROBIN_REASON,
        .tuned = THEORY_TUNED,
        .check = check_duels,
    },
    {
        .id = "robin_nets",
        .claim = "No doctrine is best everywhere, with five actors in a ring.",
        .source = "Jervis 1976; Axelrod 1984; rulebook 14",
        .expected = "none within two standard errors of the leader in all four worlds; 400 games a world, "
                    "and the reference's 36 means",
        .reason = ROBIN_REASON,
        .tuned = THEORY_TUNED,
        .check = check_nets,
    },
    {
        .id = "dilemma_in_play",
        .claim = "World 1 is a Prisoner's Dilemma in play too: who arms does better than who does not.",
        .source = "Jervis 1978; rulebook 14, weak points",
        .expected = "open: arming hardly protects there; pacifist 353, security seeker -218; 1210 games",
        .reason = ROBIN_REASON,
        .tuned = THEORY_TUNED,
        .check = check_in_play,
    },
};

const struct theory_part theory_doctrines = {"doctrines", rows, sizeof rows / sizeof rows[0]};
