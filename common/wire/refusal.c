#include "common/wire/codec.h"
#include "common/wire/value.h"

#include "common/base/must.h"
#include "common/base/text.h"

static const char *const names[REFUSAL_CODE_COUNT] = {
    [REFUSAL_NONE] = "none",
    [REFUSAL_UNSUPPORTED] = "unsupported",
    [REFUSAL_UPGRADE_NEEDED] = "upgrade_needed",
    [REFUSAL_BUSY] = "busy",
    [REFUSAL_MOVED] = "moved",
    [REFUSAL_NOT_NOW] = "not_now",
    [REFUSAL_MALFORMED] = "malformed",
    [REFUSAL_UNKNOWN_CODE] = "unknown_code",
    [REFUSAL_UNKNOWN_PERSON] = "unknown_person",
    [REFUSAL_FULL] = "full",
    [REFUSAL_OVER] = "over",
    [REFUSAL_NOT_YOURS] = "not_yours",
    [REFUSAL_STALE_TURN] = "stale_turn",
    [REFUSAL_STALE_REVISION] = "stale_revision",
    [REFUSAL_ILLEGAL_ORDERS] = "illegal_orders",
    [REFUSAL_ELIMINATED] = "eliminated",
    [REFUSAL_NOT_ENDED] = "not_ended",
    [REFUSAL_BOT_HOLDS_SEAT] = "bot_holds_seat",
    [REFUSAL_GUESTS_ONLY] = "guests_only",
    [REFUSAL_CONSENT_NEEDED] = "consent_needed",
    [REFUSAL_NO_RIGHT] = "no_right",
    [REFUSAL_NOT_OPENED] = "not_opened",
    [REFUSAL_REMOVED] = "removed",
};

const char *refusal_name(enum refusal_code code)
{
    must((unsigned)code < REFUSAL_CODE_COUNT);
    return names[code];
}

/* The key that was given, or the code's own. */
static char *key_put(const char *given, const char *prefix, enum refusal_code code, char own[WIRE_KEY_SIZE])
{
    struct text text = text_over(own, WIRE_KEY_SIZE);
    text_put(&text, prefix);
    text_put(&text, refusal_name(code));
    return given[0] ? wire_string(given) : own;
}

void wire_parts_put(const struct verdicts *verdicts, struct parts_frame *frame)
{
    frame->count = 0;
    for (int part = 0; part < PART_COUNT; part++) {
        if (verdicts->of[part] == VERDICT_OK)
            continue;
        Spiral__V1__PartVerdict *row = &frame->rows[frame->count];
        spiral__v1__part_verdict__init(row);
        row->part = wire_string(part_name(part));
        row->verdict = wire_string(verdict_name(verdicts->of[part]));
        frame->list[frame->count++] = row;
    }
}

void wire_refusal_put(const struct refusal *refusal, struct refusal_frame *frame)
{
    Spiral__V1__Refusal *wire = &frame->refusal;
    spiral__v1__refusal__init(wire);
    wire->code = (Spiral__V1__RefusalCode)refusal->code;
    wire->item = wire_string(refusal->item);
    wire->sentence = key_put(refusal->sentence, "refusal.", refusal->code, frame->sentence);
    wire->remedy = key_put(refusal->remedy, "remedy.", refusal->code, frame->remedy);
    wire->current_turn = refusal->current_turn;
    wire->current_revision = refusal->current_revision;
    wire_parts_put(&refusal->verdicts, &frame->parts);
    wire->parts = frame->parts.list;
    wire->n_parts = frame->parts.count;
    if (refusal->code == REFUSAL_BUSY) {
        spiral__v1__busy__init(&frame->busy);
        frame->busy.retry_after_ms = refusal->retry_after_ms;
        wire->more_case = SPIRAL__V1__REFUSAL__MORE_BUSY;
        wire->busy = &frame->busy;
    } else if (refusal->code == REFUSAL_MOVED) {
        spiral__v1__moved__init(&frame->moved);
        frame->moved.host = wire_string(refusal->host);
        frame->moved.port = refusal->port;
        wire->more_case = SPIRAL__V1__REFUSAL__MORE_MOVED;
        wire->moved = &frame->moved;
    } else if (refusal->code == REFUSAL_UPGRADE_NEEDED) {
        spiral__v1__upgrade_needed__init(&frame->upgrade_needed);
        frame->upgrade_needed.oldest = refusal->oldest;
        frame->upgrade_needed.newest = refusal->newest;
        wire->more_case = SPIRAL__V1__REFUSAL__MORE_UPGRADE_NEEDED;
        wire->upgrade_needed = &frame->upgrade_needed;
    }
}

uint8_t wire_verdict_get(const char *name)
{
    int verdict = VERDICT_OK + 1;
    while (verdict < VERDICT_COUNT && !slice_is(slice_of(name), verdict_name(verdict)))
        verdict++;
    return (uint8_t)(verdict < VERDICT_COUNT ? verdict : VERDICT_BAD_VALUE);
}

void wire_parts_get(Spiral__V1__PartVerdict *const *list, size_t count, struct verdicts *verdicts)
{
    for (size_t x = 0; x < count; x++) {
        int part = 0;
        while (part < PART_COUNT && !slice_is(slice_of(list[x]->part), part_name(part)))
            part++;
        if (part < PART_COUNT)
            verdicts->of[part] = wire_verdict_get(list[x]->verdict);
    }
}

static enum status get_more(struct cause *cause, const Spiral__V1__Refusal *wire, struct refusal *refusal)
{
    enum status status = STATUS_OK;
    switch (wire->more_case) {
    case SPIRAL__V1__REFUSAL__MORE_BUSY:
        refusal->retry_after_ms = wire->busy->retry_after_ms;
        break;
    case SPIRAL__V1__REFUSAL__MORE_MOVED:
        refusal->port = wire->moved->port;
        status = wire_range(cause, "port", wire->moved->port, 1, UINT16_MAX);
        if (status == STATUS_OK)
            status = wire_string_get(cause, "host", wire->moved->host, refusal->host, sizeof refusal->host,
                                     WIRE_FILLED);
        return wire_within(cause, status, "moved");
    case SPIRAL__V1__REFUSAL__MORE_UPGRADE_NEEDED:
        refusal->oldest = wire->upgrade_needed->oldest;
        refusal->newest = wire->upgrade_needed->newest;
        break;
    default:
        break;
    }
    return status;
}

static bool refusal_says_where(const Spiral__V1__Refusal *wire)
{
    return wire->more_case == SPIRAL__V1__REFUSAL__MORE_MOVED;
}

enum status wire_refusal_get(struct cause *cause, const Spiral__V1__Refusal *wire, struct refusal *refusal)
{
    bool is_known = (unsigned)wire->code < REFUSAL_CODE_COUNT;
    refusal->code = is_known ? (enum refusal_code)wire->code : REFUSAL_NONE;
    refusal->current_turn = wire->current_turn;
    refusal->current_revision = wire->current_revision;
    wire_parts_get(wire->parts, wire->n_parts, &refusal->verdicts);
    enum status status =
        wire_string_get(cause, "item", wire->item, refusal->item, sizeof refusal->item, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "sentence", wire->sentence, refusal->sentence,
                                 sizeof refusal->sentence, WIRE_ANY);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "remedy", wire->remedy, refusal->remedy, sizeof refusal->remedy, WIRE_ANY);
    if (status == STATUS_OK && refusal->code == REFUSAL_MOVED && !refusal_says_where(wire))
        status = wire_present(cause, "moved", NULL);
    return status == STATUS_OK ? get_more(cause, wire, refusal) : status;
}
