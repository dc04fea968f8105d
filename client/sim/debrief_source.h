/* Where finished worlds are read from: a server's data directory (common/store) or a public record
 * (common/record), both checked turn by turn on the way.
 *
 * Reads only; a directory may be read beside its server. A source belongs to its opener. Blocking; one thread
 * at a time. */
#ifndef SPIRAL_SIM_DEBRIEF_SOURCE_H
#define SPIRAL_SIM_DEBRIEF_SOURCE_H

#include "client/sim/exercise_names.h"
#include "common/debrief/world_log.h"
#include "common/record/record.h"
#include "common/worlds/told_steering.h"

/* A world read into a log; about 4 MiB in the caller's space. */
struct debrief_world {
    struct record_opening opening;
    bool ended, closed; /* closed: it ended by no rule */
    struct world_log log;
};

struct debrief_source;

/* STATUS_NOT_FOUND and the like name the path. */
MUST_USE enum status debrief_source_open(const char *path, struct debrief_source **source,
                                         struct cause *cause);
void debrief_source_close(struct debrief_source *source);

/* The worlds in order of their first record; return false from the callback to stop. The callback may read.
 */
typedef bool debrief_world_row(void *user, const struct id *id);
MUST_USE enum status debrief_source_each(struct debrief_source *source, debrief_world_row *row, void *user,
                                         struct cause *cause);

/* What people call it, in a data directory; NULL: not known. */
const struct exercise_name *debrief_source_name(const struct debrief_source *source, const struct id *id);
/* Both are worlds of one exercise, which is known. */
bool debrief_source_beside(const struct debrief_source *source, const struct id *one, const struct id *other);
/* Whether it may be meant by that: the beginning of its id, or a name as exercise_name_fits has it. NULL: any
 * may. */
bool debrief_source_fits(const struct debrief_source *source, const struct id *id, const char *asked);

/* What whoever ran the exercise told that world and did to its course, from the journal; added to `steering`,
 * which is the caller's to free. A record has nothing of it. */
MUST_USE enum status debrief_source_steering(struct debrief_source *source, const struct id *id,
                                             struct told_steering *steering, struct cause *cause);

/* Reads one of them, also one that has not ended: nobody may be told what is in that. STATUS_CORRUPT and
 * STATUS_VERSION name the world, the turn, and what does not fit. */
MUST_USE enum status debrief_source_read(struct debrief_source *source, const struct id *id,
                                         struct debrief_world *world, struct cause *cause);

#endif
