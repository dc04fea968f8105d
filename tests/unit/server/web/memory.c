/* Memory that is denied, at every place in turn: somebody is refused or their connection ends, the others go
 * on, and nothing is lost or leaked. And what an idle browser costs. */
#include "bench.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *memory);

static int until_denied = -1; /* times that the web asks; below 0: nothing is denied */
static size_t held;           /* bytes that the tree's own code holds, but for the bench */

static bool denied(void)
{
    return bench_busy == 0 && until_denied >= 0 && until_denied-- == 0;
}

static void *counted(void *memory)
{
    held += bench_busy == 0 ? malloc_usable_size(memory) : 0;
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return denied() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size)
{
    return denied() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *old, size_t size)
{
    if (denied())
        return NULL;
    held -= bench_busy == 0 ? malloc_usable_size(old) : 0;
    return counted(__real_realloc(old, size));
}

void __wrap_free(void *memory)
{
    held -= bench_busy == 0 ? malloc_usable_size(memory) : 0;
    __real_free(memory);
}

/* ---- */

enum { IDLE_MAX = 160 }; /* bytes of a browser between two messages */

struct scene {
    struct bench bench;
    struct browser browser;
    struct web_stream *stream;
};

/* Only what the web asks for is denied, not what the bench does. */
static void say_denied(struct scene *scene, const void *bytes, size_t count, int nth)
{
    until_denied = nth;
    web_bytes(scene->stream, bytes, count);
    until_denied = -1;
}

static bool begin(struct scene *scene)
{
    bench_open(&scene->bench);
    scene->browser = browser_open(&scene->bench);
    scene->stream = scene->browser.stream = web_opened(scene->bench.web, &scene->browser, "192.0.2.1:4000");
    return scene->stream != NULL;
}

static void end(struct scene *scene)
{
    browser_close(&scene->browser);
    bench_close(&scene->bench);
}

static void a_connection(void **state)
{
    (void)state;
    for (int nth = 0; nth < 2; nth++) {
        struct bench bench;
        bench_open(&bench);
        struct browser browser = browser_open(&bench);
        until_denied = nth;
        assert_null(web_opened(bench.web, &browser, "192.0.2.1:4000"));
        until_denied = -1;
        assert_int_equal(web_counts(bench.web).streams, 0);
        bench_close(&bench);
    }
}

/* Gives in how many places memory was denied until the request went well. */
static int deny_in_turn(const char *request, size_t size)
{
    for (int nth = 0; nth < 50; nth++) {
        struct scene scene;
        assert_true(begin(&scene));
        say_denied(&scene, request, size, nth);
        bool answered = buffer_length(&scene.browser.heard) > 0;
        struct answer_heard answer = {0};
        if (answered)
            answer = browser_answer(&scene.browser, true);
        bool well = answered && answer.status < 400;
        assert_true(well || scene.browser.finished); /* refused, never left waiting */
        end(&scene);
        if (well)
            return nth;
    }
    fail();
    return 0;
}

#define DENY(request) deny_in_turn(request, sizeof(request) - 1)

static void requests(void **state)
{
    (void)state;
    assert_true(DENY("GET / HTTP/1.1\r\nHost: a\r\n\r\n") >= 1);
    assert_true(DENY("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n") >= 2);
    assert_true(DENY("GET /link HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                     "Origin: https://a\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " BENCH_KEY
                     "\r\nSec-WebSocket-Protocol: spiral.v1\r\n\r\n") >= 2);
    assert_true(DENY("POST /link HTTP/1.1\r\nHost: a\r\nOrigin: https://a\r\nContent-Type: "
                     "application/octet-stream\r\nContent-Length: 7\r\n\r\n\0\0\0\3one") >= 2);
}

/* Fragments, so that a message is kept. */
static void messages(void **state)
{
    (void)state;
    int denials = 0;
    for (bool well = false; !well; denials++) {
        struct scene scene;
        uint8_t bytes[64];
        assert_true(begin(&scene));
        socket_open(&scene.browser);
        size_t size = frame_put(bytes, 0x02, "one", 3);
        size += frame_put(bytes + size, 0x80, "two", 3);
        size += frame_put(bytes + size, 0x89, "ping", 4);
        until_denied = denials;
        web_bytes(scene.stream, bytes, size);
        well = until_denied >= 0;
        until_denied = -1;
        if (well)
            expect_frame(&scene.browser, 0x8a, "ping", 4);
        else
            expect_close(&scene.browser, 1011);
        end(&scene);
        assert_true(denials < 50);
    }
    assert_true(denials > 1);
}

static void what_is_kept_for_a_poller(void **state)
{
    (void)state;
    struct scene scene;
    char link[33];
    assert_true(begin(&scene));
    poll_open(&scene.browser, link);
    until_denied = 0;
    talk_send(scene.bench.talk[0], "one");
    until_denied = -1;
    bench_due(&scene.bench);
    assert_true(scene.bench.talk[0]->closed);
    assert_string_equal(scene.bench.talk[0]->reason, "out of memory");
    end(&scene);
}

/* Between two messages a browser costs a few structs: no buffer of ours or of a library's. */
static void an_idle_browser_holds_little(void **state)
{
    (void)state;
    enum { BROWSERS = 64 };
    static struct browser browsers[BROWSERS];
    struct bench bench;
    bench_open(&bench);
    size_t before = held;
    for (int x = 0; x < BROWSERS; x++) {
        browsers[x] = browser_open(&bench);
        socket_open(&browsers[x]);
        socket_say(&browsers[x], 0x02, "he", 2);
        socket_say(&browsers[x], 0x89, "", 0);
        socket_say(&browsers[x], 0x80, "llo", 3);
        expect_frame(&browsers[x], 0x8a, "", 0);
    }
    size_t each = (held - before) / BROWSERS;
    print_message("an idle browser holds %zu bytes\n", each);
    assert_in_range(each, 1, IDLE_MAX);
    for (int x = 0; x < BROWSERS; x++) {
        assert_string_equal(talk_said(bench.talk[x]), "hello");
        browser_close(&browsers[x]);
    }
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_connection),
        cmocka_unit_test(requests),
        cmocka_unit_test(messages),
        cmocka_unit_test(what_is_kept_for_a_poller),
        cmocka_unit_test(an_idle_browser_holds_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
