#include "client/term/debrief.h"

#include "client/term/tell.h"
#include "common/base/must.h"
#include "common/cards/card_list.h"
#include "common/cards/card_own.h"
#include "common/worlds/told_world.h"

#include <stdlib.h>

struct debrief {
    struct told_world *told;
    char *memory; /* CARD_TEXT_MAX bytes: the text shown last */
};

struct debrief *debrief_of(struct game *game)
{
    size_t size = 0;
    struct cause cause;
    const char *record = game->model->has_ended && game->player ? player_record(game->player, &size) : NULL;
    if (game->debrief)
        return game->debrief;
    if (!record) {
        page_say(&game->page, model_withheld(game->model) ? "web_step.waits" : "debrief.not_yet");
        return NULL;
    }
    if (game->model->ended.turns == 0) {
        page_say(&game->page, "debrief.no_turn");
        return NULL;
    }
    struct debrief *debrief = calloc(1, sizeof *debrief);
    must(debrief != NULL);
    if (told_world_create((struct slice){record, size}, &debrief->told, &cause)) {
        page_tell(&game->page, "debrief.failed", SLOTS(str("cause", cause.text)));
        free(debrief);
        return NULL;
    }
    debrief->memory = malloc(CARD_TEXT_MAX);
    must(debrief->memory != NULL);
    game->debrief = debrief;
    return debrief;
}

void debrief_destroy(struct debrief *debrief)
{
    if (!debrief)
        return;
    told_world_destroy(debrief->told);
    free(debrief->memory);
    free(debrief);
}

/* ---- cards */

int debrief_card_count(void)
{
    return card_count;
}

const char *debrief_card_name(int card)
{
    return cards[card]->name;
}

const char *debrief_card_title(const struct game *game, int card)
{
    return card_title(cards[card], game->page.language);
}

int debrief_card_find(struct slice word)
{
    char name[4] = "D";
    bool is_number = word.length == 1 && word.at[0] >= '0' && word.at[0] <= '9';
    if (!slice_copy(word, name + is_number, sizeof name - is_number))
        return -1;
    for (int card = 0; card < card_count; card++)
        if (cards[card] == card_find(name))
            return card;
    return -1;
}

static int index_of(const struct card *card)
{
    int index = 0;
    while (cards[index] != card)
        index++;
    return index;
}

int debrief_reveal(void)
{
    return index_of(&card_reveal);
}

int debrief_parts(const struct debrief *debrief, int card)
{
    struct card_input input;
    told_world_input(debrief->told, &input);
    return card_parts(cards[card], &input);
}

/* ---- texts */

static struct card_input input_of(const struct debrief *debrief, const struct game *game, int columns)
{
    struct card_input input;
    told_world_input(debrief->told, &input);
    input.scored = game->model->has_briefing && game->model->briefing.beliefs == BELIEFS_SCORED;
    input.language = game->page.language;
    input.width = columns;
    return input;
}

static void put_card(struct debrief *debrief, const struct game *game, int card, int part, int columns,
                     struct text *text)
{
    if (card >= index_of(&card_worlds))
        told_world_play_again(debrief->told); /* the cards before say nothing of it */
    struct card_input input = input_of(debrief, game, columns);
    if (part == DEBRIEF_WHOLE)
        card_put(cards[card], &input, text);
    else
        card_put_part(cards[card], &input, part, text);
}

static void put_own(struct debrief *debrief, const struct game *game, int columns, struct text *text)
{
    struct card_input input = input_of(debrief, game, columns);
    card_put_own(&input, (int)game->model->briefing.seat, &game->mirror, text);
}

static struct text text_begin(struct debrief *debrief)
{
    return text_over(debrief->memory, CARD_TEXT_MAX);
}

const char *debrief_card_text(struct debrief *debrief, const struct game *game, int card, int part,
                              int columns)
{
    struct text text = text_begin(debrief);
    put_card(debrief, game, card, part, columns, &text);
    return debrief->memory;
}

const char *debrief_parts_text(struct debrief *debrief, const struct game *game, int card, int last_part,
                               int columns)
{
    struct text text = text_begin(debrief);
    for (int part = 0; part <= last_part; part++)
        put_card(debrief, game, card, part, columns, &text);
    return debrief->memory;
}

const char *debrief_own_text(struct debrief *debrief, const struct game *game, int columns)
{
    struct text text = text_begin(debrief);
    put_own(debrief, game, columns, &text);
    return debrief->memory;
}

const char *debrief_all_text(struct debrief *debrief, const struct game *game, int columns)
{
    struct text text = text_begin(debrief);
    for (int card = 0; card < card_count; card++) {
        put_card(debrief, game, card, DEBRIEF_WHOLE, columns, &text);
        text_put_char(&text, '\n');
    }
    put_own(debrief, game, columns, &text);
    return debrief->memory;
}
