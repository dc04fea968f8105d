/* A server's link whose peer is a browser: its content comes in portions, and any bytes go out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "identity.h"
#include "pair.h"
#include "raw.h"

#include <stdlib.h>
#include <string.h>

#define OFFER_HTTP   "\x08" LINK_ALPN_HTTP
#define OFFER_BOTH   "\x08" LINK_ALPN_HTTP "\x08" LINK_ALPN
#define OFFER_MODERN "\x02h2" OFFER_HTTP

static struct identity identity;
static struct link_context *context;

static int setup(void **state)
{
    (void)state;
    struct cause cause;
    identity_make(&identity);
    assert_int_equal(link_context_server(identity.certificate, identity.key, &context, &cause), STATUS_OK);
    link_context_serve_browsers(context);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    link_context_destroy(context);
    identity_remove(&identity);
    return 0;
}

/* A handshake with so many protocols offered; the link is the caller's. */
static struct link *meet(struct raw *raw, const char *offered, struct cause *cause)
{
    *raw = raw_create(TLS_client_method());
    assert_int_equal(
        SSL_CTX_set_alpn_protos(raw->context, (const unsigned char *)offered, (unsigned)strlen(offered)), 0);
    raw_begin(raw, false);
    struct link *link = link_create_server(context, pair_limits());
    if (raw_settle(raw, link, cause) != STATUS_OK)
        assert_false(link_ready(link));
    return link;
}

static void part(struct raw *raw, struct link *link)
{
    link_destroy(link);
    raw_free(raw);
}

static void the_server_chooses_by_what_is_offered(void **state)
{
    (void)state;
    static const struct {
        const char *offered;
        enum link_protocol protocol;
    } cases[] = {{OFFER_HTTP, LINK_HTTP},
                 {OFFER_MODERN, LINK_HTTP},
                 {OFFER_BOTH, LINK_FRAMES}, /* who speaks frames gets frames, whatever comes first */
                 {"\x08" LINK_ALPN, LINK_FRAMES}};
    for (size_t x = 0; x < sizeof cases / sizeof *cases; x++) {
        struct raw raw;
        struct cause cause = {""};
        struct link *link = meet(&raw, cases[x].offered, &cause);
        assert_true(link_ready(link));
        assert_int_equal(link_protocol(link), cases[x].protocol);
        part(&raw, link);
    }
}

static void other_protocols_are_refused_still(void **state)
{
    (void)state;
    struct raw raw;
    struct cause cause = {""};
    struct link *link = meet(&raw, "\x02h2", &cause);
    assert_false(link_ready(link));
    assert_non_null(strstr(cause.text, LINK_ALPN));
    part(&raw, link);
}

static void a_server_without_browsers_refuses_them(void **state)
{
    (void)state;
    struct link_context *served = context;
    struct raw raw;
    struct cause cause = {""};
    assert_int_equal(link_context_server(identity.certificate, identity.key, &context, &cause), STATUS_OK);
    struct link *link = meet(&raw, OFFER_HTTP, &cause);
    assert_false(link_ready(link));
    part(&raw, link);
    link_context_destroy(context);
    context = served;
}

static void a_reload_keeps_serving_browsers(void **state)
{
    (void)state;
    struct raw raw;
    struct cause cause = {""};
    assert_int_equal(link_context_reload(context, identity.certificate, identity.key, &cause), STATUS_OK);
    struct link *link = meet(&raw, OFFER_HTTP, &cause);
    assert_true(link_ready(link));
    part(&raw, link);
}

static void say(struct raw *raw, struct link *link, const uint8_t *bytes, size_t count)
{
    struct cause cause = {""};
    while (count > 0) {
        size_t portion = count < 16000 ? count : 16000;
        assert_int_equal(SSL_write(raw->ssl, bytes, (int)portion), (int)portion);
        assert_int_equal(raw_settle(raw, link, &cause), STATUS_OK);
        bytes += portion;
        count -= portion;
    }
}

static void content_comes_in_portions(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, LINK_PORTION - 1, LINK_PORTION, LINK_PORTION + 1, 50000};
    static uint8_t said[50000];
    struct raw raw;
    struct cause cause = {""};
    struct link *link = meet(&raw, OFFER_HTTP, &cause);
    for (size_t x = 0; x < sizeof said; x++)
        said[x] = (uint8_t)(x * 7 + x / 251); /* looks like no frame */
    for (size_t x = 0; x < sizeof sizes / sizeof *sizes; x++) {
        const uint8_t *portion;
        size_t count, heard = 0;
        say(&raw, link, said, sizes[x]);
        while (link_next(link, &portion, &count)) {
            assert_in_range(count, 1, LINK_PORTION);
            assert_memory_equal(portion, said + heard, count);
            heard += count;
        }
        assert_int_equal(heard, sizes[x]);
        assert_false(link_next(link, &portion, &count));
    }
    part(&raw, link);
}

static void what_is_sent_has_no_frame(void **state)
{
    (void)state;
    static const char page[] = "HTTP/1.1 204 No Content\r\n\r\n";
    struct raw raw;
    struct cause cause = {""};
    struct link *link = meet(&raw, OFFER_HTTP, &cause);
    char heard[100];
    assert_int_equal(link_send(link, (const uint8_t *)page, sizeof page - 1), STATUS_OK);
    const uint8_t *output;
    size_t size = link_output(link, &output);
    assert_int_equal(BIO_write(raw.in, output, (int)size), (int)size);
    link_output_taken(link, size);
    assert_int_equal(SSL_read(raw.ssl, heard, sizeof heard), sizeof page - 1);
    assert_memory_equal(heard, page, sizeof page - 1);
    part(&raw, link);
}

static void only_the_outbox_bounds_what_is_sent(void **state)
{
    (void)state;
    struct raw raw;
    struct cause cause = {""};
    struct link *link = meet(&raw, OFFER_HTTP, &cause);
    struct link_limits limits = pair_limits();
    uint8_t *page = calloc(1, limits.outbox_max + 1);
    assert_true(limits.frame_out_max + 1 < limits.outbox_max);
    assert_int_equal(link_send(link, page, limits.frame_out_max + 1), STATUS_OK);
    assert_int_equal(link_send(link, page, limits.outbox_max), STATUS_FULL);
    free(page);
    part(&raw, link);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_server_chooses_by_what_is_offered),
        cmocka_unit_test(other_protocols_are_refused_still),
        cmocka_unit_test(a_server_without_browsers_refuses_them),
        cmocka_unit_test(a_reload_keeps_serving_browsers),
        cmocka_unit_test(content_comes_in_portions),
        cmocka_unit_test(what_is_sent_has_no_frame),
        cmocka_unit_test(only_the_outbox_bounds_what_is_sent),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
