/* The machine from its journal: what is refused, what goes on, and that no damage does harm. */
#include "tests/unit/server/world/same.h"
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/property/worlds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TURN_MS = 20000, DAMAGES = 1500 };

static const char world_hex[] = "b0b1b2b3b4b5b6b7b8b9babbbcbdbebf";

/* What whoever runs the exercise does to seats. */
static void act_on_seats(struct table *table)
{
    struct wire_exercise_act act = {.seat = 1, .percent = 150, .has_orders = true};
    struct wire_inject inject = {.number = 1, .seats = 1 << 1, .source = "Radio", .text = {"rain", "lluvia"}};
    act.orders = table_peace(table, 1);
    assert_int_equal(table_act(table, COMMAND_MULTIPLY, act), RULING_DONE);
    assert_int_equal(table_act(table, COMMAND_BOT_IN, act), RULING_DONE);
    assert_int_equal(table_act(table, COMMAND_ORDERS, act), RULING_DONE);
    assert_int_equal(table_act(table, COMMAND_BOT_OUT, act), RULING_DONE);
    table_apply(table, (struct command){.kind = COMMAND_BULLETIN, .inject = &inject});
}

/* A short game with an entry of every kind. */
static struct table *played(void)
{
    struct table *table = table_playing(2, 3, TURN_MS, 2);
    struct wire_state_beliefs state = {.command = table_id(table), .world = table->opening.world, .turn = 1};
    stated_beliefs_init(&state.stated);
    state.stated.sees_me[1] = 700;
    table_apply(table, (struct command){.kind = COMMAND_STATE_BELIEFS, .state_beliefs = &state});
    for (int turn = 0; turn < 3; turn++) {
        struct orders orders = table_peace(table, 0);
        orders.belief[1] = 10 * turn;
        table_save(table, 0, &orders);
        orders.belief[1]++;
        table_save(table, 0, &orders);
        table_say(table, 1, 0, "hello");
        if (turn == 2)
            act_on_seats(table);
        if (turn == 1) {
            table_do(table, COMMAND_LEAVE, 1);
            table_do(table, COMMAND_DEPART, 1);
            table_do(table, COMMAND_ARRIVE, 1);
        } else {
            table_ready(table, 1, true);
        }
        table_ready(table, 0, true);
        assert_int_equal(world_turn(table->machine), turn + 1);
    }
    assert_true(world_ended(table->machine));
    return table;
}

static enum status feed(struct world_machine *machine, const char *kind, const char *body,
                        struct cause *cause)
{
    cause->text[0] = '\0';
    return world_recover(machine, kind, slice_of(body), NULL, cause);
}

/* A machine that was fed everything before entry `count`. */
static struct world_machine *fed(const struct table *table, int count)
{
    struct world_machine *machine = world_recovering(&table->settings);
    struct cause cause;
    for (int x = 0; x < count; x++)
        if (feed(machine, table->entries[x].kind, table->entries[x].body, &cause))
            fail_msg("entry %d: %s", x, cause.text);
    return machine;
}

static int find(const struct table *table, const char *kind, int nth)
{
    for (int x = 0; x < table->entry_count; x++)
        if (strcmp(table->entries[x].kind, kind) == 0 && nth-- == 0)
            return x;
    fail_msg("no entry of kind %s", kind);
    return 0;
}

static void refuse(const struct table *table, int before, const char *kind, const char *body,
                   const char *said, enum status expected)
{
    struct world_machine *machine = fed(table, before);
    struct cause cause;
    enum status status = feed(machine, kind, body, &cause);
    if (status != expected || !strstr(cause.text, said))
        fail_msg("%s \"%s\": status %s, \"%s\"", kind, body, status_name(status), cause.text);
    if (before > 0 && (!strstr(cause.text, world_hex) || !strstr(cause.text, " turn ")))
        fail_msg("%s \"%s\" is told without world and turn: \"%s\"", kind, body, cause.text);
    world_destroy(machine);
}

static void entries_out_of_place_are_refused(void **state)
{
    (void)state;
    struct table *table = played();
    int start = find(table, "start", 0), orders = find(table, "orders", 0), turn = find(table, "turn", 0);
    int second = find(table, "turn", 1), last = find(table, "turn", 2), end = find(table, "end", 0);
    const struct kept_entry *kept = table->entries;
    refuse(table, 0, "start", "", "begins with its opening", STATUS_CORRUPT);
    refuse(table, 1, "opening", kept[0].body, "second opening", STATUS_CORRUPT);
    refuse(table, start + 1, "start", "", "second start", STATUS_CORRUPT);
    refuse(table, start, "start", "now=1\n", "start", STATUS_CORRUPT);
    refuse(table, start, "orders", kept[orders].body, "saved orders", STATUS_CORRUPT); /* before the start */
    refuse(table, start, "turn", kept[turn].body, "outside of play", STATUS_CORRUPT);
    refuse(table, turn + 1, "orders", kept[orders].body, "saved orders", STATUS_CORRUPT); /* of turn 1 */
    refuse(table, turn + 1, "turn", kept[turn].body, "another turn", STATUS_CORRUPT);
    refuse(table, turn + 1, "turn", kept[last].body, "another turn", STATUS_CORRUPT);
    refuse(table, turn, "turn", kept[second].body, "another turn", STATUS_CORRUPT);
    refuse(table, orders, "turn", kept[turn].body, "not those that were saved", STATUS_CORRUPT);
    refuse(table, last, "end", "end=1\n", "end", STATUS_CORRUPT);
    refuse(table, end, "end", "end=2\n", "end", STATUS_CORRUPT);
    refuse(table, end, "turn", kept[last].body, "outside of play", STATUS_CORRUPT);
    refuse(table, end, "treaty", "x=1\n", "newer version", STATUS_VERSION);
    table_close(table);
}

static void an_end_stands_once_and_alone(void **state)
{
    (void)state;
    struct table *table = played();
    int end = find(table, "end", 0);
    refuse(table, end, "end", "end=1\nmore=1\n", "end", STATUS_CORRUPT);
    refuse(table, end + 1, "end", "end=1\n", "end", STATUS_CORRUPT);
    table_close(table);
}

static void malformed_entries_are_refused(void **state)
{
    static const char head[] = "turn=1\nseat=0\ncommand=00112233445566778899aabbccddeeff\n";
    static const struct {
        const char *kind, *body; /* behind a good head where there is one */
        bool headed;
    } cases[] = {
        {"take", "seat=2\n", false},
        {"take", "seat=-1\n", false},
        {"take", "", false},
        {"take", "seat=0\nseat=1\n", false},
        {"leave", "seat=two\n", false},
        {"return", "chair=1\n", false},
        {"ready", "ready=2\n", true},
        {"ready", "", true},
        {"ready", "ready=1\nready=1\n", true},
        {"ready", "turn=1\nseat=0\ncommand=00\nready=1\n", false},
        {"ready", "turn=2\nseat=0\ncommand=00112233445566778899aabbccddeeff\nready=1\n", false},
        {"ready", "turn=1\nseat=2\ncommand=00112233445566778899aabbccddeeff\nready=1\n", false},
        {"beliefs", "attack_next=-1,5\nsees_me=-1,5\n", true},
        {"beliefs", "attack_next=-1\nsees_me=-1,5\nperceived_balance=-1\n", true},
        {"beliefs", "attack_next=-1,5,5\nsees_me=-1,5\nperceived_balance=-1\n", true},
        {"beliefs", "attack_next=-1,1001\nsees_me=-1,5\nperceived_balance=-1\n", true},
        {"beliefs", "attack_next=-1,5\nsees_me=-1,5\nperceived_balance=-1\nmore=1\n", true},
        {"press", "number=0\neveryone=1\nto=0\ntext=00112233445566778899aabbccddeeff\n", true},
        {"press", "number=1\neveryone=2\nto=0\ntext=00112233445566778899aabbccddeeff\n", true},
        {"press", "number=1\neveryone=1\nto=65536\ntext=00112233445566778899aabbccddeeff\n", true},
        {"press", "number=1\neveryone=1\nto=0\ntext=0011\n", true},
        {"orders", "revision=1\norder 0 none\n", true},
    };
    struct table *table = played();
    int start = find(table, "start", 0);
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        char body[512];
        struct text text = text_over(body, sizeof body);
        text_put(&text, cases[x].headed ? head : "");
        text_put(&text, cases[x].body);
        refuse(table, start + 1, cases[x].kind, body, "", STATUS_CORRUPT);
    }
    table_close(table);
}

/* What whoever runs the exercise did fits the world that it was done to. */
static void acts_that_do_not_fit_are_refused(void **state)
{
    static const struct {
        const char *kind, *body; /* behind "turn=1", "act=1" */
    } cases[] = {
        {"bot_in", "seat=2\n"},
        {"bot_in", ""},
        {"bot_out", "seat=0\n"}, /* no bot is in */
        {"behalf", "seat=2\n"},
        {"time", "seat=0\n"},
        {"time", "seat=0\npercent=100\n"}, /* it has that */
        {"time", "seat=0\npercent=99\n"},
        {"time", "seat=0\npercent=401\n"},
        {"bulletin", "inject=1\nseats=0\nmisleading=0\ntext=00112233445566778899aabbccddeeff\n"},
        {"bulletin", "inject=1\nseats=4\nmisleading=0\ntext=00112233445566778899aabbccddeeff\n"},
        {"bulletin", "inject=1\nseats=1\nmisleading=2\ntext=00112233445566778899aabbccddeeff\n"},
        {"bulletin", "inject=1\nseats=1\nmisleading=0\ntext=0011\n"},
    };
    struct table *table = played();
    int start = find(table, "start", 0);
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        char body[256];
        snprintf(body, sizeof body, "turn=1\nact=1\n%s", cases[x].body);
        refuse(table, start + 1, cases[x].kind, body, "does not fit", STATUS_CORRUPT);
    }
    refuse(table, start + 1, "bot_in", "turn=1\nact=2\nseat=0\n", "does not fit", STATUS_CORRUPT);
    refuse(table, start + 1, "bot_in", "turn=2\nact=1\nseat=0\n", "does not fit", STATUS_CORRUPT);
    refuse(table, find(table, "bot_in", 0) + 1, "bot_in", "turn=3\nact=3\nseat=1\n", "does not fit",
           STATUS_CORRUPT); /* it is held already */
    refuse(table, find(table, "bulletin", 0) + 1, "bulletin",
           "turn=3\nact=6\ninject=1\nseats=2\nmisleading=0\ntext=00112233445566778899aabbccddeeff\n",
           "does not fit", STATUS_CORRUPT); /* that inject was told */
    table_close(table);
}

/* As many as play takes in a turn, and no more: what is remembered of messages has a bound. */
static void no_turn_has_too_many_messages(void **state)
{
    struct table *table = played();
    struct world_machine *machine = fed(table, find(table, "start", 0) + 1);
    struct cause cause;
    (void)state;
    for (int x = 1; x <= WORLD_PRESS_PER_TURN + 1; x++) {
        char body[256];
        snprintf(body, sizeof body,
                 "turn=1\nseat=0\ncommand=%032x\nnumber=%d\neveryone=1\nto=0\ntext=%032x\n", (unsigned)x, x,
                 (unsigned)x);
        assert_int_equal(feed(machine, "press", body, &cause),
                         x <= WORLD_PRESS_PER_TURN ? STATUS_OK : STATUS_CORRUPT);
    }
    world_destroy(machine);
    table_close(table);
}

/* Orders are numbered without gaps; a missing or repeated entry is a damaged journal. */
static void revisions_follow_each_other(void **state)
{
    (void)state;
    struct table *table = played();
    int first = find(table, "orders", 0), next = find(table, "orders", 1);
    refuse(table, first, "orders", table->entries[next].body, "saved orders", STATUS_CORRUPT);
    refuse(table, next, "orders", table->entries[first].body, "saved orders", STATUS_CORRUPT);
    table_close(table);
}

/* Wherever the journal breaks off, the game goes on and comes to a record that verifies. */
static void every_prefix_goes_on(void **state)
{
    (void)state;
    struct table *table = played();
    int end = find(table, "end", 0);
    for (int count = 1; count < end; count++) {
        struct world_machine *machine = table_rebuild(table, count);
        struct table *rest = calloc(1, sizeof *rest);
        assert_non_null(rest);
        rest->machine = machine;
        rest->settings = table->settings;
        rest->opening = table->opening;
        rest->now_ms = table->now_ms;
        table_do(rest, COMMAND_START, 0);
        table_do(rest, COMMAND_LEAVE, 0);
        table_do(rest, COMMAND_LEAVE, 1);
        for (int tick = 0; tick < 4; tick++)
            table_wait(rest, 0);
        if (world_turn(machine) == 3 && strcmp(table->entries[count - 1].kind, "turn") == 0) {
            table_close(rest); /* the record of a world whose end is missing: see below */
            continue;
        }
        struct record_summary summary;
        struct world world;
        struct cause cause;
        size_t size;
        const char *record = world_record(machine, &size);
        assert_non_null(record);
        if (record_verify((struct slice){record, size}, &summary, &world, &cause))
            fail_msg("from %d entries: %s", count, cause.text);
        assert_int_equal(summary.turns, 3);
        table_close(rest);
    }
    table_close(table);
}

/* The process died between the last turn and the entry of the end. */
static void a_missing_end_is_made_up_for(void **state)
{
    (void)state;
    struct table *table = played();
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    struct world_machine *cut = table_rebuild(table, find(table, "end", 0));
    assert_true(world_ended(cut));
    if (!machines_same(table->machine, cut, table->now_ms, &why))
        fail_msg("%s", memory);
    world_destroy(cut);
    table_close(table);
}

/* A changed byte is refused or harmless; it never stops the server. */
static void damage_never_aborts(void **state)
{
    (void)state;
    struct table *table = played();
    struct noise noise = noise_of(41);
    int refused = 0;
    for (int x = 0; x < DAMAGES; x++) {
        struct world_machine *machine = world_recovering(&table->settings);
        int entry = (int)noise_below(&noise, table->entry_count);
        struct cause cause = {{0}};
        enum status status = STATUS_OK;
        if (table->entries[entry].size == 0)
            entry = 0;
        char *place = &table->entries[entry].body[noise_below(&noise, (int64_t)table->entries[entry].size)];
        char old = *place;
        *place = (char)noise_below(&noise, 256);
        for (int e = 0; e < table->entry_count && !status; e++)
            status = world_recover(machine, table->entries[e].kind,
                                   (struct slice){table->entries[e].body, table->entries[e].size},
                                   table->entries[e].text, &cause);
        assert_true(status == STATUS_OK || status == STATUS_CORRUPT || status == STATUS_VERSION);
        assert_true(status == STATUS_OK || cause.text[0]);
        refused += status != STATUS_OK;
        *place = old;
        world_destroy(machine);
    }
    print_message("%d of %d damages refused\n", refused, DAMAGES);
    assert_in_range(refused, DAMAGES / 2, DAMAGES);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_out_of_place_are_refused),
        cmocka_unit_test(an_end_stands_once_and_alone),
        cmocka_unit_test(malformed_entries_are_refused),
        cmocka_unit_test(acts_that_do_not_fit_are_refused),
        cmocka_unit_test(no_turn_has_too_many_messages),
        cmocka_unit_test(revisions_follow_each_other),
        cmocka_unit_test(every_prefix_goes_on),
        cmocka_unit_test(a_missing_end_is_made_up_for),
        cmocka_unit_test(damage_never_aborts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
