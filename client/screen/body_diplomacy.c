/* T4: pacts and offers above, messages below, the newest last. */
#include "client/screen/ui.h"
#include "client/term/commands.h"
#include "client/term/tell.h"

enum { PRESS_ROWS_MIN = 5 };

static void say_pacts(struct game *game, void *user)
{
    (void)user;
    tell_pacts(game);
    tell_offers(game);
    tell_answers(game);
}

static void say_press(struct game *game, void *user)
{
    (void)user;
    for (int x = 0; x < game->model->press_count; x++)
        tell_press(game, &game->model->press[x]);
    if (game->model->press_count == 0)
        page_say(&game->page, "screen.no_press");
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    int from_start = 0;
    lines_tell(&ui->scratch, ui->game, area.columns - 2, say_pacts, NULL);
    int pacts =
        ui->scratch.count < area.rows - PRESS_ROWS_MIN ? ui->scratch.count : area.rows - PRESS_ROWS_MIN;
    struct area top = {area.row, area.column, pacts, area.columns};
    (void)ui_put_lines(canvas, top, &ui->scratch, &from_start, STYLE_PLAIN);
    int row = area.row + pacts;
    (void)ui_say(ui, canvas, row, area.column, 0, STYLE_FAINT, "screen.press", NULL);
    lines_tell(&ui->scratch, ui->game, area.columns - 2, say_press, NULL);
    struct area bottom = {row + 1, area.column, area.row + area.rows - row - 2, area.columns};
    /* counted from the end: the newest stays in sight when one comes */
    int back = ui->scroll[SCREEN_DIPLOMACY], most = ui->scratch.count - bottom.rows;
    ui->scroll[SCREEN_DIPLOMACY] = back < most ? back : most > 0 ? most : 0;
    int scroll = most > 0 ? most - ui->scroll[SCREEN_DIPLOMACY] : 0;
    (void)ui_put_lines(canvas, bottom, &ui->scratch, &scroll, STYLE_PLAIN);
    (void)ui_say(ui, canvas, area.row + area.rows - 1, area.column, 0, STYLE_FAINT, "screen.diplomacy_how",
                 NULL);
    ui->press_seen = ui->game->model->press_count;
}

static bool press(struct ui *ui, const struct key *key)
{
    static const struct {
        char letter;
        const char *begin;
    } rows[] = {{'p', "offer"},  {'y', "accept"}, {'c', "cancel"},
                {'a', "answer"}, {'n', "say"},    {'d', "declare"}};
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        if (key->kind != PRESS_TEXT || key->text[0] != rows[x].letter)
            continue;
        ui_type(ui, rows[x].begin);
        return true;
    }
    if (key->kind == PRESS_ARROW_UP)
        ui->scroll[SCREEN_DIPLOMACY]++;
    else if (key->kind == PRESS_ARROW_DOWN && ui->scroll[SCREEN_DIPLOMACY] > 0)
        ui->scroll[SCREEN_DIPLOMACY]--;
    else
        return key->kind == PRESS_ARROW_DOWN;
    return true;
}

const struct screen screen_diplomacy = {.name = "diplomacy", .draw = draw, .press = press};
