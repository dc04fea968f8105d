/* Messages between states, word for word, to those who may read them. */
#include "tests/sim/truth.h"

#include <string.h>

/* A message as its entry has it. */
struct message {
    struct entry_head head;
    int64_t everyone, to;
    struct id text;
};

static bool read_press(const struct truth_stream *stream, const struct truth_entry *entry,
                       struct message *message)
{
    struct slice rest = {entry->body, entry->size}, value;
    return strcmp(entry->kind, "press") == 0 &&
           entry_take_head(&rest, actors_of(stream->world), &message->head) &&
           slice_take_value(&rest, "number", &value) && slice_take_value(&rest, "everyone", &value) &&
           slice_int(value, 0, 1, &message->everyone) && slice_take_value(&rest, "to", &value) &&
           slice_int(value, 0, 0xffff, &message->to) && slice_take_value(&rest, "text", &value) &&
           slice_hex(value, message->text.bytes, ID_SIZE);
}

bool press_is_for(const struct truth_stream *stream, const struct truth_entry *entry, int seat)
{
    struct message message;
    return read_press(stream, entry, &message) &&
           (message.everyone || message.head.seat == seat || (message.to >> seat & 1));
}

/* Messages are numbered for each seat apart: a seat is not to count what others say to each other. */
static int find_press(const struct truth_stream *stream, int seat, uint64_t number, struct message *message)
{
    uint64_t readable = 0;
    for (int x = 0; x < stream->count; x++) {
        readable += press_is_for(stream, &stream->entries[x], seat);
        if (readable == number && read_press(stream, &stream->entries[x], message))
            return x;
    }
    return -1;
}

void hear_press(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    struct message message;
    const struct wire_press *said = &truth->said.press;
    (void)truth_world_of(truth, conn, &said->world, &stream);
    truth_rests(truth, stream, find_press(stream, conn->seat, said->number, &message), "a message");
    const struct truth_text *text = truth_text(truth, &stream->id, &message.text);
    sim_holds(truth->sim, text && strcmp(text->text, said->text) == 0,
              "message %llu to seat %d has other words, or is not for it", (unsigned long long)said->number,
              conn->seat);
    sim_holds(truth->sim,
              said->from == (uint32_t)message.head.seat && said->turn == (uint32_t)message.head.turn &&
                  said->everyone == message.everyone && said->to == message.to,
              "a message has another sender, turn or audience");
}
