/* What an operator watches, as the text that Prometheus reads (exposition format 0.0.4): counts only, never a
 * name, a code or an address.
 *
 * Pure but for a look at this process's own memory. Any thread. */
#ifndef SPIRAL_SERVER_OPS_METRICS_H
#define SPIRAL_SERVER_OPS_METRICS_H

#include "common/base/text.h"

enum { METRICS_TEXT_MAX = 16 * 1024 };

enum metrics_kind { METRICS_GAUGE, METRICS_COUNTER };

/* One figure: "spiral_sessions", in the unit that its name ends with, if any. */
struct metrics_row {
    const char *name;
    enum metrics_kind kind;
    const char *help; /* one line of plain ASCII */
    int64_t value;
};

void metrics_put(const struct metrics_row *rows, int count, struct text *text);

/* Bytes of memory that the process holds; 0 where the system does not say. */
int64_t metrics_resident_bytes(void);

#endif
