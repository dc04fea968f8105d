#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/arena/parts.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 40 };

static char scenarios[1024];

static int find_scenarios(void **state)
{
    (void)state;
    const char *tree = getenv("SPIRAL_TREE");
    return !tree ||
           snprintf(scenarios, sizeof scenarios, "%s/config/scenarios", tree) >= (int)sizeof scenarios;
}

/* The words of a command line, parted by blanks; the scenarios are the tree's. */
static enum status parse(const char *line, struct arena *arena, struct cause *cause)
{
    char copy[1024], option[] = "--scenarios", *words[WORDS_MAX] = {option, scenarios};
    int count = 2;
    assert_true(strlen(line) < sizeof copy);
    strcpy(copy, line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
        words[count++] = word;
    enum status status = arena_parse(count, words, arena, cause);
    for (int c = 0; c < arena->contestant_count; c++)
        if (arena->contestants[c].command)
            arena->contestants[c].command = NULL; /* it lies in `copy` */
    return status;
}

static void words_become_an_arena(void **state)
{
    (void)state;
    struct arena *arena = calloc(1, sizeof *arena);
    struct cause cause;
    assert_non_null(arena);
    assert_int_equal(parse("hawk me=./me pacifist --scenario duel,ring-6 --games 30 --seed 9 --rounds 4 "
                           "--load-seconds 7 --turn-seconds 2",
                           arena, &cause),
                     STATUS_OK);
    assert_int_equal(arena->contestant_count, 3);
    assert_string_equal(arena->contestants[0].bot->name, "hawk");
    assert_string_equal(arena->contestants[1].name, "me");
    assert_null(arena->contestants[1].bot);
    assert_true(arena_has_programs(arena));
    assert_int_equal(arena->scenario_count, 2);
    assert_int_equal(arena->scenarios[1].actor_count, 6);
    assert_int_equal(arena->deals, 30);
    assert_int_equal(arena->seed, 9);
    assert_int_equal(arena->limit_seconds[LIMIT_CONNECT], 30);
    assert_int_equal(arena->limit_seconds[LIMIT_LOAD], 7);
    assert_int_equal(arena->limit_seconds[LIMIT_TURN], 2);
    assert_int_equal(deal_line_ups(arena, 0), 9);
    assert_int_equal(deal_line_ups(arena, 1), 12);
    free(arena);
}

static void all_is_every_doctrine_but_chance(void **state)
{
    (void)state;
    struct arena *arena = calloc(1, sizeof *arena);
    struct cause cause;
    assert_non_null(arena);
    assert_int_equal(parse("all", arena, &cause), STATUS_OK);
    assert_int_equal(arena->contestant_count, bot_count - 1);
    assert_false(arena_has_programs(arena));
    for (int c = 0; c < arena->contestant_count; c++)
        assert_string_not_equal(arena->contestants[c].name, "random_legal");
    assert_int_equal(parse("all random_legal --jobs 2", arena, &cause), STATUS_OK);
    assert_int_equal(arena->contestant_count, bot_count);
    free(arena);
}

static void mistakes_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *line, *item, *remedy;
    } rows[] = {
        {"", "two contestants", "NAME=COMMAND"},
        {"hawk", "two contestants", "NAME=COMMAND"},
        {"hawk dove", "no doctrine \"dove\"", "pacifist"},
        {"hawk hawk", "hawk: competes already", "once"},
        {"all greedy", "greedy: competes already", "once"},
        {"hawk hawk=./h", "hawk: not a name for a program", "no doctrine's name"},
        {"hawk Me=./me", "Me: not a name for a program", "a-z"},
        {"hawk ../x=./me", "../x: not a name for a program", "a-z"},
        {"hawk =./me", ": not a name for a program", "a-z"},
        {"hawk me=", "me=: no command", "NAME=COMMAND"},
        {"hawk me=./me --jobs 2", "--jobs: programs", "leave --jobs out"},
        {"all --games 1", "--games: \"1\"", "2..20000"},
        {"all --games 20001", "--games: \"20001\"", "2..20000"},
        {"all --games", "--games: no value", "N"},
        {"all --seed x", "--seed: \"x\"", "0.."},
        {"all --out -", "--out: standard output is for the tables", "give FILE"},
        {"all --load-seconds 0", "--load-seconds: \"0\"", "1..3600"},
        {"all --jobs 0", "--jobs: \"0\"", "1..64"},
        {"all --what", "--what: not understood", "--help"},
        {"all --scenario atlantis", "no scenario 'atlantis'", "ls "},
        {"all --scenario duel,duel", "duel stands there twice", "twice"},
        {"all --scenario ../duel", "'../duel'", "allowed"},
        {"all --scenario ring-6 --games 20000 --rounds 100 random_legal --scenario ring-6,ring-8,seminar",
         "--games: 72000000 games", "fewer deals"},
    };
    struct arena *arena = calloc(1, sizeof *arena);
    assert_non_null(arena);
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        struct cause cause;
        assert_int_not_equal(parse(rows[x].line, arena, &cause), STATUS_OK);
        if (!strstr(cause.text, rows[x].item) || !strstr(cause.text, rows[x].remedy))
            fail_msg("%s: said \"%s\"", rows[x].line, cause.text);
    }
    free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_become_an_arena),
        cmocka_unit_test(all_is_every_doctrine_but_chance),
        cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, find_scenarios, NULL);
}
