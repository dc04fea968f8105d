/* One person's walk through the debrief: what comes when, what is asked, and what scrolls away. */
#include "client/term/walk.h"

#include "client/term/command.h"
#include "client/term/debrief.h"
#include "tests/unit/client/term/fake_player.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { TURNS = 5 };

struct walked {
    uv_loop_t loop;
    struct player *player;
    struct recorded *recorded;
    struct model model;
    struct game game;
    char *said; /* by the last line */
};

static void ignore(void *user, struct player *player, const struct player_news *news)
{
    (void)user;
    (void)player;
    (void)news;
}

/* A world of Aldan, Borea (the person's) and Corvo (greedy) has ended. */
static int set_up(void **state)
{
    struct walked *walked = calloc(1, sizeof *walked);
    const struct player_options options = {.code = "K7QX2M"};
    struct scenario scenario;
    struct cause cause;
    assert_non_null(walked);
    *state = walked;
    fake_scenario(&scenario, TURNS);
    walked->recorded = recorded_play(&scenario, (struct recording){.seed = 9});
    fake_settings = (struct fake_settings){.turns = TURNS, .record = walked->recorded->text};
    assert_int_equal(uv_loop_init(&walked->loop), 0);
    assert_int_equal(player_create(&walked->loop, &options, ignore, NULL, &walked->player, &cause),
                     STATUS_OK);
    struct model *model = &walked->model;
    model->has_briefing = model->has_situation = model->has_ended = true;
    model->briefing.scenario = scenario;
    model->briefing.seat = 1;
    view_of(log_end(&walked->recorded->log), 1, &model->situation.view);
    model->ended = (struct wire_ended){.turns = TURNS, .end = END_TIME, .result_count = 3};
    for (int j = 0; j < 3; j++) {
        strcpy(model->ended.results[j].name, scenario.actors[j].name);
        model->ended.results[j].motive = (uint32_t)scenario.actors[j].motive;
    }
    game_init(&walked->game, languages[LANGUAGE_ENGLISH], 79);
    walked->game.model = model;
    walked->game.player = walked->player;
    walked->game.walk.by_hand = true;
    return 0;
}

static int take_down(void **state)
{
    struct walked *walked = *state;
    game_free(&walked->game);
    player_stop(walked->player);
    (void)uv_run(&walked->loop, UV_RUN_DEFAULT);
    player_destroy(walked->player);
    assert_int_equal(uv_loop_close(&walked->loop), 0);
    free(walked->recorded);
    free(walked->said);
    free(walked);
    return 0;
}

static const char *take_page(struct walked *walked)
{
    struct buffer *bytes = &walked->game.page.bytes;
    size_t size = buffer_length(bytes);
    free(walked->said);
    walked->said = calloc(1, size + 1);
    assert_non_null(walked->said);
    if (size)
        memcpy(walked->said, buffer_bytes(bytes), size);
    buffer_consume(bytes, size);
    return walked->said;
}

static const char *type(struct walked *walked, const char *line)
{
    (void)command_line(&walked->game, slice_of(line));
    return take_page(walked);
}

static void expect(const char *text, const char *words)
{
    if (!strstr(text, words))
        fail_msg("\"%s\" is not in:\n%s", words, text);
}

static void refuse(const char *text, const char *words)
{
    if (strstr(text, words))
        fail_msg("\"%s\" is in:\n%s", words, text);
}

static void expect_motives_hidden(const char *text)
{
    refuse(text, "security seeker");
    refuse(text, ": greedy.");
    refuse(text, "wanted only");
}

static void the_walk_keeps_its_order(void **state)
{
    static const char *const first[] = {"D0 - ", "D1 - ", "D2 - "}, *const later[] = {"D4 - ", "D5 - ",
                                                                                      "D6 - ", "D7 - ",
                                                                                      "D8 - "};
    struct walked *walked = *state;
    walk_begin(&walked->game);
    expect(take_page(walked), "Enter: D0 Feelings.");
    for (int card = 0; card < 3; card++) {
        const char *said = type(walked, "");
        expect(said, first[card]);
        expect_motives_hidden(said);
    }
    const char *said = type(walked, "  ");
    expect(said, "D3 - ");
    expect(said, "Aldan: security seeker.");
    expect(said, "Enter: the next state.");
    refuse(said, "Borea: ");
    refuse(said, "QUESTION");
    said = type(walked, "next");
    expect(said, "Borea: security seeker.");
    refuse(said, "D3 - ");
    refuse(said, "Corvo: greedy.");
    said = type(walked, "");
    expect(said, "Corvo: greedy.");
    expect(said, "QUESTION: Who is surprised?");
    refuse(said, "Now the motives are open");
    said = type(walked, "");
    expect(said, "Now the motives are open:\nAldan: security seeker");
    expect(said, "Enter: D4 Side by side.");
    for (int card = 0; card < 5; card++)
        expect(type(walked, ""), later[card]);
    expect(type(walked, ""), "That was the last card.");
}

static void the_reveal_can_be_told_again(void **state)
{
    struct walked *walked = *state;
    expect(type(walked, "card d3"), "Aldan: security seeker.");
    expect(type(walked, "back"), "D2 - ");
    expect(type(walked, ""), "Aldan: security seeker.");
    expect(type(walked, ""), "Borea: security seeker.");
    expect(type(walked, "card 3"), "Aldan: security seeker.");
    (void)type(walked, "");
    (void)type(walked, "");
    expect(type(walked, ""), "Now the motives are open:");
    (void)type(walked, "card D3");
    (void)type(walked, "");
    expect(type(walked, ""), "Enter: D4 Side by side.");
    refuse(type(walked, ""), "Now the motives are open:");
}

static void whoever_skips_the_reveal_is_told_at_once(void **state)
{
    struct walked *walked = *state;
    expect(type(walked, "card D5"), "Enter: how it came out");
    expect(type(walked, ""), "Now the motives are open:");
    expect(type(walked, ""), "D6 - ");
    expect(type(walked, "back"), "D5 - ");
    (void)type(walked, "card D0");
    expect(type(walked, "back"), "D0 - ");
}

static void the_own_page_leaves_the_place(void **state)
{
    struct walked *walked = *state;
    walked->game.mirror.sees_me[1][2] = 900;
    (void)type(walked, "");
    const char *said = type(walked, "mine");
    expect(said, "Borea - for your eyes alone");
    expect(said, "- Corvo: you thought that it took you for greedy with 90\u00a0%");
    expect(said, "Enter: D1 What happened.");
    expect(type(walked, ""), "D1 - ");
}

static int lines_of(const char *text)
{
    int lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

/* Page by page through all there is: the pieces together are the whole, and each fits the terminal. */
static void nothing_scrolls_away_unread(void **state)
{
    static const char more[] = "-- more: Enter, q to stop --\n";
    struct walked *walked = *state;
    struct debrief *debrief = debrief_of(&walked->game);
    assert_non_null(debrief);
    char *whole = strdup(debrief_all_text(debrief, &walked->game, 79)),
         *pieces = calloc(1, strlen(whole) + 1);
    int pages = 0;
    assert_true(whole && pieces);
    walked->game.page.height = 24;
    const char *said = type(walked, "all");
    for (const char *asks; (asks = strstr(said, more)); said = type(walked, "")) {
        assert_string_equal(asks, more); /* the last line */
        assert_true(lines_of(said) < 24);
        strncat(pieces, said, (size_t)(asks - said));
        pages++;
    }
    const char *end = strstr(said, "Now the motives are open");
    assert_non_null(end);
    strncat(pieces, said, (size_t)(end - said));
    assert_true(pages > 10);
    assert_string_equal(pieces, whole);
    free(pieces);
    free(whole);
}

static void a_text_can_be_left(void **state)
{
    struct walked *walked = *state;
    walked->game.page.height = 12;
    expect(type(walked, "card D1"), "-- more");
    const char *said = type(walked, "q");
    expect(said, "Enter: D2 What you thought.");
    refuse(said, "-- more");
    assert_int_equal(walked->game.wish, WISH_NONE);
    expect(type(walked, "card D1"), "-- more");
    expect(type(walked, "cards"), "D8 Theory sheet (tells motives)");
    expect(type(walked, ""), "D2 - ");
    expect(type(walked, "all"), "-- more");
    refuse(type(walked, "q"), "Now the motives are open");
    (void)type(walked, "q");
    assert_int_equal(walked->game.wish, WISH_QUIT_NOW);
}

static void a_script_is_asked_nothing(void **state)
{
    struct walked *walked = *state;
    walked->game.walk.by_hand = false;
    walked->game.walk.results_told = true;
    walked->game.page.height = 24;
    walk_begin(&walked->game);
    expect(take_page(walked), "All that was hidden may be seen now");
    const char *said = type(walked, "card D3");
    expect(said, "Corvo: greedy.");
    expect(said, "QUESTION");
    refuse(said, "Enter");
    said = type(walked, "all");
    for (int card = 0; card < debrief_card_count(); card++) {
        char title[16] = {'D', (char)('0' + card), ' ', '-', ' '};
        expect(said, title);
    }
    expect(said, "for your eyes alone");
    refuse(said, "Enter");
    refuse(said, "Now the motives are open");
    expect(type(walked, "card D0"), "D0 - ");
    expect(type(walked, ""), "D1 - ");
}

static void everything_can_be_asked_for_beforehand(void **state)
{
    struct walked *walked = *state;
    walked->game.page.height = 24;
    walk_tell_all(&walked->game);
    const char *said = take_page(walked);
    expect(said, "D8 - ");
    expect(said, "for your eyes alone");
    expect(said, "Now the motives are open");
    refuse(said, "-- more");
}

static void what_is_mistyped_is_answered(void **state)
{
    struct walked *walked = *state;
    expect(type(walked, "card D9"), "Type it like this: card CARD");
    expect(type(walked, "card"), "Type it like this: card CARD");
    expect(type(walked, "card d33333333"), "Type it like this: card CARD");
    expect(type(walked, "card"), "Type it like this: card CARD");
    walked->game.page.language = languages[LANGUAGE_SPANISH];
    expect(type(walked, "tarjeta 0"), "D0 - Sentimientos");
    expect(type(walked, "siguiente"), "D1 - ");
    expect(type(walked, "propia"), "Borea - solo para sus ojos");
}

static void there_is_none_before_the_end(void **state)
{
    static const char *const words[] = {"next", "back", "card D1", "cards", "mine", "all"};
    struct walked *walked = *state;
    walked->model.has_ended = false;
    for (size_t x = 0; x < sizeof words / sizeof words[0]; x++)
        expect(type(walked, words[x]), "The debrief opens when the world has ended");
    expect(type(walked, ""), "NOT SAVED."); /* Enter means what it always did */
    walked->model.has_ended = true;
    walked->model.ended.turns = 0;
    expect(type(walked, "next"), "No turn was over when the world ended");
    expect(type(walked, ""), "No turn was over when the world ended");
    walked->model.ended.turns = TURNS;
    fake_settings.record = "nonsense\n";
    expect(type(walked, "next"), "The debrief cannot be made from the record: ");
    walk_tell_all(&walked->game);
    expect(take_page(walked), "The debrief cannot be made");
}

/* ---- the card that all look at */

enum { ITEMS = 30 };

/* D1 of so many items, D3 of two parts. */
static void open_in_step(struct walked *walked, char cards[4096])
{
    struct text text = text_over(cards, 4096);
    text_put(&text, "{\"states\":[{},{}],\"cards\":[{\"name\":\"D1\",\"title\":\"What happened\","
                    "\"question\":\"Where?\",\"parts\":[[");
    for (int x = 0; x < ITEMS; x++) {
        text_put(&text, x ? "," : "");
        text_put(&text, "{\"kind\":\"item\",\"text\":\"item ");
        text_put_int(&text, x);
        text_put(&text, ".\"}");
    }
    text_put(&text, "]]},{\"name\":\"D3\",\"title\":\"The reveal\",\"question\":\"Who?\",\"parts\":[[");
    for (int x = 0; x < ITEMS; x++)
        text_put(&text,
                 x ? ",{\"kind\":\"item\",\"text\":\"first\"}" : "{\"kind\":\"text\",\"text\":\"one\"}");
    text_put(&text, "],[{\"kind\":\"text\",\"text\":\"second\"}]]}]}");
    assert_false(text.cut);
    fake_settings.cards = cards;
    fake_settings.keeps_record = true;
    walked->model.ended.withheld = walked->model.has_step = true;
    walked->game.page.height = 12;
}

static const char *step(struct walked *walked, int card, uint32_t part)
{
    walked->model.step = (struct wire_debrief_step){.card = card, .part = part, .world = -1};
    walk_step(&walked->game);
    return take_page(walked);
}

static int count_of(const char *text, const char *words)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, words)); at++)
        count++;
    return count;
}

/* Enter until nothing is left; all that was said. */
static void read_on(struct walked *walked, const char *said, char *all, size_t size)
{
    struct text text = text_over(all, size);
    text_put(&text, said);
    while (strstr(said, "-- more: ")) {
        assert_true(lines_of(said) < 12);
        said = type(walked, "");
        text_put(&text, said);
    }
    assert_false(text.cut);
}

static void a_card_that_all_look_at_is_told_page_by_page(void **state)
{
    static char cards[4096], all[8192];
    struct walked *walked = *state;
    open_in_step(walked, cards);
    const char *said = step(walked, 1, 0);
    expect(said, "All look at card D1 now.\n");
    expect(said, "-- more: Enter, q to stop --\n");
    refuse(said, "item 9.");
    read_on(walked, said, all, sizeof all);
    expect(all, "item 0.");
    assert_int_equal(count_of(all, "- item "), ITEMS);
    expect(all, "QUESTION: Where?");
    refuse(all, "Enter: D"); /* somebody else turns the cards */
    (void)type(walked, "card D1");
    expect(type(walked, "q"), "To see it again: card D1.");
    assert_int_equal(walked->game.wish, WISH_NONE);
    expect(type(walked, "card 1"), "item 0.");
    refuse(type(walked, "card D4"), "D4 - "); /* not opened */
    expect(type(walked, "next"), "Your facilitator opens the debrief.");
}

static void what_is_uncovered_waits_behind_what_is_unread(void **state)
{
    static char cards[4096], all[8192];
    struct walked *walked = *state;
    open_in_step(walked, cards);
    expect(step(walked, 3, 0), "-- more");
    const char *said = step(walked, 3, 1);
    assert_string_equal(said, "-- more: Enter, q to stop --\n");
    read_on(walked, said, all, sizeof all);
    assert_int_equal(count_of(all, "second\n"), 1);
    expect(strstr(all, "second\n"), "QUESTION: Who?\n");
    assert_true(count_of(all, "- first") < ITEMS - 1); /* some were told before */
    assert_int_equal(count_of(all, "D3 - "), 0);
    expect(step(walked, 1, 0), "-- more");
    said = step(walked, 3, 0); /* another card does not wait */
    expect(said, "All look at card D3 now.");
    walked->game.walk.by_hand = false;
    said = step(walked, 1, 0);
    expect(said, "QUESTION: Where?");
    refuse(said, "-- more");
}

int main(void)
{
#define WALK_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, take_down)
    const struct CMUnitTest tests[] = {
        WALK_TEST(the_walk_keeps_its_order),
        WALK_TEST(the_reveal_can_be_told_again),
        WALK_TEST(whoever_skips_the_reveal_is_told_at_once),
        WALK_TEST(the_own_page_leaves_the_place),
        WALK_TEST(nothing_scrolls_away_unread),
        WALK_TEST(a_text_can_be_left),
        WALK_TEST(a_script_is_asked_nothing),
        WALK_TEST(everything_can_be_asked_for_beforehand),
        WALK_TEST(what_is_mistyped_is_answered),
        WALK_TEST(there_is_none_before_the_end),
        WALK_TEST(a_card_that_all_look_at_is_told_page_by_page),
        WALK_TEST(what_is_uncovered_waits_behind_what_is_unread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
