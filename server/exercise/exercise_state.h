/* The inside of an exercise, for server/exercise only. */
#ifndef SPIRAL_EXERCISE_EXERCISE_STATE_H
#define SPIRAL_EXERCISE_EXERCISE_STATE_H

#include "server/exercise/exercise.h"

enum {
    EXERCISE_FORMAT = 2, /* of the entry "exercise" */
    EXERCISE_FORMAT_WITHOUT_SPECTATORS = 1,
};

struct exercise {
    struct exercise_host host;
    struct exercise_settings settings;
    struct stream stream, world_stream;
    char code[WIRE_CODE_SIZE];
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    struct world_machine *world;
    int64_t recovered_ms;        /* Unix time; 0: it was made in this run */
    int64_t entry_stamp_ms;      /* of the entries being recovered */
    int64_t downtime_ms;         /* before this run of the server; 0: it was made in this run */
    uint64_t lobby_ends_ms;      /* UINT64_MAX: not counting */
    const struct person *acting; /* whose command is being applied: owner of its texts */
    enum ruling *ruling;         /* where the answer to an act goes while it is applied; NULL otherwise */
    int person_count;
    struct person persons[PERSONS_MAX];
};

/* The sink of the world's effects: entries go to the world's stream, the rest to the host. */
struct effects exercise_effects(struct exercise *exercise);

/* An entry that all seats wait for, with the person's name beside it unless NULL ... */
void exercise_append(struct exercise *exercise, const char *kind, const struct text *body,
                     const struct person *named);
/* ... and one that only the person's own seat does. */
void exercise_append_own(struct exercise *exercise, const char *kind, const struct text *body,
                         const struct person *person);

/* ---- expiry.c */
/* Something of the world was stored. */
void exercise_note_play(struct exercise *exercise);
/* The same of an entry of the world that is read back; the person's own are known. */
void exercise_recover_play(struct exercise *exercise, bool opening);
/* The person is here; the journal is told once a day. */
void exercise_used(struct exercise *exercise, struct person *person);
/* The same where an entry of the person was just stored. */
void exercise_noted(struct exercise *exercise, struct person *person);
void exercise_recover_times(struct exercise *exercise);

void exercise_set_left(struct exercise *exercise, struct person *person, bool left);

/* The lobby's time runs from the first person on; nothing happens when it runs already. */
void exercise_lobby_begins(struct exercise *exercise, uint64_t now_ms);

/* The world starts when everybody who is waited for is there. */
void exercise_start_if_due(struct exercise *exercise, uint64_t now_ms);

struct digest seat_code_digest(const struct exercise *exercise, const char *seat_code);
struct digest id_digest(const struct id *id);

#endif
