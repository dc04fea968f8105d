/* How an exercise stands, in words and columns: at most 80 of them, whatever names people have. The
 * terminal's monitor is made of the same lines. Pure but for the widths of characters (width.h); any thread.
 */
#ifndef SPIRAL_CTL_STATE_PAGE_H
#define SPIRAL_CTL_STATE_PAGE_H

#include "common/base/text.h"
#include "common/wire/message_admin.h"
#include "common/words/sentences.h"

enum { STATE_COLUMNS = 80 };

/* All worlds, a line each; the seats of `world`, or of the only one; questions, injects, facilitators, deeds.
 * `world` -1: none is asked for. */
void state_put_page(const struct wire_exercise_state *state, int world, const struct language *language,
                    struct text *text);

/* What an act came to: done or so already, and how the worlds stand now. `world` -1: it was of all. */
void state_put_outcome(const struct wire_exercise_state *state, int world, const struct language *language,
                       struct text *text);

/* ---- parts */

/* Where the plan stands, and what is left for the debrief; nothing without a plan. A line. */
void state_put_plan(const struct wire_exercise_state *state, const struct language *language,
                    struct text *text);
/* Less than a third of the plan would be left for the debrief. */
bool state_plan_is_tight(const struct wire_exercise_state *state);

/* Head, and a line for a world: turn, clock, ready, here, bots, tension, flags, owner. */
void world_put_head(const struct language *language, struct text *text);
void world_put_row(const struct wire_exercise_state *state, int world, const struct language *language,
                   struct text *text);
/* "Turn 3 is open, 2:41 left; 1 of 6 seats are ready." */
void world_put_now(const struct wire_exercise_world *world, const struct language *language,
                   struct text *text);

/* "5 war": a rung as the debrief counts and names it; nothing for 0. */
void tension_put(uint32_t tension, const struct language *language, struct text *text);

/* Head, and the lines of a seat: one, and one for each further person. */
void seat_put_head(const struct language *language, struct text *text);
void seat_put_rows(const struct wire_exercise_world *world, int seat, const struct language *language,
                   struct text *text);

/* A question, an inject, a facilitator, a deed: a sentence without an end of line. */
void question_put(const struct wire_exercise_state *state, int index, const struct language *language,
                  struct text *text);
void inject_put(const struct wire_exercise_state *state, int index, const struct language *language,
                struct text *text);
void facilitator_put(const struct wire_exercise_state *state, int index, const struct language *language,
                     struct text *text);
void deed_put(const struct wire_exercise_state *state, int index, const struct language *language,
              struct text *text);

/* What an act is called: "pause". */
void act_put(enum exercise_act act, const struct language *language, struct text *text);
/* "B", "B Corva", or the word for all worlds. */
void scope_put(const struct wire_exercise_state *state, int world, int seat, const struct language *language,
               struct text *text);

#endif
