/* Those who look on without a seat. They are sessions and nothing else: no person, no entry in any journal,
 * nobody is waited for. What they are told comes from the world's public side alone. */
#include "server/session/session.h"

#include <string.h>

bool spectators_have_room(const struct session *session, const struct exercise *exercise)
{
    int here = 0, same_address = 0;
    for (const struct session *other = session->hub->sessions; other; other = other->next) {
        if (other->state != SESSION_WATCHING)
            continue;
        here += other->exercise == exercise;
        same_address += strcmp(other->address, session->address) == 0;
    }
    return here < SPECTATORS_MAX && same_address < SPECTATORS_PER_ADDRESS;
}

void spectator_tell(struct session *session, int world)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_PUBLIC_CLOCK;
    exercise_tell_public_clock(session->exercise, world, hub->host.now_ms(hub->host.user),
                               &hub->message.public_clock);
    session_send(session, 0);
    hub->message.kind = TO_CLIENT_WORLD_ENDED;
    if (world_tell_ended(exercise_world(session->exercise, world), &hub->message.world_ended))
        session_send(session, 0);
}

/* Called when play has moved, and never because a seat did something: see server/world. */
void spectators_tell(struct hub *hub, const struct exercise *exercise, int world)
{
    for (struct session *session = hub->sessions, *next; session; session = next) {
        next = session->next;
        if (session->state == SESSION_WATCHING && session->exercise == exercise)
            spectator_tell(session, world);
    }
}

void spectator_refuse_replay(struct session *session, uint64_t request)
{
    struct refusal refusal = {.code = REFUSAL_OVER,
                              .item = "replay",
                              .sentence = "refusal.replay_over",
                              .remedy = "remedy.replay_over"};
    session_refuse(session, request, refusal);
}

/* By whoever leads. One who is there when the term runs out by itself, or when the last world ends, goes on:
 * it may be the projector of a debrief. */
void spectators_put_out(struct hub *hub, const struct exercise *exercise)
{
    for (struct session *session = hub->sessions, *next; session; session = next) {
        next = session->next;
        if (session->state != SESSION_WATCHING || session->exercise != exercise)
            continue;
        spectator_refuse_replay(session, 0);
        session_finish(session, "it can be looked at no more");
    }
}

bool spectators_are_here(const struct hub *hub, const struct exercise *exercise)
{
    for (const struct session *session = hub->sessions; session; session = session->next)
        if (session->state == SESSION_WATCHING && session->exercise == exercise)
            return true;
    return false;
}
