#include "client/monitor/keys.h"

#include "client/monitor/seat_seen.h"

#include <string.h>

enum { MINUTE_MS = 60 * 1000, CARDS = 9 };

static const struct wire_exercise_world *world_of(const struct desk *desk)
{
    return desk->world >= 0 ? &desk->state->worlds[desk->world] : NULL;
}

static struct wire_exercise_act act_of(const struct desk *desk, enum exercise_act kind, bool with_seat)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, kind);
    act.world = desk->world;
    act.seat = with_seat ? desk->seat : -1;
    return act;
}

static void do_kind(struct desk *desk, enum exercise_act kind, bool with_seat)
{
    struct wire_exercise_act act = act_of(desk, kind, with_seat);
    desk_do(desk, &act);
}

/* Pauses where anything runs, goes on where nothing does. */
static void pause_or_resume(struct desk *desk)
{
    bool runs = false;
    for (int x = 0; x < desk->state->world_count; x++)
        runs |= (desk->world < 0 || desk->world == x) && desk->state->worlds[x].clock.state == CLOCK_OPEN;
    do_kind(desk, runs ? EXERCISE_PAUSE : EXERCISE_RESUME, false);
}

static void extend(struct desk *desk)
{
    struct wire_exercise_act act = act_of(desk, EXERCISE_EXTEND, false);
    act.ms = MINUTE_MS;
    desk_do(desk, &act);
}

static void resolve(struct desk *desk)
{
    do_kind(desk, EXERCISE_RESOLVE, false);
}

static void start(struct desk *desk)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, EXERCISE_START);
    desk_do(desk, &act);
}

static void close_world(struct desk *desk)
{
    do_kind(desk, EXERCISE_CLOSE, false);
}

static void undo(struct desk *desk)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, EXERCISE_UNDO);
    act.number = desk->state->undo; /* that is asked about, and no newer one */
    if (desk->state->undo)
        desk_do(desk, &act);
    else
        desk_say(desk, "monitor.no_undo", NULL, true);
}

/* False, with words: no seat is chosen. */
static bool has_seat(struct desk *desk)
{
    if (desk->world >= 0 && desk->seat >= 0)
        return true;
    desk_say(desk, "monitor.no_seat", NULL, true);
    return false;
}

static void bot(struct desk *desk)
{
    if (has_seat(desk))
        do_kind(desk, world_of(desk)->seats[desk->seat].held ? EXERCISE_BOT_OUT : EXERCISE_BOT_IN, true);
}

static void nudge(struct desk *desk)
{
    if (has_seat(desk))
        do_kind(desk, EXERCISE_NUDGE, true);
}

static void look(struct desk *desk)
{
    if (has_seat(desk))
        desk_look(desk, desk->world, desk->seat);
}

static void inject(struct desk *desk)
{
    desk_type(desk, LINE_INJECT, "");
}

static void answer_by(struct desk *desk, enum desk_line line)
{
    const struct wire_exercise_question *question = desk_question(desk);
    if (!question) {
        desk_say(desk, "monitor.no_question", NULL, false);
        return;
    }
    desk->question = question->number;
    desk_type(desk, line, "");
}

static void answer(struct desk *desk)
{
    answer_by(desk, LINE_ANSWER);
}

static void answer_all(struct desk *desk)
{
    answer_by(desk, LINE_ANSWER_ALL);
}

/* The next card, from D0 on; of the world in the scope, if one is. */
static void debrief(struct desk *desk)
{
    struct wire_exercise_act act = act_of(desk, EXERCISE_DEBRIEF, false);
    if (desk->state->card + 1 >= CARDS) {
        desk_say(desk, "monitor.last_card", NULL, false);
        return;
    }
    act.card = (uint32_t)(desk->state->card + 1);
    desk_do(desk, &act);
}

static void next_part(struct desk *desk)
{
    struct wire_exercise_act act = act_of(desk, EXERCISE_DEBRIEF, false);
    if (desk->state->card < 0) {
        desk_say(desk, "monitor.no_card", NULL, false);
        return;
    }
    act.card = (uint32_t)desk->state->card;
    act.part = desk->state->part + 1;
    desk_do(desk, &act);
}

static void own(struct desk *desk)
{
    struct wire_exercise_act act = act_of(desk, EXERCISE_OWN, false);
    if (desk->world < 0 || !desk->name[0]) {
        desk_say(desk, desk->name[0] ? "monitor.no_world" : "monitor.no_name", NULL, true);
        return;
    }
    act.number = desk->number;
    act.release = world_of(desk)->owner == (int)desk->number;
    desk_do(desk, &act);
}

static void command(struct desk *desk)
{
    desk_type(desk, LINE_COMMAND, "");
}

static void help(struct desk *desk)
{
    desk->mode = DESK_HELPS;
}

static void leave(struct desk *desk)
{
    desk->wish = DESK_LEAVES;
}

/* ---- the scope */

static void step(int *at, int by, int count)
{
    *at = *at + by < -1 ? count - 1 : *at + by >= count ? -1 : *at + by;
}

static void move(struct desk *desk, int by)
{
    if (desk->world >= 0 && desk->seat >= 0) {
        step(&desk->seat, by, world_of(desk)->seat_count);
        desk->seat = desk->seat < 0 ? (by > 0 ? 0 : world_of(desk)->seat_count - 1) : desk->seat;
    } else {
        step(&desk->world, by, desk->state->world_count);
    }
}

static void up(struct desk *desk)
{
    move(desk, -1);
}

static void down(struct desk *desk)
{
    move(desk, 1);
}

static void into(struct desk *desk)
{
    if (desk->world >= 0 && desk->seat < 0 && world_of(desk)->seat_count)
        desk->seat = 0;
}

static void out(struct desk *desk)
{
    if (desk->seat >= 0)
        desk->seat = -1;
    else
        desk->world = -1;
}

static const struct {
    enum press kind;
    char letter;       /* with PRESS_TEXT */
    const char *shown; /* NULL: another row speaks for it */
    const char *sentence;
    void (*run)(struct desk *desk);
    bool bare; /* also before any state has come */
} rows[] = {
    {PRESS_ARROW_UP, 0, "Up/Down", "monitor.key.move", up, false},
    {PRESS_ARROW_DOWN, 0, NULL, NULL, down, false},
    {PRESS_ARROW_RIGHT, 0, "Right", "monitor.key.into", into, false},
    {PRESS_ENTER, 0, NULL, NULL, into, false},
    {PRESS_ARROW_LEFT, 0, "Left", "monitor.key.out", out, false},
    {PRESS_ESCAPE, 0, NULL, NULL, out, false},
    {PRESS_TEXT, 'p', "p", "monitor.key.pause", pause_or_resume, false},
    {PRESS_TEXT, 'e', "e", "monitor.key.extend", extend, false},
    {PRESS_TEXT, 'n', "n", "monitor.key.resolve", resolve, false},
    {PRESS_TEXT, 'i', "i", "monitor.key.inject", inject, false},
    {PRESS_TEXT, 'a', "a", "monitor.key.answer", answer, false},
    {PRESS_TEXT, 'A', "A", "monitor.key.answer_all", answer_all, false},
    {PRESS_TEXT, 'z', "z", "monitor.key.undo", undo, false},
    {PRESS_TEXT, 'b', "b", "monitor.key.bot", bot, false},
    {PRESS_TEXT, 'u', "u", "monitor.key.nudge", nudge, false},
    {PRESS_TEXT, 'g', "g", "monitor.key.look", look, false},
    {PRESS_TEXT, 'o', "o", "monitor.key.own", own, false},
    {PRESS_TEXT, 'S', "S", "monitor.key.start", start, false},
    {PRESS_TEXT, 'd', "d", "monitor.key.debrief", debrief, false},
    {PRESS_TEXT, '+', "+", "monitor.key.part", next_part, false},
    {PRESS_TEXT, 'C', "C", "monitor.key.close", close_world, false},
    {PRESS_TEXT, ':', ":", "monitor.key.command", command, false},
    {PRESS_TEXT, '?', "?", "monitor.key.help", help, true},
    {PRESS_TEXT, 'q', "q", "monitor.key.leave", leave, true},
    {PRESS_INTERRUPT, 0, NULL, NULL, leave, true},
};

void keys_press(struct desk *desk, const struct key *key)
{
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        if (rows[x].kind != key->kind ||
            (key->kind == PRESS_TEXT && (key->text[0] != rows[x].letter || key->text[1])))
            continue;
        if (desk->state || rows[x].bare)
            rows[x].run(desk);
        return;
    }
}

/* ---- what a seat sees: read only */

static void look_again(struct desk *desk)
{
    int world, seat;
    if (desk_seen_seat(desk, &world, &seat))
        desk_look(desk, world, seat);
}

static void leave_seen(struct desk *desk)
{
    desk->mode = DESK_LOOKS;
    desk->awaits_seen = false;
    desk->said[0] = '\0';
}

enum { TO_BEGINNING = -1000000, TO_ENDING = 1000000, BY_PAGE = DESK_SEEN_ROWS - 1 };

/* The last lines stay in sight. */
static void scroll_seen(struct desk *desk, int by)
{
    struct slice rest = seat_seen_lines(desk->seen), line;
    int most = -DESK_SEEN_ROWS;
    while (slice_take(&rest, '\n', &line))
        most++;
    desk->seen_line += by;
    desk->seen_line = desk->seen_line > most ? most : desk->seen_line;
    desk->seen_line = desk->seen_line < 0 ? 0 : desk->seen_line;
}

void keys_press_seen(struct desk *desk, const struct key *key)
{
    static const struct {
        enum press kind;
        char letter; /* with PRESS_TEXT */
        int lines;
        void (*run)(struct desk *desk);
    } seen_rows[] = {
        {PRESS_ARROW_UP, 0, -1, NULL},
        {PRESS_ARROW_DOWN, 0, 1, NULL},
        {PRESS_ENTER, 0, 1, NULL},
        {PRESS_PAGE_UP, 0, -BY_PAGE, NULL},
        {PRESS_PAGE_DOWN, 0, BY_PAGE, NULL},
        {PRESS_TEXT, ' ', BY_PAGE, NULL},
        {PRESS_BEGINNING, 0, TO_BEGINNING, NULL},
        {PRESS_ENDING, 0, TO_ENDING, NULL},
        {PRESS_TEXT, 'g', 0, look_again},
        {PRESS_ESCAPE, 0, 0, leave_seen},
        {PRESS_ARROW_LEFT, 0, 0, leave_seen},
        {PRESS_TEXT, 'q', 0, leave_seen},
        {PRESS_INTERRUPT, 0, 0, leave},
    };
    for (size_t x = 0; x < sizeof seen_rows / sizeof seen_rows[0]; x++) {
        if (seen_rows[x].kind != key->kind ||
            (key->kind == PRESS_TEXT && (key->text[0] != seen_rows[x].letter || key->text[1])))
            continue;
        if (seen_rows[x].run)
            seen_rows[x].run(desk);
        else
            scroll_seen(desk, seen_rows[x].lines);
        return;
    }
}

bool keys_row(int index, const char **shown, const char **sentence)
{
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        if (!rows[x].shown || index-- > 0)
            continue;
        *shown = rows[x].shown;
        *sentence = rows[x].sentence;
        return true;
    }
    return false;
}
