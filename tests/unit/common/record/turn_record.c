/* A resolved turn as text, there and back. */
#include "tests/unit/common/record/played.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static struct slice turn_text(const struct played *played, int turn)
{
    return (struct slice){played->text + played->turn_at[turn - 1],
                          played->turn_at[turn] - played->turn_at[turn - 1]};
}

static struct played *game(int n, int turns)
{
    struct scenario scenario;
    played_scenario(&scenario, n, turns);
    return played_game(&scenario, 11);
}

static void turns_come_back(void **state)
{
    (void)state;
    for (int n = ACTORS_MIN; n <= ACTORS_MAX; n += 5) {
        struct played *played = game(n, 4);
        for (int turn = 1; turn <= played->turns; turn++) {
            char memory[RECORD_TURN_MAX];
            struct text text = text_over(memory, sizeof memory);
            struct record_turn back;
            struct cause cause;
            struct slice written = turn_text(played, turn);
            if (record_read_turn(written, n, &back, &cause))
                fail_msg("%s", cause.text);
            assert_int_equal(back.turn, turn);
            record_put_turn(&back, n, &text);
            assert_int_equal(text.length, written.length);
            assert_memory_equal(memory, written.at, written.length);
        }
        free(played);
    }
}

/* The widest book that may be read fits where books are written. */
static void widest_turn_fits(void **state)
{
    (void)state;
    struct record_turn turn = {.turn = TURNS_MAX}, back;
    char memory[RECORD_TURN_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct cause cause;
    for (int seat = 0; seat < ACTORS_MAX; seat++) {
        turn.source[seat] = SOURCE_DEFAULT;
        turn.book.given[seat] = true;
        for (size_t x = 0; x < sizeof(struct orders) / sizeof(int32_t); x++)
            ((int32_t *)&turn.book.orders[seat])[x] = INT32_MIN;
    }
    record_put_turn(&turn, ACTORS_MAX, &text);
    assert_false(text.cut);
    if (record_read_turn((struct slice){memory, text.length}, ACTORS_MAX, &back, &cause))
        fail_msg("%s", cause.text);
    assert_memory_equal(&back.book, &turn.book, sizeof turn.book);
}

/* The first `from` becomes `to`; what is then said must hold `said`. */
static void assert_refused(struct slice written, const char *from, const char *to, const char *said)
{
    char memory[RECORD_TURN_MAX], copy[RECORD_TURN_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct record_turn turn;
    struct cause cause = {{0}};
    memcpy(copy, written.at, written.length);
    copy[written.length] = '\0';
    const char *at = strstr(copy, from);
    assert_non_null(at);
    text_put_span(&text, copy, (size_t)(at - copy));
    text_put(&text, to);
    text_put(&text, at + strlen(from));
    assert_int_equal(record_read_turn((struct slice){memory, text.length}, 3, &turn, &cause), STATUS_CORRUPT);
    if (!strstr(cause.text, said))
        fail_msg("\"%s\" for \"%s\" is told as \"%s\"", to, from, cause.text);
}

static void damaged_turns_are_named(void **state)
{
    (void)state;
    struct played *played = game(3, 2);
    struct slice second = turn_text(played, 2);
    assert_refused(second, "turn=2", "turn=0", "1..60");
    assert_refused(second, "turn=2", "turn=61", "1..60");
    assert_refused(second, "turn=2", "torn=2", "turn=");
    assert_refused(second, "source=0", "source=1", "state 0");
    assert_refused(second, "source=1 ", "source=1 a ", "state 1");
    assert_refused(second, "source=2 ", "resource=2 ", "state 2");
    assert_refused(second, "order 1", "order 0", "state 1");
    assert_refused(second, "order 2", "order 3", "state 2");
    assert_refused(second, "attack=", "attach=", "state 0");
    assert_refused(second, "mobilise=", "mobilise=99999999999", "state 0");
    assert_refused(second, "hash=", "hush=", "hash");
    assert_refused(second, "hash=", "hash=0", "hash");
    free(played);
}

static void trailing_lines_are_refused(void **state)
{
    (void)state;
    struct played *played = game(3, 2);
    struct record_turn turn;
    struct cause cause;
    char memory[RECORD_TURN_MAX];
    struct slice second = turn_text(played, 2);
    struct text text = text_over(memory, sizeof memory);
    text_put_span(&text, second.at, second.length);
    text_put(&text, "more=1\n");
    assert_int_equal(record_read_turn((struct slice){memory, text.length}, 3, &turn, &cause), STATUS_CORRUPT);
    assert_int_equal(record_read_turn(second, 2, &turn, &cause), STATUS_CORRUPT);
    assert_int_equal(record_read_turn(second, 4, &turn, &cause), STATUS_CORRUPT);
    free(played);
}

/* The hash stands for everything that made the turn. */
static void hash_changes_with_every_input(void **state)
{
    (void)state;
    struct scenario scenario;
    struct played *played = malloc(sizeof *played);
    assert_non_null(played);
    played_scenario(&scenario, 3, 6);
    played_begin(played, &scenario, 5);
    struct world before = played->world, world;
    struct digest opening = played->hash, first, hash;
    played_turn(played);
    first = played->hash;
    world = before;
    hash = record_resolve(&world, &played->turn, &opening, &played->events);
    assert_memory_equal(hash.bytes, first.bytes, DIGEST_SIZE);
    for (int input = 0; input < 6; input++) {
        struct record_turn turn = played->turn;
        struct digest chained = opening;
        world = before;
        if (input == 0)
            chained.bytes[31] ^= 1;
        else if (input == 1)
            turn.source[0] = turn.source[0] == SOURCE_BOT ? SOURCE_PERSON : SOURCE_BOT;
        else if (input == 2)
            turn.book.orders[0].belief[1] = turn.book.orders[0].belief[1] == 5 ? 6 : 5;
        else if (input == 3)
            turn.book.given[0] = false;
        else if (input == 4)
            turn.turn++;
        else
            world.key.low ^= 1;
        hash = record_resolve(&world, &turn, &chained, &played->events);
        if (memcmp(hash.bytes, first.bytes, DIGEST_SIZE) == 0)
            fail_msg("input %d does not change the hash", input);
    }
    free(played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(turns_come_back),
        cmocka_unit_test(widest_turn_fits),
        cmocka_unit_test(damaged_turns_are_named),
        cmocka_unit_test(trailing_lines_are_refused),
        cmocka_unit_test(hash_changes_with_every_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
