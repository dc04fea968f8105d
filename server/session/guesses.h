/* How many wrong codes are answered, by the address they come from and in all. A try beyond that is refused
 * before its code is looked at, so that a refusal tells nothing of the code.
 *
 * Only wrong codes use anything up: a class behind one address joins at once, however large it is, and one
 * right code after the other gets in as long as one more wrong one would be answered. What was used up comes
 * back in steps, and the wait that is told ends with a step: whoever waits for it finds the way open, also
 * beside somebody who guesses on.
 *
 * An address is one of IPv4, or an IPv6 /64; the /64s of a /48 also share an allowance, because a /48 is
 * given away for nothing. An address where somebody has taken or regained a seat lately is known: it draws on
 * the common allowance of known addresses and not on that of strangers, who therefore cannot use up what a
 * class needs for its typing errors. Each person who has taken a seat there adds to what it may have used up
 * at once.
 *
 * What remains for guessing: a join code is one of 31^6 = 887,503,681. All strangers together are answered 2
 * wrong codes a second in the long run, known addresses 1, together 259,200 a day; one address 1 in 3
 * seconds. To find the code of one of N open exercises takes (31^6 + 1) / (N + 1) tries on average:
 *
 *     open exercises    all addresses of the world together    one address
 *     1                 4.7 years                              42 years
 *     10                311 days                               7.7 years
 *     100               34 days                                305 days
 *     1024              3.3 days                               30 days
 *
 * A seat code is one of 31^10, about 8.2 * 10^14: 48 persons of one exercise make it 177,000 years.
 *
 * A plain value of fixed size, some 160 KiB, without pointers. Only what is being used up or known is
 * remembered. Forgetting cannot be forced: a place in the table is used up by a wrong code that the common
 * allowance has paid for, and those that may be used up at once fit (see the assertion). One thread. */
#ifndef SPIRAL_SESSION_GUESSES_H
#define SPIRAL_SESSION_GUESSES_H

#include "common/base/siphash.h"

#include <assert.h>
#include <stdbool.h>

enum {
    GUESSES_AT_ONCE = 60,       /* wrong codes of an address */
    GUESSES_STEP = 5,           /* of these, so many come back ... */
    GUESSES_STEP_MS = 15000,    /* ... in such a time */
    GUESSES_PER_PERSON = 2,     /* more at once for each person who took a seat there ... */
    GUESSES_PERSONS_MAX = 300,  /* ... of so many */
    GUESSES_WIDE_AT_ONCE = 240, /* of an IPv6 /48 without its known addresses */
    GUESSES_WIDE_STEP = 20,
    GUESSES_ALL_AT_ONCE = 600, /* of all strangers; the same of all known addresses */
    GUESSES_STRANGERS_STEP = 20,
    GUESSES_KNOWN_STEP = 10,
    GUESSES_ALL_STEP_MS = 10000,
    GUESSES_KNOWN_MS = 12 * 3600 * 1000, /* from the last seat taken or regained */
    GUESSES_PLACES = 4096,               /* addresses, and /48s, remembered */
};

/* Whoever is not known and has used something up did so within a step, or paid for more than one try; a try
 * takes a place of an address and one of a /48. */
static_assert(2 * (GUESSES_ALL_AT_ONCE +
                   GUESSES_STRANGERS_STEP * (GUESSES_STEP_MS / GUESSES_ALL_STEP_MS + 1)) <
                  GUESSES_PLACES / 2,
              "half of the table holds all that strangers can use up at once");

struct guesses_used {
    int count;         /* wrong codes that have not come back yet */
    uint64_t since_ms; /* the last step; of no meaning when count is 0 */
};

struct guesses {
    struct siphash_key key; /* of the numbers of places */
    struct guesses_used strangers, known;
    int places;
    uint64_t numbers[GUESSES_PLACES]; /* keyed hashes: apart from the rest, because all are looked through */
    struct {
        struct guesses_used used;
        bool wide;         /* a /48 */
        uint64_t known_ms; /* a seat was taken or regained last; 0: never */
        int persons;       /* who took a seat there */
    } of[GUESSES_PLACES];
};

/* The key is random: nobody may choose two addresses that are taken for one. */
void guesses_init(struct guesses *guesses, struct siphash_key key);

/* Milliseconds until the address may try a code; 0: now. `address` is what sessions are counted by: an IPv4
 * address, or 16 hex digits and "/64". `now_ms` never goes back and is above 0. */
uint32_t guesses_wait_ms(struct guesses *guesses, const char *address, uint64_t now_ms);

/* The code was wrong. True when that was the last one: the next try from there has to wait. */
bool guesses_failed(struct guesses *guesses, const char *address, uint64_t now_ms);

/* Somebody has a seat there; `newcomer`: who had none before. Newcomers are bounded by the seats, comebacks
 * are not, and so only newcomers add to the allowance. */
void guesses_entered(struct guesses *guesses, const char *address, bool newcomer, uint64_t now_ms);

#endif
