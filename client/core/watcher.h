/* What a client knows that looks on without a seat: the public turns that it was shown, from the start on.
 *
 * Looking on is a role of struct player (`watches` in its options), because connections, trust, reconnecting
 * and the record are the same; what is known of the world is not. Owner: struct player. Loop thread only;
 * readers borrow it between two callbacks. */
#ifndef SPIRAL_CLIENT_CORE_WATCHER_H
#define SPIRAL_CLIENT_CORE_WATCHER_H

#include "common/wire/message.h"

/* Before `has_watching`, `watching` is the last world that was told of: how many there are, and its name. */
struct watched {
    bool has_watching, has_clock;
    struct wire_watching watching;
    struct wire_public_clock clock;
    int turn_count;
    struct wire_public_turn turns[TURNS_MAX + 1]; /* turns[t] is turn t; the start is 0 */
};

/* The world has ended, and every turn of it is known. */
bool watched_whole(const struct watched *watched);

/* Title or lesson of the world in a language, English where that is missing, else ""; borrowed. */
const char *watched_title(const struct watched *watched, const char *language);
const char *watched_lesson(const struct watched *watched, const char *language);

#endif
