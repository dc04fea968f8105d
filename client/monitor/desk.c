#include "client/monitor/desk.h"

#include "client/ctl/exercise.h"
#include "client/ctl/state_page.h"
#include "client/monitor/keys.h"
#include "client/monitor/seat_seen.h"

#include <string.h>

void desk_init(struct desk *desk, const struct language *language)
{
    memset(desk, 0, sizeof *desk);
    desk->language = language;
    desk->world = desk->seat = -1;
    desk->rights = RIGHTS_LEAD;
}

void desk_free(struct desk *desk)
{
    seat_seen_destroy(desk->seen);
    desk->seen = NULL;
}

/* Another turn, or the same one anew. */
static bool has_moved(const struct wire_exercise_world *before, const struct wire_exercise_world *now)
{
    return before->clock.turn != now->clock.turn || before->branch != now->branch ||
           (before->clock.state == CLOCK_ENDED) != (now->clock.state == CLOCK_ENDED);
}

void desk_take_state(struct desk *desk, struct wire_exercise_state *state)
{
    bool first = !desk->state;
    int world, seat;
    bool again = desk->mode == DESK_SEES && desk_seen_seat(desk, &world, &seat) &&
                 world < state->world_count && has_moved(&desk->state->worlds[world], &state->worlds[world]);
    desk->state = state;
    if (again)
        desk_look(desk, world, seat);
    desk->trouble[0] = '\0';
    if (desk->world >= state->world_count)
        desk->world = desk->seat = -1;
    if (desk->world >= 0 && desk->seat >= state->worlds[desk->world].seat_count)
        desk->seat = -1;
    if (first && state->world_count == 1)
        desk->world = 0; /* the only one */
}

void desk_age(struct desk *desk, int64_t ms)
{
    for (int x = 0; desk->state && x < desk->state->world_count; x++) {
        struct wire_clock *clock = &desk->state->worlds[x].clock;
        if (clock->state == CLOCK_OPEN && clock->remaining_ms > 0)
            clock->remaining_ms = clock->remaining_ms > ms ? clock->remaining_ms - ms : 0;
    }
    if (desk->seen)
        seat_seen_age(desk->seen, ms);
}

/* ---- through the eyes of a seat */

void desk_look(struct desk *desk, int world, int seat)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, EXERCISE_LOOK);
    act.world = world;
    act.seat = seat;
    desk_do(desk, &act);
}

bool desk_take_seen(struct desk *desk, const struct to_client *message)
{
    if (!desk->seen && !desk->awaits_seen)
        return false;
    if (!desk->seen)
        desk->seen = seat_seen_create(desk->language, DESK_COLUMNS_MIN);
    if (!seat_seen_take(desk->seen, message) || !desk->awaits_seen)
        return false;
    desk->awaits_seen = false;
    return true;
}

bool desk_seen_seat(const struct desk *desk, int *world, int *seat)
{
    struct id id;
    if (!desk->seen || !desk->state || !seat_seen_whose(desk->seen, &id, seat))
        return false;
    for (*world = 0; *world < desk->state->world_count; (*world)++)
        if (id_equal(&desk->state->worlds[*world].world, &id))
            return *seat < desk->state->worlds[*world].seat_count;
    return false;
}

void desk_put_seen(const struct desk *desk, struct text *text)
{
    int world, seat;
    char where[128] = "";
    struct text scope = text_over(where, sizeof where);
    if (desk_seen_seat(desk, &world, &seat))
        scope_put(desk->state, world, seat, desk->language, &scope);
    sentence_put(desk->language, "monitor.seen", SLOTS(str("where", where)), text);
}

/* ---- what is said */

void desk_say(struct desk *desk, const char *key, const struct slot *slots, bool bad)
{
    struct text text = text_over(desk->said, sizeof desk->said);
    sentence_put(desk->language, key, slots, &text);
    desk->said_is_bad = bad;
}

void desk_tell_done(struct desk *desk, enum exercise_act act, bool already)
{
    char what[128];
    struct text text = text_over(what, sizeof what);
    if (act == EXERCISE_LOOK) /* the picture says it */
        return;
    act_put(act, desk->language, &text);
    desk_say(desk, already ? "monitor.already" : "monitor.done", SLOTS(str("act", what)), false);
    if (desk->state && desk->state->new_key[0])
        desk_say(desk, "facilitator.new_key", SLOTS(str("key", desk->state->new_key)), false);
}

void desk_tell_refused(struct desk *desk, const char *words)
{
    desk->awaits_seen = false;
    desk_say(desk, "monitor.refused", SLOTS(str("why", words)), true);
}

void desk_put_scope(const struct desk *desk, struct text *text)
{
    if (desk->state)
        scope_put(desk->state, desk->world, desk->seat, desk->language, text);
}

const struct wire_exercise_question *desk_question(const struct desk *desk)
{
    for (int x = 0; desk->state && x < desk->state->question_count; x++)
        if (!desk->state->questions[x].answer[0])
            return &desk->state->questions[x];
    return NULL;
}

/* ---- acts */

bool act_is_asked(enum exercise_act act)
{
    switch (act) {
    case EXERCISE_START:
    case EXERCISE_RESOLVE:
    case EXERCISE_CLOSE:
    case EXERCISE_ROLL_BACK:
    case EXERCISE_REMOVE_PERSON:
    case EXERCISE_CONSENT:
    case EXERCISE_UNDO:
        return true;
    default:
        return false;
    }
}

/* What undo takes back, by its row among the deeds. */
static void put_undone(const struct wire_exercise_state *state, const struct language *language,
                       struct text *text)
{
    for (int x = 0; x < state->deed_count; x++)
        if (state->deeds[x].number == state->undo)
            deed_put(state, x, language, text);
}

/* NULL: not on any seat. */
static const char *name_of(const struct wire_exercise_state *state, const struct id *person)
{
    for (int w = 0; w < state->world_count; w++)
        for (int s = 0; s < state->worlds[w].seat_count; s++)
            for (int p = 0; p < state->worlds[w].seats[s].person_count; p++) {
                const struct wire_exercise_person *one = &state->worlds[w].seats[s].persons[p];
                if (id_equal(&one->person, person))
                    return one->name;
            }
    return NULL;
}

void act_put_question(const struct wire_exercise_state *state, const struct wire_exercise_act *act,
                      const struct language *language, struct text *text)
{
    char what[256], where[128];
    struct text one = text_over(what, sizeof what), scope = text_over(where, sizeof where);
    const char *name = act->act == EXERCISE_CONSENT ? name_of(state, &act->person) : NULL;
    if (act->act == EXERCISE_UNDO)
        put_undone(state, language, &one);
    else
        act_put(act->act, language, &one);
    scope_put(state, act->world, act->seat, language, &scope);
    sentence_put(
        language,
        act->act == EXERCISE_UNDO        ? "monitor.ask.undo"
        : act->act == EXERCISE_ROLL_BACK ? "monitor.ask.roll_back"
        : act->act == EXERCISE_CLOSE     ? "monitor.ask.close"
        : name                           ? "monitor.ask.consent"
                                         : "monitor.ask",
        SLOTS(str("act", what), str("where", where), num("turn", act->turn), str("name", name ? name : "")),
        text);
}

static void act_name_turns(const struct wire_exercise_state *state, struct wire_exercise_act *act)
{
    act->seen_count = state->world_count;
    for (int w = 0; w < state->world_count; w++) {
        const struct wire_clock *clock = &state->worlds[w].clock;
        bool open = clock->state == CLOCK_OPEN || clock->state == CLOCK_PAUSED;
        act->seen_turn[w] = open ? clock->turn : 0;
        act->seen_branch[w] = state->worlds[w].branch;
    }
}

/* The turns that were seen, so that a slow yes never closes the one after it. */
static void name_turn(const struct desk *desk, struct wire_exercise_act *act)
{
    bool names = act->act == EXERCISE_RESOLVE || act->act == EXERCISE_EXTEND;
    if (!names || act->turn || act->practice || act->seen_count)
        return;
    if (act->world < 0) {
        act_name_turns(desk->state, act);
        return;
    }
    act->turn = desk->state->worlds[act->world].clock.turn;
    act->practice = desk->state->worlds[act->world].clock.practice;
}

void desk_do(struct desk *desk, const struct wire_exercise_act *act)
{
    desk->act = *act;
    name_turn(desk, &desk->act);
    desk->said[0] = '\0';
    desk->awaits_seen = desk->awaits_seen || act->act == EXERCISE_LOOK;
    if (desk->mode != DESK_SEES)
        desk->mode = act_is_asked(act->act) ? DESK_ASKS : DESK_LOOKS;
    desk->wish = desk->mode == DESK_ASKS ? desk->wish : DESK_ACTS;
}

/* ---- a typed line */

void desk_type(struct desk *desk, enum desk_line line, const char *begin)
{
    desk->mode = DESK_TYPES;
    desk->line = line;
    desk->said[0] = '\0';
    edit_begin(&desk->edit, begin);
}

static void run_inject(struct desk *desk)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, EXERCISE_INJECT);
    act.has_inject = true;
    act.inject = (struct wire_inject){.world = desk->world};
    if (desk->seat >= 0)
        act.inject.seats = (uint16_t)(1u << desk->seat);
    if (slice_copy(slice_of(desk->edit.text), act.inject.text[0], sizeof act.inject.text[0]))
        desk_do(desk, &act);
    else
        desk_say(desk, "monitor.too_long", SLOTS(num("most", WIRE_BULLETIN_SIZE - 1)), true);
}

static void run_answer(struct desk *desk)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, EXERCISE_ANSWER);
    act.number = desk->question;
    act.everyone = desk->line == LINE_ANSWER_ALL;
    if (slice_copy(slice_of(desk->edit.text), act.reason, sizeof act.reason))
        desk_do(desk, &act);
    else
        desk_say(desk, "monitor.too_long", SLOTS(num("most", WIRE_REASON_SIZE - 1)), true);
}

static void run_command(struct desk *desk)
{
    struct wire_exercise_act act;
    struct cause cause;
    edit_remember(&desk->edit);
    if (exercise_read_act(desk->edit.text, desk->language, desk->state, &act, &cause))
        desk_tell_refused(desk, cause.text);
    else
        desk_do(desk, &act);
}

static void run_line(struct desk *desk)
{
    desk->mode = DESK_LOOKS;
    if (!desk->edit.length)
        return;
    if (desk->line == LINE_INJECT)
        run_inject(desk);
    else if (desk->line == LINE_COMMAND)
        run_command(desk);
    else
        run_answer(desk);
}

static void press_line(struct desk *desk, const struct key *key)
{
    static const struct {
        enum press press;
        enum edit_key edit;
    } rows[] = {
        {PRESS_ARROW_LEFT, EDIT_LEFT},      {PRESS_ARROW_RIGHT, EDIT_RIGHT}, {PRESS_BEGINNING, EDIT_HOME},
        {PRESS_ENDING, EDIT_END},           {PRESS_DELETE, EDIT_DELETE},     {PRESS_KILL, EDIT_KILL},
        {PRESS_BACK_SPACE, EDIT_BACKSPACE},
    };
    if (key->kind == PRESS_TEXT)
        edit_insert(&desk->edit, key->text, (int)strlen(key->text));
    else if (key->kind == PRESS_ENTER && !desk->pasting)
        run_line(desk);
    else if (key->kind == PRESS_ESCAPE || key->kind == PRESS_INTERRUPT)
        desk->mode = DESK_LOOKS;
    else if (key->kind == PRESS_ARROW_UP && desk->line == LINE_COMMAND)
        edit_press(&desk->edit, EDIT_OLDER);
    else if (key->kind == PRESS_ARROW_DOWN && desk->line == LINE_COMMAND)
        edit_press(&desk->edit, EDIT_NEWER);
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        if (rows[x].press == key->kind)
            edit_press(&desk->edit, rows[x].edit);
}

/* Anything but yes is no. */
static void press_answer(struct desk *desk, const struct key *key)
{
    bool yes = key->kind == PRESS_TEXT && strchr("ysYS", key->text[0]) && !key->text[1];
    desk->mode = DESK_LOOKS;
    if (yes)
        desk->wish = DESK_ACTS;
    else
        desk_say(desk, "monitor.not_done", NULL, false);
}

void desk_press(struct desk *desk, const struct key *key)
{
    if (key->kind == PRESS_PASTE || key->kind == PRESS_PASTE_DONE)
        desk->pasting = key->kind == PRESS_PASTE;
    else if (desk->mode == DESK_TYPES)
        press_line(desk, key);
    else if (desk->pasting)
        return; /* what is pasted is text and never a key */
    else if (desk->mode == DESK_ASKS)
        press_answer(desk, key);
    else if (desk->mode == DESK_HELPS)
        desk->mode = DESK_LOOKS;
    else if (desk->mode == DESK_SEES)
        keys_press_seen(desk, key);
    else
        keys_press(desk, key);
}
