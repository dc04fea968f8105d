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

/* Who is told, and through which eyes: of the own seat, or of the one that a facilitator looks at. */
struct eyes {
    struct session *session;
    int world, seat;
};

static struct eyes own_eyes(struct session *session)
{
    return (struct eyes){session, session->person->world, session->person->seat};
}

static struct world_machine *seen_world(const struct eyes *eyes)
{
    return exercise_world(eyes->session->exercise, eyes->world);
}

static void tell_briefing(const struct eyes *eyes)
{
    struct session *session = eyes->session;
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_BRIEFING;
    exercise_tell_briefing(session->exercise, eyes->world, eyes->seat, &hub->message.briefing);
    if (session->person) {
        session->person->told_role = exercise_told_role(session->exercise, session->person);
        hub->message.briefing.role = (uint32_t)session->person->told_role;
    }
    session_send(session, 0);
}

static void tell_situation(const struct eyes *eyes)
{
    struct hub *hub = eyes->session->hub;
    hub->message.kind = TO_CLIENT_SITUATION;
    world_tell_situation(seen_world(eyes), eyes->seat, &hub->message.situation);
    session_send(eyes->session, 0);
}

static void tell_report(const struct eyes *eyes)
{
    struct hub *hub = eyes->session->hub;
    hub->message.kind = TO_CLIENT_TURN_REPORT;
    if (world_tell_report(seen_world(eyes), eyes->seat, &hub->events, &hub->message.turn_report))
        session_send(eyes->session, 0);
}

static void tell_clock(const struct eyes *eyes)
{
    struct session *session = eyes->session;
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_CLOCK;
    exercise_tell_clock(session->exercise, eyes->world, hub->host.now_ms(hub->host.user),
                        &hub->message.clock);
    session_send(session, 0);
}

static void tell_end(const struct eyes *eyes)
{
    struct hub *hub = eyes->session->hub;
    hub->message.kind = TO_CLIENT_WORLD_ENDED;
    if (world_tell_ended(seen_world(eyes), &hub->message.world_ended))
        session_send(eyes->session, 0);
}

void session_tell_end(struct session *session)
{
    struct eyes eyes = own_eyes(session);
    tell_end(&eyes);
}

static void tell_press(void *user, const struct world_press *press)
{
    const struct eyes *eyes = user;
    struct hub *hub = eyes->session->hub;
    hub->message.kind = TO_CLIENT_PRESS;
    world_tell_press(seen_world(eyes), press, eyes->seat, &hub->message.press);
    session_send(eyes->session, 0);
}

static void tell_bulletin(void *user, const struct world_bulletin *bulletin)
{
    const struct eyes *eyes = user;
    struct hub *hub = eyes->session->hub;
    hub->message.kind = TO_CLIENT_BULLETIN;
    world_tell_bulletin(seen_world(eyes), bulletin, eyes->seat, &hub->message.bulletin);
    session_send(eyes->session, 0);
}

void session_tell_answer(struct session *session, uint32_t number)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_CONTROL_ANSWER;
    if (desk_tell_answer(session->exercise, session->person, number, &hub->message.control_answer))
        session_send(session, 0);
}

static void tell_answer(void *user, uint32_t number)
{
    session_tell_answer(user, number);
}

void session_tell_step(struct session *session)
{
    struct hub *hub = session->hub;
    if (!exercise_settings_of(session->exercise)->debrief_in_step || !exercise_ended(session->exercise))
        return;
    hub->message.kind = TO_CLIENT_DEBRIEF_STEP;
    desk_tell_step(session->exercise, session->person, &hub->message.debrief_step);
    session_send(session, 0);
}

/* What was said to the seat ... */
static void tell_words(struct eyes *eyes)
{
    tell_briefing(eyes);
    world_each_press(seen_world(eyes), eyes->seat, tell_press, eyes);
    world_each_bulletin(seen_world(eyes), eyes->seat, tell_bulletin, eyes);
}

/* ... and how it stands. */
static void tell_standing(const struct eyes *eyes)
{
    if (world_started(seen_world(eyes))) { /* in the lobby there is nothing to see yet */
        tell_report(eyes);
        tell_situation(eyes);
    }
    tell_clock(eyes);
    tell_end(eyes);
}

void session_tell_briefing(struct session *session)
{
    struct eyes eyes = own_eyes(session);
    tell_briefing(&eyes);
}

void session_tell_all(struct session *session)
{
    struct eyes eyes = own_eyes(session);
    tell_words(&eyes);
    desk_each_answer(session->exercise, session->person, tell_answer, session);
    tell_standing(&eyes);
    session_tell_step(session);
}

void session_tell_seat(struct session *session, int world, int seat)
{
    struct eyes eyes = {session, world, seat};
    tell_words(&eyes);
    tell_standing(&eyes);
}

void session_tell_moved(struct session *session)
{
    session_notice(session, NOTICE_MOVED);
    session_tell_all(session);
}

int session_world(struct session *session, uint64_t request, const struct id *id)
{
    int world = exercise_find_world(session->exercise, id);
    if (world >= 0 && session->person && session->person->world != world)
        world = -1;
    if (world < 0)
        session_refuse_code(session, request, REFUSAL_NOT_YOURS, "world");
    return world;
}

void session_tell(struct session *session, const struct effect *effect)
{
    struct eyes eyes = own_eyes(session);
    switch (effect->what) {
    case TELL_SITUATION:
        tell_situation(&eyes);
        break;
    case TELL_REPORT:
        tell_report(&eyes);
        break;
    case TELL_CLOCK:
        tell_clock(&eyes);
        break;
    case TELL_PRESS:
        tell_press(&eyes, effect->press);
        break;
    case TELL_ENDED:
        session_tell_end(session);
        session_tell_step(session);
        break;
    case TELL_BULLETIN:
        tell_bulletin(&eyes, effect->bulletin);
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
        if (!person->session)
            continue;
        struct eyes eyes = own_eyes(person->session);
        tell_clock(&eyes);
    }
}
