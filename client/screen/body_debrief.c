/* T8: the debrief, card by card, the reveal state by state, then the page for the person's own eyes. */
#include "client/screen/ui.h"
#include "client/term/debrief.h"
#include "client/term/step.h"
#include "client/term/tell.h"

#include <string.h>

/* Behind the last card comes the own page. */
static int last_page(void)
{
    return debrief_card_count();
}

static int parts_of(const struct debrief *debrief, int page)
{
    return page < debrief_card_count() ? debrief_parts(debrief, page) : 1;
}

static void draw_head(struct ui *ui, struct canvas *canvas, struct area area)
{
    int column = area.column;
    for (int x = 0; x <= last_page(); x++) {
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        text_put(&text, x == ui->card ? "[" : " ");
        if (x < last_page())
            text_put(&text, debrief_card_name(x));
        else
            (void)ui_words(ui, "screen.own_page", NULL, &text);
        text_put(&text, x == ui->card ? "]" : " ");
        int begin = column;
        column = canvas_put(canvas, area.row, column, 0, STYLE_PLAIN, memory);
        if (x == ui->card)
            canvas_style(canvas, area.row, begin, column - begin, STYLE_CHOSEN);
    }
    (void)ui_say(ui, canvas, area.row, column + 1, 0, STYLE_FAINT, "screen.debrief_how", NULL);
}

/* What all look at says more where worlds stand side by side. */
static bool compares_worlds(const struct ui *ui)
{
    const struct model *model = ui->game->model;
    return model->has_step && model->step.card == ui->card && model->step.outcome_count > 0;
}

static const char *text_of(struct ui *ui, struct debrief *debrief, int columns)
{
    if (compares_worlds(ui))
        return step_text(ui->game, 0, columns);
    if (ui->card == last_page())
        return debrief_own_text(debrief, ui->game, columns);
    return debrief_parts(debrief, ui->card) > 1
               ? debrief_parts_text(debrief, ui->game, ui->card, ui->part, columns)
               : debrief_card_text(debrief, ui->game, ui->card, DEBRIEF_WHOLE, columns);
}

static void say_waiting(struct game *game, void *user)
{
    const struct ui *ui = user;
    if (!model_withheld(game->model)) {
        page_say(&game->page, "end.checking");
        return;
    }
    page_say(&game->page, "web_step.waits");
    if (debrief_has_begun(game->model))
        return;
    page_blank(&game->page);
    page_say(&game->page, "web_step.feelings.title");
    page_say(&game->page, "web_step.feelings.help");
    bool stated = game->model->has_step && game->model->step.stated;
    page_say(&game->page, stated ? "web_step.feelings.kept" : "screen.feel_how");
    page_blank(&game->page);
    page_say(&game->page, "web_step.last_beliefs.question");
    for (int j = 0; ui_has_view(ui) && j < ui_view(ui)->n; j++) {
        struct piece name;
        if (j == ui_view(ui)->me)
            continue;
        int32_t permille = game->feelings.greedy[j];
        page_tell(&game->page, permille < 0 ? "step.belief_none" : "step.belief",
                  SLOTS(str("state", state_piece(game, j, &name)), num("percent", (permille + 5) / 10)));
    }
}

/* Until everything is open: the card that all look at. */
static void draw_step(struct ui *ui, struct canvas *canvas, struct area area)
{
    const char *text = model_withheld(ui->game->model) ? step_text(ui->game, 0, area.columns - 2) : NULL;
    if (text) {
        lines_clear(&ui->scratch);
        lines_split(&ui->scratch, text, strlen(text));
    } else {
        lines_tell(&ui->scratch, ui->game, area.columns - 2, say_waiting, ui);
    }
    (void)ui_put_lines(canvas, area, &ui->scratch, &ui->scroll[SCREEN_DEBRIEF], STYLE_PLAIN);
    ui->card_rows = area.rows;
    ui->card_lines = ui->scratch.count;
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    struct debrief *debrief = ui->told ? debrief_of(ui->game) : NULL;
    struct area rest = {area.row + 1, area.column, area.rows - 1, area.columns};
    if (!debrief) {
        draw_step(ui, canvas, area);
        return;
    }
    draw_head(ui, canvas, area);
    int columns = area.columns - 2 > 200 ? 200 : area.columns - 2;
    const char *text = text_of(ui, debrief, columns);
    lines_clear(&ui->scratch);
    lines_split(&ui->scratch, text, strlen(text));
    (void)ui_put_lines(canvas, rest, &ui->scratch, &ui->scroll[SCREEN_DEBRIEF], STYLE_PLAIN);
    ui->card_rows = rest.rows;
    ui->card_lines = ui->scratch.count;
}

static void go(struct ui *ui, int card, int part)
{
    ui->card = card < 0 ? 0 : card > last_page() ? last_page() : card;
    ui->part = part;
    ui->scroll[SCREEN_DEBRIEF] = 0;
}

/* What is not in sight yet comes first, then the next part, then the next card. */
static void next(struct ui *ui, struct debrief *debrief)
{
    int *scroll = &ui->scroll[SCREEN_DEBRIEF];
    if (*scroll + ui->card_rows < ui->card_lines) {
        *scroll += ui->card_rows - 1;
    } else if (ui->part + 1 < parts_of(debrief, ui->card)) {
        ui->part++; /* below what was revealed: its end comes into sight */
        *scroll = LINES_MAX;
    } else if (ui->card < last_page()) {
        go(ui, ui->card + 1, 0);
    }
}

static bool press(struct ui *ui, const struct key *key)
{
    struct debrief *debrief = ui->told ? debrief_of(ui->game) : NULL;
    bool is_text = key->kind == PRESS_TEXT;
    if (!debrief && model_withheld(ui->game->model)) {
        if (is_text && (key->text[0] == 'f' || key->text[0] == 'v'))
            ui_type(ui, key->text[0] == 'f' ? "feel" : "final");
        else if (key->kind == PRESS_ENTER || (is_text && key->text[0] == ' '))
            ui->scroll[SCREEN_DEBRIEF] += ui->card_rows - 1;
        else
            return false;
        return true;
    }
    if (!debrief)
        return false;
    if (key->kind == PRESS_ENTER || (is_text && (key->text[0] == ' ' || key->text[0] == 'n')))
        next(ui, debrief);
    else if (key->kind == PRESS_ARROW_RIGHT)
        go(ui, ui->card + 1, 0);
    else if (key->kind == PRESS_ARROW_LEFT || (is_text && key->text[0] == 'b'))
        go(ui, ui->card - 1, 0);
    else
        return false;
    return true;
}

const struct screen screen_debrief = {.name = "debrief", .draw = draw, .press = press};
