/* The debrief over the wire: for whom, when, in pieces, and what happens while it is made. */
#include "say.h"

#include "common/words/sentences.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct wire_exercise_created created;
    struct peer *ann, *bob, *eye;
};

static struct peer *watch(struct scene *scene)
{
    struct peer *eye = come(scene->house);
    say_watch(eye, scene->created.code);
    hear_answer(eye, TO_CLIENT_WATCHING);
    ignore(eye);
    return eye;
}

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    struct wire_exercise_new wish = exercise_wish("duel");
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    wish.wait_seats = 2;
    wish.has_spectator_delay = true;
    make_exercise(scene->house, &wish, &scene->created);
    scene->ann = join(scene->house, scene->created.code, "Ann");
    scene->bob = join(scene->house, scene->created.code, "Bob");
    scene->eye = watch(scene);
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    free(scene);
    return 0;
}

static void play_to_the_end(struct scene *scene)
{
    struct peer *peers[2] = {scene->ann, scene->bob};
    play_out(peers, 2);
    ignore(scene->eye);
}

/* All of it, ended by a NUL; to be freed. Asks again while it is made. */
static char *fetch(struct peer *peer, const char *language, bool own)
{
    char *text = calloc(1, WIRE_DEBRIEF_MAX + 1);
    uint32_t offset = 0, total = 1;
    assert_non_null(text);
    for (int round = 0; offset < total; round++) {
        assert_true(round < 100);
        say_ask_debrief(peer, language, own, offset);
        const struct to_client *answer = peer_next(peer);
        while (answer && answer->request != peer->request)
            answer = peer_next(peer);
        assert_non_null(answer);
        if (answer->kind == TO_CLIENT_REFUSAL) {
            assert_int_equal(answer->refusal.code, REFUSAL_BUSY);
            continue;
        }
        assert_int_equal(answer->kind, TO_CLIENT_DEBRIEF_PART);
        const struct wire_debrief_part *part = &answer->debrief_part;
        assert_int_equal(part->offset, offset);
        assert_true(part->text_size > 0 && part->text_size <= WIRE_DEBRIEF_PART);
        assert_true(id_equal(&part->world, &peer->joined.world));
        total = part->total;
        memcpy(text + offset, part->text, part->text_size);
        offset += (uint32_t)part->text_size;
    }
    return text;
}

static void expect_same(struct peer *one, struct peer *other, const char *language)
{
    char *a = fetch(one, language, false), *b = fetch(other, language, false);
    assert_string_equal(a, b);
    free(a);
    free(b);
}

static void everybody_is_told_the_same_cards(void **state)
{
    struct scene *scene = *state;
    play_to_the_end(scene);
    char *english = fetch(scene->ann, "en", false), *spanish = fetch(scene->ann, "es", false);
    for (int card = 0; card <= 8; card++) {
        char name[16];
        snprintf(name, sizeof name, "\"name\":\"D%d\"", card);
        assert_non_null(strstr(english, name));
        assert_non_null(strstr(spanish, name));
    }
    assert_non_null(strstr(english, "\"title\":\"Diagnosis\""));
    assert_null(strstr(english, "for your eyes alone"));
    assert_string_not_equal(english, spanish);
    free(english);
    free(spanish);
    expect_same(scene->ann, scene->bob, "en");
    expect_same(scene->ann, scene->eye, "es");
}

static void a_page_is_for_its_own_seat_alone(void **state)
{
    struct scene *scene = *state;
    play_to_the_end(scene);
    char *ann = fetch(scene->ann, "en", true), *bob = fetch(scene->bob, "en", true);
    struct peer *const owners[] = {scene->ann, scene->bob};
    char *const pages[] = {ann, bob};
    for (int x = 0; x < 2; x++) {
        char title[128];
        snprintf(title, sizeof title, "\"title\":\"%s - for your eyes alone\"",
                 owners[x]->briefing.scenario.actors[owners[x]->joined.seat].name);
        assert_non_null(strstr(pages[x], title));
        assert_null(strstr(pages[1 - x], title));
    }
    free(ann);
    free(bob);
    say_ask_debrief(scene->eye, "en", true, 0);
    hear_refusal(scene->eye, REFUSAL_NOT_YOURS, "own");
    struct peer *again = resume(scene->house, &scene->bob->joined, scene->bob->joined.token);
    free(fetch(again, "es", true));
}

static void what_may_not_be_asked(void **state)
{
    struct scene *scene = *state;
    struct peer *all[] = {scene->ann, scene->eye};
    for (int x = 0; x < 2; x++) {
        say_ask_debrief(all[x], "en", false, 0);
        hear_refusal(all[x], REFUSAL_NOT_ENDED, "world");
    }
    say_ask_debrief(scene->ann, "en", true, 0);
    hear_refusal(scene->ann, REFUSAL_NOT_ENDED, "world");
    play_to_the_end(scene);
    for (int x = 0; x < 2; x++) {
        static const char *const languages_unknown[] = {"", "e", "english", "fr", "EN"};
        for (int y = 0; y < 5; y++) {
            say_ask_debrief(all[x], languages_unknown[y], false, 0);
            hear_refusal(all[x], REFUSAL_MALFORMED, "language");
        }
        struct id world = all[x]->joined.world;
        all[x]->joined.world = house_id(scene->house);
        say_ask_debrief(all[x], "en", false, 0);
        hear_refusal(all[x], REFUSAL_NOT_YOURS, "world");
        all[x]->joined.world = world;
        char *text = fetch(all[x], "en", false);
        say_ask_debrief(all[x], "en", false, (uint32_t)strlen(text));
        hear_refusal(all[x], REFUSAL_MALFORMED, "offset");
        say_ask_debrief(all[x], "en", false, WIRE_DEBRIEF_MAX);
        hear_refusal(all[x], REFUSAL_MALFORMED, "offset");
        free(text);
        assert_false(all[x]->finished);
    }
}

static void while_it_is_made_one_is_told_when_to_ask_again(void **state)
{
    struct scene *scene = *state;
    play_to_the_end(scene);
    scene->house->works_wait = true;
    for (int round = 0; round < 3; round++) {
        say_ask_debrief(scene->ann, "en", false, 0);
        assert_in_range(hear_refusal(scene->ann, REFUSAL_BUSY, "debrief")->retry_after_ms, 50, 1000);
        say_ask_debrief(scene->bob, "en", true, 0);
        hear_refusal(scene->bob, REFUSAL_BUSY, "debrief");
        say_ping(scene->ann); /* nobody waits for it */
        hear_answer(scene->ann, TO_CLIENT_PONG);
    }
    assert_int_equal(scene->house->work_count, 1); /* one making for both */
    house_work(scene->house);
    say_ask_debrief(scene->bob, "en", true, 0);
    hear_answer(scene->bob, TO_CLIENT_DEBRIEF_PART);
    say_ask_debrief(scene->ann, "en", false, 0);
    hear_answer(scene->ann, TO_CLIENT_DEBRIEF_PART);
}

static void whoever_asked_may_be_gone(void **state)
{
    struct scene *scene = *state;
    play_to_the_end(scene);
    scene->house->works_wait = true;
    say_ask_debrief(scene->eye, "en", false, 0);
    say_ask_debrief(scene->ann, "es", true, 0);
    peer_close(scene->eye);
    peer_close(scene->ann);
    house_work(scene->house);
    house_work(scene->house);
    say_ask_debrief(scene->bob, "es", false, 0);
    hear_answer(scene->bob, TO_CLIENT_DEBRIEF_PART);
}

static void the_exercise_may_be_gone(void **state)
{
    struct scene *scene = *state;
    play_to_the_end(scene);
    scene->house->works_wait = true;
    say_ask_debrief(scene->ann, "en", false, 0);
    say_ask_debrief(scene->ann, "es", false, 0);
    hub_fenced(scene->house->hub, &scene->ann->joined.world);
    assert_int_equal(hub_counts(scene->house->hub).exercises, 0);
    assert_true(scene->ann->finished);
    house_work(scene->house);
    house_work(scene->house);
}

/* One job runs on while the server stops; house_close lets it end before the hub goes. */
static void the_server_may_stop(void **state)
{
    struct scene *scene = *state;
    play_to_the_end(scene);
    scene->house->works_wait = true;
    say_ask_debrief(scene->ann, "en", false, 0);
    hub_stopping(scene->house->hub);
    assert_true(scene->ann->finished);
    assert_int_equal(scene->house->work_count, 1);
}

static void another_life_of_the_server_tells_the_same(void **state)
{
    struct scene *scene = *state;
    play_to_the_end(scene);
    char *before = fetch(scene->ann, "en", true);
    struct wire_joined joined = scene->ann->joined;
    house_restart(scene->house);
    scene->ann = resume(scene->house, &joined, joined.token);
    char *after = fetch(scene->ann, "en", true);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void close_by_admin(struct scene *scene)
{
    struct peer *admin = peer_open_admin(scene->house);
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT, .exercise_act = {.act = EXERCISE_CLOSE}};
    snprintf(message.exercise_act.code, sizeof message.exercise_act.code, "%s", scene->created.code);
    admin_say(admin, &message);
    admin_hear(admin, FROM_ADMIN_EXERCISE_STATE);
}

static void a_world_without_a_turn_has_nothing_to_tell(void **state)
{
    struct scene *scene = *state;
    close_by_admin(scene);
    ignore(scene->ann);
    say_ask_debrief(scene->ann, "en", false, 0);
    const struct refusal *refusal = hear_refusal(scene->ann, REFUSAL_NOT_NOW, "turn");
    for (int x = 0; x < LANGUAGES; x++) {
        assert_non_null(sentence_words(languages[x], refusal->sentence));
        assert_non_null(sentence_words(languages[x], refusal->remedy));
    }
}

static void a_world_that_was_closed_early_is_told_so_far(void **state)
{
    struct scene *scene = *state;
    play_turn(scene->ann);
    play_turn(scene->bob);
    close_by_admin(scene);
    ignore(scene->ann);
    char *text = fetch(scene->ann, "en", false);
    assert_non_null(strstr(text, "\"turns\":[1]"));
    free(text);
}

/* That a world has ended is not told, by no answer, before its end is durable. */
static void nothing_of_the_end_is_told_too_early(void **state)
{
    struct scene *scene = *state;
    while (scene->ann->situation.view.turn + 1 < scene->ann->briefing.scenario.parameters.max_turns) {
        play_turn(scene->ann);
        play_turn(scene->bob);
    }
    play_turn(scene->ann);
    ignore(scene->ann);
    scene->house->slow = true;
    struct orders orders = plain_orders(scene->bob);
    say_orders(scene->bob, house_id(scene->house), scene->bob->situation.revision, &orders);
    say_ready(scene->bob, house_id(scene->house), true);
    say_ask_debrief(scene->ann, "en", false, 0);
    hear_nothing(scene->ann);
    house_step(scene->house);
    assert_true(scene->ann->ended);
    hear_refusal(scene->ann, REFUSAL_BUSY, "debrief");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(everybody_is_told_the_same_cards),
        TEST(a_page_is_for_its_own_seat_alone),
        TEST(what_may_not_be_asked),
        TEST(while_it_is_made_one_is_told_when_to_ask_again),
        TEST(whoever_asked_may_be_gone),
        TEST(the_exercise_may_be_gone),
        TEST(the_server_may_stop),
        TEST(another_life_of_the_server_tells_the_same),
        TEST(a_world_without_a_turn_has_nothing_to_tell),
        TEST(a_world_that_was_closed_early_is_told_so_far),
        TEST(nothing_of_the_end_is_told_too_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
