/* What a person reads when whoever runs the exercise stops the clock, moves it or closes the world. */
#include "tests/unit/client/term/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/tell.h"
#include "common/record/record.h"

#include <stdlib.h>
#include <string.h>

struct scene {
    struct model model;
    struct game game;
    struct wire_clock before;
};

static void begin(struct scene *scene, int language)
{
    sample_make(&scene->model, &scene->game);
    scene->game.page.language = languages[language];
    scene->before = scene->model.clock;
    assert_int_equal(scene->before.state, CLOCK_OPEN);
}

static void expect(struct scene *scene, const char *words)
{
    char *page = sample_take_page(&scene->game);
    if (!strstr(page, words))
        fail_msg("\"%s\" is not in: %s", words, page);
    for (const char *c = page; *c; c++)
        assert_true(*c == '\n' || (unsigned char)*c >= ' ');
    free(page);
}

static void pause_for(struct scene *scene, const char *reason)
{
    scene->before = scene->model.clock;
    scene->model.clock.state = CLOCK_PAUSED;
    assert_true(slice_copy(slice_of(reason), scene->model.clock.reason, sizeof scene->model.clock.reason));
    tell_clock(&scene->game, &scene->before);
}

static void go_on(struct scene *scene, int64_t remaining_ms)
{
    scene->before = scene->model.clock;
    scene->model.clock.state = CLOCK_OPEN;
    scene->model.clock.remaining_ms = remaining_ms;
    scene->model.clock_read_ms = scene->game.now_ms;
    tell_clock(&scene->game, &scene->before);
}

static void a_pause_is_told_with_its_reason(void **state)
{
    (void)state;
    static struct scene scene;
    begin(&scene, LANGUAGE_ENGLISH);
    pause_for(&scene, "fire drill");
    expect(&scene, "Paused by the facilitator: fire drill. The clock is stopped;");
    tell_status(&scene.game);
    expect(&scene,
           "Paused by the facilitator: fire drill. The turn does not close before the clock runs again.");
    go_on(&scene, 161000);
    expect(&scene, "The clock runs again: 2 minutes 41 seconds left.");
    pause_for(&scene, "");
    expect(&scene, "Pause: the clock is stopped.");
    go_on(&scene, -1);
    expect(&scene, "The clock runs again.\n");
    game_free(&scene.game);
    begin(&scene, LANGUAGE_SPANISH);
    pause_for(&scene, "simulacro de incendio");
    expect(&scene, "Pausa de quien dirige el ejercicio: simulacro de incendio. El reloj está parado;");
    go_on(&scene, 60000);
    expect(&scene, "El reloj vuelve a andar; tiempo restante: 1 minuto.");
    game_free(&scene.game);
}

static void a_reason_cannot_forge_a_line(void **state)
{
    (void)state;
    static struct scene scene;
    begin(&scene, LANGUAGE_ENGLISH);
    pause_for(&scene, "x\nSAVED \033[2J {turn}");
    expect(&scene, "facilitator: x / SAVED ?[2J {turn}.");
    tell_status(&scene.game);
    expect(&scene, "facilitator: x / SAVED ?[2J {turn}.");
    game_free(&scene.game);
}

/* Frozen while paused, whatever time passes; no warning comes. */
static void time_stands_while_paused(void **state)
{
    (void)state;
    static struct scene scene;
    begin(&scene, LANGUAGE_ENGLISH);
    scene.model.clock.remaining_ms = 30000;
    scene.model.clock_read_ms = scene.game.now_ms;
    pause_for(&scene, "");
    assert_int_equal(model_seconds_left(&scene.model, scene.game.now_ms + 600000), 30);
    game_free(&scene.game);
}

static void a_closing_is_told(void **state)
{
    (void)state;
    static const struct {
        int language;
        uint32_t turns;
        const char *reason, *words;
    } cases[] = {
        {LANGUAGE_ENGLISH, 5, "the bell",
         "The world has ended after turn 5.\nThe facilitator closed it here: the bell.\n"},
        {LANGUAGE_ENGLISH, 0, "",
         "The world has ended before its first turn was over.\nThe facilitator closed it here.\n"},
        {LANGUAGE_SPANISH, 5, "\033c", "Quien dirige el ejercicio lo cerró aquí: ?c.\n"},
    };
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        static struct scene scene;
        begin(&scene, cases[x].language);
        scene.model.clock.state = CLOCK_ENDED;
        assert_true(
            slice_copy(slice_of(cases[x].reason), scene.model.clock.reason, sizeof scene.model.clock.reason));
        scene.model.has_ended = true;
        scene.model.ended = (struct wire_ended){.end = RECORD_CLOSED, .turns = cases[x].turns};
        tell_end(&scene.game);
        expect(&scene, cases[x].words);
        game_free(&scene.game);
    }
}

static void refuse(struct scene *scene, const char *words)
{
    char *page = sample_take_page(&scene->game);
    if (strstr(page, words))
        fail_msg("\"%s\" is in: %s", words, page);
    free(page);
}

/* In words, where a list of the others is read; and not where it is not told. */
static void bots_are_marked(void **state)
{
    static const char *const words[LANGUAGES] = {", played by a bot: ", ", jugado por un bot: "};
    (void)state;
    for (int language = 0; language < LANGUAGES; language++) {
        struct scene scene;
        begin(&scene, language);
        tell_rivals(&scene.game);
        refuse(&scene, words[language]);
        scene.model.clock.bots = 1u << 1;
        tell_rival_line(&scene.game, 0);
        refuse(&scene, words[language]);
        tell_rival(&scene.game, 1);
        expect(&scene, words[language]);
        game_free(&scene.game);
    }
}

/* Each reason in a sentence of its own, with what to do; and as short as the screen has room for. */
static void it_is_told_why_a_bot_plays_the_seat(void **state)
{
    static const struct {
        enum bot_reason why;
        const char *words[LANGUAGES];
    } reasons[] = {
        {BOT_REASON_NONE, {"To have it back from the next turn, type ready.", "escriba listo."}},
        {BOT_REASON_MISSED,
         {"Are you still there? A bot plays your seat after 2 turns in a row without saved orders or ready. "
          "To",
          "¿Sigue ahí? Tras 2 turnos seguidos sin órdenes guardadas ni «listo»"}},
        {BOT_REASON_LEFT,
         {"because the seat had been left. It is yours again", "porque alguien había dejado el asiento."}},
        {BOT_REASON_CONTROL,
         {"gives you the seat back. It is yours from", "le devuelve el asiento. Será suyo"}},
        {BOT_REASON_VACANT,
         {"nobody held it before you. It is yours from", "nadie ocupaba antes este asiento."}},
    };
    (void)state;
    for (int language = 0; language < LANGUAGES; language++)
        for (size_t x = 0; x < sizeof reasons / sizeof reasons[0]; x++) {
            struct scene scene;
            begin(&scene, language);
            scene.model.briefing.misses_allowed = 2;
            scene.model.situation.bot_holds_seat = true;
            scene.model.situation.bot_reason = reasons[x].why;
            tell_bot_seat(&scene.game);
            char *page = sample_take_page(&scene.game);
            if (!strstr(page, reasons[x].words[language]))
                fail_msg("\"%s\" is not in: %s", reasons[x].words[language], page);
            assert_in_range(strlen(page), 20, 2 * 90);
            free(page);
            game_free(&scene.game);
        }
}

/* Asked for already, by this person or another one of the team. */
static void a_seat_that_comes_back_is_not_asked_for(void **state)
{
    static const char *const words[LANGUAGES] = {"there is nothing more to type.",
                                                 "no hace falta escribir nada más."};
    (void)state;
    for (int language = 0; language < LANGUAGES; language++) {
        struct scene scene;
        begin(&scene, language);
        scene.model.briefing.misses_allowed = 2;
        scene.model.situation.bot_holds_seat = scene.model.situation.returning = true;
        scene.model.situation.bot_reason = BOT_REASON_MISSED;
        assert_false(game_may_take_back(&scene.game));
        tell_bot_seat(&scene.game);
        expect(&scene, words[language]);
        game_free(&scene.game);
    }
}

/* Until whoever runs the exercise gives the seat back, nothing that is typed does. */
static void a_seat_that_is_held_is_not_offered_back(void **state)
{
    struct scene scene;
    (void)state;
    begin(&scene, LANGUAGE_ENGLISH);
    scene.model.situation.bot_holds_seat = true;
    tell_status(&scene.game);
    expect(&scene, "To have it back from the next turn, type ready.");
    scene.model.situation.held = true;
    scene.model.situation.bot_reason = BOT_REASON_CONTROL;
    assert_false(game_may_take_back(&scene.game));
    tell_status(&scene.game);
    expect(&scene, "whoever runs the exercise has put it there.");
    tell_status(&scene.game);
    refuse(&scene, "type ready");
    game_free(&scene.game);
}

/* What came before the first turn that this program sees is told with it, and once. */
static void news_from_before_come_with_the_turn(void **state)
{
    struct scene scene;
    (void)state;
    begin(&scene, LANGUAGE_ENGLISH);
    scene.model.bulletin_count = 2;
    scene.model.bulletins[0] = (struct wire_bulletin){.turn = 1, .number = 1, .text = {"Long ago"}};
    scene.model.bulletins[1] = (struct wire_bulletin){.turn = 5, .number = 2, .text = {"The dam broke"}};
    scene.game.news_unspoken = true;
    tell_changes(&scene.game);
    char *page = sample_take_page(&scene.game);
    assert_non_null(strstr(page, "News from outside: The dam broke"));
    assert_null(strstr(page, "Long ago"));
    free(page);
    tell_changes(&scene.game);
    refuse(&scene, "The dam broke");
    game_free(&scene.game);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pause_is_told_with_its_reason),
        cmocka_unit_test(a_reason_cannot_forge_a_line),
        cmocka_unit_test(time_stands_while_paused),
        cmocka_unit_test(a_closing_is_told),
        cmocka_unit_test(bots_are_marked),
        cmocka_unit_test(it_is_told_why_a_bot_plays_the_seat),
        cmocka_unit_test(a_seat_that_comes_back_is_not_asked_for),
        cmocka_unit_test(a_seat_that_is_held_is_not_offered_back),
        cmocka_unit_test(news_from_before_come_with_the_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
