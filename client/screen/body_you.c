/* T7: oneself: how one looks to the others, the game in one picture, the role card. */
#include "client/screen/ui.h"
#include "client/term/tell.h"

enum { LOOKS, GAME, ROLE, PARTS };

static void say_part(struct game *game, void *user)
{
    const struct ui *ui = user;
    if (ui->part == ROLE || !game_may_order(game)) {
        tell_role(game);
        return;
    }
    if (ui->part == LOOKS)
        tell_looks(game, -1);
    else
        tell_world_game(game);
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    static const char *const heads[PARTS] = {"screen.looks", "screen.game", "screen.role"};
    int column = area.column;
    for (int x = 0; x < PARTS; x++) {
        int begin = column;
        column = ui_say(ui, canvas, area.row, column + 1, 0, STYLE_PLAIN, heads[x], NULL) + 2;
        if (x == ui->part)
            canvas_style(canvas, area.row, begin, column - begin - 1, STYLE_CHOSEN);
    }
    (void)ui_say(ui, canvas, area.row, column, 0, STYLE_FAINT, "screen.you_how", NULL);
    lines_tell(&ui->scratch, ui->game, area.columns - 2, say_part, ui);
    struct area rest = {area.row + 1, area.column, area.rows - 1, area.columns};
    (void)ui_put_lines(canvas, rest, &ui->scratch, &ui->scroll[SCREEN_YOU], STYLE_PLAIN);
}

static bool press(struct ui *ui, const struct key *key)
{
    if (key->kind != PRESS_ARROW_LEFT && key->kind != PRESS_ARROW_RIGHT)
        return false;
    ui->part = (ui->part + (key->kind == PRESS_ARROW_LEFT ? PARTS - 1 : 1)) % PARTS;
    ui->scroll[SCREEN_YOU] = 0;
    return true;
}

const struct screen screen_you = {.name = "you", .draw = draw, .press = press};
