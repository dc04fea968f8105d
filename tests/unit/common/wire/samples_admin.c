/* The admin socket, both ways. */
#include "tests/unit/common/wire/samples_parts.h"

#include "common/record/record.h"

#include <string.h>

static void sample_lists(struct chance *chance, bool most, struct sample_room *room,
                         struct wire_exercise_new *new)
{
    new->condition_count = most ? WIRE_CONDITIONS_MAX : chance_between(chance, 0, 3);
    new->guest_count = most ? WIRE_GUESTS_MAX : chance_between(chance, 0, 3);
    new->inject_count = most ? WIRE_INJECTS_MAX : chance_between(chance, 0, 3);
    new->conditions = new->condition_count ? room->conditions : NULL;
    new->guests = new->guest_count ? room->guests : NULL;
    new->injects = new->inject_count ? room->planned : NULL;
    memset(room->conditions, 0, sizeof room->conditions);
    memset(room->guests, 0, sizeof room->guests);
    memset(room->planned, 0, sizeof room->planned);
    for (int x = 0; x < new->condition_count; x++) {
        new->conditions[x].world =
            most ? WIRE_WORLDS_MAX - 1 : chance_between(chance, -1, WIRE_WORLDS_MAX - 1);
        TEXT(new->conditions[x].parameter);
        new->conditions[x].value = most ? INT32_MIN : chance_between(chance, -1000, 1000);
    }
    for (int x = 0; x < new->guest_count; x++)
        TEXT(new->guests[x]);
    for (int x = 0; x < new->inject_count; x++)
        sample_inject(chance, most, &new->injects[x]);
}

static void sample_new(struct chance *chance, bool most, struct sample_room *room,
                       struct wire_exercise_new *new)
{
    TEXT(new->scenario);
    new->turn_seconds = chance_below(chance, ORDER_VALUE_MAX);
    new->away_seconds = chance_below(chance, ORDER_VALUE_MAX);
    new->wait_seats = chance_below(chance, 13);
    new->team_size = chance_below(chance, 5);
    new->misses_allowed = chance_below(chance, 100);
    new->seed = (uint64_t)chance_below(chance, UINT32_MAX) << 33 | 1;
    new->seeded = chance_flag(chance);
    new->has_spectator_delay = most || chance_flag(chance);
    new->spectator_delay = new->has_spectator_delay ? chance_below(chance, 61) : 0;
    new->places = chance_below(chance, WIRE_PERSONS_MAX + 1);
    new->worlds = chance_below(chance, WIRE_WORLDS_MAX + 1);
    new->start_by_hand = chance_flag(chance);
    new->practice = chance_flag(chance);
    new->consent = chance_flag(chance);
    new->debrief_in_step = chance_flag(chance);
    new->beliefs = (enum belief_mode)chance_below(chance, BELIEF_MODE_COUNT);
    new->bots = (enum bot_disclosure)chance_below(chance, BOT_DISCLOSURE_COUNT);
    new->horizon = (enum horizon)chance_below(chance, HORIZON_COUNT);
    new->plan_minutes = chance_below(chance, 600);
    if (most || chance_flag(chance))
        TEXT(new->facilitator);
    if (most || chance_flag(chance))
        TEXT(new->rehearsal_of);
    sample_lists(chance, most, room, new);
}

void sample_to_admin(struct chance *chance, enum to_admin_kind kind, bool most, struct sample_room *room,
                     struct to_admin *message)
{
    memset(message, 0, sizeof *message);
    message->request = 1 + chance_below(chance, 1000);
    message->kind = kind;
    if (kind == TO_ADMIN_EXERCISE_SHOW) {
        TEXT(message->exercise_show.code);
    } else if (kind == TO_ADMIN_EXERCISE_ACT) {
        sample_act(chance, most, &message->exercise_act);
    } else if (kind == TO_ADMIN_EXERCISE_ROLES) {
        TEXT(message->exercise_roles.code);
        message->exercise_roles.seat_codes = chance_flag(chance);
    } else if (kind == TO_ADMIN_EXERCISE_NEW) {
        sample_new(chance, most, room, &message->exercise_new);
    }
}

static void sample_created(struct chance *chance, bool most, struct sample_room *room,
                           struct wire_exercise_created *created)
{
    TEXT(created->code);
    created->exercise = sample_id(chance);
    created->world_count = most ? WIRE_WORLDS_MAX : chance_between(chance, 0, WIRE_WORLDS_MAX);
    for (int x = 0; x < created->world_count; x++)
        created->worlds[x] = sample_id(chance);
    created->seats = chance_below(chance, 100);
    TEXT(created->link);
    if (most || chance_flag(chance))
        TEXT(created->facilitator_key);
    created->guest_count = most ? WIRE_GUESTS_MAX : chance_between(chance, 0, 3);
    created->guests = created->guest_count ? room->guest_links : NULL;
    memset(room->guest_links, 0, sizeof room->guest_links);
    for (int x = 0; x < created->guest_count; x++) {
        TEXT(created->guests[x].name);
        TEXT(created->guests[x].secret);
    }
}

static void sample_rows(struct chance *chance, bool most, struct sample_room *room,
                        struct wire_exercise_rows *rows)
{
    rows->rows = room->rows;
    rows->count = most ? WIRE_EXERCISE_ROWS_MAX : chance_between(chance, 0, 9);
    memset(room->rows, 0, sizeof room->rows);
    for (int x = 0; x < rows->count; x++) {
        struct wire_exercise_row *row = &rows->rows[x];
        TEXT(row->code);
        TEXT(row->scenario);
        row->exercise = sample_id(chance);
        row->seats = chance_below(chance, 13);
        row->persons = chance_below(chance, 50);
        row->turn = chance_below(chance, 61);
        row->end = chance_below(chance, RECORD_END_COUNT);
        row->started = chance_flag(chance);
        row->paused = chance_flag(chance);
        row->worlds = chance_below(chance, WIRE_WORLDS_MAX + 1);
    }
}

static void sample_role(struct chance *chance, bool most, struct wire_role *role)
{
    role->world = chance_below(chance, WIRE_WORLDS_MAX);
    role->seat = chance_below(chance, ACTORS_MAX);
    TEXT(role->state);
    role->motive = chance_below(chance, MOTIVE_COUNT);
    role->territory = chance_between(chance, 0, TERRITORY_MAX);
    role->fortify = chance_between(chance, 0, STOCK_MAX);
    role->strike = chance_between(chance, 0, STOCK_MAX);
    role->dual = chance_between(chance, 0, STOCK_MAX);
    role->income = chance_between(chance, 0, 4000);
    if (most || chance_flag(chance))
        TEXT(role->seat_code);
}

/* With `most` every seat of the largest exercise. */
static void sample_role_rows(struct chance *chance, bool most, struct sample_room *room,
                             struct wire_exercise_role_rows *rows)
{
    TEXT(rows->code);
    rows->world_count = most ? WIRE_WORLDS_MAX : chance_between(chance, 0, 3);
    rows->role_count = most ? WIRE_ROLES_MAX : chance_between(chance, 0, 9);
    rows->worlds = room->role_worlds;
    rows->roles = room->roles;
    memset(room->role_worlds, 0, sizeof room->role_worlds);
    memset(room->roles, 0, sizeof room->roles);
    for (int x = 0; x < rows->world_count; x++) {
        TEXT(rows->worlds[x].name);
        sample_scenario(chance, most, &rows->worlds[x].scenario);
    }
    for (int x = 0; x < rows->role_count; x++)
        sample_role(chance, most, &rows->roles[x]);
}

void sample_from_admin(struct chance *chance, enum from_admin_kind kind, bool most, struct sample_room *room,
                       struct from_admin *message)
{
    memset(message, 0, sizeof *message);
    message->request = 1 + chance_below(chance, 1000);
    message->kind = kind;
    if (kind == FROM_ADMIN_REFUSAL)
        sample_refusal(chance, most, &message->refusal);
    else if (kind == FROM_ADMIN_EXERCISE_CREATED)
        sample_created(chance, most, room, &message->exercise_created);
    else if (kind == FROM_ADMIN_EXERCISE_STATE)
        sample_exercise_state(chance, most, room, &message->exercise_state);
    else if (kind == FROM_ADMIN_EXERCISE_ROWS)
        sample_rows(chance, most, room, &message->exercise_rows);
    else if (kind == FROM_ADMIN_EXERCISE_ROLE_ROWS)
        sample_role_rows(chance, most, room, &message->exercise_role_rows);
}
