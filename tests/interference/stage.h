/* The stage: twins, who talks to them, and what the audience hears from both.
 *
 * Whoever is watched says the same bytes to both twins, and after every step exactly the same must have left
 * for them: as many frames, as long, in the same order, with the same bytes. The others may say what they
 * like to either twin. What is found is kept; the first finding ends the play.
 *
 * What is watched: the sessions of the audience's seat, those who look on, and strangers. Only `world_ended`
 * and `record_part` are compared by their kind alone, as they open what was hidden. One thread. */
#ifndef SPIRAL_TESTS_INTERFERENCE_STAGE_H
#define SPIRAL_TESTS_INTERFERENCE_STAGE_H

#include "browsers.h"
#include "lot.h"
#include "twins.h"

enum { MEMBERS_MAX = ACTORS_MAX + 1, EYES = 2, STRANGERS = 2, CROWD = 33 };

/* One link to each twin. */
struct pair {
    struct peer *of[SIDES];         /* NULL: never opened */
    struct browser *browser[SIDES]; /* NULL: it carries frames */
    bool watched, opened;           /* opened: it was told what was hidden; HTTP around it has other sizes */
    int compared;                   /* frames so far */
};

/* A person with a seat. The last one may be a mate, who shares seat 0 with the first. */
struct member {
    struct pair pair;
    int seat;
    struct wire_joined joined[SIDES]; /* as the first join told; the token may be newer */
    struct id accepted;               /* the last command that was */
};

enum difference {
    SAME,
    MOMENT, /* a frame left at this step from one of them only */
    ORDER,  /* other kinds of messages, or in another order */
    LENGTH,
    BYTES,
    FINISH, /* a link was ended, or for another reason */
};

const char *difference_name(enum difference difference);

struct finding {
    enum difference difference;
    char text[256]; /* step, act, and what left */
};

/* Which messages and refusals the watched were part of. */
struct coverage {
    bool to_server[TO_SERVER_KIND_COUNT], to_client[TO_CLIENT_KIND_COUNT], refusals[REFUSAL_CODE_COUNT];
    int64_t frames, steps, turns; /* turns: that the changed twins resolved */
    int64_t others_differ;        /* frames to those who are not watched */
    int64_t pieces;               /* of HTTP and WebSocket, to browsers */
    int64_t looks;                /* through the eyes of seats, by either twin alone */
};

/* One run. */
struct plan {
    const char *scenario;
    uint64_t seed;
    int audience;          /* a seat below `persons`, or EVERYBODY */
    int persons, turns;    /* turns: at most */
    bool mate;             /* seat 0 is held by two; then all seats are held */
    bool hunted;           /* the others go for the audience's seat */
    bool crowded;          /* too many spectators, wrong codes, words */
    int delay;             /* of spectators, turns */
    uint32_t turn_seconds; /* 0: no limit */
    int restart_after;     /* turns; 0: never */
    bool far;              /* there is a second world; nobody looks on then, who would see both */
    bool in_step;          /* the debrief is shown card by card */
    bool untold;           /* nobody is told of bots before the debrief */
    enum carrier by;       /* of the watched */
    bool paced;            /* a seat needs more time; nobody leaves, or the clock would follow */
};

struct stage {
    struct twins twins;
    struct browsers *browsers; /* owned; NULL: nobody has one */
    struct plan plan;
    struct lot lot;          /* of the script */
    struct lot apart[SIDES]; /* of what the others do differently */
    struct coverage *coverage;
    struct finding finding;
    int step;
    char code[WIRE_CODE_SIZE], key[SIDES][WIRE_FACILITATOR_KEY_SIZE];
    int member_count, far_count;
    struct member members[MEMBERS_MAX];
    struct member far[MEMBERS_MAX]; /* of the second world */
    struct member *looker;          /* NULL: the audience has no seat */
    struct pair desk;               /* whoever runs it */
    struct pair eyes[EYES], strangers[STRANGERS], crowd[CROWD];
    uint32_t asked[EYES];     /* turns that an eye has asked for */
    struct to_client decoded; /* scratch */
};

/* Opens the twins and makes one exercise in each; stage_close also after a finding. */
void stage_open(struct stage *stage, const struct plan *plan, struct coverage *coverage);
void stage_close(struct stage *stage);
/* Ends both and recovers them from their stores. All links are gone; members keep what they were told. */
void stage_restart(struct stage *stage);

/* Is there nothing to be seen yet? */
bool stage_goes_on(const struct stage *stage);
/* Compares what left since the last time; `act` names the step. */
void stage_compare(struct stage *stage, const char *act);
/* Adds to the coverage by how much the twins did differ for those who are not watched. */
void stage_count(struct stage *stage);
/* The same behind whatever both journals still hold. */
void stage_settle(struct stage *stage, const char *act);

/* Both servers stop, with a word to everybody. */
void stage_stop(struct stage *stage);

/* Both wait, store, and are slow or take nothing. */
void stage_wait(struct stage *stage, uint64_t ms);
void stage_set_slow(struct stage *stage, bool slow);
void stage_set_refusing(struct stage *stage, bool refusing);

/* A new link to each; what went over older ones is compared no more. */
void pair_open(struct stage *stage, struct pair *pair, const char *address, bool watched);
void pair_close(struct stage *stage, struct pair *pair);
bool pair_is_open(const struct pair *pair);
/* The same to both. `message->request` 0: the next one. */
void pair_say(struct stage *stage, struct pair *pair, const struct to_server *message);
void pair_say_bytes(struct stage *stage, struct pair *pair, const void *bytes, size_t count);
/* To one twin alone, by somebody who is not watched. */
void one_says(struct pair *pair, int side, const struct to_server *message);

void stage_hello(struct stage *stage, struct pair *pair, uint32_t version);
/* One more person, greeted and joined. */
void stage_join(struct stage *stage);
/* The member on a new link. */
void stage_resume(struct stage *stage, struct member *member);

/* The seat as the plain twin keeps it; of a side. */
const struct seat *stage_seat(const struct stage *stage, int side, int seat);

#endif
