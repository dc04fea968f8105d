/* What whoever ran the exercise told the world and did to its course. */
#include "common/cards/card_json_parts.h"
#include "common/cards/card_told.h"

static void put_words(struct json *json, const struct card_told *told)
{
    if (!card_told_text(told, LANGUAGE_ENGLISH)) {
        json_null(json, "text");
        return;
    }
    json_object(json, "text");
    for (int x = 0; x < LANGUAGES; x++)
        json_string(json, languages[x]->code, card_told_text(told, x));
    json_close(json);
}

static void put_told(struct json *json, const struct card_told *told, bool withheld)
{
    json_object(json, NULL);
    json_string(json, "kind", told->back_to ? "rolled_back" : "news");
    json_number(json, "turn", told->turn);
    json_bool(json, "practice", told->practice);
    if (told->back_to) {
        json_number(json, "to", told->back_to);
    } else {
        card_json_seats(json, "seats", told->seats);
        json_string(json, "source", told->source ? told->source : "");
        put_words(json, told);
        if (withheld)
            json_null(json, "misleading");
        else
            json_bool(json, "misleading", told->misleading);
    }
    json_close(json);
}

static void put_turns(struct json *json, const char *key, uint64_t turns)
{
    json_list(json, key);
    for (int t = 1; t <= TURNS_MAX; t++)
        if (turns >> t & 1)
            json_number(json, NULL, t);
    json_close(json);
}

void card_json_told(struct json *json, const struct card_input *input)
{
    const struct card_steering *steering = input->steering;
    if (!card_steered(steering))
        return;
    json_object(json, "exercise");
    json_list(json, "told");
    for (int x = 0; x < steering->told_count; x++)
        put_told(json, &steering->told[x], steering->withheld);
    json_close(json);
    put_turns(json, "closed_by_hand", steering->resolved);
    json_list(json, "on_behalf");
    for (int i = 0; i < ACTORS_MAX; i++) {
        if (!steering->behalf[i])
            continue;
        json_object(json, NULL);
        json_number(json, "seat", i);
        put_turns(json, "turns", steering->behalf[i]);
        json_close(json);
    }
    json_close(json);
    json_close(json);
}
