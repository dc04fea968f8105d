/* Looking on in line mode: what everybody is told, turn after turn, some turns behind, to the end of the
 * world, and the cards of a debrief in step as they are opened.
 *
 * Append-only, like line.h; Ctrl-C leaves. Motives and scores are not laid open on a terminal that a class
 * may see before its debrief: there they are told when Enter is pressed, or where `results` says so
 * beforehand. A pipe or a file is told at once. Loop thread. */
#ifndef SPIRAL_TERM_WATCH_H
#define SPIRAL_TERM_WATCH_H

#include "client/core/player.h"
#include "client/term/page.h"

struct watch_options {
    struct player_options player; /* `watches` is set; its language is also the one that is spoken here */
    int in_fd, out_fd;            /* borrowed; in_fd -1: nobody can press Enter */
    bool results;                 /* motives and scores are shown at the end also on a terminal */
    const char *record_path;      /* NULL, or where the checked record is written */
};

/* Watches on the loop and returns when everything it opened is closed. Gives an enum play_exit. */
int watch_run(uv_loop_t *loop, const struct watch_options *options);

/* ---- watch_tell.c: sentences about what is known, on any page; nothing else changes */

/* Which world this is, and how it is shown. */
void tell_watched(struct page *page, const struct watched *watched);
/* There is no such world, and which there are. */
void tell_no_world(struct page *page, const struct watched *watched, const char *asked);
/* What is new about the clock; `before`: as told last, zero at first. */
void tell_public_clock(struct page *page, const struct watched *watched,
                       const struct wire_public_clock *before);
/* A turn that is known. */
void tell_public_turn(struct page *page, const struct watched *watched, int turn);
/* How it ended, without what anybody wanted or scored. */
void tell_public_end(struct page *page, const struct wire_ended *ended);
/* Motives and scores, and what the world was made to show. */
void tell_public_results(struct page *page, const struct watched *watched, const struct wire_ended *ended);
void tell_watch_refused(struct page *page, const struct refusal *refusal);

/* ---- watch_step.c: the debrief in step */

struct step_shown;

/* All look at another card, or more of it, than was told. */
bool watched_step_is_new(const struct player *player, const struct step_shown *shown);
/* Of that card what was not told yet, from the cards that the player has. */
void tell_watched_step(struct page *page, const struct player *player, struct step_shown *shown);

#endif
