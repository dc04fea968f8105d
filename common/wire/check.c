#include "common/wire/check.h"

#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/rules/event.h"
#include "common/rules/public_view.h"
#include "common/rules/scenario.h"
#include "common/wire/limits.h"
#include "common/wire/value.h"
#include "spiral/v1/admin.pb-c.h"
#include "spiral/v1/envelope.pb-c.h"

#include <string.h>

enum {
    WIRE_VARINT = PROTOBUF_C_WIRE_TYPE_VARINT,
    WIRE_LENGTH = PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED,
    VARINT_BYTES_MAX = 10,
};

/* Lists that may be longer than there are states, or must be shorter. The room above what this version sends
 * is for later ones.
 */
static const struct list_bound {
    const ProtobufCMessageDescriptor *message;
    const char *field;
    unsigned most;
} list_bounds[] = {
    {&spiral__v1__hello__descriptor, "capabilities", WIRE_CAPABILITIES_MAX},
    {&spiral__v1__welcome__descriptor, "capabilities", WIRE_CAPABILITIES_MAX},
    {&spiral__v1__refusal__descriptor, "parts", 4 * ORDER_PARTS},
    {&spiral__v1__scenario__descriptor, "parameters", 2 * PARAMETER_COUNT},
    {&spiral__v1__scenario__descriptor, "pacts", PACTS_MAX},
    {&spiral__v1__scenario__descriptor, "assessments", ASSESSMENTS_MAX},
    {&spiral__v1__turn_report__descriptor, "events", EVENTS_MAX},
    {&spiral__v1__event__descriptor, "numbers", 4 * EVENT_NUMBERS_MAX},
    {&spiral__v1__public_turn__descriptor, "events", PUBLIC_EVENTS_MAX},
    {&spiral__v1__public_turn__descriptor, "press", WIRE_PUBLIC_PRESS_MAX},
    {&spiral__v1__considered__descriptor, "parts", 4 * ORDER_PARTS},
    {&spiral__v1__exercise_act__descriptor, "seen_turn", WIRE_WORLDS_MAX},
    {&spiral__v1__exercise_act__descriptor, "seen_branch", WIRE_WORLDS_MAX},
    {&spiral__v1__exercise_new__descriptor, "conditions", WIRE_CONDITIONS_MAX},
    {&spiral__v1__exercise_new__descriptor, "guests", WIRE_GUESTS_MAX},
    {&spiral__v1__exercise_new__descriptor, "injects", WIRE_INJECTS_MAX},
    {&spiral__v1__exercise_created__descriptor, "worlds", WIRE_WORLDS_MAX},
    {&spiral__v1__exercise_created__descriptor, "guests", WIRE_GUESTS_MAX},
    {&spiral__v1__exercise_rows__descriptor, "rows", WIRE_EXERCISE_ROWS_MAX},
    {&spiral__v1__exercise_role_rows__descriptor, "worlds", WIRE_WORLDS_MAX},
    {&spiral__v1__exercise_role_rows__descriptor, "roles", WIRE_ROLES_MAX},
    {&spiral__v1__exercise_state__descriptor, "worlds", WIRE_WORLDS_MAX},
    {&spiral__v1__exercise_state__descriptor, "questions", WIRE_QUESTIONS_MAX},
    {&spiral__v1__exercise_state__descriptor, "injects", WIRE_INJECTS_MAX},
    {&spiral__v1__exercise_state__descriptor, "facilitators", WIRE_FACILITATORS_MAX},
    {&spiral__v1__exercise_state__descriptor, "deeds", WIRE_DEEDS_MAX},
    {&spiral__v1__exercise_world__descriptor, "signs", WIRE_SIGNS_MAX},
    {&spiral__v1__exercise_seat__descriptor, "persons", WIRE_SEAT_PERSONS_MAX},
    {&spiral__v1__state_feelings__descriptor, "words", WIRE_FEELINGS},
    {&spiral__v1__debrief_step__descriptor, "feelings", WIRE_WORLDS_MAX},
    {&spiral__v1__debrief_step__descriptor, "outcomes", WIRE_WORLDS_MAX},
    {&spiral__v1__world_feelings__descriptor, "words", WIRE_WORLD_FEELINGS_MAX},
    {&spiral__v1__world_outcome__descriptor, "numbers", WIRE_OUTCOME_NUMBERS_MAX},
};

static unsigned list_bound_of(const ProtobufCMessageDescriptor *message, const char *field)
{
    for (size_t x = 0; x < sizeof list_bounds / sizeof list_bounds[0]; x++)
        if (list_bounds[x].message == message && strcmp(list_bounds[x].field, field) == 0)
            return list_bounds[x].most;
    return ACTORS_MAX;
}

struct span {
    const uint8_t *at, *end;
};

static bool take_varint(struct span *span, uint64_t *value)
{
    *value = 0;
    for (unsigned i = 0; i < VARINT_BYTES_MAX && span->at < span->end; i++) {
        uint8_t byte = *span->at++;
        *value |= (uint64_t)(byte & 0x7f) << (7 * i);
        if (!(byte & 0x80))
            return i < VARINT_BYTES_MAX - 1 || byte <= 1;
    }
    return false;
}

/* One value of a field as it stands in the bytes. */
struct raw {
    unsigned id, type;
    uint64_t number;     /* with WIRE_VARINT */
    struct span content; /* with WIRE_LENGTH */
};

static bool take_fixed(struct span *span, size_t count)
{
    if ((size_t)(span->end - span->at) < count)
        return false;
    span->at += count;
    return true;
}

static bool take_raw(struct span *span, struct raw *raw)
{
    uint64_t tag;
    if (!take_varint(span, &tag) || tag > UINT32_MAX || tag < 8)
        return false;
    raw->id = (unsigned)(tag >> 3);
    raw->type = (unsigned)(tag & 7);
    switch (raw->type) {
    case WIRE_VARINT:
        return take_varint(span, &raw->number);
    case PROTOBUF_C_WIRE_TYPE_64BIT:
        return take_fixed(span, 8);
    case PROTOBUF_C_WIRE_TYPE_32BIT:
        return take_fixed(span, 4);
    case WIRE_LENGTH: {
        uint64_t length;
        if (!take_varint(span, &length) || length > (uint64_t)(span->end - span->at))
            return false;
        raw->content = (struct span){span->at, span->at + length};
        span->at += length;
        return true;
    }
    default: /* groups, which nobody sends any more */
        return false;
    }
}

static bool number_fits(const ProtobufCFieldDescriptor *field, uint64_t number)
{
    bool is_wide = field->type == PROTOBUF_C_TYPE_UINT64 || field->type == PROTOBUF_C_TYPE_SINT64;
    return is_wide || number <= (field->type == PROTOBUF_C_TYPE_ENUM ? INT32_MAX : UINT32_MAX);
}

static enum status check_numbers(const ProtobufCFieldDescriptor *field, struct span span, unsigned *count,
                                 struct cause *cause)
{
    while (span.at < span.end) {
        uint64_t number;
        if (!take_varint(&span, &number))
            return status_fail(cause, STATUS_INVALID, ": cut short; send whole numbers");
        if (!number_fits(field, number))
            return status_fail(cause, STATUS_INVALID, ": a number is too large for the field's type");
        ++*count;
    }
    return STATUS_OK;
}

static enum status check_message(const ProtobufCMessageDescriptor *descriptor, struct span span, int depth,
                                 struct cause *cause);

/* Adds the values that stand in `raw` (several, where a list of numbers is packed) to `count`. */
static enum status check_content(const ProtobufCFieldDescriptor *field, const struct raw *raw, int depth,
                                 unsigned *count, struct cause *cause)
{
    bool is_number = field->type < PROTOBUF_C_TYPE_STRING;
    bool is_list = field->label == PROTOBUF_C_LABEL_REPEATED;
    if (is_number && is_list && raw->type == WIRE_LENGTH)
        return check_numbers(field, raw->content, count, cause);
    if (raw->type != (is_number ? (unsigned)WIRE_VARINT : (unsigned)WIRE_LENGTH))
        return status_fail(cause, STATUS_INVALID, ": of another type than the protocol's");
    ++*count;
    size_t length = (size_t)(raw->content.end - raw->content.at);
    if (is_number && !number_fits(field, raw->number))
        return status_fail(cause, STATUS_INVALID, ": a number is too large for the field's type");
    if (field->type == PROTOBUF_C_TYPE_STRING && !utf8_valid((const char *)raw->content.at, length))
        return status_fail(cause, STATUS_INVALID, ": not UTF-8, or a NUL in it; send plain UTF-8");
    if (field->type == PROTOBUF_C_TYPE_MESSAGE)
        return check_message(field->descriptor, raw->content, depth + 1, cause);
    return STATUS_OK;
}

/* What a message has held so far. */
struct seen {
    unsigned counts[WIRE_FIELDS_MAX]; /* by position in the descriptor */
    uint64_t oneofs;                  /* bit by position of the first field that shares the quantifier */
};

/* The first field of the oneof, which stands for the oneof. */
static unsigned oneof_of(const ProtobufCMessageDescriptor *descriptor, const ProtobufCFieldDescriptor *field)
{
    unsigned x = 0;
    while (!(descriptor->fields[x].flags & PROTOBUF_C_FIELD_FLAG_ONEOF) ||
           descriptor->fields[x].quantifier_offset != field->quantifier_offset)
        x++;
    return x;
}

static enum status check_field(const ProtobufCMessageDescriptor *descriptor,
                               const ProtobufCFieldDescriptor *field, const struct raw *raw, int depth,
                               struct seen *seen, struct cause *cause)
{
    unsigned *count = &seen->counts[field - descriptor->fields], before = *count;
    bool is_list = field->label == PROTOBUF_C_LABEL_REPEATED;
    enum status status = check_content(field, raw, depth, count, cause);
    if (status != STATUS_OK && is_list)
        return wire_within_row(cause, status, field->name, before);
    if (status != STATUS_OK)
        return wire_within(cause, status, field->name);
    unsigned most = is_list ? list_bound_of(descriptor, field->name) : 1;
    if (*count > most)
        return status_fail(cause, STATUS_INVALID, "%s: more than %u of them; leave some out", field->name,
                           most);
    if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) {
        uint64_t bit = UINT64_C(1) << oneof_of(descriptor, field);
        if (seen->oneofs & bit)
            return status_fail(cause, STATUS_INVALID, "%s: another case is set too; send one", field->name);
        seen->oneofs |= bit;
    }
    return STATUS_OK;
}

static enum status check_message(const ProtobufCMessageDescriptor *descriptor, struct span span, int depth,
                                 struct cause *cause)
{
    must(descriptor->n_fields <= WIRE_FIELDS_MAX);
    if (depth > WIRE_DEPTH_MAX)
        return status_fail(cause, STATUS_INVALID, ": nested more than %d deep", WIRE_DEPTH_MAX);
    struct seen seen = {0};
    while (span.at < span.end) {
        struct raw raw = {0};
        if (!take_raw(&span, &raw))
            return status_fail(cause, STATUS_INVALID, ": cut short or no protobuf; send whole messages");
        const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field(descriptor, raw.id);
        enum status status = field ? check_field(descriptor, field, &raw, depth, &seen, cause) : STATUS_OK;
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status wire_check(const ProtobufCMessageDescriptor *descriptor, const uint8_t *bytes, size_t count,
                       struct cause *cause)
{
    if (count == 0)
        return STATUS_OK;
    enum status status = check_message(descriptor, (struct span){bytes, bytes + count}, 1, cause);
    bool has_path = cause->text[0] != ':';
    return status == STATUS_OK || has_path ? status : wire_within(cause, status, "envelope");
}

uint64_t wire_request_of(const uint8_t *bytes, size_t count)
{
    if (count == 0)
        return 0;
    struct span span = {bytes, bytes + count};
    while (span.at < span.end) {
        struct raw raw = {0};
        if (!take_raw(&span, &raw))
            return 0;
        if (raw.id == 1)
            return raw.type == WIRE_VARINT ? raw.number : 0;
    }
    return 0;
}
