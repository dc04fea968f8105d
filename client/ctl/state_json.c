#include "client/ctl/state_json.h"

#include "common/cards/json.h"
#include "common/record/record.h"

static void put_persons(const struct wire_exercise_seat *seat, struct json *json)
{
    json_list(json, "persons");
    for (int x = 0; x < seat->person_count; x++) {
        const struct wire_exercise_person *person = &seat->persons[x];
        json_object(json, NULL);
        json_string(json, "name", person->name);
        json_bool(json, "here", person->here);
        json_bool(json, "left", person->left);
        json_close(json);
    }
    json_close(json);
}

static void put_seat(const struct wire_exercise_seat *seat, struct json *json)
{
    json_object(json, NULL);
    json_string(json, "state", seat->state);
    json_bool(json, "alive", seat->alive);
    json_bool(json, "bot", seat->bot);
    json_bool(json, "returning", seat->returning);
    put_persons(seat, json);
    json_bool(json, "orders_saved", seat->revision > 0);
    json_number(json, "revision", seat->revision);
    json_bool(json, "beliefs_stated", seat->stated);
    json_bool(json, "ready", seat->ready);
    json_number(json, "misses", seat->misses);
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
}

void state_put_json(const struct wire_exercise_state *state, bool acted, struct text *text)
{
    char hex[ID_HEX_SIZE];
    struct json json = json_over(text);
    json_object(&json, NULL);
    json_string(&json, "code", state->code);
    json_string(&json, "exercise", id_hex(&state->exercise, hex));
    json_string(&json, "world", id_hex(&state->clock.world, hex));
    json_string(&json, "scenario", state->scenario);
    json_string(&json, "link", state->link);
    if (acted)
        json_bool(&json, "already", state->already);
    put_clock(&state->clock, &json);
    json_string(&json, "end", record_end_name((int)state->end));
    json_number(&json, "turn_seconds", state->turn_seconds);
    json_number(&json, "misses_allowed", state->misses_allowed);
    json_list(&json, "seats");
    for (int x = 0; x < state->seat_count; x++)
        put_seat(&state->seats[x], &json);
    json_close(&json);
    json_close(&json);
}
