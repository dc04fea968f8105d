/* The command line of the server: one table, read by the parser and the help alike. */
#include "server/conf/conf.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { WORDS_MAX = 8, HELP_MAX = 8192 };

/* Parses words that are separated by blanks; "~" stands for an empty one. */
static enum status parse(const char *line, struct conf *conf, struct cause *cause)
{
    static char memory[512]; /* the strings of `conf` lie here */
    char *words[WORDS_MAX];
    int count = 0;
    snprintf(memory, sizeof memory, "%s", line);
    for (char *word = strtok(memory, " "); word; word = strtok(NULL, " ")) {
        assert_true(count < WORDS_MAX);
        if (strcmp(word, "~") == 0)
            *word = '\0';
        words[count++] = word;
    }
    cause->text[0] = '\0';
    return conf_parse(count, words, conf, cause);
}

static void expect_refusal(const char *line, const char *item, const char *remedy)
{
    struct conf conf;
    struct cause cause;
    assert_int_equal(parse(line, &conf, &cause), STATUS_INVALID);
    if (strncmp(cause.text, item, strlen(item)) != 0 || !strstr(cause.text, remedy))
        fail_msg("\"%s\" does not begin with \"%s\" and say \"%s\"", cause.text, item, remedy);
}

static void without_options_the_defaults_hold(void **state)
{
    struct conf conf;
    struct cause cause;
    (void)state;
    assert_int_equal(parse("", &conf, &cause), STATUS_OK);
    assert_string_equal(conf.data, "spiral-data");
    assert_string_equal(conf.listen, "0.0.0.0:4470");
    assert_string_equal(conf.log, "info");
    assert_null(conf.certificate);
    assert_null(conf.key);
    assert_null(conf.scenarios);
    assert_null(conf.public);
    assert_int_equal(conf.misses, 2);
    assert_int_equal(conf.token_days, 30);
    assert_int_equal(conf.links_max, 1024);
    assert_int_equal(conf.links_per_address, 400);
    assert_string_equal(conf.metrics, "loopback");
    assert_false(conf.allow_seed || conf.until_stdin_closes || conf.help || conf.version);
}

static void every_option_is_read(void **state)
{
    struct conf conf;
    struct cause cause;
    (void)state;
    assert_int_equal(parse("--data d --listen [::]:1 --log warn --misses 3", &conf, &cause), STATUS_OK);
    assert_string_equal(conf.data, "d");
    assert_string_equal(conf.listen, "[::]:1");
    assert_string_equal(conf.log, "warn");
    assert_int_equal(conf.misses, 3);
    assert_int_equal(parse("--cert c --key k --scenarios s", &conf, &cause), STATUS_OK);
    assert_string_equal(conf.certificate, "c");
    assert_string_equal(conf.key, "k");
    assert_string_equal(conf.scenarios, "s");
    assert_int_equal(parse("--public game.example.org", &conf, &cause), STATUS_OK);
    assert_string_equal(conf.public, "game.example.org");
    assert_int_equal(parse("--max-links 9 --max-links-per-address 8 --allow-seed", &conf, &cause), STATUS_OK);
    assert_int_equal(conf.links_max, 9);
    assert_int_equal(conf.links_per_address, 8);
    assert_true(conf.allow_seed);
    static const char *const readers[] = {"--metrics none", "--metrics loopback", "--metrics all"};
    for (int x = 0; x < 3; x++) {
        assert_int_equal(parse(readers[x], &conf, &cause), STATUS_OK);
        assert_string_equal(conf.metrics, readers[x] + strlen("--metrics "));
    }
    assert_int_equal(parse("--until-stdin-closes --help --version", &conf, &cause), STATUS_OK);
    assert_true(conf.until_stdin_closes && conf.help && conf.version);
}

static void the_last_one_counts(void **state)
{
    struct conf conf;
    struct cause cause;
    (void)state;
    assert_int_equal(parse("--misses 3 --misses 4", &conf, &cause), STATUS_OK);
    assert_int_equal(conf.misses, 4);
}

static void mistakes_name_the_option_and_the_remedy(void **state)
{
    (void)state;
    expect_refusal("--speed 3", "--speed", "--help");
    expect_refusal("data", "data", "no such option");
    expect_refusal("--data", "--data", "give DIR");
    expect_refusal("--data ~", "--data", "give DIR");
    expect_refusal("--misses", "--misses", "give N");
    expect_refusal("--cert c", "--cert", "both or neither");
    expect_refusal("--key k", "--cert", "both or neither");
}

static void numbers_keep_their_bounds(void **state)
{
    static const char *const wrong[] = {"0",  "61", "-1", "x", "1x", "+1", "0x2", "99999999999999999999",
                                        "1.5"};
    struct conf conf;
    struct cause cause;
    char line[64];
    (void)state;
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++) {
        snprintf(line, sizeof line, "--misses %s", wrong[x]);
        expect_refusal(line, "--misses", "1..60");
    }
    assert_int_equal(parse("--misses 1", &conf, &cause), STATUS_OK);
    assert_int_equal(parse("--misses 60", &conf, &cause), STATUS_OK);
    expect_refusal("--token-days 0", "--token-days", "1..3650");
    assert_int_equal(parse("--token-days 3650", &conf, &cause), STATUS_OK);
    assert_int_equal(conf.token_days, 3650);
    expect_refusal("--metrics everybody", "--metrics", "none, loopback or all");
    expect_refusal("--max-links 0", "--max-links", "1..100000");
    expect_refusal("--max-links 100001", "--max-links", "1..100000");
}

static void addresses_are_split(void **state)
{
    static const struct {
        const char *text, *host;
        uint16_t port;
    } rows[] = {
        {"0.0.0.0:4470", "0.0.0.0", 4470},
        {"127.0.0.1:0", "127.0.0.1", 0},
        {"[::]:65535", "::", 65535},
        {"[2001:db8::1]:4470", "2001:db8::1", 4470},
    };
    char host[CONF_HOST_SIZE];
    uint16_t port;
    struct cause cause;
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        assert_int_equal(conf_address(rows[x].text, host, &port, &cause), STATUS_OK);
        assert_string_equal(host, rows[x].host);
        assert_int_equal(port, rows[x].port);
    }
}

static void wrong_addresses_are_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "4470",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:x",
        "127.0.0.1:65536",
        "127.0.0.1:-1",
        ":4470",
        "[]:4470",
        "01234567890123456789012345678901234567890123456789012345678901234567890:1",
    };
    char host[CONF_HOST_SIZE];
    uint16_t port;
    (void)state;
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++) {
        struct cause cause = {""};
        assert_int_equal(conf_address(wrong[x], host, &port, &cause), STATUS_INVALID);
        assert_non_null(strstr(cause.text, "not HOST:PORT"));
    }
}

/* Runs conf_print_help with standard output in a file. */
static void read_help(char *help)
{
    char name[] = "/tmp/spiral-help-XXXXXX";
    int file = mkstemp(name), before = dup(STDOUT_FILENO);
    assert_true(file >= 0 && before >= 0);
    fflush(stdout);
    assert_true(dup2(file, STDOUT_FILENO) >= 0);
    conf_print_help();
    fflush(stdout);
    assert_true(dup2(before, STDOUT_FILENO) >= 0);
    ssize_t length = pread(file, help, HELP_MAX - 1, 0);
    assert_true(length > 0);
    help[length] = '\0';
    close(file);
    close(before);
    unlink(name);
}

static void the_help_tells_every_option_and_its_default(void **state)
{
    static const char *const parts[] = {
        "--data DIR",
        "(spiral-data)",
        "--listen HOST:PORT",
        "(0.0.0.0:4470)",
        "--public HOST[:PORT]",
        "--cert FILE",
        "--key FILE",
        "--scenarios DIR",
        "--log LEVEL",
        "(info)",
        "--misses N",
        "(2; 1..60)",
        "--max-links N",
        "(1024; 1..100000)",
        "--max-links-per-address N",
        "--metrics",
        "--allow-seed",
        "--version",
        "--until-stdin-closes",
        "--help",
    };
    char help[HELP_MAX];
    (void)state;
    read_help(help);
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++)
        if (!strstr(help, parts[x]))
            fail_msg("the help does not tell \"%s\"", parts[x]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_options_the_defaults_hold),
        cmocka_unit_test(every_option_is_read),
        cmocka_unit_test(the_last_one_counts),
        cmocka_unit_test(mistakes_name_the_option_and_the_remedy),
        cmocka_unit_test(numbers_keep_their_bounds),
        cmocka_unit_test(addresses_are_split),
        cmocka_unit_test(wrong_addresses_are_refused),
        cmocka_unit_test(the_help_tells_every_option_and_its_default),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
