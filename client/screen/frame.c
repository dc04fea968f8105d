/* What stands around every screen: title and clock, the screens by number, what was said, the state of the
 * orders, and the keys. */
#include "client/screen/keys.h"
#include "client/screen/ui.h"
#include "client/term/command.h"
#include "client/term/tell.h"
#include "client/term/typed.h"
#include "common/words/width.h"

#include <string.h>

enum {
    TOP_ROWS = 3,
    PANE_ROWS_MIN = 2,
    PANE_ROWS_MAX = 8,
};

/* Once the world has ended there is less to say down here, and more to read above. */
static int status_rows(const struct ui *ui)
{
    return ui->game->model->has_ended ? 1 : 3;
}

/* Rows for what was said: half of what the terminal has beyond the least. */
static int pane_rows(const struct ui *ui, const struct canvas *canvas)
{
    int rows = PANE_ROWS_MIN + (canvas->rows - UI_ROWS_MIN) / 2;
    if (ui->game->model->has_ended)
        return PANE_ROWS_MIN;
    return rows > PANE_ROWS_MAX ? PANE_ROWS_MAX : rows;
}

/* Rule, what was said, state of the orders, keys. */
static int bottom_rows(const struct ui *ui, const struct canvas *canvas)
{
    return 1 + pane_rows(ui, canvas) + status_rows(ui) + 1;
}

static struct area body_of(const struct ui *ui, const struct canvas *canvas)
{
    int rows = canvas->rows - TOP_ROWS - bottom_rows(ui, canvas);
    return (struct area){TOP_ROWS, 1, rows, canvas->columns - 2};
}

/* ---- for the screens */

const char *ui_words(const struct ui *ui, const char *key, const struct slot *slots, struct text *text)
{
    page_piece(&ui->game->page, key, slots, text);
    return text->at;
}

int ui_say(struct ui *ui, struct canvas *canvas, int row, int column, int limit, enum style style,
           const char *key, const struct slot *slots)
{
    char memory[PAGE_WORDS];
    struct text text = text_over(memory, sizeof memory);
    return canvas_put(canvas, row, column, limit, style, ui_words(ui, key, slots, &text));
}

void ui_put_name(const struct ui *ui, struct canvas *canvas, int row, int column, int limit, enum style style,
                 int state)
{
    const struct game *game = ui->game;
    const char *bot = is_bot(game, state) ? sentence_words(game->page.language, "screen.bot") : "";
    int room = bot[0] ? 1 + columns_of(bot) : 0; /* the name gives way: its letter stands before it */
    column = canvas_put(canvas, row, column, limit - room, style, model_state_name(game->model, state));
    if (bot[0])
        (void)canvas_put(canvas, row, column + 1, limit, style, bot);
}

int ui_put_lines(struct canvas *canvas, struct area area, const struct lines *lines, int *scroll,
                 enum style style)
{
    int most = lines->count - area.rows;
    if (*scroll > most)
        *scroll = most;
    if (*scroll < 0)
        *scroll = 0;
    int count = lines->count - *scroll < area.rows ? lines->count - *scroll : area.rows;
    for (int x = 0; x < count; x++)
        (void)canvas_put(canvas, area.row + x, area.column, area.column + area.columns, style,
                         lines_at(lines, *scroll + x));
    if (*scroll > 0)
        canvas_put_right(canvas, area.row, area.column + area.columns, STYLE_STRONG, "^");
    if (*scroll + count < lines->count)
        canvas_put_right(canvas, area.row + area.rows - 1, area.column + area.columns, STYLE_STRONG, "v");
    return count;
}

void ui_rivals(const struct ui *ui, bool living, int rows, struct rivals *rivals)
{
    const struct view *view = ui_view(ui);
    int chosen = 0;
    rivals->count = 0;
    for (int j = 0; j < view->n; j++) {
        if (j == view->me || (living && !view->alive[j]))
            continue;
        if (j == ui->rival)
            chosen = rivals->count;
        rivals->at[rivals->count++] = j;
    }
    rows = rows < 1 ? 1 : rows;
    rivals->shown = rivals->count < rows ? rivals->count : rows;
    rivals->first = chosen < rivals->shown ? 0 : chosen - rivals->shown + 1;
}

void ui_mark_more(struct canvas *canvas, const struct rivals *rivals, int row, int column)
{
    if (rivals->first > 0)
        canvas_put_right(canvas, row, column, STYLE_STRONG, "^");
    if (rivals->first + rivals->shown < rivals->count)
        canvas_put_right(canvas, row + rivals->shown - 1, column, STYLE_STRONG, "v");
}

/* ---- top */

static const char *time_left(const struct ui *ui, struct text *text)
{
    const struct model *model = ui->game->model;
    int64_t seconds = model->has_clock ? model_seconds_left(model, ui->game->now_ms) : -1;
    if (model->has_ended)
        return ui_words(ui, "screen.over", NULL, text);
    if (model->has_joined && !player_connected(ui->game->player)) /* what the clock says may be wrong now */
        return ui_words(ui, "screen.lost",
                        SLOTS(num("seconds", (int64_t)(ui->game->now_ms - ui->game->lost_ms) / 1000)), text);
    if (!model->has_clock || model->clock.state == CLOCK_NONE || model->clock.state == CLOCK_LOBBY)
        return "";
    if (model->clock.state == CLOCK_PAUSED)
        return ui_words(ui, "screen.paused", NULL, text);
    if (seconds < 0)
        return ui_words(ui, "screen.no_clock", NULL, text);
    char left[32];
    struct text digits = text_over(left, sizeof left);
    text_put_int(&digits, seconds / 60);
    text_put(&digits, seconds % 60 < 10 ? ":0" : ":");
    text_put_int(&digits, seconds % 60);
    return ui_words(ui, "screen.time_left", SLOTS(str("time", left)), text);
}

static bool is_urgent(const struct ui *ui)
{
    const struct model *model = ui->game->model;
    int64_t seconds = model->has_clock ? model_seconds_left(model, ui->game->now_ms) : -1;
    return model->has_clock && model->clock.state == CLOCK_OPEN && seconds >= 0 && seconds <= 60;
}

/* Where room is short, how many there are at most goes. */
static void draw_turn(struct ui *ui, struct canvas *canvas, int column, int limit)
{
    const struct view *view = ui_view(ui);
    bool is_over = view->end != END_RUNNING || ui->game->model->has_ended;
    const char *key = view->scenario.parameters.end_from ? "screen.turn_lot" : "screen.turn";
    const struct slot *slots =
        SLOTS(num("turn", view->turn + !is_over), num("last", view->scenario.parameters.max_turns));
    char memory[PAGE_WORDS];
    struct text text = text_over(memory, sizeof memory);
    bool fits = column + columns_of(ui_words(ui, key, slots, &text)) < limit;
    (void)ui_say(ui, canvas, 0, column, limit, STYLE_PLAIN, fits ? key : "screen.turn_short", slots);
}

/* The name comes before the turn. */
static void draw_title(struct ui *ui, struct canvas *canvas)
{
    const struct model *model = ui->game->model;
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    const char *left = time_left(ui, &text);
    int limit = canvas->columns - 2 - columns_of(left);
    int column = ui_say(ui, canvas, 0, 1, limit, STYLE_STRONG, "screen.title", NULL);
    char world[64];
    struct text name = text_over(world, sizeof world);
    put_world(ui->game, &name);
    if (name.length)
        column = canvas_put(canvas, 0, column + 3, limit, STYLE_STRONG, world);
    if (ui_has_view(ui)) {
        const struct view *view = ui_view(ui);
        char letter[2] = {(char)('A' + view->me), '\0'};
        column = ui_say(ui, canvas, 0, column + 3, limit, STYLE_STRONG, "screen.you_are",
                        SLOTS(str("name", model_state_name(model, view->me)), str("letter", letter)));
        draw_turn(ui, canvas, column + 3, limit);
    }
    canvas_put_right(canvas, 0, canvas->columns - 1, is_urgent(ui) ? STYLE_WARNING : STYLE_PLAIN, left);
}

/* Somebody else has written since the messages were looked at. */
static bool has_unread(const struct ui *ui)
{
    const struct model *model = ui->game->model;
    for (int x = ui->press_seen; x < model->press_count; x++)
        if (!model->has_briefing || model->press[x].from != model->briefing.seat)
            return true;
    return false;
}

static void draw_tabs(struct ui *ui, struct canvas *canvas)
{
    int column = 0;
    bool unread = has_unread(ui);
    int count = ui->game->model->has_ended ? SCREEN_COUNT : SCREEN_DEBRIEF;
    for (int x = 0; x < count; x++) {
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        if (x == SCREEN_BELIEFS && !model_asks_beliefs(ui->game->model))
            continue;
        if (ui->screen != SCREEN_BELIEFS || ui->overlay.open) { /* there a digit is a percentage */
            text_put_int(&text, x + 1);
            text_put_char(&text, ' ');
        }
        text_put(&text, page_word(&ui->game->page, "tab", screens[x]->name));
        if (x == SCREEN_DIPLOMACY && unread && ui->screen != SCREEN_DIPLOMACY)
            text_put(&text, " *");
        bool chosen = x == (int)ui->screen;
        int begin = column;
        column = canvas_put(canvas, 1, column, 0, STYLE_PLAIN, chosen ? "[" : " ");
        column = canvas_put(canvas, 1, column, 0, STYLE_PLAIN, memory);
        column = canvas_put(canvas, 1, column, 0, STYLE_PLAIN, chosen ? "]" : "");
        if (chosen)
            canvas_style(canvas, 1, begin, column - begin, STYLE_CHOSEN);
    }
    canvas_rule(canvas, 2);
    if (ui->game->model->has_clock && ui->game->model->clock.practice && !ui->overlay.open)
        (void)ui_say(ui, canvas, 2, 3, 0, STYLE_WARNING, "web_step.practice", NULL);
}

/* ---- bottom */

/* While orders may be given: what becomes of them, and who is waited for; the time left stands above. */
static void say_status(struct game *game, void *user)
{
    const struct wire_clock *clock = &game->model->clock;
    (void)user;
    if (game->awaits_consent) /* all of it stands above */
        return;
    if (model_withheld(game->model) && !debrief_has_begun(game->model)) { /* how it begins, too */
        page_say(&game->page, "screen.debrief_soon");
        return;
    }
    game->drawn = false; /* here it stands where it is always in sight */
    if (game_may_order(game) && game->model->has_clock && clock->state == CLOCK_PAUSED) {
        tell_order_state(game);
        page_tell(&game->page, clock->reason[0] ? "screen.paused_for" : "screen.paused_plain",
                  SLOTS(str("reason", clock->reason)));
    } else if (game_may_order(game) && game->model->has_clock && clock->state == CLOCK_OPEN) {
        int64_t waiting = (int64_t)clock->seats - clock->seats_ready;
        bool resolving = model_seconds_left(game->model, game->now_ms) == 0 || waiting == 0;
        bool waits = game->ready && draft_state(&game->draft) == DRAFT_SAVED;
        tell_order_state(game);
        if (waits || resolving || model_counts_told(game->model)) /* else nothing is known of the others */
            page_tell(
                &game->page,
                resolving                          ? "deadline.resolving"
                : waits && clock->seats_ready == 0 ? "screen.waiting_some" /* how many is not told */
                : waits                            ? "screen.waiting_for"
                                                   : "screen.ready",
                SLOTS(num("ready", clock->seats_ready), num("seats", clock->seats), num("waiting", waiting)));
    } else {
        tell_status(game);
    }
    game->drawn = true;
}

static enum style status_style(const struct ui *ui)
{
    if (!game_may_order(ui->game))
        return STYLE_PLAIN;
    return draft_state(&ui->game->draft) == DRAFT_SAVED ? STYLE_GOOD : STYLE_WARNING;
}

static void draw_status(struct ui *ui, struct canvas *canvas, int row)
{
    int scroll = 0;
    int rows = status_rows(ui);
    struct area area = {row, 1, rows, canvas->columns - 2};
    lines_tell(&ui->scratch, ui->game, canvas->columns - 2, say_status, NULL);
    if (ui->scratch.count > rows)
        ui->scratch.count = rows; /* the first sentence comes first for a reason */
    (void)ui_put_lines(canvas, area, &ui->scratch, &scroll, status_style(ui));
}

static void draw_messages(struct ui *ui, struct canvas *canvas, int row)
{
    int rows = pane_rows(ui, canvas);
    int recent = ui->messages.count - ui->pane_from;
    int shown = recent < rows ? recent : rows;
    int first = ui->answered ? ui->pane_from : ui->messages.count - shown;
    int hidden = ui->fresh - rows;
    for (int x = 0; x < shown; x++)
        (void)canvas_put(canvas, row + x, 1, 0, ui->fresh ? STYLE_STRONG : STYLE_PLAIN,
                         lines_at(&ui->messages, first + x));
    if (hidden > 0) {
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        canvas_put_right(canvas, row - 1, canvas->columns - 1, STYLE_STRONG,
                         ui_words(ui, "screen.more_messages", SLOTS(num("count", hidden)), &text));
    }
}

/* How the command that is being typed goes on. */
static void draw_usage(struct ui *ui, struct canvas *canvas, int row)
{
    char memory[PAGE_WORDS];
    struct text text = text_over(memory, sizeof memory);
    struct slice rest = slice_of(ui->edit.text), word;
    bool ambiguous;
    const struct command *command =
        word_take(&rest, &word) ? command_find(ui->game->page.language, word, &ambiguous) : NULL;
    for (int x = 0; x < canvas->columns; x++)
        (void)canvas_put(canvas, row, x, 0, STYLE_PLAIN, " ");
    if (!command) {
        (void)ui_say(ui, canvas, row, 1, 0, STYLE_FAINT, "screen.typing", NULL);
        return;
    }
    put_usage(ui->game->page.language, command->usage, &text);
    (void)ui_say(ui, canvas, row, 1, 0, STYLE_FAINT, "screen.usage", SLOTS(str("usage", memory)));
}

/* The line that is being typed, scrolled so that the cursor stays in sight. */
static void draw_typing(struct ui *ui, struct canvas *canvas, int row)
{
    char before[EDIT_MAX];
    const char *text = ui->edit.text;
    int room = canvas->columns - 3;
    memcpy(before, text, (size_t)ui->edit.at);
    before[ui->edit.at] = '\0';
    const char *from = before;
    while (columns_of(from) > room)
        from += glyph_at(from).bytes;
    draw_usage(ui, canvas, row - 1);
    (void)canvas_put(canvas, row, 0, 0, STYLE_STRONG, ":");
    (void)canvas_put(canvas, row, 1, 0, STYLE_PLAIN, text + (from - before));
    canvas->cursor_row = row;
    canvas->cursor_column = 1 + columns_of(from);
}

static void draw_bottom(struct ui *ui, struct canvas *canvas)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    int row = canvas->rows - bottom_rows(ui, canvas);
    canvas_rule(canvas, row);
    if (ui_has_view(ui) || ui->overlay.open) /* else they stand above */
        draw_messages(ui, canvas, row + 1);
    draw_status(ui, canvas, row + 1 + pane_rows(ui, canvas));
    if (ui->typing) {
        draw_typing(ui, canvas, canvas->rows - 1);
        return;
    }
    keys_put_hints(ui, &text);
    (void)canvas_put(canvas, canvas->rows - 1, 1, 0, STYLE_FAINT, memory);
}

/* ---- the whole */

static void draw_overlay(struct ui *ui, struct canvas *canvas)
{
    struct area area = body_of(ui, canvas);
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    (void)canvas_put(canvas, 2, 2, 0, STYLE_STRONG, ui->overlay.title);
    canvas_put_right(canvas, 2, canvas->columns - 2, STYLE_STRONG, ui_words(ui, "screen.close", NULL, &text));
    (void)ui_put_lines(canvas, area, &ui->overlay.lines, &ui->overlay.scroll, STYLE_PLAIN);
}

static void say_lobby(struct game *game, void *user)
{
    const struct ui *ui = user;
    if (!game->awaits_consent && !(game->model->has_clock && game->model->clock.start_by_hand)) {
        page_say(&game->page, "screen.waiting");
        page_blank(&game->page);
    }
    for (int x = 0; x < ui->messages.count; x++)
        page_line(&game->page, lines_at(&ui->messages, x));
}

/* Before the world begins: all that was said, the seat code among it. */
static void draw_nothing_yet(struct ui *ui, struct canvas *canvas, struct area area)
{
    int scroll = LINES_MAX;
    lines_tell(&ui->scratch, ui->game, area.columns, say_lobby, ui);
    (void)ui_put_lines(canvas, area, &ui->scratch, &scroll, STYLE_PLAIN);
}

static void say_too_small(struct game *game, void *user)
{
    const struct canvas *canvas = user;
    page_tell(&game->page, "screen.too_small",
              SLOTS(num("columns", canvas->columns), num("rows", canvas->rows),
                    num("least_columns", UI_COLUMNS_MIN), num("least_rows", UI_ROWS_MIN)));
}

static void draw_too_small(struct ui *ui, struct canvas *canvas)
{
    int scroll = 0;
    struct area area = {0, 0, canvas->rows, canvas->columns};
    lines_tell(&ui->scratch, ui->game, canvas->columns, say_too_small, canvas);
    (void)ui_put_lines(canvas, area, &ui->scratch, &scroll, STYLE_WARNING);
}

void ui_draw(struct ui *ui, struct canvas *canvas, int rows, int columns)
{
    canvas_clear(canvas, rows, columns);
    ui->game->page.width = columns - 2; /* of what will be said from now on */
    ui->too_small = rows < UI_ROWS_MIN || columns < UI_COLUMNS_MIN;
    if (ui->too_small) {
        draw_too_small(ui, canvas);
        return;
    }
    struct area area = body_of(ui, canvas);
    draw_title(ui, canvas);
    draw_tabs(ui, canvas);
    if (ui->overlay.open)
        draw_overlay(ui, canvas);
    else if (ui_has_view(ui))
        screens[ui->screen]->draw(ui, canvas, area);
    else
        draw_nothing_yet(ui, canvas, area);
    draw_bottom(ui, canvas);
}
