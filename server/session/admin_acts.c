/* Whoever runs an exercise looks at it, pauses it, moves its clock, closes its turn or its world. The answer
 * is how it stands then, and waits at the gate like everything else: what was done is durable. */
#include "server/session/session.h"

#include "common/base/log.h"
#include "common/base/must.h"

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
};

/* What rests on the question alone, or on that nothing can be stored. */
static void refuse_at_once(struct session *session, uint64_t request, enum refusal_code code,
                           const char *item, const char *why)
{
    struct refusal refusal = {.code = code};
    struct text text = text_over(refusal.item, sizeof refusal.item);
    text_put(&text, item);
    admin_refuse(session, request, &refusal, why, false);
}

/* How the world stands is told here too, and may be lost until it is durable: that it has ended, which turn
 * is open, what is left of it. */
static void refuse_ruling(struct session *session, uint64_t request, enum ruling ruling, int open_turn)
{
    struct refusal refusal = {.code = refusals[ruling].code, .current_turn = (uint32_t)open_turn};
    struct text text = text_over(refusal.item, sizeof refusal.item);
    text_put(&text, refusals[ruling].item);
    admin_refuse(session, request, &refusal, refusals[ruling].why, true);
}

/* NULL: refused. */
static struct exercise *find(struct session *session, uint64_t request, const char *code)
{
    struct exercise *exercise = hub_find_code(session->hub, code);
    if (!exercise)
        refuse_at_once(session, request, REFUSAL_UNKNOWN_CODE, "code",
                       "no exercise has that code; look which ones there are: spiral exercise list");
    return exercise;
}

static void tell_state(struct session *session, uint64_t request, const struct exercise *exercise,
                       bool already)
{
    struct hub *hub = session->hub;
    struct from_admin answer = {.request = request, .kind = FROM_ADMIN_EXERCISE_STATE};
    exercise_tell_state(exercise, hub->host.now_ms(hub->host.user), &answer.exercise_state);
    answer.exercise_state.already = already;
    hub_put_link(hub, exercise_code(exercise), answer.exercise_state.link);
    session_send_admin(session, &answer, true);
}

void admin_show(struct session *session, uint64_t request, const struct wire_exercise_show *show)
{
    struct exercise *exercise = find(session, request, show->code);
    if (exercise)
        tell_state(session, request, exercise, false);
}

/* Reasons stay out of the log: they are somebody's words. */
static void log_act(const struct exercise *exercise, enum exercise_act act)
{
    static const char *const names[EXERCISE_ACT_COUNT] = {
        [EXERCISE_PAUSE] = "pause",     [EXERCISE_RESUME] = "resume", [EXERCISE_EXTEND] = "extend",
        [EXERCISE_RESOLVE] = "resolve", [EXERCISE_CLOSE] = "close",
    };
    char hex[ID_HEX_SIZE];
    log_event(LOG_INFO, "facilitator", "exercise", id_hex(exercise_id(exercise), hex), "act", names[act],
              NULL);
}

void admin_act(struct session *session, uint64_t request, const struct wire_exercise_act *act)
{
    struct hub *hub = session->hub;
    struct exercise *exercise = find(session, request, act->code);
    if (!exercise)
        return;
    if (!hub_accepts(hub)) {
        refuse_at_once(session, request, REFUSAL_BUSY, "journal",
                       "the server cannot store anything now: is its disk full? Try again in a moment");
        return;
    }
    enum ruling ruling = exercise_act(exercise, act, hub->host.now_ms(hub->host.user));
    if (ruling == RULING_DONE)
        log_act(exercise, act->act);
    if (ruling == RULING_DONE || ruling == RULING_ALREADY)
        tell_state(session, request, exercise, ruling == RULING_ALREADY);
    else
        refuse_ruling(session, request, ruling, world_turn(exercise_world(exercise)) + 1);
}
