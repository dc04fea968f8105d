/* Clock, press, pieces of a record, and the end of a world. */
#include "common/wire/codec.h"
#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/record/record.h"

#include <stdlib.h>
#include <string.h>

static_assert((int)RECORD_MAX <= (int)WIRE_RECORD_MAX, "every record may be asked for");

Spiral__V1__Remaining *wire_remaining_put(int64_t ms, Spiral__V1__Remaining *remaining)
{
    if (ms < 0)
        return NULL;
    spiral__v1__remaining__init(remaining);
    remaining->ms = ms <= UINT32_MAX ? (uint32_t)ms : UINT32_MAX; /* seven weeks; more is told later */
    return remaining;
}

void wire_clock_fill(const struct wire_clock *clock, struct clock_frame *frame)
{
    Spiral__V1__Clock *wire = &frame->clock;
    spiral__v1__clock__init(wire);
    wire->remaining = wire_remaining_put(clock->remaining_ms, &frame->remaining);
    wire->world = wire_bytes(clock->world.bytes, ID_SIZE);
    wire->turn = clock->turn;
    wire->state = (Spiral__V1__ClockState)clock->state;
    wire->seats = clock->seats;
    wire->seats_ready = clock->seats_ready;
    wire->seats_bot = clock->seats_bot;
    wire->persons = clock->persons;
    wire->persons_needed = clock->persons_needed;
    wire->reason = wire_string(clock->reason);
    wire->branch = clock->branch;
    wire->practice = clock->practice;
    wire->bots = frame->bots;
    wire->n_bots = wire_states_put(clock->bots, frame->bots);
    wire->start_by_hand = clock->start_by_hand;
    wire->places = clock->places;
}

enum status wire_clock_put(Spiral__V1__ToClient *envelope, const struct wire_clock *clock,
                           struct buffer *buffer)
{
    struct clock_frame frame;
    wire_clock_fill(clock, &frame);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_CLOCK;
    envelope->clock = &frame.clock;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_clock_get(struct cause *cause, const Spiral__V1__Clock *wire, struct wire_clock *clock)
{
    bool is_known = (unsigned)wire->state <= CLOCK_ENDED;
    clock->turn = wire->turn;
    clock->state = is_known ? (enum clock_state)wire->state : CLOCK_NONE;
    clock->remaining_ms = wire->remaining ? (int64_t)wire->remaining->ms : -1;
    clock->seats = wire->seats;
    clock->seats_ready = wire->seats_ready;
    clock->seats_bot = wire->seats_bot;
    clock->persons = wire->persons;
    clock->persons_needed = wire->persons_needed;
    clock->branch = wire->branch;
    clock->practice = wire->practice;
    clock->start_by_hand = wire->start_by_hand;
    clock->places = wire->places;
    enum status status = wire_id_get(cause, "world", &wire->world, &clock->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "seats", wire->seats, 0, ACTORS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "seats_ready", wire->seats_ready, 0, wire->seats);
    if (status == STATUS_OK)
        status = wire_range(cause, "seats_bot", wire->seats_bot, 0, wire->seats);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "bots", wire->bots, wire->n_bots, &clock->bots);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "reason", wire->reason, clock->reason, sizeof clock->reason, WIRE_ANY);
    return status;
}

enum status wire_press_put(Spiral__V1__ToClient *envelope, const struct wire_press *press,
                           struct buffer *buffer)
{
    Spiral__V1__Press wire;
    spiral__v1__press__init(&wire);
    uint32_t to[ACTORS_MAX];
    wire.world = wire_bytes(press->world.bytes, ID_SIZE);
    wire.turn = press->turn;
    wire.from = press->from;
    wire.everyone = press->everyone;
    wire.to = to;
    wire.n_to = wire_states_put(press->to, to);
    wire.text = wire_string(press->text);
    wire.number = press->number;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_PRESS;
    envelope->press = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_press_get(struct cause *cause, const Spiral__V1__Press *wire, struct wire_press *press)
{
    press->turn = wire->turn;
    press->from = wire->from;
    press->everyone = wire->everyone;
    press->number = wire->number;
    enum status status = wire_id_get(cause, "world", &wire->world, &press->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "from", wire->from, 0, ACTORS_MAX - 1);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "to", wire->to, wire->n_to, &press->to);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "text", wire->text, press->text, sizeof press->text,
                                 WIRE_FILLED | WIRE_LINES);
    return status;
}

enum status wire_record_part_put(Spiral__V1__ToClient *envelope, const struct wire_record_part *part,
                                 struct buffer *buffer)
{
    Spiral__V1__RecordPart wire;
    spiral__v1__record_part__init(&wire);
    must(part->text_size <= WIRE_RECORD_PART);
    wire.world = wire_bytes(part->world.bytes, ID_SIZE);
    wire.offset = part->offset;
    wire.total = part->total;
    wire.text = wire_bytes(part->text, part->text_size);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_RECORD_PART;
    envelope->record_part = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_record_part_get(struct cause *cause, const Spiral__V1__RecordPart *wire,
                                 struct wire_record_part *part)
{
    part->offset = wire->offset;
    part->total = wire->total;
    enum status status = wire_id_get(cause, "world", &wire->world, &part->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "total", wire->total, 0, WIRE_RECORD_MAX);
    if (status != STATUS_OK)
        return status;
    return wire_piece_get(cause, "a part of a record", &wire->text, WIRE_RECORD_PART, wire->offset,
                          wire->total, &part->text, &part->text_size);
}

enum status wire_ended_put(Spiral__V1__ToClient *envelope, const struct wire_ended *ended,
                           struct buffer *buffer)
{
    Spiral__V1__WorldEnded wire;
    spiral__v1__world_ended__init(&wire);
    Spiral__V1__Result results[ACTORS_MAX], *list[ACTORS_MAX];
    must(ended->result_count >= 0 && ended->result_count <= ACTORS_MAX);
    must(!ended->withheld || ended->result_count == 0);
    for (int i = 0; i < ended->result_count; i++) {
        const struct wire_result *result = &ended->results[i];
        spiral__v1__result__init(list[i] = &results[i]);
        results[i].name = wire_string(result->name);
        results[i].motive = result->motive;
        results[i].score = result->score;
        results[i].goal_met = result->goal_met;
    }
    wire.world = wire_bytes(ended->world.bytes, ID_SIZE);
    wire.end = ended->end;
    wire.turns = ended->turns;
    wire.results = list;
    wire.n_results = (size_t)ended->result_count;
    wire.key = wire_bytes(ended->key, ended->withheld ? 0 : sizeof ended->key);
    wire.salt = wire_bytes(ended->salt, ended->withheld ? 0 : sizeof ended->salt);
    wire.withheld = ended->withheld;
    wire.commitment = wire_bytes(ended->commitment.bytes, DIGEST_SIZE);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_WORLD_ENDED;
    envelope->world_ended = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static enum status get_result(struct cause *cause, const Spiral__V1__Result *wire, struct wire_result *result)
{
    result->motive = wire->motive;
    result->score = wire->score;
    result->goal_met = wire->goal_met;
    enum status status =
        wire_string_get(cause, "name", wire->name, result->name, sizeof result->name, WIRE_FILLED);
    return status == STATUS_OK ? wire_range(cause, "motive", wire->motive, 0, MOTIVE_COUNT - 1) : status;
}

/* What an end that is withheld leaves out. */
static enum status get_opened(struct cause *cause, const Spiral__V1__WorldEnded *wire,
                              struct wire_ended *ended)
{
    if (wire->withheld) {
        enum status status = wire_range(cause, "results", (int64_t)wire->n_results, 0, 0);
        if (status == STATUS_OK)
            status = wire_range(cause, "key", (int64_t)wire->key.len, 0, 0);
        return status == STATUS_OK ? wire_range(cause, "salt", (int64_t)wire->salt.len, 0, 0) : status;
    }
    enum status status = wire_range(cause, "results", (int64_t)wire->n_results, ACTORS_MIN, ACTORS_MAX);
    if (status == STATUS_OK)
        status = wire_bytes_get(cause, "key", &wire->key, ended->key, sizeof ended->key);
    return status == STATUS_OK ? wire_bytes_get(cause, "salt", &wire->salt, ended->salt, sizeof ended->salt)
                               : status;
}

enum status wire_ended_get(struct cause *cause, const Spiral__V1__WorldEnded *wire, struct wire_ended *ended)
{
    ended->end = wire->end;
    ended->turns = wire->turns;
    ended->withheld = wire->withheld;
    enum status status = wire_id_get(cause, "world", &wire->world, &ended->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "end", wire->end, END_RUNNING + 1, RECORD_END_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "turns", wire->turns, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = get_opened(cause, wire, ended);
    if (status == STATUS_OK)
        status = wire_bytes_get(cause, "commitment", &wire->commitment, ended->commitment.bytes, DIGEST_SIZE);
    if (status != STATUS_OK)
        return status;
    ended->result_count = (int)wire->n_results;
    for (size_t i = 0; i < wire->n_results; i++) {
        status = get_result(cause, wire->results[i], &ended->results[i]);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "results", i);
    }
    return STATUS_OK;
}
