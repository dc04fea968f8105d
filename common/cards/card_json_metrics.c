/* Every metric with its description; the conditions; the same world played by bots, and other worlds. */
#include "common/cards/card_json_parts.h"
#include "common/cards/card_words.h"

static void put_bound(struct json *json, const char *key, int64_t bound)
{
    if (bound == METRIC_OPEN)
        json_null(json, key);
    else
        json_number(json, key, bound);
}

static void put_metric(struct json *json, const struct card_input *input, const struct metric_family *family,
                       const struct metric_row *row)
{
    struct metric_value value;
    metric_compute(row, input->played, &value);
    json_object(json, NULL);
    json_string(json, "name", row->name);
    json_string(json, "family", family->name);
    card_json_value(json, &value);
    json_string(json, "unit", row->unit);
    put_bound(json, "low", row->low);
    put_bound(json, "high", row->high);
    json_string(json, "formula", row->formula);
    json_string(json, "source", row->source);
    if (value.defined) {
        json_object(json, "sentence");
        for (int x = 0; x < LANGUAGES; x++) {
            struct card_page page = card_json_page(input, languages[x]);
            char memory[CARD_SENTENCE_MAX];
            struct text text = text_over(memory, sizeof memory);
            card_put_metric(&page, row, input->played, &text);
            json_string(json, languages[x]->code, memory);
        }
        json_close(json);
    } else {
        json_null(json, "sentence");
    }
    json_close(json);
}

void card_json_metrics(struct json *json, const struct card_input *input)
{
    json_list(json, "metrics");
    for (int f = 0; f < metric_family_count; f++)
        for (int x = 0; x < metric_families[f]->count; x++)
            put_metric(json, input, metric_families[f], &metric_families[f]->rows[x]);
    json_close(json);
}

static void put_stage(struct json *json, const char *key, const struct parameters *p)
{
    struct stage_game game = stage_game_of(p);
    int64_t tau = parity_threshold(p);
    json_object(json, key);
    json_number(json, "balance", p->balance);
    json_string(json, "game", stage_names.names[game.kind]);
    json_number(json, "cc", game.cc);
    json_number(json, "dc", game.dc);
    json_number(json, "cd", game.cd);
    json_number(json, "dd", game.dd);
    json_number(json, "sigma", race_growth(p, p->security_goal));
    if (tau < 0)
        json_null(json, "tau");
    else
        json_number(json, "tau", tau);
    json_close(json);
}

static void put_play(struct json *json, const char *key, const struct metric_input *play, bool informed)
{
    static const char *const names[] = {"wars", "tragedy", "growth", "burden", "mistrust", "seeker_score"};
    if (!play) {
        json_null(json, key);
        return;
    }
    json_object(json, key);
    for (size_t x = 0; x < sizeof names / sizeof names[0]; x++) {
        struct metric_value value = {0};
        if (card_applies(names[x], informed))
            metric_compute(card_metric(names[x]), play, &value);
        json_object(json, names[x]);
        card_json_value(json, &value);
        json_close(json);
    }
    json_close(json);
}

static void put_world(struct json *json, const struct card_world *world)
{
    const struct {
        const char *name;
        const struct metric_value *value;
    } values[] = {
        {"wars", &world->wars},         {"tragedy", &world->tragedy},           {"burden", &world->burden},
        {"mistrust", &world->mistrust}, {"seeker_score", &world->seeker_score},
    };
    json_object(json, NULL);
    json_string(json, "world", world->id);
    if (world->name[0])
        json_string(json, "name", world->name);
    json_string(json, "scenario", world->scenario);
    json_number(json, "balance", world->balance);
    json_number(json, "believed_balance", world->believed);
    json_number(json, "fungibility", world->fungibility);
    json_number(json, "actors", world->actors);
    json_number(json, "seekers", world->seekers);
    json_number(json, "turns", world->turns);
    for (size_t x = 0; x < sizeof values / sizeof values[0]; x++) {
        json_object(json, values[x].name);
        card_json_value(json, values[x].value);
        json_close(json);
    }
    json_close(json);
}

void card_json_worlds(struct json *json, const struct card_input *input)
{
    struct parameters p = log_start(input->played->log)->scenario.parameters;
    p.balance = log_start(input->played->log)->balance;
    json_object(json, "structure");
    put_stage(json, "true", &p);
    p.balance = p.perceived_balance ? p.perceived_balance : p.balance;
    put_stage(json, "believed", &p);
    json_close(json);
    json_object(json, "what_if");
    put_play(json, "played", input->played, false);
    put_play(json, "bots", input->dark, false);
    put_play(json, "informed_bots", input->informed, true);
    json_close(json);
    json_list(json, "other_worlds");
    for (int w = 0; w < input->world_count; w++)
        put_world(json, &input->worlds[w]);
    json_close(json);
}
