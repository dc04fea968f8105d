#include "client/core/player_internal.h"

#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

static void ask(struct player *player)
{
    struct to_server message = {.kind = TO_SERVER_ASK_DEBRIEF};
    message.ask_debrief.world = player->model.joined.world;
    message.ask_debrief.offset = (uint32_t)player->cards.size;
    strcpy(message.ask_debrief.language, player->language);
    if (player_send(player, &message))
        player->cards.request = message.request;
    else
        player->cards.wanted = false;
}

static void forget(struct cards_fetch *cards)
{
    free(cards->text);
    cards->text = NULL;
    cards->size = cards->total = 0;
    cards->complete = false;
}

void cards_fetch_pump(struct player *player)
{
    struct cards_fetch *cards = &player->cards;
    if (player->stage != STAGE_PLAYING || player->commands.held || !cards->wanted || cards->request != 0)
        return;
    forget(cards);
    ask(player);
}

void cards_fetch_reset(struct player *player)
{
    player->cards.request = 0;
}

/* Asked for anew while an answer is on its way: what comes is of the step before. */
void player_fetch_cards(struct player *player)
{
    player->cards.wanted = true;
    player->cards.request = 0;
    cards_fetch_pump(player);
}

const char *player_cards(const struct player *player, size_t *size)
{
    *size = player->cards.complete ? player->cards.size : 0;
    return player->cards.complete ? player->cards.text : NULL;
}

/* Another step came between two pieces, so they do not fit together: all of it again. */
static void begin_again(struct player *player)
{
    player->cards.request = 0;
    cards_fetch_pump(player);
}

void cards_fetch_on_part(struct player *player, const struct to_client *message)
{
    struct cards_fetch *cards = &player->cards;
    const struct wire_debrief_part *part = &message->debrief_part;
    if (cards->request == 0 || message->request != cards->request)
        return;
    if (!cards->text && part->total > 0 && part->total <= WIRE_DEBRIEF_MAX) {
        cards->total = part->total;
        cards->text = memory_try(cards->total + 1);
    }
    if (!cards->text || part->text_size == 0) { /* no memory, or a server that sends nothing */
        cards->request = 0;
        cards->wanted = false;
        player_tell(player, PLAYER_CARDS, NULL); /* whoever waits for them is not to wait for ever */
        return;
    }
    if (part->offset != cards->size || part->total != cards->total ||
        part->text_size > cards->total - cards->size) {
        begin_again(player);
        return;
    }
    memcpy(cards->text + cards->size, part->text, part->text_size);
    cards->size += part->text_size;
    cards->text[cards->size] = '\0';
    if (cards->size < cards->total) {
        ask(player);
        return;
    }
    cards->request = 0;
    cards->wanted = false;
    cards->complete = true;
    player_tell(player, PLAYER_CARDS, NULL);
}

bool cards_fetch_on_refused(struct player *player, uint64_t request, const struct refusal *refusal)
{
    struct cards_fetch *cards = &player->cards;
    if (cards->request == 0 || cards->request != request)
        return false;
    cards->request = 0;
    if (refusal->code == REFUSAL_BUSY) {
        commands_hold(player, refusal->retry_after_ms);
        return true;
    }
    cards->wanted = false;
    player->text[0] = '\0';
    const struct player_news news = {
        .event = PLAYER_REFUSED, .text = player->text, .refusal = refusal, .command = TO_SERVER_ASK_DEBRIEF};
    player->listener(player->user, player, &news);
    return true;
}
