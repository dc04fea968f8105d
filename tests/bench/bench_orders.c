/* Durable acknowledged orders a second, with 1 and with 16 of them on their way, against a real spirald on
 * loopback; and the same bytes by bare append and fdatasync into the same directory, in the same run. Rounds
 * take turns, so that a noisy machine is noisy for both. Takes the directory whose file system is measured,
 * by default the current one. Prints a line for each number on the way: `orders_1 server_per_s=..
 * raw_per_s=.. share=..`. */
#include "common/base/must.h"
#include "common/bots/bot.h"
#include "common/record/entry.h"
#include "tests/bench/peer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum {
    EXERCISES = 20,
    WRITERS = EXERCISES * HOUSE_SEATS, /* so many that none of them meets the limit of messages a second */
    ROUNDS = 7,
    IN_FLIGHT_MAX = 16,
};

/* A session that saves the same orders again and again. */
struct writer {
    struct peer peer;
    struct to_server save;
    bool busy; /* one save is on its way */
    char entry[ENTRY_ORDERS_MAX];
    size_t entry_size; /* bytes that the journal keeps of a save */
};

struct bench {
    struct house house;
    int events, raw;         /* epoll; the file of the bare appends */
    int next;                /* the writer whose turn it is */
    uint64_t commands;       /* sent so far */
    struct to_client answer; /* scratch */
    struct writer writers[WRITERS];
};

static void writer_prepare(struct writer *writer, const struct wire_briefing *briefing,
                           struct wire_situation *situation)
{
    struct siphash_key key = {briefing->seat, 7};
    struct wire_save_orders *save = &writer->save.save_orders;
    writer->save.kind = TO_SERVER_SAVE_ORDERS;
    view_complete(&situation->view, briefing);
    bot_find(slice_of("random_legal"))->play(&situation->view, key, &save->orders);
    save->world = briefing->world;
    save->turn = 1;
    struct entry_orders entry = {
        .head = {.turn = 1, .seat = (int32_t)briefing->seat}, .revision = 100, .orders = save->orders};
    struct text text = text_over(writer->entry, sizeof writer->entry);
    entry_put_orders(&text, &entry, HOUSE_SEATS);
    must(!text.cut);
    writer->entry_size = text.length;
}

static void seat_exercise(struct bench *bench, struct writer writers[HOUSE_SEATS])
{
    char code[WIRE_CODE_SIZE];
    struct wire_briefing *briefings = calloc(HOUSE_SEATS, sizeof *briefings);
    must(briefings != NULL);
    house_make_exercise(&bench->house, code);
    for (int x = 0; x < HOUSE_SEATS; x++) {
        peer_open(&writers[x].peer, &bench->house);
        peer_join(&writers[x].peer, code, &briefings[x]);
    }
    for (int x = 0; x < HOUSE_SEATS; x++) {
        struct epoll_event event = {.events = EPOLLIN, .data = {.ptr = &writers[x]}};
        peer_await(&writers[x].peer, TO_CLIENT_SITUATION, &bench->answer);
        writer_prepare(&writers[x], &briefings[x], &bench->answer.situation);
        must(epoll_ctl(bench->events, EPOLL_CTL_ADD, writers[x].peer.socket, &event) == 0);
    }
    free(briefings);
}

static void send_next(struct bench *bench)
{
    while (bench->writers[bench->next].busy)
        bench->next = (bench->next + 1) % WRITERS;
    struct writer *writer = &bench->writers[bench->next];
    bench->next = (bench->next + 1) % WRITERS;
    bench->commands++;
    memcpy(writer->save.save_orders.command.bytes, &bench->commands, sizeof bench->commands);
    writer->busy = true;
    peer_send(&writer->peer, &writer->save);
}

/* How many acknowledgements have come; anything else that comes is passed over. */
static int take_answers(struct bench *bench, struct writer *writer)
{
    int accepted = 0;
    struct to_client *answer = &bench->answer;
    peer_read(&writer->peer);
    while (peer_next(&writer->peer, answer)) {
        if (answer->kind == TO_CLIENT_REFUSAL)
            bench_fail("orders were refused: %s: %s", refusal_name(answer->refusal.code),
                       answer->refusal.item);
        if (answer->kind == TO_CLIENT_ACCEPTED) {
            writer->save.save_orders.revision = answer->accepted.revision;
            writer->busy = false;
            accepted++;
        }
        to_client_free(answer);
    }
    return accepted;
}

static double server_round(struct bench *bench, int in_flight, int count)
{
    struct epoll_event ready[IN_FLIGHT_MAX];
    int sent = 0, done = 0;
    int64_t begun = bench_now_ns();
    while (sent < in_flight) {
        send_next(bench);
        sent++;
    }
    while (done < count) {
        int waiting = epoll_wait(bench->events, ready, IN_FLIGHT_MAX, 10000);
        if (waiting <= 0)
            bench_fail("no acknowledgement in ten seconds");
        for (int x = 0; x < waiting; x++) {
            int accepted = take_answers(bench, ready[x].data.ptr);
            done += accepted;
            for (; accepted > 0 && sent < count; accepted--, sent++)
                send_next(bench);
        }
    }
    return (double)done * 1e9 / (double)(bench_now_ns() - begun);
}

static double raw_round(struct bench *bench, int batch, int count)
{
    static char group[IN_FLIGHT_MAX * ENTRY_ORDERS_MAX];
    int done = 0;
    int64_t begun = bench_now_ns();
    while (done < count) {
        size_t size = 0;
        for (int x = 0; x < batch; x++, done++) {
            const struct writer *writer = &bench->writers[done % WRITERS];
            memcpy(group + size, writer->entry, writer->entry_size);
            size += writer->entry_size;
        }
        if (write(bench->raw, group, size) != (ssize_t)size || fdatasync(bench->raw) != 0)
            bench_fail("the bare appends: %s", strerror(errno));
    }
    return (double)done * 1e9 / (double)(bench_now_ns() - begun);
}

static void measure(struct bench *bench, int in_flight, int count)
{
    double server[ROUNDS], raw[ROUNDS];
    server_round(bench, in_flight, count); /* caches and files are warm from here on */
    raw_round(bench, in_flight, count);
    for (int round = 0; round < ROUNDS; round++) {
        raw[round] = raw_round(bench, in_flight, count);
        server[round] = server_round(bench, in_flight, count);
    }
    double server_per_s = bench_median(server, ROUNDS), raw_per_s = bench_median(raw, ROUNDS);
    printf("orders_%d server_per_s=%.0f raw_per_s=%.0f share=%.2f\n", in_flight, server_per_s, raw_per_s,
           server_per_s / raw_per_s);
    fflush(stdout);
}

int main(int count, char **arguments)
{
    char path[HOUSE_PATH_SIZE + 16];
    struct timespec pause = {.tv_sec = 1}; /* the idle moment that a server has before play begins */
    struct bench *bench = calloc(1, sizeof *bench);
    must(bench != NULL);
    house_open(&bench->house, count > 1 ? arguments[1] : ".");
    snprintf(path, sizeof path, "%s/raw", bench->house.directory);
    bench->raw = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bench->events = epoll_create1(EPOLL_CLOEXEC);
    must(bench->raw >= 0 && bench->events >= 0);
    for (int x = 0; x < EXERCISES; x++)
        seat_exercise(bench, &bench->writers[x * HOUSE_SEATS]);
    nanosleep(&pause, NULL);
    measure(bench, 1, 1500);
    measure(bench, 16, 12000);
    for (int x = 0; x < WRITERS; x++)
        peer_close(&bench->writers[x].peer);
    close(bench->events);
    close(bench->raw);
    house_close(&bench->house);
    free(bench);
    return 0;
}
