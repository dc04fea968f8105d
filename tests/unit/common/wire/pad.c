/* Every envelope can be lengthened to a class of sizes, and says the same afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

enum { BORDER = 140, EVERY_TO = 5000, FEWEST = 3 /* bytes of the field */ };

static void classes_are_those_of_the_contract(void **state)
{
    (void)state;
    static const size_t sizes[][2] = {
        {0, 128},   {1, 128},   {128, 128}, {129, 160},     {160, 160},     {161, 192},       {193, 224},
        {225, 256}, {256, 256}, {257, 320}, {1024, 1024},   {1025, 1280},   {16384, 16384},   {16383, 16384},
        {321, 384}, {513, 640}, {700, 768}, {16385, 20480}, {57345, 65536}, {229377, 262144},
    };
    for (size_t x = 0; x < sizeof sizes / sizeof sizes[0]; x++)
        assert_int_equal(wire_size_class(sizes[x][0]), sizes[x][1]);
}

/* An envelope of `size` bytes: a request and fields that no version knows. */
static struct buffer envelope_of(size_t size)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    uint8_t *room = buffer_reserve(&buffer, size);
    assert_non_null(room);
    memset(room, 0, size);
    buffer_commit(&buffer, size);
    return buffer;
}

/* The bytes of padding that stand behind `size` bytes, by the rules of protobuf. */
static size_t padding_behind(const struct buffer *buffer, size_t size)
{
    const uint8_t *at = buffer_bytes(buffer) + size, *end = buffer_bytes(buffer) + buffer_length(buffer);
    assert_true(end - at >= FEWEST);
    assert_int_equal((at[0] & 0x7f) | at[1] << 7, 31 << 3 | 2); /* the field, with a length */
    at += 2;
    size_t length = 0;
    int shift = 0;
    do {
        length |= (size_t)(*at & 0x7f) << shift;
        shift += 7;
    } while (*at++ & 0x80);
    assert_int_equal(length, end - at);
    assert_true(shift == 7 || length >> (shift - 7) > 0); /* no longer than need be */
    for (; at < end; at++)
        assert_int_equal(*at, 0);
    return length;
}

/* Gives the size afterwards. */
static size_t try_size(size_t size)
{
    struct buffer buffer = envelope_of(size);
    wire_pad(&buffer);
    size_t padded = buffer_length(&buffer);
    if (padded != size) {
        padding_behind(&buffer, size);
        assert_int_equal(wire_size_class(padded), padded);
    }
    buffer_free(&buffer);
    return padded;
}

/* The class above, but where 1, 2 or 131 bytes are missing: these no field fills. */
static void expect_class(size_t size)
{
    size_t class = wire_size_class(size), gap = class - size;
    bool cannot = gap == 1 || gap == 2 || gap == 131 || gap == 16388;
    size_t padded = try_size(size);
    if (cannot && class == WIRE_TO_CLIENT_MAX)
        assert_int_equal(padded, size);
    else
        assert_int_equal(padded, cannot ? wire_size_class(class + 1) : class);
}

static void every_length_falls_on_a_class(void **state)
{
    (void)state;
    for (size_t size = 1; size <= EVERY_TO; size++)
        expect_class(size);
    for (size_t class = wire_size_class(EVERY_TO); class <= WIRE_TO_CLIENT_MAX;
         class = wire_size_class(class + 1)) {
        for (size_t size = class - BORDER; size <= class + BORDER && size <= WIRE_TO_CLIENT_MAX; size++)
            expect_class(size);
        if (class >
            65536) /* the step is wide enough for a gap that three bytes of length would miss by one */
            for (size_t gap = 16380; gap < 16396; gap++)
                expect_class(class - gap);
    }
}

/* A smaller cap is kept: the largest envelope to the server has no room to spare. */
static void no_envelope_outgrows_its_cap(void **state)
{
    (void)state;
    for (size_t size = WIRE_TO_SERVER_MAX - BORDER; size <= WIRE_TO_SERVER_MAX; size++) {
        struct buffer buffer = envelope_of(size);
        buffer.cap = WIRE_TO_SERVER_MAX;
        wire_pad(&buffer);
        size_t gap = WIRE_TO_SERVER_MAX - size;
        bool cannot = gap == 1 || gap == 2 || gap == 131;
        assert_int_equal(buffer_length(&buffer), cannot ? size : WIRE_TO_SERVER_MAX);
        buffer_free(&buffer);
    }
}

struct trip {
    struct sample_room room;
    struct to_server to_server[2];
    struct to_client to_client[2];
};

static void messages_to_the_server_say_the_same(void **state)
{
    (void)state;
    struct trip *trip = calloc(1, sizeof *trip);
    struct chance chance = {5};
    struct cause cause;
    assert_non_null(trip);
    for (int round = 0; round < 40 * TO_SERVER_KIND_COUNT; round++) {
        struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
        int kind = 1 + round % (TO_SERVER_KIND_COUNT - 1);
        sample_to_server(&chance, (enum to_server_kind)kind, round < TO_SERVER_KIND_COUNT,
                         &trip->to_server[0]);
        assert_int_equal(wire_write_to_server(&trip->to_server[0], &buffer), STATUS_OK);
        wire_pad(&buffer);
        assert_int_equal(wire_size_class(buffer_length(&buffer)), buffer_length(&buffer));
        if (wire_read_to_server(buffer_bytes(&buffer), buffer_length(&buffer), &trip->to_server[1], &cause))
            fail_msg("%s", cause.text);
        assert_memory_equal(&trip->to_server[0], &trip->to_server[1], sizeof trip->to_server[0]);
        buffer_free(&buffer);
    }
    free(trip);
}

/* Written again it is what it was before it was padded. */
static void messages_to_a_client_say_the_same(void **state)
{
    (void)state;
    struct trip *trip = calloc(1, sizeof *trip);
    struct chance chance = {6};
    struct cause cause;
    assert_non_null(trip);
    for (int round = 0; round < 10 * TO_CLIENT_KIND_COUNT; round++) {
        struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX), again = buffer;
        int kind = 1 + round % (TO_CLIENT_KIND_COUNT - 1);
        sample_to_client(&chance, (enum to_client_kind)kind, round < TO_CLIENT_KIND_COUNT, &trip->room,
                         &trip->to_client[0]);
        assert_int_equal(wire_write_to_client(&trip->to_client[0], &buffer), STATUS_OK);
        size_t size = buffer_length(&buffer);
        wire_pad(&buffer);
        assert_int_equal(wire_size_class(buffer_length(&buffer)), buffer_length(&buffer));
        if (wire_read_to_client(buffer_bytes(&buffer), buffer_length(&buffer), &trip->to_client[1], &cause))
            fail_msg("%s", cause.text);
        assert_int_equal(wire_write_to_client(&trip->to_client[1], &again), STATUS_OK);
        assert_int_equal(buffer_length(&again), size);
        assert_memory_equal(buffer_bytes(&again), buffer_bytes(&buffer), size);
        to_client_free(&trip->to_client[1]);
        buffer_free(&buffer);
        buffer_free(&again);
    }
    free(trip);
}

static void padding_alone_is_no_message(void **state)
{
    (void)state;
    static const uint8_t only[] = {0x08, 1, 0xfa, 1, 2, 0, 0};
    static const uint8_t twice[] = {0x08, 1, 0x62, 0, 0xfa, 1, 1, 0, 0xfa, 1, 1, 0};
    static const uint8_t number[] = {0x08, 1, 0x62, 0, 0xf8, 1, 1};
    static const uint8_t cut[] = {0x08, 1, 0x62, 0, 0xfa, 1, 9, 0};
    static const struct {
        const uint8_t *bytes;
        size_t size;
        const char *why;
    } bad[] = {{only, sizeof only, "body: missing"},
               {twice, sizeof twice, "padding: more than 1"},
               {number, sizeof number, "padding: of another type"},
               {cut, sizeof cut, "envelope: cut short"}};
    struct to_server *message = calloc(1, sizeof *message);
    assert_non_null(message);
    for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++) {
        struct cause cause = {""};
        assert_int_equal(wire_read_to_server(bad[x].bytes, bad[x].size, message, &cause), STATUS_INVALID);
        if (!strstr(cause.text, bad[x].why))
            fail_msg("%s: %s", bad[x].why, cause.text);
    }
    free(message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_those_of_the_contract),
        cmocka_unit_test(every_length_falls_on_a_class),
        cmocka_unit_test(no_envelope_outgrows_its_cap),
        cmocka_unit_test(messages_to_the_server_say_the_same),
        cmocka_unit_test(messages_to_a_client_say_the_same),
        cmocka_unit_test(padding_alone_is_no_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
