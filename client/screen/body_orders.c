/* T2: the order sheet on the left; beside it what the chosen row means, what one point more of it changes,
 * and how strong the others are. */
#include "client/screen/cells.h"
#include "client/screen/orders_rows.h"
#include "client/screen/ui.h"
#include "client/term/tell_figures.h"
#include "common/aids/idle.h"
#include "common/aids/margins.h"

#include <string.h>

enum { VALUE_AT = 15, SHEET_COLUMNS = 38, BESIDE_MIN = 2 };

/* ---- the sheet */

static void draw_row(struct ui *ui, struct canvas *canvas, struct area area, int row,
                     const struct order_row *order, bool chosen)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    (void)canvas_put(canvas, row, area.column, 0, STYLE_STRONG, chosen ? ">" : " ");
    (void)canvas_put(canvas, row, area.column + 1, area.column + VALUE_AT - 1, STYLE_PLAIN,
                     page_word(&ui->game->page, "row", order->name));
    if (order->line >= 0)
        text_put_int(&text, ui->game->draft.now.orders.budget[order->line]);
    else
        order->put(ui, &text);
    (void)canvas_put(canvas, row, area.column + VALUE_AT, area.column + SHEET_COLUMNS, STYLE_PLAIN, memory);
    if (chosen)
        canvas_style(canvas, row, area.column + 1, SHEET_COLUMNS - 2, STYLE_CHOSEN);
}

static int draw_sheet(struct ui *ui, struct canvas *canvas, struct area area, const struct order_row **rows,
                      int count)
{
    const struct view *view = ui_view(ui);
    (void)ui_say(ui, canvas, area.row, area.column, area.column + SHEET_COLUMNS, STYLE_STRONG,
                 "screen.orders",
                 SLOTS(num("turn", ui->game->draft.turn),
                       num("points", orders_available(view, &ui->game->draft.now.orders))));
    int first = ui->item - (area.rows - 3) > 0 ? ui->item - (area.rows - 3) : 0, row = area.row + 1;
    for (int x = first; x < count && row < area.row + area.rows - 1; x++)
        draw_row(ui, canvas, area, row++, rows[x], x == ui->item);
    (void)ui_say(ui, canvas, row, area.column + 1, area.column + SHEET_COLUMNS, STYLE_FAINT,
                 ui->more ? "screen.orders_less" : "screen.orders_more", NULL);
    return row + 1;
}

/* ---- beside it */

struct beside {
    const struct order_row *row;
    const struct margins *margins;
};

static void say_change(struct game *game, const char *key, int state, int32_t before, int32_t change)
{
    page_tell(&game->page, key,
              SLOTS(str("state", model_state_name(game->model, state)), num("before", percent_of(before)),
                    num("after", percent_of(before + change))));
}

static void say_margin(struct game *game, const struct beside *beside)
{
    const struct margins *margins = beside->margins;
    const struct margin *margin = &margins->of[beside->row->line];
    char units[32];
    struct text text = text_over(units, sizeof units);
    put_tenths(game, (margin->fortify + margin->strike + margin->dual + 5) / 10, &text);
    if (!margin->is_defined)
        return;
    page_say(&game->page, margin->is_last ? "margin.last" : "margin.more");
    if (beside->row->line == LINE_CIVIL)
        page_tell(&game->page, margins->civil_for_growth ? "margin.civil_growth" : "margin.civil",
                  SLOTS(num("score", margin->score), num("income", margin->income),
                        num("points", margins->civil_for_growth)));
    else if (beside->row->line == LINE_INTEL)
        page_tell(
            &game->page, "margin.intel",
            SLOTS(num("before", percent_of(margin->error_before)), num("after", percent_of(margin->error))));
    else
        page_tell(&game->page, "margin.arms", SLOTS(str("units", units)));
    if (margins->danger >= 0 && margin->takes_me)
        say_change(game, "margin.takes_me", margins->danger, margins->takes_me, margin->takes_me);
    if (margins->prey >= 0 && margin->i_take)
        say_change(game, "margin.i_take", margins->prey, margins->i_take, margin->i_take);
}

static void say_beside(struct game *game, void *user)
{
    const struct beside *beside = user;
    if (beside->row->line >= 0) /* where room is short, figures come before words */
        say_margin(game, beside);
    page_line(&game->page, page_word(&game->page, "help", beside->row->name));
}

enum { AT_TAKES = 11, AT_TAKEN = 21, AT_RECORD = 31 };

static void draw_chance(struct ui *ui, struct canvas *canvas, int row, int column, int state,
                        const struct prospect *prospect)
{
    const struct view *view = ui_view(ui);
    char memory[64], letter[3] = {(char)('A' + state), ' ', '\0'};
    int after = canvas_put(canvas, row, column, 0, STYLE_PLAIN, letter);
    (void)canvas_put(canvas, row, after, column + AT_TAKES - 1, STYLE_PLAIN,
                     model_state_name(ui->game->model, state));
    struct text text = text_over(memory, sizeof memory);
    put_chance_cell(prospect->reaches_me, &prospect->takes_me, &text);
    (void)canvas_put(canvas, row, column + AT_TAKES, 0, STYLE_PLAIN, memory);
    text = text_over(memory, sizeof memory);
    put_chance_cell(prospect->i_reach, &prospect->i_take, &text);
    (void)canvas_put(canvas, row, column + AT_TAKEN, 0, STYLE_PLAIN, memory);
    const int32_t record[] = {view->begun[state], view->kept[state], view->refused[state],
                              view->broken[state]};
    text = text_over(memory, sizeof memory);
    for (int x = 0; x < 4; x++) {
        text_put(&text, x ? "/" : "");
        text_put_int(&text, record[x]);
    }
    (void)canvas_put(canvas, row, column + AT_RECORD, 0, STYLE_PLAIN, memory);
}

/* The table of the others, then what its last column means. */
static void draw_chances(struct ui *ui, struct canvas *canvas, struct area area)
{
    const struct view *view = ui_view(ui);
    struct prospects prospects;
    prospects_of(view, &ui->game->draft.now.orders, &prospects);
    int row = area.row, end = area.row + area.rows;
    (void)ui_say(ui, canvas, row, area.column, area.column + AT_TAKES - 1, STYLE_FAINT, "head.state", NULL);
    (void)ui_say(ui, canvas, row, area.column + AT_TAKES, area.column + AT_TAKEN - 1, STYLE_FAINT,
                 "head.takes", NULL);
    (void)ui_say(ui, canvas, row, area.column + AT_TAKEN, area.column + AT_RECORD - 1, STYLE_FAINT,
                 "head.taken", NULL);
    (void)ui_say(ui, canvas, row++, area.column + AT_RECORD, 0, STYLE_FAINT, "head.record", NULL);
    for (int j = 0; j < view->n && row < end; j++)
        if (j != view->me && view->alive[j])
            draw_chance(ui, canvas, row++, area.column, j, &prospects.of[j]);
    if (row < end)
        (void)ui_say(ui, canvas, row, area.column, 0, STYLE_FAINT, "screen.record", NULL);
}

static void say_idle(struct game *game, void *user)
{
    const struct idle *idle = user;
    char budget[PAGE_WORDS];
    struct text text = text_over(budget, sizeof budget);
    put_budget(game, idle->budget, &text);
    page_tell(&game->page, "idle.budget", SLOTS(str("budget", budget)));
    page_tell(&game->page, "idle.arms",
              SLOTS(num("fortify", (idle->next.fortify + 50) / 100),
                    num("strike", (idle->next.strike + 50) / 100)));
    if (idle->danger >= 0)
        page_tell(&game->page, "idle.danger",
                  SLOTS(str("state", model_state_name(game->model, idle->danger)),
                        num("percent", percent_of(idle->takes_me))));
}

static void draw_idle(struct ui *ui, struct canvas *canvas, struct area area)
{
    struct idle idle;
    int scroll = 0;
    idle_of(ui_view(ui), &idle);
    lines_tell(&ui->scratch, ui->game, area.columns, say_idle, &idle);
    if (ui->scratch.count > area.rows)
        ui->scratch.count = area.rows;
    (void)ui_put_lines(canvas, area, &ui->scratch, &scroll, STYLE_FAINT);
}

static void draw_beside(struct ui *ui, struct canvas *canvas, struct area area, const struct order_row *row)
{
    const struct view *view = ui_view(ui);
    struct margins margins;
    memset(&margins, 0, sizeof margins);
    if (row->line >= 0)
        margins_of(view, &ui->game->draft.now.orders, &margins);
    struct beside beside = {row, &margins};
    int scroll = 0, rivals = 0;
    for (int j = 0; j < view->n; j++)
        rivals += j != view->me && view->alive[j];
    lines_tell(&ui->scratch, ui->game, area.columns, say_beside, &beside);
    int most = area.rows - rivals - 1; /* all others stand below, under their heads */
    most = most < BESIDE_MIN ? BESIDE_MIN : most;
    if (ui->scratch.count > most)
        ui->scratch.count = most;
    struct area top = {area.row, area.column, most, area.columns};
    int used = ui_put_lines(canvas, top, &ui->scratch, &scroll, STYLE_PLAIN);
    int gap = used < most;
    struct area table = {area.row + used + gap, area.column, area.rows - used - gap, area.columns};
    draw_chances(ui, canvas, table);
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    const struct order_row *rows[ORDER_ROWS_MAX];
    int count = order_rows(ui, rows);
    if (!game_may_order(ui->game)) {
        (void)ui_say(ui, canvas, area.row, area.column, 0, STYLE_PLAIN, "screen.no_orders", NULL);
        return;
    }
    if (ui->item >= count)
        ui->item = count - 1;
    int row = draw_sheet(ui, canvas, area, rows, count);
    struct area below = {row, area.column + 1, area.row + area.rows - row, SHEET_COLUMNS - 2};
    if (below.rows > 1)
        draw_idle(ui, canvas, below);
    struct area right = {area.row, area.column + SHEET_COLUMNS + 1, area.rows,
                         area.columns - SHEET_COLUMNS - 1};
    draw_beside(ui, canvas, right, rows[ui->item]);
}

static bool press(struct ui *ui, const struct key *key)
{
    const struct order_row *rows[ORDER_ROWS_MAX];
    int count = order_rows(ui, rows);
    if (!game_may_order(ui->game))
        return false;
    if (ui->item >= count)
        ui->item = count - 1;
    const struct order_row *row = rows[ui->item];
    bool more = key->kind == PRESS_ARROW_RIGHT || (key->kind == PRESS_TEXT && key->text[0] == '+');
    bool less = key->kind == PRESS_ARROW_LEFT || (key->kind == PRESS_TEXT && key->text[0] == '-');
    if (key->kind == PRESS_ARROW_UP || key->kind == PRESS_ARROW_DOWN)
        ui->item = (ui->item + (key->kind == PRESS_ARROW_UP ? count - 1 : 1)) % count;
    else if ((more || less) && row->step)
        row->step(ui, more ? 1 : -1);
    else if ((more || less || key->kind == PRESS_ENTER) && row->begin)
        ui_type(ui, row->begin);
    else if (key->kind == PRESS_ENTER && row->step)
        row->step(ui, 1);
    else if (key->kind == PRESS_TEXT && key->text[0] == 'o')
        ui->more = !ui->more;
    else
        return false;
    return true;
}

const struct screen screen_orders = {.name = "orders", .draw = draw, .press = press};
