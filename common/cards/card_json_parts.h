/* Parts of the object of card_json.h; for its files only. */
#ifndef SPIRAL_CARDS_CARD_JSON_PARTS_H
#define SPIRAL_CARDS_CARD_JSON_PARTS_H

#include "common/cards/card_json.h"
#include "common/cards/card_page.h"
#include "common/cards/json.h"

/* {"en": ..., "es": ...} of a sentence without places. */
void card_json_words(struct json *json, const char *name, const char *key);

/* A page that is only asked for its language and its names. */
struct card_page card_json_page(const struct card_input *input, const struct language *language);

/* "value": a number or null, and "cases". */
void card_json_value(struct json *json, const struct metric_value *value);

/* The names of the bits that are set, as a list. */
void card_json_names(struct json *json, const char *key, uint32_t set, const struct name_list *names);

/* The numbers of the bits that are set, as a list. */
void card_json_seats(struct json *json, const char *key, uint32_t set);

void card_json_told(struct json *json, const struct card_input *input);     /* "exercise", if any */
void card_json_turns(struct json *json, const struct card_input *input);    /* "turn_list" */
void card_json_wars(struct json *json, const struct card_input *input);     /* "wars", "rules" */
void card_json_episodes(struct json *json, const struct card_input *input); /* "spirals", "reassurances" */
void card_json_metrics(struct json *json, const struct card_input *input);  /* "metrics" */
void card_json_worlds(struct json *json,
                      const struct card_input *input); /* "structure", "what_if", "other_worlds" */

#endif
