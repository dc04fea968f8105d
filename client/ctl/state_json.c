#include "client/ctl/state_json.h"

#include "client/ctl/state_json_parts.h"
#include "common/record/record.h"

static void put_person(const struct wire_exercise_person *person, struct json *json)
{
    static const char *const roles[TEAM_ROLE_COUNT] = {"none", "head", "defence", "foreign", "intel"};
    static const char *const consents[CONSENT_COUNT] = {"not-asked", "yes", "play-only"};
    char hex[ID_HEX_SIZE];
    json_object(json, NULL);
    json_string(json, "name", person->name);
    json_string(json, "person", id_hex(&person->person, hex));
    json_bool(json, "here", person->here);
    json_bool(json, "left", person->left);
    json_number(json, "gone_seconds", person->gone_seconds);
    json_string(json, "role", roles[person->role < TEAM_ROLE_COUNT ? person->role : 0]);
    json_string(json, "consent", consents[person->consent < CONSENT_COUNT ? person->consent : 0]);
    json_close(json);
}

static void put_seat(const struct wire_exercise_seat *seat, struct json *json)
{
    json_object(json, NULL);
    json_string(json, "state", seat->state);
    json_bool(json, "alive", seat->alive);
    json_bool(json, "bot", seat->bot);
    json_bool(json, "returning", seat->returning);
    json_bool(json, "held", seat->held);
    json_list(json, "persons");
    for (int x = 0; x < seat->person_count; x++)
        put_person(&seat->persons[x], json);
    json_close(json);
    json_bool(json, "orders_saved", seat->revision > 0);
    json_number(json, "revision", seat->revision);
    json_bool(json, "beliefs_stated", seat->stated);
    json_number(json, "beliefs", seat->beliefs);
    json_bool(json, "asked", seat->asked);
    json_bool(json, "ready", seat->ready);
    json_number(json, "misses", seat->misses);
    json_number(json, "percent", seat->percent);
    json_close(json);
}

static void put_clock(const struct wire_clock *clock, struct json *json)
{
    static const char *const states[] = {"unknown", "lobby", "open", "paused", "ended"};
    json_string(json, "clock", states[clock->state]);
    json_number(json, "turn", clock->turn);
    if (clock->remaining_ms < 0)
        json_null(json, "seconds_left");
    else
        json_number(json, "seconds_left", (clock->remaining_ms + 999) / 1000);
    json_string(json, "reason", clock->reason);
    json_number(json, "seats_ready", clock->seats_ready);
    json_number(json, "seats_bot", clock->seats_bot);
    json_number(json, "persons", clock->persons);
    json_number(json, "persons_needed", clock->persons_needed);
    json_bool(json, "practice", clock->practice);
}

static void put_sign(const struct wire_sign *sign, struct json *json)
{
    static const char *const kinds[SIGN_KIND_COUNT] = {"none",       "spiral",    "war",
                                                       "chain-gang", "buck-pass", "mobilised"};
    json_object(json, NULL);
    json_string(json, "sign", kinds[sign->kind < SIGN_KIND_COUNT ? sign->kind : 0]);
    json_put_states(json, "states", sign->states);
    json_number(json, "first", sign->first);
    json_number(json, "last", sign->last);
    json_close(json);
}

/* What a world has of its own, without its name: at the top it stands for the only one. */
static void put_world_parts(const struct wire_exercise_world *world, struct json *json)
{
    char hex[ID_HEX_SIZE];
    json_string(json, "world", id_hex(&world->world, hex));
    put_clock(&world->clock, json);
    json_string(json, "end", record_end_name((int)world->end));
    json_list(json, "seats");
    for (int x = 0; x < world->seat_count; x++)
        put_seat(&world->seats[x], json);
    json_close(json);
}

static void put_world(const struct wire_exercise_world *world, struct json *json)
{
    json_object(json, NULL);
    json_string(json, "name", world->name);
    put_world_parts(world, json);
    json_number(json, "tension", world->tension);
    json_put_rung(json, "rung", world->tension);
    json_list(json, "signs");
    for (int x = 0; x < world->sign_count; x++)
        put_sign(&world->signs[x], json);
    json_close(json);
    json_put_target(json, "owner", world->owner);
    json_number(json, "branch", world->branch);
    json_string(json, "conditions", world->conditions);
    json_bool(json, "deserted", world->deserted);
    json_close(json);
}

static void put_plan(const struct wire_exercise_state *state, struct json *json)
{
    json_number(json, "turn_seconds", state->turn_seconds);
    json_number(json, "misses_allowed", state->misses_allowed);
    json_bool(json, "started", state->started);
    json_bool(json, "practice_turn", state->practice);
    json_bool(json, "debrief_in_step", state->debrief_in_step);
    json_number(json, "places", state->places);
    json_number(json, "persons_taken", state->persons);
    json_number(json, "plan_seconds", state->plan_seconds);
    json_number(json, "used_seconds", state->used_seconds);
    json_number(json, "play_seconds", state->play_seconds);
    json_put_target(json, "card", state->card);
    json_number(json, "part", state->part);
    json_put_target(json, "projected", state->projected);
    json_put_target(json, "replay_days", state->replay_days);
}

void state_put_json(const struct wire_exercise_state *state, const struct wire_exercise_act *act,
                    struct text *text)
{
    char hex[ID_HEX_SIZE];
    struct json json = json_over(text);
    json_object(&json, NULL);
    json_string(&json, "code", state->code);
    json_string(&json, "exercise", id_hex(&state->exercise, hex));
    json_string(&json, "scenario", state->scenario);
    json_string(&json, "link", state->link);
    if (act)
        json_bool(&json, "already", state->already);
    if (act && act->act == EXERCISE_UNDO)
        state_put_json_undone(state, state->already ? 0 : act->number, &json);
    if (state->new_key[0])
        json_string(&json, "new_key", state->new_key);
    if (state->world_count)
        put_world_parts(&state->worlds[0], &json);
    put_plan(state, &json);
    json_list(&json, "worlds");
    for (int x = 0; x < state->world_count; x++)
        put_world(&state->worlds[x], &json);
    json_close(&json);
    state_put_json_lists(state, &json);
    json_close(&json);
}
