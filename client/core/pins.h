/* Which public key a server is known by: the file HOME/known_servers, a line `host:port sha256-hex` each.
 *
 * Several clients may use one home at once: adding takes a lock beside the file and replaces it as a whole.
 * Blocking for as long as a small file takes; any thread. */
#ifndef SPIRAL_CLIENT_CORE_PINS_H
#define SPIRAL_CLIENT_CORE_PINS_H

#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/base/text.h"

#include <stdbool.h>

enum {
    PIN_SERVER_SIZE = 272,       /* "host:port" with its NUL */
    PIN_FILE_MAX = 1024 * 1024,  /* bytes of known_servers */
    PIN_EXPLANATION_SIZE = 2048, /* enough for pin_explain with the longest names */
};

/* "host:port" in lower case, an IPv6 address in brackets; false when the host does not fit. */
bool pin_server_name(const char *host, int port, char name[PIN_SERVER_SIZE]);

/* Looks a server up; `found` says whether it has a line. STATUS_CORRUPT names the file and the line. */
MUST_USE enum status pins_find(const char *home, const char *server, bool *found, struct digest *key,
                               struct cause *cause);

/* Adds a line unless it is there already. STATUS_INVALID: the server was pinned to another key meanwhile. */
MUST_USE enum status pins_add(const char *home, const char *server, const struct digest *key,
                              struct cause *cause);

/* What to make of a server's key. */
enum pin_verdict {
    PIN_TRUSTED,    /* it is the demanded or the pinned one, or its chain is valid for the host */
    PIN_FIRST_USE,  /* trusted because nothing is known: pin it and tell */
    PIN_NOT_WANTED, /* another key was demanded */
    PIN_CHANGED,    /* another key is pinned */
    PIN_UNKNOWN,    /* nothing is known, and trust on first use is not allowed */
};

/* What the judgement rests on; NULL where there is none. */
struct pin_evidence {
    const struct digest *seen;
    const struct digest *demanded; /* by the person: then nothing else counts */
    const struct digest *pinned;   /* then the chain does not count */
    bool chain_valid;
    bool first_use_allowed;
};

/* Pure. */
enum pin_verdict pin_judge(const struct pin_evidence *evidence);

/* Why a key was not trusted, and what to do about it; for the last three verdicts. */
void pin_explain(enum pin_verdict verdict, const struct pin_evidence *evidence, const char *home,
                 const char *server, struct text *text);

#endif
