/* What comes over the admin socket: exercises are made and listed; see admin_acts.c for the rest. */
#include "server/session/session.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/rare.h"
#include "common/scenario/scenario_file.h"

#include <stdlib.h>
#include <string.h>

void admin_refuse(struct session *session, uint64_t request, const struct refusal *refusal, const char *why,
                  bool stored)
{
    struct from_admin answer = {.request = request, .kind = FROM_ADMIN_REFUSAL, .refusal = *refusal};
    struct text text = text_over(answer.cause, sizeof answer.cause);
    text_put(&text, why);
    session_send_admin(session, &answer, stored);
}

/* What rests on the question alone, or on that nothing can be stored. */
static void refuse(struct session *session, uint64_t request, enum refusal_code code, const char *item,
                   const char *why)
{
    struct refusal refusal = {.code = code};
    struct text text = text_over(refusal.item, sizeof refusal.item);
    text_put(&text, item);
    admin_refuse(session, request, &refusal, why, false);
}

static void refuse_for_memory(struct session *session, uint64_t request)
{
    refuse(session, request, REFUSAL_BUSY, "memory",
           "the machine has no memory left for it; running exercises go on; try again later");
}

/* The dice: from the system's random source, or from a seed where that is allowed. */
static void fill_opening(struct hub *hub, const struct wire_exercise_new *wanted,
                         const struct scenario *scenario, struct record_opening *opening)
{
    memset(opening, 0, sizeof *opening);
    opening->scenario = *scenario;
    hub->host.random(hub->host.user, opening->world.bytes, ID_SIZE);
    hub->host.random(hub->host.user, opening->salt, sizeof opening->salt);
    hub->host.random(hub->host.user, opening->key, sizeof opening->key);
    if (wanted->seeded)
        record_seed_key(wanted->seed, 0, opening->key);
    opening->commitment = record_commitment(opening);
}

static void copy_line(const char *from, char *to, size_t capacity)
{
    struct text text = text_over(to, capacity);
    for (; *from; from++)
        text_put_char(&text, *from == '\n' ? ' ' : *from);
}

static void fill_texts(const struct scenario_texts *from, struct wire_scenario_text texts[WIRE_LANGUAGES])
{
    static const char *const languages[WIRE_LANGUAGES] = {"en", "es"};
    memset(texts, 0, WIRE_LANGUAGES * sizeof texts[0]);
    for (int x = 0; x < WIRE_LANGUAGES; x++) {
        copy_line(languages[x], texts[x].language, sizeof texts[x].language);
        copy_line(from->title[x], texts[x].title, sizeof texts[x].title);
        copy_line(from->lesson[x], texts[x].lesson, sizeof texts[x].lesson);
    }
}

static const char *out_of_bounds(const struct wire_exercise_new *wanted, int seats)
{
    uint32_t team_size = wanted->team_size ? wanted->team_size : 1;
    if (wanted->turn_seconds > 7 * 24 * 3600)
        return "turn_seconds: 0..604800";
    if (team_size > TEAM_SIZE_MAX)
        return "team_size: 1..4";
    if (wanted->wait_seats > (uint32_t)seats * team_size)
        return "wait_seats: more than there are places";
    if (wanted->misses_allowed > TURNS_MAX)
        return "misses_allowed: 1..60";
    if (wanted->spectator_delay > TURNS_MAX)
        return "spectator_delay: 0..60";
    return NULL;
}

static struct exercise *make_exercise(struct hub *hub, const struct wire_exercise_new *wanted,
                                      const struct scenario_file *file)
{
    struct exercise_settings settings = {
        .turn_ms = (int64_t)wanted->turn_seconds * 1000,
        .misses_allowed = wanted->misses_allowed ? (int)wanted->misses_allowed : hub->settings.default_misses,
        .wait_seats = (int)wanted->wait_seats,
        .team_size = wanted->team_size ? (int)wanted->team_size : 1,
        .seats_in_order = wanted->seeded,
        .spectator_delay =
            wanted->has_spectator_delay ? (int)wanted->spectator_delay : EXERCISE_SPECTATOR_DELAY,
    };
    char code[WIRE_CODE_SIZE];
    struct record_opening opening;
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    do
        exercise_random_code(&hub->exercise_host, code);
    while (hub_find_code(hub, code) || rare("admin: a code that is taken"));
    fill_opening(hub, wanted, &file->scenario, &opening);
    fill_texts(&file->texts, texts);
    return exercise_create(&hub->exercise_host, &settings, code, &opening, texts);
}

static void exercise_new(struct session *session, uint64_t request, const struct wire_exercise_new *wanted)
{
    struct hub *hub = session->hub;
    struct scenario_file *file = memory_try_zeroed(1, sizeof *file);
    struct cause cause;
    const char *bounds = NULL;
    if (!file) {
        refuse_for_memory(session, request);
    } else if (!hub_accepts(hub) || !hub_has_room(hub)) {
        refuse(session, request, REFUSAL_BUSY, "exercises",
               "the server takes no new exercise now: its disk or its places are full; try again later");
    } else if (wanted->seeded && !hub->settings.allow_seed) {
        refuse(session, request, REFUSAL_MALFORMED, "seed",
               "seed: a served exercise takes its dice from the system; spirald --allow-seed is for play and "
               "tests");
    } else if (scenario_file_load(hub->settings.scenario_directory, wanted->scenario, file, &cause)) {
        log_event(LOG_INFO, "scenario", "cause", cause.text, NULL);
        refuse(session, request, REFUSAL_MALFORMED, "scenario", cause.text);
    } else if ((bounds = out_of_bounds(wanted, file->scenario.actor_count))) {
        refuse(session, request, REFUSAL_MALFORMED, bounds, bounds);
    } else {
        struct exercise *exercise = make_exercise(hub, wanted, file);
        if (!exercise) {
            refuse_for_memory(session, request);
            free(file);
            return;
        }
        hub_add_exercise(hub, exercise);
        struct from_admin answer = {.request = request, .kind = FROM_ADMIN_EXERCISE_CREATED};
        struct wire_exercise_created *created = &answer.exercise_created;
        must(slice_copy(slice_of(exercise_code(exercise)), created->code, sizeof created->code));
        hub_put_link(hub, created->code, created->link);
        created->exercise = *exercise_id(exercise);
        created->world_count = 1;
        created->worlds[0] = *exercise_world_id(exercise);
        created->seats = (uint32_t)file->scenario.actor_count;
        char hex[ID_HEX_SIZE];
        log_event(LOG_INFO, "exercise", "exercise", id_hex(&created->exercise, hex), "scenario",
                  wanted->scenario, NULL);
        session_send_admin(session, &answer, true);
    }
    free(file);
}

static void exercise_list(struct session *session, uint64_t request)
{
    struct hub *hub = session->hub;
    struct wire_exercise_row *rows = memory_try_zeroed(WIRE_EXERCISE_ROWS_MAX, sizeof *rows);
    if (!rows) {
        refuse_for_memory(session, request);
        return;
    }
    int count = 0;
    for (int x = hub->exercise_count - 1; x >= 0 && count < WIRE_EXERCISE_ROWS_MAX; x--) {
        struct exercise *exercise = hub->exercises[x];
        const struct world_machine *world = exercise_world(exercise);
        struct wire_exercise_row *row = &rows[count++];
        must(slice_copy(slice_of(exercise_code(exercise)), row->code, sizeof row->code));
        must(slice_copy(slice_of(world_scenario_name(world)), row->scenario, sizeof row->scenario));
        row->exercise = *exercise_id(exercise);
        row->seats = (uint32_t)world_seats(world);
        row->persons = (uint32_t)exercise_persons(exercise);
        row->turn = (uint32_t)world_turn(world);
        row->end = (uint32_t)world_end(world);
        row->started = world_started(world);
        row->paused = world_paused(world);
    }
    struct from_admin answer = {.request = request,
                                .kind = FROM_ADMIN_EXERCISE_ROWS,
                                .exercise_rows = {.count = count, .rows = rows}};
    session_send_admin(session, &answer, true);
    free(rows);
}

void admin_receive(struct session *session, const uint8_t *bytes, size_t count)
{
    struct to_admin message = {0};
    struct cause cause;
    enum status status = wire_read_to_admin(bytes, count, &message, &cause);
    if (status == STATUS_MEMORY) {
        refuse_for_memory(session, message.request);
        return;
    }
    if (status) {
        refuse(session, message.request, REFUSAL_MALFORMED, cause.text, cause.text);
        if (message.request == 0)
            session_finish(session, "malformed message");
        return;
    }
    switch (message.kind) {
    case TO_ADMIN_EXERCISE_NEW:
        exercise_new(session, message.request, &message.exercise_new);
        break;
    case TO_ADMIN_EXERCISE_LIST:
        exercise_list(session, message.request);
        break;
    case TO_ADMIN_EXERCISE_SHOW:
        admin_show(session, message.request, &message.exercise_show);
        break;
    case TO_ADMIN_EXERCISE_ACT:
        admin_act(session, message.request, &message.exercise_act);
        break;
    case TO_ADMIN_UNKNOWN:
    case TO_ADMIN_KIND_COUNT:
        refuse(session, message.request, REFUSAL_UNSUPPORTED, "message",
               "this server does not know the question; it is older than the one who asks");
        break;
    }
}
