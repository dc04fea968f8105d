/* Bytes that are not what the protocol says: cut, flipped, doubled, of a later version. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/wire/check.h"
#include "spiral/v1/envelope.pb-c.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

static enum status read_server(const void *bytes, size_t count, struct to_server *message,
                               struct cause *cause)
{
    *cause = (struct cause){""};
    /* a copy of exactly this size, so that reading past it is seen */
    uint8_t *copy = malloc(count ? count : 1);
    memcpy(copy, bytes, count);
    enum status status = wire_read_to_server(copy, count, message, cause);
    free(copy);
    return status;
}

static void expect_bad(const void *bytes, size_t count, const char *expected)
{
    struct to_server message;
    struct cause cause;
    assert_int_equal(read_server(bytes, count, &message, &cause), STATUS_INVALID);
    if (strncmp(cause.text, expected, strlen(expected)) != 0)
        fail_msg("the cause is \"%s\", expected \"%s...\"", cause.text, expected);
}

#define BAD(bytes, cause) expect_bad(bytes, sizeof bytes - 1, cause)

static void hand_made_damage(void **state)
{
    (void)state;
    BAD("", "request: ");
    BAD("\x08\x01", "body: ");
    BAD("\x08\x00\x62\x00", "request: ");
    BAD("\x08\x01\x62", "envelope: cut short");
    BAD("\x08\x01\x62\x01", "envelope: cut short");
    BAD("\x08\x01\x63", "envelope: cut short");                           /* a group */
    BAD("\x08\x01\x02\x00", "envelope: cut short");                       /* field 0 */
    BAD("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", "envelope: cut"); /* more than 64 bits */
    BAD("\x08\x01\x08\x02\x62\x00", "request: more than 1");              /* twice */
    BAD("\x08\x01\x62\x00\x62\x00", "ping: more than 1");                 /* twice */
    BAD("\x08\x01\x52\x00\x62\x00", "ping: another case");                /* leave, ping */
    BAD("\x08\x01\x60\x00", "ping: of another type");                     /* a number */
    BAD("\x08\x01\x1a\x03\x0a\x01\xc3", "join.code: not UTF-8");          /* cut letter */
    BAD("\x08\x01\x1a\x04\x0a\x02\xc0\x80", "join.code: not UTF-8");      /* overlong NUL */
    BAD("\x08\x01\x1a\x05\x0a\x03"
        "A\0B",
        "join.code: not UTF-8");                                         /* embedded NUL */
    BAD("\x08\x01\x1a\x05\x0a\x03\xed\xa0\x80", "join.code: not UTF-8"); /* surrogate */
    BAD("\x08\x01\x12\x06\x08\x80\x80\x80\x80\x10", "hello.version: a number is too large");
    BAD("\x08\x01\x4a\x04\x22\x02\x01\x80", "send_press.to[0]: cut short"); /* packed list */
}

/* Field 99 in the envelope, field 99 in a ping, and both. */
static void messages_of_a_later_version(void **state)
{
    (void)state;
    struct to_server message;
    struct cause cause;
    assert_int_equal(read_server("\x08\x07\x9a\x06\x02hi", 7, &message, &cause), STATUS_OK);
    assert_int_equal(message.kind, TO_SERVER_UNKNOWN);
    assert_int_equal(message.request, 7);
    assert_int_equal(read_server("\x08\x07\x62\x03\x98\x06\x01", 7, &message, &cause), STATUS_OK);
    assert_int_equal(message.kind, TO_SERVER_PING);
    assert_int_equal(read_server("\x08\x07\x62\x00\x9d\x06zzzz", 10, &message, &cause), STATUS_OK);
    assert_int_equal(message.kind, TO_SERVER_PING);
    struct to_client answer;
    assert_int_equal(wire_read_to_client((const uint8_t *)"\x9a\x06\x00", 3, &answer, &cause), STATUS_OK);
    assert_int_equal(answer.kind, TO_CLIENT_UNKNOWN);
    assert_int_equal(wire_read_to_client((const uint8_t *)"", 0, &answer, &cause), STATUS_INVALID);
    struct to_admin admin;
    assert_int_equal(wire_read_to_admin((const uint8_t *)"\x08\x01\x9a\x06\x00", 5, &admin, &cause),
                     STATUS_OK);
    assert_int_equal(admin.kind, TO_ADMIN_UNKNOWN);
    struct from_admin from;
    assert_int_equal(wire_read_from_admin((const uint8_t *)"\x9a\x06\x00", 3, &from, &cause), STATUS_OK);
    assert_int_equal(from.kind, FROM_ADMIN_UNKNOWN);
}

/* An event and a refusal code that only a later version knows. */
static void values_of_a_later_version(void **state)
{
    (void)state;
    static const uint8_t report[] = "\x42\x28\x0a\x10"
                                    "0123456789abcdef"
                                    "\x10\x03"
                                    "\x1a\x08\x0a\x06plague"
                                    "\x1a\x08\x0a\x03"
                                    "end"
                                    "\x12\x01\x02";
    static const uint8_t refusal[] = "\x22\x0f\x08\x63\x22\x0bremedy.sing";
    struct to_client message;
    struct cause cause = {""};
    enum status status = wire_read_to_client(report, sizeof report - 1, &message, &cause);
    assert_string_equal(cause.text, "");
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(message.turn_report.events->count, 1);
    assert_int_equal(message.turn_report.events->events[0].kind, EVENT_END);
    assert_int_equal(message.turn_report.events->events[0].numbers[0], 1);
    to_client_free(&message);
    assert_int_equal(wire_read_to_client(refusal, sizeof refusal - 1, &message, &cause), STATUS_OK);
    assert_int_equal(message.refusal.code, REFUSAL_NONE);
    assert_string_equal(message.refusal.remedy, "remedy.sing");
}

/* An envelope that contains only itself, as no message of the protocol does. */
static void depth_is_bounded(void **state)
{
    (void)state;
    ProtobufCFieldDescriptor field = {
        .name = "self", .id = 1, .label = PROTOBUF_C_LABEL_NONE, .type = PROTOBUF_C_TYPE_MESSAGE};
    static const ProtobufCIntRange ranges[] = {{1, 0}, {0, 1}};
    ProtobufCMessageDescriptor nested = spiral__v1__ping__descriptor;
    nested.n_fields = 1;
    nested.fields = &field;
    nested.n_field_ranges = 1;
    nested.field_ranges = ranges;
    field.descriptor = &nested;
    uint8_t bytes[2 * WIRE_DEPTH_MAX];
    for (int depth = 1; depth <= WIRE_DEPTH_MAX; depth++) {
        size_t count = 2 * (size_t)depth;
        for (int x = 0; x < depth; x++) {
            bytes[2 * x] = 0x0a;
            bytes[2 * x + 1] = (uint8_t)(count - 2 - 2 * (size_t)x);
        }
        struct cause cause = {""};
        enum status expected = depth < WIRE_DEPTH_MAX ? STATUS_OK : STATUS_INVALID;
        assert_int_equal(wire_check(&nested, bytes, count, &cause), expected);
        if (expected != STATUS_OK)
            assert_non_null(strstr(cause.text, "self.self.self: nested"));
    }
}

/* One pact more than there are states, one state more in the list of a press, and a list in two pieces. */
static void lists_are_bounded(void **state)
{
    (void)state;
    uint8_t bytes[64] = "\x08\x01\x32\x1c\x2a\x1a";
    for (int x = 0; x < 13; x++)
        memcpy(bytes + 6 + 2 * x, "\x52\x00", 2);
    expect_bad(bytes, 6 + 26, "save_orders.orders.pacts: more than 12");
    static const char press[] = "\x08\x01\x4a\x0f\x22\x0d\0\1\2\3\4\5\6\7\x08\x09\x0a\x0b\x0c";
    BAD(press, "send_press.to: more than 12");
    static const char pieces[] = "\x08\x01\x4a\x10\x22\x0c\0\1\2\3\4\5\6\7\x08\x09\x0a\x0b\x20\x00";
    BAD(pieces, "send_press.to: more than 12");
}

static void longer_than_an_envelope(void **state)
{
    (void)state;
    uint8_t *bytes = calloc(1, WIRE_TO_SERVER_MAX + 1);
    struct to_server message;
    struct cause cause;
    memcpy(bytes, "\x08\x05", 2);
    assert_int_equal(read_server(bytes, WIRE_TO_SERVER_MAX + 1, &message, &cause), STATUS_INVALID);
    assert_true(strncmp(cause.text, "envelope: 16385 bytes", 21) == 0);
    assert_int_equal(message.request, 5);
    free(bytes);
}

static void cut_at_every_byte(void **state)
{
    (void)state;
    struct chance chance = {8};
    for (int kind = TO_SERVER_HELLO; kind < TO_SERVER_KIND_COUNT; kind++) {
        struct to_server sent, got;
        struct cause cause;
        struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
        sample_to_server(&chance, (enum to_server_kind)kind, true, &sent);
        assert_int_equal(wire_write_to_server(&sent, &buffer), STATUS_OK);
        for (size_t count = 0; count < buffer_length(&buffer); count++)
            assert_int_equal(read_server(buffer_bytes(&buffer), count, &got, &cause), STATUS_INVALID);
        buffer_free(&buffer);
    }
}

static void cut_at_every_byte_to_a_client(void **state)
{
    (void)state;
    struct chance chance = {9};
    struct sample_room *room = calloc(1, sizeof *room);
    for (int kind = TO_CLIENT_WELCOME; kind < TO_CLIENT_KIND_COUNT; kind++) {
        struct to_client sent, got;
        struct cause cause;
        struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
        sample_to_client(&chance, (enum to_client_kind)kind, false, room, &sent);
        assert_int_equal(wire_write_to_client(&sent, &buffer), STATUS_OK);
        for (size_t count = 0; count < buffer_length(&buffer); count++)
            assert_int_equal(wire_read_to_client(buffer_bytes(&buffer), count, &got, &cause), STATUS_INVALID);
        buffer_free(&buffer);
    }
    free(room);
}

enum { FLIPS = 20000 };

/* Whatever is still read after some bytes were changed can be written again. */
static void flipped_to_the_server(struct chance *chance, struct buffer *buffer, uint8_t *copy,
                                  int *still_read)
{
    struct to_server message;
    struct cause cause = {""};
    enum to_server_kind kind = (enum to_server_kind)chance_between(chance, 1, TO_SERVER_KIND_COUNT - 1);
    sample_to_server(chance, kind, false, &message);
    assert_int_equal(wire_write_to_server(&message, buffer), STATUS_OK);
    size_t count = buffer_length(buffer);
    memcpy(copy, buffer_bytes(buffer), count);
    for (uint32_t flips = 1 + chance_below(chance, 3); flips > 0; flips--)
        copy[chance_below(chance, (uint32_t)count)] ^= (uint8_t)chance_between(chance, 1, 255);
    buffer_consume(buffer, count);
    enum status status = wire_read_to_server(copy, count, &message, &cause);
    assert_int_equal(status == STATUS_OK, cause.text[0] == '\0');
    if (status != STATUS_OK || message.kind == TO_SERVER_UNKNOWN)
        return;
    ++*still_read;
    assert_int_equal(wire_write_to_server(&message, buffer), STATUS_OK);
    buffer_consume(buffer, buffer_length(buffer));
}

static void flipped_to_a_client(struct chance *chance, struct sample_room *room, struct buffer *buffer,
                                uint8_t *copy, int *still_read)
{
    struct to_client message;
    struct cause cause = {""};
    enum to_client_kind kind = (enum to_client_kind)chance_between(chance, 1, TO_CLIENT_KIND_COUNT - 1);
    sample_to_client(chance, kind, false, room, &message);
    assert_int_equal(wire_write_to_client(&message, buffer), STATUS_OK);
    size_t count = buffer_length(buffer);
    memcpy(copy, buffer_bytes(buffer), count);
    for (uint32_t flips = 1 + chance_below(chance, 3); flips > 0; flips--)
        copy[chance_below(chance, (uint32_t)count)] ^= (uint8_t)chance_between(chance, 1, 255);
    buffer_consume(buffer, count);
    enum status status = wire_read_to_client(copy, count, &message, &cause);
    assert_int_equal(status == STATUS_OK, cause.text[0] == '\0');
    if (status != STATUS_OK || message.kind == TO_CLIENT_UNKNOWN)
        return;
    ++*still_read;
    assert_int_equal(wire_write_to_client(&message, buffer), STATUS_OK);
    buffer_consume(buffer, buffer_length(buffer));
    to_client_free(&message);
}

static void flipped_bytes(void **state)
{
    (void)state;
    struct chance chance = {2026};
    struct sample_room *room = calloc(1, sizeof *room);
    uint8_t *copy = malloc(WIRE_TO_CLIENT_MAX);
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    int still_read = 0;
    for (int x = 0; x < FLIPS; x++) {
        if (x % 2)
            flipped_to_the_server(&chance, &buffer, copy, &still_read);
        else
            flipped_to_a_client(&chance, room, &buffer, copy, &still_read);
    }
    assert_in_range(still_read, FLIPS / 10, FLIPS); /* else the flips would test the first check alone */
    buffer_free(&buffer);
    free(copy);
    free(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hand_made_damage),
        cmocka_unit_test(messages_of_a_later_version),
        cmocka_unit_test(values_of_a_later_version),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(lists_are_bounded),
        cmocka_unit_test(longer_than_an_envelope),
        cmocka_unit_test(cut_at_every_byte),
        cmocka_unit_test(cut_at_every_byte_to_a_client),
        cmocka_unit_test(flipped_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
