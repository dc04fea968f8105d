/* Acts that go to world machines: in one world, or in each where it can be. */
#include "server/exercise/desk_state.h"

#include "common/base/must.h"

#include <string.h>

/* Of a ruling that changed nothing. Clients go by code and item, people and other programs by the words. */
static const struct {
    enum refusal_code code;
    const char *item, *why;
} refusals[] = {
    [RULING_LOBBY] =
        {REFUSAL_NOT_NOW, "lobby",
         "the exercise is still in its lobby and no turn is open; wait for its start, or close it"},
    [RULING_OVER] = {REFUSAL_OVER, "world",
                     "the world of this exercise has ended; make a new exercise, or look at its debrief"},
    [RULING_OTHER_TURN] = {REFUSAL_STALE_TURN, "turn",
                           "the turn that was named is not the open one; look which one is, or name none"},
    [RULING_NO_LIMIT] = {REFUSAL_MALFORMED, "limit",
                         "this exercise has no time limit that could be moved; resolve closes the turn"},
    [RULING_TOO_LONG] = {REFUSAL_MALFORMED, "ms", "more than seven days would be left of the turn; add less"},
    [RULING_NO_SUCH_TURN] = {REFUSAL_MALFORMED, "turn",
                             "the world was never in that turn; name one from 1 to the open one"},
    [RULING_TOO_MANY] = {REFUSAL_FULL, "bound",
                         "this world was rolled back, or told news, as often as it can be; go on from here"},
    [RULING_NO_SUCH_SEAT] = {REFUSAL_MALFORMED, "seat",
                             "this world has no such seat; the monitor lists its states"},
    [RULING_DEAD] = {REFUSAL_ELIMINATED, "seat",
                     "that state is eliminated and acts no more; choose another one"},
    [RULING_PRACTISES] =
        {REFUSAL_STALE_TURN, "practice",
         "the turn of practice is open, and no turn that counts; name that one (--practice), or "
         "none"},
    [RULING_ILLEGAL] = {REFUSAL_ILLEGAL_ORDERS, "orders",
                        "the state may not give these orders; the refusal lists which and why"},
};

void doing_refuse_ruling(struct doing *doing, enum ruling ruling, int world, const struct refusal *illegal)
{
    must(ruling > RULING_ALREADY && (size_t)ruling < sizeof refusals / sizeof refusals[0]);
    const char *why = refusals[ruling].why;
    if (ruling == RULING_ILLEGAL && illegal && illegal->code != REFUSAL_NONE) {
        doing->answer->refusal = *illegal;
        doing->answer->why = why;
        return;
    }
    doing_refuse(doing, refusals[ruling].code, refusals[ruling].item, why);
    doing->answer->refusal.current_turn = desk_open_turn(doing->exercise, world);
}

enum ruling doing_rule(struct doing *doing, int world, struct command *command, struct refusal *refusal)
{
    struct exercise *exercise = doing->exercise;
    struct person author = {.id = desk_words_owner(exercise, doing->by)};
    exercise->acting = &author; /* owner of the words that are stored with it */
    enum ruling ruling = exercise_rule(exercise, world, command, refusal);
    exercise->acting = NULL;
    must(ruling != RULING_NONE);
    return ruling;
}

static enum command_kind command_of(enum exercise_act act)
{
    static const enum command_kind kinds[EXERCISE_ACT_COUNT] = {
        [EXERCISE_PAUSE] = COMMAND_PAUSE,   [EXERCISE_RESUME] = COMMAND_RESUME,
        [EXERCISE_EXTEND] = COMMAND_EXTEND, [EXERCISE_RESOLVE] = COMMAND_RESOLVE,
        [EXERCISE_CLOSE] = COMMAND_CLOSE,   [EXERCISE_ROLL_BACK] = COMMAND_ROLL_BACK,
        [EXERCISE_BOT_IN] = COMMAND_BOT_IN, [EXERCISE_BOT_OUT] = COMMAND_BOT_OUT,
        [EXERCISE_ORDERS] = COMMAND_ORDERS, [EXERCISE_MULTIPLY] = COMMAND_MULTIPLY,
        [EXERCISE_NUDGE] = COMMAND_NUDGE,
    };
    return kinds[act];
}

static int64_t time_left(const struct doing *doing, int world)
{
    struct wire_clock clock;
    world_tell_clock(doing->exercise->worlds[world].machine, doing->now_ms, &clock);
    return clock.remaining_ms;
}

static int32_t percent_of(const struct doing *doing, int world, int seat)
{
    struct wire_exercise_seat told;
    memset(&told, 0, sizeof told);
    world_tell_seat(doing->exercise->worlds[world].machine, seat, &told);
    return (int32_t)told.percent;
}

/* A world where nobody sits, and that is to go on, but by no act that names it for that: bots would play it
 * to its end at once. It waits for somebody instead. */
static bool is_to_wait(const struct doing *doing, enum exercise_act act, int world)
{
    const struct wire_exercise_act *asked = doing->act;
    return act == EXERCISE_RESUME && !(asked->act == EXERCISE_RESUME && asked->world >= 0) &&
           exercise_is_empty(doing->exercise, world) && world_paused(doing->exercise->worlds[world].machine);
}

/* Of all worlds at once: whoever asked saw another turn there. */
static bool has_gone_on(const struct doing *doing, const struct wire_exercise_act *act, int world)
{
    return act->world < 0 && world < act->seen_count && act->seen_turn[world] &&
           (act->seen_turn[world] != desk_open_turn(doing->exercise, world) ||
            act->seen_branch[world] != world_branch(doing->exercise->worlds[world].machine));
}

/* One act in one world; what undoing it needs is noted. */
static enum ruling act_in(struct doing *doing, const struct wire_exercise_act *act, int world,
                          struct refusal *refusal)
{
    struct command command = {.kind = command_of(act->act), .now_ms = doing->now_ms, .act = act};
    uint32_t turn = desk_open_turn(doing->exercise, world);
    int64_t left = time_left(doing, world);
    int32_t value = act->act == EXERCISE_MULTIPLY ? percent_of(doing, world, act->seat) : 0;
    const struct world_machine *machine = doing->exercise->worlds[world].machine;
    if (world_recall_act(machine, &act->command, &turn, &value)) { /* the server died before it was noted */
        doing_part(doing, world, turn, value);
        return RULING_DONE;
    }
    if (has_gone_on(doing, act, world)) /* what was to be closed is closed */
        return act->act == EXERCISE_RESOLVE ? RULING_ALREADY : RULING_OTHER_TURN;
    if (is_to_wait(doing, act->act, world)) {
        command.kind = COMMAND_PAUSE;
        command.deserted = true;
    }
    enum ruling ruling = doing_rule(doing, world, &command, refusal);
    if (ruling != RULING_DONE)
        return ruling;
    if (act->act == EXERCISE_EXTEND && desk_open_turn(doing->exercise, world) == turn)
        value = (int32_t)(time_left(doing, world) - left);
    doing_part(doing, world, turn, value);
    return ruling;
}

/* A world that has ended, or is another one's, is no reason to refuse what the others can do. */
static bool in_scope(const struct doing *doing, int world)
{
    int named = doing->act->world;
    return named >= 0 ? named == world : desk_may_act_on(doing->exercise, doing->by, world);
}

/* What no world is asked, for none could do it. */
static bool is_sensible(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    if (act->act != EXERCISE_MULTIPLY ||
        (act->percent >= WIRE_TIME_PERCENT_MIN && act->percent <= WIRE_TIME_PERCENT_MAX))
        return true;
    doing_refuse(doing, REFUSAL_MALFORMED, "percent",
                 "a seat may need from 100 to 400 percent of the usual time; name one of these");
    return false;
}

/* Worlds that have not begun, a bit each. */
static uint64_t lobbies(const struct exercise *exercise)
{
    uint64_t worlds = 0;
    for (int world = 0; world < exercise->world_count; world++)
        if (!world_started(exercise->worlds[world].machine))
            worlds |= UINT64_C(1) << world;
    return worlds;
}

/* Fewer came than there are worlds for: whoever is in one that was closed before it began plays in another.
 */
static void clear_out(struct doing *doing, uint64_t before)
{
    uint64_t closed = before & ~lobbies(doing->exercise);
    for (int world = 0; world < doing->exercise->world_count; world++)
        if (closed >> world & 1)
            exercise_clear_out(doing->exercise, world, doing->now_ms);
    doing->desk->told_feeling_count = -1; /* they are told by world */
}

void run_world(struct doing *doing)
{
    enum ruling refused = RULING_NONE;
    bool already = false, any = false;
    int where = 0;
    uint64_t before = lobbies(doing->exercise);
    if (!is_sensible(doing))
        return;
    for (int world = 0; world < doing->exercise->world_count; world++) {
        if (!in_scope(doing, world))
            continue;
        any = true;
        enum ruling ruling = act_in(doing, doing->act, world, NULL);
        already = already || ruling == RULING_ALREADY;
        if (ruling > RULING_ALREADY && (refused == RULING_NONE || refused == RULING_OVER)) {
            refused = ruling; /* that some worlds are over tells least */
            where = world;
        }
    }
    if (!any)
        doing_refuse(doing, REFUSAL_NO_RIGHT, "owner",
                     "other facilitators answer for all worlds; ask them, or whoever leads the exercise");
    else if (!doing->done && !already)
        doing_refuse_ruling(doing, refused, where, NULL);
    else if (doing->done && doing->act->act == EXERCISE_CLOSE)
        clear_out(doing, before);
}

void run_orders(struct doing *doing)
{
    struct refusal illegal = {.code = REFUSAL_NONE};
    int world = doing->act->world;
    if (!doing->act->has_orders) {
        doing_refuse(doing, REFUSAL_MALFORMED, "orders", "no orders came with it; say which ones to save");
        return;
    }
    enum ruling ruling = act_in(doing, doing->act, world, &illegal);
    if (ruling > RULING_ALREADY)
        doing_refuse_ruling(doing, ruling, world, &illegal);
}

void run_start(struct doing *doing)
{
    struct exercise *exercise = doing->exercise;
    if (exercise_ended(exercise)) {
        doing_refuse(doing, REFUSAL_OVER, "world",
                     "this exercise is over; make a new exercise, or look at its debrief");
    } else if (!exercise_started(exercise)) {
        doing->done = exercise_start(exercise, doing->now_ms);
        if (!doing->done)
            doing_refuse(doing, REFUSAL_NOT_NOW, "persons",
                         "nobody is here to play; wait for the first to join, then start");
    }
}

/* ---- taking back */

/* More time is taken back from no turn but the one that was given it, unless it was taken back before. */
static bool is_too_late(const struct doing *doing, const struct deed_part *part, enum exercise_act kind)
{
    const struct world_machine *machine = doing->exercise->worlds[part->world].machine;
    uint32_t turn;
    int32_t value;
    return kind == EXERCISE_EXTEND && !desk_turn_stands(doing->exercise, part) &&
           !world_recall_act(machine, &doing->act->command, &turn, &value);
}

/* The same act with another kind or value, in the worlds where it was done. */
static void take_back(struct doing *doing, const struct deed *deed, enum exercise_act kind)
{
    enum ruling refused = RULING_NONE;
    bool done = false;
    int where = 0;
    for (int x = 0; x < deed->part_count; x++) {
        const struct deed_part *part = &deed->parts[x];
        struct wire_exercise_act act;
        wire_exercise_act_init(&act, kind);
        act.command = doing->act->command; /* of what takes it back */
        act.world = part->world;
        act.seat = deed->seat;
        act.turn = kind == EXERCISE_EXTEND ? part->turn : 0;
        act.practice =
            kind == EXERCISE_EXTEND && world_practising(doing->exercise->worlds[part->world].machine);
        act.ms = kind == EXERCISE_EXTEND ? -part->value : 0;
        act.percent = kind == EXERCISE_MULTIPLY ? (uint32_t)part->value : 0;
        enum ruling ruling =
            is_too_late(doing, part, kind) ? RULING_OTHER_TURN : act_in(doing, &act, part->world, NULL);
        done = done || ruling <= RULING_ALREADY; /* somebody took it back by hand */
        if (ruling > RULING_ALREADY) {
            refused = ruling;
            where = part->world;
        }
    }
    doing->done = done;
    if (!done)
        doing_refuse_ruling(doing, refused, where, NULL);
}

void undo_pause(struct doing *doing, const struct deed *deed)
{
    take_back(doing, deed, EXERCISE_RESUME);
}

void undo_resume(struct doing *doing, const struct deed *deed)
{
    take_back(doing, deed, EXERCISE_PAUSE);
}

void undo_extend(struct doing *doing, const struct deed *deed)
{
    take_back(doing, deed, EXERCISE_EXTEND);
}

void undo_bot_in(struct doing *doing, const struct deed *deed)
{
    take_back(doing, deed, EXERCISE_BOT_OUT);
}

void undo_bot_out(struct doing *doing, const struct deed *deed)
{
    take_back(doing, deed, EXERCISE_BOT_IN);
}

void undo_multiply(struct doing *doing, const struct deed *deed)
{
    take_back(doing, deed, EXERCISE_MULTIPLY);
}
