/* The gate: a message leaves the server only when everything stored before it is durable. Tickets of the
 * journal grow, so a session's messages wait in one queue and leave in order. Whatever goes to a player or
 * to one who looks on is padded to a class of sizes. */
#include "server/session/session.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/rare.h"

#include <stdlib.h>
#include <string.h>

/* Behind which ticket the session's messages wait: what its exercise stored last of what its seat is told.
 * Before the login nothing that is said rests on the journal; an operator is told of any exercise. One who
 * looks on waits for public changes alone: how long an answer takes must not tell when a seat acts. */
static uint64_t awaited_ticket(const struct session *session)
{
    if (session->came_by_admin)
        return session->hub->last_ticket;
    if (!session->exercise)
        return 0;
    if (session->state == SESSION_FACILITATING)
        return exercise_last_ticket(session->exercise);
    if (session->looks_on || !session->person) /* the latter was replaced and ends */
        return exercise_public_ticket(session->exercise);
    return exercise_ticket(session->exercise, session->person);
}

/* False: there is no memory for it. */
static bool gate_push(struct session *session, uint64_t ticket, const char *finish, const uint8_t *bytes,
                      size_t size)
{
    struct gated *item = memory_try(memory_sum(sizeof *item, size));
    if (!item)
        return false;
    *item = (struct gated){.ticket = ticket, .finish = finish, .size = size};
    if (size)
        memcpy(item->bytes, bytes, size);
    if (session->pending_last)
        session->pending_last->next = item;
    else
        session->pending = item;
    session->pending_last = item;
    session->pending_bytes += size;
    session->hub->pending_bytes += size;
    return true;
}

static struct gated *gate_pop(struct session *session)
{
    struct gated *item = session->pending;
    session->pending = item->next;
    if (!session->pending)
        session->pending_last = NULL;
    session->pending_bytes -= item->size;
    session->hub->pending_bytes -= item->size;
    return item;
}

void gate_drop(struct session *session)
{
    while (session->pending)
        free(gate_pop(session));
}

static bool may_pass(const struct session *session, uint64_t ticket)
{
    return !session->pending && session->hub->durable_ticket >= ticket;
}

/* While the journal takes nothing, many sessions could let much wait: those that let wait most give way.
 * False: this one did. */
static bool make_room(struct session *session, size_t size)
{
    struct hub *hub = session->hub;
    while (hub->pending_bytes + size > HUB_PENDING_ALL) {
        struct session *fullest = session;
        for (struct session *other = hub->sessions; other; other = other->next)
            if (other->pending_bytes > fullest->pending_bytes)
                fullest = other;
        session_abort(fullest, "too much waits for all links");
        if (fullest == session)
            return false;
    }
    return true;
}

/* Behind what waits already, and until the ticket is durable; 0: it rests on nothing stored. */
static void send_bytes(struct session *session, uint64_t ticket, const uint8_t *bytes, size_t size)
{
    const struct hub_host *host = &session->hub->host;
    if (session->state == SESSION_CLOSING)
        return;
    if (may_pass(session, ticket)) {
        host->send(session->link, bytes, size);
    } else if (session->pending_bytes + size > HUB_PENDING_MAX || rare("gate: too much waits")) {
        session_abort(session, "too much waits for this link");
    } else if (make_room(session, size) && !gate_push(session, ticket, NULL, bytes, size)) {
        session_abort(session, "there is no memory for what waits for this link");
    }
}

/* Long messages are made with memory. False: there was none, and the session ends; whoever comes back is told
 * everything anew. */
static bool is_written(struct session *session, enum status status)
{
    must(status == STATUS_OK || status == STATUS_MEMORY);
    if (status == STATUS_MEMORY)
        session_abort(session, "there is no memory for what this link is told");
    return status == STATUS_OK;
}

void session_send_now(struct session *session, uint64_t request)
{
    struct hub *hub = session->hub;
    hub->message.request = request;
    if (!is_written(session, wire_write_to_client(&hub->message, &hub->encoded)))
        return;
    wire_pad(&hub->encoded);
    if (session->state != SESSION_CLOSING)
        hub->host.send(session->link, buffer_bytes(&hub->encoded), buffer_length(&hub->encoded));
    buffer_consume(&hub->encoded, buffer_length(&hub->encoded));
}

void session_send(struct session *session, uint64_t request)
{
    struct hub *hub = session->hub;
    hub->message.request = request;
    if (!is_written(session, wire_write_to_client(&hub->message, &hub->encoded)))
        return;
    wire_pad(&hub->encoded);
    send_bytes(session, awaited_ticket(session), buffer_bytes(&hub->encoded), buffer_length(&hub->encoded));
    buffer_consume(&hub->encoded, buffer_length(&hub->encoded));
}

/* Only `busy` overtakes: it must be heard while the journal takes nothing. */
void session_send_admin(struct session *session, const struct from_admin *message, bool stored)
{
    struct hub *hub = session->hub;
    bool busy = message->kind == FROM_ADMIN_REFUSAL && message->refusal.code == REFUSAL_BUSY;
    if (!is_written(session, wire_write_from_admin(message, &hub->encoded)))
        return;
    if (busy && session->state != SESSION_CLOSING)
        hub->host.send(session->link, buffer_bytes(&hub->encoded), buffer_length(&hub->encoded));
    else
        send_bytes(session, stored ? awaited_ticket(session) : 0, buffer_bytes(&hub->encoded),
                   buffer_length(&hub->encoded));
    buffer_consume(&hub->encoded, buffer_length(&hub->encoded));
}

void session_finish(struct session *session, const char *reason)
{
    if (session->state == SESSION_CLOSING)
        return;
    uint64_t ticket = awaited_ticket(session);
    if (!may_pass(session, ticket) && gate_push(session, ticket, reason, NULL, 0)) {
        session->state = SESSION_CLOSING;
        return;
    }
    session_abort(session, reason); /* nothing waits, or there is no memory to let it wait */
}

void session_abort(struct session *session, const char *reason)
{
    /* the link of a session that was finished before may still be there */
    bool finished =
        session->state == SESSION_CLOSING && !(session->pending_last && session->pending_last->finish);
    gate_drop(session);
    session->state = SESSION_CLOSING;
    if (!finished)
        session->hub->host.finish(session->link, reason);
}

void gate_open(struct hub *hub, uint64_t ticket)
{
    hub->durable_ticket = ticket;
    for (struct session *session = hub->sessions, *next; session; session = next) {
        next = session->next;
        while (session->pending && session->pending->ticket <= ticket) {
            struct gated *item = gate_pop(session);
            if (item->finish)
                hub->host.finish(session->link, item->finish);
            else
                hub->host.send(session->link, item->bytes, item->size);
            free(item);
        }
    }
}
