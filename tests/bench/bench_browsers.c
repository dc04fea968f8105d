/* What browsers cost: 240 of them, by WebSocket, in 40 worlds of six states.
 *
 * `browsers_join` all 240 from their connection to their situation; `browsers_turn` from the last ready of a
 * world to the result at each of its six, one world after the other and all forty at once; `browsers_idle`
 * what an idle browser and an idle terminal cost the server's memory; `browsers_page` what the first visit of
 * a student fetches. Takes the directory for the server's data, by default the current one. */
#include "tests/bench/peer.h"
#include "tests/bench/tab.h"

#include "common/base/must.h"

#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

enum {
    WORLDS = 40,
    SEATS = 6,
    TABS = WORLDS * SEATS,
    TURNS = 5, /* of each kind */
    IDLE_EXERCISES = 17,
    IDLE = IDLE_EXERCISES * HOUSE_SEATS, /* about 200 */
    ROUNDS = 3,
    QUIET_MS = 1500, /* until the journal has tidied up */
    ASSETS_MAX = 64,
    PATH_SIZE = 160,
};

struct world {
    char code[WIRE_CODE_SIZE];
    struct id id;
    uint32_t turn;
};

struct bench {
    struct house house;
    SSL_CTX *context;
    int events;
    struct world worlds[WORLDS];
    struct tab tabs[TABS];
    int64_t said_ns[WORLDS];
    double samples[TABS * TURNS];
    int sample_count;
    struct to_client message; /* scratch */
};

static void be_quiet(void)
{
    struct timespec pause = {.tv_sec = QUIET_MS / 1000, .tv_nsec = QUIET_MS % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* In milliseconds. */
static double percentile(struct bench *bench, int percent)
{
    qsort(bench->samples, (size_t)bench->sample_count, sizeof bench->samples[0], compare);
    return bench->samples[bench->sample_count * percent / 100];
}

static void name_command(struct id *command)
{
    must(getrandom(command->bytes, ID_SIZE, 0) == ID_SIZE);
}

static void greet(struct tab *tab)
{
    struct to_server hello = {.kind = TO_SERVER_HELLO,
                              .hello = {.version = WIRE_VERSION, .client = "bench", .language = "en"}};
    tab_send(tab, &hello);
}

static void ask_to_join(struct tab *tab, const char *code)
{
    struct to_server join = {.kind = TO_SERVER_JOIN, .join = {.name = "bench"}};
    snprintf(join.join.code, sizeof join.join.code, "%s", code);
    name_command(&join.join.secret);
    tab_send(tab, &join);
}

/* Everybody opens the page's link at once; answers are read afterwards, as each browser does for itself. */
static void join_all(struct bench *bench)
{
    int64_t begun_ns = bench_now_ns();
    for (int x = 0; x < TABS; x++) {
        tab_open(&bench->tabs[x], bench->context, bench->house.child.port);
        greet(&bench->tabs[x]);
        ask_to_join(&bench->tabs[x], bench->worlds[x / SEATS].code);
    }
    for (int x = 0; x < TABS; x++) {
        struct epoll_event event = {.events = EPOLLIN, .data = {.u32 = (uint32_t)x}};
        tab_await(&bench->tabs[x], TO_CLIENT_SITUATION, &bench->message);
        bench->worlds[x / SEATS].id = bench->message.situation.world;
        to_client_free(&bench->message);
        must(epoll_ctl(bench->events, EPOLL_CTL_ADD, bench->tabs[x].socket, &event) == 0);
    }
    printf("browsers_join count=%d ms=%.0f\n", TABS, (double)(bench_now_ns() - begun_ns) / 1e6);
    fflush(stdout);
}

static void say_ready(struct bench *bench, int tab)
{
    const struct world *world = &bench->worlds[tab / SEATS];
    struct to_server ready = {.kind = TO_SERVER_SET_READY,
                              .set_ready = {.world = world->id, .turn = world->turn, .ready = true}};
    name_command(&ready.set_ready.command);
    tab_send(&bench->tabs[tab], &ready);
}

/* Takes in what has come for a tab; true when the result of its world's open turn was among it. */
static bool hear(struct bench *bench, int tab, bool timed)
{
    static const unsigned situation = 7, refusal = 4; /* fields of ToClient */
    const uint8_t *bytes;
    size_t count;
    bool told = false;
    tab_read(&bench->tabs[tab]);
    while (tab_next(&bench->tabs[tab], &bytes, &count)) {
        unsigned field = tab_field(bytes, count);
        if (field == refusal)
            bench_fail("a command was refused");
        if (field != situation)
            continue;
        told = true;
        if (timed)
            bench->samples[bench->sample_count++] =
                (double)(bench_now_ns() - bench->said_ns[tab / SEATS]) / 1e6;
    }
    return told;
}

/* Until so many tabs were told the result. */
static void await_results(struct bench *bench, int count)
{
    struct epoll_event ready[64];
    while (count > 0) {
        int waiting = epoll_wait(bench->events, ready, 64, 10000);
        if (waiting <= 0)
            bench_fail("no result in ten seconds");
        for (int x = 0; x < waiting; x++)
            count -= hear(bench, (int)ready[x].data.u32, true);
    }
}

/* All but the last of a world; returns when the server has taken that in. */
static void prepare(struct bench *bench, int world)
{
    for (int seat = 1; seat < SEATS; seat++)
        say_ready(bench, world * SEATS + seat);
    for (int seat = 1; seat < SEATS; seat++) {
        tab_await(&bench->tabs[world * SEATS + seat], TO_CLIENT_ACCEPTED, &bench->message);
        to_client_free(&bench->message);
    }
}

static void finish(struct bench *bench, int world)
{
    bench->said_ns[world] = bench_now_ns();
    say_ready(bench, world * SEATS);
}

static void play(struct bench *bench, bool at_once)
{
    bench->sample_count = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        for (int world = 0; world < WORLDS; world++)
            prepare(bench, world);
        for (int world = 0; world < WORLDS; world++) {
            finish(bench, world);
            if (!at_once)
                await_results(bench, SEATS);
        }
        if (at_once)
            await_results(bench, TABS);
        for (int world = 0; world < WORLDS; world++)
            bench->worlds[world].turn++;
    }
    double p95 = percentile(bench, 95);
    printf("browsers_turn %s p50_ms=%.1f p95_ms=%.1f p99_ms=%.1f samples=%d\n",
           at_once ? "at_once=1" : "at_once=0", percentile(bench, 50), p95, percentile(bench, 99),
           bench->sample_count);
    fflush(stdout);
}

static void measure_play(const char *parent, struct bench *bench)
{
    house_open(&bench->house, parent);
    bench->events = epoll_create1(EPOLL_CLOEXEC);
    must(bench->events >= 0);
    double before = house_memory_kib(&bench->house);
    for (int x = 0; x < WORLDS; x++) {
        house_make_exercise_of(&bench->house, "ring-6", SEATS, bench->worlds[x].code);
        bench->worlds[x].turn = 1;
    }
    double made = house_memory_kib(&bench->house);
    join_all(bench);
    be_quiet();
    printf("browsers_memory start_kib=%.0f worlds_kib=%.0f joined_kib=%.0f\n", before, made,
           house_memory_kib(&bench->house));
    play(bench, false);
    play(bench, true);
    printf("browsers_memory played_kib=%.0f\n", house_memory_kib(&bench->house));
    for (int x = 0; x < TABS; x++)
        tab_close(&bench->tabs[x]);
    close(bench->events);
    house_close(&bench->house);
}

/* Growth of the server by an idle client in KiB: browsers by WebSocket, or terminals. */
static double idle_kib(struct bench *bench, const char *parent, bool browsers)
{
    static char codes[IDLE_EXERCISES][WIRE_CODE_SIZE];
    static struct tab tabs[IDLE];
    static struct peer peers[IDLE];
    house_open(&bench->house, parent);
    for (int x = 0; x < IDLE_EXERCISES; x++)
        house_make_exercise(&bench->house, codes[x]);
    tab_open(&tabs[0], bench->context,
             bench->house.child.port); /* what is loaded once is no cost of clients */
    tab_close(&tabs[0]);
    peer_open(&peers[0], &bench->house);
    peer_close(&peers[0]);
    be_quiet();
    double before = house_memory_kib(&bench->house);
    for (int x = 0; x < IDLE; x++) {
        if (browsers) {
            tab_open(&tabs[x], bench->context, bench->house.child.port);
            greet(&tabs[x]);
            ask_to_join(&tabs[x], codes[x / HOUSE_SEATS]);
            tab_await(&tabs[x], TO_CLIENT_BRIEFING, &bench->message);
            to_client_free(&bench->message);
        } else {
            peer_open(&peers[x], &bench->house);
            peer_join(&peers[x], codes[x / HOUSE_SEATS], NULL);
        }
    }
    for (int x = 0; x < IDLE; x++) {
        if (browsers)
            tab_await(&tabs[x], TO_CLIENT_SITUATION, &bench->message);
        else
            peer_await(&peers[x], TO_CLIENT_SITUATION, &bench->message);
        to_client_free(&bench->message);
    }
    be_quiet();
    double after = house_memory_kib(&bench->house);
    for (int x = 0; x < IDLE; x++) {
        if (browsers)
            tab_close(&tabs[x]);
        else
            peer_close(&peers[x]);
    }
    house_close(&bench->house);
    return (after - before) / IDLE;
}

static void measure_idle(const char *parent, struct bench *bench)
{
    double browser[ROUNDS], terminal[ROUNDS], ratio[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        terminal[round] = idle_kib(bench, parent, false);
        browser[round] = idle_kib(bench, parent, true);
        ratio[round] = browser[round] / terminal[round];
    }
    printf("browsers_idle browser_kib=%.1f terminal_kib=%.1f ratio=%.2f\n", bench_median(browser, ROUNDS),
           bench_median(terminal, ROUNDS), bench_median(ratio, ROUNDS));
    fflush(stdout);
}

/* What the page names, but for the other language's words. */
static void measure_page(const char *parent, struct bench *bench)
{
    char *text;
    house_open(&bench->house, parent);
    int port = bench->house.child.port, files = 1;
    tab_fetch(bench->context, port, "/", &text);
    size_t bytes = tab_fetch(bench->context, port, "/", NULL);
    for (const char *at = text; (at = strstr(at, "\"/assets/")) && files < ASSETS_MAX; at++) {
        char path[PATH_SIZE];
        size_t length = strcspn(at + 1, "\"");
        must(length < sizeof path);
        memcpy(path, at + 1, length);
        path[length] = '\0';
        if (strstr(path, "words-es"))
            continue;
        bytes += tab_fetch(bench->context, port, path, NULL);
        files++;
    }
    printf("browsers_page files=%d bytes=%zu\n", files, bytes);
    free(text);
    house_close(&bench->house);
}

int main(int count, char **arguments)
{
    const char *parent = count > 1 ? arguments[1] : ".";
    struct bench *bench = calloc(1, sizeof *bench);
    must(bench != NULL);
    bench->context = tab_context();
    measure_page(parent, bench);
    measure_play(parent, bench);
    measure_idle(parent, bench);
    SSL_CTX_free(bench->context);
    free(bench);
    return 0;
}
