/* What a seat sees, for a facilitator who looks through its eyes: the model that its person would have, told
 * in the words of line mode. It is a picture: nothing can be done in it.
 *
 * Owner: the desk. Loop thread. */
#ifndef SPIRAL_MONITOR_SEAT_SEEN_H
#define SPIRAL_MONITOR_SEAT_SEEN_H

#include "common/base/text.h"
#include "common/wire/message.h"
#include "common/words/sentences.h"

struct seat_seen;

struct seat_seen *seat_seen_create(const struct language *language, int columns);
void seat_seen_destroy(struct seat_seen *seen);

/* Something that was told behind a look. A briefing begins the picture. True: that was the last of it, and
 * before that there is nothing to show. */
bool seat_seen_take(struct seat_seen *seen, const struct to_client *message);
/* Whose picture it is; false: none is whole. */
bool seat_seen_whose(const struct seat_seen *seen, struct id *world, int *seat);
/* Time passed since it was told: the clock goes on. */
void seat_seen_age(struct seat_seen *seen, int64_t ms);

/* The picture, each line with its end; borrowed until the next call. */
struct slice seat_seen_lines(struct seat_seen *seen);

#endif
