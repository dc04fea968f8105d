/* A server that dies at any moment of an exercise under the hands of facilitators: it comes back, whatever
 * was told stands, and nothing that people said or typed is in the log. */
#include "say.h"
#include "tape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/log.h"

struct scene {
    struct house *house;
    struct wire_exercise_created created;
    struct tape tape;
    struct peer *lead, *ann, *bob;
    /* after each act: so many changes were stored, and so many deeds told */
    int step_count;
    struct {
        int changes;
        uint32_t deed;
    } steps[64];
};

static void note(struct scene *scene, const struct wire_exercise_state *told)
{
    scene->steps[scene->step_count].changes = scene->tape.count;
    scene->steps[scene->step_count++].deed = told->deed_count ? told->deeds[0].number : 0;
}

static void act(struct scene *scene, const struct wire_exercise_act *wanted)
{
    note(scene, does(scene->lead, wanted));
}

static void act_plain(struct scene *scene, enum exercise_act kind, int world, int seat)
{
    struct wire_exercise_act wanted = act_on(kind, world);
    wanted.seat = seat;
    act(scene, &wanted);
}

static void plan_news(struct scene *scene, enum inject_trigger trigger, uint32_t turn)
{
    struct wire_exercise_act wanted = act_on(EXERCISE_INJECT, -1);
    wanted.has_inject = true;
    wanted.inject = (struct wire_inject){.world = -1, .trigger = trigger, .turn = turn};
    snprintf(wanted.inject.text[0], sizeof wanted.inject.text[0], "SECRETNEWS of turn %u", turn);
    act(scene, &wanted);
}

static void talk(struct scene *scene)
{
    struct wire_exercise_act wanted = act_on(EXERCISE_ANSWER, -1);
    say_question(scene->ann, house_id(scene->house), "SECRETQUESTION?");
    hear_accepted(scene->ann);
    wanted.number = 1;
    wanted.everyone = true;
    snprintf(wanted.reason, sizeof wanted.reason, "SECRETANSWER");
    act(scene, &wanted);
    wanted = act_on(EXERCISE_PAUSE, -1);
    snprintf(wanted.reason, sizeof wanted.reason, "SECRETREASON");
    act(scene, &wanted);
    act_plain(scene, EXERCISE_UNDO, -1, -1);
}

static void change_people(struct scene *scene, char key[WIRE_FACILITATOR_KEY_SIZE])
{
    struct wire_exercise_act wanted = act_on(EXERCISE_FACILITATOR_ADD, -1);
    snprintf(wanted.name, sizeof wanted.name, "SECRETNAME");
    wanted.rights = RIGHTS_RUN;
    const struct wire_exercise_state *told = does(scene->lead, &wanted);
    memcpy(key, told->new_key, WIRE_FACILITATOR_KEY_SIZE);
    note(scene, told);
    wanted = act_on(EXERCISE_OWN, 1);
    wanted.number = 2;
    act(scene, &wanted);
    wanted = act_on(EXERCISE_MOVE_PERSON, 1);
    wanted.seat = 1;
    wanted.person = scene->bob->joined.person;
    act(scene, &wanted);
}

static void debrief(struct scene *scene)
{
    act_plain(scene, EXERCISE_CLOSE, -1, -1);
    for (uint32_t card = 0; card <= 8; card++) {
        struct wire_exercise_act wanted = act_on(EXERCISE_DEBRIEF, 0);
        wanted.card = card;
        act(scene, &wanted);
        say_feelings(scene->ann, house_id(scene->house), "SECRETFEELING");
    }
}

static void play(struct scene *scene, char key[WIRE_FACILITATOR_KEY_SIZE])
{
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.worlds = 2;
    wish.start_by_hand = wish.debrief_in_step = true;
    snprintf(wish.facilitator, sizeof wish.facilitator, "SECRETLEAD");
    make_exercise(scene->house, &wish, &scene->created);
    scene->ann = join(scene->house, scene->created.code, "SECRETANN");
    scene->bob = join(scene->house, scene->created.code, "SECRETBOB");
    scene->lead = facilitate(scene->house, scene->created.code, scene->created.facilitator_key);
    scene->step_count = 0;
    plan_news(scene, TRIGGER_TURN, 2);
    act_plain(scene, EXERCISE_START, -1, -1);
    plan_news(scene, TRIGGER_NOW, 0);
    talk(scene);
    change_people(scene, key);
    act_plain(scene, EXERCISE_BOT_IN, 0, 0);
    act_plain(scene, EXERCISE_RESOLVE, -1, -1);
    house_wait(scene->house, 10);
    debrief(scene);
}

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    tape_begin(&scene->tape, scene->house);
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    tape_end(&scene->tape);
    free(scene);
    return 0;
}

static void expect_whole(struct scene *scene, int changes, uint32_t deed)
{
    struct house *house = house_on(tape_store(&scene->tape, changes));
    struct cause cause = {""};
    if (house_start(house, &cause) != STATUS_OK)
        fail_msg("after %d changes: %s", changes, cause.text);
    struct peer *peer = come(house);
    say_facilitate(peer, scene->created.code, scene->created.facilitator_key);
    const struct to_client *answer = peer_next(peer);
    if (answer && answer->kind == TO_CLIENT_FACILITATING) {
        const struct wire_exercise_state *told = &hear(peer, TO_CLIENT_EXERCISE_STATE)->exercise_state;
        assert_true(told->deed_count ? told->deeds[0].number >= deed : deed == 0);
    } else {
        assert_int_equal(deed, 0); /* it was still being made */
    }
    house_wait(house, 1000);
    house_close(house);
}

static void it_comes_back_after_any_change(void **state)
{
    struct scene *scene = *state;
    char key[WIRE_FACILITATOR_KEY_SIZE];
    play(scene, key);
    int step = 0;
    uint32_t deed = 0;
    for (int changes = 0; changes <= scene->tape.count; changes++) {
        for (; step < scene->step_count && scene->steps[step].changes <= changes; step++)
            deed = scene->steps[step].deed; /* was told, so it has to be there */
        expect_whole(scene, changes, deed);
    }
    assert_true(deed > 15);
}

/* The log names exercises, facilitators by number, acts and worlds. */
static void nobodys_words_are_in_the_log(void **state)
{
    struct scene *scene = *state;
    char key[WIRE_FACILITATOR_KEY_SIZE], *log = calloc(1, 1 << 20);
    FILE *file = tmpfile();
    assert_true(file != NULL && log != NULL);
    log_set_level(LOG_DEBUG);
    int kept = dup(STDERR_FILENO);
    fflush(stderr);
    assert_int_equal(dup2(fileno(file), STDERR_FILENO), STDERR_FILENO);
    play(scene, key);
    fflush(stderr);
    assert_int_equal(dup2(kept, STDERR_FILENO), STDERR_FILENO);
    log_set_level(LOG_ERROR);
    close(kept);
    rewind(file);
    assert_true(fread(log, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    assert_non_null(strstr(log, "act=inject"));
    assert_non_null(strstr(log, "by=1"));
    assert_non_null(strstr(log, "world=B"));
    assert_null(strstr(log, "SECRET"));
    assert_null(strstr(log, key));
    assert_null(strstr(log, scene->created.facilitator_key));
    assert_null(strstr(log, scene->created.code));
    free(log);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_comes_back_after_any_change),
        TEST(nobodys_words_are_in_the_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
