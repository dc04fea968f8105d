#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "pair.h"

#include <string.h>

static struct link_context *context;

static int setup(void **state)
{
    (void)state;
    context = link_context_plain();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    link_context_destroy(context);
    return 0;
}

static struct pair new_pair(void)
{
    return (struct pair){
        link_create_server(context, pair_limits()),
        link_create_client(context, pair_limits(), NULL, NULL, NULL),
    };
}

static void free_pair(struct pair pair)
{
    link_destroy(pair.server);
    link_destroy(pair.client);
}

static void ready_at_once_and_readable(void **state)
{
    (void)state;
    struct pair pair = new_pair();
    assert_true(link_ready(pair.server) && link_ready(pair.client));
    assert_int_equal(link_send(pair.client, (const uint8_t *)"orders", 6), STATUS_OK);
    const uint8_t *bytes;
    assert_int_equal(link_output(pair.client, &bytes), 10);
    assert_memory_equal(bytes, "\0\0\0\6orders", 10);
    struct cause cause;
    assert_int_equal(pair_settle(pair, 1, &cause), STATUS_OK);
    const uint8_t *payload;
    size_t count;
    assert_true(link_next(pair.server, &payload, &count));
    assert_int_equal(count, 6);
    /* an echo hands the borrowed payload straight back */
    assert_int_equal(link_send(pair.server, payload, count), STATUS_OK);
    assert_int_equal(pair_settle(pair, 3, &cause), STATUS_OK);
    assert_true(link_next(pair.client, &payload, &count));
    assert_memory_equal(payload, "orders", 6);
    assert_false(link_next(pair.client, &payload, &count));
    free_pair(pair);
}

static void limits_hold_without_tls(void **state)
{
    (void)state;
    struct pair pair = new_pair();
    struct cause cause = {""};
    const uint8_t header[] = {0, 1, 0, 1};
    assert_int_equal(link_feed(pair.server, header, sizeof header, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "65537"));
    assert_int_equal(link_feed(pair.server, header, sizeof header, &cause), STATUS_CLOSED);
    uint8_t block[4096] = {0};
    enum status status = STATUS_OK;
    size_t sent = 0;
    for (; status == STATUS_OK && sent < 1000; sent++)
        status = link_send(pair.client, block, sizeof block);
    assert_int_equal(status, STATUS_FULL);
    assert_int_equal(sent - 1, 524288 / 4100);
    free_pair(pair);
}

static void untaken_frames_are_bounded(void **state)
{
    (void)state;
    struct pair pair = new_pair();
    struct cause cause;
    uint8_t frame[4096] = {0, 0, 15, 252};
    enum status status = STATUS_OK;
    int fed = 0;
    for (; status == STATUS_OK && fed < 10000; fed++)
        status = link_feed(pair.server, frame, sizeof frame, &cause);
    assert_int_equal(status, STATUS_FULL);
    assert_in_range(fed, 256, 512);
    free_pair(pair);
}

static void finish_sends_no_more(void **state)
{
    (void)state;
    struct pair pair = new_pair();
    struct cause cause;
    assert_int_equal(link_send(pair.client, (const uint8_t *)"a", 1), STATUS_OK);
    link_finish(pair.client);
    assert_false(link_ready(pair.client));
    assert_int_equal(link_send(pair.client, (const uint8_t *)"b", 1), STATUS_CLOSED);
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    const uint8_t *payload;
    size_t count;
    assert_true(link_next(pair.server, &payload, &count));
    assert_false(link_next(pair.server, &payload, &count));
    free_pair(pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ready_at_once_and_readable),
        cmocka_unit_test(limits_hold_without_tls),
        cmocka_unit_test(untaken_frames_are_bounded),
        cmocka_unit_test(finish_sends_no_more),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
