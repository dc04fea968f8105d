/* A piece of the public record of an ended world. */
#include "server/session/session.h"

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    const struct wire_ask_record *ask = &message->ask_record;
    size_t size;
    int world = session_world(session, message->request, &ask->world);
    if (world < 0)
        return;
    const struct world_machine *machine = exercise_world(session->exercise, world);
    if (world_ended(machine) && !world_debrief_is_open(machine)) {
        session_refuse_code(session, message->request, REFUSAL_NOT_OPENED, "record");
        return;
    }
    const char *record = world_record(machine, &size);
    if (!record) {
        session_refuse_code(session, message->request, REFUSAL_NOT_ENDED, "world");
        return;
    }
    if (ask->offset >= size) {
        session_refuse_code(session, message->request, REFUSAL_MALFORMED, "offset");
        return;
    }
    size_t left = size - ask->offset;
    struct wire_record_part part = {
        .world = ask->world,
        .offset = ask->offset,
        .total = (uint32_t)size,
        .text = record + ask->offset,
        .text_size = left < WIRE_RECORD_PART ? left : WIRE_RECORD_PART,
    };
    hub->message.kind = TO_CLIENT_RECORD_PART;
    hub->message.record_part = part;
    session_send(session, message->request);
}

const struct handler handler_ask_record = {
    .kind = TO_SERVER_ASK_RECORD, .states = SESSION_JOINED | SESSION_WATCHING, .run = run};
