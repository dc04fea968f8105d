/* A bot in the chair of a person: computes, saves and confirms the orders of each turn through a player.
 *
 * It keeps no book of its own on what is done: after each news it looks at the model and does what is
 * missing, so it carries on after a reconnect wherever the seat stands. Loop thread only. */
#ifndef SPIRAL_CLIENT_CORE_AUTO_H
#define SPIRAL_CLIENT_CORE_AUTO_H

#include "client/core/player.h"
#include "common/bots/bot.h"

struct auto_play;

/* `doctrine` NULL: the one that fits the motive. `think_ms`: wait at the start of each turn. */
struct auto_play *auto_create(uv_loop_t *loop, struct player *player, const struct bot *doctrine,
                              uint64_t think_ms);

/* To be called by the player's listener with all news. */
void auto_news(struct auto_play *play, const struct player_news *news);

/* The orders that it sent last; nothing is stated in them before the first. Valid until the next news. */
const struct orders *auto_orders(const struct auto_play *play);

/* Touches the player no more. The memory is given back when the loop has closed its timer. */
void auto_destroy(struct auto_play *play);

#endif
