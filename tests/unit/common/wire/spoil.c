#include "tests/unit/common/wire/spoil.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

void spoil_string(char **string, const char *by)
{
    if (*string != (const char *)protobuf_c_empty_string)
        free(*string);
    *string = strdup(by);
    assert_non_null(*string);
}

void spoil_length(char **string, size_t length)
{
    char *by = malloc(length + 1);
    assert_non_null(by);
    memset(by, 'x', length);
    by[length] = '\0';
    spoil_string(string, by);
    free(by);
}

/* What is written and read here is too large for a stack. */
struct stage {
    struct sample_room room;
    struct to_server to_server[2];
    struct to_client to_client[2];
    struct to_admin to_admin[2];
    struct from_admin from_admin[2];
    struct buffer buffer;
};

static struct stage *stage_of(size_t cap)
{
    struct stage *stage = calloc(1, sizeof *stage);
    assert_non_null(stage);
    stage->buffer = buffer_with_cap(cap);
    return stage;
}

/* The sample in the buffer, as protobuf-c has it. */
static void *unpacked(struct stage *stage, enum status written, const ProtobufCMessageDescriptor *descriptor)
{
    assert_int_equal(written, STATUS_OK);
    void *envelope = protobuf_c_message_unpack(descriptor, NULL, buffer_length(&stage->buffer),
                                               buffer_bytes(&stage->buffer));
    assert_non_null(envelope);
    return envelope;
}

static uint8_t *packed(void *envelope, size_t *count)
{
    uint8_t *bytes = malloc(protobuf_c_message_get_packed_size(envelope) + 1);
    assert_non_null(bytes);
    *count = protobuf_c_message_pack(envelope, bytes);
    protobuf_c_message_free_unpacked(envelope, NULL);
    return bytes;
}

static void expect(enum status status, const struct cause *found, const char *cause)
{
    if (!cause && status)
        fail_msg("refused: %s", found->text);
    if (cause && status != STATUS_INVALID)
        fail_msg("not refused, expected \"%s...\"", cause);
    if (cause && strncmp(found->text, cause, strlen(cause)) != 0)
        fail_msg("the cause is \"%s\", expected \"%s...\"", found->text, cause);
}

static void finish(struct stage *stage, uint8_t *bytes)
{
    buffer_free(&stage->buffer);
    free(bytes);
    free(stage);
}

void try_to_server(enum to_server_kind kind, spoil_to_server *spoil, const char *cause)
{
    struct stage *stage = stage_of(WIRE_TO_SERVER_MAX);
    struct chance chance = {4711};
    struct cause found = {""};
    size_t count;
    sample_to_server(&chance, kind, true, &stage->to_server[0]);
    enum status status = wire_write_to_server(&stage->to_server[0], &stage->buffer);
    Spiral__V1__ToServer *envelope = unpacked(stage, status, &spiral__v1__to_server__descriptor);
    spoil(envelope);
    uint8_t *bytes = packed(envelope, &count);
    expect(wire_read_to_server(bytes, count, &stage->to_server[1], &found), &found, cause);
    assert_int_equal(stage->to_server[1].request, stage->to_server[0].request); /* so that one can answer */
    finish(stage, bytes);
}

void try_to_client(enum to_client_kind kind, spoil_to_client *spoil, const char *cause)
{
    struct stage *stage = stage_of(WIRE_TO_CLIENT_MAX);
    struct chance chance = {4711};
    struct cause found = {""};
    size_t count;
    sample_to_client(&chance, kind, true, &stage->room, &stage->to_client[0]);
    enum status status = wire_write_to_client(&stage->to_client[0], &stage->buffer);
    Spiral__V1__ToClient *envelope = unpacked(stage, status, &spiral__v1__to_client__descriptor);
    spoil(envelope);
    uint8_t *bytes = packed(envelope, &count);
    status = wire_read_to_client(bytes, count, &stage->to_client[1], &found);
    expect(status, &found, cause);
    to_client_free(&stage->to_client[1]);
    finish(stage, bytes);
}

void try_to_admin(enum to_admin_kind kind, spoil_to_admin *spoil, const char *cause)
{
    struct stage *stage = stage_of(WIRE_TO_ADMIN_MAX);
    struct chance chance = {4711};
    struct cause found = {""};
    size_t count;
    sample_to_admin(&chance, kind, true, &stage->room, &stage->to_admin[0]);
    enum status status = wire_write_to_admin(&stage->to_admin[0], &stage->buffer);
    Spiral__V1__ToAdmin *envelope = unpacked(stage, status, &spiral__v1__to_admin__descriptor);
    spoil(envelope);
    uint8_t *bytes = packed(envelope, &count);
    expect(wire_read_to_admin(bytes, count, &stage->to_admin[1], &found), &found, cause);
    assert_int_equal(stage->to_admin[1].request, stage->to_admin[0].request);
    to_admin_free(&stage->to_admin[1]);
    finish(stage, bytes);
}

void try_from_admin(enum from_admin_kind kind, spoil_from_admin *spoil, const char *cause)
{
    struct stage *stage = stage_of(WIRE_TO_CLIENT_MAX);
    struct chance chance = {4711};
    struct cause found = {""};
    size_t count;
    sample_from_admin(&chance, kind, true, &stage->room, &stage->from_admin[0]);
    enum status status = wire_write_from_admin(&stage->from_admin[0], &stage->buffer);
    Spiral__V1__FromAdmin *envelope = unpacked(stage, status, &spiral__v1__from_admin__descriptor);
    spoil(envelope);
    uint8_t *bytes = packed(envelope, &count);
    expect(wire_read_from_admin(bytes, count, &stage->from_admin[1], &found), &found, cause);
    from_admin_free(&stage->from_admin[1]);
    finish(stage, bytes);
}
