/* What an idle link costs, each end counted apart. The bytes that malloc has given out are the measure; a
 * sanitizer replaces malloc, so there only the sums are skipped and the rest still runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "identity.h"
#include "pair.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINK_COUNT = 200,
    SERVER_LINK_MAX = 16 * 1024, /* bytes of one idle server link */
    CLIENT_LINK_MAX = 24 * 1024, /* of a client's, which keeps the server's certificate */
};

static struct identity identity;
static struct link_context *server_context, *client_context;
static struct pair pairs[LINK_COUNT];

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

static size_t in_use(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static struct pair new_used_pair(void)
{
    struct pair pair = {
        link_create_server(server_context, pair_limits()),
        link_create_client(client_context, pair_limits(), "localhost", NULL, NULL),
    };
    struct cause cause = {""};
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    uint8_t bytes[60000] = {0};
    assert_int_equal(link_send(pair.server, bytes, sizeof bytes), STATUS_OK);
    assert_int_equal(link_send(pair.client, bytes, 1000), STATUS_OK);
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    const uint8_t *payload;
    size_t count;
    assert_true(link_next(pair.client, &payload, &count) && link_next(pair.server, &payload, &count));
    assert_false(link_next(pair.client, &payload, &count) || link_next(pair.server, &payload, &count));
    return pair;
}

static void idle_links_are_small(void **state)
{
    (void)state;
    struct pair warm = new_used_pair();
    for (int i = 0; i < LINK_COUNT; i++)
        pairs[i] = new_used_pair();
    size_t both = in_use();
    for (int i = 0; i < LINK_COUNT; i++)
        link_destroy(pairs[i].client);
    size_t servers = in_use();
    for (int i = 0; i < LINK_COUNT; i++)
        link_destroy(pairs[i].server);
    size_t none = in_use();
    link_destroy(warm.server);
    link_destroy(warm.client);
    if (both == 0)
        skip();
    size_t server = (servers - none) / LINK_COUNT;
    size_t client = (both - servers) / LINK_COUNT;
    print_message("an idle link: server %zu bytes, client %zu bytes\n", server, client);
    assert_in_range(server, 1000, SERVER_LINK_MAX);
    assert_in_range(client, 1000, CLIENT_LINK_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(idle_links_are_small)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
