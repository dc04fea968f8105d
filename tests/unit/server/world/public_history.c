/* What those without a seat may be told, and when. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/buffer.h"
#include "common/base/siphash.h"
#include "common/bots/bot.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEATS = 4, TURNS = 7 };

/* A world that is watched `delay` turns behind, in its first turn. */
static struct table *watched_table(int delay, int turns)
{
    struct scenario scenario;
    table_scenario(&scenario, SEATS, turns);
    struct table *table = table_open(&scenario, 0, 9);
    table->settings.spectator_delay = delay;
    world_destroy(table->machine);
    table->machine = table_rebuild(table, table->entry_count); /* the delay is one from the beginning */
    for (int seat = 0; seat < SEATS; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    return table;
}

static void play_turn(struct table *table, const char *doctrine, uint64_t seed)
{
    int turn = world_turn(table->machine);
    for (int seat = 0; seat < SEATS && world_turn(table->machine) == turn; seat++) {
        struct wire_situation situation = table_situation(table, seat);
        struct orders orders;
        if (!situation.view.alive[seat])
            continue;
        bot_find(slice_of(doctrine))->play(&situation.view, (struct siphash_key){seed, 3}, &orders);
        assert_true(table_save(table, seat, &orders)->is_accepted);
        assert_true(table_ready(table, seat, true)->is_accepted);
    }
    assert_int_equal(world_turn(table->machine), turn + 1);
}

static uint32_t shown(const struct table *table)
{
    struct wire_public_clock clock;
    world_tell_public_clock(table->machine, table->now_ms, &clock);
    return clock.shown;
}

static bool told(const struct world_machine *machine, uint32_t turn, struct wire_public_turn *told)
{
    return world_tell_public_turn(machine, turn, told);
}

static void every_turn_is_shown_when_the_delay_has_passed(void **state)
{
    (void)state;
    static const int delays[] = {0, 1, 2, 3, TURNS_MAX};
    struct wire_public_turn turn;
    for (size_t x = 0; x < sizeof delays / sizeof delays[0]; x++) {
        struct table *table = watched_table(delays[x], TURNS);
        assert_int_equal(shown(table), 0); /* in the lobby there is nothing to see, not even the start */
        assert_false(told(table->machine, 0, &turn));
        table_do(table, COMMAND_START, 0);
        while (!world_ended(table->machine)) {
            int over = world_turn(table->machine);
            for (int t = 0; t <= TURNS_MAX; t++)
                assert_int_equal(told(table->machine, (uint32_t)t, &turn), t + delays[x] <= over);
            assert_int_equal(shown(table), over >= delays[x] ? over - delays[x] + 1 : 0);
            play_turn(table, "security_seeker", (uint64_t)over);
        }
        int over = world_turn(table->machine); /* and then nothing is secret */
        assert_int_equal(shown(table), over + 1);
        for (int t = 0; t <= over; t++) {
            assert_true(told(table->machine, (uint32_t)t, &turn));
            assert_int_equal(turn.view.turn, t);
            assert_memory_equal(&turn.world, world_id(table->machine), sizeof turn.world);
        }
        assert_false(told(table->machine, (uint32_t)over + 1, &turn));
        assert_int_equal(turn.view.end, END_TIME);
        table_close(table);
    }
}

static void a_closed_world_has_no_secrets(void **state)
{
    (void)state;
    struct wire_public_turn turn;
    struct table *table = watched_table(TURNS_MAX, TURNS);
    table_do(table, COMMAND_START, 0);
    play_turn(table, "security_seeker", 1);
    assert_int_equal(shown(table), 0);
    table_act(table, COMMAND_CLOSE, (struct wire_exercise_act){.ms = 0});
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 1);
    assert_int_equal(shown(table), 2);
    assert_true(told(table->machine, 1, &turn));
    table_close(table);
}

/* Nothing is announced but that the clock has moved: readiness, orders and words of seats are not to be seen.
 */
static void only_turns_are_announced(void **state)
{
    (void)state;
    struct table *table = watched_table(2, TURNS);
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 0);
    table_do(table, COMMAND_START, 0);
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 1);
    for (int seat = 0; seat < SEATS - 1; seat++) {
        struct orders orders = table_peace(table, seat);
        table_save(table, seat, &orders);
        assert_int_equal(table_told(table, -1, TELL_PUBLIC), 0);
        table_say(table, seat, 0, "hear, hear");
        assert_int_equal(table_told(table, -1, TELL_PUBLIC), 0);
        table_ready(table, seat, true);
        assert_int_equal(table_told(table, -1, TELL_PUBLIC), 0);
        table_do(table, COMMAND_DEPART, seat);
        table_do(table, COMMAND_ARRIVE, seat);
        assert_int_equal(table_told(table, -1, TELL_PUBLIC), 0);
    }
    table_ready(table, SEATS - 1, true);
    assert_int_equal(world_turn(table->machine), 1);
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 1);
    table_act(table, COMMAND_PAUSE, (struct wire_exercise_act){.ms = 0});
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 1);
    table_kill(table, 1000);
    table_do(table, COMMAND_TICK, 0);
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 0);
    table_close(table);
}

static void words_to_everybody_come_with_their_turn(void **state)
{
    (void)state;
    struct wire_public_turn turn;
    struct table *table = watched_table(1, TURNS);
    table_do(table, COMMAND_START, 0);
    table_say(table, 0, 0, "to all, first");
    table_say(table, 1, 1 << 2, "to one");
    table_say(table, 2, 0, "to all, second");
    play_turn(table, "security_seeker", 1);
    table_say(table, 3, 0, "to all, third");
    assert_false(told(table->machine, 1, &turn));
    play_turn(table, "security_seeker", 2);
    assert_true(told(table->machine, 0, &turn));
    assert_int_equal(turn.press_count, 0);
    assert_true(told(table->machine, 1, &turn));
    assert_int_equal(turn.press_count, 2);
    assert_int_equal(turn.press[0].from, 0);
    assert_string_equal(turn.press[0].text, "to all, first");
    assert_int_equal(turn.press[1].from, 2);
    assert_string_equal(turn.press[1].text, "to all, second");
    table_close(table);
}

static void one_who_writes_much_pushes_out_nobody_else(void **state)
{
    (void)state;
    struct wire_public_turn turn;
    struct table *table = watched_table(0, TURNS);
    table_do(table, COMMAND_START, 0);
    for (int round = 0; round < 2; round++) {
        table_say(table, 2, 0, "one word");
        for (int x = 0; x < WORLD_PRESS_PER_TURN; x++) {
            char words[32];
            snprintf(words, sizeof words, "word %d", round * WORLD_PRESS_PER_TURN + x);
            assert_true(table_say(table, 1, 0, words)->is_accepted);
        }
        play_turn(table, "security_seeker", 1);
    }
    for (uint32_t t = 1; t <= 2; t++) { /* and no turn out of another */
        assert_true(told(table->machine, t, &turn));
        assert_int_equal(turn.press_count, WIRE_PUBLIC_PRESS_MAX);
        assert_string_equal(turn.press[0].text, "one word");
        assert_string_equal(turn.press[1].text, t == 1 ? "word 5" : "word 105");
        assert_string_equal(turn.press[turn.press_count - 1].text, t == 1 ? "word 99" : "word 199");
    }
    table_close(table);
}

/* The digest of a turn as it leaves for a spectator. */
static struct digest sent(const struct world_machine *machine, uint32_t turn)
{
    struct to_client *message = calloc(1, sizeof *message);
    struct buffer bytes = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    assert_non_null(message);
    message->kind = TO_CLIENT_PUBLIC_TURN;
    message->request = 1;
    assert_true(world_tell_public_turn(machine, turn, &message->public_turn));
    assert_int_equal(wire_write_to_client(message, &bytes), STATUS_OK);
    struct digest digest = digest_of(buffer_bytes(&bytes), buffer_length(&bytes));
    buffer_free(&bytes);
    free(message);
    return digest;
}

/* Compares each turn that is shown with what it was when it was shown first. */
static int expect_unchanged(const struct world_machine *machine, struct digest first[TURNS_MAX + 1],
                            uint32_t *known)
{
    struct wire_public_clock clock;
    world_tell_public_clock(machine, 0, &clock);
    for (uint32_t t = 0; t < clock.shown; t++) {
        struct digest now = sent(machine, t);
        if (t < *known && !digest_equal(&now, &first[t]))
            fail_msg("turn %u was told in two ways", t);
        first[t] = now;
    }
    *known = clock.shown;
    return (int)clock.shown;
}

/* Whatever is said or done in the open turn, and after a recovery. */
static void a_shown_turn_never_changes(void **state)
{
    (void)state;
    struct digest first[TURNS_MAX + 1];
    for (uint64_t seed = 1; seed <= 3; seed++) {
        struct siphash_key key = {seed, 17};
        struct table *table = watched_table((int)seed - 1, 6);
        uint32_t known = 0;
        int compared = 0;
        table_do(table, COMMAND_START, 0);
        for (uint64_t x = 0; !world_ended(table->machine); x++) {
            uint64_t drawn = siphash24(key, &x, 1);
            int seat = (int)(drawn % SEATS), turn = world_turn(table->machine);
            for (int said = (int)(drawn >> 8) % 90; said > 0; said--) {
                char words[48];
                snprintf(words, sizeof words, "%llu %d", (unsigned long long)x, said);
                table_say(table, seat, drawn >> 16 & 1 ? 0 : (uint16_t)(1u << (seat + 1) % SEATS), words);
                if (said % 30 == 0)
                    compared += expect_unchanged(table->machine, first, &known);
            }
            if (drawn >> 20 & 1)
                play_turn(table, "random_legal", x + (uint64_t)turn);
            if ((drawn >> 24) % 8 == 0) {
                table_kill(table, 500);
                for (int back = 0; back < SEATS; back++)
                    table_do(table, COMMAND_ARRIVE, back);
            }
            compared += expect_unchanged(table->machine, first, &known);
        }
        assert_in_range(compared, 20, 100000);
        table_close(table);
    }
}

static void expect_same(const struct world_machine *a, const struct world_machine *b)
{
    struct wire_public_turn x, y;
    for (uint32_t t = 0; t <= TURNS_MAX; t++) {
        bool known = world_tell_public_turn(a, t, &x);
        assert_int_equal(known, world_tell_public_turn(b, t, &y));
        if (!known)
            continue;
        assert_memory_equal(&x.view, &y.view, sizeof x.view);
        assert_int_equal(x.event_count, y.event_count);
        if (x.event_count)
            assert_memory_equal(x.events, y.events, (size_t)x.event_count * sizeof x.events[0]);
        assert_int_equal(x.press_count, y.press_count);
        for (int p = 0; p < x.press_count; p++) {
            assert_int_equal(x.press[p].from, y.press[p].from);
            assert_string_equal(x.press[p].text, y.press[p].text);
        }
    }
}

static void the_history_comes_back_with_the_journal(void **state)
{
    (void)state;
    int events = 0;
    struct wire_public_turn turn;
    struct table *table = watched_table(1, 12);
    table_do(table, COMMAND_START, 0);
    for (uint64_t x = 0; !world_ended(table->machine); x++) {
        for (int seat = 0; seat < SEATS; seat++)
            table_say(table, seat, x % 2 ? 0 : (uint16_t)(1u << (seat + 1) % SEATS), "words");
        play_turn(table, "random_legal", x);
        struct world_machine *again = table_rebuild(table, table->entry_count);
        expect_same(table->machine, again);
        world_destroy(again);
        if (x % 3 == 2) {
            table_kill(table, 500);
            for (int seat = 0; seat < SEATS; seat++)
                table_do(table, COMMAND_ARRIVE, seat);
        }
    }
    for (int t = 0; t <= world_turn(table->machine); t++) {
        assert_true(told(table->machine, (uint32_t)t, &turn));
        events += turn.event_count;
    }
    assert_in_range(events, 10, 10000); /* there was something to compare */
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_turn_is_shown_when_the_delay_has_passed),
        cmocka_unit_test(a_closed_world_has_no_secrets),
        cmocka_unit_test(only_turns_are_announced),
        cmocka_unit_test(words_to_everybody_come_with_their_turn),
        cmocka_unit_test(one_who_writes_much_pushes_out_nobody_else),
        cmocka_unit_test(a_shown_turn_never_changes),
        cmocka_unit_test(the_history_comes_back_with_the_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
