#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "common/base/must.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void on_heard(struct fake_peer *peer, const struct to_server *message)
{
    struct scene *scene = peer->server->user;
    must(scene->heard_count < SCENE_HEARD_MAX);
    scene->heard_over[scene->heard_count] = peer->number;
    scene->heard[scene->heard_count++] = *message;
    if (!scene->script || !scene->script(scene, peer, message))
        scene_answer(scene, peer, message);
}

static void on_news(void *user, struct player *player, const struct player_news *news)
{
    struct scene *scene = user;
    (void)player;
    scene->told[news->event]++;
    if (news->text && news->text[0])
        snprintf(scene->text, sizeof scene->text, "%s", news->text);
    if (news->event == PLAYER_REFUSED)
        scene->refusal = *news->refusal;
    if (news->event == PLAYER_REFUSED || news->event == PLAYER_ACCEPTED)
        scene->command = news->command;
    if (news->event == PLAYER_RECORD)
        scene->record_agrees = news->record_agrees;
    if (scene->news)
        scene->news(scene, news);
}

int scene_setup(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    must(scene != NULL);
    must(uv_loop_init(&scene->loop) == 0);
    identity_make(&scene->identity);
    strcpy(scene->home, "/tmp/spiral-scene-XXXXXX");
    must(mkdtemp(scene->home) != NULL);
    snprintf(scene->ack_log, sizeof scene->ack_log, "%s/acks", scene->home);
    scene->server.heard = on_heard;
    scene->server.user = scene;
    fake_start(&scene->server, &scene->loop, scene->identity.certificate, scene->identity.key, 0);
    scene_world(scene);
    scene->options = (struct player_options){.host = "127.0.0.1",
                                             .port = scene->server.port,
                                             .code = "ABCD",
                                             .name = "Ann",
                                             .home = scene->home,
                                             .ack_log = scene->ack_log};
    *state = scene;
    return 0;
}

/* The home has one level of directories. */
static void remove_tree(const char *path)
{
    DIR *directory = opendir(path);
    for (struct dirent *entry; directory && (entry = readdir(directory));) {
        char inner[512];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0)
            remove_tree(inner);
    }
    if (directory)
        closedir(directory);
    rmdir(path);
}

int scene_teardown(void **state)
{
    struct scene *scene = *state;
    if (scene->player)
        scene_end_player(scene);
    must(scene->server.unpadded == 0); /* how long a request is tells nothing of it */
    fake_stop(&scene->server);
    must(uv_run(&scene->loop, UV_RUN_DEFAULT) == 0);
    fake_free(&scene->server);
    int result = uv_loop_close(&scene->loop);
    identity_remove(&scene->identity);
    remove_tree(scene->home);
    free(scene);
    return result;
}

void scene_play(struct scene *scene)
{
    struct cause cause = {""};
    enum status status = player_create(&scene->loop, &scene->options, on_news, scene, &scene->player, &cause);
    assert_string_equal(cause.text, "");
    assert_int_equal(status, STATUS_OK);
    scene->player->times.retry_ms = 4;
    scene->player->times.retry_most_ms = 30;
    uv_timer_set_repeat(&scene->player->tick, 10);
    must(uv_timer_again(&scene->player->tick) == 0);
}

void scene_end_player(struct scene *scene)
{
    int before = scene->told[PLAYER_CLOSED];
    player_stop(scene->player);
    scene_wait(scene, PLAYER_CLOSED, before + 1);
    player_destroy(scene->player);
    scene->player = NULL;
}

static void on_time(uv_timer_t *timer)
{
    *(bool *)timer->data = true;
}

/* One of the two counts is waited for; both NULL: only the time. */
static bool run_until(struct scene *scene, const int *told, enum to_server_kind kind, int times, uint64_t ms)
{
    bool over = false, seen = false;
    uv_timer_t timer;
    must(uv_timer_init(&scene->loop, &timer) == 0);
    timer.data = &over;
    uv_update_time(&scene->loop);
    must(uv_timer_start(&timer, on_time, ms, 0) == 0);
    while (!over && !seen) {
        if (told)
            seen = *told >= times;
        else if (kind != TO_SERVER_UNKNOWN)
            seen = scene_heard(scene, kind) >= times;
        if (!seen)
            uv_run(&scene->loop, UV_RUN_ONCE);
    }
    uv_close((uv_handle_t *)&timer, NULL);
    uv_run(&scene->loop, UV_RUN_NOWAIT);
    return seen;
}

void scene_wait(struct scene *scene, enum player_event event, int times)
{
    if (!run_until(scene, &scene->told[event], TO_SERVER_UNKNOWN, times, SCENE_WAIT_MS))
        fail_msg("news %d came %d times and not %d; the last text: %s", event, scene->told[event], times,
                 scene->text);
}

void scene_wait_heard(struct scene *scene, enum to_server_kind kind, int times)
{
    if (!run_until(scene, NULL, kind, times, SCENE_WAIT_MS))
        fail_msg("message %d came %d times and not %d; the last text: %s", kind, scene_heard(scene, kind),
                 times, scene->text);
}

void scene_run(struct scene *scene, uint64_t ms)
{
    run_until(scene, NULL, TO_SERVER_UNKNOWN, 0, ms);
}

int scene_heard(const struct scene *scene, enum to_server_kind kind)
{
    int count = 0;
    for (int i = 0; i < scene->heard_count; i++)
        count += scene->heard[i].kind == kind;
    return count;
}

const struct to_server *scene_message(const struct scene *scene, enum to_server_kind kind, int n)
{
    for (int i = 0; i < scene->heard_count; i++)
        if (scene->heard[i].kind == kind && n-- == 0)
            return &scene->heard[i];
    return NULL;
}
