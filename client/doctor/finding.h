/* What the doctor finds: one a check, each with its item, its reason and, where it is not well, its remedy.
 *
 * Values and const tables; pure; any thread. */
#ifndef SPIRAL_DOCTOR_FINDING_H
#define SPIRAL_DOCTOR_FINDING_H

#include "common/words/sentences.h"

enum { DOCTOR_STEP_MS = 5000, FINDING_DETAIL = 256, FINDINGS_MAX = 24 };

enum verdict_of_check { CHECK_GOOD, CHECK_FAIR, CHECK_BAD };

enum finding_code {
    ADDRESS_GOOD,
    ADDRESS_LOOPBACK,
    ADDRESS_UNKNOWN,
    ADDRESS_SLOW,
    CONNECT_GOOD,
    CONNECT_REFUSED,
    CONNECT_SILENT,
    TLS_GOOD,
    TLS_PLAIN,
    TLS_NONE,
    TLS_SILENT,
    TLS_OLD,
    CHAIN_GOOD,
    CHAIN_SELF,
    CHAIN_PRIVATE,
    CHAIN_PART,
    CHAIN_OTHER,
    NAME_GOOD,
    NAME_WRONG,
    DAYS_GOOD,
    DAYS_FEW,
    DAYS_OVER,
    DAYS_EARLY,
    ALPN_GOOD,
    ALPN_NO_SPIRAL,
    ALPN_NO_HTTP,
    PAGES_GOOD,
    PAGE_STATUS,
    PAGE_FOREIGN,
    PAGE_GARBAGE,
    PAGE_SILENT,
    HEALTH_ILL,
    CLOCK_GOOD,
    CLOCK_OFF,
    CLOCK_WRONG,
    CLOCK_UNKNOWN,
    SOCKET_GOOD,
    SOCKET_REFUSED,
    SOCKET_SILENT,
    POLL_GOOD,
    POLL_REFUSED,
    POLL_SILENT,
    PORT_GOOD,
    PORT_ODD,
    DISK_GOOD,
    DISK_LOW,
    DISK_FULL,
    DISK_NONE,
    FILES_GOOD,
    FILES_FEW,
    FILES_UNKNOWN,
    FINDING_CODES,
};

struct finding {
    enum finding_code code;
    int64_t number;
    char detail[FINDING_DETAIL]; /* somebody's text; may be empty */
};

/* All of one visit. */
struct findings {
    const char *host;
    int count;
    struct finding list[FINDINGS_MAX];
};

void findings_add(struct findings *findings, enum finding_code code, int64_t number, const char *detail);
/* How many of them keep players out. */
int findings_bad(const struct findings *findings);

enum verdict_of_check finding_verdict(enum finding_code code);

/* Lines for people, the last one being the sum of it. */
void findings_put(const struct findings *findings, const struct language *language, struct text *text);
/* One object for programs; its words are English whatever the language. */
void findings_put_json(const struct findings *findings, const char *url, struct text *text);

#endif
