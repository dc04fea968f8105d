/* Looking on: turns come one by one, survive losses, and end with the record. */
#include "scene.h"

#include "common/base/must.h"
#include "common/rules/score.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* What the fake server shows; the scene's own answers are for seats. */
static struct shown {
    uint32_t turns;
    struct public_view views[SCENE_TURNS + 1];
    bool busy;        /* the next question about a turn is refused so */
    bool wrong_turn;  /* ... is answered by another turn */
    bool drops;       /* ... ends the link */
    bool other_world; /* from the next Watch on */
    uint8_t world_byte;
    uint32_t branch;
} shown;

static struct id world_of(const struct scene *scene)
{
    struct id world = scene->opening.world;
    world.bytes[0] ^= shown.world_byte;
    return world;
}

static void send_clock(struct scene *scene, struct fake_peer *peer)
{
    struct to_client message = {.kind = TO_CLIENT_PUBLIC_CLOCK};
    bool ended = scene->world.end != END_RUNNING;
    message.public_clock = (struct wire_public_clock){
        .world = world_of(scene),
        .turn = (uint32_t)scene->world.turn + !ended,
        .state = ended ? CLOCK_ENDED : CLOCK_OPEN,
        .shown = shown.turns,
        .branch = shown.branch,
    };
    fake_send(peer, &message);
}

static void send_end(struct scene *scene, struct fake_peer *peer)
{
    struct to_client message = {.kind = TO_CLIENT_WORLD_ENDED};
    struct wire_ended *ended = &message.world_ended;
    if (scene->world.end == END_RUNNING)
        return;
    ended->world = world_of(scene);
    ended->end = (uint32_t)scene->world.end;
    ended->turns = (uint32_t)scene->world.turn;
    ended->result_count = SCENE_STATES;
    for (int i = 0; i < SCENE_STATES; i++)
        strcpy(ended->results[i].name, scene->opening.scenario.actors[i].name);
    ended->commitment = scene->opening.commitment;
    fake_send(peer, &message);
}

static void send_watching(struct scene *scene, struct fake_peer *peer, uint64_t request)
{
    struct to_client message = {.request = request, .kind = TO_CLIENT_WATCHING};
    struct wire_watching *watching = &message.watching;
    if (shown.other_world)
        shown.world_byte = 0xff;
    watching->world = world_of(scene);
    watching->delay = 1;
    strcpy(watching->scenario, "three");
    watching->state_count = SCENE_STATES;
    for (int i = 0; i < SCENE_STATES; i++)
        strcpy(watching->states[i], scene->opening.scenario.actors[i].name);
    watching->commitment = scene->opening.commitment;
    fake_send(peer, &message);
    send_clock(scene, peer);
    send_end(scene, peer);
}

static void send_turn(struct scene *scene, struct fake_peer *peer, const struct to_server *question)
{
    static const struct public_event event = {
        .kind = EVENT_DECLARE, .count = 3, .numbers = {1, DECLARE_PEACEFUL, -1}};
    static const struct wire_public_press press = {.from = 2, .text = "to all"};
    uint32_t turn = question->ask_turn.turn;
    struct to_client message = {.request = question->request, .kind = TO_CLIENT_PUBLIC_TURN};
    message.public_turn.world = world_of(scene);
    message.public_turn.view = shown.views[shown.wrong_turn ? turn + 1 : turn];
    message.public_turn.events = &event;
    message.public_turn.press = &press;
    message.public_turn.event_count = message.public_turn.press_count = turn > 0;
    fake_send(peer, &message);
}

static bool script(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind == TO_SERVER_WATCH) {
        send_watching(scene, peer, message->request);
    } else if (message->kind == TO_SERVER_ASK_TURN) {
        assert_true(message->ask_turn.turn < shown.turns);
        if (shown.drops)
            fake_cut(peer);
        else if (shown.busy)
            scene_refuse(peer, message->request, REFUSAL_BUSY);
        else
            send_turn(scene, peer, message);
        shown.busy = shown.drops = shown.wrong_turn = false;
    } else {
        return false;
    }
    return true;
}

static int begin(void **state)
{
    int result = scene_setup(state);
    struct scene *scene = *state;
    memset(&shown, 0, sizeof shown);
    must(result == 0);
    public_view_of(&scene->world, &shown.views[0]);
    scene->script = script;
    scene->options.watches = true;
    scene->options.name = NULL;
    scene->options.ack_log = NULL;
    return result;
}

/* The world goes on; the server shows it one turn later, or all of it at the end. */
static void resolve(struct scene *scene)
{
    scene_resolve(scene, NULL);
    public_view_of(&scene->world, &shown.views[scene->world.turn]);
    shown.turns = (uint32_t)scene->world.turn + (scene->world.end != END_RUNNING);
}

static void expect_turns(const struct scene *scene, int count)
{
    const struct watched *watched = player_watched(scene->player);
    assert_int_equal(watched->turn_count, count);
    for (int t = 0; t < count; t++) {
        const struct wire_public_turn *turn = &watched->turns[t];
        assert_memory_equal(&turn->view, &shown.views[t], sizeof turn->view);
        assert_int_equal(turn->event_count, t > 0);
        assert_int_equal(turn->press_count, t > 0);
        if (t == 0)
            continue;
        assert_int_equal(turn->events[0].kind, EVENT_DECLARE);
        assert_int_equal(turn->events[0].numbers[2], -1);
        assert_int_equal(turn->press[0].from, 2);
        assert_string_equal(turn->press[0].text, "to all");
    }
}

static void takes_no_seat_and_keeps_no_file_of_one(void **state)
{
    struct scene *scene = *state;
    char tokens[96];
    struct stat found;
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_CLOCK, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_JOIN) + scene_heard(scene, TO_SERVER_RESUME), 0);
    assert_string_equal(scene_message(scene, TO_SERVER_WATCH, 0)->watch.code, "ABCD");
    assert_true(player_watched(scene->player)->has_watching);
    assert_string_equal(player_watched(scene->player)->watching.states[0],
                        scene->opening.scenario.actors[0].name);
    assert_int_equal(scene_heard(scene, TO_SERVER_ASK_TURN), 0); /* nothing is shown yet */
    snprintf(tokens, sizeof tokens, "%s/tokens", scene->home);
    assert_int_not_equal(stat(tokens, &found), 0);
}

static void a_late_one_gets_every_turn_in_order(void **state)
{
    struct scene *scene = *state;
    for (int turn = 0; turn < 3; turn++)
        resolve(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 3);
    expect_turns(scene, 3);
    scene_run(scene, 50);
    assert_int_equal(scene_heard(scene, TO_SERVER_ASK_TURN), 3); /* and not the next one */
    assert_false(watched_whole(player_watched(scene->player)));
}

static void goes_on_where_the_link_was_lost(void **state)
{
    struct scene *scene = *state;
    resolve(scene);
    resolve(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 2);
    resolve(scene);
    shown.drops = true;
    send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 3);
    assert_int_equal(scene->told[PLAYER_LOST], 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_WATCH), 2);
    expect_turns(scene, 3);
    assert_int_equal(scene_message(scene, TO_SERVER_ASK_TURN, 3)->ask_turn.turn, 2);
}

static void a_busy_server_is_asked_again(void **state)
{
    struct scene *scene = *state;
    resolve(scene);
    shown.busy = true;
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_ASK_TURN), 2);
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    expect_turns(scene, 1);
}

static void another_turn_than_the_one_asked_for_is_not_taken(void **state)
{
    struct scene *scene = *state;
    resolve(scene);
    shown.wrong_turn = true;
    scene_play(scene);
    scene_wait(scene, PLAYER_LOST, 1);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 1);
    expect_turns(scene, 1);
}

static void another_world_begins_anew(void **state)
{
    struct scene *scene = *state;
    resolve(scene);
    resolve(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 2);
    shown.other_world = true;
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 4);
    expect_turns(scene, 2);
    assert_int_equal(scene_message(scene, TO_SERVER_ASK_TURN, 2)->ask_turn.turn, 0);
}

/* The turns that were shown are shown anew, perhaps in the middle of an answer. */
static void a_roll_back_begins_anew(void **state)
{
    struct scene *scene = *state;
    resolve(scene);
    struct world then = scene->world;
    resolve(scene);
    resolve(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 3);
    scene->world = then;
    shown.turns = 1;
    shown.branch = 1;
    send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 4);
    expect_turns(scene, 1);
    resolve(scene);
    send_clock(scene, scene->server.last);
    shown.branch = 2; /* while turn 1 is asked for */
    send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 6);
    const struct watched *watched = player_watched(scene->player);
    for (int x = 0; x < 1000 && (watched->clock.branch < 2 || watched->turn_count < 2); x++)
        scene_run(scene, 5);
    expect_turns(scene, 2);
    assert_int_equal(scene->told[PLAYER_LOST], 0);
}

static void the_record_is_checked_at_the_end(void **state)
{
    struct scene *scene = *state;
    size_t size;
    resolve(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 1);
    while (scene->world.end == END_RUNNING)
        resolve(scene);
    send_clock(scene, scene->server.last);
    send_end(scene, scene->server.last);
    scene_wait(scene, PLAYER_ENDED, 1);
    scene_wait(scene, PLAYER_PUBLIC_TURN, SCENE_TURNS + 1);
    assert_true(watched_whole(player_watched(scene->player)));
    player_fetch_record(scene->player);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_true(scene->record_agrees);
    assert_non_null(player_record(scene->player, &size));
    assert_int_equal(size, scene->record_text.length);
}

/* The commitment that was told first counts for spectators, too. */
static void a_changed_commitment_is_found(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_WATCHING, 1);
    scene->player->token.commitment.bytes[3] ^= 1;
    while (scene->world.end == END_RUNNING)
        resolve(scene);
    send_clock(scene, scene->server.last);
    send_end(scene, scene->server.last);
    scene_wait(scene, PLAYER_ENDED, 1);
    player_fetch_record(scene->player);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_false(scene->record_agrees);
}

/* It is not tried again: the server would say the same. */
static void who_is_put_out_is_told_why(void **state)
{
    struct scene *scene = *state;
    resolve(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 1);
    struct to_client message = {.kind = TO_CLIENT_REFUSAL};
    message.refusal =
        (struct refusal){.code = REFUSAL_OVER, .item = "replay", .sentence = "refusal.replay_over"};
    fake_send(scene->server.last, &message);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_int_equal(scene->told[PLAYER_REFUSED], 1);
    assert_string_equal(scene->refusal.sentence, "refusal.replay_over");
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    assert_int_equal(scene_heard(scene, TO_SERVER_WATCH), 1);
}

/* An exercise of three worlds: this scene's is B. */
static bool of_three_worlds(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_WATCH)
        return script(scene, peer, message);
    for (int x = 0; x < 3; x++) {
        struct to_client told = {.request = x ? 0 : message->request, .kind = TO_CLIENT_WATCHING};
        told.watching.world = scene->opening.world;
        told.watching.world.bytes[0] ^= x == 1 ? 0 : 0x80 + x;
        told.watching.worlds = 3;
        told.watching.world_name[0] = (char)('A' + x);
        told.watching.state_count = SCENE_STATES;
        strcpy(told.watching.scenario, "three");
        for (int i = 0; i < SCENE_STATES; i++)
            strcpy(told.watching.states[i], scene->opening.scenario.actors[i].name);
        told.watching.commitment = scene->opening.commitment;
        fake_send(peer, &told);
    }
    send_clock(scene, peer);
    return true;
}

static void the_world_that_was_asked_for_is_shown(void **state)
{
    struct scene *scene = *state;
    scene->script = of_three_worlds;
    scene->options.world = "b";
    resolve(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_PUBLIC_TURN, 1);
    assert_int_equal(scene->told[PLAYER_WATCHING], 1);
    assert_string_equal(player_watched(scene->player)->watching.world_name, "B");
    expect_turns(scene, 1);
    fake_cut(scene->server.last); /* and again behind a loss */
    scene_wait(scene, PLAYER_WATCHING, 2);
    assert_string_equal(player_watched(scene->player)->watching.world_name, "B");
}

static void without_a_wish_it_is_the_first(void **state)
{
    struct scene *scene = *state;
    scene->script = of_three_worlds;
    scene_play(scene);
    scene_wait(scene, PLAYER_WATCHING, 1);
    scene_run(scene, 50);
    assert_string_equal(player_watched(scene->player)->watching.world_name, "A");
    assert_int_equal(scene->told[PLAYER_WATCHING] + scene->told[PLAYER_PUBLIC_CLOCK], 1); /* nothing of B */
}

static void a_world_that_there_is_none_of(void **state)
{
    struct scene *scene = *state;
    scene->script = of_three_worlds;
    scene->options.world = "D";
    scene_play(scene);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_int_equal(scene->told[PLAYER_REFUSED], 1);
    assert_int_equal(scene->command, TO_SERVER_WATCH);
    assert_string_equal(scene->refusal.item, "D");
    assert_int_equal(player_watched(scene->player)->watching.worlds, 3);
    assert_string_equal(player_watched(scene->player)->watching.world_name, "C");
}

static bool refuse_all(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)scene;
    if (message->kind != TO_SERVER_WATCH)
        return false;
    scene_refuse(peer, message->request, REFUSAL_UNKNOWN_CODE);
    return true;
}

static void a_refusal_is_final(void **state)
{
    struct scene *scene = *state;
    scene->script = refuse_all;
    scene_play(scene);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_int_equal(scene->told[PLAYER_REFUSED], 1);
    assert_int_equal(scene->refusal.code, REFUSAL_UNKNOWN_CODE);
    assert_int_equal(scene->command, TO_SERVER_WATCH);
}

static void titles_in_the_language_or_the_first(void **state)
{
    (void)state;
    struct watched watched = {.watching.texts = {{"en", "The duel", "A lesson"}, {"es", "El duelo", ""}}};
    assert_string_equal(watched_title(&watched, "es"), "El duelo");
    assert_string_equal(watched_title(&watched, "fr"), "The duel");
    assert_string_equal(watched_lesson(&watched, "en"), "A lesson");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(takes_no_seat_and_keeps_no_file_of_one),
        TEST(a_late_one_gets_every_turn_in_order),
        TEST(goes_on_where_the_link_was_lost),
        TEST(a_busy_server_is_asked_again),
        TEST(another_turn_than_the_one_asked_for_is_not_taken),
        TEST(another_world_begins_anew),
        TEST(a_roll_back_begins_anew),
        TEST(the_record_is_checked_at_the_end),
        TEST(a_changed_commitment_is_found),
        TEST(a_refusal_is_final),
        TEST(who_is_put_out_is_told_why),
        TEST(the_world_that_was_asked_for_is_shown),
        TEST(without_a_wish_it_is_the_first),
        TEST(a_world_that_there_is_none_of),
        cmocka_unit_test(titles_in_the_language_or_the_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
