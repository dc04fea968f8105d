/* Where the checked record goes, and how anybody checks it. Loop thread. */
#ifndef SPIRAL_TERM_KEEP_RECORD_H
#define SPIRAL_TERM_KEEP_RECORD_H

#include "client/core/player.h"
#include "client/term/page.h"

/* Writes the player's record to the file, and says so, or why not. `path` NULL: says how it is got. */
void keep_record(struct page *page, const struct player *player, const char *path);

#endif
