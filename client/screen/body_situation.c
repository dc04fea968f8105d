/* T1: what changed first, then the others in a table, then oneself. */
#include "client/screen/cells.h"
#include "client/screen/ui.h"
#include "client/term/tell.h"

#include <string.h>

enum { CHANGES_MIN = 1, OWN_ROWS = 2 };

/* Columns of the table. */
enum { AT_NAME = 3, AT_ARMS = 14, AT_KINDS = 28, AT_PACT = 41, AT_GREEDY = 52, AT_TAKES = 60, AT_TAKEN = 70 };

static void say_changes(struct game *game, void *user)
{
    (void)user;
    tell_changes(game);
}

/* More or less suspicious than a turn ago, by the staff: ^ v =, or nothing on the first turn. */
static const char *trend_of(const struct ui *ui, int state)
{
    int turn = ui_view(ui)->turn + 1;
    const struct sighting *now = &ui->sightings.at[turn][state], *before = &ui->sightings.at[turn - 1][state];
    if (turn < 2 || before->source == SIGHTING_NONE)
        return " ";
    int change = percent_of(now->assessment) - percent_of(before->assessment);
    return change > 0 ? "^" : change < 0 ? "v" : "=";
}

static void put_cell(struct canvas *canvas, int row, int column, int limit, enum style style,
                     const char *words)
{
    (void)canvas_put(canvas, row, column, limit - 1, style, words);
}

static void draw_rival(struct ui *ui, struct canvas *canvas, int row, int state,
                       const struct prospects *prospects)
{
    const struct view *view = ui_view(ui);
    const struct prospect *prospect = &prospects->of[state];
    enum style style = state == ui->rival ? STYLE_STRONG : STYLE_PLAIN;
    char memory[96], name[4] = {state == ui->rival ? '>' : ' ', (char)('A' + state), ' ', '\0'};
    struct text text = text_over(memory, sizeof memory);
    (void)canvas_put(canvas, row, 0, 0, style, name);
    ui_put_name(ui, canvas, row, AT_NAME, AT_ARMS - 1, style, state);
    if (!view->alive[state]) {
        (void)ui_say(ui, canvas, row, AT_ARMS, 0, STYLE_FAINT, "screen.eliminated", NULL);
        return;
    }
    const struct range all = estimate_range(view, state, estimate_total(view, state));
    put_range_cell(&all, AT_KINDS - AT_ARMS - 1, &text);
    put_cell(canvas, row, AT_ARMS, AT_KINDS, style, memory);
    text = text_over(memory, sizeof memory);
    put_kinds_cell(view->est_fortify[state], view->est_strike[state] + view->est_dual[state], &text);
    put_cell(canvas, row, AT_KINDS, AT_PACT, style, memory);
    text = text_over(memory, sizeof memory);
    text_put(&text, page_word(&ui->game->page, "short", pact_names.names[view->pact[view->me][state]]));
    text_put(&text, view->pact[view->me][state] && view->my_secret[state] ? "*" : "");
    put_cell(canvas, row, AT_PACT, AT_GREEDY, style, memory);
    text = text_over(memory, sizeof memory);
    text_put_int(&text, percent_of(view->assessment[state]));
    text_put(&text, "% ");
    text_put(&text, trend_of(ui, state));
    put_cell(canvas, row, AT_GREEDY, AT_TAKES, style, memory);
    text = text_over(memory, sizeof memory);
    put_chance_cell(prospect->reaches_me, &prospect->takes_me, &text);
    put_cell(canvas, row, AT_TAKES, AT_TAKEN, style, memory);
    text = text_over(memory, sizeof memory);
    put_chance_cell(prospect->i_reach, &prospect->i_take, &text);
    (void)canvas_put(canvas, row, AT_TAKEN, 0, style, memory);
}

static void draw_heads(struct ui *ui, struct canvas *canvas, int row)
{
    static const struct {
        int column;
        const char *key;
    } heads[] = {{1, "head.state"},       {AT_ARMS, "head.arms"},     {AT_KINDS, "head.kinds"},
                 {AT_PACT, "head.pact"},  {AT_GREEDY, "head.greedy"}, {AT_TAKES, "head.takes"},
                 {AT_TAKEN, "head.taken"}};
    for (size_t x = 0; x < sizeof heads / sizeof heads[0]; x++) {
        int limit = x + 1 < sizeof heads / sizeof heads[0] ? heads[x + 1].column - 1 : 0;
        (void)ui_say(ui, canvas, row, heads[x].column, limit, STYLE_FAINT, heads[x].key, NULL);
    }
}

static void draw_own(struct ui *ui, struct canvas *canvas, int row)
{
    static const char *const bands[] = {"band.0", "band.1", "band.2", "band.3"};
    const struct view *view = ui_view(ui);
    int column = ui_say(ui, canvas, row, 1, 0, STYLE_STRONG, "screen.own",
                        SLOTS(num("income", view->income), num("fortify", (view->own.fortify + 50) / 100),
                              num("strike", (view->own.strike + view->own.dual + 50) / 100),
                              num("territory", view->territory[view->me]), num("score", view->own.score)));
    if (view->own.mobilised & 1)
        (void)ui_say(ui, canvas, row, column + 1, 0, STYLE_WARNING, "own.mobilised", NULL);
    (void)ui_say(ui, canvas, row + 1, 1, 0, view->band >= 2 ? STYLE_WARNING : STYLE_PLAIN,
                 bands[view->band & 3], NULL);
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    const struct view *view = ui_view(ui);
    struct prospects prospects;
    int others = area.rows - 1 - 1 - OWN_ROWS; /* under the heading, the heads of the table and oneself */
    int changes = others - (view->n - 1) - 1;
    if (changes < CHANGES_MIN)
        changes = CHANGES_MIN;
    memset(&prospects, 0, sizeof prospects);
    if (view->alive[view->me])
        prospects_of(view, &ui->game->draft.now.orders, &prospects);
    (void)ui_say(ui, canvas, area.row, area.column, 0, STYLE_STRONG, "screen.changes", NULL);
    lines_tell(&ui->scratch, ui->game, area.columns - 4, say_changes, NULL);
    if (changes > ui->scratch.count + 1)
        changes = ui->scratch.count + 1;
    struct area top = {area.row + 1, area.column + 1, changes, area.columns - 1};
    (void)ui_put_lines(canvas, top, &ui->scratch, &ui->scroll[SCREEN_SITUATION], STYLE_PLAIN);
    int row = area.row + 1 + changes;
    draw_heads(ui, canvas, row++);
    struct rivals rivals;
    ui_rivals(ui, false, others - changes, &rivals);
    ui_mark_more(canvas, &rivals, row, area.column + area.columns);
    for (int x = 0; x < rivals.shown; x++)
        draw_rival(ui, canvas, row++, rivals.at[rivals.first + x], &prospects);
    if (row + OWN_ROWS < area.row + area.rows)
        row++;
    draw_own(ui, canvas, row);
}

const struct screen screen_situation = {.name = "situation", .draw = draw};
