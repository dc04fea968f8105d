#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "common/base/must.h"

#include <string.h>

static void fetch_at_the_end(struct scene *scene, const struct player_news *news)
{
    if (news->event == PLAYER_ENDED)
        player_fetch_record(scene->player);
}

/* Plays to the end with nobody in the seat, and asks for the record. */
static void play_and_fetch(struct scene *scene)
{
    scene->news = fetch_at_the_end;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    while (scene->world.end == END_RUNNING)
        scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_ENDED, 1);
}

static void a_record_that_agrees(void **state)
{
    struct scene *scene = *state;
    size_t size;
    play_and_fetch(scene);
    scene_wait(scene, PLAYER_RECORD, 1);
    if (!scene->record_agrees)
        fail_msg("%s", scene->text);
    const char *text = player_record(scene->player, &size);
    assert_int_equal(size, scene->record_text.length);
    assert_memory_equal(text, scene->record, size + 1);
}

static bool in_small_parts(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_RECORD)
        return false;
    if (scene->step > 0 && --scene->step == 0) {
        fake_cut(peer);
        return true;
    }
    scene_send_record(scene, peer, message, 1000);
    return true;
}

static void a_record_in_many_parts(void **state)
{
    struct scene *scene = *state;
    scene->script = in_small_parts;
    play_and_fetch(scene);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_true(scene->record_agrees);
    assert_true(scene_heard(scene, TO_SERVER_ASK_RECORD) > 3);
}

static void a_connection_that_breaks_in_between(void **state)
{
    struct scene *scene = *state;
    scene->script = in_small_parts;
    scene->step = 3;
    play_and_fetch(scene);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_true(scene->record_agrees);
    assert_int_equal(scene->told[PLAYER_LOST], 1);
    assert_int_equal(scene->told[PLAYER_RECORD], 1);
}

static void another_commitment_than_at_the_start(void **state)
{
    struct scene *scene = *state;
    scene->news = fetch_at_the_end;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    /* a record that is right in itself, of a world with another salt: the one that was not promised */
    scene->opening.salt[0] ^= 1;
    scene->opening.commitment = record_commitment(&scene->opening);
    record_begin(&scene->opening, &scene->world);
    scene->hash = record_opening_hash(&scene->opening);
    scene->record_text = text_over(scene->record, sizeof scene->record);
    record_put_opening(&scene->opening, &scene->record_text);
    while (scene->world.end == END_RUNNING)
        scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_false(scene->record_agrees);
    assert_non_null(strstr(scene->text, "does not open the commitment"));
}

/* Whoever hides the last turns of a world calls it closed. */
static bool in_a_shorter_record(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_RECORD || message->ask_record.offset)
        return message->kind == TO_SERVER_ASK_RECORD;
    char *second = strstr(scene->record, "\nturn=2\n");
    must(second != NULL);
    memcpy(second + 1, "end=4\n", sizeof "end=4\n");
    struct to_client part = {.request = message->request, .kind = TO_CLIENT_RECORD_PART};
    part.record_part.world = scene->opening.world;
    part.record_part.total = (uint32_t)strlen(scene->record);
    part.record_part.text = scene->record;
    part.record_part.text_size = strlen(scene->record);
    fake_send(peer, &part);
    return true;
}

static void a_record_that_lacks_turns(void **state)
{
    struct scene *scene = *state;
    scene->script = in_a_shorter_record;
    play_and_fetch(scene);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_false(scene->record_agrees);
    assert_non_null(strstr(scene->text, "does not end where"));
}

static void fetch_after_a_roll_back(struct scene *scene, const struct player_news *news)
{
    if (news->event != PLAYER_ENDED)
        return;
    scene->player->model.clock.branch = 1; /* so the server said while it was played */
    player_fetch_record(scene->player);
}

static void a_record_that_lacks_a_roll_back(void **state)
{
    struct scene *scene = *state;
    scene->news = fetch_after_a_roll_back;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    while (scene->world.end == END_RUNNING)
        scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_false(scene->record_agrees);
    assert_non_null(strstr(scene->text, "was rolled back"));
}

static void the_first_commitment_counts_across_processes(void **state)
{
    struct scene *scene = *state;
    const struct digest honest = scene->opening.commitment;
    scene->opening.commitment.bytes[5] ^= 1;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene_end_player(scene);
    scene->opening.commitment = honest; /* told only now */
    play_and_fetch(scene);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_false(scene->record_agrees);
    assert_non_null(strstr(scene->text, "commitment"));
}

static void a_record_that_does_not_compute(void **state)
{
    struct scene *scene = *state;
    scene->news = fetch_at_the_end;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    scene_resolve(scene, scene->server.last);
    char *hash = strstr(scene->record, "\nhash=");
    must(hash != NULL);
    hash[6] = hash[6] == '0' ? '1' : '0';
    while (scene->world.end == END_RUNNING)
        scene_resolve(scene, scene->server.last);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_false(scene->record_agrees);
    assert_non_null(strstr(scene->text, "turn 1"));
}

static void the_record_of_another_world(void **state)
{
    struct scene *scene = *state;
    struct id ours = scene->opening.world;
    struct digest kept = scene->opening.commitment;
    memset(scene->opening.world.bytes, 0x12, ID_SIZE);
    scene->opening.commitment = record_commitment(&scene->opening);
    scene->hash = record_opening_hash(&scene->opening);
    scene->record_text = text_over(scene->record, sizeof scene->record);
    record_put_opening(&scene->opening, &scene->record_text);
    scene->opening.world = ours;
    scene->opening.commitment = kept;
    play_and_fetch(scene);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_false(scene->record_agrees);
    assert_non_null(strstr(scene->text, "another world"));
}

/* One part that does not fit, of the kind that `step` says. */
static bool wrong_part(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_RECORD)
        return false;
    struct to_client part = {.request = message->request, .kind = TO_CLIENT_RECORD_PART};
    part.record_part.world = scene->opening.world;
    part.record_part.offset = scene->step == 0 ? 1 : 0;
    part.record_part.total = scene->step == 1 ? RECORD_MAX + 1 : 8;
    part.record_part.text = "0123456789";
    part.record_part.text_size = scene->step == 2 ? 0 : 4;
    if (message->ask_record.offset == 4) { /* the second part changes its mind about the total */
        part.record_part.offset = 4;
        part.record_part.total = 9;
    }
    fake_send(peer, &part);
    return true;
}

static void parts_that_do_not_fit(void **state)
{
    struct scene *scene = *state;
    scene->script = wrong_part;
    play_and_fetch(scene);
    for (scene->step = 0; scene->step < 4; scene->step++) {
        int before = scene->told[PLAYER_RECORD], lost = scene->told[PLAYER_LOST];
        int asked = scene->step > 0 ? scene_heard(scene, TO_SERVER_ASK_RECORD) : 0;
        size_t size;
        if (scene->step > 0)
            player_fetch_record(scene->player);
        while (scene->told[PLAYER_RECORD] == before && scene->told[PLAYER_LOST] == lost)
            uv_run(&scene->loop, UV_RUN_ONCE);
        assert_false(scene->record_agrees);
        assert_int_equal(scene_heard(scene, TO_SERVER_ASK_RECORD), asked + (scene->step == 3 ? 2 : 1));
        assert_null(player_record(scene->player, &size));
        assert_int_equal(size, 0);
        if (scene->told[PLAYER_LOST] != lost) /* what the wire refuses already */
            scene_wait(scene, PLAYER_JOINED, scene->told[PLAYER_LOST] + 1);
    }
}

static bool refuse_record(struct scene *scene, struct fake_peer *peer, const struct to_server *message)
{
    if (message->kind != TO_SERVER_ASK_RECORD || scene->step == 0)
        return false;
    struct to_client answer = {.request = message->request, .kind = TO_CLIENT_REFUSAL};
    answer.refusal.code = scene->step-- == 2 ? REFUSAL_BUSY : REFUSAL_NOT_ENDED;
    answer.refusal.retry_after_ms = 50;
    fake_send(peer, &answer);
    return true;
}

static void a_refused_record(void **state)
{
    struct scene *scene = *state;
    scene->script = refuse_record;
    scene->step = 2;
    play_and_fetch(scene);
    scene_wait(scene, PLAYER_REFUSED, 1); /* after the busy answer was waited out */
    assert_int_equal(scene->refusal.code, REFUSAL_NOT_ENDED);
    assert_int_equal(scene->command, TO_SERVER_ASK_RECORD);
    player_fetch_record(scene->player);
    scene_wait(scene, PLAYER_RECORD, 1);
    assert_true(scene->record_agrees);
    assert_int_equal(scene_heard(scene, TO_SERVER_ASK_RECORD), 3);
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, scene_setup, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(a_record_that_agrees),
        IN_SCENE(a_record_in_many_parts),
        IN_SCENE(a_connection_that_breaks_in_between),
        IN_SCENE(a_record_that_lacks_turns),
        IN_SCENE(a_record_that_lacks_a_roll_back),
        IN_SCENE(another_commitment_than_at_the_start),
        IN_SCENE(the_first_commitment_counts_across_processes),
        IN_SCENE(a_record_that_does_not_compute),
        IN_SCENE(the_record_of_another_world),
        IN_SCENE(parts_that_do_not_fit),
        IN_SCENE(a_refused_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
