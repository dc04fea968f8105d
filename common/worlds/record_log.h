/* The public record of a finished world read into a log, checked turn by turn on the way. The log holds the
 * turns that count; what roll-backs and practice undid is checked and left out.
 *
 * Values in the caller's space; some heap while it reads. Any thread. */
#ifndef SPIRAL_WORLDS_RECORD_LOG_H
#define SPIRAL_WORLDS_RECORD_LOG_H

#include "common/debrief/world_log.h"
#include "common/record/record.h"

/* Fills in the opening, how the record ends (below RECORD_END_COUNT) and the log. END_RUNNING: whoever wrote
 * it stopped in the middle, and nobody may be told what is in it. STATUS_CORRUPT and STATUS_VERSION name the
 * world, the turn, and what does not fit. */
MUST_USE enum status record_log_read(struct slice text, struct record_opening *opening, int32_t *end,
                                     struct world_log *log, struct cause *cause);

/* The part of a record that record_read_opening reads. */
struct slice record_log_opening(struct slice text);

#endif
