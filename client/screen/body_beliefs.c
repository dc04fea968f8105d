/* T5: what is stated about the others: twenty seconds for five rivals. Digits fill the chosen field: 0 is 0
 * %, 9 is 90 %, * is 100 %. */
#include "client/screen/ui.h"
#include "client/term/tell.h"

enum { GREEDY, ATTACK, SEES_ME, FIELDS };
enum { AT_FIELD = 18, FIELD_WIDTH = 16, AT_LAST = 66 };

static const int32_t *field_of(const struct ui *ui, int field)
{
    const struct sheet *sheet = &ui->game->draft.now;
    return field == GREEDY   ? sheet->orders.belief
           : field == ATTACK ? sheet->stated.attack_next
                             : sheet->stated.sees_me;
}

static void put_percent(int32_t permille, struct text *text)
{
    if (permille < 0) {
        text_put(text, "--");
        return;
    }
    text_put_int(text, (permille + 5) / 10);
    text_put(text, "%");
}

static void draw_row(struct ui *ui, struct canvas *canvas, struct area area, int row, int state)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    char name[4] = {state == ui->rival ? '>' : ' ', (char)('A' + state), ' ', '\0'};
    (void)canvas_put(canvas, row, area.column, 0, STYLE_PLAIN, name);
    ui_put_name(ui, canvas, row, area.column + 3, area.column + AT_FIELD - 1, STYLE_PLAIN, state);
    for (int field = 0; field < FIELDS; field++) {
        bool chosen = state == ui->rival && field == ui->column;
        text = text_over(memory, sizeof memory);
        text_put(&text, chosen ? "[" : " ");
        put_percent(field_of(ui, field)[state], &text);
        text_put(&text, chosen ? "]" : " ");
        (void)canvas_put(canvas, row, area.column + AT_FIELD + field * FIELD_WIDTH, 0,
                         chosen ? STYLE_CHOSEN : STYLE_PLAIN, memory);
    }
    text = text_over(memory, sizeof memory);
    put_percent(ui->game->draft.believed_before[state], &text);
    text_put(&text, " / ");
    put_percent(ui_view(ui)->assessment[state], &text);
    (void)canvas_put(canvas, row, area.column + AT_LAST, 0, STYLE_FAINT, memory);
}

static void say_questions(struct game *game, void *user)
{
    page_say(&game->page, (const char *)user);
}

static void draw_question(struct ui *ui, struct canvas *canvas, struct area area)
{
    static char questions[FIELDS][24] = {"question.greedy", "question.attack", "question.sees_me"};
    int scroll = 0;
    struct area top = {area.row, area.column, 2, area.columns};
    lines_tell(&ui->scratch, ui->game, area.columns - 1, say_questions, questions[ui->column % FIELDS]);
    (void)ui_put_lines(canvas, top, &ui->scratch, &scroll, STYLE_STRONG);
}

/* How points come, above the last two rows; gives the rows it takes. */
static int draw_scored(struct ui *ui, struct canvas *canvas, struct area area)
{
    static char words[] = "web_step.scored";
    int scroll = 0;
    if (ui->game->model->briefing.beliefs != BELIEFS_SCORED)
        return 0;
    lines_tell(&ui->scratch, ui->game, area.columns - 1, say_questions, words);
    int rows = ui->scratch.count;
    struct area above = {area.row + area.rows - 2 - rows, area.column, rows, area.columns};
    return ui_put_lines(canvas, above, &ui->scratch, &scroll, STYLE_FAINT);
}

static void draw(struct ui *ui, struct canvas *canvas, struct area area)
{
    static const char *const heads[FIELDS] = {"head.wants", "head.attacks", "head.sees_me"};
    draw_question(ui, canvas, area);
    int row = area.row + 2, end = area.row + area.rows - 2;
    (void)ui_say(ui, canvas, row, area.column + 1, 0, STYLE_FAINT, "head.state", NULL);
    for (int field = 0; field < FIELDS; field++)
        (void)ui_say(ui, canvas, row, area.column + AT_FIELD + field * FIELD_WIDTH,
                     area.column + AT_FIELD + (field + 1) * FIELD_WIDTH - 1, STYLE_FAINT, heads[field], NULL);
    (void)ui_say(ui, canvas, row++, area.column + AT_LAST, 0, STYLE_FAINT, "head.last_staff", NULL);
    struct rivals rivals;
    ui_rivals(ui, true, end - row - draw_scored(ui, canvas, area), &rivals);
    ui_mark_more(canvas, &rivals, row, area.column + area.columns);
    for (int x = 0; x < rivals.shown; x++)
        draw_row(ui, canvas, area, row++, rivals.at[rivals.first + x]);
    int32_t balance = ui->game->draft.now.stated.perceived_balance;
    (void)ui_say(ui, canvas, end, area.column, 0, STYLE_PLAIN,
                 balance < 0 ? "screen.no_balance" : "screen.balance", SLOTS(num("percent", balance)));
    (void)ui_say(ui, canvas, end + 1, area.column, 0, STYLE_FAINT, "screen.beliefs_how", NULL);
}

static void set(struct ui *ui, int percent)
{
    static const char *const commands[FIELDS] = {"belief ", "expect ", "seesme "};
    char line[32];
    struct text text = text_over(line, sizeof line);
    text_put(&text, commands[ui->column % FIELDS]);
    text_put_char(&text, (char)('A' + ui->rival));
    text_put_char(&text, ' ');
    text_put_int(&text, percent);
    ui_command(ui, line);
}

static int digit_of(const struct key *key)
{
    if (key->kind != PRESS_TEXT)
        return -1;
    return key->text[0] == '*' ? 10 : key->text[0] >= '0' && key->text[0] <= '9' ? key->text[0] - '0' : -1;
}

/* The field in hand, a percent more or less. */
static void step(struct ui *ui, int by)
{
    int32_t permille = field_of(ui, ui->column % FIELDS)[ui->rival];
    int percent = (permille < 0 ? ui_view(ui)->assessment[ui->rival] + 5 : permille + 5) / 10 + by;
    set(ui, percent < 0 ? 0 : percent > 100 ? 100 : percent);
}

static bool press(struct ui *ui, const struct key *key)
{
    int digit = digit_of(key);
    if (ui->rival < 0)
        return false;
    if (digit >= 0) {
        set(ui, 10 * digit);
        if (ui->column == GREEDY)
            ui_step_rival(ui, 1);
    } else if (key->kind == PRESS_TEXT && (key->text[0] == '+' || key->text[0] == '-')) {
        step(ui, key->text[0] == '+' ? 1 : -1);
    } else if (key->kind == PRESS_ARROW_UP || key->kind == PRESS_ARROW_DOWN) {
        ui_step_rival(ui, key->kind == PRESS_ARROW_UP ? -1 : 1);
    } else if (key->kind == PRESS_ARROW_LEFT || key->kind == PRESS_ARROW_RIGHT) {
        ui->column = (ui->column + (key->kind == PRESS_ARROW_LEFT ? FIELDS - 1 : 1)) % FIELDS;
    } else if (key->kind == PRESS_TEXT && key->text[0] == 'b') {
        ui_type(ui, "balance");
    } else {
        return false;
    }
    return true;
}

const struct screen screen_beliefs = {.name = "beliefs", .draw = draw, .press = press};
