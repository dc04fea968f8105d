/* What a client that does nothing costs the server's memory: clients that have joined and were told
 * everything, and connections that have only said hello. Prints `idle_client joined_kib=.. greeted_kib=..`:
 * the growth of spirald by so many clients, each, the median of some servers. Exercises are made before:
 * worlds are no cost of clients. */
#include "tests/bench/peer.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    EXERCISES = 42,
    CLIENTS = EXERCISES * HOUSE_SEATS, /* about 500 */
    ROUNDS = 3,
    QUIET_MS = 1500, /* until the journal has tidied up */
};

struct crowd {
    struct house house;
    char codes[EXERCISES][WIRE_CODE_SIZE];
    struct to_client message; /* scratch */
    struct peer peers[CLIENTS];
};

static void be_quiet(void)
{
    struct timespec pause = {.tv_sec = QUIET_MS / 1000, .tv_nsec = QUIET_MS % 1000 * 1000000};
    nanosleep(&pause, NULL);
}

/* One client has come and gone before the first look: what is loaded once is no cost of clients either. */
static void crowd_open(struct crowd *crowd, const char *parent)
{
    struct peer first;
    house_open(&crowd->house, parent);
    for (int x = 0; x < EXERCISES; x++)
        house_make_exercise(&crowd->house, crowd->codes[x]);
    peer_open(&first, &crowd->house);
    peer_close(&first);
    be_quiet();
}

static void crowd_close(struct crowd *crowd)
{
    for (int x = 0; x < CLIENTS; x++)
        peer_close(&crowd->peers[x]);
    house_close(&crowd->house);
}

static void greet(struct crowd *crowd)
{
    for (int x = 0; x < CLIENTS; x++)
        peer_open(&crowd->peers[x], &crowd->house);
}

static void join(struct crowd *crowd)
{
    for (int x = 0; x < CLIENTS; x++) {
        peer_open(&crowd->peers[x], &crowd->house);
        peer_join(&crowd->peers[x], crowd->codes[x / HOUSE_SEATS], NULL);
    }
    for (int x = 0; x < CLIENTS; x++) {
        peer_await(&crowd->peers[x], TO_CLIENT_SITUATION, &crowd->message);
        to_client_free(&crowd->message);
    }
}

static double growth_kib(struct crowd *crowd, const char *parent, void (*come)(struct crowd *crowd))
{
    crowd_open(crowd, parent);
    double before = house_memory_kib(&crowd->house);
    come(crowd);
    be_quiet();
    double after = house_memory_kib(&crowd->house);
    crowd_close(crowd);
    return (after - before) / CLIENTS;
}

int main(int count, char **arguments)
{
    const char *parent = count > 1 ? arguments[1] : ".";
    struct crowd *crowd = calloc(1, sizeof *crowd);
    must(crowd != NULL);
    double joined[ROUNDS], greeted[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        joined[round] = growth_kib(crowd, parent, join);
        greeted[round] = growth_kib(crowd, parent, greet);
    }
    printf("idle_client joined_kib=%.1f greeted_kib=%.1f\n", bench_median(joined, ROUNDS),
           bench_median(greeted, ROUNDS));
    free(crowd);
    return 0;
}
