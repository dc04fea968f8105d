#include "client/screen/keys.h"

#include "client/term/tell.h"

/* Round by one, past a screen that is not there. */
static void step_screen(struct ui *ui, int step)
{
    int count = ui->game->model->has_ended ? SCREEN_COUNT : SCREEN_DEBRIEF, next = (int)ui->screen;
    do
        next = (next + step + count) % count;
    while (next == SCREEN_BELIEFS && !model_asks_beliefs(ui->game->model));
    ui_show_screen(ui, (enum screen_id)next);
}

static void next_screen(struct ui *ui)
{
    step_screen(ui, 1);
}

static void previous_screen(struct ui *ui)
{
    step_screen(ui, -1);
}

static void show_beliefs(struct ui *ui)
{
    if (model_asks_beliefs(ui->game->model))
        ui_show_screen(ui, SCREEN_BELIEFS);
    else
        page_say(&ui->game->page, "seminar.no_beliefs");
    ui_take_page(ui, false);
}

static void show_debrief(struct ui *ui)
{
    if (ui->game->model->has_ended)
        ui_show_screen(ui, SCREEN_DEBRIEF);
    else
        page_say(&ui->game->page, "screen.debrief_later");
    ui_take_page(ui, false);
}

#define SHOW(name, id)                                                                                       \
    static void show_##name(struct ui *ui)                                                                   \
    {                                                                                                        \
        ui_show_screen(ui, id);                                                                              \
    }
SHOW(situation, SCREEN_SITUATION)
SHOW(orders, SCREEN_ORDERS)
SHOW(intel, SCREEN_INTEL)
SHOW(diplomacy, SCREEN_DIPLOMACY)
SHOW(log, SCREEN_LOG)
SHOW(you, SCREEN_YOU)
#undef SHOW

static void toggle_ready(struct ui *ui)
{
    ui_command(ui, ui->game->ready && draft_state(&ui->game->draft) == DRAFT_SAVED ? "ready no" : "ready");
}

static void type_command(struct ui *ui)
{
    ui_type(ui, "");
}

/* Leaving takes two presses: the first says what becomes of the orders. */
static void leave(struct ui *ui)
{
    if (ui->leaving) {
        ui_command(ui, "quit");
        return;
    }
    const struct draft *draft = &ui->game->draft;
    game_save_touched(ui->game); /* it would have been saved in a moment */
    page_say(&ui->game->page, ui->game->model->has_ended ? "screen.leave_ended"
                              : draft->has_saved || (draft->is_sent && player_connected(ui->game->player))
                                  ? "screen.leave_saved"
                                  : "screen.leave_unsaved");
    ui_take_page(ui, false);
    ui->leaving = true;
}

static void show_rules(struct ui *ui)
{
    ui_look(ui, "rules");
}

static void show_messages(struct ui *ui)
{
    ui->overlay.lines = ui->messages;
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    ui_open_overlay(ui, ui_words(ui, "screen.messages", NULL, &text));
    ui->overlay.scroll = ui->messages.count; /* the newest; brought within bounds when drawn */
}

static void rival_up(struct ui *ui)
{
    ui_step_rival(ui, -1);
}

static void rival_down(struct ui *ui)
{
    ui_step_rival(ui, 1);
}

static void scroll_up(struct ui *ui)
{
    if (ui->scroll[ui->screen] > 0)
        ui->scroll[ui->screen]--;
}

static void scroll_down(struct ui *ui)
{
    ui->scroll[ui->screen]++;
}

static void page_up(struct ui *ui)
{
    for (int x = 0; x < 8; x++)
        scroll_up(ui);
}

static void page_down(struct ui *ui)
{
    ui->scroll[ui->screen] += 8;
}

static void to_situation(struct ui *ui)
{
    ui_show_screen(ui, SCREEN_SITUATION);
}

enum {
    TEXT_SCREENS = 1 << SCREEN_LOG | 1 << SCREEN_YOU | 1 << SCREEN_DEBRIEF,
    RIVAL_SCREENS = 1 << SCREEN_SITUATION,
};

/* In the order of the help; what a screen itself takes (screen->press) comes first and is listed by it. */
static const struct binding bindings[] = {
    {ON_ALL, PRESS_TEXT, '1', "1", "situation", NULL, show_situation, NULL},
    {ON_ALL, PRESS_TEXT, '2', "2", "orders", NULL, show_orders, NULL},
    {ON_ALL, PRESS_TEXT, '3', "3", "intel", NULL, show_intel, NULL},
    {ON_ALL, PRESS_TEXT, '4', "4", "diplomacy", NULL, show_diplomacy, NULL},
    {ON_ALL, PRESS_TEXT, '5', "5", "beliefs", NULL, show_beliefs, NULL},
    {ON_ALL, PRESS_TEXT, '6', "6", "log", NULL, show_log, NULL},
    {ON_ALL, PRESS_TEXT, '7', "7", "you", NULL, show_you, NULL},
    {ON_ALL, PRESS_TEXT, '8', "8", "debrief", NULL, show_debrief, NULL},
    {ON_ALL, PRESS_TABULATOR, 0, "Tab", "next", NULL, next_screen, NULL},
    {ON_ALL, PRESS_TABULATOR_BACK, 0, "Shift-Tab", "previous", NULL, previous_screen, NULL},
    {ON_ALL, PRESS_TEXT, 's', "s", "save", "save", NULL, NULL},
    {ON_ALL, PRESS_TEXT, 'r', "r", "ready", NULL, toggle_ready, NULL},
    {ON_ALL, PRESS_TEXT, 'u', "u", "undo", "undo", NULL, NULL},
    {ON_ALL, PRESS_TEXT, 'k', "k", "keep", "belief keep", NULL, NULL},
    {ON_ALL, PRESS_TEXT, ':', ":", "type", NULL, type_command, NULL},
    {ON_ALL, PRESS_TEXT, 'w', "w", "write", NULL, NULL, "say"},
    {ON_ALL & ~(1 << SCREEN_LOG), PRESS_TEXT, 'A', "A", "ask", NULL, NULL, "ask"},
    {ON_ALL, PRESS_TEXT, 'm', "m", "messages", NULL, show_messages, NULL},
    {ON_ALL, PRESS_TEXT, 'h', "h", "rules", NULL, show_rules, NULL},
    {ON_ALL, PRESS_TEXT, '?', "?", "help", NULL, keys_help, NULL},
    {ON_ALL, PRESS_TEXT, 'q', "q", "quit", NULL, leave, NULL},
    {ON_ALL, PRESS_ESCAPE, 0, "Esc", "back", NULL, to_situation, NULL},
    {RIVAL_SCREENS, PRESS_ARROW_UP, 0, "Up", "rival_up", NULL, rival_up, NULL},
    {RIVAL_SCREENS, PRESS_ARROW_DOWN, 0, "Down", "rival_down", NULL, rival_down, NULL},
    {RIVAL_SCREENS, PRESS_ENTER, 0, "Enter", "look", NULL, show_intel, NULL},
    {TEXT_SCREENS, PRESS_ARROW_UP, 0, "Up", "scroll_up", NULL, scroll_up, NULL},
    {TEXT_SCREENS, PRESS_ARROW_DOWN, 0, "Down", "scroll_down", NULL, scroll_down, NULL},
    {ON_ALL, PRESS_PAGE_UP, 0, "PgUp", "page_up", NULL, page_up, NULL},
    {ON_ALL, PRESS_PAGE_DOWN, 0, "PgDn", "page_down", NULL, page_down, NULL},
};

enum { HELP_COLUMNS = 76 };
enum { BINDINGS = sizeof bindings / sizeof bindings[0] };

/* The question at the door takes a letter. */
static bool answer_consent(struct ui *ui, const struct key *key)
{
    char letter = key->kind == PRESS_TEXT ? key->text[0] : '\0';
    if (!ui->game->awaits_consent || (letter != 'y' && letter != 'p'))
        return false;
    ui_command(ui, letter == 'y' ? "consent yes" : "consent play-only");
    return true;
}

bool keys_run(struct ui *ui, const struct key *key)
{
    if (answer_consent(ui, key))
        return true;
    for (int x = 0; x < BINDINGS; x++) {
        const struct binding *binding = &bindings[x];
        bool is_it =
            binding->kind == key->kind && (key->kind != PRESS_TEXT || binding->letter == key->text[0]);
        if (!is_it || !(binding->screens >> ui->screen & 1))
            continue;
        if (binding->run)
            binding->run(ui);
        else if (binding->command)
            ui_command(ui, binding->command);
        else
            ui_type(ui, binding->begin);
        return true;
    }
    return false;
}

static void add_row(struct ui *ui, const char *shown, const char *words)
{
    char line[256];
    struct text text = text_over(line, sizeof line);
    text_put(&text, "  ");
    text_put(&text, shown);
    do
        text_put_char(&text, ' ');
    while (text.length < 14);
    text_put(&text, words);
    (void)lines_add(&ui->overlay.lines, line);
}

static void say_about(struct game *game, void *user)
{
    const struct ui *ui = user;
    page_line(&game->page, page_word(&game->page, "about", screens[ui->screen]->name));
}

/* On the beliefs a digit is a percentage. */
static bool is_taken(const struct ui *ui, const struct binding *binding)
{
    return ui->screen == SCREEN_BELIEFS && binding->letter >= '0' && binding->letter <= '9';
}

/* The sentence of the screen itself, then all keys that mean something on it. */
void keys_help(struct ui *ui)
{
    char memory[2048];
    struct text text = text_over(memory, sizeof memory);
    lines_tell(&ui->overlay.lines, ui->game, HELP_COLUMNS, say_about, ui);
    (void)lines_add(&ui->overlay.lines, "");
    for (int x = 0; x < BINDINGS; x++)
        if ((bindings[x].screens >> ui->screen & 1) && !is_taken(ui, &bindings[x]) &&
            (bindings[x].run != show_beliefs || model_asks_beliefs(ui->game->model)))
            add_row(ui, bindings[x].shown, page_word(&ui->game->page, "key", bindings[x].name));
    ui_open_overlay(ui, ui_words(ui, "screen.help", NULL, &text));
}

/* Words of how it felt are taken until the second card. */
static const char *step_hints(const struct model *model)
{
    return model->has_step && model->step.card > 0 ? "hints.step_on" : "hints.step";
}

void keys_put_hints(const struct ui *ui, struct text *text)
{
    const struct model *model = ui->game->model;
    const char *key = "hints.keys";
    if (ui->game->awaits_consent)
        key = "hints.consent";
    else if (!ui_has_view(ui))
        key = "hints.lobby";
    else if (model_withheld(model) && ui->screen == SCREEN_DEBRIEF)
        key = step_hints(model);
    else if (model->has_ended)
        key = "hints.ended";
    else if (ui->screen == SCREEN_BELIEFS)
        key = "hints.beliefs";
    (void)ui_words(ui, key, NULL, text);
}
