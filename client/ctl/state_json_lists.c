#include "client/ctl/state_json_parts.h"

#include "common/cards/card_words.h"

void json_put_states(struct json *json, const char *key, uint16_t states)
{
    json_list(json, key);
    for (int x = 0; x < ACTORS_MAX; x++)
        if (states & 1u << x)
            json_number(json, NULL, x);
    json_close(json);
}

void json_put_target(struct json *json, const char *key, int target)
{
    if (target < 0)
        json_null(json, key);
    else
        json_number(json, key, target);
}

void json_put_rung(struct json *json, const char *key, uint32_t tension)
{
    if (tension >= 1 && tension <= WIRE_TENSION_MAX)
        json_string(json, key, card_rung_names.names[tension - 1]);
    else
        json_null(json, key);
}

static void put_question(const struct wire_exercise_question *question, struct json *json)
{
    json_object(json, NULL);
    json_number(json, "number", question->number);
    json_number(json, "world", question->world);
    json_number(json, "seat", question->seat);
    json_string(json, "name", question->name);
    json_string(json, "text", question->text);
    if (question->answer[0])
        json_string(json, "answer", question->answer);
    else
        json_null(json, "answer");
    json_bool(json, "everyone", question->everyone);
    json_number(json, "age_seconds", question->age_seconds);
    json_close(json);
}

static void put_inject(const struct wire_exercise_inject *row, struct json *json)
{
    static const char *const triggers[TRIGGER_COUNT] = {"now", "turn", "tension"};
    const struct wire_inject *inject = &row->inject;
    json_object(json, NULL);
    json_number(json, "number", inject->number);
    json_put_target(json, "world", inject->world);
    json_put_states(json, "states", inject->seats);
    json_string(json, "source", inject->source);
    json_string(json, "text", inject->text[0]);
    json_string(json, "text_es", inject->text[1]);
    json_bool(json, "misleading", inject->misleading);
    json_string(json, "trigger", triggers[inject->trigger < TRIGGER_COUNT ? inject->trigger : 0]);
    json_number(json, "turn", inject->turn);
    json_number(json, "tension", inject->tension);
    json_put_rung(json, "rung", inject->tension);
    json_list(json, "sent");
    for (int x = 0; x < 32; x++)
        if (row->sent & 1u << x)
            json_number(json, NULL, x);
    json_close(json);
    json_bool(json, "cancelled", row->cancelled);
    json_close(json);
}

static void put_facilitator(const struct wire_exercise_facilitator *one, struct json *json)
{
    static const char *const rights[RIGHTS_COUNT] = {"none", "observe", "assist", "run", "lead"};
    json_object(json, NULL);
    json_number(json, "number", one->number);
    json_string(json, "name", one->name);
    json_string(json, "rights", rights[one->rights < RIGHTS_COUNT ? one->rights : 0]);
    json_number(json, "sessions", one->here);
    json_close(json);
}

static const char *act_name(enum exercise_act act)
{
    static const char *const names[EXERCISE_ACT_COUNT] = {
        "none",
        "pause",
        "resume",
        "extend",
        "resolve",
        "close",
        "start",
        "rollback",
        "bot-in",
        "bot-out",
        "orders",
        "time",
        "move",
        "remove",
        "nudge",
        "inject",
        "inject-send",
        "inject-cancel",
        "inject-postpone",
        "answer",
        "own",
        "facilitator-add",
        "facilitator-rights",
        "debrief",
        "undo",
        "replay",
        "look",
        "consent",
    };
    return names[act < EXERCISE_ACT_COUNT ? act : EXERCISE_NO_ACT];
}

void json_put_deed(const char *key, const struct wire_exercise_deed *deed, struct json *json)
{
    json_object(json, key);
    json_number(json, "number", deed->number);
    json_string(json, "act", act_name(deed->act));
    json_string(json, "by", deed->by);
    json_put_target(json, "world", deed->world);
    json_put_target(json, "seat", deed->seat);
    json_number(json, "age_seconds", deed->age_seconds);
    json_bool(json, "undone", deed->undone);
    json_close(json);
}

void state_put_json_lists(const struct wire_exercise_state *state, struct json *json)
{
    json_list(json, "questions");
    for (int x = 0; x < state->question_count; x++)
        put_question(&state->questions[x], json);
    json_close(json);
    json_list(json, "injects");
    for (int x = 0; x < state->inject_count; x++)
        put_inject(&state->injects[x], json);
    json_close(json);
    json_list(json, "facilitators");
    for (int x = 0; x < state->facilitator_count; x++)
        put_facilitator(&state->facilitators[x], json);
    json_close(json);
    json_list(json, "deeds");
    for (int x = 0; x < state->deed_count; x++)
        json_put_deed(NULL, &state->deeds[x], json);
    json_close(json);
    if (state->undo)
        json_number(json, "undo", state->undo);
    else
        json_null(json, "undo");
}
