#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/sim_table.h"
#include "tests/unit/client/sim/sim_given.h"

#include <stdlib.h>
#include <string.h>

/* A game and its lines; about 16 MiB, on the heap. */
struct played {
    struct sim_plan plan;
    struct sim_cell cell;
    struct headless game;
    struct world_log log;
    struct metric_input input;
    struct metric_value metrics[METRICS_MAX];
    char header[SIM_HEADER_MAX];
    char lines[SIM_GAME_TEXT_MAX];
    struct slice rest; /* of the lines */
};

static struct played *played_new(const char *line, int64_t number)
{
    struct played *played = calloc(1, sizeof *played);
    assert_non_null(played);
    played->plan = given(line);
    sim_plan_cell(&played->plan, 0, &played->cell);
    headless_init(&played->game, &played->cell.scenario, played->plan.seed, (uint64_t)number);
    sim_line_up_seat(&played->plan.line_up, &played->game);
    headless_log(&played->game, &played->log);
    metric_input_init(&played->input, &played->log, NULL);
    for (int m = 0; m < metric_count(); m++)
        metric_compute(metric_at(m), &played->input, &played->metrics[m]);
    struct sim_row row = {.plan = &played->plan,
                          .cell = &played->cell,
                          .game = &played->game,
                          .log = &played->log,
                          .metrics = played->metrics,
                          .number = number};
    struct text header = text_over(played->header, sizeof played->header);
    struct text lines = text_over(played->lines, sizeof played->lines);
    sim_put_header(&played->plan, &header);
    sim_put_game(&row, &lines);
    assert_false(header.cut || lines.cut);
    played->rest = (struct slice){played->lines, lines.length};
    return played;
}

static void played_free(struct played *played)
{
    sim_plan_free(&played->plan);
    free(played);
}

/* The field of a line in the column of that name. No field of these tests holds a comma. */
static const char *field(const struct played *played, struct slice line, const char *name, char value[128])
{
    struct slice names = {played->header, strlen(played->header) - 1}, column, word = {"", 0};
    while (slice_take(&names, ',', &column)) {
        if (!slice_split(line, ',', &word, &line)) {
            word = line;
            assert_int_equal(names.length, 0);
        }
        if (slice_is(column, name)) {
            assert_true(slice_copy(word, value, 128));
            return value;
        }
    }
    fail_msg("no column %s", name);
    return "";
}

static int64_t number(const struct played *played, struct slice line, const char *name)
{
    char value[128];
    int64_t found;
    field(played, line, name, value);
    if (!slice_int(slice_of(value), INT32_MIN, INT64_MAX / 100, &found))
        fail_msg("%s is \"%s\"", name, value);
    return found;
}

static void a_game_is_one_line(void **state)
{
    struct played *played = played_new("--scenario duel-1 --seed 9 --set noise=100 --bots hawk,grit", 3);
    struct slice line;
    char value[128];
    (void)state;
    assert_true(slice_take(&played->rest, '\n', &line));
    assert_int_equal(played->rest.length, 0);
    assert_string_equal(field(played, line, "scenario", value), "duel-1");
    assert_string_equal(field(played, line, "scenario_hash", value), played->cell.hash);
    assert_string_equal(field(played, line, "bots", value), "hawk+grit");
    assert_int_equal(number(played, line, "rules"), RULES_VERSION);
    assert_int_equal(number(played, line, "metrics"), METRICS_VERSION);
    assert_int_equal(number(played, line, "seed"), 9);
    assert_int_equal(number(played, line, "game"), 3);
    assert_int_equal(number(played, line, "set_noise"), 100);
    assert_int_equal(number(played, line, "actors"), 2);
    assert_int_equal(number(played, line, "turns"), played->log.turns);
    for (int m = 0; m < metric_count(); m++) {
        char wanted[64];
        struct text text = text_over(wanted, sizeof wanted);
        metric_put(&played->metrics[m], 6, &text);
        assert_string_equal(field(played, line, metric_at(m)->name, value), wanted);
    }
    played_free(played);
}

/* Counts of the game's line against the lines of its states and pairs. */
static void the_three_kinds_agree(void **state)
{
    (void)state;
    for (int g = 0; g < 12; g++) {
        struct played *game = played_new("--scenario europe-1914", g);
        struct played *turns = played_new("--scenario europe-1914 --turns --out -", g);
        struct played *dyads = played_new("--scenario europe-1914 --dyads --out -", g);
        struct slice whole, line;
        int64_t attacks = 0, joined = 0, honoured = 0, mobilised = 0, pairs_attacked = 0, dead = 0;
        char value[128];
        assert_true(slice_take(&game->rest, '\n', &whole));
        while (slice_take(&turns->rest, '\n', &line)) {
            attacks += *field(turns, line, "attack", value) != '\0';
            joined += number(turns, line, "joined");
            honoured += number(turns, line, "calls_honoured");
            mobilised += number(turns, line, "mobilised");
            if (number(turns, line, "turn") == turns->log.turns)
                dead += !number(turns, line, "alive");
        }
        while (slice_take(&dyads->rest, '\n', &line))
            pairs_attacked += number(dyads, line, "attacked");
        assert_int_equal(number(game, whole, "attacks"), attacks);
        assert_int_equal(number(game, whole, "attacks"), pairs_attacked);
        assert_int_equal(number(game, whole, "attacks_joined"), joined);
        assert_int_equal(number(game, whole, "calls_honoured"), honoured);
        assert_int_equal(number(game, whole, "mobilisations"), mobilised);
        assert_int_equal(number(game, whole, "eliminated"), dead);
        played_free(game);
        played_free(turns);
        played_free(dyads);
    }
}

static void a_state_as_it_is(void **state)
{
    struct played *played = played_new("--scenario ring-6 --turns --out -", 1);
    struct slice line;
    char value[128];
    int lines = 0;
    (void)state;
    while (slice_take(&played->rest, '\n', &line)) {
        int t = (int)number(played, line, "turn"), i = (int)number(played, line, "actor");
        const struct actor *after = &played->log.worlds[t].actors[i],
                           *before = &played->log.worlds[t - 1].actors[i];
        assert_int_equal(t, lines / 6 + 1);
        assert_int_equal(i, lines++ % 6);
        assert_string_equal(field(played, line, "name", value), played->cell.scenario.actors[i].name);
        assert_string_equal(field(played, line, "motive", value), motive_names.names[after->motive]);
        assert_int_equal(number(played, line, "territory"), after->territory);
        assert_int_equal(number(played, line, "fortify"), after->fortify);
        assert_int_equal(number(played, line, "strike"), after->strike);
        assert_int_equal(number(played, line, "score"), after->score);
        assert_int_equal(number(played, line, "final_score"), after->score - after->insecurity);
        if (!before->alive) {
            assert_string_equal(field(played, line, "income", value), "");
            continue;
        }
        assert_int_equal(number(played, line, "income"), world_income(&played->log.worlds[t - 1], i));
        assert_int_equal(number(played, line, "civil"), after->budget[LINE_CIVIL]);
        assert_int_equal(number(played, line, "intel_points"), after->budget[LINE_INTEL]);
        if (after->alive)
            assert_int_equal(number(played, line, "vulnerability"),
                             world_vulnerability(&played->log.worlds[t], i));
    }
    assert_int_equal(lines, 6 * played->log.turns);
    played_free(played);
}

static void a_pair_as_it_is(void **state)
{
    struct played *played = played_new("--scenario ring-6 --dyads --out -", 1);
    struct slice line;
    char value[128];
    int lines = 0;
    (void)state;
    while (slice_take(&played->rest, '\n', &line)) {
        int t = (int)number(played, line, "turn"), i = (int)number(played, line, "actor"),
            j = (int)number(played, line, "target");
        const struct world *after = &played->log.worlds[t];
        assert_int_not_equal(i, j);
        assert_int_equal(number(played, line, "proximity"), played->cell.scenario.proximity[i][j]);
        assert_int_equal(number(played, line, "est_strike"), after->relations[i][j].est_strike);
        assert_int_equal(number(played, line, "strike"), after->actors[j].strike);
        assert_int_equal(number(played, line, "expands_j"), motive_expands(after->actors[j].motive));
        assert_string_equal(field(played, line, "pact", value),
                            pact_names.names[after->relations[i][j].pact]);
        int belief = played->log.turn[t].belief[i][j];
        if (belief < 0)
            assert_string_equal(field(played, line, "stated_belief", value), "");
        else
            assert_int_equal(number(played, line, "stated_belief"), belief);
        lines++;
    }
    assert_int_equal(lines, 30 * played->log.turns);
    played_free(played);
}

static void fields_are_quoted_where_they_must_be(void **state)
{
    static const char *const rows[][2] = {
        {"", ""},       {"North", "North"}, {"a,b", "\"a,b\""}, {"say \"no\"", "\"say \"\"no\"\"\""},
        {"ñ;'", "ñ;'"},
    };
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        sim_put_field(rows[x][0], &text);
        assert_string_equal(memory, rows[x][1]);
    }
}

/* The longest lines that there can be fit. */
static void the_largest_game_fits(void **state)
{
    struct played *played = calloc(1, sizeof *played);
    (void)state;
    assert_non_null(played);
    played->plan = given("--scenario grand-12 --dyads --out - --seed 92233720368547758");
    sim_plan_cell(&played->plan, 0, &played->cell);
    for (int i = 0; i < ACTORS_MAX; i++)
        memset(played->cell.scenario.actors[i].name, i % 2 ? '"' : ',', NAME_SIZE - 1);
    memset(played->cell.scenario.name, 'x', NAME_SIZE - 1);
    for (int s = 0; s < SIM_SETS_MAX; s++)
        played->cell.values[s] = INT32_MIN;
    played->plan.set_count = SIM_SETS_MAX;
    headless_init(&played->game, &played->cell.scenario, 1, 0);
    headless_log(&played->game, &played->log);
    for (int t = played->log.turns + 1; t <= TURNS_MAX; t++) {
        played->log.worlds[t] = played->log.worlds[played->log.turns];
        played->log.turn[t] = played->log.turn[played->log.turns];
    }
    played->log.turns = TURNS_MAX;
    for (int t = 1; t <= TURNS_MAX; t++)
        for (int i = 0; i < ACTORS_MAX; i++) {
            for (int j = 0; j < ACTORS_MAX; j++)
                played->log.worlds[t].relations[i][j].est_fortify =
                    played->log.worlds[t].relations[i][j].est_strike =
                        played->log.worlds[t].relations[i][j].est_dual = -STOCK_MAX;
            played->log.worlds[t].actors[i].fortify = played->log.worlds[t].actors[i].strike =
                played->log.worlds[t].actors[i].dual = -STOCK_MAX;
        }
    struct sim_row row = {.plan = &played->plan,
                          .cell = &played->cell,
                          .game = &played->game,
                          .log = &played->log,
                          .number = SIM_GAMES_MAX};
    struct text lines = text_over(played->lines, sizeof played->lines);
    sim_put_game(&row, &lines);
    assert_false(lines.cut);
    assert_true(lines.length > SIM_GAME_TEXT_MAX / 4);
    played_free(played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_game_is_one_line),
        cmocka_unit_test(the_three_kinds_agree),
        cmocka_unit_test(a_state_as_it_is),
        cmocka_unit_test(a_pair_as_it_is),
        cmocka_unit_test(fields_are_quoted_where_they_must_be),
        cmocka_unit_test(the_largest_game_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
