#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/arena/parts.h"

#include <stdlib.h>
#include <string.h>

/* A program and a doctrine, on two seats. */
static struct arena *make_arena(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    assert_non_null(arena);
    arena->contestant_count = 2;
    strcpy(arena->contestants[0].name, "mine");
    strcpy(arena->contestants[1].name, "hawk");
    arena->contestants[1].bot = bots[0];
    arena->scenario_count = 1;
    scenario_init(&arena->scenarios[0], "world", 2);
    arena->deals = 1;
    arena->limit_seconds[LIMIT_CONNECT] = 3;
    arena->limit_seconds[LIMIT_LOAD] = 20;
    arena->limit_seconds[LIMIT_TURN] = 5;
    return arena;
}

static void check_words(const struct arena *arena, const struct lateness *lateness, const char *wanted)
{
    char words[120];
    struct text text = text_over(words, sizeof words);
    lateness_put(arena, lateness, &text);
    assert_string_equal(words, wanted);
}

static void lateness_says_the_limit_and_the_time(void **state)
{
    (void)state;
    struct arena *arena = make_arena();
    check_words(arena, &(struct lateness){.limit = LIMIT_CONNECT, .ms = 3004},
                "did not join after 3004 ms, the limit is 3000 ms (--connect-seconds 3)");
    check_words(arena, &(struct lateness){.turn = 1, .limit = LIMIT_LOAD, .ms = 20311},
                "no orders for turn 1 after 20311 ms, the limit is 20000 ms (--load-seconds 20)");
    check_words(arena, &(struct lateness){.turn = 4, .limit = LIMIT_TURN, .ms = 5012},
                "no orders for turn 4 after 5012 ms, the limit is 5000 ms (--turn-seconds 5)");
    free(arena);
}

static void late_ones_are_counted_and_the_longest_kept(void **state)
{
    (void)state;
    struct arena_late late[LIMIT_COUNT] = {{0}}, sum[LIMIT_COUNT] = {{0}};
    late_count(late, LIMIT_TURN, 5012);
    late_count(late, LIMIT_TURN, 5003);
    late_count(late, LIMIT_CONNECT, 3000);
    late_add(sum, late);
    late_add(sum, late);
    assert_int_equal(sum[LIMIT_TURN].times, 4);
    assert_int_equal(sum[LIMIT_TURN].most_ms, 5012);
    assert_int_equal(sum[LIMIT_CONNECT].times, 2);
    assert_int_equal(sum[LIMIT_LOAD].times, 0);
    assert_int_equal(sum[LIMIT_LOAD].most_ms, 0);
}

/* What the table says when the contestant in each seat of one deal was late like that. */
static void print_to(char *words, size_t size, const struct arena_late late[LIMIT_COUNT], int contestant)
{
    struct arena *arena = make_arena();
    struct tally *tally = tally_make(arena, 0);
    struct arena_seat seats[8];
    FILE *file = tmpfile();
    assert_non_null(file);
    memset(seats, 0, sizeof seats);
    for (int x = 0; x < 8; x++)
        seats[x].contestant = x % 2 ? x / 2 % 2 : x / 4;
    for (int x = 0; x < 8; x++)
        if (seats[x].contestant == contestant)
            late_add(seats[x].late, late);
    tally_add(tally, 0, seats);
    print_late(file, arena, tally);
    rewind(file);
    words[fread(words, 1, size - 1, file)] = '\0';
    fclose(file);
    tally_free(tally);
    free(arena);
}

static void the_table_names_programs_that_were_late(void **state)
{
    (void)state;
    struct arena_late late[LIMIT_COUNT] = {[LIMIT_LOAD] = {1, 20311}};
    char words[1024];
    print_to(words, sizeof words, late, 0);
    assert_non_null(strstr(words, "connect 3000 ms"));
    assert_non_null(strstr(words, "load 20000 ms"));
    assert_non_null(strstr(words, "turn 5000 ms"));
    assert_non_null(strstr(words, "\n  mine "));
    assert_non_null(strstr(words, "4, at most 20311 ms"));
    assert_null(strstr(words, "hawk"));
    print_to(words, sizeof words, late, 1); /* a doctrine of the arena's own is not judged */
    assert_string_equal(words, "");
    late[LIMIT_LOAD] = (struct arena_late){0};
    print_to(words, sizeof words, late, 0);
    assert_string_equal(words, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lateness_says_the_limit_and_the_time),
        cmocka_unit_test(late_ones_are_counted_and_the_longest_kept),
        cmocka_unit_test(the_table_names_programs_that_were_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
