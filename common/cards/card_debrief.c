#include "common/cards/card_debrief.h"

#include "common/base/must.h"
#include "common/cards/card_blocks.h"
#include "common/cards/card_page.h"
#include "common/cards/card_words.h"

static struct card_page page_of(const struct card_input *input, struct card_blocks *blocks)
{
    return (struct card_page){
        .blocks = blocks,
        .scenario = &log_start(input->played->log)->scenario,
        .language = input->language,
        .width = CARD_WIDTH_MAX,
    };
}

static void put_head(const struct card_input *input, struct json *json)
{
    const struct scenario *scenario = &log_start(input->played->log)->scenario;
    char memory[CARD_SENTENCE_MAX];
    struct text headline = text_over(memory, sizeof memory);
    card_put_headline_plain(input, &headline);
    card_blocks_string(json, "headline", memory);
    json_list(json, "states");
    for (int i = 0; i < scenario->actor_count; i++) {
        char letter[2] = {card_letter(scenario, i), '\0'};
        json_object(json, NULL);
        card_blocks_string(json, "name", scenario->actors[i].name);
        json_string(json, "letter", letter);
        json_close(json);
    }
    json_close(json);
}

/* Up to its parts, which are then put one by one. */
static void begin_card(struct json *json, const char *name, const char *title, const char *question)
{
    json_object(json, NULL);
    json_string(json, "name", name);
    card_blocks_string(json, "title", title);
    card_blocks_string(json, "question", question);
    json_list(json, "parts");
}

static void end_card(struct json *json)
{
    json_close(json);
    json_close(json);
}

static void put_card(int c, const struct card_input *input, struct json *json, struct card_cuts *cuts)
{
    const struct card *card = cards[c];
    char memory[512];
    struct text question = text_over(memory, sizeof memory);
    card_put_question(card, input->language, card_turn_asked(input->played->log), &question);
    begin_card(json, card->name, card_title(card, input->language), memory);
    for (int part = 0; part < card_parts(card, input); part++) {
        struct card_blocks blocks = card_blocks_over(json);
        struct card_page page = page_of(input, &blocks);
        json_list(json, NULL);
        card_draw_part(card, input, part, &page);
        card_blocks_end(&blocks);
        json_close(json);
        must(cuts->count < CARD_CUTS_MAX);
        cuts->of[cuts->count++] = (struct card_cut){.card = c, .part = part, .length = json->text->length};
    }
    end_card(json);
}

const struct card_cut *card_cut_at(const struct card_cuts *cuts, int card, int part)
{
    const struct card_cut *found = NULL;
    for (int x = 0; x < cuts->count; x++)
        if (cuts->of[x].card < card || (cuts->of[x].card == card && cuts->of[x].part <= part))
            found = &cuts->of[x];
    return found;
}

void card_put_debrief(const struct card_input *input, struct text *text)
{
    struct card_cuts cuts;
    card_put_debrief_cut(input, text, &cuts);
}

void card_put_debrief_cut(const struct card_input *input, struct text *text, struct card_cuts *cuts)
{
    struct json json = json_over(text);
    cuts->count = 0;
    json_object(&json, NULL);
    put_head(input, &json);
    json_list(&json, "cards");
    for (int c = 0; c < card_count; c++)
        put_card(c, input, &json, cuts);
    json_close(&json);
    json_close(&json);
}

void card_put_debrief_own(const struct card_input *input, int seat, const struct own_mirror *mirror,
                          struct text *text)
{
    struct json json = json_over(text);
    struct card_blocks blocks = card_blocks_over(&json);
    struct card_page page = page_of(input, &blocks);
    char memory[256];
    struct text title = text_over(memory, sizeof memory);
    card_put_own_title(&page, seat, &title);
    json_object(&json, NULL);
    put_head(input, &json);
    json_list(&json, "cards");
    begin_card(&json, "own", memory, "");
    json_list(&json, NULL);
    card_draw_own(input, seat, mirror, &page);
    card_blocks_end(&blocks);
    json_close(&json);
    end_card(&json);
    json_close(&json);
    json_close(&json);
}
