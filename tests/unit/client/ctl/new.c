/* What `spiral exercise new` reads and tells: lists of guests, conditions, links; each mistake with its
 * place. */
#include "client/ctl/made.h"
#include "client/ctl/new_files.h"
#include "client/ctl/new_options.h"
#include "client/ctl/subcommand.h"
#include "tests/unit/client/ctl/sample_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void guests_are_read(void **state)
{
    static const char text[] = "\xef\xbb\xbf# class of 2031\n\n  Ann Lee \r\nBen\nJos\u00e9\n";
    struct guest_list *guests = calloc(1, sizeof *guests);
    struct cause cause;
    (void)state;
    assert_non_null(guests);
    assert_int_equal(
        guests_parse("g.txt", languages[LANGUAGE_ENGLISH], text, sizeof text - 1, guests, &cause), STATUS_OK);
    assert_int_equal(guests->count, 3);
    assert_string_equal(guests->names[0], "Ann Lee");
    assert_string_equal(guests->names[2], "Jos\u00e9");
    free(guests);
}

static void a_wrong_guest_is_named_with_its_line(void **state)
{
    static const struct {
        const char *text, *why;
    } wrong[] = {
        {"", "g.txt:1:1: there is no name"},
        {"# nobody\n", "g.txt:1:1: there is no name"},
        {"Ann\nBen\nANN\n", "g.txt:3:1: “Ann” stands in line 1 already"},
        {"Ann\n\x1b[2J\n", "g.txt:2:1: the name is not plain text"},
        {"Ann\n\xff\n", "g.txt:2:1: the name is not plain text"},
        {"Ann\n\xe2\x80\x8b\n", "g.txt:2:1: the name "},
        {"Ann\n"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
         "g.txt:2:1: the name is longer than 63 bytes"},
    };
    struct guest_list *guests = calloc(1, sizeof *guests);
    struct cause cause, spanish;
    (void)state;
    assert_non_null(guests);
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++) {
        assert_int_equal(guests_parse("g.txt", languages[LANGUAGE_ENGLISH], wrong[x].text,
                                      strlen(wrong[x].text), guests, &cause),
                         STATUS_INVALID);
        if (strncmp(cause.text, wrong[x].why, strlen(wrong[x].why)) != 0)
            fail_msg("\"%s\" is not \"%s\"", cause.text, wrong[x].why);
        assert_int_equal(guests_parse("g.txt", languages[LANGUAGE_SPANISH], wrong[x].text,
                                      strlen(wrong[x].text), guests, &spanish),
                         STATUS_INVALID);
        if (strncmp(spanish.text, wrong[x].why, strlen("g.txt:1:1: ")) != 0 ||
            strcmp(spanish.text, cause.text) == 0 || strchr(spanish.text, '['))
            fail_msg("\"%s\" in Spanish", spanish.text);
    }
    char *many = calloc(WIRE_GUESTS_MAX + 1, 8);
    assert_non_null(many);
    struct text text = text_over(many, (WIRE_GUESTS_MAX + 1) * 8);
    for (int x = 0; x <= WIRE_GUESTS_MAX; x++) {
        text_put_char(&text, 'g');
        text_put_int(&text, 1000 + x);
        text_put_char(&text, '\n');
    }
    assert_int_equal(guests_parse("g.txt", languages[LANGUAGE_ENGLISH], many, text.length, guests, &cause),
                     STATUS_INVALID);
    assert_non_null(strstr(cause.text, "g.txt:257:1: more than 256 names"));
    free(many);
    free(guests);
}

static const struct option set = {.name = "--set"};

static void conditions_are_read(void **state)
{
    struct exercise_command *command = calloc(1, sizeof *command);
    struct cause cause;
    (void)state;
    assert_non_null(command);
    command->language = languages[LANGUAGE_ENGLISH];
    assert_int_equal(new_take_set(&set, command, "B:balance=80,noise=0,C:balance=120", &cause), STATUS_OK);
    assert_int_equal(new_take_set(&set, command, "growth=3", &cause), STATUS_OK);
    assert_int_equal(new_read_sets(command, &cause), STATUS_OK);
    assert_int_equal(command->condition_count, 4);
    assert_int_equal(command->conditions[0].world, 1);
    assert_int_equal(command->conditions[1].world, 1);
    assert_int_equal(command->conditions[2].world, 2);
    assert_int_equal(command->conditions[2].value, 120);
    assert_int_equal(command->conditions[3].world, -1);
    assert_string_equal(command->conditions[3].parameter, "growth");
    static const struct {
        const char *value, *why;
    } wrong[] = {
        {"", "nothing is set"},
        {"balance", "not NAME=VALUE"},
        {"B:frob=1", "no parameter “frob”"},
        {"1:noise=0", "begin with a world"},
        {"B:balance=many", "whole number"},
        {"B:balance=99999999", "whole number"},
        {"B:balance=70", "given twice"},
    };
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++) {
        command->set_count = 0;
        assert_int_equal(new_take_set(&set, command, wrong[x].value, &cause), STATUS_OK);
        assert_int_equal(new_read_sets(command, &cause), STATUS_INVALID);
        if (!strstr(cause.text, wrong[x].why))
            fail_msg("%s: %s", wrong[x].value, cause.text);
    }
    command->language = languages[LANGUAGE_SPANISH];
    assert_int_equal(new_read_sets(command, &cause), STATUS_INVALID);
    assert_string_equal(cause.text, "--set: «balance=70» se da dos veces; omita una");
    command->set_count = WIRE_CONDITIONS_MAX + 1;
    assert_int_equal(new_read_sets(command, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "256"));
    free(command);
}

static struct wire_exercise_created created_sample(struct wire_guest_link guests[2])
{
    struct wire_exercise_created created = {.world_count = 2, .seats = 6, .guest_count = 2, .guests = guests};
    SET(created.code, "K7QX2M");
    SET(created.link, "https://host:4470/join/K7QX2M");
    SET(created.facilitator_key, "AAAAA-BBBBB");
    SET(guests[0].name, "Ann \"A\" Lee");
    SET(guests[1].name, "Ben");
    SET(guests[0].secret, "SEC-RET");
    SET(guests[1].secret, "OTH-ER");
    return created;
}

static void what_was_made_is_told(void **state)
{
    struct wire_guest_link guests[2];
    struct wire_exercise_created created = created_sample(guests);
    struct sample of;
    char memory[8192];
    (void)state;
    sample_fill_all(&of);
    SET(of.worlds[1].conditions, "balance=80");
    struct made made = {.created = &created, .state = &of.state, .language = languages[0]};
    struct text text = text_over(memory, sizeof memory);
    made_put_lines(&made, &text);
    static const char *const parts[] = {
        "code K7QX2M\n",
        "seats 6\n",
        "join https://host:4470/join/K7QX2M\n",
        "facilitate https://host:4470/facilitate/K7QX2M\n",
        "project https://host:4470/project/K7QX2M\n",
        "key AAAAA-BBBBB\n",
        "World B: balance=80\n",
        "https://host:4470/join/K7QX2M#guest=SEC-RET\n",
    };
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++)
        if (!strstr(memory, parts[x]))
            fail_msg("%s is missing in %s", parts[x], memory);
    made.guests_file = "links.csv";
    text = text_over(memory, sizeof memory);
    made_put_lines(&made, &text);
    assert_null(strstr(memory, "SEC-RET"));
    assert_non_null(strstr(memory, "links.csv"));
    text = text_over(memory, sizeof memory);
    made_put_json(&made, &text);
    assert_null(strstr(memory, "SEC-RET"));
    assert_non_null(strstr(memory, "\"facilitator_key\":\"AAAAA-BBBBB\""));
    made.guests_file = NULL;
    text = text_over(memory, sizeof memory);
    made_put_guests(&made, &text);
    assert_string_equal(memory, "name,link\r\n"
                                "\"Ann \"\"A\"\" Lee\",\"https://host:4470/join/K7QX2M#guest=SEC-RET\"\r\n"
                                "\"Ben\",\"https://host:4470/join/K7QX2M#guest=OTH-ER\"\r\n");
    created.link[0] = '\0'; /* a server that tells none */
    text = text_over(memory, sizeof memory);
    made_put_lines(&made, &text);
    assert_null(strstr(memory, "facilitate "));
}

/* The key stands in no link, whatever it is asked for. */
static void the_key_is_in_no_link(void **state)
{
    struct wire_guest_link guests[2];
    struct wire_exercise_created created = created_sample(guests);
    char link[WIRE_LINK_SIZE + 16];
    (void)state;
    made_link(created.link, "/facilitate/", link);
    assert_null(strstr(link, created.facilitator_key));
    made_link("https://host/elsewhere", "/project/", link);
    assert_string_equal(link, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guests_are_read),       cmocka_unit_test(a_wrong_guest_is_named_with_its_line),
        cmocka_unit_test(conditions_are_read),   cmocka_unit_test(what_was_made_is_told),
        cmocka_unit_test(the_key_is_in_no_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
