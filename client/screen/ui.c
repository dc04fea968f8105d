#include "client/screen/ui.h"

#include "client/screen/keys.h"
#include "client/term/command.h"
#include "client/term/tell.h"
#include "client/term/typed.h"

#include <string.h>

const struct screen *const screens[SCREEN_COUNT] = {
    [SCREEN_SITUATION] = &screen_situation,
    [SCREEN_ORDERS] = &screen_orders,
    [SCREEN_INTEL] = &screen_intel,
    [SCREEN_DIPLOMACY] = &screen_diplomacy,
    [SCREEN_BELIEFS] = &screen_beliefs,
    [SCREEN_LOG] = &screen_log,
    [SCREEN_YOU] = &screen_you,
    [SCREEN_DEBRIEF] = &screen_debrief,
};

void ui_init(struct ui *ui, struct game *game)
{
    memset(ui, 0, sizeof *ui);
    ui->game = game;
    ui->rival = ui->log_state = -1;
    game->drawn = true;
    edit_begin(&ui->edit, "");
}

bool ui_has_view(const struct ui *ui)
{
    return ui->game->model->has_situation && ui->game->model->has_briefing;
}

static void close_overlay(struct ui *ui)
{
    ui->overlay.open = false;
    ui->overlay.scroll = 0;
}

static bool is_rival(const struct view *view, int state)
{
    return state >= 0 && state < view->n && state != view->me && view->alive[state];
}

void ui_step_rival(struct ui *ui, int step)
{
    const struct view *view = ui_view(ui);
    if (!ui_has_view(ui))
        return;
    int next = ui->rival < 0 ? (step > 0 ? -1 : 0) : ui->rival;
    for (int tries = 0; tries < view->n; tries++) {
        next = (next + step + view->n) % view->n;
        if (is_rival(view, next)) {
            ui->rival = next;
            return;
        }
    }
    ui->rival = -1;
}

void ui_situation(struct ui *ui)
{
    if (!ui_has_view(ui))
        return;
    if (ui->seats != ui->game->seats) { /* of another seat nothing is known yet */
        memset(&ui->sightings, 0, sizeof ui->sightings);
        ui->seats = ui->game->seats;
        ui->press_seen = ui->turns_seen = 0;
        ui->rival = ui->log_state = -1;
    }
    sightings_add(&ui->sightings, ui_view(ui));
    if (!is_rival(ui_view(ui), ui->rival)) {
        ui->rival = -1;
        ui_step_rival(ui, 1);
    }
}

/* The role card stays until it has been read; what else was read belongs to the turn before. */
void ui_turn(struct ui *ui)
{
    if (ui->turns_seen++ && !ui->overlay.is_card)
        close_overlay(ui); /* a line in hand stays: its letters would be keys otherwise */
    ui_show_screen(ui, SCREEN_SITUATION);
    ui->log_turn = 0;
    ui->more = false;
    ui->item = 0;
    memset(ui->scroll, 0, sizeof ui->scroll);
    ui_take_page(ui, false);
    ui->pane_from = ui->messages.count;
    ui->fresh = 0;
    tell_practice(ui->game);
    if (ui_has_view(ui) && ui_view(ui)->turn == 0)
        tell_bots(ui->game);
    tell_hint(ui->game);
}

void ui_show_screen(struct ui *ui, enum screen_id screen)
{
    ui->screen = screen;
    ui->leaving = false;
    if (screen == SCREEN_DIPLOMACY)
        ui->press_seen = ui->game->model->press_count;
}

static void say_role(struct game *game, void *user)
{
    (void)user;
    tell_role(game);
}

void ui_role(struct ui *ui)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    ui->ended =
        ui->ended && ui->game->model->has_ended; /* whoever is moved out of an ended world plays again */
    if (ui->game->model->resumed)
        return; /* whoever comes back has read it */
    lines_tell(&ui->overlay.lines, ui->game, UI_COLUMNS_MIN - 4, say_role, NULL);
    ui_open_overlay(ui, ui_words(ui, "screen.role", NULL, &text));
    ui->overlay.is_card = true;
}

void ui_ended(struct ui *ui)
{
    if (ui->ended) /* what was withheld is open now: its record comes */
        return;
    ui->ended = true;
    close_overlay(ui);
    ui_show_screen(ui, SCREEN_DEBRIEF);
    ui_take_page(ui, false);
    ui->pane_from = ui->messages.count;
    tell_end(ui->game);
}

void ui_debrief(struct ui *ui)
{
    const struct model *model = ui->game->model;
    bool in_step = model->has_step && model->step.card >= 0;
    ui->told = true;
    ui->card = in_step ? model->step.card : 0;
    ui->part = in_step ? (int)model->step.part : 0;
    ui_show_screen(ui, SCREEN_DEBRIEF);
}

void ui_step(struct ui *ui)
{
    const struct wire_debrief_step *step = &ui->game->model->step;
    bool goes_on = ui->game->step.card == step->card;
    ui->game->step.card = step->card;
    ui->game->step.part = (int)step->part;
    ui->card = step->card;
    ui->part = (int)step->part;
    ui->scroll[SCREEN_DEBRIEF] = goes_on ? LINES_MAX : 0; /* what was uncovered stands below */
    if (goes_on)
        return;
    ui_show_screen(ui, SCREEN_DEBRIEF);
    ui_take_page(ui, false);
    ui->pane_from = ui->messages.count; /* what was said belongs to the card before */
}

/* ---- what was said */

enum { PANE_LINES = 2 };

void ui_free_hands(struct ui *ui)
{
    ui->typing = ui->pasting = false;
    close_overlay(ui);
}

void ui_open_overlay(struct ui *ui, const char *title)
{
    struct text text = text_over(ui->overlay.title, sizeof ui->overlay.title);
    struct slice words = slice_trim(slice_of(title));
    text_put_span(&text, words.at, words.length);
    ui->overlay.scroll = 0;
    ui->overlay.open = ui->overlay.lines.count > 0;
    ui->overlay.is_card = false;
}

static int count_lines(struct lines *lines, struct game *game)
{
    lines_clear(lines);
    lines_take(lines, game);
    while (lines->count && !lines_at(lines, lines->count - 1)[0])
        lines->count--;
    return lines->count;
}

void ui_take_page(struct ui *ui, bool answer)
{
    struct lines *said = &ui->scratch;
    int count = count_lines(said, ui->game);
    if (!count)
        return;
    if (answer && count > PANE_LINES) {
        memcpy(&ui->overlay.lines, said, sizeof *said);
        ui_open_overlay(ui, ui->edit.text);
        return;
    }
    ui->answered = false;
    for (int x = 0; x < count; x++)
        if (lines_at(said, x)[0] && lines_add(&ui->messages, lines_at(said, x)))
            ui->fresh++;
    int gone = ui->messages.count - UI_MESSAGES_MAX;
    if (gone > 0) {
        lines_keep(&ui->messages, UI_MESSAGES_MAX);
        ui->pane_from = ui->pane_from > gone ? ui->pane_from - gone : 0;
    }
}

/* What is looked up stands over the screen where it is long; what was done is seen on the screen itself. */
static void run_command(struct ui *ui, const char *line, bool typed)
{
    struct game *game = ui->game;
    ui_take_page(ui, false);
    ui->fresh = 0;
    ui->pane_from = ui->messages.count; /* what was said before may be true no more */
    enum outcome outcome = command_line(game, slice_of(line));
    if (game->wish == WISH_WAIT_TURN || game->wish == WISH_WAIT_END)
        game->wish = WISH_NONE; /* only a script waits */
    ui_take_page(ui, typed && (outcome == OUTCOME_SHOWN || outcome == OUTCOME_REFUSED));
    ui->answered = true;
}

void ui_look(struct ui *ui, const char *line)
{
    edit_begin(&ui->edit, line); /* the title of what is shown */
    run_command(ui, line, true);
}

void ui_command(struct ui *ui, const char *line)
{
    run_command(ui, line, false);
}

void ui_type(struct ui *ui, const char *name)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    ui->typing = true;
    if (name[0]) {
        put_typed(ui->game->page.language, name, &text);
        text_put_char(&text, ' ');
    }
    edit_begin(&ui->edit, memory);
}

/* ---- keys */

static void type_key(struct ui *ui, const struct key *key)
{
    bool was_full = ui->edit.full;
    static const struct {
        enum press press;
        enum edit_key edit;
    } rows[] = {
        {PRESS_ARROW_LEFT, EDIT_LEFT},      {PRESS_ARROW_RIGHT, EDIT_RIGHT}, {PRESS_BEGINNING, EDIT_HOME},
        {PRESS_ENDING, EDIT_END},           {PRESS_DELETE, EDIT_DELETE},     {PRESS_KILL, EDIT_KILL},
        {PRESS_BACK_SPACE, EDIT_BACKSPACE}, {PRESS_ARROW_UP, EDIT_OLDER},    {PRESS_ARROW_DOWN, EDIT_NEWER},
    };
    if (key->kind == PRESS_BACK_SPACE && ui->edit.length == 0)
        ui->typing = false;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        if (rows[x].press == key->kind)
            edit_press(&ui->edit, rows[x].edit);
    if (key->kind == PRESS_TEXT)
        edit_insert(&ui->edit, key->text, (int)strlen(key->text));
    if (key->kind == PRESS_ESCAPE)
        ui->typing = false;
    if (key->kind == PRESS_ENTER && ui->pasting) {
        edit_insert(&ui->edit, " ", 1); /* a pasted line break runs nothing */
    } else if (key->kind == PRESS_ENTER) {
        ui->typing = false;
        edit_remember(&ui->edit);
        if (ui->edit.length)
            run_command(ui, ui->edit.text, true);
    }
    if (ui->edit.full && !was_full) {
        page_tell(&ui->game->page, "input.too_long", SLOTS(num("most", EDIT_MAX)));
        ui_take_page(ui, false);
    }
}

static void page_overlay(struct ui *ui, const struct key *key)
{
    struct overlay *overlay = &ui->overlay;
    switch (key->kind) {
    case PRESS_ARROW_UP:
        overlay->scroll--;
        break;
    case PRESS_ARROW_DOWN:
        overlay->scroll++;
        break;
    case PRESS_PAGE_UP:
        overlay->scroll -= 10;
        break;
    case PRESS_PAGE_DOWN:
        overlay->scroll += 10;
        break;
    case PRESS_TEXT:
        if (key->text[0] == ' ')
            overlay->scroll += 10;
        else
            close_overlay(ui);
        break;
    case PRESS_ENTER:
    case PRESS_ESCAPE:
    case PRESS_TABULATOR:
        close_overlay(ui);
        break;
    default:
        break;
    }
    if (overlay->scroll < 0)
        overlay->scroll = 0;
}

/* Pasted text is text: into the line that is being typed, and nowhere else. */
static bool is_paste(struct ui *ui, const struct key *key)
{
    if (key->kind == PRESS_PASTE || key->kind == PRESS_PASTE_DONE) {
        ui->pasting = key->kind == PRESS_PASTE;
        if (ui->pasting && !ui->typing)
            page_say(&ui->game->page, "screen.pasted");
        ui_take_page(ui, false);
        return true;
    }
    return ui->pasting && !ui->typing;
}

void ui_press(struct ui *ui, const struct key *key)
{
    if (is_paste(ui, key))
        return;
    bool leaving = ui->leaving;
    ui->fresh = 0;
    if (ui->too_small && (!ui->typing || key->kind == PRESS_ENTER)) { /* nobody sees what it would do */
        if (key->kind == PRESS_TEXT && key->text[0] == 'q')
            run_command(ui, "quit", false);
        return;
    }
    if (ui->typing) {
        type_key(ui, key);
        return;
    }
    if (ui->overlay.open) {
        /* from a first card nobody means to save or to be ready; from an answer they may */
        const char *closes = ui->overlay.is_card ? " qrsuk" : " q";
        bool goes_on = key->kind == PRESS_TEXT && !strchr(closes, key->text[0]);
        page_overlay(ui, key);
        if (!goes_on)
            return;
    }
    const struct screen *screen = screens[ui->screen];
    if (!(screen->press && ui_has_view(ui) && screen->press(ui, key)) && !keys_run(ui, key) &&
        (key->kind == PRESS_TEXT || key->kind == PRESS_OTHER)) {
        page_tell(&ui->game->page, "screen.no_key",
                  SLOTS(str("key", key->kind == PRESS_TEXT ? key->text : "?")));
        ui_take_page(ui, false);
    }
    if (leaving) /* the second key decides */
        ui->leaving = false;
}
