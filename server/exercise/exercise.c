/* An exercise is made, stores, and is gone. */
#include "server/exercise/exercise_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

static void append_world(struct played_world *world, const struct effect *effect)
{
    struct exercise *exercise = world->exercise;
    const struct exercise_host *host = &exercise->host;
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
    host->append(host->user, &world->stream, &entry);
    exercise_note_play(exercise, world->index);
    pace_note(world, effect->entry_kind, (struct slice){effect->body, effect->body_size},
              host->stamp_ms(host->user));
    host->news(host->user, exercise, NEWS_DESK, NULL, 0);
}

static void on_effect(void *user, const struct effect *effect)
{
    struct played_world *world = user;
    struct exercise *exercise = world->exercise;
    const struct exercise_host *host = &exercise->host;
    switch (effect->kind) {
    case EFFECT_STORE:
        append_world(world, effect);
        break;
    case EFFECT_CLOCK:
        host->clock(host->user, &world->stream, effect->remaining_ms);
        exercise_note_play(exercise, world->index);
        break;
    case EFFECT_TELL:
        host->tell(host->user, exercise, world->index, effect);
        break;
    case EFFECT_REPLY:
        if (!exercise->ruling) {
            host->reply(host->user, effect);
            break;
        }
        *exercise->ruling = effect->ruling;
        if (effect->refusal && exercise->ruled)
            *exercise->ruled = *effect->refusal;
        break;
    }
}

struct effects exercise_effects(struct played_world *world)
{
    return (struct effects){on_effect, world};
}

enum ruling exercise_rule(struct exercise *exercise, int world, struct command *command,
                          struct refusal *refusal)
{
    enum ruling ruling = RULING_NONE;
    struct effects effects = exercise_effects(&exercise->worlds[world]);
    exercise->ruling = &ruling;
    exercise->ruled = refusal;
    world_apply(exercise->worlds[world].machine, command, &effects);
    exercise->ruling = NULL;
    exercise->ruled = NULL;
    return ruling;
}

static void append(struct exercise *exercise, const char *kind, const struct text *body, struct entry *entry)
{
    must(!body->cut);
    entry->kind = kind;
    entry->body = body->at;
    entry->body_size = body->length;
    entry->remaining_ms = -1;
    exercise->host.append(exercise->host.user, &exercise->stream, entry);
    exercise->host.news(exercise->host.user, exercise, NEWS_DESK, NULL, 0);
}

void exercise_append_own(struct exercise *exercise, const char *kind, const struct text *body,
                         const struct person *person, const struct id *text_id, const char *words)
{
    struct entry entry = {.only_for = (uint16_t)(1u << person->seat),
                          .text_id = text_id,
                          .text_owner = text_id ? &person->id : NULL,
                          .text = words};
    append(exercise, kind, body, &entry);
    exercise->worlds[person->world].own_tickets[person->seat] = exercise->stream.ticket;
}

void exercise_append_desk(struct exercise *exercise, const char *kind, const struct text *body,
                          const struct id *text_id, const struct id *text_owner, const char *words)
{
    struct entry entry = {
        .only_for = UINT16_MAX, .text_id = text_id, .text_owner = text_owner, .text = words};
    append(exercise, kind, body, &entry);
}

void exercise_append(struct exercise *exercise, const char *kind, const struct text *body,
                     const struct id *text_id, const struct id *text_owner, const char *words)
{
    struct entry entry = {.text_id = text_id, .text_owner = text_owner, .text = words};
    /* all are told how many are in, but for exercises that keep their bots secret while they are played */
    entry.is_public =
        exercise->settings.bots != BOTS_AT_DEBRIEF || !exercise_started(exercise) || exercise_ended(exercise);
    append(exercise, kind, body, &entry);
    for (int x = 0; x < exercise->world_count; x++)
        for (int seat = 0; seat < ACTORS_MAX; seat++)
            exercise->worlds[x].own_tickets[seat] = exercise->stream.ticket;
}

static struct exercise *exercise_new(const struct exercise_host *host)
{
    struct exercise *exercise = memory_try_zeroed(1, sizeof *exercise);
    if (!exercise)
        return NULL;
    exercise->host = *host;
    exercise->lobby_ends_ms = UINT64_MAX;
    exercise->replay_days = -1;
    exercise->desk = desk_create();
    if (!exercise->desk) {
        free(exercise);
        return NULL;
    }
    return exercise;
}

static void put_exercise(const struct exercise *exercise, struct text *text)
{
    const struct exercise_settings *settings = &exercise->settings;
    entry_put_number(text, "format", EXERCISE_FORMAT);
    entry_put_string(text, "code", exercise->code);
    entry_put_number(text, "worlds", exercise->world_count);
    for (int x = 0; x < exercise->world_count; x++) {
        entry_put_id(text, "world", &exercise->worlds[x].stream.id);
        entry_put_string(text, "conditions", exercise->worlds[x].conditions);
    }
    entry_put_number(text, "turn_ms", settings->turn_ms);
    entry_put_number(text, "misses_allowed", settings->misses_allowed);
    entry_put_number(text, "wait_seats", settings->wait_seats);
    entry_put_number(text, "team_size", settings->team_size);
    entry_put_number(text, "seats_in_order", settings->seats_in_order);
    entry_put_number(text, "spectator_delay", settings->spectator_delay);
    entry_put_number(text, "away_seconds", settings->away_seconds);
    entry_put_number(text, "places", settings->places);
    entry_put_number(text, "start_by_hand", settings->start_by_hand);
    entry_put_number(text, "practice", settings->practice);
    entry_put_number(text, "consent", settings->consent);
    entry_put_number(text, "debrief_in_step", settings->debrief_in_step);
    entry_put_number(text, "guests_only", settings->guests_only);
    entry_put_number(text, "rehearsal", settings->rehearsal);
    entry_put_number(text, "beliefs", settings->beliefs);
    entry_put_number(text, "bots", settings->bots);
    entry_put_number(text, "plan_minutes", settings->plan_minutes);
    for (int x = 0; x < WIRE_LANGUAGES; x++) {
        entry_put_string(text, "language", exercise->texts[x].language);
        entry_put_string(text, "title", exercise->texts[x].title);
        entry_put_string(text, "lesson", exercise->texts[x].lesson);
    }
}

struct world_settings exercise_world_settings(const struct exercise_settings *settings)
{
    return (struct world_settings){
        .turn_ms = settings->turn_ms,
        .misses_allowed = settings->misses_allowed,
        .away_ms = (int64_t)settings->away_seconds * 1000,
        .spectator_delay = settings->spectator_delay,
        .practice_turns = settings->practice,
        .beliefs = settings->beliefs,
        .bots = settings->bots,
        .debrief_in_step = settings->debrief_in_step,
    };
}

bool exercise_make_worlds(struct exercise *exercise, int count)
{
    struct world_settings settings = exercise_world_settings(&exercise->settings);
    exercise->worlds = memory_try_zeroed((size_t)count, sizeof exercise->worlds[0]);
    if (!exercise->worlds)
        return false;
    for (int x = 0; x < count; x++) {
        struct played_world *world = &exercise->worlds[x];
        *world = (struct played_world){.exercise = exercise, .index = x, .owner = -1};
        if (count > 1)
            exercise_world_name(x, world->title);
        world->machine = world_recovering(&settings);
        if (!world->machine)
            return false;
        exercise->world_count = x + 1;
    }
    return true;
}

/* The secret of a personal link. Bound to the exercise by its hash, as seat codes are. */
static void make_guest(struct exercise *exercise, struct wire_guest_link *link, struct guest *guest)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    struct id name_id;
    exercise_random_key(&exercise->host, 3, link->secret, sizeof link->secret);
    memcpy(guest->name, link->name, sizeof guest->name);
    guest->secret = seat_code_digest(exercise, link->secret);
    memcpy(name_id.bytes, guest->secret.bytes, ID_SIZE); /* one half of the hash: nobody else's */
    text_put(&text, "secret=");
    text_put_hex(&text, guest->secret.bytes, DIGEST_SIZE);
    text_put_char(&text, '\n');
    exercise_append(exercise, "guest", &text, &name_id, &name_id, guest->name);
}

struct exercise *exercise_create(const struct exercise_host *host, const struct exercise_settings *settings,
                                 const char *code, const struct exercise_plan *plans, int world_count,
                                 const struct wire_scenario_text texts[WIRE_LANGUAGES],
                                 struct wire_guest_link *guests, int guest_count)
{
    struct exercise *exercise = exercise_new(host);
    must(world_count >= 1 && world_count <= WORLDS_MAX && guest_count >= 0 && guest_count <= WIRE_GUESTS_MAX);
    if (!exercise)
        return NULL;
    exercise->settings = *settings;
    exercise->settings.guests_only = guest_count > 0;
    exercise->guests = memory_try_zeroed((size_t)guest_count + 1, sizeof exercise->guests[0]);
    if (!exercise->guests || !exercise_make_worlds(exercise, world_count)) {
        exercise_destroy(exercise); /* before anything is stored of it */
        return NULL;
    }
    char memory[EXERCISE_ENTRY_MAX];
    struct text text = text_over(memory, sizeof memory);
    memcpy(exercise->texts, texts, sizeof exercise->texts);
    must(slice_copy(slice_of(code), exercise->code, sizeof exercise->code));
    host->random(host->user, exercise->stream.id.bytes, ID_SIZE);
    for (int x = 0; x < world_count; x++) {
        exercise->worlds[x].stream.id = plans[x].opening.world;
        memcpy(exercise->worlds[x].conditions, plans[x].conditions, sizeof plans[x].conditions);
    }
    put_exercise(exercise, &text);
    exercise_append(exercise, "exercise", &text, NULL, NULL, NULL);
    for (int x = 0; x < guest_count; x++)
        make_guest(exercise, &guests[x], &exercise->guests[exercise->guest_count++]);
    for (int x = 0; x < world_count; x++) {
        struct effects effects = exercise_effects(&exercise->worlds[x]);
        world_open(exercise->worlds[x].machine, &plans[x].opening, &effects);
    }
    return exercise;
}

void exercise_destroy(struct exercise *exercise)
{
    for (int x = 0; x < exercise->world_count; x++)
        world_destroy(exercise->worlds[x].machine);
    for (int x = 0; x < exercise->person_count; x++)
        free(exercise->persons[x]);
    desk_destroy(exercise->desk);
    free(exercise->worlds);
    free(exercise->guests);
    free(exercise);
}

struct exercise *exercise_recovering(const struct exercise_host *host, const struct id *id)
{
    struct exercise *exercise = exercise_new(host);
    if (exercise)
        exercise->stream.id = *id;
    return exercise;
}
