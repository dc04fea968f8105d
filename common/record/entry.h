/* Entries of a world's journal that more than the server reads: the head of a player's command, and saved
 * orders.
 *
 * Every line is name=value in a fixed order; server/world/README.md lists the kinds. No clock, no I/O; any
 * thread. */
#ifndef SPIRAL_RECORD_ENTRY_H
#define SPIRAL_RECORD_ENTRY_H

#include "common/base/digest.h"
#include "common/base/id.h"
#include "common/base/status.h"
#include "common/record/record.h"

enum { ENTRY_ORDERS_MAX = CANONICAL_ORDERS_MAX + 256 };

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

/* SHA-256 of the orders' canonical line: what an acknowledgement carries. */
struct digest orders_digest(int seat, const struct orders *orders, int actors);

/* Holds the journal of one world against itself, entry by entry: the commitment, every turn's hash, and that
 * the orders that counted are those that were saved last. About 80 KiB. */
struct journal_check {
    struct record_opening opening;
    struct world world;
    struct digest hash;
    bool opened, ended;
    char world_hex[ID_HEX_SIZE];
    bool saved[ACTORS_MAX];
    uint32_t revision[ACTORS_MAX];
    struct digest saved_digest[ACTORS_MAX];
    struct record_turn turn;
    struct event_list events;
};

void journal_check_init(struct journal_check *check);
/* STATUS_CORRUPT names world and turn. `orders` (may be NULL) is filled and *is_orders set when the entry is
 * of kind "orders". */
MUST_USE enum status journal_check_entry(struct journal_check *check, const char *kind, struct slice body,
                                         struct entry_orders *orders, bool *is_orders, struct cause *cause);

#endif
