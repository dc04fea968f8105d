/* What whoever runs an exercise tells a seat, and what is asked of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include <string.h>

static void begin(struct scene *scene)
{
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
}

static void send_bulletin(struct scene *scene, uint32_t number, const char *text)
{
    struct to_client message = {.kind = TO_CLIENT_BULLETIN};
    message.bulletin.world = scene->opening.world;
    message.bulletin.turn = 1;
    message.bulletin.number = number;
    strcpy(message.bulletin.text[0], text);
    fake_send(scene->server.last, &message);
}

static void send_answer(struct scene *scene, uint32_t number, const char *answer)
{
    struct to_client message = {.kind = TO_CLIENT_CONTROL_ANSWER, .control_answer.number = number};
    strcpy(message.control_answer.question, "Why?");
    strcpy(message.control_answer.answer, answer);
    fake_send(scene->server.last, &message);
}

static void news_is_told_once(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    send_bulletin(scene, 1, "A storm.");
    send_bulletin(scene, 1, "A storm."); /* as after a reconnect */
    send_bulletin(scene, 2, "It is over.");
    scene_wait(scene, PLAYER_BULLETIN, 2);
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_BULLETIN], 2);
    const struct model *model = player_model(scene->player);
    assert_int_equal(model->bulletin_count, 2);
    assert_string_equal(model->bulletins[1].text[0], "It is over.");
}

static void an_answer_takes_the_place_of_its_question(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    send_answer(scene, 7, "");
    send_answer(scene, 3, "Yes.");
    send_answer(scene, 7, "Because.");
    send_answer(scene, 7, "Because.");
    scene_wait(scene, PLAYER_ANSWER, 3);
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_ANSWER], 3);
    const struct model *model = player_model(scene->player);
    assert_int_equal(model->answer_count, 2);
    assert_int_equal(model->answers[0].number, 3);
    assert_string_equal(model->answers[1].answer, "Because.");
}

static void the_oldest_answers_make_room(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    for (uint32_t number = 1; number <= MODEL_ANSWERS_MAX + 2; number++)
        send_answer(scene, number, "Yes.");
    scene_wait(scene, PLAYER_ANSWER, MODEL_ANSWERS_MAX + 2);
    const struct model *model = player_model(scene->player);
    assert_int_equal(model->answer_count, MODEL_ANSWERS_MAX);
    assert_int_equal(model->answers[0].number, 3);
    assert_int_equal(model->answers[MODEL_ANSWERS_MAX - 1].number, MODEL_ANSWERS_MAX + 2);
}

/* The connection breaks before the answer: the same question goes again with the same id. */
static bool lose_the_question(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_CONTROL)
        return false;
    if (scene->step++ == 0)
        fake_cut(peer);
    else
        fake_send(peer, &(struct to_client){.request = message->request,
                                            .kind = TO_CLIENT_ACCEPTED,
                                            .accepted.command = message->ask_control.command});
    return true;
}

static void a_question_is_asked_once(void **state)
{
    struct scene *scene = *state;
    struct cause cause;
    scene->script = lose_the_question;
    begin(scene);
    assert_int_equal(player_ask_control(scene->player, "Why?", &cause), STATUS_OK);
    assert_int_equal(player_ask_control(scene->player, "And how?", &cause), STATUS_FULL);
    assert_int_equal(player_ask_control(scene->player, "", &cause), STATUS_INVALID);
    assert_int_equal(player_ask_control(scene->player, "\033[2J", &cause), STATUS_INVALID);
    scene_wait_heard(scene, TO_SERVER_ASK_CONTROL, 2);
    const struct to_server *first = scene_message(scene, TO_SERVER_ASK_CONTROL, 0);
    const struct to_server *again = scene_message(scene, TO_SERVER_ASK_CONTROL, 1);
    assert_true(id_equal(&first->ask_control.command, &again->ask_control.command));
    assert_string_equal(again->ask_control.text, "Why?");
    scene_wait(scene, PLAYER_ACCEPTED, 1);
    assert_int_equal(player_ask_control(scene->player, "And how?", &cause), STATUS_OK);
    scene_wait(scene, PLAYER_ACCEPTED, 2);
}

/* ---- another seat */

static void send_notice(struct scene *scene, enum notice_kind kind)
{
    fake_send(scene->server.last, &(struct to_client){.kind = TO_CLIENT_NOTICE, .notice.kind = kind});
}

static void another_world_is_taken_whole(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    send_bulletin(scene, 4, "Old news.");
    scene_wait(scene, PLAYER_BULLETIN, 1);
    scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    const struct model *model = player_model(scene->player);
    send_notice(scene, NOTICE_MOVED);
    scene_wait(scene, PLAYER_NOTICE, 1);
    assert_false(model->has_situation || model->has_report || model->has_clock);
    memset(scene->opening.world.bytes, 0x31, ID_SIZE);
    memset(scene->opening.commitment.bytes, 0x32, DIGEST_SIZE);
    scene_send_briefing(scene, scene->server.last);
    send_bulletin(scene, 1, "New news.");
    scene_send_situation(scene, scene->server.last);
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 3);
    assert_true(id_equal(&model->joined.world, &scene->opening.world));
    assert_string_equal(model->bulletins[0].text[0], "New news.");
    assert_true(digest_equal(&scene->player->token.commitment, &scene->opening.commitment));
}

/* The same world has the same commitment, whichever the seat. */
static void another_seat_keeps_the_commitment(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    struct digest kept = scene->player->token.commitment;
    send_notice(scene, NOTICE_MOVED);
    memset(scene->opening.commitment.bytes, 0x32, DIGEST_SIZE);
    scene_send_briefing(scene, scene->server.last);
    scene_wait(scene, PLAYER_BRIEFED, 2);
    assert_true(digest_equal(&scene->player->token.commitment, &kept));
}

static void whoever_is_taken_out_does_not_come_back(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    send_notice(scene, NOTICE_REMOVED);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    assert_int_equal(scene->server.accepted, 1);
}

/* ---- at the door */

static bool ask_for_consent(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)scene;
    bool joins = message->kind == TO_SERVER_JOIN && !message->join.consent;
    if (!joins && (message->kind != TO_SERVER_MOVE || message->move.consent))
        return false;
    scene_refuse(peer, message->request, REFUSAL_CONSENT_NEEDED);
    return true;
}

static void whoever_is_there_is_asked(void **state)
{
    struct scene *scene = *state;
    scene->script = ask_for_consent;
    scene->options.asks_consent = true;
    scene_play(scene);
    scene_wait(scene, PLAYER_CONSENT, 1);
    scene_run(scene, 100); /* it waits for the answer and for nothing else */
    assert_int_equal(scene->server.accepted, 1);
    player_consent(scene->player, CONSENT_PLAY_ONLY);
    scene_wait(scene, PLAYER_JOINED, 1);
    assert_int_equal(scene_message(scene, TO_SERVER_JOIN, 1)->join.consent, CONSENT_PLAY_ONLY);
    assert_int_equal(scene->told[PLAYER_LOST] + scene->told[PLAYER_FAILED], 0);
}

static void by_a_card_one_is_asked_too(void **state)
{
    struct scene *scene = *state;
    scene->script = ask_for_consent;
    scene->options.asks_consent = true;
    scene->options.seat_code = "maple-otter-7";
    scene_play(scene);
    scene_wait(scene, PLAYER_CONSENT, 1);
    player_consent(scene->player, CONSENT_YES);
    scene_wait(scene, PLAYER_JOINED, 1);
    const struct to_server *first = scene_message(scene, TO_SERVER_MOVE, 0),
                           *second = scene_message(scene, TO_SERVER_MOVE, 1);
    assert_int_equal(second->move.consent, CONSENT_YES);
    assert_true(id_equal(&first->move.secret, &second->move.secret));
}

static void nobody_there_is_refused(void **state)
{
    struct scene *scene = *state;
    scene->script = ask_for_consent;
    scene_play(scene);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_int_equal(scene->refusal.code, REFUSAL_CONSENT_NEEDED);
}

static void a_guest_needs_no_name(void **state)
{
    struct scene *scene = *state;
    scene->options.name = NULL;
    scene->options.guest = "Q7KM-ZZ2P";
    scene->options.consent = CONSENT_YES;
    begin(scene);
    const struct to_server *join = scene_message(scene, TO_SERVER_JOIN, 0);
    assert_string_equal(join->join.guest, "Q7KM-ZZ2P");
    assert_string_equal(join->join.name, "");
    assert_int_equal(join->join.consent, CONSENT_YES);
}

/* ---- the end in step */

static void send_end(struct scene *scene, bool withheld)
{
    struct to_client message = {.kind = TO_CLIENT_WORLD_ENDED};
    message.world_ended.world = scene->opening.world;
    message.world_ended.end = END_TIME;
    message.world_ended.turns = 1;
    message.world_ended.withheld = withheld;
    message.world_ended.result_count = withheld ? 0 : SCENE_STATES;
    for (int i = 0; i < SCENE_STATES && !withheld; i++)
        strcpy(message.world_ended.results[i].name, scene->opening.scenario.actors[i].name);
    message.world_ended.commitment = scene->opening.commitment;
    fake_send(scene->server.last, &message);
}

static void what_was_withheld_is_opened_once(void **state)
{
    struct scene *scene = *state;
    begin(scene);
    send_end(scene, true);
    send_end(scene, true);
    scene_wait(scene, PLAYER_ENDED, 1);
    assert_true(model_withheld(player_model(scene->player)));
    assert_int_equal(scene->told[PLAYER_OPENED], 0);
    send_end(scene, false);
    send_end(scene, false);
    scene_wait(scene, PLAYER_OPENED, 1);
    scene_send_clock(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_ENDED], 1);
    assert_int_equal(scene->told[PLAYER_OPENED], 1);
    assert_false(model_withheld(player_model(scene->player)));
}

static void a_step_is_kept_with_its_words(void **state)
{
    struct scene *scene = *state;
    const char *words[] = {"tense", "sad"};
    struct wire_world_feelings feelings = {.world = "A", .word_count = 2, .words = words};
    struct to_client message = {.kind = TO_CLIENT_DEBRIEF_STEP};
    message.debrief_step = (struct wire_debrief_step){
        .card = 0, .world = -1, .stated = true, .feeling_count = 1, .feelings = &feelings};
    begin(scene);
    fake_send(scene->server.last, &message);
    fake_send(scene->server.last, &message); /* takes the place of the one before */
    scene_wait(scene, PLAYER_STEP, 2);
    const struct wire_debrief_step *step = &player_model(scene->player)->step;
    assert_int_equal(step->feeling_count, 1);
    assert_string_equal(step->feelings[0].words[1], "sad");
}

/* Of the reveal a part opens a state; of the others it is the wall's own matter. */
static void parts_are_those_of_the_reveal(void **state)
{
    struct scene *scene = *state;
    const int cards[] = {3, 4};
    begin(scene);
    for (int x = 0; x < 2; x++) {
        struct to_client message = {.kind = TO_CLIENT_DEBRIEF_STEP};
        message.debrief_step = (struct wire_debrief_step){.card = cards[x], .part = 2, .world = -1};
        fake_send(scene->server.last, &message);
        scene_wait(scene, PLAYER_STEP, x + 1);
        assert_int_equal(player_model(scene->player)->step.card, cards[x]);
        assert_int_equal(player_model(scene->player)->step.part, x == 0 ? 2 : 0);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_setup, scene_teardown)
    const struct CMUnitTest tests[] = {
        TEST(news_is_told_once),
        TEST(an_answer_takes_the_place_of_its_question),
        TEST(the_oldest_answers_make_room),
        TEST(a_question_is_asked_once),
        TEST(another_world_is_taken_whole),
        TEST(another_seat_keeps_the_commitment),
        TEST(whoever_is_taken_out_does_not_come_back),
        TEST(whoever_is_there_is_asked),
        TEST(by_a_card_one_is_asked_too),
        TEST(nobody_there_is_refused),
        TEST(a_guest_needs_no_name),
        TEST(what_was_withheld_is_opened_once),
        TEST(a_step_is_kept_with_its_words),
        TEST(parts_are_those_of_the_reveal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
