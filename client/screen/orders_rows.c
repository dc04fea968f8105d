#include "client/screen/orders_rows.h"

#include "client/term/tell.h"

#include <stddef.h>
#include <stdio.h>

static const struct orders *now(const struct ui *ui)
{
    return &ui->game->draft.now.orders;
}

static void put_letter(int state, struct text *text)
{
    text_put_char(text, (char)('A' + state));
}

static void put_word(const struct ui *ui, const char *family, const char *name, struct text *text)
{
    text_put(text, page_word(&ui->game->page, family, name));
}

/* ---- values, as short as a column is wide */

static void put_attack(const struct ui *ui, struct text *text)
{
    if (now(ui)->attack < 0)
        put_word(ui, "state", "nobody", text);
    else
        put_state(ui->game, now(ui)->attack, text);
}

/* "B defensive, D cancel" */
static void put_pacts(const struct ui *ui, struct text *text)
{
    size_t begin = text->length;
    for (int j = 0; j < ui_view(ui)->n; j++) {
        int32_t move = now(ui)->pact[j];
        if (move < 0)
            continue;
        text_put(text, text->length > begin ? ", " : "");
        put_letter(j, text);
        text_put_char(text, ' ');
        put_word(ui, "short", move ? pact_names.names[move] : "cancel", text);
        text_put(text, move && now(ui)->secret[j] ? "*" : "");
    }
    if (text->length == begin)
        put_word(ui, "row", "no_change", text);
}

static void put_beliefs(const struct ui *ui, struct text *text)
{
    const struct view *view = ui_view(ui);
    int stated = 0, rivals = 0;
    for (int j = 0; j < view->n; j++) {
        rivals += j != view->me && view->alive[j];
        stated += j != view->me && view->alive[j] && now(ui)->belief[j] >= 0;
    }
    (void)ui_words(
        ui, stated == 0 && draft_can_keep(&ui->game->draft) ? "row.beliefs_keep" : "row.beliefs_stated",
        SLOTS(num("count", stated), num("rivals", rivals)), text);
}

static void put_answers(const struct ui *ui, struct text *text)
{
    size_t begin = text->length;
    for (int j = 0; j < ui_view(ui)->n; j++) {
        if (now(ui)->answer[j] < 0)
            continue;
        text_put(text, text->length > begin ? ", " : "");
        put_letter(j, text);
        text_put_char(text, ' ');
        put_word(ui, "short", answer_names.names[now(ui)->answer[j]], text);
    }
    if (text->length == begin)
        put_word(ui, "short", "honour", text);
}

static void put_declaration(const struct ui *ui, struct text *text)
{
    put_word(ui, "short", declaration_names.names[now(ui)->declare & 3], text);
    if (now(ui)->declare_to < 0)
        return;
    text_put_char(text, ' ');
    put_letter(now(ui)->declare_to, text);
}

static void put_books(const struct ui *ui, struct text *text)
{
    size_t begin = text->length;
    for (int j = 0; j < ui_view(ui)->n; j++) {
        if (!(now(ui)->open_books >> j & 1))
            continue;
        text_put(text, text->length > begin ? ", " : "");
        put_letter(j, text);
    }
    if (text->length == begin)
        put_word(ui, "state", "nobody", text);
}

static void put_scrap(const struct ui *ui, struct text *text)
{
    text_put_int(text, now(ui)->scrap);
}

static void put_yes(const struct ui *ui, bool yes, struct text *text)
{
    put_word(ui, "short", yes ? "yes" : "no", text);
}

static void put_mobilise(const struct ui *ui, struct text *text)
{
    put_yes(ui, now(ui)->mobilise, text);
}

static void put_project(const struct ui *ui, struct text *text)
{
    put_word(ui, "project", project_names.names[orders_research(ui_view(ui), now(ui))], text);
}

static void put_focus(const struct ui *ui, struct text *text)
{
    if (now(ui)->focus < 0)
        put_word(ui, "state", "nobody", text);
    else
        put_state(ui->game, now(ui)->focus, text);
}

/* ---- are they in use? */

static bool uses_answers(const struct orders *orders)
{
    for (int j = 0; j < ACTORS_MAX; j++)
        if (orders->answer[j] >= 0)
            return true;
    return false;
}

static bool uses_declaration(const struct orders *orders)
{
    return orders->declare != DECLARE_NONE;
}

static bool uses_books(const struct orders *orders)
{
    return orders->open_books != 0;
}

static bool uses_scrap(const struct orders *orders)
{
    return orders->scrap != 0;
}

static bool uses_mobilise(const struct orders *orders)
{
    return orders->mobilise != 0;
}

static bool uses_project(const struct orders *orders)
{
    return orders->project != PROJECT_NONE;
}

static bool uses_focus(const struct orders *orders)
{
    return orders->focus >= 0;
}

/* ---- one step left or right */

static void step_number(struct ui *ui, const char *command, int by)
{
    char line[64];
    (void)snprintf(line, sizeof line, "%s %+d", command, by);
    ui_command(ui, line);
}

/* Through nobody and all whom an attack may reach. */
static void step_attack(struct ui *ui, int by)
{
    const struct view *view = ui_view(ui);
    int target = now(ui)->attack;
    do
        target = target + by < -1 ? view->n - 1 : target + by >= view->n ? -1 : target + by;
    while (target >= 0 &&
           (target == view->me || !view->alive[target] || !view->scenario.proximity[view->me][target]));
    char line[16] = "attack ?";
    line[7] = (char)('A' + target);
    ui_command(ui, target < 0 ? "attack nobody" : line);
}

static void step_scrap(struct ui *ui, int by)
{
    char line[64];
    (void)snprintf(line, sizeof line, "scrap %d", now(ui)->scrap + by < 0 ? 0 : now(ui)->scrap + by);
    ui_command(ui, line);
}

static void step_mobilise(struct ui *ui, int by)
{
    (void)by;
    ui_command(ui, now(ui)->mobilise ? "mobilise no" : "mobilise yes");
}

static void step_beliefs(struct ui *ui, int by)
{
    (void)by;
    ui_show_screen(ui, SCREEN_BELIEFS);
}

static void step_fortify(struct ui *ui, int by)
{
    step_number(ui, "fortify", by);
}

static void step_strike(struct ui *ui, int by)
{
    step_number(ui, "strike", by);
}

static void step_dual(struct ui *ui, int by)
{
    step_number(ui, "dual", by);
}

static void step_intel(struct ui *ui, int by)
{
    step_number(ui, "intel", by);
}

#define MODULE(name) ((int)(offsetof(struct parameters, name) / sizeof(int32_t)))

static const struct order_row table[] = {
    {.name = "civil", .line = LINE_CIVIL, .module = -1, .begin = "civil"},
    {.name = "fortify", .line = LINE_FORTIFY, .module = -1, .step = step_fortify, .begin = "fortify"},
    {.name = "strike", .line = LINE_STRIKE, .module = -1, .step = step_strike, .begin = "strike"},
    {.name = "dual", .line = LINE_DUAL, .module = -1, .step = step_dual, .begin = "dual"},
    {.name = "intel", .line = LINE_INTEL, .module = -1, .step = step_intel, .begin = "intel"},
    {.name = "attack", .line = -1, .module = -1, .put = put_attack, .step = step_attack, .begin = "attack"},
    {.name = "offer", .line = -1, .module = -1, .put = put_pacts, .begin = "offer"},
    {.name = "belief", .line = -1, .module = -1, .put = put_beliefs, .step = step_beliefs},
    {.name = "answer",
     .rest = true,
     .line = -1,
     .module = -1,
     .used = uses_answers,
     .put = put_answers,
     .begin = "answer"},
    {.name = "declare",
     .rest = true,
     .line = -1,
     .module = -1,
     .used = uses_declaration,
     .put = put_declaration,
     .begin = "declare"},
    {.name = "open",
     .rest = true,
     .line = -1,
     .module = -1,
     .used = uses_books,
     .put = put_books,
     .begin = "open"},
    {.name = "scrap",
     .rest = true,
     .line = -1,
     .module = -1,
     .used = uses_scrap,
     .put = put_scrap,
     .step = step_scrap,
     .begin = "scrap"},
    {.name = "mobilise",
     .rest = true,
     .line = -1,
     .module = MODULE(mobilisation),
     .used = uses_mobilise,
     .put = put_mobilise,
     .step = step_mobilise},
    {.name = "project",
     .rest = true,
     .line = -1,
     .module = MODULE(technology),
     .used = uses_project,
     .put = put_project,
     .begin = "project"},
    {.name = "focus",
     .rest = true,
     .line = -1,
     .module = MODULE(leak),
     .used = uses_focus,
     .put = put_focus,
     .begin = "focus"},
};

static bool is_shown(const struct ui *ui, const struct order_row *row)
{
    const struct view *view = ui_view(ui);
    if (row->module >= 0 && !parameter_get(&view->scenario.parameters, row->module))
        return false;
    if (row->line == LINE_DUAL && dual_is_dominated(view) && now(ui)->budget[LINE_DUAL] == 0)
        return false;
    if (row->put == put_beliefs && !model_asks_beliefs(ui->game->model))
        return false;
    return !row->rest || ui->more || row->used(now(ui));
}

int order_rows(const struct ui *ui, const struct order_row *rows[ORDER_ROWS_MAX])
{
    int count = 0;
    for (size_t x = 0; x < sizeof table / sizeof table[0]; x++)
        if (is_shown(ui, &table[x]))
            rows[count++] = &table[x];
    return count;
}
