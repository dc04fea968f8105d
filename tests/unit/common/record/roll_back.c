/* Records and journals of worlds that were rolled back or began with practice. */
#include "tests/unit/common/record/played.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char world_hex[] = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";

/* A course in letters: "t" plays a turn, a digit goes back to that turn, "p" undoes practice. */
static struct played *played_so(const char *course, int turns)
{
    struct scenario scenario;
    struct played *played = malloc(sizeof *played);
    assert_non_null(played);
    played_scenario(&scenario, 3, turns);
    played_begin(played, &scenario, 5);
    for (const char *step = course; *step; step++) {
        if (*step == 't')
            played_turn(played);
        else
            played_back(played, *step == 'p' ? 1 : *step - '0', *step == 'p');
    }
    played_end(played, played->world.end ? 0 : RECORD_CLOSED);
    return played;
}

static enum status verify(const struct played *played, struct record_summary *summary, struct world *world,
                          struct cause *cause)
{
    cause->text[0] = '\0';
    return record_verify((struct slice){played->text, played->size}, summary, world, cause);
}

static void rolled_back_records_verify(void **state)
{
    (void)state;
    static const struct {
        const char *course;
        int turns, roll_backs;
        bool practised;
    } cases[] = {
        {"ttttt", 5, 0, false},      {"ttt2tttt", 5, 1, false}, {"tt1tt1ttttt", 5, 2, false},
        {"1ttt4tt", 5, 2, false},    {"tptt", 2, 0, true},      {"1tp1t1tt", 2, 3, true},
        {"tttt1", 0, 1, false},      {"tttt33t", 3, 2, false},  {"tp", 0, 0, true},
        {"ttt3t2t1tt", 2, 3, false},
    };
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct played *played = played_so(cases[x].course, 5);
        struct record_summary summary;
        struct world world;
        struct cause cause;
        if (verify(played, &summary, &world, &cause))
            fail_msg("%s: %s", cases[x].course, cause.text);
        assert_int_equal(summary.turns, cases[x].turns);
        assert_int_equal(summary.end, cases[x].turns == 5 ? END_TIME : RECORD_CLOSED);
        assert_int_equal(summary.roll_backs, cases[x].roll_backs);
        assert_int_equal(summary.practised, cases[x].practised);
        assert_memory_equal(&world, &played->world, sizeof world);
        free(played);
    }
}

/* A practice turn may be all that a scenario has. */
static void practice_may_reach_the_last_turn(void **state)
{
    (void)state;
    struct played *played = played_so("tpt", 1);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    if (verify(played, &summary, &world, &cause))
        fail_msg("%s", cause.text);
    assert_int_equal(summary.end, END_TIME);
    assert_int_equal(summary.turns, 1);
    free(played);
}

/* The bytes of a record are promised: whoever kept one verifies it with every later version. */
static void the_bytes_are_as_ever(void **state)
{
    (void)state;
    struct played *played = played_so("1tpttt2t3tt1", 9);
    char hex[2 * DIGEST_SIZE + 1];
    struct text text = text_over(hex, sizeof hex);
    struct digest digest = digest_of(played->text, played->size);
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
    assert_string_equal(hex, "c4b1fad776d19019164760ff071c468f440cf9b9c446900df5317a36a68308ce");
    free(played);
}

/* What was abandoned has no part in what follows: the dice are the same. */
static void the_same_orders_lead_to_the_same_world(void **state)
{
    (void)state;
    struct played *straight = played_so("ttt", 5), *around = played_so("tt2", 5);
    struct record_turn turn;
    struct event_list events;
    assert_memory_not_equal(&around->hash, &straight->hash, sizeof around->hash);
    for (int t = 2; t <= 3; t++) {
        record_course_turn(&straight->course, straight->text, 3, t, &turn);
        around->hash = record_resolve(&around->world, &turn, &around->hash, &events);
    }
    assert_memory_equal(&around->hash, &straight->hash, sizeof around->hash);
    assert_memory_equal(&around->world, &straight->world, sizeof around->world);
    free(straight);
    free(around);
}

struct seen {
    char memory[64];
    struct text text;
};

static void on_part(void *user, const struct record_turn *turn, const struct world *world,
                    const struct event_list *events)
{
    struct seen *seen = user;
    assert_true(!turn == !events);
    assert_true(!turn || turn->turn == world->turn);
    text_put(&seen->text, turn ? "t" : "b");
    text_put_int(&seen->text, world->turn);
}

static void a_walk_tells_of_every_part(void **state)
{
    (void)state;
    struct played *played = played_so("tpttt2t3t", 5);
    struct seen seen;
    struct record_summary summary;
    struct world world;
    struct cause cause;
    seen.text = text_over(seen.memory, sizeof seen.memory);
    assert_int_equal(
        record_walk((struct slice){played->text, played->size}, on_part, &seen, &summary, &world, &cause),
        STATUS_OK);
    assert_string_equal(seen.memory, "t1b0t1t2t3b1t2b2t3");
    free(played);
}

/* Puts `part` in place of the end, and an end behind it. */
static void add_part(struct played *played, const char *part, const char *end)
{
    played->size -= strlen("end=4\n");
    memcpy(played->text + played->size, part, strlen(part));
    played->size += strlen(part);
    memcpy(played->text + played->size, end, strlen(end));
    played->size += strlen(end);
}

static void what_does_not_fit_is_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *course, *part, *end, *why;
        int turn;
    } cases[] = {
        {"ttt", "rollback=5\n", "end=4\n", "a turn that was not played", 4},
        {"", "rollback=2\n", "end=4\n", "a turn that was not played", 1},
        {"ttt", "rollback=0\n", "end=4\n", "cannot be read", 4},
        {"ttt", "rollback=02\n", "end=4\n", "cannot be read", 4},
        {"ttt", "rollback=2x\n", "end=4\n", "cannot be read", 4},
        {"ttt", "practice=1\n", "end=4\n", "only the first turn", 4},
        {"tpt", "practice=1\n", "end=4\n", "only the first turn", 2},
        {"t", "practice=2\n", "end=4\n", "cannot be read", 2},
        {"ttttt", "rollback=2\n", "end=4\n", "had ended before", 6},
        {"ttttt", "practice=1\n", "end=4\n", "only the first turn", 6},
        {"ttt", "rollback=2\n", "end=1\n", "does not end with", 1},
        {"ttt", "rollback=2", "", "cannot be read", 4},
    };
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct played *played = played_so(cases[x].course, 5);
        struct record_summary summary;
        struct world world;
        struct cause cause;
        char place[64];
        add_part(played, cases[x].part, cases[x].end);
        if (verify(played, &summary, &world, &cause) != STATUS_CORRUPT)
            fail_msg("%s behind %s is not refused", cases[x].part, cases[x].course);
        snprintf(place, sizeof place, "world %s turn %d: ", world_hex, cases[x].turn);
        if (!strstr(cause.text, cases[x].why) || !strstr(cause.text, place))
            fail_msg("%s behind %s: \"%s\"", cases[x].part, cases[x].course, cause.text);
        free(played);
    }
}

static void too_many_are_refused(void **state)
{
    (void)state;
    struct played *played = played_so("tt", 5);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    for (int x = 0; x < RECORD_ABANDONED_MAX; x++) {
        add_part(played, "rollback=3\n", "end=4\n");
        assert_int_equal(verify(played, &summary, &world, &cause), STATUS_OK);
        assert_int_equal(summary.roll_backs, x + 1);
    }
    add_part(played, "rollback=3\n", "end=4\n");
    assert_int_equal(verify(played, &summary, &world, &cause), STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, world_hex));
    assert_non_null(strstr(cause.text, "turn 3: roll-backs abandon more turns than may be"));
    free(played);
}

/* Also in what does not count: it is in the record so that everybody can look at it. */
static void every_changed_digit_is_caught(void **state)
{
    (void)state;
    struct played *played = played_so("tpttt2t3tt", 4);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    assert_int_equal(verify(played, &summary, &world, &cause), STATUS_OK);
    for (size_t at = played->turn_at[0]; at < played->size; at++) {
        char old = played->text[at];
        if (old < '0' || old > '9')
            continue;
        played->text[at] = old == '9' ? '0' : (char)(old + 1);
        if (verify(played, &summary, &world, &cause) == STATUS_OK)
            fail_msg("position %zu: '%c' instead of '%c' is not missed", at, played->text[at], old);
        played->text[at] = old;
    }
    free(played);
}

/* ---- journals */

struct journal {
    struct played *played;
    struct journal_check *check;
    struct cause cause;
};

static enum status entry(struct journal *journal, const char *kind, const char *body, size_t size)
{
    bool is_orders;
    return journal_check_entry(journal->check, kind, (struct slice){body, size}, NULL, &is_orders,
                               &journal->cause);
}

static struct journal journal_begin(void)
{
    struct scenario scenario;
    struct journal journal = {.played = malloc(sizeof *journal.played),
                              .check = malloc(sizeof *journal.check)};
    assert_true(journal.played && journal.check);
    played_scenario(&scenario, 2, 8);
    played_begin(journal.played, &scenario, 3);
    journal_check_init(journal.check);
    assert_int_equal(entry(&journal, "opening", journal.played->text, journal.played->size), STATUS_OK);
    return journal;
}

static void journal_free(struct journal *journal)
{
    free(journal->played);
    free(journal->check);
}

static enum status save(struct journal *journal, int seat, uint32_t revision, const struct orders *orders)
{
    char memory[ENTRY_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct entry_orders saved = {.head = {.turn = journal->check->world.turn + 1, .seat = seat},
                                 .revision = revision,
                                 .orders = *orders};
    entry_put_orders(&text, &saved, 2);
    return entry(journal, "orders", memory, text.length);
}

/* Plays the next turn, with (or without) what its persons saved. */
static enum status turn(struct journal *journal, bool with_orders)
{
    struct played *played = journal->played;
    size_t at = played->size;
    played_turn(played);
    for (int seat = 0; seat < 2 && with_orders; seat++)
        if (played->turn.source[seat] == SOURCE_PERSON)
            assert_int_equal(save(journal, seat, 1, &played->turn.book.orders[seat]), STATUS_OK);
    return entry(journal, "turn", played->text + at, played->size - at);
}

static enum status roll_back(struct journal *journal, int to)
{
    char memory[ENTRY_ACT_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct entry_act act = {.turn = journal->check->world.turn + 1, .number = 1, .to = to};
    entry_put_act(&text, "rollback", &act);
    return entry(journal, "rollback", memory, text.length);
}

static void rolled_back_journals_fit(void **state)
{
    (void)state;
    struct journal journal = journal_begin();
    assert_int_equal(turn(&journal, true), STATUS_OK);
    assert_int_equal(entry(&journal, "practice_over", "practice=1\n", 11), STATUS_OK);
    played_back(journal.played, 1, true);
    for (int x = 0; x < 3; x++)
        assert_int_equal(turn(&journal, true), STATUS_OK);
    assert_int_equal(roll_back(&journal, 2), STATUS_OK);
    played_back(journal.played, 2, false);
    for (int x = 0; x < 3; x++)
        assert_int_equal(turn(&journal, true), STATUS_OK);
    assert_int_equal(journal.check->world.turn, 4);
    assert_int_equal(journal.check->course.roll_backs, 1);
    assert_true(journal.check->course.practised);
    assert_memory_equal(&journal.check->world, &journal.played->world, sizeof journal.played->world);
    journal_free(&journal);
}

/* What was saved before a roll-back counts for nothing, and revisions begin anew. */
static void saved_orders_are_forgotten(void **state)
{
    (void)state;
    struct journal journal = journal_begin();
    struct orders orders;
    orders_init(&orders);
    assert_int_equal(save(&journal, 0, 1, &orders), STATUS_OK);
    assert_int_equal(roll_back(&journal, 1), STATUS_OK);
    played_back(journal.played, 1, false);
    assert_int_equal(save(&journal, 0, 2, &orders), STATUS_CORRUPT);
    assert_non_null(strstr(journal.cause.text, "a revision of saved orders is missing"));
    assert_int_equal(turn(&journal, true), STATUS_OK);
    int persons = 0;
    do { /* until a turn has a person's orders */
        assert_int_equal(turn(&journal, true), STATUS_OK);
        persons = (journal.played->turn.source[0] == SOURCE_PERSON) +
                  (journal.played->turn.source[1] == SOURCE_PERSON);
    } while (!persons);
    int last = journal.check->world.turn;
    assert_int_equal(roll_back(&journal, last), STATUS_OK); /* the same turn, but nothing is saved for it */
    const struct record_course *course = &journal.played->course;
    assert_int_equal(
        entry(&journal, "turn", journal.played->text + course->turn[last].at, course->turn[last].size),
        STATUS_CORRUPT);
    assert_non_null(strstr(journal.cause.text, "not those that were saved"));
    journal_free(&journal);
}

static void journals_refuse_what_records_do(void **state)
{
    (void)state;
    struct journal journal = journal_begin();
    assert_int_equal(roll_back(&journal, 2), STATUS_CORRUPT);
    assert_non_null(strstr(journal.cause.text, "a turn that was not played"));
    assert_int_equal(entry(&journal, "practice_over", "practice=1\n", 11), STATUS_CORRUPT);
    assert_int_equal(entry(&journal, "practice_over", "rollback=1\n", 11), STATUS_CORRUPT);
    assert_non_null(strstr(journal.cause.text, world_hex));
    assert_int_equal(entry(&journal, "rollback", "turn=2\nact=1\nto=1\n", 18), STATUS_CORRUPT);
    assert_int_equal(entry(&journal, "close", "turn=1\nact=1\ntext=00000000000000000000000000000000\n", 51),
                     STATUS_OK);
    assert_int_equal(roll_back(&journal, 1), STATUS_CORRUPT);
    assert_non_null(strstr(journal.cause.text, "had ended before"));
    journal_free(&journal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rolled_back_records_verify),
        cmocka_unit_test(practice_may_reach_the_last_turn),
        cmocka_unit_test(the_bytes_are_as_ever),
        cmocka_unit_test(the_same_orders_lead_to_the_same_world),
        cmocka_unit_test(a_walk_tells_of_every_part),
        cmocka_unit_test(what_does_not_fit_is_refused_by_name),
        cmocka_unit_test(too_many_are_refused),
        cmocka_unit_test(every_changed_digit_is_caught),
        cmocka_unit_test(rolled_back_journals_fit),
        cmocka_unit_test(saved_orders_are_forgotten),
        cmocka_unit_test(journals_refuse_what_records_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
