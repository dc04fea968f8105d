/* One world played headless, by the same rules, bots and views as on a server: the only loop of the
 * simulator, the arena, the theory's checks and the debrief. Values in the caller's space; any thread. */
#ifndef SPIRAL_WORLDS_HEADLESS_H
#define SPIRAL_WORLDS_HEADLESS_H

#include "common/bots/bot.h"
#include "common/debrief/world_log.h"
#include "common/record/record.h"

/* Who plays which seat; NULL: the doctrine that fits the seat's motive. */
struct line_up {
    const struct bot *bots[ACTORS_MAX];
};

/* Everything that fixes a game. `scenario` is borrowed, checked, and outlives the game. */
struct headless {
    const struct scenario *scenario;
    struct siphash_key dice_key, bot_key;
    struct line_up line_up;
    bool informed; /* the bots are told the motives: what uncertainty costs is measured against this */
    int turns;     /* stops after so many, 0: when the rules end it */
};

/* The game number `number` of a seed, with the keys that a live world of that seed has (common/record). */
void headless_init(struct headless *game, const struct scenario *scenario, uint64_t seed, uint64_t number);

/* The world of a record once more, with its dice, but played by bots and for `turns` turns at most (0: until
 * the rules end it). `opening` is borrowed and outlives the game. */
void headless_again(struct headless *game, const struct record_opening *opening, int turns, bool informed);

/* Called after each turn; `book` holds all seats' orders of it, `world` is as after it. May be NULL. */
typedef void headless_turn_seen(void *user, const struct order_book *book, const struct event_list *events,
                                const struct world *world);

/* Plays from the start to the end and leaves the last state in `world`. No heap; about 150 KiB of stack. */
void headless_play(const struct headless *game, struct world *world, headless_turn_seen *seen, void *user);

/* Plays and logs every turn; `log` is emptied first. */
void headless_log(const struct headless *game, struct world_log *log);

/* Plays on from where the log ends, with the dice of the world that it holds there. */
void headless_go_on(const struct headless *game, struct world_log *log);

#endif
