/* What happened, what was thought and what was seen, turn by turn. */
#include "common/cards/card_events.h"
#include "common/cards/card_json_parts.h"
#include "common/cards/card_words.h"
#include "common/debrief/facts.h"

static void put_arms(struct json *json, const char *key, int32_t fortify, int32_t strike, int32_t dual)
{
    json_object(json, key);
    json_number(json, "fortify", fortify);
    json_number(json, "strike", strike);
    json_number(json, "dual", dual);
    json_close(json);
}

static void put_cause(struct json *json, const struct world_log *log, int t, int i)
{
    struct escalation_cause cause = escalation_cause_of(log, t, i);
    if (cause.who < 0) {
        json_null(json, "cause");
        return;
    }
    json_object(json, "cause");
    json_bool(json, "attacked", cause.attacked);
    json_number(json, "who", cause.who);
    json_number(json, "turn", cause.turn);
    json_number(json, "seen_rise", cause.seen_rise);
    json_number(json, "true_rise", cause.true_rise);
    json_close(json);
}

/* One state in turn t: what it did, and what it had when the turn began. */
static void put_state(struct json *json, const struct world_log *log, int t, int i)
{
    const struct log_turn *turn = &log->turn[t];
    const struct actor *before = &log->worlds[t - 1].actors[i];
    json_object(json, NULL);
    json_number(json, "seat", i);
    json_bool(json, "alive", before->alive != 0);
    json_bool(json, "gave_orders", turn->book.given[i]);
    json_number(json, "rung_number", rung_number(escalation_rung(log, t, i)));
    json_string(json, "rung", card_rung_names.names[escalation_rung(log, t, i)]);
    json_number(json, "escalation", escalation_score(log, t, i));
    card_json_names(json, "acts", escalation_acts(log, t, i), &act_names);
    put_cause(json, log, t, i);
    if (turn->attack[i] < 0)
        json_null(json, "attacked");
    else
        json_number(json, "attacked", turn->attack[i]);
    json_bool(json, "joined", turn->joined[i]);
    put_arms(json, "arms", before->fortify, before->strike, before->dual);
    json_number(json, "territory", before->territory);
    if (turn->vulnerability[i] < 0)
        json_null(json, "vulnerability");
    else
        json_number(json, "vulnerability", turn->vulnerability[i]);
    json_close(json);
}

/* What i thought and saw of j in turn t. */
static void put_pair(struct json *json, const struct world_log *log, int t, int i, int j)
{
    const struct relation *mine = &log->worlds[t - 1].relations[i][j];
    int belief = (int)fact_belief(log, t, i, j);
    bool greedy = !fact_seeks_security(log_start(log), j);
    json_object(json, NULL);
    json_number(json, "of", i);
    json_number(json, "about", j);
    json_number(json, "belief", belief);
    json_bool(json, "stated", log->turn[t].belief[i][j] >= 0);
    json_number(json, "assessment", fact_assessment(&log->worlds[t - 1], i, j));
    json_bool(json, "misperceived", greedy != (card_percent(belief) >= 50));
    put_arms(json, "seen", mine->est_fortify, mine->est_strike, mine->est_dual);
    json_close(json);
}

static void put_event(struct json *json, const struct card_input *input, const struct event *event)
{
    json_object(json, NULL);
    json_string(json, "kind", event_name(event->kind));
    json_list(json, "numbers");
    for (int x = 0; x < event->count; x++)
        json_number(json, NULL, event->numbers[x]);
    json_close(json);
    json_bool(json, "public", card_event_is_public(log_start(input->played->log), event));
    json_close(json);
}

static void put_turn(struct json *json, const struct card_input *input, int t)
{
    const struct world_log *log = input->played->log;
    int n = log_start(log)->scenario.actor_count;
    json_object(json, NULL);
    json_number(json, "turn", t);
    json_list(json, "states");
    for (int i = 0; i < n; i++)
        put_state(json, log, t, i);
    json_close(json);
    json_list(json, "beliefs");
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            if (fact_pair_alive(log, t, i, j))
                put_pair(json, log, t, i, j);
    json_close(json);
    json_list(json, "events");
    LOG_EACH_EVENT(log, t, event)
    put_event(json, input, event);
    json_close(json);
    json_close(json);
}

void card_json_turns(struct json *json, const struct card_input *input)
{
    json_list(json, "turn_list");
    for (int t = 1; t <= input->played->log->turns; t++)
        put_turn(json, input, t);
    json_close(json);
}
