/* A whole turn in sentences, against expected.txt. To see what changed, compare the file with what the
 * failing test prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/command.h"
#include "client/term/tell.h"
#include "common/base/file.h"
#include "tests/unit/client/term/sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXPECTED_MAX = 256 * 1024 };

/* What is typed, in order. */
static const char *const script[] = {
    "situation",
    "orders",
    "rivals D",
    "rivals A",
    "fortify 4",
    "budget 1 1 1",
    "budget 9 1 1 1",
    "strike 9",
    "attack dorne",
    "attack aldan",
    "attack corvo",
    "offer aldan defensive secret",
    "accept aldan",
    "offer D non",
    "cancel D",
    "cancel B",
    "cancel A",
    "answer B aside",
    "declare warn d",
    "open all",
    "scrap 9",
    "scrap 2",
    "mobilise yes",
    "project fortress",
    "focus A",
    "belief A 10 D 80",
    "belief keep",
    "expect D 60",
    "seesme all 30",
    "balance 120",
    "more",
    "beliefs",
    "diplomacy",
    "undo",
    "log 4",
    "log 3",
    "status",
    "help",
    "help attack",
    "frobnicate",
    "c",
    "rules",
    "role",
    "clear",
};

static void put(struct buffer *buffer, const char *text)
{
    assert_int_equal(buffer_write(buffer, text, strlen(text)), STATUS_OK);
}

static void take(struct game *game, struct buffer *buffer)
{
    char *page = sample_take_page(game);
    put(buffer, page);
    free(page);
}

static void tell_states_of_orders(struct game *game, struct model *model, struct buffer *buffer)
{
    draft_send(&game->draft);
    tell_status(game);
    draft_accept(&game->draft, &game->draft.sent.orders, 2);
    strcpy(game->saved_at, game->wall);
    tell_status(game);
    sample_type(game, "fortify +1");
    game->ready = true;
    tell_status(game);
    sample_type(game, "undo");
    model->clock.remaining_ms = -1;
    tell_status(game);
    model->clock.state = CLOCK_PAUSED;
    tell_status(game);
    game->ready = false;
    model->situation.bot_holds_seat = true;
    model->situation.bot_reason = BOT_REASON_MISSED;
    tell_status(game);
    sample_type(game, "attack D");
    model->situation.bot_holds_seat = false;
    model->situation.view.alive[2] = 0;
    tell_status(game);
    sample_type(game, "attack D");
    model->clock.state = CLOCK_OPEN;
    take(game, buffer);
}

static void tell_the_end(struct game *game, struct model *model, struct buffer *buffer)
{
    static const uint32_t motives[] = {MOTIVE_SECURITY_SEEKER, MOTIVE_SECURITY_SEEKER, MOTIVE_SECURITY_SEEKER,
                                       MOTIVE_LIMITED};
    struct wire_ended *ended = &model->ended;
    ended->end = END_TIME;
    ended->turns = 9;
    ended->result_count = 4;
    for (int j = 0; j < 4; j++) {
        strcpy(ended->results[j].name, model->briefing.scenario.actors[j].name);
        ended->results[j].motive = motives[j];
        ended->results[j].score = 446 - 200 * j;
        ended->results[j].goal_met = j != 1;
    }
    memset(ended->world.bytes, 0x0f, ID_SIZE);
    model->has_ended = true;
    tell_end(game);
    tell_results(game);
    tell_result_line(game);
    tell_status(game);
    take(game, buffer);
}

static void a_turn_reads_as_expected(void **state)
{
    static struct model model;
    static struct game game;
    struct buffer told = buffer_with_cap(EXPECTED_MAX);
    struct cause cause;
    char path[1024], *expected;
    size_t size;
    (void)state;
    sample_make(&model, &game);
    game.hints = true;
    for (size_t x = 0; x < sizeof script / sizeof script[0]; x++) {
        put(&told, "> ");
        put(&told, script[x]);
        put(&told, "\n");
        sample_type(&game, script[x]);
        take(&game, &told);
        put(&told, "\n");
    }
    sample_type(&game, "belief D 80 A 20 B 50");
    tell_states_of_orders(&game, &model, &told);
    tell_the_end(&game, &model, &told);
    put(&told, "");
    snprintf(path, sizeof path, "%s/tests/unit/client/term/expected.txt", getenv("SPIRAL_TREE"));
    assert_int_equal(file_read(path, EXPECTED_MAX, &expected, &size, &cause), STATUS_OK);
    if (size != buffer_length(&told) || memcmp(expected, buffer_bytes(&told), size) != 0) {
        (void)fwrite(buffer_bytes(&told), 1, buffer_length(&told), stdout);
        fail_msg("what is told differs from %s", path);
    }
    free(expected);
    buffer_free(&told);
    game_free(&game);
}

static void names_cannot_steer_the_terminal(void **state)
{
    static struct model model;
    static struct game game;
    (void)state;
    sample_make(&model, &game);
    strcpy(model.briefing.scenario.actors[3].name, "D\033[2J\nSAVED");
    strcpy(model.briefing.texts[0].title, "\033]0;x\a");
    tell_role(&game);
    tell_turn(&game);
    char *page = sample_take_page(&game);
    assert_non_null(strstr(page, "D?[2J / SAVED (D)"));
    for (const char *c = page; *c; c++)
        assert_true(*c == '\n' || (unsigned char)*c >= ' ');
    free(page);
    game_free(&game);
}

/* By the motive that the state has now. */
static void the_role_card_has_its_points(void **state)
{
    static struct model model;
    static struct game game;
    static const char *const expected[MOTIVE_COUNT] = {
        "- Each unit that you conquer: +10\n",
        "- Each unit that you conquer: +120\n",
        "- Each unit that you conquer: +60\n",
        "- Each unit that a partner loses: -50\n",
        "Welfare from conquered land counts nothing for you.",
    };
    (void)state;
    sample_make(&model, &game);
    for (int motive = 0; motive < MOTIVE_COUNT; motive++) {
        model.situation.view.own.motive = motive;
        tell_role(&game);
        char *page = sample_take_page(&game);
        const char *at = strstr(page, "What counts for you, in points:\n- Each budget point");
        assert_non_null(at);
        assert_non_null(strstr(at, expected[motive]));
        assert_non_null(strstr(at, "- Each unit that is taken from you: -100\n"));
        assert_int_equal(strstr(at, "that a partner loses") != NULL, motive == MOTIVE_PROTECTOR);
        assert_int_equal(strstr(at, "Welfare from conquered land") == NULL, motive_expands(motive));
        assert_non_null(strstr(page, "A conquered unit of territory is worth"));
        free(page);
    }
    game_free(&game);
}

static void lines_wrap_at_blanks(void **state)
{
    static struct game game;
    (void)state;
    game_init(&game, language_find("en"), 10);
    page_line(&game.page, "one two three four");
    page_line(&game.page, "1234567890123 x");
    page_line(&game.page, "\u00e1\u00e9\u00ed\u00f3\u00fa\u00e1\u00e9\u00ed\u00f3\u00fa b");
    page_line(&game.page, "ab cde 30\u00a0% x"); /* a blank that does not break */
    page_line(&game.page, "");
    char *page = sample_take_page(&game);
    assert_string_equal(page, "one two\nthree four\n1234567890\n123 x\n"
                              "\u00e1\u00e9\u00ed\u00f3\u00fa\u00e1\u00e9\u00ed\u00f3\u00fa\nb\n"
                              "ab cde\n30\u00a0% x\n\n");
    free(page);
    game_free(&game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_turn_reads_as_expected),
        cmocka_unit_test(names_cannot_steer_the_terminal),
        cmocka_unit_test(the_role_card_has_its_points),
        cmocka_unit_test(lines_wrap_at_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
