#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "common/base/must.h"

#include <string.h>

static struct id secret_of(const struct scene *scene, int n)
{
    const struct to_server *join = scene_message(scene, TO_SERVER_JOIN, n);
    must(join != NULL);
    return join->join.secret;
}

static struct token kept_token(struct scene *scene)
{
    struct token token;
    struct cause cause;
    char server[PIN_SERVER_SIZE];
    must(pin_server_name("127.0.0.1", scene->server.port, server));
    must(token_open(scene->home, server, "ABCD", "Ann", &token, &cause) == STATUS_OK);
    return token;
}

static bool look_at_the_secret(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)peer;
    if (message->kind == TO_SERVER_JOIN) {
        struct token token = kept_token(scene); /* on the disk before it was on the wire */
        assert_memory_equal(token.secret.bytes, message->join.secret.bytes, ID_SIZE);
        assert_false(token_holds_seat(&token));
        scene->step = 1;
    }
    return false;
}

static void a_join_and_what_is_kept(void **state)
{
    struct scene *scene = *state;
    scene->script = look_at_the_secret;
    scene_play(scene);
    scene_wait(scene, PLAYER_BRIEFED, 1);
    assert_int_equal(scene->step, 1);
    const struct to_server *join = scene_message(scene, TO_SERVER_JOIN, 0);
    assert_string_equal(join->join.code, "ABCD");
    assert_string_equal(join->join.name, "Ann");
    assert_false(id_is_zero(&join->join.secret));
    struct token token = kept_token(scene);
    assert_memory_equal(token.person.bytes, scene->person.bytes, ID_SIZE);
    assert_memory_equal(token.token.bytes, scene->token.bytes, ID_SIZE);
    assert_memory_equal(token.world.bytes, scene->opening.world.bytes, ID_SIZE);
    assert_memory_equal(token.commitment.bytes, scene->opening.commitment.bytes, DIGEST_SIZE);
    assert_string_equal(token.seat_code, "maple-otter-7");
}

static bool lose_joins(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_JOIN || scene->step == 0)
        return false;
    scene->step--;
    fake_cut(peer);
    return true;
}

static void a_lost_answer_gives_the_same_secret_again(void **state)
{
    struct scene *scene = *state;
    scene->script = lose_joins;
    scene->step = 2;
    scene_play(scene);
    scene_wait(scene, PLAYER_JOINED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_JOIN), 3);
    struct id first = secret_of(scene, 0), second = secret_of(scene, 1), third = secret_of(scene, 2);
    assert_true(id_equal(&first, &second) && id_equal(&first, &third));
}

static void a_killed_process_gives_the_same_secret_again(void **state)
{
    struct scene *scene = *state;
    scene->script = lose_joins;
    scene->step = 1;
    scene_play(scene);
    scene_wait(scene, PLAYER_LOST, 1);
    scene_end_player(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_JOINED, 1);
    struct id first = secret_of(scene, 0), second = secret_of(scene, 1);
    assert_true(id_equal(&first, &second));
}

static void another_name_has_another_secret(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_JOINED, 1);
    scene_end_player(scene);
    scene->options.name = "Bob";
    scene_play(scene);
    scene_wait(scene, PLAYER_JOINED, 2);
    struct id first = secret_of(scene, 0), second = secret_of(scene, 1);
    assert_false(id_equal(&first, &second));
}

static void a_kept_token_resumes(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_BRIEFED, 1);
    scene_end_player(scene);
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene_heard(scene, TO_SERVER_JOIN), 1);
    const struct to_server *resume = scene_message(scene, TO_SERVER_RESUME, 0);
    assert_non_null(resume);
    assert_memory_equal(resume->resume.person.bytes, scene->person.bytes, ID_SIZE);
    assert_memory_equal(resume->resume.token.bytes, scene->token.bytes, ID_SIZE);
    /* the answer to a resume leaves these out: the old ones stay */
    const struct wire_joined *joined = &player_model(scene->player)->joined;
    assert_string_equal(joined->seat_code, "maple-otter-7");
    assert_memory_equal(joined->token.bytes, scene->token.bytes, ID_SIZE);
    struct token token = kept_token(scene);
    assert_memory_equal(token.token.bytes, scene->token.bytes, ID_SIZE);
    assert_string_equal(token.seat_code, "maple-otter-7");
}

static void a_seat_code_moves(void **state)
{
    struct scene *scene = *state;
    scene->options.name = NULL;
    scene->options.seat_code = "maple-otter-7";
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    const struct to_server *move = scene_message(scene, TO_SERVER_MOVE, 0);
    assert_non_null(move);
    assert_string_equal(move->move.code, "ABCD");
    assert_string_equal(move->move.seat_code, "maple-otter-7");
    assert_false(id_is_zero(&move->move.secret)); /* a card may bring somebody new by it */
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene_heard(scene, TO_SERVER_MOVE), 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_RESUME), 1);
}

static bool give_the_place_on(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    struct to_client answer = {.kind = TO_CLIENT_REFUSAL,
                               .request = message->request,
                               .refusal = {.code = REFUSAL_REMOVED,
                                           .item = "place",
                                           .sentence = "refusal.place_given",
                                           .remedy = "remedy.place_given"}};
    (void)scene;
    if (message->kind != TO_SERVER_RESUME)
        return false;
    fake_send(peer, &answer);
    return true;
}

/* Told why, and the next time one joins anew. */
static void a_place_that_was_given_on_is_forgotten(void **state)
{
    struct scene *scene = *state;
    scene->script = give_the_place_on;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_string_equal(scene->refusal.sentence, "refusal.place_given");
    struct token token = kept_token(scene);
    assert_false(token_holds_seat(&token));
}

static bool know_nobody(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_RESUME)
        return false;
    scene->step++;
    scene_refuse(peer, message->request, REFUSAL_UNKNOWN_PERSON);
    return true;
}

static void an_unknown_person_joins_anew_once(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene->script = know_nobody;
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_REFUSED], 0);
    struct id first = secret_of(scene, 0), second = secret_of(scene, 1);
    assert_true(id_equal(&first, &second));
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_int_equal(scene->told[PLAYER_REFUSED], 1);
    assert_int_equal(scene->refusal.code, REFUSAL_UNKNOWN_PERSON);
}

static bool refuse_entry(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_JOIN)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = (enum refusal_code)scene->step;
    strcpy(answer.refusal.item, "item");
    fake_send(peer, &answer);
    return true;
}

static void final_refusals_end_it(void **state)
{
    struct scene *scene = *state;
    static const enum refusal_code codes[] = {REFUSAL_UNKNOWN_CODE, REFUSAL_FULL, REFUSAL_OVER,
                                              REFUSAL_MALFORMED, REFUSAL_UNSUPPORTED};
    scene->script = refuse_entry;
    for (int i = 0; i < (int)(sizeof codes / sizeof codes[0]); i++) {
        scene->step = (int)codes[i];
        scene_play(scene);
        scene_wait(scene, PLAYER_FAILED, i + 1);
        assert_int_equal(scene->told[PLAYER_REFUSED], i + 1);
        assert_int_equal(scene->refusal.code, codes[i]);
        assert_int_equal(scene->command, TO_SERVER_JOIN);
        assert_non_null(strstr(scene->text, refusal_name(codes[i])));
        scene_run(scene, 60);
        assert_int_equal(scene_heard(scene, TO_SERVER_JOIN), i + 1); /* and nothing is tried again */
        scene_end_player(scene);
    }
}

static bool need_an_upgrade(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    (void)scene;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = REFUSAL_UPGRADE_NEEDED;
    answer.refusal.oldest = 3;
    answer.refusal.newest = 5;
    fake_send(peer, &answer);
    return true;
}

static void an_old_client_is_told_the_versions(void **state)
{
    struct scene *scene = *state;
    scene->script = need_an_upgrade;
    scene_play(scene);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_non_null(strstr(scene->text, "3 to 5"));
    assert_int_equal(scene->refusal.code, REFUSAL_UPGRADE_NEEDED);
}

static bool be_busy(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_JOIN || scene->step == 0)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = REFUSAL_BUSY;
    answer.refusal.retry_after_ms = 200;
    scene->step--;
    fake_send(peer, &answer);
    return true;
}

static void a_busy_server_is_asked_after_its_time(void **state)
{
    struct scene *scene = *state;
    scene->script = be_busy;
    scene->step = 2;
    scene_play(scene);
    uint64_t before = uv_now(&scene->loop);
    scene_wait(scene, PLAYER_JOINED, 1);
    assert_true(uv_now(&scene->loop) - before >= 400);
    assert_int_equal(scene_heard(scene, TO_SERVER_JOIN), 3);
    assert_int_equal(scene->told[PLAYER_REFUSED], 0);
    assert_int_equal(scene->told[PLAYER_LOST], 1);
}

static bool not_now(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_JOIN || scene->step == 0)
        return false;
    scene->step--;
    scene_refuse(peer, message->request, REFUSAL_NOT_NOW);
    return true;
}

static void not_now_is_tried_again(void **state)
{
    struct scene *scene = *state;
    scene->script = not_now;
    scene->step = 3;
    scene_play(scene);
    scene_wait(scene, PLAYER_JOINED, 1);
    assert_int_equal(scene_heard(scene, TO_SERVER_JOIN), 4);
}

/* A second server with the same script; connections that the script sends on count in `step`. */
static bool send_on(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_JOIN || scene->step == 0)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = REFUSAL_MOVED;
    strcpy(answer.refusal.host, "localhost");
    answer.refusal.port = (uint32_t)scene->server.port;
    scene->step--;
    fake_send(peer, &answer);
    return true;
}

static void a_moved_world_is_followed(void **state)
{
    struct scene *scene = *state;
    scene->script = send_on;
    scene->step = 2;
    scene_play(scene);
    scene_wait(scene, PLAYER_JOINED, 1);
    assert_int_equal(scene->server.accepted, 3);
    assert_int_equal(scene->told[PLAYER_LOST], 0);
    assert_int_equal(scene->told[PLAYER_CONNECTING], 3);
    assert_int_equal(scene->told[PLAYER_FIRST_TRUST], 2); /* the other name is another server */
    struct token token = kept_token(scene);               /* of the server that was named first */
    assert_true(token_holds_seat(&token));
}

static void servers_that_send_round_in_circles_are_a_loss(void **state)
{
    struct scene *scene = *state;
    scene->script = send_on;
    scene->step = 3;
    scene_play(scene);
    scene_wait(scene, PLAYER_JOINED, 1);
    assert_int_equal(scene->told[PLAYER_LOST], 1);
    assert_int_equal(scene->server.accepted, 4);
}

static void nobody_fights_over_a_seat(void **state)
{
    struct scene *scene = *state;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    fake_send(scene->server.last,
              &(struct to_client){.kind = TO_CLIENT_NOTICE, .notice.kind = NOTICE_SUPERSEDED});
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_int_equal(scene->told[PLAYER_NOTICE], 1);
    assert_non_null(strstr(scene->text, "another session"));
    scene_run(scene, 60);
    assert_int_equal(scene->server.accepted, 1);
}

static bool join_to_another_world(struct scene *scene, struct fake_peer *peer,
                                  const struct to_server *message)
{
    (void)peer;
    if (message->kind == TO_SERVER_RESUME && scene->step == 1)
        memset(scene->opening.world.bytes, 0x78, ID_SIZE);
    return false;
}

static void another_world_begins_anew(void **state)
{
    struct scene *scene = *state;
    scene->script = join_to_another_world;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_true(player_model(scene->player)->has_before);
    scene->step = 1;
    scene->opening.commitment.bytes[0] ^= 1;
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 3);
    const struct model *model = player_model(scene->player);
    assert_false(model->has_before);
    assert_false(model->has_report);
    struct token token = kept_token(scene);
    assert_memory_equal(token.world.bytes, scene->opening.world.bytes, ID_SIZE);
    assert_memory_equal(token.commitment.bytes, scene->opening.commitment.bytes, DIGEST_SIZE);
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, scene_setup, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(a_join_and_what_is_kept),
        IN_SCENE(a_lost_answer_gives_the_same_secret_again),
        IN_SCENE(a_killed_process_gives_the_same_secret_again),
        IN_SCENE(another_name_has_another_secret),
        IN_SCENE(a_kept_token_resumes),
        IN_SCENE(a_seat_code_moves),
        IN_SCENE(a_place_that_was_given_on_is_forgotten),
        IN_SCENE(an_unknown_person_joins_anew_once),
        IN_SCENE(final_refusals_end_it),
        IN_SCENE(an_old_client_is_told_the_versions),
        IN_SCENE(a_busy_server_is_asked_after_its_time),
        IN_SCENE(not_now_is_tried_again),
        IN_SCENE(a_moved_world_is_followed),
        IN_SCENE(servers_that_send_round_in_circles_are_a_loss),
        IN_SCENE(nobody_fights_over_a_seat),
        IN_SCENE(another_world_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
