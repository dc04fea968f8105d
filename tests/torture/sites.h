/* Where memory is asked for, and the one who says no.
 *
 * A site is a place in the code with the calls that lead to it. The table lies in memory that is shared with
 * every process forked after sites_begin: a server fills it in one run, and in a later one is denied what one
 * site asks for. Allocators are replaced before any library has asked for memory (hooks.c). */
#ifndef SPIRAL_TESTS_TORTURE_SITES_H
#define SPIRAL_TESTS_TORTURE_SITES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum domain { DOMAIN_OURS, DOMAIN_PROTOBUF, DOMAIN_SQLITE, DOMAIN_LIBUV, DOMAIN_OPENSSL, DOMAIN_COUNT };

enum {
    SITE_FRAMES = 10,
    SITES_MAX = 16384,
    SLOTS = 4 * SITES_MAX,
};

/* Of a game. */
enum play_phase { PHASE_START, PHASE_GAME, PHASE_IDLE, PHASE_STOP };

enum mode {
    MODE_OFF,
    MODE_RECORD,
    MODE_ONCE,    /* the site is denied a single time, after `spared` times */
    MODE_LASTING, /* and everybody everything from then on */
};

struct site {
    uint64_t key; /* the same in every process of one run */
    enum domain domain;
    bool starting;     /* before the server is ready; the same place is another site afterwards */
    int script, phase; /* when it was first seen */
    int times;         /* that it asked, in that game */
    void *frames[SITE_FRAMES];
    const char *file; /* of OpenSSL, which says it; else NULL */
    int line;
};

struct sites {
    atomic_flag busy;
    atomic_int mode;
    atomic_int script, phase; /* what is being played now */
    atomic_uint_fast64_t target;
    atomic_int spared;
    atomic_int denied; /* since the mode was set */
    atomic_bool denied_openssl;
    int count;
    bool full;
    uint32_t slots[SLOTS]; /* 1 + index into `of`; 0: free */
    struct site of[SITES_MAX];
};

/* First of all; the memory is the process's. */
struct sites *sites_begin(void);

/* Of the process that calls it and those it forks from now on: whether its requests count at all. */
void sites_watch(bool watched);
bool sites_watched(void);

/* A request for memory; true: it is to be denied. `file` NULL: by the calls that led here. */
bool site_denies(enum domain domain, const char *file, int line);

/* Whether that has been OpenSSL's since the mode was set. */
bool sites_denied_openssl(void);

const char *domain_name(enum domain domain);

/* The calls of a site, one a line, for people. */
void site_print(const struct site *site);
/* Whether one of them is in a function or file of that name. */
bool site_mentions(const struct site *site, const char *name);

/* hooks.c: takes the place of the allocators of SQLite and OpenSSL. Ours, and with it protobuf-c's and
 * libuv's, is replaced by the linker. */
void hooks_install(void);

#endif
