/* The monitor on a sheet of at least 80 columns and 24 rows. Drawing changes nothing. */
#include "client/ctl/state_page.h"
#include "client/monitor/desk.h"
#include "client/monitor/keys.h"
#include "client/monitor/seat_seen.h"

#include <assert.h>
#include <string.h>

enum {
    LINE_SIZE = 1024,
    HEADING_ROWS = 4, /* the band, who and where, and the plan */
    WORLDS_SHOWN = 8, /* with the line of all */
    FOOT_ROWS = 5,    /* questions, what is said or typed, keys, the band */
    QUESTIONS_SHOWN = 2,
    SEAT_ROWS_MAX = 1 + WIRE_SEAT_PERSONS_MAX, /* the bot in it, and its persons */
    WORLDS_BESIDE_SEAT = WORLDS_SHOWN - 1,     /* fewer where a seat is chosen, so that it has room */
};

static_assert(DESK_ROWS_MIN - HEADING_ROWS - 1 - WORLDS_BESIDE_SEAT - 1 - 1 - FOOT_ROWS >= SEAT_ROWS_MAX,
              "heads, the rule and the worlds leave room for any chosen seat");

/* A sentence at a place. */
static void say(const struct desk *desk, struct canvas *canvas, int row, int column, enum style style,
                const char *key, const struct slot *slots)
{
    char line[LINE_SIZE];
    struct text text = text_over(line, sizeof line);
    sentence_put(desk->language, key, slots, &text);
    (void)canvas_put(canvas, row, column, 0, style, line);
}

/* Lines of a text from a row on, at most so many; gives the row behind them. */
static int put_lines(struct canvas *canvas, int row, int most, enum style style, const char *lines)
{
    struct slice rest = slice_of(lines), line;
    char one[LINE_SIZE];
    for (int x = 0; x < most && slice_take(&rest, '\n', &line); x++) {
        struct text text = text_over(one, sizeof one);
        text_put_span(&text, line.at, line.length);
        (void)canvas_put(canvas, row++, 0, 0, style, one);
    }
    return row;
}

/* Over the whole width, on both ends of the screen: nobody overlooks what this is. */
static void draw_band(const struct desk *desk, struct canvas *canvas, int row)
{
    say(desk, canvas, row, 1, STYLE_PLAIN, "monitor.private", NULL);
    canvas_style(canvas, row, 0, canvas->columns, STYLE_ALARM);
}

static void draw_heading(const struct desk *desk, struct canvas *canvas)
{
    static const char *const rights[RIGHTS_COUNT] = {
        "facilitator.rights.none", "facilitator.rights.observe", "facilitator.rights.assist",
        "facilitator.rights.run",  "facilitator.rights.lead",
    };
    const struct wire_exercise_state *state = desk->state;
    char who[128] = "", may[64], plan[LINE_SIZE];
    struct text text = text_over(who, sizeof who), what = text_over(may, sizeof may);
    sentence_put(desk->language, rights[desk->rights < RIGHTS_COUNT ? desk->rights : 0], NULL, &what);
    sentence_put(desk->language, desk->name[0] ? "monitor.you" : "monitor.you_admin",
                 SLOTS(str("name", desk->name), str("rights", may)), &text);
    say(desk, canvas, 1, 0, STYLE_STRONG, "monitor.headline",
        SLOTS(str("code", state->code), str("scenario", state->scenario), num("persons", state->persons),
              num("places", state->places), str("you", who)));
    text = text_over(plan, sizeof plan);
    state_put_plan(state, desk->language, &text);
    if (!state->plan_seconds)
        sentence_put(desk->language, "monitor.no_plan", NULL, &text);
    put_lines(canvas, 2, 2, state_plan_is_tight(state) ? STYLE_WARNING : STYLE_PLAIN, plan);
}

/* ---- worlds */

/* The first row of a list that is shown, so that the chosen ones, `taken` rows from `chosen` on, are in
 * sight: in the middle, where there is something on both sides of them. */
static int first_of(int chosen, int taken, int count, int shown)
{
    int first = taken < shown ? chosen - (shown - taken) / 2 : chosen;
    first = first > count - shown ? count - shown : first;
    return first < 0 ? 0 : first;
}

/* That a list has rows above or below those in sight. */
static void mark_more(struct canvas *canvas, int row, int first, int shown, int count)
{
    if (first > 0)
        canvas_put_right(canvas, row, canvas->columns, STYLE_STRONG, "^");
    if (first + shown < count)
        canvas_put_right(canvas, row + shown - 1, canvas->columns, STYLE_STRONG, "v");
}

static int draw_worlds(const struct desk *desk, struct canvas *canvas)
{
    const struct wire_exercise_state *state = desk->state;
    char line[LINE_SIZE];
    int row = HEADING_ROWS, count = state->world_count + 1;
    int most = desk->seat < 0 ? WORLDS_SHOWN : WORLDS_BESIDE_SEAT;
    int shown = count < most ? count : most;
    int first = first_of(desk->world + 1, 1, count, shown);
    struct text text = text_over(line, sizeof line);
    world_put_head(desk->language, &text);
    row = put_lines(canvas, row, 1, STYLE_FAINT, line);
    for (int x = first; x < first + shown; x++, row++) {
        text = text_over(line, sizeof line);
        if (x == 0)
            sentence_put(desk->language, "monitor.all", NULL, &text);
        else
            world_put_row(state, x - 1, desk->language, &text);
        (void)put_lines(canvas, row, 1, STYLE_PLAIN, line);
        if (x - 1 == desk->world)
            canvas_style(canvas, row, 0, canvas->columns, desk->seat < 0 ? STYLE_CHOSEN : STYLE_STRONG);
    }
    mark_more(canvas, row - shown, first, shown, count);
    return row;
}

/* ---- what the chosen line holds */

static int lines_in(const char *lines)
{
    int count = 0;
    for (; *lines; lines++)
        count += *lines == '\n';
    return count;
}

/* A seat takes a row, and one for each further person. The chosen one is wholly in sight. */
static void draw_seats(const struct desk *desk, struct canvas *canvas, int row, int rows)
{
    const struct wire_exercise_world *world = &desk->state->worlds[desk->world];
    char lines[SEAT_ROWS_MAX * LINE_SIZE];
    int chosen = 0, taken = 0, count = 0, shown = rows - 1, index = 0;
    struct text text = text_over(lines, sizeof lines);
    seat_put_head(desk->language, &text);
    row = put_lines(canvas, row, 1, STYLE_FAINT, lines);
    for (int x = 0; x < world->seat_count; x++) {
        text = text_over(lines, sizeof lines);
        seat_put_rows(world, x, desk->language, &text);
        if (x == desk->seat) {
            chosen = count;
            taken = lines_in(lines);
        }
        count += lines_in(lines);
    }
    int first = first_of(chosen, taken, count, shown);
    for (int x = 0; x < world->seat_count; x++) {
        text = text_over(lines, sizeof lines);
        seat_put_rows(world, x, desk->language, &text);
        struct slice rest = slice_of(lines), line;
        for (; slice_take(&rest, '\n', &line); index++) {
            char one[LINE_SIZE];
            struct text words = text_over(one, sizeof one);
            int at = row + index - first;
            if (index < first || index >= first + shown)
                continue;
            text_put_span(&words, line.at, line.length);
            (void)canvas_put(canvas, at, 0, 0, STYLE_PLAIN, one);
            if (x == desk->seat)
                canvas_style(canvas, at, 0, canvas->columns, STYLE_CHOSEN);
        }
    }
    mark_more(canvas, row, first, shown, count);
}

/* Of all worlds: what is planned and what was done last. */
static void draw_lists(const struct desk *desk, struct canvas *canvas, int row, int rows)
{
    const struct wire_exercise_state *state = desk->state;
    char line[LINE_SIZE];
    int end = row + rows;
    for (int x = 0; x < state->inject_count && row < end - 1; x++) {
        if (state->injects[x].sent || state->injects[x].cancelled)
            continue;
        struct text text = text_over(line, sizeof line);
        sentence_put(desk->language, "monitor.next_inject", NULL, &text);
        inject_put(state, x, desk->language, &text);
        row = put_lines(canvas, row, 1, STYLE_PLAIN, line);
    }
    for (int x = 0; x < state->deed_count && row < end; x++) {
        struct text text = text_over(line, sizeof line);
        deed_put(state, x, desk->language, &text);
        row = put_lines(canvas, row, 1, STYLE_FAINT, line);
    }
}

static void draw_questions(const struct desk *desk, struct canvas *canvas, int row)
{
    char line[LINE_SIZE];
    int told = 0;
    for (int x = 0; x < desk->state->question_count && told < QUESTIONS_SHOWN; x++) {
        if (desk->state->questions[x].answer[0])
            continue;
        struct text text = text_over(line, sizeof line);
        text_put(&text, "? ");
        question_put(desk->state, x, desk->language, &text);
        (void)canvas_put(canvas, row + told++, 0, 0, STYLE_WARNING, line);
    }
}

/* ---- the foot */

static void draw_typed(const struct desk *desk, struct canvas *canvas, int row)
{
    static const char *const keys[] = {
        [LINE_COMMAND] = "monitor.type.command",
        [LINE_INJECT] = "monitor.type.inject",
        [LINE_ANSWER] = "monitor.type.answer",
        [LINE_ANSWER_ALL] = "monitor.type.answer_all",
    };
    char line[LINE_SIZE], scope[128];
    struct text where = text_over(scope, sizeof scope), text = text_over(line, sizeof line);
    desk_put_scope(desk, &where);
    sentence_put(desk->language, keys[desk->line], SLOTS(str("where", scope), num("number", desk->question)),
                 &text);
    int column = canvas_put(canvas, row, 0, 0, STYLE_STRONG, line);
    int room = canvas->columns - column - 1, from = 0;
    while (desk->edit.at - from > room) /* the end of a long line is what one types at */
        do
            from++;
        while (((unsigned char)desk->edit.text[from] & 0xc0) == 0x80);
    char before[EDIT_MAX];
    memcpy(before, desk->edit.text + from, (size_t)(desk->edit.at - from));
    before[desk->edit.at - from] = '\0';
    canvas->cursor_column = canvas_put(canvas, row, column, 0, STYLE_PLAIN, before);
    canvas->cursor_row = row;
    (void)canvas_put(canvas, row, canvas->cursor_column, 0, STYLE_PLAIN, desk->edit.text + desk->edit.at);
}

static void draw_said(const struct desk *desk, struct canvas *canvas, int row)
{
    char line[LINE_SIZE];
    struct text text = text_over(line, sizeof line);
    if (desk->mode == DESK_TYPES) {
        draw_typed(desk, canvas, row);
    } else if (desk->mode == DESK_ASKS) {
        act_put_question(desk->state, &desk->act, desk->language, &text);
        (void)canvas_put(canvas, row, 0, 0, STYLE_WARNING, line);
    } else if (desk->trouble[0]) {
        (void)canvas_put(canvas, row, 0, 0, STYLE_WARNING, desk->trouble);
    } else {
        (void)canvas_put(canvas, row, 0, 0, desk->said_is_bad ? STYLE_WARNING : STYLE_GOOD, desk->said);
    }
}

static void draw_keys(const struct desk *desk, struct canvas *canvas, int row)
{
    char scope[128];
    struct text where = text_over(scope, sizeof scope);
    desk_put_scope(desk, &where);
    say(desk, canvas, row, 0, STYLE_FAINT, desk->seat >= 0 ? "monitor.hints_seat" : "monitor.hints",
        SLOTS(str("where", scope)));
}

/* ---- through the eyes of a seat */

static void draw_seen(const struct desk *desk, struct canvas *canvas)
{
    char line[LINE_SIZE];
    struct slice rest = seat_seen_lines(desk->seen), words;
    struct text text = text_over(line, sizeof line);
    int rows = canvas->rows - (DESK_ROWS_MIN - DESK_SEEN_ROWS), row = 2, index = 0;
    desk_put_seen(desk, &text);
    (void)canvas_put(canvas, 1, 0, 0, STYLE_STRONG, line);
    canvas_style(canvas, 1, 0, canvas->columns, STYLE_CHOSEN);
    for (; slice_take(&rest, '\n', &words) && index < desk->seen_line + rows; index++) {
        text = text_over(line, sizeof line);
        text_put_span(&text, words.at, words.length);
        if (index >= desk->seen_line)
            (void)canvas_put(canvas, row++, 0, 0, STYLE_PLAIN, line);
    }
    draw_said(desk, canvas, canvas->rows - 3);
    say(desk, canvas, canvas->rows - 2, 0, STYLE_FAINT, "monitor.seen.keys", NULL);
    if (rest.length)
        canvas_put_right(canvas, canvas->rows - 2, canvas->columns, STYLE_STRONG, "v");
}

static void draw_help(const struct desk *desk, struct canvas *canvas)
{
    const char *shown, *sentence;
    int rows = canvas->rows - 3;
    for (int x = 0; keys_row(x, &shown, &sentence); x++) {
        int column = x / rows * (canvas->columns / 2), row = 1 + x % rows;
        (void)canvas_put(canvas, row, column, column + 9, STYLE_STRONG, shown);
        say(desk, canvas, row, column + 10, STYLE_PLAIN, sentence, NULL);
    }
    say(desk, canvas, canvas->rows - 2, 0, STYLE_FAINT, "monitor.any_key", NULL);
}

void desk_draw(const struct desk *desk, struct canvas *canvas, int rows, int columns)
{
    canvas_clear(canvas, rows, columns);
    canvas->cursor_row = -1;
    draw_band(desk, canvas, 0);
    if (rows < DESK_ROWS_MIN || columns < DESK_COLUMNS_MIN) {
        say(desk, canvas, 1, 0, STYLE_WARNING, "monitor.too_small",
            SLOTS(num("columns", DESK_COLUMNS_MIN), num("rows", DESK_ROWS_MIN)));
        return;
    }
    draw_band(desk, canvas, rows - 1);
    if (desk->mode == DESK_HELPS) {
        draw_help(desk, canvas);
        return;
    }
    if (!desk->state) {
        say(desk, canvas, 2, 0, STYLE_PLAIN, "monitor.waiting", NULL);
        (void)canvas_put(canvas, 3, 0, 0, STYLE_WARNING, desk->trouble);
        return;
    }
    if (desk->mode == DESK_SEES) {
        draw_seen(desk, canvas);
        return;
    }
    draw_heading(desk, canvas);
    int row = draw_worlds(desk, canvas), foot = rows - FOOT_ROWS;
    canvas_rule(canvas, row++);
    if (desk->world >= 0)
        draw_seats(desk, canvas, row, foot - row);
    else
        draw_lists(desk, canvas, row, foot - row);
    draw_questions(desk, canvas, foot);
    draw_said(desk, canvas, rows - 3);
    draw_keys(desk, canvas, rows - 2);
}
