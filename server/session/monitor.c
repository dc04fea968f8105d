/* What facilitators see: how everything stands, told whole, at most a second late and not more often than
 * that. Several sessions of several facilitators are told alike, and none of them is needed for anything. */
#include "server/session/session.h"

#include <string.h>

enum {
    MONITOR_IDLE_MS = 10000, /* clocks and absences move without any change */
    STEPS_MS = 2000,         /* between two tellings of what people feel */
};

/* One session is kept free for each of the others who is not here: nobody fills an exercise alone. */
bool monitor_has_room(const struct session *session, const struct exercise *exercise, int facilitator)
{
    int here = desk_others_away(exercise, facilitator);
    for (const struct session *other = session->hub->sessions; other; other = other->next)
        here += other->state == SESSION_FACILITATING && other->exercise == exercise;
    return here < FACILITATOR_SESSIONS_MAX;
}

bool monitor_is_open(const struct hub *hub, const struct exercise *exercise)
{
    for (const struct session *session = hub->sessions; session; session = session->next)
        if (session->state == SESSION_FACILITATING && session->exercise == exercise)
            return true;
    return false;
}

void monitor_tell(struct session *session, uint64_t request, bool already, const char *new_key)
{
    struct hub *hub = session->hub;
    struct wire_exercise_state *state = &hub->message.exercise_state;
    uint64_t now = hub->host.now_ms(hub->host.user);
    hub->message.kind = TO_CLIENT_EXERCISE_STATE;
    desk_tell(session->exercise, now, hub->desk_room, state);
    hub_put_link(hub, exercise_code(session->exercise), state->link);
    state->already = already;
    state->undo = desk_undoable(session->exercise, session->facilitator);
    if (new_key)
        memcpy(state->new_key, new_key, sizeof state->new_key);
    session->monitor_due = false;
    session->monitor_told_ms = now;
    session_send(session, request);
}

void monitor_mark(struct hub *hub, const struct exercise *exercise)
{
    if (!desk_is_watched(exercise)) /* what is stored often must not look at every session */
        return;
    for (struct session *session = hub->sessions; session; session = session->next)
        if (session->state == SESSION_FACILITATING && session->exercise == exercise)
            session->monitor_due = true;
}

static uint64_t due_ms(const struct session *session)
{
    return session->monitor_told_ms + (session->monitor_due ? MONITOR_MS : MONITOR_IDLE_MS);
}

/* Words of many persons come in a short time: all are told them at once, and not after each. */
static void tell_feelings(struct hub *hub, uint64_t now_ms)
{
    if (!hub->steps_due || now_ms - hub->steps_told_ms < STEPS_MS)
        return;
    hub->steps_due = false;
    hub->steps_told_ms = now_ms;
    for (int x = 0; x < hub->exercise_count; x++)
        if (desk_take_fresh_feelings(hub->exercises[x]))
            steps_tell(hub, hub->exercises[x]);
}

void monitor_tick(struct hub *hub, uint64_t now_ms)
{
    tell_feelings(hub, now_ms);
    for (struct session *session = hub->monitor_count ? hub->sessions : NULL, *next; session;
         session = next) {
        next = session->next;
        if (session->state != SESSION_FACILITATING)
            continue;
        if (!desk_may(session->exercise, session->facilitator, RIGHTS_OBSERVE)) {
            session_notice(session, NOTICE_REMOVED);
            session_finish(session, "the facilitator has no rights any more");
        } else if (due_ms(session) <= now_ms) {
            monitor_tell(session, 0, false, NULL);
        }
    }
}

uint64_t monitor_next_tick_ms(const struct hub *hub)
{
    uint64_t next = hub->steps_due ? hub->steps_told_ms + STEPS_MS : UINT64_MAX;
    for (const struct session *session = hub->monitor_count ? hub->sessions : NULL; session;
         session = session->next)
        if (session->state == SESSION_FACILITATING && due_ms(session) < next)
            next = due_ms(session);
    return next;
}
