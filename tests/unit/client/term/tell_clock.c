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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pause_is_told_with_its_reason),
        cmocka_unit_test(a_reason_cannot_forge_a_line),
        cmocka_unit_test(time_stands_while_paused),
        cmocka_unit_test(a_closing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
