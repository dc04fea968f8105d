/* T6: what was told, turn by turn; of all states or of one. */
#include "client/screen/ui.h"
#include "client/term/tell.h"

static void say_log(struct game *game, void *user)
{
    const struct ui *ui = user;
    int turn = ui->log_turn;
    if (!tell_log_of(game, (uint32_t)turn, ui->log_state))
        page_tell(&game->page, turn ? "log.unknown" : "change.first_turn", SLOTS(num("turn", turn)));
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    int last = ui_view(ui)->turn;
    if (ui->log_turn == 0 || ui->log_turn > last)
        ui->log_turn = last;
    if (last > 0)
        (void)ui_say(
            ui, canvas, area.row, area.column, 0, STYLE_STRONG,
            ui->log_state < 0 ? "screen.log_all" : "screen.log_one",
            SLOTS(num("turn", ui->log_turn), num("last", last),
                  str("name", ui->log_state < 0 ? "" : model_state_name(ui->game->model, ui->log_state))));
    lines_tell(&ui->scratch, ui->game, area.columns - 2, say_log, ui);
    struct area rest = {area.row + 1, area.column, area.rows - 2, area.columns};
    (void)ui_put_lines(canvas, rest, &ui->scratch, &ui->scroll[SCREEN_LOG], STYLE_PLAIN);
    (void)ui_say(ui, canvas, area.row + area.rows - 1, area.column, 0, STYLE_FAINT, "screen.log_how", NULL);
}

static bool press(struct ui *ui, const struct key *key)
{
    int n = ui_view(ui)->n;
    if (key->kind == PRESS_ARROW_LEFT && ui->log_turn > 1)
        ui->log_turn--;
    else if (key->kind == PRESS_ARROW_RIGHT && ui->log_turn < ui_view(ui)->turn)
        ui->log_turn++;
    else if (key->kind == PRESS_TEXT && key->text[0] >= 'A' && key->text[0] < 'A' + n)
        ui->log_state = ui->log_state == key->text[0] - 'A' ? -1 : key->text[0] - 'A';
    else if (key->kind == PRESS_TEXT && key->text[0] == '0')
        ui->log_state = -1;
    else
        return key->kind == PRESS_ARROW_LEFT || key->kind == PRESS_ARROW_RIGHT;
    ui->scroll[SCREEN_LOG] = 0;
    return true;
}

const struct screen screen_log = {.name = "log", .draw = draw, .press = press};
