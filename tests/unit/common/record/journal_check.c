/* The journal of a world against itself. */
#include "tests/unit/common/record/played.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES_MAX = 64, BODIES_MAX = 64 * 1024, MUTATIONS = 2000 };

static const char world_hex[] = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";

struct journal_entry {
    const char *kind;
    size_t at, size; /* in `bodies` */
    int turn;
};

struct journal {
    int count;
    struct journal_entry entries[ENTRIES_MAX];
    size_t size;
    char bodies[BODIES_MAX];
};

static void add(struct journal *journal, const char *kind, int turn, const char *body, size_t size)
{
    assert_true(journal->count < ENTRIES_MAX && journal->size + size <= BODIES_MAX);
    journal->entries[journal->count++] = (struct journal_entry){kind, journal->size, size, turn};
    memcpy(journal->bodies + journal->size, body, size);
    journal->size += size;
}

/* What the server would have stored of the turn just played: first another version, then what counted. */
static void add_saved(struct journal *journal, const struct played *played)
{
    for (int seat = 0; seat < played->world.scenario.actor_count; seat++) {
        if (played->turn.source[seat] != SOURCE_PERSON)
            continue;
        struct entry_orders entry = {.head = {.turn = played->turn.turn, .seat = seat},
                                     .orders = played->turn.book.orders[seat]};
        for (uint32_t revision = 1; revision <= 2; revision++) {
            char memory[ENTRY_ORDERS_MAX];
            struct text text = text_over(memory, sizeof memory);
            entry.revision = revision;
            entry.head.command.bytes[0] = (uint8_t)revision;
            struct entry_orders earlier = entry;
            earlier.orders.belief[1 - seat] = 77;
            entry_put_orders(&text, revision == 1 ? &earlier : &entry, 2);
            add(journal, "orders", played->turn.turn, memory, text.length);
        }
    }
}

static struct journal *journal_of_game(int turns)
{
    struct scenario scenario;
    struct played *played = malloc(sizeof *played);
    struct journal *journal = calloc(1, sizeof *journal);
    assert_non_null(played);
    assert_non_null(journal);
    played_scenario(&scenario, 2, turns);
    played_begin(played, &scenario, 1);
    add(journal, "opening", 0, played->text, played->size);
    add(journal, "start", 1, "", 0);
    while (!played->world.end) {
        size_t at = played->size;
        played_turn(played);
        add_saved(journal, played);
        add(journal, "turn", played->turns, played->text + at, played->size - at);
    }
    assert_int_equal(played->world.end, END_TIME);
    add(journal, "end", played->turns, "end=1\n", 6);
    free(played);
    return journal;
}

static struct slice body_of(const struct journal *journal, int entry)
{
    return (struct slice){journal->bodies + journal->entries[entry].at, journal->entries[entry].size};
}

/* Checks the journal without entry `left_out` (-1: all); the status of the first one that does not fit. */
static enum status check_all(const struct journal *journal, int left_out, struct journal_check *check,
                             int *at, struct cause *cause)
{
    journal_check_init(check);
    cause->text[0] = '\0';
    for (*at = 0; *at < journal->count; ++*at) {
        bool is_orders;
        if (*at == left_out)
            continue;
        enum status status = journal_check_entry(check, journal->entries[*at].kind, body_of(journal, *at),
                                                 NULL, &is_orders, cause);
        if (status)
            return status;
    }
    return STATUS_OK;
}

static void a_good_journal_fits(void **state)
{
    (void)state;
    struct journal *journal = journal_of_game(5);
    struct journal_check *check = malloc(sizeof *check);
    assert_non_null(check);
    int orders_seen = 0, orders_made = 0;
    journal_check_init(check);
    for (int x = 0; x < journal->count; x++) {
        struct entry_orders orders;
        struct cause cause;
        bool is_orders;
        if (journal_check_entry(check, journal->entries[x].kind, body_of(journal, x), &orders, &is_orders,
                                &cause))
            fail_msg("entry %d: %s", x, cause.text);
        assert_int_equal(is_orders, strcmp(journal->entries[x].kind, "orders") == 0);
        assert_int_equal(check->ended, x == journal->count - 1);
        orders_made += strcmp(journal->entries[x].kind, "orders") == 0;
        if (is_orders) {
            assert_int_equal(orders.head.turn, journal->entries[x].turn);
            orders_seen++;
        }
    }
    assert_int_equal(orders_seen, orders_made);
    assert_true(orders_seen > 4);
    assert_int_equal(check->world.turn, 5);
    free(check);
    free(journal);
}

/* Saved orders of that revision? */
static bool is_revision(const struct journal *journal, int entry, const char *line)
{
    struct slice rest = body_of(journal, entry);
    struct entry_head head;
    return strcmp(journal->entries[entry].kind, "orders") == 0 && entry_take_head(&rest, 2, &head) &&
           slice_starts(rest, line);
}

static void missing_entries_are_caught(void **state)
{
    (void)state;
    struct journal *journal = journal_of_game(3);
    struct journal_check *check = malloc(sizeof *check);
    assert_non_null(check);
    for (int x = 0; x < journal->count; x++) {
        struct cause cause;
        int at;
        const char *kind = journal->entries[x].kind;
        enum status status = check_all(journal, x, check, &at, &cause);
        if (strcmp(kind, "start") == 0)
            continue;
        if (strcmp(kind, "end") == 0) {
            assert_false(check->ended);
            continue;
        }
        if (status != STATUS_CORRUPT)
            fail_msg("entry %d of kind %s is not missed", x, kind);
        assert_true(at > x);
    }
    free(check);
    free(journal);
}

static void every_changed_character_of_what_counts_is_caught(void **state)
{
    (void)state;
    struct journal *journal = journal_of_game(3);
    struct journal_check *check = malloc(sizeof *check);
    struct noise noise = noise_of(78);
    int caught = 0;
    assert_non_null(check);
    for (int x = 0; x < 10 * MUTATIONS && caught < MUTATIONS; x++) {
        int entry = (int)noise_below(&noise, journal->count), at;
        const char *kind = journal->entries[entry].kind;
        struct cause cause;
        if (strcmp(kind, "opening") != 0 && strcmp(kind, "turn") != 0)
            continue;
        char *place = journal->bodies + journal->entries[entry].at +
                      noise_below(&noise, (int64_t)journal->entries[entry].size);
        char old = *place;
        *place = (char)(32 + noise_below(&noise, 95));
        bool same = *place == old;
        enum status status = check_all(journal, -1, check, &at, &cause);
        if (!same && status == STATUS_OK)
            fail_msg("entry %d of kind %s: '%c' instead of '%c' is not missed", entry, kind, *place, old);
        *place = old;
        if (same)
            continue;
        caught++;
        bool before_world = entry == 0 && place < journal->bodies + 60;
        if (!before_world && (!strstr(cause.text, world_hex) || !strstr(cause.text, " turn ")))
            fail_msg("entry %d of kind %s: \"%s\"", entry, kind, cause.text);
        assert_true(at >= entry);
    }
    assert_int_equal(caught, MUTATIONS);
    free(check);
    free(journal);
}

static void a_changed_end_is_caught(void **state)
{
    static const char *const bodies[] = {"end=2\n", "end=0\n", "end=\n", "", "eve=1\n", "end=1\nend=1\n"};
    struct journal *journal = journal_of_game(2);
    struct journal_check *check = malloc(sizeof *check);
    (void)state;
    assert_non_null(check);
    struct journal_entry *end = &journal->entries[journal->count - 1];
    for (size_t x = 0; x < sizeof bodies / sizeof bodies[0]; x++) {
        struct cause cause;
        int at;
        memcpy(journal->bodies + end->at, bodies[x], strlen(bodies[x]) + 1);
        end->size = strlen(bodies[x]);
        if (check_all(journal, -1, check, &at, &cause) == STATUS_OK)
            fail_msg("an end of \"%s\" is not missed", bodies[x]);
    }
    free(check);
    free(journal);
}

/* An acknowledged order set may not be exchanged, whatever the turn's hash says. */
static void exchanged_orders_are_caught(void **state)
{
    (void)state;
    struct journal *journal = journal_of_game(3);
    struct journal_check *check = malloc(sizeof *check);
    struct cause cause;
    int at, changed = 0;
    assert_non_null(check);
    for (int x = 0; x < journal->count; x++) {
        char *body = journal->bodies + journal->entries[x].at;
        if (!is_revision(journal, x, "revision=2\n"))
            continue;
        char *digit = strstr(body, "civil=") + 6;
        char old = *digit;
        *digit = old == '9' ? '1' : (char)(old + 1);
        assert_int_equal(check_all(journal, -1, check, &at, &cause), STATUS_CORRUPT);
        assert_string_equal(journal->entries[at].kind, "turn");
        assert_non_null(strstr(cause.text, "not those that were saved"));
        assert_non_null(strstr(cause.text, world_hex));
        *digit = old;
        changed++;
    }
    assert_in_range(changed, 2, ENTRIES_MAX);
    free(check);
    free(journal);
}

static void disorder_is_caught(void **state)
{
    (void)state;
    struct journal *journal = journal_of_game(2);
    struct journal_check *check = malloc(sizeof *check);
    struct cause cause;
    bool is_orders;
    assert_non_null(check);
    journal_check_init(check);
    assert_int_equal(journal_check_entry(check, "start", slice_of(""), NULL, &is_orders, &cause),
                     STATUS_CORRUPT);
    assert_int_equal(journal_check_entry(check, "opening", body_of(journal, 0), NULL, &is_orders, &cause),
                     STATUS_OK);
    assert_int_equal(journal_check_entry(check, "opening", body_of(journal, 0), NULL, &is_orders, &cause),
                     STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "second opening"));
    assert_int_equal(journal_check_entry(check, "end", slice_of("end=1\n"), NULL, &is_orders, &cause),
                     STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "its end"));
    for (int x = journal->count - 1; x > 0; x--) /* the last turn first */
        if (strcmp(journal->entries[x].kind, "turn") == 0) {
            assert_int_equal(
                journal_check_entry(check, "turn", body_of(journal, x), NULL, &is_orders, &cause),
                STATUS_CORRUPT);
            break;
        }
    assert_non_null(strstr(cause.text, "another turn stands in its place"));
    free(check);
    free(journal);
}

/* The journal up to the end of turn `turns`, then closed by hand. */
static struct journal *closed_journal(int turns, const char *end)
{
    struct journal *journal = journal_of_game(4);
    char memory[ENTRY_ACT_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct entry_act act = {.turn = turns + 1, .number = 3};
    while (journal->entries[journal->count - 1].turn > turns ||
           strcmp(journal->entries[journal->count - 1].kind, "end") == 0)
        journal->count--;
    entry_put_act(&text, "pause", &(struct entry_act){.turn = turns + 1, .number = 2});
    add(journal, "pause", turns, memory, text.length);
    text = text_over(memory, sizeof memory);
    entry_put_act(&text, "close", &act);
    add(journal, "close", turns, memory, text.length);
    add(journal, "end", turns, end, strlen(end));
    return journal;
}

static void closed_worlds_fit(void **state)
{
    (void)state;
    struct journal_check *check = malloc(sizeof *check);
    struct cause cause;
    int at;
    assert_non_null(check);
    for (int turns = 1; turns < 4; turns++) {
        struct journal *journal = closed_journal(turns, "end=4\n");
        if (check_all(journal, -1, check, &at, &cause))
            fail_msg("entry %d: %s", at, cause.text);
        assert_true(check->closed && check->ended);
        assert_int_equal(check->world.turn, turns);
        assert_int_equal(check->world.end, END_RUNNING);
        assert_int_equal(check_all(journal, journal->count - 2, check, &at, &cause), STATUS_CORRUPT);
        assert_string_equal(journal->entries[at].kind, "end"); /* nobody closed it */
        add(journal, "close", turns, body_of(journal, journal->count - 2).at,
            body_of(journal, journal->count - 2).length);
        assert_int_equal(check_all(journal, -1, check, &at, &cause), STATUS_CORRUPT);
        free(journal);
        journal = closed_journal(turns, "end=1\n");
        assert_int_equal(check_all(journal, -1, check, &at, &cause), STATUS_CORRUPT);
        assert_non_null(strstr(cause.text, "its end"));
        free(journal);
    }
    free(check);
}

static void nothing_follows_a_closing(void **state)
{
    (void)state;
    struct journal *whole = journal_of_game(4), *journal = closed_journal(2, "end=4\n");
    struct journal_check *check = malloc(sizeof *check);
    struct cause cause;
    int at;
    assert_non_null(check);
    journal->count--; /* its end is not stored yet */
    for (int x = 0; x < whole->count; x++)
        if (strcmp(whole->entries[x].kind, "turn") == 0 && whole->entries[x].turn == 3)
            add(journal, "turn", 3, body_of(whole, x).at, body_of(whole, x).length);
    assert_int_equal(check_all(journal, -1, check, &at, &cause), STATUS_CORRUPT);
    assert_string_equal(journal->entries[at].kind, "turn");
    free(check);
    free(journal);
    free(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_journal_fits),
        cmocka_unit_test(missing_entries_are_caught),
        cmocka_unit_test(every_changed_character_of_what_counts_is_caught),
        cmocka_unit_test(a_changed_end_is_caught),
        cmocka_unit_test(exchanged_orders_are_caught),
        cmocka_unit_test(disorder_is_caught),
        cmocka_unit_test(closed_worlds_fit),
        cmocka_unit_test(nothing_follows_a_closing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
