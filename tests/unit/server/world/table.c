#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copy_of(const char *bytes, size_t size)
{
    char *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    return copy;
}

static void keep(struct table *table, const struct effect *effect)
{
    assert_true(table->entry_count < ENTRIES_MAX);
    struct kept_entry *entry = &table->entries[table->entry_count++];
    assert_true(slice_copy(slice_of(effect->entry_kind), entry->kind, sizeof entry->kind));
    assert_true(effect->body_size < WORLD_ENTRY_MAX || strcmp(entry->kind, "opening") == 0);
    entry->body = copy_of(effect->body, effect->body_size);
    entry->size = effect->body_size;
    entry->remaining_ms = effect->remaining_ms;
    entry->text = effect->text ? copy_of(effect->text, strlen(effect->text)) : NULL;
    if (effect->text_id)
        entry->text_id = *effect->text_id;
}

static void on_effect(void *user, const struct effect *effect)
{
    struct table *table = user;
    assert_true(table->heard_count < HEARD_MAX);
    struct heard *heard = &table->heard[table->heard_count++];
    *heard = (struct heard){.kind = effect->kind};
    switch (effect->kind) {
    case EFFECT_STORE:
        keep(table, effect);
        memcpy(heard->entry_kind, table->entries[table->entry_count - 1].kind, sizeof heard->entry_kind);
        heard->remaining_ms = table->remaining_ms = effect->remaining_ms;
        heard->only_for = effect->only_for;
        break;
    case EFFECT_CLOCK:
        heard->remaining_ms = table->remaining_ms = effect->remaining_ms;
        break;
    case EFFECT_TELL:
        heard->seat = effect->seat;
        heard->what = effect->what;
        heard->notice = effect->what == TELL_NOTICE ? effect->notice.kind : NOTICE_NONE;
        heard->bot_reason = effect->what == TELL_NOTICE ? effect->notice.bot_reason : BOT_REASON_NONE;
        heard->press = effect->press ? effect->press->number : 0;
        heard->bulletin = effect->bulletin ? effect->bulletin->number : 0;
        break;
    case EFFECT_REPLY:
        /* to whoever runs the exercise a ruling says with a refusal what is wrong with the orders */
        if (effect->ruling != RULING_ILLEGAL)
            assert_int_equal(!!effect->accepted + !!effect->refusal + (effect->ruling != RULING_NONE), 1);
        heard->is_accepted = effect->accepted != NULL;
        heard->ruling = effect->ruling;
        if (effect->accepted)
            heard->accepted = *effect->accepted;
        if (effect->refusal)
            heard->refusal = *effect->refusal;
        break;
    }
    if (table->watch)
        table->watch(table, effect);
}

void table_scenario(struct scenario *scenario, int n, int turns)
{
    scenario_init(scenario, "table", n);
    scenario->parameters.grace_turns = 0;
    scenario->parameters.max_turns = turns;
    for (int i = 0; i < n; i++)
        scenario->actors[i].motive = MOTIVE_SECURITY_SEEKER;
}

struct table *table_open(const struct scenario *scenario, int64_t turn_ms, int misses_allowed)
{
    struct world_settings settings = {.turn_ms = turn_ms, .misses_allowed = misses_allowed};
    return table_open_as(scenario, &settings);
}

struct table *table_open_as(const struct scenario *scenario, const struct world_settings *settings)
{
    struct table *table = calloc(1, sizeof *table);
    assert_non_null(table);
    struct effects effects = {on_effect, table};
    table->settings = *settings;
    table->now_ms = 1000000;
    table->opening.scenario = *scenario;
    for (int x = 0; x < ID_SIZE; x++) {
        table->opening.world.bytes[x] = (uint8_t)(0xb0 + x);
        table->opening.key[x] = (uint8_t)(x * 3 + 1);
        table->opening.salt[x] = (uint8_t)(x * 5 + 2);
    }
    table->opening.commitment = record_commitment(&table->opening);
    table->machine = world_create(&table->opening, &table->settings, &effects);
    return table;
}

void table_close(struct table *table)
{
    world_destroy(table->machine);
    for (int x = 0; x < table->entry_count; x++) {
        free(table->entries[x].body);
        free(table->entries[x].text);
    }
    free(table);
}

struct table *table_playing(int n, int turns, int64_t turn_ms, int misses_allowed)
{
    struct world_settings settings = {.turn_ms = turn_ms, .misses_allowed = misses_allowed};
    return table_playing_as(n, turns, &settings);
}

struct table *table_playing_as(int n, int turns, const struct world_settings *settings)
{
    struct scenario scenario;
    table_scenario(&scenario, n, turns);
    struct table *table = table_open_as(&scenario, settings);
    for (int seat = 0; seat < n; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    table_do(table, COMMAND_START, 0);
    return table;
}

void table_apply(struct table *table, struct command command)
{
    struct effects effects = {on_effect, table};
    table->heard_count = 0;
    command.now_ms = table->now_ms;
    world_apply(table->machine, &command, &effects);
}

void table_do(struct table *table, enum command_kind kind, int seat)
{
    table_apply(table, (struct command){.kind = kind, .seat = seat});
}

void table_wait(struct table *table, uint64_t ms)
{
    table->now_ms += ms;
    table_do(table, COMMAND_TICK, 0);
}

enum ruling table_act(struct table *table, enum command_kind kind, struct wire_exercise_act act)
{
    table_apply(table, (struct command){.kind = kind, .act = &act});
    assert_non_null(table_reply(table));
    return table_reply(table)->ruling;
}

struct id table_id(struct table *table)
{
    struct id id = {{0xcc}};
    uint32_t number = ++table->ids;
    for (int x = 0; x < 4; x++)
        id.bytes[ID_SIZE - 1 - x] = (uint8_t)(number >> 8 * x);
    return id;
}

const struct heard *table_save(struct table *table, int seat, const struct orders *orders)
{
    struct wire_save_orders save = {
        .command = table_id(table),
        .world = table->opening.world,
        .turn = (uint32_t)world_turn(table->machine) + 1,
        .revision = table_situation(table, seat).revision,
        .orders = *orders,
    };
    table_apply(table, (struct command){.kind = COMMAND_SAVE_ORDERS, .seat = seat, .save_orders = &save});
    return table_reply(table);
}

const struct heard *table_ready(struct table *table, int seat, bool ready)
{
    struct wire_set_ready set = {
        .command = table_id(table),
        .world = table->opening.world,
        .turn = (uint32_t)world_turn(table->machine) + 1,
        .ready = ready,
    };
    table_apply(table, (struct command){.kind = COMMAND_SET_READY, .seat = seat, .set_ready = &set});
    return table_reply(table);
}

const struct heard *table_say(struct table *table, int seat, uint16_t to, const char *words)
{
    struct wire_send_press send = {
        .command = table_id(table), .world = table->opening.world, .everyone = to == 0, .to = to};
    struct text text = text_over(send.text, sizeof send.text);
    text_put(&text, words);
    table_apply(table, (struct command){.kind = COMMAND_SEND_PRESS, .seat = seat, .send_press = &send});
    return table_reply(table);
}

const struct heard *table_leave(struct table *table, int seat, const struct id *id)
{
    struct wire_leave leave = {.command = *id};
    table_apply(table, (struct command){.kind = COMMAND_LEAVE, .seat = seat, .leave = &leave});
    return table_reply(table);
}

struct wire_situation table_situation(const struct table *table, int seat)
{
    struct wire_situation situation;
    world_tell_situation(table->machine, seat, &situation);
    return situation;
}

struct orders table_peace(const struct table *table, int seat)
{
    struct wire_situation situation = table_situation(table, seat);
    struct orders orders;
    orders_init(&orders);
    orders.budget[LINE_CIVIL] = (int32_t)orders_available(&situation.view, &orders);
    return orders;
}

const struct heard *table_reply(const struct table *table)
{
    const struct heard *reply = NULL;
    for (int x = 0; x < table->heard_count; x++) {
        if (table->heard[x].kind != EFFECT_REPLY)
            continue;
        assert_null(reply); /* one command, one answer */
        reply = &table->heard[x];
    }
    return reply;
}

int table_stored(const struct table *table, const char *kind)
{
    int count = 0;
    for (int x = 0; x < table->heard_count; x++) {
        const struct heard *heard = &table->heard[x];
        count += heard->kind == EFFECT_STORE && (!kind || strcmp(heard->entry_kind, kind) == 0);
    }
    return count;
}

int table_told(const struct table *table, int seat, enum tell_what what)
{
    int count = 0;
    for (int x = 0; x < table->heard_count; x++) {
        const struct heard *heard = &table->heard[x];
        count += heard->kind == EFFECT_TELL && (seat < 0 || heard->seat == seat) && heard->what == what;
    }
    return count;
}

void table_story(const struct table *table, struct text *text)
{
    static const char *const told[] = {
        [TELL_SITUATION] = "situation", [TELL_REPORT] = "report", [TELL_CLOCK] = "clock",
        [TELL_PRESS] = "press",         [TELL_ENDED] = "ended",   [TELL_NOTICE] = "notice",
        [TELL_BULLETIN] = "bulletin"};
    for (int x = 0; x < table->heard_count; x++) {
        const struct heard *heard = &table->heard[x];
        if (heard->kind == EFFECT_TELL && heard->what == TELL_PUBLIC)
            continue; /* see public_history.c */
        if (text->length)
            text_put_char(text, ' ');
        if (heard->kind == EFFECT_STORE)
            text_put(text, heard->entry_kind);
        else if (heard->kind == EFFECT_CLOCK)
            text_put(text, "keep-clock");
        else if (heard->kind == EFFECT_REPLY)
            text_put(text, heard->ruling ? "ruled" : heard->is_accepted ? "accepted" : "refused");
        else {
            text_put(text, told[heard->what]);
            text_put_int(text, heard->seat);
        }
    }
}

struct world_machine *table_rebuild(const struct table *table, int count)
{
    struct world_machine *machine = world_recovering(&table->settings);
    for (int x = 0; x < count; x++) {
        const struct kept_entry *entry = &table->entries[x];
        struct slice body = {entry->body, entry->size};
        struct cause cause;
        struct id text_id;
        bool has_text = world_text_id(entry->kind, body, &text_id);
        if (has_text && (!entry->text || !id_equal(&text_id, &entry->text_id)))
            fail_msg("entry %d names a text that was not stored with it", x);
        if (world_recover(machine, entry->kind, body, entry->text, &cause))
            fail_msg("entry %d of kind %s: %s", x, entry->kind, cause.text);
    }
    world_recovered(machine, table->now_ms, table->remaining_ms);
    return machine;
}

void table_kill(struct table *table, uint64_t downtime_ms)
{
    world_destroy(table->machine);
    table->now_ms += downtime_ms;
    table->machine = table_rebuild(table, table->entry_count);
}
