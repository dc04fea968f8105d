/* Debriefs that are made apart and kept: how many at a time, for how long, and what becomes of those that
 * cannot be made. */
#include "server/session/debriefs.h"

#include "common/base/log.h"
#include "tests/unit/common/worlds/recorded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A host that does its work when it is told to. Every world has the same record. */
static struct scene {
    struct recorded *recorded;
    struct debriefs *debriefs;
    bool gone;    /* the records are not there any more */
    bool garbled; /* they cannot be read */
    int asked;    /* times that a record was asked for */
    bool others_play;
    bool scored; /* beliefs */
    int count;
    struct {
        void (*run)(void *job), (*done)(void *job);
        void *job;
    } works[DEBRIEFS_RUNNING_MAX];
} scene;

static void work(void *user, void (*run)(void *job), void (*done)(void *job), void *job)
{
    assert_ptr_equal(user, &scene);
    assert_true(scene.count < DEBRIEFS_RUNNING_MAX);
    scene.works[scene.count].run = run;
    scene.works[scene.count].done = done;
    scene.works[scene.count++].job = job;
}

/* The job that was given first is done. */
static void finish_one(void)
{
    assert_true(scene.count > 0);
    void (*done)(void *job) = scene.works[0].done;
    void *job = scene.works[0].job;
    scene.works[0].run(job);
    scene.count--;
    memmove(&scene.works[0], &scene.works[1], (size_t)scene.count * sizeof scene.works[0]);
    done(job); /* which may give another */
}

static void finish_all(void)
{
    while (scene.count)
        finish_one();
}

static const char *record(void *user, const struct id *world, size_t *size)
{
    (void)user;
    (void)world;
    scene.asked++;
    *size = scene.recorded->size - (scene.garbled ? 40 : 0);
    return scene.gone ? NULL : scene.recorded->text;
}

static const char *no_name(void *user, const struct id *world)
{
    (void)user, (void)world;
    return "";
}

static bool scored(void *user, const struct id *world)
{
    (void)user, (void)world;
    return scene.scored;
}

static void no_others(void *user, const struct id *world,
                      void (*each)(void *job, struct slice record, const char *name), void *job)
{
    (void)user, (void)world, (void)each, (void)job;
}

/* News that were untrue on purpose. */
static bool tell_steering(void *user, const struct id *world, struct told_steering *told)
{
    struct card_told news = {.turn = 1, .seats = 1, .misleading = true, .text = {"Troops are seen.", ""}};
    (void)user, (void)world;
    return told_steering_add(told, &news);
}

static bool withholds(void *user, const struct id *world)
{
    (void)user, (void)world;
    return scene.others_play;
}

static void open_with(bool apart, size_t bytes_max)
{
    struct debriefs_host host = {.user = &scene,
                                 .work = apart ? work : NULL,
                                 .record = record,
                                 .others = no_others,
                                 .name = no_name,
                                 .code = no_name,
                                 .scored = scored,
                                 .steering = tell_steering,
                                 .withholds = withholds,
                                 .bytes_max = bytes_max};
    scene.debriefs = debriefs_create(&host);
}

static int begin(void **state)
{
    struct scenario scenario;
    (void)state;
    log_set_level(LOG_ERROR);
    scenario_init(&scenario, "duel", 2);
    scenario.parameters.max_turns = 2;
    scene = (struct scene){0};
    scene.recorded = recorded_play(&scenario, (struct recording){.seed = 1});
    return 0;
}

static int end(void **state)
{
    (void)state;
    debriefs_stop(scene.debriefs);
    finish_all();
    debriefs_destroy(scene.debriefs);
    free(scene.recorded);
    return 0;
}

static enum debrief_answer ask_in(int world, int language, int seat, struct slice *text)
{
    struct id id = {{(uint8_t)(world >> 8), (uint8_t)world}};
    const struct card_cuts *cuts;
    return debriefs_ask(scene.debriefs, &id, languages[language], seat, text, &cuts);
}

static enum debrief_answer ask(int world)
{
    struct slice text;
    return ask_in(world, LANGUAGE_ENGLISH, DEBRIEF_CARDS, &text);
}

static void expect_counts(int kept, int running, int waiting)
{
    struct debriefs_counts counts = debriefs_counts(scene.debriefs);
    assert_int_equal(counts.kept, kept);
    assert_int_equal(counts.running, running);
    assert_int_equal(counts.waiting, waiting);
}

static void one_making_gives_all_of_a_language(void **state)
{
    struct slice shared, again, own[2], spanish;
    (void)state;
    open_with(true, DEBRIEFS_BYTES_MAX);
    assert_int_equal(ask(1), DEBRIEF_MAKING);
    assert_int_equal(ask(1), DEBRIEF_MAKING); /* no second job */
    expect_counts(0, 1, 0);
    finish_one();
    expect_counts(1, 0, 0);
    assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, DEBRIEF_CARDS, &shared), DEBRIEF_READY);
    for (int seat = 0; seat < 2; seat++)
        assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, seat, &own[seat]), DEBRIEF_READY);
    assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, DEBRIEF_CARDS, &again), DEBRIEF_READY);
    assert_ptr_equal(shared.at, again.at);
    assert_int_equal(debriefs_counts(scene.debriefs).bytes, shared.length + own[0].length + own[1].length);
    assert_memory_equal(shared.at, "{\n\"headline\":", 13);
    assert_memory_equal(own[0].at, "{\n\"headline\":", 13);
    assert_memory_equal(own[0].at + own[0].length - 2, "}\n", 2);
    assert_int_not_equal(memcmp(own[0].at, own[1].at, own[0].length), 0);
    assert_int_equal(scene.asked, 1);
    assert_int_equal(ask_in(1, LANGUAGE_SPANISH, DEBRIEF_CARDS, &spanish), DEBRIEF_MAKING);
    finish_one();
    assert_int_equal(ask_in(1, LANGUAGE_SPANISH, DEBRIEF_CARDS, &spanish), DEBRIEF_READY);
    assert_int_not_equal(memcmp(shared.at, spanish.at, 200), 0);
}

static void a_host_that_does_nothing_apart(void **state)
{
    struct slice text;
    (void)state;
    open_with(false, DEBRIEFS_BYTES_MAX);
    assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, 1, &text), DEBRIEF_READY);
    assert_true(text.length > 500);
    expect_counts(1, 0, 0);
}

static void so_many_run_and_so_many_wait(void **state)
{
    (void)state;
    open_with(true, DEBRIEFS_BYTES_MAX);
    int all = DEBRIEFS_RUNNING_MAX + DEBRIEFS_WAITING_MAX;
    for (int world = 0; world < all; world++)
        assert_int_equal(ask(world), DEBRIEF_MAKING);
    expect_counts(0, DEBRIEFS_RUNNING_MAX, DEBRIEFS_WAITING_MAX);
    assert_int_equal(ask(all), DEBRIEF_CROWDED);
    finish_one();
    assert_int_equal(ask(0), DEBRIEF_READY);
    assert_int_equal(ask(all), DEBRIEF_MAKING); /* there is room for one more */
    assert_int_equal(ask(all + 1), DEBRIEF_CROWDED);
    finish_all();
    expect_counts(all + 1, 0, 0);
    assert_int_equal(ask(all), DEBRIEF_READY);
}

static void whoever_was_not_asked_for_longest_is_forgotten(void **state)
{
    (void)state;
    open_with(false, DEBRIEFS_BYTES_MAX);
    for (int world = 0; world < DEBRIEFS_MAX; world++)
        assert_int_equal(ask(world), DEBRIEF_READY);
    expect_counts(DEBRIEFS_MAX, 0, 0);
    assert_int_equal(ask(0), DEBRIEF_READY); /* so world 1 is the one */
    assert_int_equal(scene.asked, DEBRIEFS_MAX);
    assert_int_equal(ask(1000), DEBRIEF_READY);
    expect_counts(DEBRIEFS_MAX, 0, 0);
    assert_int_equal(ask(0), DEBRIEF_READY);
    assert_int_equal(scene.asked, DEBRIEFS_MAX + 1);
    assert_int_equal(ask(1), DEBRIEF_READY); /* made again */
    assert_int_equal(scene.asked, DEBRIEFS_MAX + 2);
}

static void the_bytes_are_bounded(void **state)
{
    struct slice text;
    (void)state;
    open_with(false, 0);
    assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, DEBRIEF_CARDS, &text), DEBRIEF_READY); /* one always is */
    size_t one = debriefs_counts(scene.debriefs).bytes;
    debriefs_destroy(scene.debriefs);
    open_with(false, 3 * one);
    for (int world = 1; world <= 5; world++)
        assert_int_equal(ask(world), DEBRIEF_READY);
    expect_counts(3, 0, 0);
    assert_int_equal(debriefs_counts(scene.debriefs).bytes, 3 * one);
    scene.asked = 0;
    for (int world = 5; world >= 3; world--)
        assert_int_equal(ask(world), DEBRIEF_READY);
    assert_int_equal(scene.asked, 0);
}

static void made_again_it_is_the_same_to_the_letter(void **state)
{
    struct slice text;
    (void)state;
    open_with(false, 0);
    assert_int_equal(ask_in(1, LANGUAGE_SPANISH, DEBRIEF_CARDS, &text), DEBRIEF_READY);
    char *first = malloc(text.length);
    size_t length = text.length;
    assert_non_null(first);
    memcpy(first, text.at, length);
    assert_int_equal(ask(2), DEBRIEF_READY);
    assert_int_equal(ask_in(1, LANGUAGE_SPANISH, DEBRIEF_CARDS, &text), DEBRIEF_READY);
    assert_int_equal(scene.asked, 3);
    assert_int_equal(text.length, length);
    assert_memory_equal(text.at, first, length);
    free(first);
}

static bool holds(struct slice text, const char *what)
{
    size_t length = strlen(what);
    for (size_t at = 0; at + length <= text.length; at++)
        if (memcmp(text.at + at, what, length) == 0)
            return true;
    return false;
}

/* Points of beliefs stand on own pages, where people knew that there would be any. */
static void own_pages_have_the_points_that_were_promised(void **state)
{
    struct slice text, without;
    (void)state;
    open_with(false, DEBRIEFS_BYTES_MAX);
    assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, 0, &without), DEBRIEF_READY);
    assert_false(holds(without, "belief score"));
    scene.scored = true;
    assert_int_equal(ask_in(2, LANGUAGE_ENGLISH, 0, &text), DEBRIEF_READY);
    assert_true(holds(text, "belief score"));
    assert_int_equal(ask_in(2, LANGUAGE_ENGLISH, DEBRIEF_CARDS, &text), DEBRIEF_READY);
    assert_false(holds(text, "belief score"));
}

static bool says(const char *what)
{
    struct slice text;
    assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, DEBRIEF_CARDS, &text), DEBRIEF_READY);
    return holds(text, what);
}

/* A lie that another world may yet be told is not called one; and is, once that world has ended too. */
static void what_was_untrue_waits_for_the_other_worlds(void **state)
{
    struct id world = {{0, 1}};
    struct slice own;
    (void)state;
    open_with(false, DEBRIEFS_BYTES_MAX);
    scene.others_play = true;
    assert_true(says("Troops are seen."));
    assert_false(says("untrue, on purpose"));
    debriefs_renew(scene.debriefs, &world, languages[LANGUAGE_ENGLISH]);
    assert_false(says("untrue, on purpose"));
    assert_int_equal(scene.asked, 1);
    scene.others_play = false;
    assert_false(says("untrue, on purpose")); /* in the middle of a text it stays what it was */
    debriefs_renew(scene.debriefs, &world, languages[LANGUAGE_SPANISH]);
    debriefs_renew(scene.debriefs, &world, languages[LANGUAGE_ENGLISH]);
    assert_true(says("untrue, on purpose"));
    assert_int_equal(scene.asked, 2);
    debriefs_renew(scene.debriefs, &world, languages[LANGUAGE_ENGLISH]);
    assert_true(says("untrue, on purpose"));
    assert_int_equal(scene.asked, 2);
    assert_int_equal(ask_in(1, LANGUAGE_ENGLISH, 0, &own), DEBRIEF_READY);
    assert_false(holds(own, "Troops")); /* of the cards alone */
}

static void a_record_that_cannot_be_read_is_not_tried_again(void **state)
{
    (void)state;
    open_with(false, DEBRIEFS_BYTES_MAX);
    scene.garbled = true;
    assert_int_equal(ask(1), DEBRIEF_FAILED);
    assert_int_equal(ask(1), DEBRIEF_FAILED);
    assert_int_equal(scene.asked, 1);
    expect_counts(0, 0, 0);
}

/* The exercise was removed while its world waited, or while it was made. */
static void a_world_may_go_meanwhile(void **state)
{
    (void)state;
    open_with(true, DEBRIEFS_BYTES_MAX);
    for (int world = 0; world < DEBRIEFS_RUNNING_MAX + 3; world++)
        assert_int_equal(ask(world), DEBRIEF_MAKING);
    scene.gone = true;
    memset(scene.recorded->text, 0, scene.recorded->size); /* a job has a copy */
    finish_all();
    expect_counts(DEBRIEFS_RUNNING_MAX, 0, 0);
    assert_int_equal(ask(0), DEBRIEF_READY);
    assert_int_equal(ask(DEBRIEFS_RUNNING_MAX), DEBRIEF_CROWDED);
}

static void when_it_stops_nothing_more_begins(void **state)
{
    (void)state;
    open_with(true, DEBRIEFS_BYTES_MAX);
    for (int world = 0; world < DEBRIEFS_RUNNING_MAX + 3; world++)
        assert_int_equal(ask(world), DEBRIEF_MAKING);
    debriefs_stop(scene.debriefs);
    expect_counts(0, DEBRIEFS_RUNNING_MAX, 0);
    assert_int_equal(ask(100), DEBRIEF_CROWDED);
    finish_all();
    expect_counts(DEBRIEFS_RUNNING_MAX, 0, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_making_gives_all_of_a_language),
        TEST(a_host_that_does_nothing_apart),
        TEST(own_pages_have_the_points_that_were_promised),
        TEST(so_many_run_and_so_many_wait),
        TEST(whoever_was_not_asked_for_longest_is_forgotten),
        TEST(the_bytes_are_bounded),
        TEST(made_again_it_is_the_same_to_the_letter),
        TEST(what_was_untrue_waits_for_the_other_worlds),
        TEST(a_record_that_cannot_be_read_is_not_tried_again),
        TEST(a_world_may_go_meanwhile),
        TEST(when_it_stops_nothing_more_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
