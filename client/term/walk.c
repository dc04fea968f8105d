#include "client/term/walk.h"

#include "client/term/debrief.h"
#include "client/term/step.h"
#include "client/term/tell.h"
#include "client/term/typed.h"
#include "common/cards/card.h"

#include <string.h>

enum {
    ASKING_ROWS = 3,  /* below a piece of a card: what to type, which may take two, and the prompt */
    LOOKING_ROWS = 2, /* above a card that all look at: which one it is */
    ROWS_LEAST = 3,   /* of a card on the lowest of screens */
};

/* ---- what can be typed now */

static void tell_next_card(struct game *game)
{
    const struct walk *walk = &game->walk;
    page_tell(&game->page, "debrief.next",
              SLOTS(str("card", debrief_card_name(walk->card)),
                    str("title", debrief_card_title(game, walk->card))));
}

/* Nothing is asked while somebody else turns the cards. */
static bool may_walk(const struct game *game)
{
    size_t size;
    return game->player && player_record(game->player, &size);
}

static void tell_choices(struct game *game)
{
    const struct walk *walk = &game->walk;
    if (!walk->by_hand)
        return;
    if (walk->rest)
        page_say(&game->page, "debrief.more");
    else if (!may_walk(game))
        return;
    else if (walk->part)
        page_say(&game->page, "debrief.next_state");
    else if (walk->card > debrief_reveal() && !walk->results_told)
        page_say(&game->page, "debrief.next_results");
    else if (walk->card < debrief_card_count())
        tell_next_card(game);
    else
        page_say(&game->page, "debrief.last");
}

static void tell_results_once(struct game *game)
{
    struct walk *walk = &game->walk;
    if (!walk->results_told)
        tell_results(game);
    walk->results_told = true;
    walk->results_due = false;
}

/* ---- page by page */

/* Bytes of the first `rows` lines; all for 0. */
static size_t lines_length(const char *lines, int rows)
{
    const char *at = lines;
    if (!rows)
        return strlen(lines);
    for (int row = 0; row < rows && *at; row++) {
        const char *end = strchr(at, '\n');
        at = end ? end + 1 : at + strlen(at);
    }
    return (size_t)(at - lines);
}

/* With so many rows above it on the terminal. */
static void show_below(struct game *game, int above)
{
    struct walk *walk = &game->walk;
    int rows = game->page.height - ASKING_ROWS - above;
    rows = !walk->by_hand || !game->page.height ? 0 : rows < ROWS_LEAST ? ROWS_LEAST : rows;
    size_t length = lines_length(walk->rest, rows);
    page_block(&game->page, walk->rest, length);
    walk->rest = walk->rest[length] ? walk->rest + length : NULL;
    if (!walk->rest && walk->results_due)
        tell_results_once(game);
    tell_choices(game);
}

static void show_more(struct game *game)
{
    show_below(game, 0);
}

static void show(struct game *game, const char *text)
{
    if (!game->walk.by_hand)
        page_blank(&game->page); /* a person has typed a line before */
    game->walk.rest = text;
    game->walk.of_step = false;
    show_more(game);
}

/* ---- the walk */

static void show_part(struct game *game, struct debrief *debrief)
{
    struct walk *walk = &game->walk;
    int card = walk->card, part = walk->part, parts = debrief_parts(debrief, card);
    bool goes_on = part + 1 < parts;
    walk->shown = card + 1;
    walk->part = goes_on ? part + 1 : 0;
    walk->card = goes_on ? card : card + 1;
    show(game,
         debrief_card_text(debrief, game, card, parts > 1 ? part : DEBRIEF_WHOLE, step_columns(&game->page)));
}

void walk_next(struct game *game, struct debrief *debrief)
{
    struct walk *walk = &game->walk;
    if (walk->rest) {
        show_more(game);
    } else if (walk->by_hand && !walk->part && walk->card > debrief_reveal() && !walk->results_told) {
        tell_results_once(game);
        tell_choices(game);
    } else if (walk->card < debrief_card_count()) {
        show_part(game, debrief);
    } else {
        page_say(&game->page, "debrief.last");
    }
}

void walk_card(struct game *game, struct debrief *debrief, int card)
{
    struct walk *walk = &game->walk;
    walk->results_due = false;
    walk->card = card;
    walk->part = 0;
    if (walk->by_hand) {
        show_part(game, debrief);
        return;
    }
    walk->shown = card + 1;
    walk->card = card + 1;
    show(game, debrief_card_text(debrief, game, card, DEBRIEF_WHOLE, step_columns(&game->page)));
}

void walk_back(struct game *game, struct debrief *debrief)
{
    int shown = game->walk.shown;
    walk_card(game, debrief, shown > 1 ? shown - 2 : 0);
}

void walk_own(struct game *game, struct debrief *debrief)
{
    game->walk.results_due = false;
    show(game, debrief_own_text(debrief, game, step_columns(&game->page)));
}

void walk_all(struct game *game, struct debrief *debrief)
{
    struct walk *walk = &game->walk;
    walk->shown = walk->card = debrief_card_count();
    walk->part = 0;
    walk->results_due = !walk->results_told && walk->by_hand;
    show(game, debrief_all_text(debrief, game, step_columns(&game->page)));
}

void walk_tell_all(struct game *game)
{
    struct debrief *debrief = debrief_of(game);
    if (!debrief)
        return;
    const char *text = debrief_all_text(debrief, game, step_columns(&game->page));
    page_block(&game->page, text, strlen(text));
    tell_results_once(game);
}

void walk_begin(struct game *game)
{
    bool follows = game->walk.by_hand && game->model->has_step && game->model->step.card >= 0;
    page_blank(&game->page);
    if (!follows) /* else it was begun together */
        page_say(&game->page, game->walk.by_hand ? "debrief.begin" : "debrief.begin_script");
    tell_choices(game);
}

/* ---- the card that all look at */

static int count_lines(const char *from, const char *to)
{
    int lines = 0;
    for (const char *at = from; at < to; at++)
        lines += *at == '\n';
    return lines;
}

/* More of the card was uncovered before the person had read what there was. */
static void wait_behind(struct game *game)
{
    struct walk *walk = &game->walk;
    int read = count_lines(game->step.memory, walk->rest);
    const char *text = step_text(game, walk->step_from, step_columns(&game->page));
    game->step.part = (int)game->model->step.part;
    if (text && read)
        text += lines_length(text, read);
    walk->rest = text && *text ? text : NULL;
    tell_choices(game);
}

static void follow(struct game *game, const struct wire_debrief_step *step, bool goes_on)
{
    struct walk *walk = &game->walk;
    walk->of_step = true;
    walk->step_from = goes_on ? game->step.part + 1 : 0;
    walk->results_due = false;
    if (walk->by_hand) { /* a person's own walk goes on from here */
        walk->shown = walk->card = step->card + 1;
        walk->part = 0;
    }
    game->step.card = step->card;
    game->step.part = (int)step->part;
}

void walk_step(struct game *game)
{
    struct walk *walk = &game->walk;
    const struct wire_debrief_step *step = &game->model->step;
    bool goes_on = step_goes_on(&game->step, step);
    if (goes_on && walk->rest && walk->of_step) {
        wait_behind(game);
        return;
    }
    walk->rest = NULL;
    const char *text = step_text(game, goes_on ? game->step.part + 1 : 0, step_columns(&game->page));
    if (!text && game->model->ended.turns)
        return;
    follow(game, step, goes_on);
    if (!goes_on) {
        page_blank(&game->page);
        page_tell(&game->page, "step.look", SLOTS(str("card", debrief_card_name(step->card))));
    }
    walk->rest = text;
    if (text)
        show_below(game, goes_on ? 0 : LOOKING_ROWS);
}

bool walk_opened(struct game *game, int card)
{
    const char *text = step_opened_text(game, card, step_columns(&game->page));
    if (text)
        show(game, text);
    return text != NULL;
}

/* ---- what is typed */

bool walk_takes(struct game *game, struct slice line)
{
    struct walk *walk = &game->walk;
    struct slice word = slice_trim(line);
    if (!game->model->has_ended || !(walk->rest || may_walk(game)))
        return false;
    bool stops = walk->rest && typed_begins(game->page.language, word, "quit");
    if (word.length && !stops) {
        walk->rest = NULL; /* whatever else was typed, the text is over */
        return false;
    }
    struct debrief *debrief = may_walk(game) ? debrief_of(game) : NULL;
    if (stops) {
        walk->rest = NULL;
        walk->results_due = false;
        if (!may_walk(game))
            page_tell(&game->page, "step.again", SLOTS(str("card", debrief_card_name(game->step.card))));
        tell_choices(game);
    } else if (walk->rest) {
        show_more(game);
    } else if (debrief) {
        walk_next(game, debrief);
    }
    return true;
}
