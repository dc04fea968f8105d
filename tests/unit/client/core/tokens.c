#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/core/tokens.h"
#include "common/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[64];

static int setup(void **state)
{
    (void)state;
    strcpy(home, "/tmp/spiral-tokens-XXXXXX");
    return mkdtemp(home) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    char path[80];
    snprintf(path, sizeof path, "%s/tokens", home);
    rmdir(path);
    return rmdir(home);
}

static struct token open_token(const char *server, const char *code, const char *name)
{
    struct token token;
    struct cause cause;
    assert_int_equal(token_open(home, server, code, name, &token, &cause), STATUS_OK);
    return token;
}

static struct token full_token(void)
{
    struct token token = open_token("h:1", "CODE", "Ann");
    memset(token.secret.bytes, 0x11, ID_SIZE);
    memset(token.person.bytes, 0x22, ID_SIZE);
    memset(token.token.bytes, 0x33, ID_SIZE);
    memset(token.world.bytes, 0x44, ID_SIZE);
    strcpy(token.seat_code, "maple-otter-7");
    token.has_commitment = true;
    token.commitment = digest_of("x", 1);
    return token;
}

static void what_is_saved_is_read(void **state)
{
    (void)state;
    struct cause cause;
    struct token token = full_token();
    assert_int_equal(token_save(&token, &cause), STATUS_OK);
    struct token again = open_token("h:1", "CODE", "Ann");
    assert_memory_equal(again.secret.bytes, token.secret.bytes, ID_SIZE);
    assert_memory_equal(again.person.bytes, token.person.bytes, ID_SIZE);
    assert_memory_equal(again.token.bytes, token.token.bytes, ID_SIZE);
    assert_memory_equal(again.world.bytes, token.world.bytes, ID_SIZE);
    assert_string_equal(again.seat_code, token.seat_code);
    assert_true(again.has_commitment);
    assert_memory_equal(again.commitment.bytes, token.commitment.bytes, DIGEST_SIZE);
    assert_true(token_holds_seat(&again));
    unlink(token.path);
}

static void the_file_is_private(void **state)
{
    (void)state;
    struct cause cause;
    struct stat about;
    char directory[80];
    struct token token = full_token();
    assert_int_equal(token_save(&token, &cause), STATUS_OK);
    assert_int_equal(stat(token.path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    snprintf(directory, sizeof directory, "%s/tokens", home);
    assert_int_equal(stat(directory, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    assert_null(strstr(token.path, "Ann"));
    assert_null(strstr(token.path, "CODE"));
    unlink(token.path);
}

static void a_secret_alone_holds_no_seat(void **state)
{
    (void)state;
    struct cause cause;
    struct token token = open_token("h:1", "CODE", "Ann");
    assert_false(token_holds_seat(&token));
    memset(token.secret.bytes, 0x11, ID_SIZE);
    assert_int_equal(token_save(&token, &cause), STATUS_OK);
    struct token again = open_token("h:1", "CODE", "Ann");
    assert_false(token_holds_seat(&again));
    assert_false(again.has_commitment);
    assert_memory_equal(again.secret.bytes, token.secret.bytes, ID_SIZE);
    unlink(token.path);
}

static void every_seat_has_its_own_file(void **state)
{
    (void)state;
    const char *const triples[][3] = {{"h:1", "CODE", "Ann"},  {"h:2", "CODE", "Ann"},
                                      {"h:1", "CODE2", "Ann"}, {"h:1", "CODE", "Anna"},
                                      {"h:1", "COD", "EAnn"},  {"h:1C", "ODE", "Ann"}};
    enum { COUNT = sizeof triples / sizeof triples[0] };
    struct token tokens[COUNT];
    for (int i = 0; i < COUNT; i++) {
        tokens[i] = open_token(triples[i][0], triples[i][1], triples[i][2]);
        for (int j = 0; j < i; j++)
            assert_string_not_equal(tokens[i].path, tokens[j].path);
    }
}

static void forgetting_keeps_the_secret(void **state)
{
    (void)state;
    struct token token = full_token(), before = token;
    token_forget(&token);
    assert_string_equal(token.path, before.path);
    assert_memory_equal(token.secret.bytes, before.secret.bytes, ID_SIZE);
    assert_false(token_holds_seat(&token));
    assert_false(token.has_commitment);
    assert_true(id_is_zero(&token.world));
    assert_string_equal(token.seat_code, "");
}

static void damage_is_named(void **state)
{
    (void)state;
    const char *const damaged[] = {"secret=11\n", "nonsense\n", "colour=blue\n",
                                   "seat_code=far-too-long-for-any-seat-code\n", "seat_code=\x1b[2J\n"};
    for (size_t i = 0; i < sizeof damaged / sizeof damaged[0]; i++) {
        struct cause cause;
        struct token token = full_token();
        assert_int_equal(token_save(&token, &cause), STATUS_OK);
        assert_int_equal(file_replace(token.path, damaged[i], strlen(damaged[i]), 0600, &cause), STATUS_OK);
        assert_int_equal(token_open(home, "h:1", "CODE", "Ann", &token, &cause), STATUS_CORRUPT);
        assert_non_null(strstr(cause.text, token.path));
        assert_non_null(strstr(cause.text, ":1:"));
        unlink(token.path);
    }
}

static void a_home_that_cannot_be_written_is_named(void **state)
{
    (void)state;
    struct cause cause;
    struct token token;
    assert_int_equal(token_open("/dev/null", "h:1", "CODE", "Ann", &token, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "/dev/null/tokens/"));
    assert_int_equal(token_save(&token, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "/dev/null"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_saved_is_read, setup, teardown),
        cmocka_unit_test_setup_teardown(the_file_is_private, setup, teardown),
        cmocka_unit_test_setup_teardown(a_secret_alone_holds_no_seat, setup, teardown),
        cmocka_unit_test_setup_teardown(every_seat_has_its_own_file, setup, teardown),
        cmocka_unit_test_setup_teardown(forgetting_keeps_the_secret, setup, teardown),
        cmocka_unit_test_setup_teardown(damage_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(a_home_that_cannot_be_written_is_named, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
