#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "identity.h"
#include "pair.h"

#include <stdlib.h>
#include <string.h>

static struct identity identity;
static struct link_context *server_context, *client_context;

static int setup(void **state)
{
    (void)state;
    struct cause cause;
    identity_make(&identity);
    setenv("SSL_CERT_FILE", identity.root, 1);
    assert_int_equal(link_context_server(identity.certificate, identity.key, &server_context, &cause),
                     STATUS_OK);
    assert_int_equal(link_context_client(&client_context, &cause), STATUS_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    link_context_destroy(server_context);
    link_context_destroy(client_context);
    identity_remove(&identity);
    return 0;
}

static struct pair new_pair(struct link_limits server_limits, struct link_limits client_limits)
{
    struct pair pair = {
        link_create_server(server_context, server_limits),
        link_create_client(client_context, client_limits, "localhost", NULL, NULL),
    };
    struct cause cause = {""};
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    assert_true(link_ready(pair.server) && link_ready(pair.client));
    return pair;
}

static void free_pair(struct pair pair)
{
    link_destroy(pair.server);
    link_destroy(pair.client);
}

/* Bytes that differ from place to place and from size to size. */
static void fill(uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bytes[i] = (uint8_t)(i * 7 + i / 251 + count);
}

static void expect_filled(struct link *link, size_t size)
{
    const uint8_t *payload;
    size_t count;
    assert_true(link_next(link, &payload, &count));
    assert_int_equal(count, size);
    uint8_t *expected = malloc(size + 1);
    fill(expected, size);
    assert_memory_equal(payload, expected, size);
    free(expected);
}

static void expect_none(struct link *link)
{
    const uint8_t *payload;
    size_t count;
    assert_false(link_next(link, &payload, &count));
}

static void send_filled(struct link *link, size_t size)
{
    uint8_t *bytes = malloc(size + 1);
    fill(bytes, size);
    assert_int_equal(link_send(link, bytes, size), STATUS_OK);
    free(bytes);
}

static const size_t sizes[] = {0, 1, 251, 252, 16379, 16380, 16381, 32764, 32765, 65535, 65536};
enum { SIZE_COUNT = sizeof sizes / sizeof *sizes };

static void frames_of_all_sizes_both_ways(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    struct cause cause;
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        send_filled(pair.client, sizes[i]);
        send_filled(pair.server, sizes[i]);
    }
    assert_int_equal(pair_settle(pair, 4099, &cause), STATUS_OK);
    for (size_t i = 0; i < SIZE_COUNT; i++) {
        expect_filled(pair.client, sizes[i]);
        expect_filled(pair.server, sizes[i]);
    }
    expect_none(pair.client);
    expect_none(pair.server);
    free_pair(pair);
}

static void a_byte_at_a_time(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    struct cause cause;
    for (size_t size = 0; size < 40; size++)
        send_filled(pair.client, size);
    assert_int_equal(pair_settle(pair, 1, &cause), STATUS_OK);
    for (size_t size = 0; size < 40; size++)
        expect_filled(pair.server, size);
    expect_none(pair.server);
    free_pair(pair);
}

static void one_flight_gives_all_frames(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    struct cause cause;
    for (int i = 0; i < 1000; i++)
        send_filled(pair.client, 100);
    const uint8_t *bytes;
    size_t count = link_output(pair.client, &bytes);
    assert_int_equal(link_feed(pair.server, bytes, count, &cause), STATUS_OK);
    link_output_taken(pair.client, count);
    for (int i = 0; i < 1000; i++)
        expect_filled(pair.server, 100);
    expect_none(pair.server);
    free_pair(pair);
}

static void records_come_in_size_classes(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    const uint8_t *bytes;
    size_t lengths[2];
    for (int i = 0; i < 2; i++) {
        send_filled(pair.client, i == 0 ? 3 : 200);
        lengths[i] = link_output(pair.client, &bytes);
        link_output_taken(pair.client, lengths[i]);
    }
    assert_int_equal(lengths[0], 5 + LINK_PADDING_BLOCK + 16);
    assert_int_equal(lengths[1], lengths[0]);
    free_pair(pair);
}

static void too_long_to_send_changes_nothing(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    struct cause cause;
    size_t size = pair_limits().frame_out_max + 1;
    uint8_t *bytes = calloc(1, size);
    assert_int_equal(link_send(pair.client, bytes, size), STATUS_INVALID);
    free(bytes);
    send_filled(pair.client, 5);
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    expect_filled(pair.server, 5);
    free_pair(pair);
}

static void too_long_to_receive_ends_the_link(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    struct cause cause = {""};
    send_filled(pair.client, 9);
    send_filled(pair.client, 65537);
    assert_int_equal(pair_carry(pair.client, pair.server, 65536, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "65537"));
    expect_filled(pair.server, 9);
    expect_none(pair.server);
    assert_false(link_ready(pair.server));
    assert_int_equal(link_send(pair.server, NULL, 0), STATUS_CLOSED);
    assert_int_equal(pair_carry(pair.server, pair.client, 65536, &cause), STATUS_CLOSED);
    free_pair(pair);
}

static void outbox_full_sends_nothing(void **state)
{
    (void)state;
    struct link_limits small = pair_limits();
    small.outbox_max = 3 * (5 + LINK_PADDING_BLOCK + 16);
    struct pair pair = new_pair(pair_limits(), small);
    struct cause cause;
    for (int i = 0; i < 3; i++)
        send_filled(pair.client, 10);
    const uint8_t *bytes;
    size_t before = link_output(pair.client, &bytes);
    assert_int_equal(before, small.outbox_max);
    assert_int_equal(link_send(pair.client, (const uint8_t *)"x", 1), STATUS_FULL);
    assert_int_equal(link_output(pair.client, &bytes), before);
    assert_true(link_ready(pair.client));
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    for (int i = 0; i < 3; i++)
        expect_filled(pair.server, 10);
    expect_none(pair.server);
    send_filled(pair.client, 11);
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    expect_filled(pair.server, 11);
    free_pair(pair);
}

static void outbox_is_exact_to_the_byte(void **state)
{
    (void)state;
    struct link_limits small = pair_limits();
    small.outbox_max = 2 * (5 + LINK_PADDING_BLOCK + 16) - 1;
    struct pair pair = new_pair(pair_limits(), small);
    send_filled(pair.client, 10);
    assert_int_equal(link_send(pair.client, (const uint8_t *)"x", 1), STATUS_FULL);
    free_pair(pair);
}

static void a_changed_byte_ends_the_link(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    struct cause cause = {""};
    send_filled(pair.client, 20);
    const uint8_t *bytes;
    uint8_t copy[1024];
    size_t count = link_output(pair.client, &bytes);
    assert_true(count < sizeof copy);
    memcpy(copy, bytes, count);
    copy[count - 1] ^= 1;
    assert_int_equal(link_feed(pair.server, copy, count, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "TLS"));
    expect_none(pair.server);
    assert_int_equal(link_feed(pair.server, copy, count, &cause), STATUS_CLOSED);
    free_pair(pair);
}

static void a_cut_record_gives_nothing(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    struct cause cause;
    send_filled(pair.client, 20);
    const uint8_t *bytes;
    size_t count = link_output(pair.client, &bytes);
    assert_int_equal(link_feed(pair.server, bytes, count - 1, &cause), STATUS_OK);
    expect_none(pair.server);
    free_pair(pair);
}

static void farewell(struct link *first, struct link *second)
{
    struct cause cause = {""};
    const uint8_t *bytes;
    send_filled(first, 30);
    link_finish(first);
    assert_false(link_ready(first));
    assert_int_equal(link_send(first, NULL, 0), STATUS_CLOSED);
    send_filled(second, 31);
    assert_int_equal(pair_carry(first, second, 65536, &cause), STATUS_CLOSED);
    expect_filled(second, 30);
    assert_int_equal(link_send(second, NULL, 0), STATUS_CLOSED);
    assert_int_equal(pair_carry(second, first, 65536, &cause), STATUS_CLOSED);
    expect_filled(first, 31);
    assert_int_equal(link_output(first, &bytes), 0);
    assert_int_equal(link_output(second, &bytes), 0);
}

static void either_side_may_finish(void **state)
{
    (void)state;
    struct pair pair = new_pair(pair_limits(), pair_limits());
    farewell(pair.client, pair.server);
    free_pair(pair);
    pair = new_pair(pair_limits(), pair_limits());
    farewell(pair.server, pair.client);
    free_pair(pair);
}

static void finishing_before_the_handshake(void **state)
{
    (void)state;
    struct link *server = link_create_server(server_context, pair_limits());
    struct cause cause;
    const uint8_t *bytes;
    link_finish(server);
    assert_int_equal(link_output(server, &bytes), 0);
    assert_int_equal(link_feed(server, (const uint8_t *)"\x16", 1, &cause), STATUS_CLOSED);
    link_destroy(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_of_all_sizes_both_ways),
        cmocka_unit_test(a_byte_at_a_time),
        cmocka_unit_test(one_flight_gives_all_frames),
        cmocka_unit_test(records_come_in_size_classes),
        cmocka_unit_test(too_long_to_send_changes_nothing),
        cmocka_unit_test(too_long_to_receive_ends_the_link),
        cmocka_unit_test(outbox_full_sends_nothing),
        cmocka_unit_test(outbox_is_exact_to_the_byte),
        cmocka_unit_test(a_changed_byte_ends_the_link),
        cmocka_unit_test(a_cut_record_gives_nothing),
        cmocka_unit_test(either_side_may_finish),
        cmocka_unit_test(finishing_before_the_handshake),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
