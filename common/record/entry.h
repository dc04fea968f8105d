/* Entries of a world's journal that more than the server reads: the head of a player's command, saved orders,
 * and what whoever runs the exercise did.
 *
 * Every line is name=value in a fixed order; server/world/README.md lists the kinds. No clock, no I/O; any
 * thread. */
#ifndef SPIRAL_RECORD_ENTRY_H
#define SPIRAL_RECORD_ENTRY_H

#include "common/base/digest.h"
#include "common/base/id.h"
#include "common/base/status.h"
#include "common/record/course.h"

enum { ENTRY_ORDERS_MAX = CANONICAL_ORDERS_MAX + 256, ENTRY_ACT_MAX = 192 };

struct entry_head {
    int32_t turn, seat;
    struct id command;
};

void entry_put_head(struct text *text, const struct entry_head *head);
bool entry_take_head(struct slice *rest, int actors, struct entry_head *head);

/* Kind "orders": an acknowledged order set. */
struct entry_orders {
    struct entry_head head;
    uint32_t revision;
    struct orders orders;
};

void entry_put_orders(struct text *text, const struct entry_orders *entry, int actors);
bool entry_read_orders(struct slice body, int actors, struct entry_orders *entry);

/* What whoever runs the exercise did to a world. Each kind has some of these; the others are zero. */
struct entry_act {
    int32_t turn;    /* the open one */
    uint32_t number; /* rises within a world, from 1 */
    int32_t seat;    /* "bot_in", "bot_out", "behalf", "time" */
    int32_t percent; /* "time": of the usual one, that the seat needs */
    uint32_t inject; /* "bulletin": its number in the exercise, */
    uint16_t seats;  /* who was told, as a bit mask, */
    bool misleading; /* and whether it is untrue on purpose */
    struct id
        text;   /* "pause", "close", "bulletin": where the erasable words are kept; zero: there are none */
    int64_t ms; /* "extend": added to the turn's time */
    int32_t to; /* "rollback": the turn that opens anew, at most the open one */
};

enum {
    ENTRY_ACT_MS_MAX = 7 * 24 * 3600 * 1000, /* either way */
    ENTRY_ACT_PERCENT_MAX = 400,
    ENTRY_WORDS_SEPARATOR = 0x1e, /* of "bulletin": behind its source and behind each text, en and es */
};

void entry_put_act(struct text *text, const char *kind, const struct entry_act *act);
bool entry_is_act(const char *kind);
/* Also false for a kind that is no act. */
bool entry_read_act(const char *kind, struct slice body, struct entry_act *act);

/* SHA-256 of the orders' canonical line: what an acknowledgement carries. */
struct digest orders_digest(int seat, const struct orders *orders, int actors);

/* Holds the journal of one world against itself, entry by entry: the commitment, every turn's hash, and that
 * the orders that counted are those that were saved last. About 260 KiB. */
struct journal_check {
    struct record_opening opening;
    struct record_course course;
    struct world world;
    struct digest hash;
    bool opened, closed, ended; /* closed: by whoever ran it, and no turn follows */
    char world_hex[ID_HEX_SIZE];
    bool saved[ACTORS_MAX];
    uint32_t revision[ACTORS_MAX];
    struct digest saved_digest[ACTORS_MAX];
    struct record_turn turn;
    struct event_list events;
    struct record_turn counts[TURNS_MAX + 1]; /* [t]: turn t of the course */
};

void journal_check_init(struct journal_check *check);
/* STATUS_CORRUPT names world and turn. `orders` (may be NULL) is filled and *is_orders set when the entry is
 * of kind "orders". */
MUST_USE enum status journal_check_entry(struct journal_check *check, const char *kind, struct slice body,
                                         struct entry_orders *orders, bool *is_orders, struct cause *cause);

#endif
