#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/core/pins.h"
#include "common/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char home[64];

static struct digest key_of(int number)
{
    return digest_of(&number, sizeof number);
}

static const char *in_home(const char *file)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", home, file);
    return path;
}

static void write_lines(const char *lines)
{
    struct cause cause;
    assert_int_equal(file_replace(in_home("known_servers"), lines, strlen(lines), 0600, &cause), STATUS_OK);
}

static int setup(void **state)
{
    (void)state;
    strcpy(home, "/tmp/spiral-pins-XXXXXX");
    return mkdtemp(home) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    unlink(in_home("known_servers"));
    unlink(in_home("known_servers.lock"));
    return rmdir(home);
}

static void names_of_servers(void **state)
{
    (void)state;
    char name[PIN_SERVER_SIZE], host[PIN_SERVER_SIZE + 1];
    assert_true(pin_server_name("Game.Example.ORG", 4070, name));
    assert_string_equal(name, "game.example.org:4070");
    assert_true(pin_server_name("2001:DB8::1", 1, name));
    assert_string_equal(name, "[2001:db8::1]:1");
    memset(host, 'h', sizeof host - 1);
    host[sizeof host - 1] = '\0';
    assert_false(pin_server_name(host, 1, name));
}

static void the_trust_rule(void **state)
{
    (void)state;
    const struct digest a = key_of(1), b = key_of(2);
    const struct {
        const struct digest *demanded, *pinned;
        bool chain_valid, first_use_allowed;
        enum pin_verdict verdict;
    } rows[] = {
        /* a demanded key is all that counts */
        {&a, NULL, false, false, PIN_TRUSTED},
        {&a, NULL, false, true, PIN_TRUSTED},
        {&a, NULL, true, true, PIN_TRUSTED},
        {&a, &b, false, false, PIN_TRUSTED},
        {&b, NULL, false, true, PIN_NOT_WANTED},
        {&b, NULL, true, true, PIN_NOT_WANTED},
        {&b, &a, true, true, PIN_NOT_WANTED},
        /* then the pinned one, whatever the chain says */
        {NULL, &a, false, false, PIN_TRUSTED},
        {NULL, &a, true, true, PIN_TRUSTED},
        {NULL, &b, false, true, PIN_CHANGED},
        {NULL, &b, true, true, PIN_CHANGED},
        /* then the chain */
        {NULL, NULL, true, true, PIN_TRUSTED},
        {NULL, NULL, true, false, PIN_TRUSTED},
        /* then the first use */
        {NULL, NULL, false, true, PIN_FIRST_USE},
        {NULL, NULL, false, false, PIN_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct pin_evidence evidence = {&a, rows[i].demanded, rows[i].pinned, rows[i].chain_valid,
                                              rows[i].first_use_allowed};
        assert_int_equal(pin_judge(&evidence), rows[i].verdict);
    }
}

static void explained(enum pin_verdict verdict, const char *const *words)
{
    char memory[PIN_EXPLANATION_SIZE];
    const struct digest a = key_of(1), b = key_of(2);
    const struct pin_evidence evidence = {.seen = &a, .demanded = &b, .pinned = &b};
    struct text text = text_over(memory, sizeof memory);
    pin_explain(verdict, &evidence, "/there", "host:7", &text);
    assert_false(text.cut);
    for (; *words; words++)
        assert_non_null(strstr(memory, *words));
}

static void refusals_name_keys_and_remedy(void **state)
{
    (void)state;
    char seen[65], known[65];
    const struct digest a = key_of(1), b = key_of(2);
    struct text text = text_over(seen, sizeof seen);
    text_put_hex(&text, a.bytes, DIGEST_SIZE);
    text = text_over(known, sizeof known);
    text_put_hex(&text, b.bytes, DIGEST_SIZE);
    explained(PIN_CHANGED, (const char *[]){"HAS CHANGED", "host:7", seen, known, "listening",
                                            "/there/known_servers", "remove the line", NULL});
    explained(PIN_NOT_WANTED, (const char *[]){"host:7", seen, known, "listening", NULL});
    explained(PIN_UNKNOWN, (const char *[]){"host:7", seen, "--fingerprint", NULL});
}

static void the_longest_explanation_fits(void **state)
{
    (void)state;
    char server[PIN_SERVER_SIZE], path[1024], memory[PIN_EXPLANATION_SIZE];
    const struct digest a = key_of(1), b = key_of(2);
    const struct pin_evidence evidence = {.seen = &a, .pinned = &b};
    memset(server, 's', sizeof server - 1);
    server[sizeof server - 1] = '\0';
    memset(path, 'p', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    struct text text = text_over(memory, sizeof memory);
    pin_explain(PIN_CHANGED, &evidence, path, server, &text);
    assert_false(text.cut);
}

static void a_pin_is_found_again(void **state)
{
    (void)state;
    struct cause cause;
    struct digest key, wanted = key_of(5);
    bool found = true;
    struct stat about;
    assert_int_equal(pins_find(home, "a:1", &found, &key, &cause), STATUS_OK);
    assert_false(found);
    assert_int_equal(pins_add(home, "a:1", &wanted, &cause), STATUS_OK);
    assert_int_equal(pins_add(home, "a:1", &wanted, &cause), STATUS_OK);
    assert_int_equal(pins_find(home, "a:1", &found, &key, &cause), STATUS_OK);
    assert_true(found);
    assert_memory_equal(key.bytes, wanted.bytes, DIGEST_SIZE);
    assert_int_equal(pins_find(home, "a:11", &found, &key, &cause), STATUS_OK);
    assert_false(found);
    assert_int_equal(stat(in_home("known_servers"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(about.st_size, strlen("a:1 ") + 65);
    assert_int_equal(stat(in_home("known_servers.lock"), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void another_key_is_never_written_over(void **state)
{
    (void)state;
    struct cause cause;
    struct digest key, first = key_of(5), second = key_of(6);
    bool found;
    assert_int_equal(pins_add(home, "a:1", &first, &cause), STATUS_OK);
    assert_int_equal(pins_add(home, "a:1", &second, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "a:1"));
    assert_int_equal(pins_find(home, "a:1", &found, &key, &cause), STATUS_OK);
    assert_memory_equal(key.bytes, first.bytes, DIGEST_SIZE);
}

static void a_damaged_line_is_named(void **state)
{
    (void)state;
    struct cause cause;
    struct digest key = key_of(1);
    bool found;
    write_lines("a:1 0000000000000000000000000000000000000000000000000000000000000000\na:2 00\n");
    assert_int_equal(pins_find(home, "a:1", &found, &key, &cause), STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "known_servers:2:"));
    assert_int_equal(pins_add(home, "a:3", &key, &cause), STATUS_CORRUPT);
}

static void a_last_line_without_newline_stays_whole(void **state)
{
    (void)state;
    struct cause cause;
    struct digest key, wanted = key_of(1);
    bool found;
    write_lines("a:1 0000000000000000000000000000000000000000000000000000000000000000");
    assert_int_equal(pins_add(home, "b:1", &wanted, &cause), STATUS_OK);
    assert_int_equal(pins_find(home, "b:1", &found, &key, &cause), STATUS_OK);
    assert_true(found);
    assert_int_equal(pins_find(home, "a:1", &found, &key, &cause), STATUS_OK);
    assert_true(found);
}

enum { PROCESSES = 6, PINS_EACH = 8 };

static int add_many(int process)
{
    struct cause cause;
    for (int i = 0; i < PINS_EACH; i++) {
        char server[32];
        struct digest key = key_of(100 * process + i);
        snprintf(server, sizeof server, "host%d:%d", process, i);
        if (pins_add(home, server, &key, &cause) != STATUS_OK)
            return 1;
    }
    return 0;
}

static void six_processes_lose_no_line(void **state)
{
    (void)state;
    pid_t children[PROCESSES];
    for (int p = 0; p < PROCESSES; p++) {
        children[p] = fork();
        assert_true(children[p] >= 0);
        if (children[p] == 0)
            _exit(add_many(p));
    }
    for (int p = 0; p < PROCESSES; p++) {
        int result;
        assert_int_equal(waitpid(children[p], &result, 0), children[p]);
        assert_int_equal(result, 0);
    }
    for (int p = 0; p < PROCESSES; p++) {
        for (int i = 0; i < PINS_EACH; i++) {
            char server[32];
            struct cause cause;
            struct digest key, wanted = key_of(100 * p + i);
            bool found;
            snprintf(server, sizeof server, "host%d:%d", p, i);
            assert_int_equal(pins_find(home, server, &found, &key, &cause), STATUS_OK);
            assert_true(found);
            assert_memory_equal(key.bytes, wanted.bytes, DIGEST_SIZE);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_servers),
        cmocka_unit_test(the_trust_rule),
        cmocka_unit_test(refusals_name_keys_and_remedy),
        cmocka_unit_test(the_longest_explanation_fits),
        cmocka_unit_test_setup_teardown(a_pin_is_found_again, setup, teardown),
        cmocka_unit_test_setup_teardown(another_key_is_never_written_over, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_line_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(a_last_line_without_newline_stays_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(six_processes_lose_no_line, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
