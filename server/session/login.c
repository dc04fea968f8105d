/* What join, resume and move have in common: a person takes a session, and the newest one wins. */
#include "server/session/session.h"

#include "common/base/log.h"

#include <string.h>

static void tell_joined(struct session *session, uint64_t request, const struct credentials *fresh)
{
    struct hub *hub = session->hub;
    const struct person *person = session->person;
    struct wire_joined joined = {.person = person->id, .seat = (uint32_t)person->seat};
    joined.exercise = *exercise_id(session->exercise);
    joined.world = *exercise_world_id(session->exercise, person->world);
    memcpy(joined.name, person->name, sizeof joined.name);
    if (fresh) {
        joined.token = fresh->token;
        memcpy(joined.seat_code, fresh->seat_code, sizeof joined.seat_code);
    }
    hub->message.kind = TO_CLIENT_JOINED;
    hub->message.joined = joined;
    session_send(session, request);
}

static void tell_downtime(struct session *session)
{
    struct hub *hub = session->hub;
    struct wire_notice notice = {.kind = NOTICE_RESTARTED};
    if (!exercise_tell_downtime(session->exercise, session->person, &notice.ms))
        return;
    hub->message.kind = TO_CLIENT_NOTICE;
    hub->message.notice = notice;
    session_send(session, 0);
}

void session_enter(struct session *session, uint64_t request, struct exercise *exercise,
                   struct person *person, const struct credentials *fresh)
{
    struct hub *hub = session->hub;
    struct session *older = person->session;
    session->exercise = exercise;
    session->person = person;
    session->state = SESSION_JOINED;
    session_settle(session);
    if (older) {
        session_notice(older, NOTICE_SUPERSEDED);
        older->person = NULL; /* it departs no more */
        session_finish(older, "a newer session took over");
    }
    tell_joined(session, request, fresh);
    session_tell_all(session);
    tell_downtime(session);
    exercise_arrive(exercise, person, session, hub->host.now_ms(hub->host.user));
    if (!exercise_started(exercise)) /* in the lobby everybody sees how many are in ... */
        exercise_tell_all_clocks(exercise);
    bool secret = exercise_settings_of(exercise)->bots == BOTS_AT_DEBRIEF; /* who comes late replaces one */
    if (fresh && (!secret || !exercise_started(exercise))) /* ... and the wall also of who comes late */
        spectators_tell(hub, exercise, person->world);
    char hex[ID_HEX_SIZE]; /* codes stay out of the log: whoever reads it could take a seat */
    log_event(LOG_INFO, "joined", "exercise", id_hex(exercise_id(exercise), hex), "address", session->address,
              NULL);
}
