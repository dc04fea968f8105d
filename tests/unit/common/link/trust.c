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

/* What the trust callback is to answer, and what it was asked. */
struct asked {
    bool answer;
    int times;
    bool chain_valid;
    struct digest public_key;
};

static struct identity identity;
static struct link_context *server_context;

static int setup(void **state)
{
    (void)state;
    struct cause cause;
    identity_make(&identity);
    assert_int_equal(link_context_server(identity.certificate, identity.key, &server_context, &cause),
                     STATUS_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    link_context_destroy(server_context);
    identity_remove(&identity);
    return 0;
}

static bool answer(void *user, const struct digest *public_key, bool chain_valid)
{
    struct asked *asked = user;
    asked->times++;
    asked->chain_valid = chain_valid;
    asked->public_key = *public_key;
    return asked->answer;
}

/* One handshake; the roots are the test's own, or the system's, which do not know it. */
static enum status shake(const char *host, struct asked *asked, bool known_root, struct cause *cause)
{
    if (known_root)
        setenv("SSL_CERT_FILE", identity.root, 1);
    struct link_context *context;
    assert_int_equal(link_context_client(&context, cause), STATUS_OK);
    unsetenv("SSL_CERT_FILE");
    struct pair pair = {
        link_create_server(server_context, pair_limits()),
        link_create_client(context, pair_limits(), host, asked ? answer : NULL, asked),
    };
    assert_int_equal(pair_carry(pair.client, pair.server, 65536, cause), STATUS_OK);
    enum status status = pair_carry(pair.server, pair.client, 65536, cause);
    assert_int_equal(link_ready(pair.client), status == STATUS_OK);
    struct cause unused;
    enum status seen = pair_carry(pair.client, pair.server, 65536, &unused);
    assert_int_equal(seen == STATUS_OK, status == STATUS_OK);
    assert_int_equal(link_ready(pair.server), status == STATUS_OK);
    link_destroy(pair.server);
    link_destroy(pair.client);
    link_context_destroy(context);
    return status;
}

static void a_valid_chain_needs_nobody(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(shake("localhost", NULL, true, &cause), STATUS_OK);
    assert_int_equal(shake("127.0.0.1", NULL, true, &cause), STATUS_OK);
}

static void an_unknown_root_is_refused(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(shake("localhost", NULL, false, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "not trusted"));
}

static void another_host_is_refused(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(shake("example.org", NULL, true, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "ostname"));
    assert_int_equal(shake("127.0.0.2", NULL, true, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "IP address"));
}

static void what_is_no_host_is_refused(void **state)
{
    (void)state;
    struct cause cause = {""};
    char long_name[301];
    memset(long_name, 'x', sizeof long_name);
    long_name[300] = '\0';
    const char *const hosts[] = {"", long_name};
    for (size_t i = 0; i < 2; i++) {
        struct asked asked = {.answer = true};
        assert_int_equal(shake(hosts[i], NULL, true, &cause), STATUS_INVALID);
        assert_non_null(strstr(cause.text, "ostname"));
        assert_int_equal(shake(hosts[i], &asked, true, &cause), STATUS_OK);
        assert_false(asked.chain_valid);
    }
}

static void trust_decides_over_an_invalid_chain(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct asked asked = {.answer = true};
    assert_int_equal(shake("localhost", &asked, false, &cause), STATUS_OK);
    assert_int_equal(asked.times, 1);
    assert_false(asked.chain_valid);
    struct digest key = link_context_fingerprint(server_context);
    assert_memory_equal(asked.public_key.bytes, key.bytes, DIGEST_SIZE);
}

static void trust_decides_over_a_valid_chain(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct asked asked = {.answer = false};
    assert_int_equal(shake("localhost", &asked, true, &cause), STATUS_INVALID);
    assert_int_equal(asked.times, 1);
    assert_true(asked.chain_valid);
    assert_non_null(strstr(cause.text, "not trusted (application verification failure)"));
}

static void trust_hears_of_a_wrong_host(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct asked asked = {.answer = true};
    assert_int_equal(shake("example.org", &asked, true, &cause), STATUS_OK);
    assert_false(asked.chain_valid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_valid_chain_needs_nobody),
        cmocka_unit_test(an_unknown_root_is_refused),
        cmocka_unit_test(another_host_is_refused),
        cmocka_unit_test(what_is_no_host_is_refused),
        cmocka_unit_test(trust_decides_over_an_invalid_chain),
        cmocka_unit_test(trust_decides_over_a_valid_chain),
        cmocka_unit_test(trust_hears_of_a_wrong_host),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
