/* The journal of one world, read beside the server that writes it: who joined, what each turn was, how it
 * ended. Every turn is computed again on the way and compared with its hash. For the arena only. Blocking
 * reads; one thread. */
#ifndef SPIRAL_ARENA_WATCH_H
#define SPIRAL_ARENA_WATCH_H

#include "client/arena/parts.h"
#include "common/record/entry.h"
#include "common/store/store.h"

/* The name under which whoever plays a seat must join. */
enum { PLAYER_NAME_SIZE = 16 };
void player_name(int seat, char name[PLAYER_NAME_SIZE]);

/* Told of programs whose time passed. */
struct watch_listener {
    void (*late)(void *user, const struct lateness *lateness);
    void *user;
};

/* About 100 KiB; a value without anything to free. */
struct arena_watch {
    const struct arena *arena; /* borrowed, and so are the next two */
    struct watch_listener listener;
    struct store *store;
    const struct arena_exercise *exercise;
    struct arena_seat *seats;  /* borrowed: filled in turn by turn */
    bool stand_in[ACTORS_MAX]; /* orders of that seat are not its contestant's own */
    int persons;               /* who joined so far */
    bool stranger;             /* somebody joined under a name that is not that of the seat */
    int64_t exercise_seq, world_seq;
    int64_t opened_ms;              /* when the open turn began; 0: none has */
    int64_t ordered_ms[ACTORS_MAX]; /* when a seat's last orders for it came; 0: none yet */
    struct journal_check check;
    enum status status;
    struct cause cause;
};

/* `store` is a server's, opened for reading. */
void watch_begin(struct arena_watch *watch, const struct arena *arena, struct store *store,
                 const struct arena_exercise *exercise, struct arena_seat *seats);
/* Reads what is new. STATUS_INVALID: somebody sits where nobody knows who it is. `check.ended` says that the
 * world is over and that the seats are complete. */
MUST_USE enum status watch_look(struct arena_watch *watch, struct cause *cause);

#endif
