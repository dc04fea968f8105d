/* Certificate and key as an operator handles them: who may read them, what is logged, when somebody is
 * warned. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/net/certificate.h"
#include "server/net/identity.h"

#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAY_S = 24 * 3600, PATH_SIZE = 96 };

static char directory[64], certificate_path[PATH_SIZE], key_path[PATH_SIZE], log_path[PATH_SIZE];
static int standard_error;

/* What is logged goes to a file that the test reads. */
static int setup(void **state)
{
    (void)state;
    struct cause cause;
    snprintf(directory, sizeof directory, "/tmp/spiral-identity-XXXXXX");
    if (!mkdtemp(directory))
        return -1;
    snprintf(certificate_path, PATH_SIZE, "%s/certificate.pem", directory);
    snprintf(key_path, PATH_SIZE, "%s/key.pem", directory);
    snprintf(log_path, PATH_SIZE, "%s/log", directory);
    standard_error = dup(STDERR_FILENO);
    int file = open(log_path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
    dup2(file, STDERR_FILENO);
    close(file);
    return certificate_ensure(certificate_path, key_path, &cause) == STATUS_OK ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    dup2(standard_error, STDERR_FILENO);
    close(standard_error);
    unlink(certificate_path);
    unlink(key_path);
    unlink(log_path);
    return rmdir(directory);
}

static const char *log_text(void)
{
    static char text[64 * 1024];
    FILE *file = fopen(log_path, "r");
    assert_non_null(file);
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    return text;
}

static bool logged(const char *words)
{
    return strstr(log_text(), words) != NULL;
}

static void forget_log(void)
{
    assert_int_equal(truncate(log_path, 0), 0);
}

static struct identity *open_identity(void)
{
    struct identity *identity = NULL;
    struct cause cause = {""};
    if (identity_open(certificate_path, key_path, &identity, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return identity;
}

static void a_key_is_for_its_owner_and_group(void **state)
{
    (void)state;
    static const struct {
        mode_t mode;
        bool taken;
    } modes[] = {{0600, true},  {0400, true},  {0640, true},  {0440, true}, {0644, false},
                 {0604, false}, {0660, false}, {0602, false}, {0666, false}};
    struct identity *here = open_identity();
    for (size_t x = 0; x < sizeof modes / sizeof modes[0]; x++) {
        struct identity *identity = NULL;
        struct cause cause = {""};
        assert_int_equal(chmod(key_path, modes[x].mode), 0);
        enum status status = identity_open(certificate_path, key_path, &identity, &cause);
        assert_int_equal(status, modes[x].taken ? STATUS_OK : STATUS_INVALID);
        assert_int_equal(identity_reload(here), modes[x].taken);
        if (identity)
            identity_close(identity);
        else
            assert_true(strstr(cause.text, "open to others") && strstr(cause.text, key_path));
    }
    identity_close(here);
}

static void what_is_read_is_logged(void **state)
{
    (void)state;
    struct identity *identity = open_identity();
    char hex[2 * DIGEST_SIZE + 1];
    struct digest key = link_context_fingerprint(identity_context(identity));
    for (int x = 0; x < DIGEST_SIZE; x++)
        snprintf(hex + 2 * x, 3, "%02x", key.bytes[x]);
    assert_true(logged("info certificate fingerprint=") && logged(hex) && logged(certificate_path));
    assert_false(logged("warn") || logged("error"));
    forget_log();
    assert_true(identity_reload(identity));
    assert_true(logged("certificate_reloaded") && logged(hex));
    assert_false(logged("key_changed"));
    identity_close(identity);
}

static void another_key_is_warned_of(void **state)
{
    (void)state;
    struct identity *identity = open_identity();
    struct cause cause;
    unlink(certificate_path);
    unlink(key_path);
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    assert_true(identity_reload(identity));
    assert_true(logged("warn key_changed"));
    identity_close(identity);
}

static void a_broken_file_is_told_and_not_used(void **state)
{
    (void)state;
    struct identity *identity = open_identity();
    struct digest before = link_context_fingerprint(identity_context(identity));
    FILE *file = fopen(certificate_path, "w");
    assert_true(file && fputs("nonsense\n", file) >= 0 && fclose(file) == 0);
    forget_log();
    assert_false(identity_reload(identity));
    assert_true(logged("error certificate_refused cause=") && logged("certificate_stays"));
    struct digest after = link_context_fingerprint(identity_context(identity));
    assert_true(digest_equal(&before, &after));
    unlink(key_path);
    assert_false(identity_reload(identity));
    identity_close(identity);
}

static void the_end_is_announced(void **state)
{
    (void)state;
    struct identity *identity = open_identity();
    int64_t end = link_context_ends_s(identity_context(identity));
    assert_in_range(end, (int64_t)time(NULL) + (CERTIFICATE_DAYS - 1LL) * DAY_S,
                    (int64_t)time(NULL) + CERTIFICATE_DAYS * (int64_t)DAY_S);
    forget_log();
    assert_false(identity_look(identity, end - IDENTITY_WARN_DAYS * (int64_t)DAY_S));
    assert_false(logged("certificate"));
    assert_true(identity_look(identity, end - IDENTITY_WARN_DAYS * (int64_t)DAY_S + 1));
    assert_true(logged("warn certificate_ends_soon days=29"));
    assert_true(identity_look(identity, end - 1));
    assert_true(logged("days=0"));
    assert_false(logged("certificate_ended"));
    assert_true(identity_look(identity, end));
    assert_true(logged("error certificate_ended"));
    identity_close(identity);
}

static void stop_watching(uv_timer_t *timer)
{
    struct identity *identity = timer->data;
    identity_unwatch(identity);
    uv_close((uv_handle_t *)timer, NULL);
}

/* In the place of the one that is there, with its key. */
static void make_certificate_end_in(int days)
{
    FILE *file = fopen(key_path, "r");
    EVP_PKEY *key = file ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : NULL;
    assert_non_null(key);
    fclose(file);
    X509 *made = X509_new();
    assert_true(made && X509_set_version(made, X509_VERSION_3) == 1);
    assert_non_null(X509_gmtime_adj(X509_getm_notBefore(made), -60));
    assert_non_null(X509_time_adj_ex(X509_getm_notAfter(made), days, 60, NULL));
    assert_int_equal(X509_set_pubkey(made, key), 1);
    assert_true(X509_sign(made, key, EVP_sha256()) > 0);
    file = fopen(certificate_path, "w");
    assert_true(file && PEM_write_X509(file, made) == 1 && fclose(file) == 0);
    X509_free(made);
    EVP_PKEY_free(key);
}

static void it_is_looked_at_again_and_again(void **state)
{
    (void)state;
    uv_loop_t loop;
    uv_timer_t end;
    make_certificate_end_in(5);
    struct identity *identity = open_identity();
    assert_true(logged("certificate_ends_soon days=5")); /* at once */
    forget_log();
    assert_int_equal(uv_loop_init(&loop), 0);
    assert_int_equal(uv_timer_init(&loop, &end), 0);
    end.data = identity;
    assert_int_equal(uv_timer_start(&end, stop_watching, 300, 0), 0);
    identity_watch(identity, &loop, 20);
    uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&loop), 0);
    const char *first = strstr(log_text(), "certificate_ends_soon");
    assert_true(first && strstr(first + 1, "certificate_ends_soon"));
    make_certificate_end_in(-5);
    assert_true(identity_reload(identity));
    assert_true(logged("certificate_ended") && !logged("key_changed"));
    identity_close(identity);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_key_is_for_its_owner_and_group),
        TEST(what_is_read_is_logged),
        TEST(another_key_is_warned_of),
        TEST(a_broken_file_is_told_and_not_used),
        TEST(the_end_is_announced),
        TEST(it_is_looked_at_again_and_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
