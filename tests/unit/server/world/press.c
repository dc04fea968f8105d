/* Messages between states: who is told, what is refused, what is kept. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

enum { TURN_MS = 20000 };

struct seen {
    int count;
    uint64_t first, last;
    char text[WIRE_PRESS_SIZE]; /* of the last one */
    const struct world_machine *machine;
    int seat;
};

static void see(void *user, const struct world_press *press)
{
    struct seen *seen = user;
    struct wire_press told;
    world_tell_press(seen->machine, press, seen->seat, &told);
    if (seen->count++ == 0)
        seen->first = told.number;
    else
        assert_true(told.number > seen->last); /* oldest first */
    seen->last = told.number;
    memcpy(seen->text, told.text, sizeof told.text);
}

static struct seen seen_by(const struct table *table, int seat)
{
    struct seen seen = {.machine = table->machine, .seat = seat};
    world_each_press(table->machine, seat, see, &seen);
    return seen;
}

static const struct heard *send(struct table *table, int seat, bool everyone, uint16_t to)
{
    struct wire_send_press press = {.command = table_id(table),
                                    .world = table->opening.world,
                                    .everyone = everyone,
                                    .to = to,
                                    .text = "psst"};
    table_apply(table, (struct command){.kind = COMMAND_SEND_PRESS, .seat = seat, .send_press = &press});
    return table_reply(table);
}

static void words_reach_whom_they_are_for(void **state)
{
    (void)state;
    struct table *table = table_playing(4, 5, TURN_MS, 2);
    table_do(table, COMMAND_DEPART, 3);
    assert_true(table_say(table, 0, 1 << 1 | 1 << 3, "you two")->is_accepted);
    for (int seat = 0; seat < 4; seat++) /* the sender's other clients too; seat 3 is away */
        assert_int_equal(table_told(table, seat, TELL_PRESS), seat < 2);
    assert_string_equal(table->heard[0].entry_kind, "press");
    assert_int_equal(table->heard[1].kind, EFFECT_REPLY);
    assert_true(table_say(table, 2, 0, "all of you")->is_accepted);
    for (int seat = 0; seat < 4; seat++)
        assert_int_equal(table_told(table, seat, TELL_PRESS), seat < 3);
    static const int counts[] = {2, 2, 1, 2}; /* kept for those who come back */
    for (int seat = 0; seat < 4; seat++)
        assert_int_equal(seen_by(table, seat).count, counts[seat]);
    struct seen late = seen_by(table, 3);
    assert_int_equal(late.first, 1);
    assert_int_equal(late.last, 2);
    assert_string_equal(late.text, "all of you");
    table_close(table);
}

static void numbers_tell_nothing_of_others(void **state)
{
    (void)state;
    struct table *table = table_playing(4, 5, TURN_MS, 2);
    for (int x = 0; x < 3; x++)
        assert_true(table_say(table, 1, 1 << 2, "between us")->is_accepted);
    assert_true(table_say(table, 1, 1 << 0, "and you")->is_accepted);
    assert_true(table_say(table, 2, 1 << 1, "still us")->is_accepted);
    assert_true(table_say(table, 3, 0, "all")->is_accepted);
    for (int kill = 0; kill < 2; kill++) {
        struct seen outside = seen_by(table, 0), inside = seen_by(table, 2);
        assert_int_equal(outside.count, 2);
        assert_int_equal(outside.first, 1);
        assert_int_equal(outside.last, 2);
        assert_int_equal(inside.last, 5);
        assert_int_equal(seen_by(table, 3).last, 1);
        table_kill(table, 1000);
    }
    table_close(table);
}

static void wrong_recipients_are_refused(void **state)
{
    static const struct {
        bool everyone;
        uint16_t to;
    } cases[] = {{false, 0},          {false, 1}, {false, 1 | 2}, {false, 8},
                 {false, 2 | 0x8000}, {true, 2},  {true, 1}};
    struct table *table = table_playing(3, 5, TURN_MS, 2);
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        const struct heard *reply = send(table, 0, cases[x].everyone, cases[x].to);
        if (reply->is_accepted)
            fail_msg("case %zu is accepted", x);
        assert_int_equal(reply->refusal.code, REFUSAL_MALFORMED);
        assert_string_equal(reply->refusal.item, "to");
        assert_int_equal(table->heard_count, 1);
    }
    struct wire_send_press other = {.command = table_id(table), .everyone = true};
    table_apply(table, (struct command){.kind = COMMAND_SEND_PRESS, .send_press = &other});
    assert_int_equal(table_reply(table)->refusal.code, REFUSAL_NOT_YOURS);
    table_close(table);
}

static void a_seat_has_a_limit_a_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    for (int x = 0; x < WORLD_PRESS_PER_TURN; x++)
        assert_true(table_say(table, 0, 2, "again")->is_accepted);
    for (int kill = 0; kill < 2; kill++) {
        const struct heard *reply = table_say(table, 0, 2, "once more");
        assert_int_equal(reply->refusal.code, REFUSAL_BUSY);
        assert_true(reply->refusal.retry_after_ms > 0);
        assert_int_equal(table_stored(table, NULL), 0);
        assert_true(table_say(table, 1, 1, "stop it")->is_accepted); /* the others have theirs */
        table_kill(table, 1000);                                     /* a recovery gives no new allowance */
    }
    table_wait(table, TURN_MS);
    assert_true(table_say(table, 0, 2, "a new turn")->is_accepted);
    table_close(table);
}

static void so_have_its_words(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    char words[WIRE_PRESS_SIZE];
    size_t left = WORLD_PRESS_BYTES;
    memset(words, 'x', sizeof words);
    words[sizeof words - 1] = '\0';
    for (; left >= sizeof words - 1; left -= sizeof words - 1)
        assert_true(table_say(table, 0, 2, words)->is_accepted);
    for (int kill = 0; kill < 2; kill++) {
        words[left + 1] = '\0';
        const struct heard *reply = table_say(table, 0, 2, words);
        assert_int_equal(reply->refusal.code, REFUSAL_BUSY);
        assert_string_equal(reply->refusal.item, "press");
        assert_true(table_say(table, 1, 1, words)->is_accepted);
        table_kill(table, 1000);
    }
    words[left] = '\0';
    assert_true(table_say(table, 0, 2, words)->is_accepted);
    table_wait(table, TURN_MS);
    assert_true(table_say(table, 0, 2, words)->is_accepted);
    table_close(table);
}

static void the_oldest_words_go_first(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, TURN_MS, 2);
    char words[32];
    for (int x = 1; x <= WORLD_PRESS_KEPT + 40; x++) {
        snprintf(words, sizeof words, "number %d", x);
        assert_true(table_say(table, x % 3, 0, words)->is_accepted);
    }
    for (int kill = 0; kill < 2; kill++) {
        struct seen seen = seen_by(table, 0);
        assert_int_equal(seen.count, WORLD_PRESS_KEPT);
        assert_int_equal(seen.first, 41);
        assert_int_equal(seen.last, WORLD_PRESS_KEPT + 40);
        snprintf(words, sizeof words, "number %d", WORLD_PRESS_KEPT + 40);
        assert_string_equal(seen.text, words);
        table_kill(table, 1);
    }
    table_close(table);
}

static void the_longest_text_survives(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    char words[WIRE_PRESS_SIZE];
    memset(words, 'w', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    assert_true(table_say(table, 1, 1, words)->is_accepted);
    assert_string_equal(table->entries[table->entry_count - 1].text, words);
    assert_null(strstr(table->entries[table->entry_count - 1].body, "www")); /* erasable: not in the entry */
    table_kill(table, 1);
    assert_string_equal(seen_by(table, 0).text, words);
    table_close(table);
}

/* Somebody had their texts erased: they are gone after a recovery, and everything else is as it was. */
static void erased_texts_are_gone(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    table_say(table, 0, 0, "one");
    struct kept_entry *erased = &table->entries[table->entry_count - 1];
    table_say(table, 1, 0, "two");
    struct world_machine *machine = world_recovering(&table->settings);
    for (int x = 0; x < table->entry_count; x++) {
        const struct kept_entry *entry = &table->entries[x];
        struct cause cause;
        const char *text = entry == erased ? NULL : entry->text;
        assert_int_equal(
            world_recover(machine, entry->kind, (struct slice){entry->body, entry->size}, text, &cause),
            STATUS_OK);
    }
    world_recovered(machine, table->now_ms, table->remaining_ms);
    world_destroy(table->machine);
    table->machine = machine;
    struct seen seen = seen_by(table, 0);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.first, 2);
    table_say(table, 0, 0, "three");
    assert_int_equal(seen_by(table, 0).last, 3); /* numbers are not used twice */
    table_close(table);
}

/* Whoever writes much pushes out only their own. */
static void nobody_pushes_out_the_others(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, TURN_MS, 2);
    assert_true(table_say(table, 2, 1, "our treaty")->is_accepted);
    for (int turn = 0; turn < 2; turn++) {
        for (int x = 0; x < WORLD_PRESS_PER_TURN; x++)
            assert_true(table_say(table, 1, 0, "noise")->is_accepted);
        table_wait(table, TURN_MS);
    }
    for (int kill = 0; kill < 2; kill++) {
        assert_int_equal(seen_by(table, 0).count, WORLD_PRESS_KEPT);
        assert_int_equal(seen_by(table, 0).first, 1);
        table_kill(table, 1);
    }
    table_close(table);
}

/* Nor can anybody tell from what is left how much others write to each other. */
static void words_between_others_push_out_nothing(void **state)
{
    (void)state;
    struct table *table = table_playing(4, 5, TURN_MS, 2);
    assert_true(table_say(table, 1, 1 << 0, "our treaty")->is_accepted);
    for (int turn = 0; turn < 2; turn++) {
        for (int x = 0; x < WORLD_PRESS_PER_TURN - 1; x++)
            assert_true(table_say(table, 1, 1 << 2, "a secret")->is_accepted);
        table_wait(table, TURN_MS);
    }
    for (int kill = 0; kill < 2; kill++) {
        assert_int_equal(seen_by(table, 0).count, 1);
        assert_string_equal(seen_by(table, 0).text, "our treaty");
        assert_int_equal(seen_by(table, 1).count, WORLD_PRESS_KEPT);
        assert_int_equal(seen_by(table, 2).count, WORLD_PRESS_KEPT);
        table_kill(table, 1);
    }
    table_close(table);
}

/* An id that comes again with other words changes none; two seats that chose the same id write two texts. */
static void no_text_replaces_another(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    struct wire_send_press send = {.command = table_id(table),
                                   .world = *world_id(table->machine),
                                   .everyone = true,
                                   .text = "I promise"};
    struct command command = {.kind = COMMAND_SEND_PRESS, .seat = 0, .send_press = &send};
    table_apply(table, command);
    struct id first = table->entries[table->entry_count - 1].text_id;
    for (int x = 0; x < WORLD_REMEMBERED; x++)
        assert_true(table_ready(table, 0, false)->is_accepted);
    strcpy(send.text, "I never promised");
    table_apply(table, command);
    assert_true(table_reply(table)->is_accepted);
    assert_int_equal(table_stored(table, NULL), 0);
    command.seat = 1;
    table_apply(table, command);
    assert_int_equal(table_stored(table, "press"), 1);
    assert_false(id_equal(&first, &table->entries[table->entry_count - 1].text_id));
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_reach_whom_they_are_for),
        cmocka_unit_test(numbers_tell_nothing_of_others),
        cmocka_unit_test(wrong_recipients_are_refused),
        cmocka_unit_test(a_seat_has_a_limit_a_turn),
        cmocka_unit_test(so_have_its_words),
        cmocka_unit_test(the_oldest_words_go_first),
        cmocka_unit_test(the_longest_text_survives),
        cmocka_unit_test(nobody_pushes_out_the_others),
        cmocka_unit_test(words_between_others_push_out_nothing),
        cmocka_unit_test(no_text_replaces_another),
        cmocka_unit_test(erased_texts_are_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
