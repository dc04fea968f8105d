/* What handouts are printed from: how an exercise stands, its roles, and what was asked for.
 *
 * Borrowed values that outlive the writing; pure but for their readers; any thread. */
#ifndef SPIRAL_PAPER_HANDOUT_H
#define SPIRAL_PAPER_HANDOUT_H

#include "common/paper/html.h"
#include "common/wire/message_admin.h"

enum handout_level { HANDOUT_BASIC = 1, HANDOUT_ADVANCED = 2, HANDOUT_BOTH = 3 };

struct handout {
    const struct wire_exercise_state *state;
    const struct wire_exercise_role_rows *roles;
    const struct language *languages[LANGUAGES]; /* in the order in which they were asked for */
    int language_count;
    enum html_paper paper;
    unsigned levels; /* of the briefs, enum handout_level */
};

/* One kind of sheet. `once`: it says everything in all languages itself; else it is put once a language,
 * which the writer's is. */
struct handout_sheet {
    const char *name; /* what --only calls it */
    bool once, secret, from_roles;
    void (*put)(const struct handout *handout, struct html *html);
};

enum { HANDOUT_SHEETS = 10 };
extern const struct handout_sheet handout_sheets[HANDOUT_SHEETS];

/* The whole page with the sheets whose bits are set. `text.cut`: it did not fit. */
void handout_put(const struct handout *handout, unsigned sheets, struct text *text);

/* ---- what several sheets use */

/* Begins a sheet on a page of its own; html_close ends it. */
void handout_begin(struct html *html, const char *classes);
/* Title of a sheet, with the exercise's code beside it where `code` is given. */
void handout_title(struct html *html, const char *key, const struct slot *slots);

/* A world's public conditions; the exercise has one at least. */
const struct scenario *handout_scenario(const struct handout *handout, int world);
/* The first world that has the same states; with `conditions`, one that is to its players the same in all. */
int handout_first_alike(const struct handout *handout, int world, bool conditions);
/* "World A", "Worlds A, B and C": all of which it is the first. */
void handout_put_worlds(const struct handout *handout, int world, bool conditions, struct html *html);
/* The line of dual arms, which screens leave out where it is of no use: whether any world has it. */
bool handout_has_dual(const struct handout *handout);
/* Of the scenario, in the language; NULL where it has none. */
const struct wire_scenario_text *handout_text(const struct handout *handout, const struct language *language);
/* The last part of a key's sentence without slots: handout_word(html, "outcome", "1"). */
const char *handout_word(const struct html *html, const char *family, const char *name);

/* Empty lines to write on, and the same as cells of a table's row. */
void handout_put_rules(struct html *html, int count);
void handout_put_cells(struct html *html, int count);

/* ---- the sheets, one file each */

void sheet_put_run(const struct handout *handout, struct html *html);
void sheet_put_poster(const struct handout *handout, struct html *html);
void sheet_put_briefs(const struct handout *handout, struct html *html);
void sheet_put_role_cards(const struct handout *handout, struct html *html);
void sheet_put_reference(const struct handout *handout, struct html *html);
void sheet_put_beliefs(const struct handout *handout, struct html *html);
void sheet_put_orders(const struct handout *handout, struct html *html);
void sheet_put_worksheet(const struct handout *handout, struct html *html);
void sheet_put_consent(const struct handout *handout, struct html *html);
void sheet_put_assessment(const struct handout *handout, struct html *html);

#endif
