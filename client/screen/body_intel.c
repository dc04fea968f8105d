/* T3: one rival at a time: what was seen turn by turn, then all that is known in words. */
#include "client/screen/cells.h"
#include "client/screen/ui.h"
#include "client/term/tell.h"
#include "common/aids/estimates.h"

enum { TURNS_SHOWN = 4, AT_ARMS = 8, AT_KINDS = 26, AT_GREEDY = 44, AT_SOURCE = 56 };

static void draw_choice(struct ui *ui, struct canvas *canvas, struct area area)
{
    const struct view *view = ui_view(ui);
    int column = ui_say(ui, canvas, area.row, area.column, 0, STYLE_STRONG, "screen.intel_of",
                        SLOTS(str("name", model_state_name(ui->game->model, ui->rival)))) +
                 2;
    for (int j = 0; j < view->n; j++) {
        char word[8] = {j == ui->rival ? '>' : ' ', (char)('A' + j), j == ui->rival ? '<' : ' ', '\0'};
        if (j != view->me && view->alive[j])
            column =
                canvas_put(canvas, area.row, column, 0, j == ui->rival ? STYLE_CHOSEN : STYLE_PLAIN, word) +
                1;
    }
}

static void draw_sighting(struct ui *ui, struct canvas *canvas, struct area area, int row, int turn)
{
    static const char *const sources[] = {"source.none", "source.staff", "source.books", "source.mole"};
    const struct sighting *seen = &ui->sightings.at[turn][ui->rival];
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    text_put_int(&text, turn);
    (void)canvas_put(canvas, row, area.column + 1, 0, STYLE_PLAIN, memory);
    if (seen->source == SIGHTING_NONE) {
        (void)ui_say(ui, canvas, row, area.column + AT_ARMS, 0, STYLE_FAINT, sources[0], NULL);
        return;
    }
    text = text_over(memory, sizeof memory);
    put_range_cell(&seen->all, AT_KINDS - AT_ARMS - 1, &text);
    (void)canvas_put(canvas, row, area.column + AT_ARMS, 0, STYLE_PLAIN, memory);
    text = text_over(memory, sizeof memory);
    put_kinds_cell(seen->fortify, (int64_t)seen->strike + seen->dual, &text);
    (void)canvas_put(canvas, row, area.column + AT_KINDS, 0, STYLE_PLAIN, memory);
    text = text_over(memory, sizeof memory);
    text_put_int(&text, (seen->assessment + 5) / 10);
    text_put(&text, "%");
    (void)canvas_put(canvas, row, area.column + AT_GREEDY, 0, STYLE_PLAIN, memory);
    (void)ui_say(ui, canvas, row, area.column + AT_SOURCE, 0, STYLE_PLAIN, sources[seen->source & 3], NULL);
}

static void say_rival(struct game *game, void *user)
{
    tell_rival(game, *(const int *)user);
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    if (ui->rival < 0) {
        (void)ui_say(ui, canvas, area.row, area.column, 0, STYLE_PLAIN, "screen.no_rivals", NULL);
        return;
    }
    draw_choice(ui, canvas, area);
    int row = area.row + 1, last = ui->sightings.last;
    (void)ui_say(ui, canvas, row, area.column, 0, STYLE_FAINT, "head.turn", NULL);
    (void)ui_say(ui, canvas, row, area.column + AT_ARMS, 0, STYLE_FAINT, "head.arms", NULL);
    (void)ui_say(ui, canvas, row, area.column + AT_KINDS, 0, STYLE_FAINT, "head.kinds", NULL);
    (void)ui_say(ui, canvas, row, area.column + AT_GREEDY, 0, STYLE_FAINT, "head.greedy", NULL);
    (void)ui_say(ui, canvas, row, area.column + AT_SOURCE, 0, STYLE_FAINT, "head.source", NULL);
    for (int turn = last; turn >= 1 && turn > last - TURNS_SHOWN; turn--)
        draw_sighting(ui, canvas, area, ++row, turn);
    struct area rest = {row + 1, area.column, area.row + area.rows - row - 1, area.columns};
    lines_tell(&ui->scratch, ui->game, area.columns - 2, say_rival, &ui->rival);
    (void)ui_put_lines(canvas, rest, &ui->scratch, &ui->scroll[SCREEN_INTEL], STYLE_PLAIN);
}

/* Letters choose a state; arrows step and scroll. */
static bool press(struct ui *ui, const struct key *key)
{
    const struct view *view = ui_view(ui);
    int state =
        key->kind == PRESS_TEXT && key->text[0] >= 'A' && key->text[0] <= 'Z' ? key->text[0] - 'A' : -1;
    if (state >= 0 && state < view->n && state != view->me && view->alive[state])
        ui->rival = state;
    else if (key->kind == PRESS_ARROW_LEFT)
        ui_step_rival(ui, -1);
    else if (key->kind == PRESS_ARROW_RIGHT)
        ui_step_rival(ui, 1);
    else if (key->kind == PRESS_ARROW_DOWN)
        ui->scroll[SCREEN_INTEL]++;
    else if (key->kind == PRESS_ARROW_UP)
        ui->scroll[SCREEN_INTEL]--;
    else
        return false;
    if (key->kind == PRESS_ARROW_LEFT || key->kind == PRESS_ARROW_RIGHT || key->kind == PRESS_TEXT)
        ui->scroll[SCREEN_INTEL] = 0;
    return true;
}

const struct screen screen_intel = {.name = "intel", .draw = draw, .press = press};
