/* The record of a world: everything by which anybody can compute it again, as text.
 *
 * A world's journal is a stream of entries (the kinds below); the public record of a finished world is the
 * part of it that verification needs, with no person in it. Both are read by the same functions, in the
 * server's recovery, in `spiral replay --verify` and in every client. No clock, no I/O; any thread. */
#ifndef SPIRAL_RECORD_RECORD_H
#define SPIRAL_RECORD_RECORD_H

#include "common/base/digest.h"
#include "common/base/id.h"
#include "common/base/status.h"
#include "common/rules/canonical.h"
#include "common/rules/turn.h"

#include <assert.h>

enum {
    RECORD_FORMAT = 1,
    RECORD_SALT_SIZE = 16,
    RECORD_OPENING_MAX = CANONICAL_SCENARIO_MAX + 1024, /* bytes of the opening */
    RECORD_TURN_MAX = ACTORS_MAX * CANONICAL_ORDERS_MAX + 1024,
    RECORD_ABANDONED_MAX = TURNS_MAX, /* turns that roll-backs may take out of play */
    /* turns that count, turns that do not (one of practice among them, because the turn that was open has no
       text), and a line for each roll-back */
    RECORD_MAX = RECORD_OPENING_MAX + (TURNS_MAX + RECORD_ABANDONED_MAX) * RECORD_TURN_MAX + 4096,
};

/* How a record ends: an ending of the rules, or by no rule. For the rules a closed world still runs, so what
 * they compute of it stays what it was. */
enum {
    RECORD_CLOSED = 4, /* whoever ran it closed it behind its last turn */
    RECORD_END_COUNT,
};

static_assert((int)RECORD_CLOSED >= (int)END_COUNT, "the rules have no ending of that number");

/* "time", "closed"; `end` is below RECORD_END_COUNT. */
const char *record_end_name(int end);

/* How a world began. The commitment is published at the start; key, salt and motives are opened at the end.
 */
struct record_opening {
    struct id world;
    struct scenario scenario;
    uint8_t key[DICE_KEY_SIZE]; /* the master key; see record_dice_key */
    uint8_t salt[RECORD_SALT_SIZE];
    uint32_t branch; /* 0: the original course */
    struct digest commitment;
};

/* SHA-256 over world id, salt, key, scenario text and the motives that key and scenario give. */
struct digest record_commitment(const struct record_opening *opening);

/* The key of a branch's dice: branch 0 uses the master key itself, others derive theirs from it by SHA-256.
 */
struct siphash_key record_dice_key(const uint8_t key[DICE_KEY_SIZE], uint32_t branch);

/* The key from which the server's bots draw, derived so that it tells nothing of the dice. */
struct siphash_key record_bot_key(const uint8_t key[DICE_KEY_SIZE]);

/* The master key of game number `game` of a seed. Game 0 is what `spiral play --seed` and a seeded exercise
 * play, so that a headless game and a live one of the same seed are the same world. */
void record_seed_key(uint64_t seed, uint64_t game, uint8_t key[DICE_KEY_SIZE]);

/* Sets up the world before turn 1. */
void record_begin(const struct record_opening *opening, struct world *world);

void record_put_opening(const struct record_opening *opening, struct text *text);
/* Checks format, rules version, scenario, motives and commitment: STATUS_CORRUPT names the world and what
 * does not fit. */
MUST_USE enum status record_read_opening(struct slice text, struct record_opening *opening,
                                         struct cause *cause);

/* Who gave the orders that counted. */
enum order_source { SOURCE_PERSON, SOURCE_BOT, SOURCE_DEFAULT, SOURCE_NONE, SOURCE_COUNT };

/* A resolved turn. `turn` counts from 1. */
struct record_turn {
    int32_t turn;
    struct order_book book;
    uint8_t source[ACTORS_MAX];
    struct digest hash; /* SHA-256 over the hash before it (of turn 0: the opening), the book's text and the
                           canonical world after */
};

/* The hash of "turn 0". */
struct digest record_opening_hash(const struct record_opening *opening);

/* Resolves the turn in `world` and gives its hash. */
struct digest record_resolve(struct world *world, const struct record_turn *turn, const struct digest *before,
                             struct event_list *events);

void record_put_turn(const struct record_turn *turn, int actors, struct text *text);
MUST_USE enum status record_read_turn(struct slice text, int actors, struct record_turn *turn,
                                      struct cause *cause);

/* Verifies a public record (opening, turns, end) turn by turn. STATUS_CORRUPT names world and turn. `world`
 * is left as after the last turn that agreed. */
struct record_summary {
    struct id world;
    struct digest commitment;
    int32_t turns, end; /* end: of the record, so RECORD_CLOSED where the world's own is END_RUNNING */
    int32_t roll_backs; /* by whoever ran it */
    bool practised;     /* turn 1 was played once more than it counts */
};
MUST_USE enum status record_verify(struct slice text, struct record_summary *summary, struct world *world,
                                   struct cause *cause);

/* Called for each turn of a record while it is verified, with the world after it, and for each roll-back,
 * with `turn` and `events` NULL and the world from which it goes on; may be NULL. */
typedef void record_turn_seen(void *user, const struct record_turn *turn, const struct world *world,
                              const struct event_list *events);
MUST_USE enum status record_walk(struct slice text, record_turn_seen *seen, void *user,
                                 struct record_summary *summary, struct world *world, struct cause *cause);

#endif
