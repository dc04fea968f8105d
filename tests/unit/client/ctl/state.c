/* How an exercise stands, as a page and as JSON: whatever names people have, the page keeps its columns, the
 * JSON stays JSON, and no line can be forged. */
#include "client/ctl/state_json.h"
#include "client/ctl/state_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/record/record.h"
#include "common/words/width.h"
#include "tests/unit/client/ctl/sample_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 256 * 1024 };

/* Frees nothing: one page at a time. */
static const char *page_of(const struct wire_exercise_state *state, int language, char *memory)
{
    struct text text = text_over(memory, TEXT_MAX);
    state_put_page(state, -1, languages[language], &text);
    assert_false(text.cut);
    return memory;
}

static void a_page_says_how_it_stands(void **state)
{
    (void)state;
    struct sample of;
    struct wire_exercise_state *told = &of.state;
    struct wire_exercise_world *world = &of.worlds[0];
    sample_fill(&of);
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    assert_string_equal(page_of(told, LANGUAGE_ENGLISH, memory),
                        "Exercise K7QX2M, scenario seminar\n"
                        "Browsers join at https://localhost:4470/join/K7QX2M\n"
                        "Turn 3 is open, 2:41 left; 1 of 3 seats are ready.\n"
                        "\n"
                        "State           Who                 Here        Orders   Beliefs  Ready Missed\n"
                        "A Corva         Ann                 yes         rev. 12  yes      yes   0\n"
                        "                Ben                 away\n"
                        "B Delmar        bot\n"
                        "C Estovalia     Zoe                 left        no       no       no    1\n"
                        "\n");
    world->clock.state = CLOCK_PAUSED;
    SET(world->clock.reason, "fire drill");
    world->seats[1].returning = true;
    world->seats[2].alive = false;
    const char *page = page_of(told, LANGUAGE_ENGLISH, memory);
    assert_non_null(
        strstr(page, "Turn 3 is paused with 2:41 left; 1 of 3 seats are ready.\nReason: fire drill\n"));
    assert_non_null(strstr(page, "bot, this turn only\n"));
    assert_non_null(strstr(page, "C Estovalia     eliminated\n"));
    world->clock.state = CLOCK_ENDED;
    world->end = RECORD_CLOSED;
    assert_non_null(strstr(page_of(told, LANGUAGE_SPANISH, memory), "El mundo se cerró tras el turno 3.\n"));
    page = page_of(told, LANGUAGE_ENGLISH, memory);
    assert_non_null(strstr(page, "B Delmar        bot\n")); /* still, and not "nobody yet" */
    assert_null(strstr(page, "this turn only"));
    world->clock =
        (struct wire_clock){.state = CLOCK_LOBBY, .remaining_ms = -1, .persons = 1, .persons_needed = 3};
    world->seats[0].person_count = 0;
    page = page_of(told, LANGUAGE_ENGLISH, memory);
    assert_non_null(strstr(page, "The lobby is open; 1 of 3 persons are in.\n"));
    assert_non_null(strstr(page, "A Corva         nobody yet\n"));
    free(memory);
}

static const char *const hostile[] = {
    "\"]}{[\\",
    "SAVED\nC  Zoe   yes",
    "\033[2J\033[31mred",
    "\xe2\x80\xae"
    "desrever",
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81"
    "e\xcc\x81",
    "\xff\xfe\x80",
    "{turn}{code:|}",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

static void check_lines(const char *page, int lines)
{
    int seen = 0;
    for (const char *at = page; *at; seen++) {
        char line[1024];
        size_t length = strcspn(at, "\n");
        assert_true(length < sizeof line);
        memcpy(line, at, length);
        line[length] = '\0';
        if (columns_of(line) > STATE_COLUMNS)
            fail_msg("%d columns: %s", columns_of(line), line);
        assert_false(length && line[length - 1] == ' ');
        for (size_t x = 0; x < length; x++)
            assert_false((unsigned char)line[x] < ' ' || line[x] == 0x7f);
        at += length + 1;
    }
    assert_int_equal(seen, lines);
}

static void names_cannot_break_the_page(void **state)
{
    (void)state;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    for (size_t x = 0; x < sizeof hostile / sizeof hostile[0]; x++) {
        for (int language = 0; language < LANGUAGES; language++) {
            struct sample of;
            struct wire_exercise_state *told = &of.state;
            struct wire_exercise_world *world = &of.worlds[0];
            sample_fill(&of);
            world->clock.state = CLOCK_PAUSED;
            SET(world->seats[0].persons[1].name, hostile[x]);
            SET(world->seats[2].persons[0].name, hostile[x]);
            check_lines(page_of(told, language, memory), 10);
            assert_null(strstr(memory, "\033"));
        }
    }
    free(memory);
}

/* The longest that may be said anywhere, in every state of the clock. */
static void everything_fits_80_columns(void **state)
{
    (void)state;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    for (int clock = CLOCK_NONE; clock <= CLOCK_ENDED; clock++) {
        for (int end = 0; end < RECORD_END_COUNT; end++) {
            for (int language = 0; language < LANGUAGES; language++) {
                struct sample of;
                struct wire_exercise_state *told = &of.state;
                struct wire_exercise_world *world = &of.worlds[0];
                sample_fill(&of);
                world->clock.state = (enum clock_state)clock;
                world->end = (uint32_t)end;
                world->clock.remaining_ms = 604800000;
                memset(world->clock.reason, 'r', sizeof world->clock.reason - 1);
                memset(world->seats[0].state, 's', sizeof world->seats[0].state - 1);
                page_of(told, language, memory);
                int lines = 0;
                for (const char *c = memory; *c; c++)
                    lines += *c == '\n';
                check_lines(memory, lines);
                struct text text = text_over(memory, TEXT_MAX);
                told->already = end % 2;
                state_put_outcome(told, -1, languages[language], &text);
                lines = 0;
                for (const char *c = memory; *c; c++)
                    lines += *c == '\n';
                check_lines(memory, lines);
            }
        }
    }
    free(memory);
}

static void what_was_done_everywhere_is_one_line_and_the_worlds(void **state)
{
    (void)state;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    struct sample of;
    struct text text = text_over(memory, TEXT_MAX);
    sample_fill_all(&of);
    state_put_outcome(&of.state, -1, languages[0], &text);
    assert_ptr_equal(strstr(memory, "K7QX2M: done.\n"), memory);
    free(memory);
}

/* ---- JSON */

/* A small reader: enough to say that a text is one value and nothing behind it. */
static const char *skip_value(const char *at);

static const char *skip_blank(const char *at)
{
    return at + strspn(at, " \n\r\t");
}

static const char *skip_string(const char *at)
{
    assert_int_equal(*at, '"');
    for (at++; *at != '"'; at++) {
        assert_true((unsigned char)*at >= 0x20);
        if (*at == '\\')
            at++;
        assert_true(*at != '\0');
    }
    return at + 1;
}

static const char *skip_members(const char *at, char close, bool keyed)
{
    at = skip_blank(at + 1);
    while (*at != close) {
        if (keyed) {
            at = skip_blank(skip_string(at));
            assert_int_equal(*at, ':');
            at = skip_blank(at + 1);
        }
        at = skip_blank(skip_value(at));
        assert_true(*at == ',' || *at == close);
        if (*at == ',')
            at = skip_blank(at + 1);
    }
    return at + 1;
}

static const char *skip_value(const char *at)
{
    if (*at == '{')
        return skip_members(at, '}', true);
    if (*at == '[')
        return skip_members(at, ']', false);
    if (*at == '"')
        return skip_string(at);
    size_t length = strcspn(at, ",]}\n");
    assert_true(length > 0);
    return at + length;
}

static void json_stays_json(void **state)
{
    static const struct wire_exercise_act act = {.act = EXERCISE_PAUSE};
    (void)state;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    for (size_t x = 0; x < sizeof hostile / sizeof hostile[0]; x++) {
        struct sample of;
        struct wire_exercise_state *told = &of.state;
        struct wire_exercise_world *world = &of.worlds[0];
        sample_fill(&of);
        struct text text = text_over(memory, TEXT_MAX);
        SET(world->seats[0].persons[0].name, hostile[x]);
        SET(world->clock.reason, hostile[x]);
        state_put_json(told, x % 2 ? &act : NULL, &text);
        assert_false(text.cut);
        assert_int_equal(*skip_blank(skip_value(memory)), '\0');
        assert_int_equal(strstr(memory, "\"already\":") != NULL, x % 2);
        assert_non_null(strstr(memory, "\"orders_saved\":true,\"revision\":12,\"beliefs_stated\":true"));
        assert_non_null(strstr(memory, "\"seconds_left\":161"));
        assert_non_null(strstr(memory, "\"link\":\"https://localhost:4470/join/K7QX2M\""));
    }
    struct sample of;
    struct wire_exercise_state *told = &of.state;
    struct wire_exercise_world *world = &of.worlds[0];
    sample_fill(&of);
    struct text text = text_over(memory, TEXT_MAX);
    world->clock.remaining_ms = -1;
    state_put_json(told, NULL, &text);
    assert_non_null(strstr(memory, "\"seconds_left\":null"));
    free(memory);
}

static void a_page_names_the_link_while_people_may_come(void **state)
{
    static const char link[] = " https://localhost:4470/join/K7QX2M\n";
    (void)state;
    struct sample of;
    struct wire_exercise_state *told = &of.state;
    struct wire_exercise_world *world = &of.worlds[0];
    sample_fill(&of);
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    for (int x = 0; x < LANGUAGES; x++)
        assert_non_null(strstr(page_of(told, x, memory), link));
    world->clock.state = CLOCK_ENDED;
    assert_null(strstr(page_of(told, LANGUAGE_ENGLISH, memory), "https"));
    world->clock.state = CLOCK_OPEN;
    told->link[0] = '\0'; /* a server that tells none */
    assert_null(strstr(page_of(told, LANGUAGE_ENGLISH, memory), "Browsers"));
    free(memory);
}

static void all_worlds_stand_on_a_line_each(void **state)
{
    (void)state;
    struct sample of;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    sample_fill_all(&of);
    struct text text = text_over(memory, TEXT_MAX);
    of.worlds[1].seats[0].persons[1].gone_seconds = 70;
    of.worlds[1].seats[0].percent = 150;
    of.worlds[1].seats[0].asked = true;
    of.worlds[1].seats[0].beliefs = 2;
    of.worlds[1].seats[1].held = true;
    state_put_page(&of.state, 1, languages[LANGUAGE_ENGLISH], &text);
    assert_string_equal(memory,
                        "Exercise K7QX2M, scenario seminar\n"
                        "3 of 6 persons are in.\n"
                        "Plan 75 min, used 31:20; debrief from 48:00 if all turns are played at this\n"
                        "pace: 27 min, 36\u00a0%.\n"
                        "Browsers join at https://localhost:4470/join/K7QX2M\n"
                        "\n"
                        "World Turn  Clock    Ready  Here     Bots Tension      Signs            Owner\n"
                        "A     3     2:41     1/3    1/2      1    -            -                -\n"
                        "B     3     2:41     1/3    1/2      1    5 war        spiral A-C (4-6) Dr R\n"
                        "\n"
                        "World B\n"
                        "Turn 3 is open, 2:41 left; 1 of 3 seats are ready.\n"
                        "\n"
                        "State           Who                 Here        Orders   Beliefs  Ready Missed\n"
                        "A Corva 150%    Ann                 yes         rev. 12  2/2      yes   0\n"
                        "                Ben                 away 1:10\n"
                        "B Delmar        bot, held\n"
                        "C Estovalia     Zoe                 left        no       no       no    1\n"
                        "\n"
                        "Questions\n"
                        "7. B Corva, Ann, 1:10 ago: can a pact be secret?\n"
                        "\n"
                        "Injects\n"
                        "2. turn 4, to states A C of world B, from Radio, MISLEADING: Rumours\n"
                        "\n"
                        "Facilitators\n"
                        "1. Dr R: lead, here\n"
                        "\n"
                        "What was done\n"
                        "9. pause, A, by the admin socket, 0:05 ago: undone\n"
                        "\n");
    free(memory);
}

/* Under a third of the plan is said in words, never by a colour alone. */
static void a_tight_plan_is_told(void **state)
{
    (void)state;
    struct sample of;
    char memory[1024];
    sample_fill_all(&of);
    assert_false(state_plan_is_tight(&of.state));
    for (int language = 0; language < LANGUAGES; language++) {
        struct text text = text_over(memory, sizeof memory);
        of.state.play_seconds = 1300;
        assert_true(state_plan_is_tight(&of.state));
        state_put_plan(&of.state, languages[language], &text);
        assert_non_null(strstr(memory, language == LANGUAGE_ENGLISH ? "LITTLE" : "POCO"));
    }
    of.state.card = 2; /* it goes on, and has what is left */
    of.state.play_seconds = 0;
    of.state.used_seconds = 3650;
    assert_false(state_plan_is_tight(&of.state));
    struct text debrief = text_over(memory, sizeof memory);
    state_put_plan(&of.state, languages[LANGUAGE_ENGLISH], &debrief);
    assert_string_equal(
        memory, "Plan 75 min, used 1:00:50; the debrief goes on: 14 min are left for it, 18\u00a0%.\n");
    of.state.plan_seconds = 0;
    assert_false(state_plan_is_tight(&of.state));
    struct text text = text_over(memory, sizeof memory);
    state_put_plan(&of.state, languages[0], &text);
    assert_int_equal(text.length, 0);
}

static void json_tells_everything(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "\"worlds\":[",
        "{\"name\":\"B\",\"world\":",
        "\"tension\":5,\"rung\":\"war\"",
        "{\"sign\":\"spiral\",\"states\":[0,2]",
        "\"questions\":[",
        "{\"number\":7,",
        "\"answer\":null",
        "{\"number\":2,",
        "\"misleading\":true",
        "{\"number\":1,\"name\":\"Dr R\"",
        "\"rights\":\"lead\"",
        "{\"number\":9,\"act\":\"pause\"",
        "\"undone\":true",
        "\"undo\":null",
        "\"plan_seconds\":4500",
        "\"card\":null",
        "\"owner\":1",
    };
    struct sample of;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    sample_fill_all(&of);
    struct text text = text_over(memory, TEXT_MAX);
    state_put_json(&of.state, NULL, &text);
    assert_int_equal(*skip_blank(skip_value(memory)), '\0');
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++)
        if (!strstr(memory, parts[x]))
            fail_msg("%s is missing in %s", parts[x], memory);
    assert_null(strstr(memory, "new_key"));
    free(memory);
}

/* Whatever lists hold: each in its own words, in each language, within its columns. */
static void lists_fit_too(void **state)
{
    (void)state;
    struct sample of;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    for (size_t x = 0; x < sizeof hostile / sizeof hostile[0]; x++) {
        for (int language = 0; language < LANGUAGES; language++) {
            struct text text = text_over(memory, TEXT_MAX);
            sample_fill_all(&of);
            of.state.link[0] = '\0';
            SET(of.question.text, hostile[x]);
            SET(of.question.answer, hostile[x]);
            SET(of.facilitator.name, hostile[x]);
            SET(of.inject.inject.text[1], hostile[x]);
            of.inject.sent = 3;
            state_put_page(&of.state, 0, languages[language], &text);
            assert_false(text.cut);
            int lines = 0;
            for (const char *c = memory; *c; c++)
                lines += *c == '\n';
            check_lines(memory, lines);
            assert_null(strchr(memory, '\033'));
        }
    }
    for (int act = 0; act < EXERCISE_ACT_COUNT; act++) {
        char words[128];
        struct text text = text_over(words, sizeof words);
        act_put((enum exercise_act)act, languages[LANGUAGE_SPANISH], &text);
        assert_true(words[0] && words[0] != '[');
    }
    free(memory);
}

/* Letters of worlds and of states are the same letters: both are named. */
static void news_say_to_whom_and_where(void **state)
{
    static const struct {
        int32_t world;
        uint32_t seats, sent;
        const char *said;
    } cases[] = {
        {1, 0, 2, "2. sent in world B, to all of world B, from Radio"},
        {-1, 0, 3, "2. sent in worlds A B, to all worlds, from Radio"},
        {1, 1, 0, "2. turn 4, to state A of world B, from Radio"},
        {-1, 5, 0, "2. turn 4, to states A C of all worlds, from Radio"},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct sample of;
        char memory[1024];
        struct text text = text_over(memory, sizeof memory);
        sample_fill_all(&of);
        of.inject.inject.world = cases[x].world;
        of.inject.inject.seats = cases[x].seats;
        of.inject.sent = cases[x].sent;
        inject_put(&of.state, 0, languages[LANGUAGE_ENGLISH], &text);
        if (strncmp(memory, cases[x].said, strlen(cases[x].said)) != 0)
            fail_msg("%s is not %s", memory, cases[x].said);
    }
}

int main(void)
{
    assert_true(width_prepare());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_says_how_it_stands),
        cmocka_unit_test(names_cannot_break_the_page),
        cmocka_unit_test(what_was_done_everywhere_is_one_line_and_the_worlds),
        cmocka_unit_test(news_say_to_whom_and_where),
        cmocka_unit_test(everything_fits_80_columns),
        cmocka_unit_test(json_stays_json),
        cmocka_unit_test(a_page_names_the_link_while_people_may_come),
        cmocka_unit_test(all_worlds_stand_on_a_line_each),
        cmocka_unit_test(a_tight_plan_is_told),
        cmocka_unit_test(json_tells_everything),
        cmocka_unit_test(lists_fit_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
