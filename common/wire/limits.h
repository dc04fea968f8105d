/* Bounds of what may cross the wire. Both ends check them; proto/README.md states them. */
#ifndef SPIRAL_WIRE_LIMITS_H
#define SPIRAL_WIRE_LIMITS_H

#include <assert.h>

enum {
    WIRE_VERSION = 1,
    WIRE_VERSION_OLDEST = 1,
    WIRE_TO_SERVER_MAX = 16 * 1024,  /* bytes of one envelope */
    WIRE_TO_CLIENT_MAX = 384 * 1024, /* how the largest exercise stands fits */
    WIRE_TO_ADMIN_MAX = 128 * 1024,  /* the longest lists of a new exercise fit */
    WIRE_CODE_SIZE = 16,             /* join code, with the NUL */
    WIRE_SEAT_CODE_SIZE = 24,
    WIRE_PERSON_NAME_SIZE = 64, /* bytes of UTF-8, with the NUL */
    WIRE_SOFTWARE_SIZE = 64,
    WIRE_LANGUAGE_SIZE = 16,
    WIRE_PRESS_SIZE = 2001,
    WIRE_REASON_SIZE = 201, /* why it is paused or was closed, with the NUL */
    WIRE_KEY_SIZE = 48,     /* of a sentence in the catalogue */
    WIRE_HOST_SIZE = 256,
    WIRE_LINK_SIZE = 320, /* of where browsers join, with the NUL */
    WIRE_CAUSE_SIZE = 320,
    WIRE_CAPABILITIES_MAX = 16,
    WIRE_CAPABILITY_SIZE = 32,
    WIRE_RECORD_PART = 64 * 1024,  /* bytes of a record in one message */
    WIRE_DEBRIEF_PART = 64 * 1024, /* bytes of a debrief in one message */
    WIRE_EXERCISE_ROWS_MAX = 256,
    WIRE_AWAY_SECONDS_MAX = 86400,             /* a day */
    WIRE_WORLDS_MAX = 64,                      /* of one exercise */
    WIRE_PUBLIC_PRESS_MAX = 96,                /* messages in a public turn */
    WIRE_SEAT_PERSONS_MAX = 4,                 /* that hold one seat */
    WIRE_EXTEND_MS_MAX = 7 * 24 * 3600 * 1000, /* either way */
    WIRE_RECORD_MAX = 2 * 1024 * 1024,         /* bytes of a whole record */
    WIRE_DEBRIEF_MAX = 4 * 1024 * 1024,        /* and of a whole debrief */
    WIRE_WORLD_NAME_SIZE = 8,                  /* "A", "AB" */
    WIRE_CONDITIONS_SIZE = 128,                /* of a world, in words; with the NUL */
    WIRE_CONDITIONS_MAX = 256,                 /* in one question for an exercise */
    WIRE_GUESTS_MAX = 256,                     /* on a list */
    WIRE_GUEST_SECRET_SIZE = 24,
    WIRE_FACILITATOR_KEY_SIZE = 32,
    WIRE_FACILITATORS_MAX = 16, /* of one exercise */
    WIRE_QUESTIONS_MAX = 64,    /* to control, kept */
    WIRE_QUESTION_SIZE = 501,
    WIRE_INJECTS_MAX = 64,    /* of one exercise */
    WIRE_BULLETIN_SIZE = 501, /* of an inject, in one language */
    WIRE_DEEDS_MAX = 32,      /* that are listed */
    WIRE_SIGNS_MAX = 8,       /* of one world */
    WIRE_FEELINGS = 3,        /* words of one person */
    WIRE_FEELING_SIZE = 41,
    WIRE_WORLD_FEELINGS_MAX = 256, /* words of one world */
    WIRE_OUTCOME_NUMBERS_MAX = 16,
    WIRE_ROLES_MAX = 768,    /* seats of one exercise */
    WIRE_PERSONS_MAX = 1024, /* of one exercise */
    WIRE_CARD_LAST = 8,      /* of the debrief: D0 .. D8 */
    WIRE_CARD_REVEAL = 3,    /* whose parts are opened one by one; of others a part is a piece on the wall */
    WIRE_CARD_PARTS_MAX = 255, /* of one card */
    WIRE_TENSION_MAX = 6,      /* rungs */
    WIRE_TIME_PERCENT_MIN = 100,
    WIRE_REPLAY_DAYS_MAX = 366,  /* that an exercise can be looked at, from its end on */
    WIRE_TIME_PERCENT_MAX = 400, /* of the usual time of a turn, that a seat may need */
};

static_assert((int)WIRE_PRESS_SIZE < (int)WIRE_TO_SERVER_MAX / 2,
              "a message with the longest text fits into an envelope");
static_assert((int)WIRE_PUBLIC_PRESS_MAX * WIRE_PRESS_SIZE < (int)WIRE_TO_CLIENT_MAX * 3 / 4,
              "the longest messages of a public turn leave room for its events");
static_assert((int)WIRE_RECORD_PART < (int)WIRE_TO_CLIENT_MAX / 2,
              "a part of a record fits into an envelope");
static_assert((int)WIRE_DEBRIEF_PART < (int)WIRE_TO_CLIENT_MAX / 2,
              "a part of a debrief fits into an envelope");

#endif
