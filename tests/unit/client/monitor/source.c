/* The state over an admin socket: asked for again and again, acts in between and in order, a refusal to
 * whoever acted, and trouble while nobody answers. The server is a socket in this process, on the same loop's
 * pool. */
#include "client/monitor/source.h"
#include "common/base/must.h"
#include "common/wire/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { ACTS = 3 };

struct fake {
    int listener, asked, acted;
    char directory[64], path[96];
    uv_thread_t thread;
    enum exercise_act acts[16];
};

struct heard {
    uv_loop_t loop;
    struct source *source;
    int states, done, refused, troubles;
    bool failed, closed;
    enum exercise_act order[16];
};

static void fill_answer(struct fake *fake, const struct to_admin *question, struct from_admin *answer)
{
    *answer = (struct from_admin){.request = question->request, .kind = FROM_ADMIN_EXERCISE_STATE};
    answer->exercise_state.card = answer->exercise_state.projected = -1;
    memcpy(answer->exercise_state.code, "K7QX2M", 7);
    memcpy(answer->exercise_state.scenario, "seminar", 8);
    if (question->kind != TO_ADMIN_EXERCISE_ACT) {
        fake->asked++;
        return;
    }
    fake->acts[fake->acted++] = question->exercise_act.act;
    if (question->exercise_act.act != EXERCISE_CLOSE)
        return;
    answer->kind = FROM_ADMIN_REFUSAL;
    memset(&answer->refusal, 0, sizeof answer->refusal);
    answer->refusal.code = REFUSAL_OVER;
    strcpy(answer->cause, "it is over");
}

static bool take(int fd, void *bytes, size_t count)
{
    uint8_t *at = bytes;
    while (count) {
        ssize_t got = read(fd, at, count);
        if (got <= 0)
            return false;
        at += got;
        count -= (size_t)got;
    }
    return true;
}

static void serve_one(struct fake *fake, int fd)
{
    static uint8_t bytes[WIRE_TO_ADMIN_MAX];
    static struct to_admin question;
    static struct from_admin answer;
    uint8_t header[4];
    struct cause cause;
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    if (!take(fd, header, 4))
        return;
    size_t size = (size_t)header[2] << 8 | header[3] | (size_t)header[1] << 16;
    must(size <= sizeof bytes && take(fd, bytes, size));
    must(wire_read_to_admin(bytes, size, &question, &cause) == STATUS_OK);
    fill_answer(fake, &question, &answer);
    must(wire_write_from_admin(&answer, &buffer) == STATUS_OK);
    size = buffer_length(&buffer);
    const uint8_t out[4] = {(uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8),
                            (uint8_t)size};
    must(write(fd, out, 4) == 4 && write(fd, buffer_bytes(&buffer), size) == (ssize_t)size);
    buffer_free(&buffer);
}

static void serve(void *user)
{
    struct fake *fake = user;
    int fd;
    while ((fd = accept(fake->listener, NULL, NULL)) >= 0) {
        serve_one(fake, fd);
        close(fd);
    }
}

static void listen_on(struct fake *fake)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    must(slice_copy(slice_of(fake->path), address.sun_path, sizeof address.sun_path));
    fake->listener = socket(AF_UNIX, SOCK_STREAM, 0);
    must(fake->listener >= 0);
    must(bind(fake->listener, (struct sockaddr *)&address, sizeof address) == 0);
    must(listen(fake->listener, 8) == 0);
    must(uv_thread_create(&fake->thread, serve, fake) == 0);
}

static void end(struct fake *fake)
{
    shutdown(fake->listener, SHUT_RDWR);
    uv_thread_join(&fake->thread);
    close(fake->listener);
    unlink(fake->path);
}

/* ---- what is heard */

static void on_state(void *user, struct wire_exercise_state *state)
{
    struct heard *heard = user;
    assert_string_equal(state->code, "K7QX2M");
    heard->states++;
}

static void on_answered(void *user, enum exercise_act act, const struct refusal *refusal, const char *cause,
                        bool already)
{
    struct heard *heard = user;
    (void)already;
    heard->order[heard->done + heard->refused] = act;
    if (refusal) {
        assert_int_equal(refusal->code, REFUSAL_OVER);
        assert_string_equal(cause, "it is over");
        heard->refused++;
    } else {
        heard->done++;
    }
}

static void on_trouble(void *user, const char *why)
{
    struct heard *heard = user;
    assert_non_null(strstr(why, "no server answers there"));
    heard->troubles++;
}

static void on_failed(void *user, const char *why)
{
    struct heard *heard = user;
    (void)why;
    heard->failed = true;
}

static void on_closed(void *user)
{
    struct heard *heard = user;
    heard->closed = true;
}

static const struct source_handlers rows = {.state = on_state,
                                            .answered = on_answered,
                                            .trouble = on_trouble,
                                            .failed = on_failed,
                                            .closed = on_closed};

static void run_until(struct heard *heard, const int *count, int wanted)
{
    while (*count < wanted)
        (void)uv_run(&heard->loop, UV_RUN_ONCE);
}

static void acts_are_done_in_order(void **state)
{
    struct fake fake = {.directory = "/tmp/spiral-monitor-XXXXXX"};
    struct heard heard = {0};
    (void)state;
    assert_non_null(mkdtemp(fake.directory));
    snprintf(fake.path, sizeof fake.path, "%s/admin.sock", fake.directory);
    must(uv_loop_init(&heard.loop) == 0);
    struct source_handlers handlers = rows;
    handlers.user = &heard;
    const struct source_place place = {.code = "K7QX2M", .socket = fake.path, .language = languages[0]};
    heard.source = source_admin_open(&heard.loop, &place, &handlers);
    run_until(&heard, &heard.troubles, 1); /* nobody is there yet */
    listen_on(&fake);
    run_until(&heard, &heard.states, 1);
    static const enum exercise_act wanted[ACTS] = {EXERCISE_PAUSE, EXERCISE_CLOSE, EXERCISE_RESUME};
    for (int x = 0; x < ACTS; x++) {
        struct wire_exercise_act act;
        wire_exercise_act_init(&act, wanted[x]);
        assert_true(source_act(heard.source, &act));
    }
    run_until(&heard, &heard.done, 2);
    assert_int_equal(heard.refused, 1);
    assert_memory_equal(heard.order, wanted, sizeof wanted);
    for (int x = 0; x < SOURCE_ACTS_MAX + 2; x++) { /* there is a bound on what waits */
        struct wire_exercise_act act;
        wire_exercise_act_init(&act, EXERCISE_NUDGE);
        act.world = act.seat = 0;
        if (!source_act(heard.source, &act))
            break;
        assert_true(x <= SOURCE_ACTS_MAX);
    }
    run_until(&heard, &heard.done, 2 + SOURCE_ACTS_MAX);
    source_close(heard.source);
    uv_run(&heard.loop, UV_RUN_DEFAULT);
    assert_true(heard.closed && !heard.failed);
    assert_int_equal(uv_loop_close(&heard.loop), 0);
    end(&fake);
    assert_memory_equal(fake.acts, wanted, sizeof wanted);
    rmdir(fake.directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(acts_are_done_in_order)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
