/* Holds everything that leaves against the journal, by what it says and not by how the gate counts: an
 * acknowledgement against the entry with its command, a turn's report against that turn's entry, and so on.
 *
 * A message is early when the entry that it shows was not told durable yet, and unsynced when the journal was
 * not synced to disk since the entry was submitted. */
#ifndef SPIRAL_TESTS_SESSION_WATCH_H
#define SPIRAL_TESTS_SESSION_WATCH_H

#include "common/store/store.h"
#include "common/wire/message.h"
#include "common/wire/message_admin.h"

struct watched {
    struct id stream;
    char kind[STORE_KIND_MAX + 1];
    char key[80]; /* what a message names it by: "command=...", "turn=3", "person=..." */
    uint64_t ticket, syncs;
};

struct watch {
    size_t count, capacity;
    struct watched *of; /* in order of submission */
    char words[80];     /* what the text that was submitted last is known by */
    uint64_t durable;   /* the highest ticket told */
    bool checks_syncs;  /* the store has a log to sync */
    bool expects_faults;
    int checked; /* messages that showed an entry of the journal */
    int early, unsynced;
};

void watch_end(struct watch *watch);
void watch_submitted(struct watch *watch, const struct store_change *change, uint64_t ticket, uint64_t syncs);
/* `world` and `seat`: of the person at the other end; zero before it joined. */
void watch_leaving(struct watch *watch, const struct to_client *message, const struct id *world, int seat,
                   uint64_t syncs);
void watch_leaving_admin(struct watch *watch, const struct from_admin *message, uint64_t syncs);

#endif
