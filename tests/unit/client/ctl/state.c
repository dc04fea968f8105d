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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64 * 1024 };

static void set(char *to, size_t size, const char *from)
{
    assert_true(slice_copy(slice_of(from), to, size));
}

#define SET(array, from) set(array, sizeof array, from)

static struct wire_exercise_state sample(void)
{
    struct wire_exercise_state state = {
        .turn_seconds = 300,
        .misses_allowed = 2,
        .seat_count = 3,
        .clock = {.state = CLOCK_OPEN, .turn = 3, .remaining_ms = 160001, .seats = 3, .seats_ready = 1},
    };
    SET(state.code, "K7QX2M");
    SET(state.scenario, "seminar");
    SET(state.link, "https://localhost:4470/join/K7QX2M");
    static const char *const names[] = {"Corva", "Delmar", "Estovalia"};
    for (int x = 0; x < 3; x++) {
        SET(state.seats[x].state, names[x]);
        state.seats[x].alive = true;
    }
    struct wire_exercise_seat *seat = &state.seats[0];
    seat->person_count = 2;
    SET(seat->persons[0].name, "Ann");
    SET(seat->persons[1].name, "Ben");
    seat->persons[0].here = true;
    seat->revision = 12;
    seat->stated = seat->ready = true;
    state.seats[1].bot = true;
    state.seats[1].misses = 4;
    seat = &state.seats[2];
    seat->person_count = 1;
    SET(seat->persons[0].name, "Zoe");
    seat->persons[0].left = true;
    seat->misses = 1;
    return state;
}

/* Frees nothing: one page at a time. */
static const char *page_of(const struct wire_exercise_state *state, int language, char *memory)
{
    struct text text = text_over(memory, TEXT_MAX);
    state_put_page(state, languages[language], &text);
    assert_false(text.cut);
    return memory;
}

static void a_page_says_how_it_stands(void **state)
{
    (void)state;
    struct wire_exercise_state told = sample();
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    assert_string_equal(page_of(&told, LANGUAGE_ENGLISH, memory),
                        "Exercise K7QX2M, scenario seminar\n"
                        "Turn 3 is open, 2:41 left; 1 of 3 seats are ready.\n"
                        "Browsers join at https://localhost:4470/join/K7QX2M\n"
                        "\n"
                        "State             Who                  Here     Orders   Beliefs   Ready Missed\n"
                        "A Corva           Ann                  yes      rev. 12  yes       yes   0\n"
                        "                  Ben                  away\n"
                        "B Delmar          bot\n"
                        "C Estovalia       Zoe                  left     no       no        no    1\n"
                        "\n");
    told.clock.state = CLOCK_PAUSED;
    SET(told.clock.reason, "fire drill");
    told.seats[1].returning = true;
    told.seats[2].alive = false;
    const char *page = page_of(&told, LANGUAGE_ENGLISH, memory);
    assert_non_null(
        strstr(page, "Turn 3 is paused with 2:41 left; 1 of 3 seats are ready.\nReason: fire drill\n"));
    assert_non_null(strstr(page, "bot, this turn only\n"));
    assert_non_null(strstr(page, "C Estovalia       eliminated\n"));
    told.clock.state = CLOCK_ENDED;
    told.end = RECORD_CLOSED;
    assert_non_null(strstr(page_of(&told, LANGUAGE_SPANISH, memory), "El mundo se cerró tras el turno 3.\n"));
    page = page_of(&told, LANGUAGE_ENGLISH, memory);
    assert_non_null(strstr(page, "B Delmar          bot\n")); /* still, and not "nobody yet" */
    assert_null(strstr(page, "this turn only"));
    told.clock =
        (struct wire_clock){.state = CLOCK_LOBBY, .remaining_ms = -1, .persons = 1, .persons_needed = 3};
    told.seats[0].person_count = 0;
    page = page_of(&told, LANGUAGE_ENGLISH, memory);
    assert_non_null(strstr(page, "The lobby is open; 1 of 3 persons are in.\n"));
    assert_non_null(strstr(page, "A Corva           nobody yet\n"));
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
            struct wire_exercise_state told = sample();
            told.clock.state = CLOCK_PAUSED;
            SET(told.seats[0].persons[1].name, hostile[x]);
            SET(told.seats[2].persons[0].name, hostile[x]);
            check_lines(page_of(&told, language, memory), 10);
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
                struct wire_exercise_state told = sample();
                told.clock.state = (enum clock_state)clock;
                told.end = (uint32_t)end;
                told.clock.remaining_ms = 604800000;
                memset(told.clock.reason, 'r', sizeof told.clock.reason - 1);
                memset(told.seats[0].state, 's', sizeof told.seats[0].state - 1);
                page_of(&told, language, memory);
                int lines = 0;
                for (const char *c = memory; *c; c++)
                    lines += *c == '\n';
                check_lines(memory, lines);
                struct text text = text_over(memory, TEXT_MAX);
                told.already = end % 2;
                state_put_outcome(&told, languages[language], &text);
                lines = 0;
                for (const char *c = memory; *c; c++)
                    lines += *c == '\n';
                check_lines(memory, lines);
            }
        }
    }
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
    (void)state;
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    for (size_t x = 0; x < sizeof hostile / sizeof hostile[0]; x++) {
        struct wire_exercise_state told = sample();
        struct text text = text_over(memory, TEXT_MAX);
        SET(told.seats[0].persons[0].name, hostile[x]);
        SET(told.clock.reason, hostile[x]);
        state_put_json(&told, x % 2, &text);
        assert_false(text.cut);
        assert_int_equal(*skip_blank(skip_value(memory)), '\0');
        assert_int_equal(strstr(memory, "\"already\":") != NULL, x % 2);
        assert_non_null(strstr(memory, "\"orders_saved\":true,\"revision\":12,\"beliefs_stated\":true"));
        assert_non_null(strstr(memory, "\"seconds_left\":161"));
        assert_non_null(strstr(memory, "\"link\":\"https://localhost:4470/join/K7QX2M\""));
    }
    struct wire_exercise_state told = sample();
    struct text text = text_over(memory, TEXT_MAX);
    told.clock.remaining_ms = -1;
    state_put_json(&told, false, &text);
    assert_non_null(strstr(memory, "\"seconds_left\":null"));
    free(memory);
}

static void a_page_names_the_link_while_people_may_come(void **state)
{
    static const char link[] = " https://localhost:4470/join/K7QX2M\n";
    (void)state;
    struct wire_exercise_state told = sample();
    char *memory = malloc(TEXT_MAX);
    assert_non_null(memory);
    for (int x = 0; x < LANGUAGES; x++)
        assert_non_null(strstr(page_of(&told, x, memory), link));
    told.clock.state = CLOCK_ENDED;
    assert_null(strstr(page_of(&told, LANGUAGE_ENGLISH, memory), "https"));
    told.clock.state = CLOCK_OPEN;
    told.link[0] = '\0'; /* a server that tells none */
    assert_null(strstr(page_of(&told, LANGUAGE_ENGLISH, memory), "Browsers"));
    free(memory);
}

int main(void)
{
    assert_true(width_prepare());
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_says_how_it_stands),
        cmocka_unit_test(names_cannot_break_the_page),
        cmocka_unit_test(everything_fits_80_columns),
        cmocka_unit_test(json_stays_json),
        cmocka_unit_test(a_page_names_the_link_while_people_may_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
