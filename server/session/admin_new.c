/* An exercise is made: its scenario, what differs in each world, its places, its first facilitator. */
#include "server/session/session.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/rare.h"
#include "common/scenario/scenario_file.h"

#include <stdlib.h>
#include <string.h>

/* What an exercise is made from; about 2 KiB a world. */
struct making {
    struct scenario_file file; /* of a rehearsal: its texts only */
    struct exercise_settings settings;
    int world_count;
    char why[WIRE_CAUSE_SIZE]; /* of a refusal; empty: none */
    enum refusal_code code;
    char item[WIRE_KEY_SIZE];
    struct exercise_plan plans[WORLDS_MAX];
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    struct wire_guest_link guests[WIRE_GUESTS_MAX];
};

static void name_item(struct making *making, const char *item)
{
    struct text text = text_over(making->item, sizeof making->item);
    text_put(&text, item);
    making->code = REFUSAL_MALFORMED;
}

static bool refuse(struct making *making, const char *item, const char *why)
{
    struct text text = text_over(making->why, sizeof making->why);
    text_put(&text, why);
    name_item(making, item);
    return false;
}

/* Of one of the injects; clients find the one by its place in the item. */
static bool refuse_inject(struct making *making, int inject, const char *item, const char *why)
{
    char named[WIRE_KEY_SIZE];
    struct text text = text_over(named, sizeof named);
    text_put(&text, "injects[");
    text_put_int(&text, inject);
    text_put(&text, "].");
    text_put(&text, item);
    return refuse(making, named, why);
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
    for (int x = 0; x < WIRE_LANGUAGES; x++) {
        copy_line(languages[x], texts[x].language, sizeof texts[x].language);
        copy_line(from->title[x], texts[x].title, sizeof texts[x].title);
        copy_line(from->lesson[x], texts[x].lesson, sizeof texts[x].lesson);
    }
}

/* ---- what differs from the scenario */

static void note_condition(struct exercise_plan *plan, const struct wire_condition *condition)
{
    char before[sizeof plan->conditions];
    memcpy(before, plan->conditions, sizeof before);
    struct text text = text_over(plan->conditions, sizeof plan->conditions); /* empties it */
    text_put(&text, before);
    if (before[0])
        text_put_char(&text, ' ');
    text_put(&text, condition->parameter);
    text_put_char(&text, '=');
    text_put_int(&text, condition->value);
    if (text.cut) /* it holds all the same; only the list of words is full */
        memcpy(plan->conditions, before, sizeof before);
}

static bool refuse_value(struct making *making, const struct wire_condition *condition,
                         const struct parameter_row *row)
{
    struct text text = text_over(making->why, sizeof making->why);
    name_item(making, "conditions");
    text_put(&text, row->name);
    text_put(&text, ": ");
    text_put_int(&text, condition->value);
    text_put(&text, " is out of ");
    text_put_int(&text, row->low);
    text_put(&text, "..");
    text_put_int(&text, row->high);
    text_put(&text, "; config/scenarios/PARAMETERS.md lists all parameters");
    return false;
}

static bool refuse_world(struct making *making, int world)
{
    char name[WIRE_WORLD_NAME_SIZE];
    struct text text = text_over(making->why, sizeof making->why);
    name_item(making, "condition_world");
    exercise_world_name(world, name);
    text_put(&text, "a condition names world ");
    text_put(&text, name);
    text_put(&text, ", which the exercise has not; it has ");
    text_put_int(&text, making->world_count);
    text_put(&text, ", from A on");
    return false;
}

static bool put_condition(struct making *making, const struct wire_condition *condition)
{
    int index = parameter_find(slice_of(condition->parameter));
    if (index < 0)
        return refuse(making, "conditions",
                      "no parameter has that name; config/scenarios/PARAMETERS.md lists all of them");
    const struct parameter_row *row = &parameter_rows[index];
    if (condition->value < row->low || condition->value > row->high)
        return refuse_value(making, condition, row);
    if (condition->world >= making->world_count)
        return refuse_world(making, condition->world);
    for (int x = 0; x < making->world_count; x++) {
        if (condition->world >= 0 && condition->world != x)
            continue;
        *parameter_at(&making->plans[x].opening.scenario.parameters, index) = condition->value;
        note_condition(&making->plans[x], condition);
    }
    return true;
}

/* A known last turn, or from two thirds of the longest course on any may be the last. */
static void put_horizon(struct parameters *parameters, enum horizon horizon)
{
    if (horizon == HORIZON_FIXED)
        parameters->end_from = 0;
    if (horizon == HORIZON_RANDOM && parameters->end_from == 0)
        parameters->end_from = parameters->max_turns * 2 / 3 > 0 ? parameters->max_turns * 2 / 3 : 1;
}

static bool put_conditions(struct making *making, const struct wire_exercise_new *wanted)
{
    for (int x = 0; x < wanted->condition_count; x++)
        if (!put_condition(making, &wanted->conditions[x]))
            return false;
    for (int x = 0; x < making->world_count; x++) {
        struct scenario *scenario = &making->plans[x].opening.scenario;
        struct text why = text_over(making->why, sizeof making->why);
        put_horizon(&scenario->parameters, wanted->horizon);
        name_item(making, "conditions");
        if (!scenario_check(scenario, &why))
            return false;
        making->why[0] = '\0';
    }
    return true;
}

/* ---- places and bounds */

static bool put_size(struct making *making, const struct wire_exercise_new *wanted)
{
    int team = wanted->team_size ? (int)wanted->team_size : 1;
    if (team > TEAM_SIZE_MAX)
        return refuse(making, "team_size", "team_size: 1..4");
    if (wanted->places > PERSONS_MAX)
        return refuse(making, "persons", "places: an exercise takes up to 512 persons; make two");
    int actors = making->file.scenario.actor_count, places = (int)wanted->places;
    making->world_count = wanted->worlds ? (int)wanted->worlds
                          : places       ? exercise_worlds_for(places, actors, team)
                                         : 1;
    if (making->world_count > WORLDS_MAX)
        return refuse(making, "worlds", "worlds: 1..64; larger teams need fewer");
    int with_deputies = making->world_count * actors * (team < TEAM_SIZE_MAX ? team + 1 : team);
    if (places > with_deputies)
        return refuse(making, "places",
                      "places: more than the worlds take; more worlds, or larger teams, take them");
    making->settings.team_size = team;
    making->settings.places = places;
    return true;
}

static bool check_bounds(struct making *making, const struct wire_exercise_new *wanted)
{
    uint32_t held =
        (uint32_t)(making->world_count * making->file.scenario.actor_count * making->settings.team_size);
    uint32_t places = wanted->places > held ? wanted->places : held;
    if (wanted->turn_seconds > 7 * 24 * 3600)
        return refuse(making, "turn_seconds", "turn_seconds: 0..604800");
    if (wanted->wait_seats > places)
        return refuse(making, "wait_seats", "wait_seats: more than there are places");
    if (wanted->misses_allowed > TURNS_MAX)
        return refuse(making, "misses_allowed", "misses_allowed: 1..60");
    if (wanted->away_seconds > WIRE_AWAY_SECONDS_MAX)
        return refuse(making, "away_seconds", "away_seconds: 0..86400");
    if (wanted->spectator_delay > TURNS_MAX)
        return refuse(making, "spectator_delay", "spectator_delay: 0..60");
    if (wanted->plan_minutes > EXERCISE_PLAN_MAX)
        return refuse(making, "plan_minutes", "plan_minutes: 0..1440");
    if (wanted->guest_count && (uint32_t)wanted->guest_count > places)
        return refuse(making, "guests", "guests: more names than there are places; ask for as many places");
    for (int x = 0; x < wanted->inject_count; x++)
        if (wanted->injects[x].world >= making->world_count)
            return refuse_inject(making, x, "inject_world",
                                 "an inject names a world that the exercise has not; name A, B ...");
    return true;
}

static void put_settings(struct making *making, const struct hub *hub, const struct wire_exercise_new *wanted)
{
    struct exercise_settings *settings = &making->settings;
    settings->turn_ms = (int64_t)wanted->turn_seconds * 1000;
    settings->misses_allowed =
        wanted->misses_allowed ? (int)wanted->misses_allowed : hub->settings.default_misses;
    settings->wait_seats = (int)wanted->wait_seats;
    settings->away_seconds = (int)wanted->away_seconds;
    settings->seats_in_order = wanted->seeded;
    settings->spectator_delay =
        wanted->has_spectator_delay ? (int)wanted->spectator_delay : EXERCISE_SPECTATOR_DELAY;
    settings->start_by_hand = wanted->start_by_hand;
    settings->practice = wanted->practice;
    settings->consent = wanted->consent;
    settings->debrief_in_step = wanted->debrief_in_step;
    settings->beliefs = wanted->beliefs == BELIEFS_NONE ? BELIEFS_STATED : wanted->beliefs;
    settings->bots = wanted->bots == BOTS_NONE ? BOTS_COUNT : wanted->bots;
    settings->plan_minutes = (int)wanted->plan_minutes;
}

/* The dice: from the system's random source, or from a seed where that is allowed. */
static void fill_opening(struct hub *hub, const struct wire_exercise_new *wanted, int world,
                         struct record_opening *opening)
{
    hub->host.random(hub->host.user, opening->world.bytes, ID_SIZE);
    hub->host.random(hub->host.user, opening->salt, sizeof opening->salt);
    hub->host.random(hub->host.user, opening->key, sizeof opening->key);
    if (wanted->seeded)
        record_seed_key(wanted->seed, (uint64_t)world, opening->key);
    opening->commitment = record_commitment(opening);
}

/* The same worlds under other dice, for trying out. */
static bool plan_again(struct making *making, struct hub *hub, const char *code)
{
    const struct exercise *exercise = hub_find_code(hub, code);
    if (!exercise)
        return refuse(making, "rehearsal_of",
                      "no exercise has that code; look which ones there are: spiral exercise list");
    making->settings = *exercise_settings_of(exercise);
    making->settings.rehearsal = true;
    making->settings.start_by_hand = true;
    making->settings.guests_only = false;
    making->settings.wait_seats = 0;
    making->world_count = exercise_worlds(exercise);
    for (int x = 0; x < making->world_count; x++)
        exercise_plan_again(exercise, x, &making->plans[x]);
    memcpy(making->texts, exercise_texts(exercise), sizeof making->texts);
    return true;
}

static bool plan(struct making *making, struct hub *hub, const struct wire_exercise_new *wanted)
{
    struct cause cause;
    if (wanted->seeded && !hub->settings.allow_seed)
        return refuse(making, "seed",
                      "seed: a served exercise takes its dice from the system; spirald --allow-seed is for "
                      "play and tests");
    if (wanted->rehearsal_of[0])
        return plan_again(making, hub, wanted->rehearsal_of);
    enum status status =
        scenario_file_load(hub->settings.scenario_directory, wanted->scenario, &making->file, &cause);
    if (status) {
        bool known = status != STATUS_NOT_FOUND && scenario_name_valid(slice_of(wanted->scenario));
        log_event(LOG_INFO, "scenario", "cause", cause.text, NULL);
        return refuse(making, known ? "scenario_file" : "scenario", cause.text);
    }
    if (!put_size(making, wanted) || !check_bounds(making, wanted))
        return false;
    for (int x = 0; x < making->world_count; x++)
        making->plans[x].opening.scenario = making->file.scenario;
    put_settings(making, hub, wanted);
    fill_texts(&making->file.texts, making->texts);
    for (int x = 0; x < wanted->guest_count; x++)
        memcpy(making->guests[x].name, wanted->guests[x], sizeof making->guests[x].name);
    return put_conditions(making, wanted);
}

/* ---- it is made */

static struct exercise *make(struct making *making, struct hub *hub, const struct wire_exercise_new *wanted)
{
    char code[WIRE_CODE_SIZE];
    do
        exercise_random_code(&hub->exercise_host, code);
    while (hub_find_code(hub, code) || rare("admin: a code that is taken"));
    for (int x = 0; x < making->world_count; x++)
        fill_opening(hub, wanted, x, &making->plans[x].opening);
    return exercise_create(&hub->exercise_host, &making->settings, code, making->plans, making->world_count,
                           making->texts, making->guests, wanted->rehearsal_of[0] ? 0 : wanted->guest_count);
}

/* False: an inject contradicts another, or cannot be; the exercise is closed and gone. */
static bool plan_injects(struct making *making, struct hub *hub, struct exercise *exercise,
                         const struct wire_exercise_new *wanted)
{
    uint64_t now = hub->host.now_ms(hub->host.user);
    struct desk_answer answer;
    struct wire_exercise_act act;
    for (int x = 0; x < wanted->inject_count; x++) {
        wire_exercise_act_init(&act, EXERCISE_INJECT);
        act.has_inject = true;
        act.inject = wanted->injects[x];
        desk_act(exercise, DESK_OPERATOR, &act, now, &answer);
        if (answer.refusal.code == REFUSAL_NONE)
            continue;
        refuse_inject(making, x, answer.refusal.item, answer.why);
        making->code = answer.refusal.code;
        wire_exercise_act_init(&act, EXERCISE_CLOSE);
        desk_act(exercise, DESK_OPERATOR, &act, now, &answer);
        hub_remove_exercise(hub, exercise, "an inject was refused");
        return false;
    }
    return true;
}

static void tell_created(struct session *session, uint64_t request, struct exercise *exercise,
                         struct making *making, int guest_count, const char *key)
{
    struct hub *hub = session->hub;
    struct from_admin answer = {.request = request, .kind = FROM_ADMIN_EXERCISE_CREATED};
    struct wire_exercise_created *created = &answer.exercise_created;
    must(slice_copy(slice_of(exercise_code(exercise)), created->code, sizeof created->code));
    must(slice_copy(slice_of(key), created->facilitator_key, sizeof created->facilitator_key));
    hub_put_link(hub, created->code, created->link);
    created->exercise = *exercise_id(exercise);
    created->world_count = exercise_worlds(exercise);
    for (int x = 0; x < created->world_count; x++) {
        created->worlds[x] = *exercise_world_id(exercise, x);
        created->seats += (uint32_t)world_seats(exercise_world(exercise, x));
    }
    created->guest_count = guest_count;
    created->guests = making->guests;
    char hex[ID_HEX_SIZE];
    log_event(LOG_INFO, "exercise", "exercise", id_hex(&created->exercise, hex), "scenario",
              world_scenario_name(exercise_world(exercise, 0)), NULL);
    session_send_admin(session, &answer, true);
}

static void refuse_making(struct session *session, uint64_t request, enum refusal_code code, const char *item,
                          const char *why)
{
    struct refusal refusal = {.code = code};
    struct text text = text_over(refusal.item, sizeof refusal.item);
    text_put(&text, item);
    admin_refuse(session, request, &refusal, why, false);
}

static void make_and_tell(struct session *session, uint64_t request, const struct wire_exercise_new *wanted,
                          struct making *making)
{
    struct hub *hub = session->hub;
    char key[WIRE_FACILITATOR_KEY_SIZE];
    struct exercise *exercise = make(making, hub, wanted);
    if (!exercise) {
        admin_refuse_for_memory(session, request);
        return;
    }
    hub_add_exercise(hub, exercise);
    const char *lead = wanted->facilitator[0] ? wanted->facilitator : "lead";
    must(desk_add_facilitator(exercise, lead, RIGHTS_LEAD, key));
    if (!plan_injects(making, hub, exercise, wanted)) {
        refuse_making(session, request, making->code, making->item, making->why);
        return;
    }
    tell_created(session, request, exercise, making, wanted->rehearsal_of[0] ? 0 : wanted->guest_count, key);
}

void admin_new(struct session *session, uint64_t request, const struct wire_exercise_new *wanted)
{
    struct hub *hub = session->hub;
    struct making *making = memory_try_zeroed(1, sizeof *making);
    if (!making)
        admin_refuse_for_memory(session, request);
    else if (!hub_accepts(hub) || !hub_has_room(hub))
        refuse_making(
            session, request, REFUSAL_BUSY, "exercises",
            "the server takes no new exercise now: its disk or its places are full; try again later");
    else if (!plan(making, hub, wanted))
        refuse_making(session, request, making->code, making->item, making->why);
    else
        make_and_tell(session, request, wanted, making);
    free(making);
}
