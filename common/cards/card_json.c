#include "common/cards/card_json_parts.h"

#include "common/cards/card_words.h"
#include "common/debrief/facts.h"
#include "common/rules/score.h"
#include "common/words/key.h"

void card_json_words(struct json *json, const char *name, const char *key)
{
    json_object(json, name);
    for (int x = 0; x < LANGUAGES; x++)
        json_string(json, languages[x]->code, key_words(languages[x], key));
    json_close(json);
}

struct card_page card_json_page(const struct card_input *input, const struct language *language)
{
    return (struct card_page){
        .scenario = &log_start(input->played->log)->scenario, .language = language, .width = CARD_WIDTH_MAX};
}

void card_json_value(struct json *json, const struct metric_value *value)
{
    char memory[40];
    struct text text = text_over(memory, sizeof memory);
    metric_put(value, 6, &text);
    if (value->defined)
        json_spelled(json, "value", memory);
    else
        json_null(json, "value");
    json_number(json, "cases", value->cases);
}

void card_json_names(struct json *json, const char *key, uint32_t set, const struct name_list *names)
{
    json_list(json, key);
    for (int x = 0; x < names->count; x++)
        if (set & 1u << x)
            json_string(json, NULL, names->names[x]);
    json_close(json);
}

void card_json_seats(struct json *json, const char *key, uint32_t set)
{
    json_list(json, key);
    for (int i = 0; i < ACTORS_MAX; i++)
        if (set & 1u << i)
            json_number(json, NULL, i);
    json_close(json);
}

static void put_parameters(struct json *json, const struct scenario *scenario)
{
    json_object(json, "parameters");
    for (int p = 0; p < PARAMETER_COUNT; p++)
        json_number(json, parameter_rows[p].name, parameter_get(&scenario->parameters, p));
    json_close(json);
}

static void put_actor(struct json *json, const struct world_log *log, int i)
{
    const struct world *end = log_end(log);
    const struct actor *actor = &end->actors[i];
    struct card_calls calls = card_calls_of(log, i);
    char letter[2] = {card_letter(&end->scenario, i), '\0'};
    json_object(json, NULL);
    json_number(json, "seat", i);
    json_string(json, "name", end->scenario.actors[i].name);
    json_string(json, "letter", letter);
    json_string(json, "motive", motive_names.names[actor->motive]);
    json_bool(json, "seeks_security", fact_seeks_security(end, i));
    json_bool(json, "alive", actor->alive != 0);
    json_number(json, "territory_start", actor->start);
    json_number(json, "territory_end", actor->territory);
    json_number(json, "score", score_final(end, i));
    json_bool(json, "goal_met", score_goal_met(end, i));
    json_object(json, "calls");
    json_number(json, "called", calls.called);
    json_number(json, "came", calls.came);
    json_number(json, "stood_aside", calls.called - calls.came);
    json_number(json, "partners_attacked", calls.broken);
    json_close(json);
    json_close(json);
}

static void put_verdict(struct json *json, const struct card_input *input)
{
    json_object(json, "verdict");
    for (int x = 0; x < LANGUAGES; x++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        verdict_put(input->played, languages[x], &text);
        json_string(json, languages[x]->code, memory);
    }
    json_close(json);
}

static void put_cards(struct json *json, const struct card_input *input)
{
    json_list(json, "cards");
    for (int c = 0; c < card_count; c++) {
        json_object(json, NULL);
        json_string(json, "card", cards[c]->name);
        card_json_words(json, "title", KEY("card", cards[c]->name, "title"));
        json_object(json, "question");
        for (int x = 0; x < LANGUAGES; x++) {
            char memory[512];
            struct text text = text_over(memory, sizeof memory);
            card_put_question(cards[c], languages[x], card_turn_asked(input->played->log), &text);
            json_string(json, languages[x]->code, memory);
        }
        json_close(json);
        json_close(json);
    }
    json_close(json);
}

static void put_heads(struct json *json, const struct card_input *input)
{
    const struct world_log *log = input->played->log;
    char hex[ID_HEX_SIZE], memory[2 * CARD_NAME_SIZE + 2];
    struct text name = text_over(memory, sizeof memory);
    card_put_name(input, &name);
    json_string(json, "format", "spiral-debrief");
    json_number(json, "version", CARD_JSON_VERSION);
    json_number(json, "rules_version", RULES_VERSION);
    json_number(json, "metrics_version", METRICS_VERSION);
    json_number(json, "diagnosis_version", DIAGNOSIS_VERSION);
    json_string(json, "world", id_hex(&input->id, hex));
    if (name.length)
        json_string(json, "name", memory);
    json_string(json, "scenario", log_start(log)->scenario.name);
    json_number(json, "turns", log->turns);
    json_string(json, "end", ending_names.names[log_end(log)->end]);
    json_number(json, "balance", log_start(log)->balance);
    put_parameters(json, &log_start(log)->scenario);
}

void card_put_json(const struct card_input *input, struct text *text)
{
    const struct world_log *log = input->played->log;
    struct json json = json_over(text);
    json_object(&json, NULL);
    put_heads(&json, input);
    json_list(&json, "actors");
    for (int i = 0; i < log_start(log)->scenario.actor_count; i++)
        put_actor(&json, log, i);
    json_close(&json);
    put_verdict(&json, input);
    card_json_told(&json, input);
    card_json_turns(&json, input);
    card_json_wars(&json, input);
    card_json_episodes(&json, input);
    card_json_worlds(&json, input);
    card_json_metrics(&json, input);
    put_cards(&json, input);
    json_close(&json);
}
