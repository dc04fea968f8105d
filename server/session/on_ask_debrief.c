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
static bool may_ask(struct session *session, uint64_t request, const struct wire_ask_debrief *ask, int world)
{
    const struct world_machine *machine = exercise_world(session->exercise, world);
    struct desk_opened opened = desk_opened(session->exercise, world);
    if (ask->own && !session->person)
        session_refuse_code(session, request, REFUSAL_NOT_YOURS, "own");
    else if (!language_of(ask))
        session_refuse_code(session, request, REFUSAL_MALFORMED, "language");
    else if (!world_ended(machine))
        session_refuse_code(session, request, REFUSAL_NOT_ENDED, "world");
    else if (world_turn(machine) == 0)
        refuse_no_turn(session, request);
    else if (ask->own ? !opened.own : opened.card < 0)
        session_refuse_code(session, request, REFUSAL_NOT_OPENED, ask->own ? "own" : "debrief");
    else
        return true;
    return false;
}

/* What stands behind `offset`: of what is opened, and then what closes it. */
static struct slice piece_of(struct slice text, size_t opened, size_t offset, char memory[WIRE_DEBRIEF_PART])
{
    struct text piece = text_over(memory, WIRE_DEBRIEF_PART);
    size_t room = WIRE_DEBRIEF_PART - 1, closing = strlen(CARD_CLOSING);
    size_t shown = offset < opened ? opened - offset : 0;
    text_put_span(&piece, text.at + offset, shown < room ? shown : room);
    size_t said = offset > opened ? offset - opened : 0;
    if (shown < room) {
        size_t left = closing - said;
        text_put_span(&piece, CARD_CLOSING + said, left < room - shown ? left : room - shown);
    }
    return (struct slice){memory, piece.length};
}

/* The cards up to the one that all look at. */
static void tell_opened(struct session *session, uint64_t request, const struct wire_ask_debrief *ask,
                        struct slice text, const struct card_cut *cut)
{
    struct hub *hub = session->hub;
    char memory[WIRE_DEBRIEF_PART];
    size_t total = cut->length + strlen(CARD_CLOSING);
    if (ask->offset >= total) {
        session_refuse_code(session, request, REFUSAL_MALFORMED, "offset");
        return;
    }
    struct slice piece = piece_of(text, cut->length, ask->offset, memory);
    hub->message.kind = TO_CLIENT_DEBRIEF_PART;
    hub->message.debrief_part = (struct wire_debrief_part){
        .world = ask->world,
        .offset = ask->offset,
        .total = (uint32_t)total,
        .text = piece.at,
        .text_size = piece.length,
    };
    session_send(session, request);
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
    int world = session_world(session, message->request, &ask->world);
    if (world < 0 || !may_ask(session, message->request, ask, world))
        return;
    struct desk_opened opened = desk_opened(session->exercise, world);
    const struct card_cuts *cuts;
    int seat = ask->own ? session->person->seat : DEBRIEF_CARDS;
    struct slice text;
    if (ask->offset == 0)
        debriefs_renew(session->hub->debriefs, &ask->world, language_of(ask));
    switch (debriefs_ask(session->hub->debriefs, &ask->world, language_of(ask), seat, &text, &cuts)) {
    case DEBRIEF_READY:
        if (ask->own || opened.all)
            tell_part(session, message->request, ask, text);
        else
            tell_opened(session, message->request, ask, text, card_cut_at(cuts, opened.card, opened.part));
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
