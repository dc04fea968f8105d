/* Whole games from their records: all committed scenarios verify, and no character can be changed unseen. */
#include "tests/unit/common/record/played.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/property/worlds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MUTATIONS = 2400 };

static const char world_hex[] = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";

struct walked {
    int turns;
    struct digest last;
    int events;
};

static void on_turn(void *user, const struct record_turn *turn, const struct world *world,
                    const struct event_list *events)
{
    struct walked *walked = user;
    assert_int_equal(turn->turn, ++walked->turns);
    assert_int_equal(world->turn, turn->turn);
    walked->last = turn->hash;
    walked->events += events->count;
}

static struct played *small_game(int turns)
{
    struct scenario scenario;
    played_scenario(&scenario, 2, turns);
    return played_game(&scenario, 1);
}

static void every_scenario_verifies(void **state)
{
    (void)state;
    struct committed *committed = malloc(sizeof *committed);
    assert_non_null(committed);
    committed_load(committed);
    int turns = 0;
    for (int s = 0; s < committed->count; s++) {
        struct played *played = played_game(&committed->scenarios[s], (uint32_t)s);
        struct record_summary summary;
        struct walked walked = {0};
        struct world world;
        struct cause cause;
        if (record_walk((struct slice){played->text, played->size}, on_turn, &walked, &summary, &world,
                        &cause))
            fail_msg("%s: %s", committed->scenarios[s].name, cause.text);
        assert_int_equal(walked.turns, played->turns);
        assert_true(walked.events > 0);
        assert_memory_equal(walked.last.bytes, played->hash.bytes, DIGEST_SIZE);
        assert_int_equal(summary.turns, played->turns);
        assert_int_equal(summary.end, played->world.end);
        assert_memory_equal(&summary.world, &played->opening.world, sizeof summary.world);
        assert_memory_equal(&summary.commitment, &played->opening.commitment, sizeof summary.commitment);
        assert_memory_equal(&world, &played->world, sizeof world);
        turns += played->turns;
        free(played);
    }
    print_message("%d turns in %d scenarios\n", turns, committed->count);
    free(committed);
}

/* The turn in whose text the position lies; 0: the opening. */
static int turn_of(const struct played *played, size_t at)
{
    int turn = 0;
    while (turn < played->turns && at >= played->turn_at[turn])
        turn++;
    return turn;
}

static bool in_line(const struct played *played, const char *name, size_t at)
{
    const char *found = strstr(played->text, name);
    assert_non_null(found);
    size_t begin = (size_t)(found - played->text) + 1;
    return at + 1 >= begin && at < begin + strcspn(found + 1, "\n"); /* with the line end before it */
}

/* Does the cause name world and turn of a changed character? The two first lines come before the world's
 * name; the lines of world and branch read well and are missed by the hash of turn 1. */
static void assert_named(const struct played *played, size_t at, char new, const struct cause *cause)
{
    char here[32], before[32];
    int turn = turn_of(played, at);
    if (at < strlen("record=1\nrules=1\nworld=") + ID_HEX_SIZE) {
        assert_true(cause->text[0] != '\0');
        return;
    }
    bool opening = turn == 0;
    if (opening && in_line(played, "\nbranch=", at))
        turn = 1;
    snprintf(here, sizeof here, "turn %d: ", turn);
    snprintf(before, sizeof before, "turn %d: ", opening ? 0 : turn - 1);
    /* where a turn's name is damaged the record seems to break off behind the turn before it */
    if (!strstr(cause->text, here) && !strstr(cause->text, before))
        fail_msg("position %zu of turn %d, now '%c': \"%s\"", at, turn, new, cause->text);
    if (!strstr(cause->text, world_hex))
        fail_msg("position %zu of turn %d, now '%c': no world in \"%s\"", at, turn, new, cause->text);
}

static void try_character(struct played *played, size_t at, char new)
{
    struct record_summary summary;
    struct world world;
    struct cause cause = {{0}};
    char old = played->text[at];
    played->text[at] = new;
    enum status status = record_verify((struct slice){played->text, played->size}, &summary, &world, &cause);
    played->text[at] = old;
    if (status == STATUS_OK)
        fail_msg("position %zu of %zu: '%c' instead of '%c' is not missed", at, played->size, new, old);
    assert_true(status == STATUS_CORRUPT || status == STATUS_VERSION);
    assert_named(played, at, new, &cause);
}

static void every_changed_character_is_caught(void **state)
{
    (void)state;
    struct played *played = small_game(4);
    struct noise noise = noise_of(77);
    size_t step = 0;
    print_message("%zu characters\n", played->size);
    for (int x = 0; x < MUTATIONS; x++) {
        size_t at = step;
        step = (step + played->size / 3 + 7) % played->size;
        char old = played->text[at], new;
        do /* anything else, now and then a line end */
            new = noise_below(&noise, 20) ? (char)(32 + noise_below(&noise, 95)) : '\n';
        while (new == old);
        try_character(played, at, new);
    }
    free(played);
}

/* The likeliest forgery. */
static void every_other_digit_is_caught(void **state)
{
    (void)state;
    struct played *played = small_game(2);
    for (size_t at = 0; at < played->size; at++) {
        char old = played->text[at];
        if (old >= '0' && old <= '9')
            try_character(played, at, old == '9' ? '0' : (char)(old + 1));
    }
    free(played);
}

/* A record has one spelling, so that two records that both verify are the same to the letter. */
static void another_spelling_is_caught(void **state)
{
    (void)state;
    struct played *played = small_game(2);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    for (size_t at = 0; at < played->size; at++)
        if (played->text[at] >= 'a' && played->text[at] <= 'z')
            try_character(played, at, (char)(played->text[at] - 'a' + 'A'));
    assert_int_equal(record_verify((struct slice){played->text, played->size - 1}, &summary, &world, &cause),
                     STATUS_CORRUPT); /* without the last line end */
    free(played);
}

static void truncated_records_are_caught(void **state)
{
    (void)state;
    struct played *played = small_game(5);
    for (int turn = 0; turn <= played->turns; turn++) {
        size_t ends[2] = {played->turn_at[turn], played->turn_at[turn] - 20};
        for (int x = 0; x < 2; x++) {
            struct record_summary summary;
            struct world world;
            struct cause cause = {{0}};
            char *cut = malloc(ends[x]);
            assert_non_null(cut);
            memcpy(cut, played->text, ends[x]);
            assert_int_equal(record_verify((struct slice){cut, ends[x]}, &summary, &world, &cause),
                             STATUS_CORRUPT);
            if (!strstr(cause.text, world_hex))
                fail_msg("cut behind turn %d: \"%s\"", turn, cause.text);
            free(cut);
        }
    }
    struct record_summary summary;
    struct world world;
    struct cause cause;
    for (size_t cut = 2; cut <= 6; cut++) /* within the last line */
        assert_int_equal(
            record_verify((struct slice){played->text, played->size - cut}, &summary, &world, &cause),
            STATUS_CORRUPT);
    assert_int_equal(record_verify((struct slice){played->text, 0}, &summary, &world, &cause),
                     STATUS_CORRUPT);
    free(played);
}

static void added_turns_are_caught(void **state)
{
    (void)state;
    struct played *played = small_game(3);
    struct record_summary summary;
    struct world world;
    struct cause cause = {{0}};
    size_t begin = played->turn_at[2], end = played->turn_at[3], size = end - begin;
    /* the last turn once more */
    memmove(played->text + end + size, played->text + end, played->size - end);
    memcpy(played->text + end, played->text + begin, size);
    assert_int_equal(
        record_verify((struct slice){played->text, played->size + size}, &summary, &world, &cause),
        STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "turn 4: "));
    /* and two turns that changed places */
    free(played);
    played = small_game(3);
    size = played->turn_at[1] - played->turn_at[0];
    size_t next = played->turn_at[2] - played->turn_at[1];
    char *first = malloc(size);
    assert_non_null(first);
    memcpy(first, played->text + played->turn_at[0], size);
    memmove(played->text + played->turn_at[0], played->text + played->turn_at[1], next);
    memcpy(played->text + played->turn_at[0] + next, first, size);
    assert_int_equal(record_verify((struct slice){played->text, played->size}, &summary, &world, &cause),
                     STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "turn 1: turn 2 stands in its place"));
    free(first);
    free(played);
}

/* What the header promises of `world` when a turn does not agree. */
static void world_stays_at_the_last_turn_that_agreed(void **state)
{
    (void)state;
    struct played *played = small_game(4);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    played->text[played->turn_at[3] - 2] ^= 1; /* the hash of turn 3 */
    assert_int_equal(record_verify((struct slice){played->text, played->size}, &summary, &world, &cause),
                     STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "turn 3: "));
    assert_int_equal(world.turn, 2);
    free(played);
}

/* A record that was closed by hand behind a turn: whole, and named as what it is. */
static void closed_records_verify(void **state)
{
    (void)state;
    for (int turns = 0; turns < 5; turns++) {
        struct played *played = small_game(5);
        struct record_summary summary;
        struct world world;
        struct cause cause = {{0}};
        size_t size = played->turn_at[turns];
        memcpy(played->text + size, "end=4\n", 6);
        if (record_verify((struct slice){played->text, size + 6}, &summary, &world, &cause))
            fail_msg("%s", cause.text);
        assert_int_equal(summary.end, RECORD_CLOSED);
        assert_int_equal(summary.turns, turns);
        assert_int_equal(world.end, END_RUNNING);
        assert_string_equal(record_end_name(summary.end), "closed");
        free(played);
    }
}

static void what_ended_was_not_closed(void **state)
{
    (void)state;
    struct played *played = small_game(5);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    assert_string_equal(played->text + played->size - 6, "end=1\n");
    played->text[played->size - 2] = '4';
    assert_int_equal(record_verify((struct slice){played->text, played->size}, &summary, &world, &cause),
                     STATUS_CORRUPT);
    played->text[played->turn_at[2]] = '\0';
    for (char end = '0'; end <= '9'; end++) { /* no other end behind turn 2 */
        char line[] = {'e', 'n', 'd', '=', end, '\n'};
        memcpy(played->text + played->turn_at[2], line, sizeof line);
        struct slice text = {played->text, played->turn_at[2] + sizeof line};
        assert_int_equal(record_verify(text, &summary, &world, &cause),
                         end == '4' ? STATUS_OK : STATUS_CORRUPT);
    }
    free(played);
}

/* An end in another spelling would be the same end in a second record. */
static void an_end_has_one_spelling(void **state)
{
    (void)state;
    static const char *const closed[] = {"end=04\n", "end=+4\n", "end= 4\n", "end=4 \n",
                                         "end=\n",   "end=0\n",  "end=00\n", "end=-4\n",
                                         "end=4",    "end=5\n",  "end=4\n\n"};
    static const char *const ended[] = {"end=01\n", "end=0\n", "end=2\n", "end=3\n", "end=1\r\n"};
    struct played *played = small_game(5);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    for (size_t x = 0; x < sizeof ended / sizeof ended[0]; x++) {
        memcpy(played->text + played->size - 6, ended[x], strlen(ended[x]));
        struct slice text = {played->text, played->size - 6 + strlen(ended[x])};
        assert_int_equal(record_verify(text, &summary, &world, &cause), STATUS_CORRUPT);
    }
    for (size_t x = 0; x < sizeof closed / sizeof closed[0]; x++) {
        memcpy(played->text + played->turn_at[2], closed[x], strlen(closed[x]));
        struct slice text = {played->text, played->turn_at[2] + strlen(closed[x])};
        assert_int_equal(record_verify(text, &summary, &world, &cause), STATUS_CORRUPT);
    }
    free(played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scenario_verifies),
        cmocka_unit_test(every_changed_character_is_caught),
        cmocka_unit_test(every_other_digit_is_caught),
        cmocka_unit_test(another_spelling_is_caught),
        cmocka_unit_test(truncated_records_are_caught),
        cmocka_unit_test(added_turns_are_caught),
        cmocka_unit_test(world_stays_at_the_last_turn_that_agreed),
        cmocka_unit_test(closed_records_verify),
        cmocka_unit_test(what_ended_was_not_closed),
        cmocka_unit_test(an_end_has_one_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
