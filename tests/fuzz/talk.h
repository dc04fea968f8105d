/* A whole server with several links at once, moved by the bytes of an input: who sends what, when time
 * passes, when links close, when the disk is full, when the server goes and comes back.
 *
 * What must hold is looked at as it happens: every frame that leaves can be read and comes whole through the
 * link, nothing is audible before it is stored (tests/unit/server/session/watch.h), every entry fits the
 * journal before it, every invariant holds after every turn, and the server comes back from its store.
 *
 * An input is a byte for the scenario and one for the settings, then steps: a byte (link, what), and what the
 * kind of step takes. Owned by its maker; on the heap. One thread. */
#ifndef SPIRAL_TESTS_FUZZ_TALK_H
#define SPIRAL_TESTS_FUZZ_TALK_H

#include "common/link/frame.h"
#include "common/record/entry.h"
#include "tests/fuzz/take.h"
#include "tests/unit/server/session/say.h"

enum talk_slot { SLOT_ANN, SLOT_GREETED, SLOT_SPECTATOR, SLOT_ADMIN, SLOT_NEW, SLOT_BOB, SLOTS };

/* The upper five bits of a step's byte, modulo their number. The lower three are the link, modulo SLOTS. */
enum talk_step {
    STEP_SPEAK,  /* kind and fields: a message made for the link, see talk_speak.c */
    STEP_FRAME,  /* size (2), that many bytes as one frame */
    STEP_RAW,    /* size (2), that many bytes as they are */
    STEP_WAIT,   /* hundredths of a second (2) */
    STEP_CLOSE,  /* and a new link in its place */
    STEP_SLOW,   /* the journal waits from now on, or waits no more */
    STEP_STORE,  /* the journal works once */
    STEP_REFUSE, /* nothing is accepted from now on, or everything again */
    STEP_RESTART,
    STEP_FENCE, /* somebody else owns the world's stream */
    STEP_COUNT,
};

enum { TALK_STEPS_MAX = 200, TALK_RESTARTS_MAX = 2, TALK_WAIT_MAX_MS = 120000 };

/* A link as the server's loop has it, and what its peer knows. */
struct slot {
    struct peer *peer;
    struct link *link;         /* NULL: there is none */
    struct frame_cutter hears; /* the other end */
    struct wire_joined joined; /* of the last one who joined here, with the token */
    uint64_t request;
};

struct talk {
    struct house *house;
    struct link_context *plain;
    struct wire_exercise_created created;
    struct slot slots[SLOTS];
    int opened, restarts, steps;
    bool fenced;
    /* the journal of the first world, as any reader of it would know it */
    struct id world;
    struct journal_check check;
    struct world before;
    int turns, accepted; /* reached, for those who look how deep it went */
    /* a step that was spoken as the frame that it is; NULL, or called for each */
    void (*spoken)(void *user, int slot, const uint8_t *bytes, size_t count);
    void *user;
};

struct talk *talk_begin(uint8_t scenario, uint8_t settings);
/* One step; false when the input is over. */
bool talk_step(struct talk *talk, struct take *take);
/* The server stops, and comes back from what it stored. */
void talk_end(struct talk *talk);

/* Bytes from the peer, as many messages as they hold handed to the hub. */
void talk_feed(struct talk *talk, int slot, const uint8_t *bytes, size_t count);
void talk_frame(struct talk *talk, int slot, const uint8_t *bytes, size_t count);

/* talk_speak.c */
void talk_speak(struct talk *talk, int slot, struct take *take);

#endif
