#include "server/session/session.h"

#include "common/base/must.h"

#include <string.h>

void session_refuse(struct session *session, uint64_t request, struct refusal refusal)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_REFUSAL;
    hub->message.refusal = refusal;
    if (refusal.code == REFUSAL_BUSY) /* it must be heard while the journal takes nothing */
        session_send_now(session, request);
    else
        session_send(session, request);
}

void session_refuse_code(struct session *session, uint64_t request, enum refusal_code code, const char *item)
{
    struct refusal refusal = {.code = code};
    struct text text = text_over(refusal.item, sizeof refusal.item);
    text_put(&text, item);
    if (code == REFUSAL_BUSY)
        refusal.retry_after_ms = 1000;
    session_refuse(session, request, refusal);
}

void session_notice(struct session *session, enum notice_kind kind)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_NOTICE;
    hub->message.notice = (struct wire_notice){.kind = kind};
    session_send(session, 0);
}

static void tell_briefing(struct session *session)
{
    struct hub *hub = session->hub;
    struct wire_briefing *briefing = &hub->message.briefing;
    memset(briefing, 0, sizeof *briefing);
    hub->message.kind = TO_CLIENT_BRIEFING;
    world_tell_briefing(exercise_world(session->exercise), session->person->seat, briefing);
    memcpy(briefing->texts, exercise_texts(session->exercise), sizeof briefing->texts);
    session_send(session, 0);
}

static void tell_situation(struct session *session)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_SITUATION;
    world_tell_situation(exercise_world(session->exercise), session->person->seat, &hub->message.situation);
    session_send(session, 0);
}

static void tell_report(struct session *session)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_TURN_REPORT;
    if (world_tell_report(exercise_world(session->exercise), session->person->seat, &hub->events,
                          &hub->message.turn_report))
        session_send(session, 0);
}

static void tell_clock(struct session *session)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_CLOCK;
    exercise_tell_clock(session->exercise, hub->host.now_ms(hub->host.user), &hub->message.clock);
    session_send(session, 0);
}

static void tell_ended(struct session *session)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_WORLD_ENDED;
    if (world_tell_ended(exercise_world(session->exercise), &hub->message.world_ended))
        session_send(session, 0);
}

static void tell_press(void *user, const struct world_press *press)
{
    struct session *session = user;
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_PRESS;
    world_tell_press(exercise_world(session->exercise), press, session->person->seat, &hub->message.press);
    session_send(session, 0);
}

void session_tell_all(struct session *session)
{
    tell_briefing(session);
    world_each_press(exercise_world(session->exercise), session->person->seat, tell_press, session);
    if (world_started(exercise_world(session->exercise))) { /* in the lobby there is nothing to see yet */
        tell_report(session);
        tell_situation(session);
    }
    tell_clock(session);
    tell_ended(session);
}

void session_tell(struct session *session, const struct effect *effect)
{
    switch (effect->what) {
    case TELL_SITUATION:
        tell_situation(session);
        break;
    case TELL_REPORT:
        tell_report(session);
        break;
    case TELL_CLOCK:
        tell_clock(session);
        break;
    case TELL_PRESS:
        tell_press(session, effect->press);
        break;
    case TELL_ENDED:
        tell_ended(session);
        break;
    case TELL_NOTICE:
        session->hub->message.kind = TO_CLIENT_NOTICE;
        session->hub->message.notice = effect->notice;
        session_send(session, 0);
        break;
    case TELL_PUBLIC: /* not for those who have a seat */
        break;
    }
}

void exercise_tell_all_clocks(struct exercise *exercise)
{
    for (int x = 0; x < exercise_persons(exercise); x++) {
        struct person *person = exercise_person(exercise, x);
        if (person->session)
            tell_clock(person->session);
    }
}
