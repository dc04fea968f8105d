#include "server/exercise/exercise_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

static void on_effect(void *user, const struct effect *effect)
{
    struct exercise *exercise = user;
    const struct exercise_host *host = &exercise->host;
    switch (effect->kind) {
    case EFFECT_STORE: {
        struct entry entry = {
            .kind = effect->entry_kind,
            .body = effect->body,
            .body_size = effect->body_size,
            .remaining_ms = effect->remaining_ms,
            .text_id = effect->text_id,
            .text_owner = exercise->acting ? &exercise->acting->id : effect->text_id,
            .text = effect->text,
            .is_public = world_entry_is_public(effect->entry_kind),
            .only_for = effect->only_for,
        };
        host->append(host->user, &exercise->world_stream, &entry);
        exercise_note_play(exercise);
        break;
    }
    case EFFECT_CLOCK:
        host->clock(host->user, &exercise->world_stream, effect->remaining_ms);
        exercise_note_play(exercise);
        break;
    case EFFECT_TELL:
        host->tell(host->user, exercise, effect);
        break;
    case EFFECT_REPLY:
        if (exercise->ruling)
            *exercise->ruling = effect->ruling;
        else
            host->reply(host->user, effect);
        break;
    }
}

struct effects exercise_effects(struct exercise *exercise)
{
    return (struct effects){on_effect, exercise};
}

void exercise_append_own(struct exercise *exercise, const char *kind, const struct text *body,
                         const struct person *person)
{
    must(!body->cut);
    struct entry entry = {.kind = kind, .body = body->at, .body_size = body->length, .remaining_ms = -1};
    entry.only_for = (uint16_t)(1u << person->seat);
    exercise->host.append(exercise->host.user, &exercise->stream, &entry);
}

void exercise_append(struct exercise *exercise, const char *kind, const struct text *body,
                     const struct person *named)
{
    must(!body->cut);
    struct entry entry = {.kind = kind, .body = body->at, .body_size = body->length, .remaining_ms = -1};
    if (named) {
        entry.text_id = entry.text_owner = &named->id;
        entry.text = named->name;
    }
    entry.is_public = !exercise->world; /* the exercise itself; then it is about persons */
    exercise->host.append(exercise->host.user, &exercise->stream, &entry);
}

static struct exercise *exercise_new(const struct exercise_host *host)
{
    struct exercise *exercise = memory_try_zeroed(1, sizeof *exercise);
    if (!exercise)
        return NULL;
    exercise->host = *host;
    exercise->lobby_ends_ms = UINT64_MAX;
    return exercise;
}

static void put_number(struct text *text, const char *name, int64_t value)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_int(text, value);
    text_put_char(text, '\n');
}

static void put_string(struct text *text, const char *name, const char *value)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put(text, value);
    text_put_char(text, '\n');
}

static void put_exercise(const struct exercise *exercise, struct text *text)
{
    const struct exercise_settings *settings = &exercise->settings;
    put_number(text, "format", EXERCISE_FORMAT);
    put_string(text, "code", exercise->code);
    text_put(text, "world=");
    text_put_hex(text, exercise->world_stream.id.bytes, ID_SIZE);
    text_put_char(text, '\n');
    put_number(text, "turn_ms", settings->turn_ms);
    put_number(text, "misses_allowed", settings->misses_allowed);
    put_number(text, "wait_seats", settings->wait_seats);
    put_number(text, "team_size", settings->team_size);
    put_number(text, "seats_in_order", settings->seats_in_order);
    put_number(text, "spectator_delay", settings->spectator_delay);
    for (int x = 0; x < WIRE_LANGUAGES; x++) {
        put_string(text, "language", exercise->texts[x].language);
        put_string(text, "title", exercise->texts[x].title);
        put_string(text, "lesson", exercise->texts[x].lesson);
    }
}

struct exercise *exercise_create(const struct exercise_host *host, const struct exercise_settings *settings,
                                 const char *code, const struct record_opening *opening,
                                 const struct wire_scenario_text texts[WIRE_LANGUAGES])
{
    struct world_settings world = {.turn_ms = settings->turn_ms,
                                   .misses_allowed = settings->misses_allowed,
                                   .spectator_delay = settings->spectator_delay};
    struct exercise *exercise = exercise_new(host);
    struct world_machine *machine = world_recovering(&world);
    if (!exercise || !machine) { /* before anything is stored of it */
        free(exercise);
        if (machine)
            world_destroy(machine);
        return NULL;
    }
    char memory[EXERCISE_ENTRY_MAX];
    struct text text = text_over(memory, sizeof memory);
    exercise->settings = *settings;
    memcpy(exercise->texts, texts, sizeof exercise->texts);
    must(slice_copy(slice_of(code), exercise->code, sizeof exercise->code));
    host->random(host->user, exercise->stream.id.bytes, ID_SIZE);
    exercise->world_stream.id = opening->world;
    put_exercise(exercise, &text);
    exercise_append(exercise, "exercise", &text, NULL);
    struct effects effects = exercise_effects(exercise);
    world_open(machine, opening, &effects);
    exercise->world = machine;
    return exercise;
}

void exercise_destroy(struct exercise *exercise)
{
    if (exercise->world)
        world_destroy(exercise->world);
    free(exercise);
}

uint64_t exercise_ticket(const struct exercise *exercise, int seat)
{
    uint64_t own = exercise->stream.seat_tickets[seat], world = exercise->world_stream.seat_tickets[seat];
    return own > world ? own : world;
}

uint64_t exercise_public_ticket(const struct exercise *exercise)
{
    uint64_t own = exercise->stream.public_ticket, world = exercise->world_stream.public_ticket;
    return own > world ? own : world;
}

const char *exercise_code(const struct exercise *exercise)
{
    return exercise->code;
}

const struct id *exercise_id(const struct exercise *exercise)
{
    return &exercise->stream.id;
}

const struct id *exercise_world_id(const struct exercise *exercise)
{
    return &exercise->world_stream.id;
}

struct world_machine *exercise_world(struct exercise *exercise)
{
    return exercise->world;
}

const struct wire_scenario_text *exercise_texts(const struct exercise *exercise)
{
    return exercise->texts;
}

int exercise_persons(const struct exercise *exercise)
{
    return exercise->person_count;
}

struct person *exercise_person(struct exercise *exercise, int index)
{
    return &exercise->persons[index];
}

static void apply_seatless(struct exercise *exercise, enum command_kind kind, uint64_t now_ms)
{
    struct command command = {.kind = kind, .now_ms = now_ms};
    struct effects effects = exercise_effects(exercise);
    world_apply(exercise->world, &command, &effects);
}

static bool all_seats_held(const struct exercise *exercise)
{
    for (int seat = 0; seat < world_seats(exercise->world); seat++)
        if (!world_seat_taken(exercise->world, seat))
            return false;
    return true;
}

static int persons_who_stay(const struct exercise *exercise)
{
    int count = 0;
    for (int x = 0; x < exercise->person_count; x++)
        count += !exercise->persons[x].left;
    return count;
}

void exercise_lobby_begins(struct exercise *exercise, uint64_t now_ms)
{
    if (exercise->lobby_ends_ms == UINT64_MAX && !world_started(exercise->world))
        exercise->lobby_ends_ms = now_ms + EXERCISE_LOBBY_MS;
}

/* Of persons whose join was stored by halves when the server died: no bot is to have them. */
static void take_seats_cut_off(struct exercise *exercise, uint64_t now_ms)
{
    struct effects effects = exercise_effects(exercise);
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *person = &exercise->persons[x];
        struct command take = {.kind = COMMAND_TAKE, .now_ms = now_ms, .seat = person->seat};
        if (!person->left && !world_seat_taken(exercise->world, person->seat))
            world_apply(exercise->world, &take, &effects);
    }
}

void exercise_start_if_due(struct exercise *exercise, uint64_t now_ms)
{
    int present = persons_who_stay(exercise), wanted = exercise->settings.wait_seats;
    if (world_started(exercise->world) || present == 0)
        return; /* a world does not run for those who went away */
    bool enough = wanted ? present >= wanted : now_ms >= exercise->lobby_ends_ms || all_seats_held(exercise);
    if (!enough)
        return;
    take_seats_cut_off(exercise, now_ms);
    apply_seatless(exercise, COMMAND_START, now_ms);
}

/* Stored, so that after a restart the last one to leave a seat is still the last one. */
void exercise_set_left(struct exercise *exercise, struct person *person, bool left)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    if (person->left == left)
        return;
    person->left = left;
    text_put(&text, "person=");
    text_put_hex(&text, person->id.bytes, ID_SIZE);
    text_put_char(&text, '\n');
    exercise_append_own(exercise, left ? "left" : "back", &text, person);
    if (persons_who_stay(exercise) == 0)
        exercise->lobby_ends_ms = UINT64_MAX; /* the next who comes has the whole lobby before them */
}

static bool somebody_stays(const struct exercise *exercise, int seat)
{
    for (int x = 0; x < exercise->person_count; x++)
        if (exercise->persons[x].seat == seat && !exercise->persons[x].left)
            return true;
    return false;
}

void exercise_apply(struct exercise *exercise, struct person *person, struct command *command)
{
    struct effects effects = exercise_effects(exercise);
    command->seat = person->seat;
    exercise_used(exercise, person);
    if (command->kind != COMMAND_SEND_PRESS) /* whoever plays on has not left */
        exercise_set_left(exercise, person, command->kind == COMMAND_LEAVE);
    if (command->kind == COMMAND_LEAVE && somebody_stays(exercise, person->seat)) {
        struct wire_accepted accepted = {.command = command->leave->command,
                                         .turn = (uint32_t)world_turn(exercise->world) + 1};
        struct effect effect = {.kind = EFFECT_REPLY, .accepted = &accepted};
        exercise->host.reply(exercise->host.user, &effect);
        return;
    }
    exercise->acting = person;
    world_apply(exercise->world, command, &effects);
    exercise->acting = NULL;
}

void exercise_tick(struct exercise *exercise, uint64_t now_ms)
{
    exercise_start_if_due(exercise, now_ms);
    apply_seatless(exercise, COMMAND_TICK, now_ms);
}

void exercise_give_back(struct exercise *exercise, uint64_t ms)
{
    struct effects effects = exercise_effects(exercise);
    if (exercise->lobby_ends_ms != UINT64_MAX)
        exercise->lobby_ends_ms += ms;
    world_give_back(exercise->world, ms, &effects);
}

uint64_t exercise_next_tick_ms(const struct exercise *exercise)
{
    uint64_t world = world_next_tick_ms(exercise->world);
    if (world_started(exercise->world) || exercise->settings.wait_seats)
        return world;
    return world < exercise->lobby_ends_ms ? world : exercise->lobby_ends_ms;
}

void exercise_tell_clock(const struct exercise *exercise, uint64_t now_ms, struct wire_clock *clock)
{
    world_tell_clock(exercise->world, now_ms, clock);
    clock->persons = (uint32_t)exercise->person_count;
    if (world_started(exercise->world))
        return;
    clock->persons_needed = (uint32_t)exercise->settings.wait_seats;
    if (exercise->lobby_ends_ms != UINT64_MAX && !exercise->settings.wait_seats)
        clock->remaining_ms =
            now_ms < exercise->lobby_ends_ms ? (int64_t)(exercise->lobby_ends_ms - now_ms) : 0;
}

struct exercise *exercise_recovering(const struct exercise_host *host, const struct id *id)
{
    struct exercise *exercise = exercise_new(host);
    if (exercise)
        exercise->stream.id = *id;
    return exercise;
}

void exercise_recovered(struct exercise *exercise, const struct stream *own, const struct stream *world,
                        uint64_t now_ms, int64_t remaining_ms, int64_t downtime_ms)
{
    exercise->stream = *own;
    exercise->world_stream = *world;
    exercise->downtime_ms = downtime_ms > 0 ? downtime_ms : 1;
    exercise_recover_times(exercise);
    if (persons_who_stay(exercise) && !exercise->settings.wait_seats)
        exercise_lobby_begins(exercise, now_ms);
    world_recovered(exercise->world, now_ms, remaining_ms);
}

bool exercise_tell_downtime(const struct exercise *exercise, struct person *person, uint32_t *downtime_ms)
{
    if (!exercise->downtime_ms || person->told_restart || world_ended(exercise->world))
        return false;
    person->told_restart = true;
    *downtime_ms = exercise->downtime_ms > UINT32_MAX ? UINT32_MAX : (uint32_t)exercise->downtime_ms;
    return true;
}
