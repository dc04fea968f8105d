/* A piece of the debrief of an ended world: the cards for everybody, and a seat's own page for its persons
 * alone. Made on another thread; until it is there, the request is refused as busy. */
#include "server/session/session.h"

#include "server/session/debriefs.h"

#include <string.h>

enum { MAKING_RETRY_MS = 200, CROWDED_RETRY_MS = 1000 };

/* Not at once, as others that are busy: it tells that the world has ended, which has to be durable. */
static void refuse_busy(struct session *session, uint64_t request, uint32_t retry_after_ms)
{
    struct hub *hub = session->hub;
    hub->message.kind = TO_CLIENT_REFUSAL;
    hub->message.refusal =
        (struct refusal){.code = REFUSAL_BUSY, .item = "debrief", .retry_after_ms = retry_after_ms};
    session_send(session, request);
}

static void refuse_no_turn(struct session *session, uint64_t request)
{
    struct refusal refusal = {.code = REFUSAL_NOT_NOW,
                              .item = "turn",
                              .sentence = "refusal.nothing_to_tell",
                              .remedy = "remedy.nothing_to_tell"};
    session_refuse(session, request, refusal);
}

static void refuse_failed(struct session *session, uint64_t request)
{
    struct refusal refusal = {.code = REFUSAL_NOT_NOW,
                              .item = "debrief",
                              .sentence = "refusal.no_debrief",
                              .remedy = "remedy.no_debrief"};
    session_refuse(session, request, refusal);
}

static const struct language *language_of(const struct wire_ask_debrief *ask)
{
    for (int x = 0; x < LANGUAGES; x++)
        if (strcmp(ask->language, languages[x]->code) == 0)
            return languages[x];
    return NULL;
}

/* Whether it may be told at all; if not, it was refused. */
static bool may_ask(struct session *session, uint64_t request, const struct wire_ask_debrief *ask)
{
    const struct world_machine *machine = exercise_world(session->exercise);
    if (!id_equal(&ask->world, exercise_world_id(session->exercise)))
        session_refuse_code(session, request, REFUSAL_NOT_YOURS, "world");
    else if (ask->own && !session->person)
        session_refuse_code(session, request, REFUSAL_NOT_YOURS, "own");
    else if (!language_of(ask))
        session_refuse_code(session, request, REFUSAL_MALFORMED, "language");
    else if (!world_ended(machine))
        session_refuse_code(session, request, REFUSAL_NOT_ENDED, "world");
    else if (world_turn(machine) == 0)
        refuse_no_turn(session, request);
    else
        return true;
    return false;
}

static void tell_part(struct session *session, uint64_t request, const struct wire_ask_debrief *ask,
                      struct slice text)
{
    struct hub *hub = session->hub;
    if (ask->offset >= text.length) {
        session_refuse_code(session, request, REFUSAL_MALFORMED, "offset");
        return;
    }
    size_t left = text.length - ask->offset;
    hub->message.kind = TO_CLIENT_DEBRIEF_PART;
    hub->message.debrief_part = (struct wire_debrief_part){
        .world = ask->world,
        .offset = ask->offset,
        .total = (uint32_t)text.length,
        .text = text.at + ask->offset,
        .text_size = left < WIRE_DEBRIEF_PART ? left : WIRE_DEBRIEF_PART,
    };
    session_send(session, request);
}

static void run(struct session *session, const struct to_server *message)
{
    const struct wire_ask_debrief *ask = &message->ask_debrief;
    if (!may_ask(session, message->request, ask))
        return;
    int seat = ask->own ? session->person->seat : DEBRIEF_CARDS;
    struct slice text;
    switch (debriefs_ask(session->hub->debriefs, &ask->world, language_of(ask), seat, &text)) {
    case DEBRIEF_READY:
        tell_part(session, message->request, ask, text);
        break;
    case DEBRIEF_MAKING:
        refuse_busy(session, message->request, MAKING_RETRY_MS);
        break;
    case DEBRIEF_CROWDED:
        refuse_busy(session, message->request, CROWDED_RETRY_MS);
        break;
    case DEBRIEF_FAILED:
        refuse_failed(session, message->request);
        break;
    }
}

const struct handler handler_ask_debrief = {
    .kind = TO_SERVER_ASK_DEBRIEF, .states = SESSION_JOINED | SESSION_WATCHING, .run = run};
