/* What a neighbour who stops reading costs the others: twelve seats over TLS against a real spirald, turn
 * after turn closed because all are ready. For each of eleven players the time from the last ready to the
 * situation of the next turn; the twelfth reads, or has stopped reading with some hundred KiB waiting for
 * it in the server, and says ready all the same. Rounds of both kinds take turns. Takes the directory of the
 * journal, by default the current one. Prints the medians of the rounds and of their ratios: `stalled
 * p99_us=.. undisturbed_us=.. ratio=..`. */
#include "common/base/must.h"
#include "tests/bench/peer.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>

enum {
    ROUNDS = 5,
    WORLDS = 30, /* of a round */
    FILLS = 2,   /* turns in which the others write to the one who does not read */
    WORDS = 13,  /* messages of each of them in such a turn: with all turns less than ends the link */
    TURNS = 9,   /* timed ones of a world, which never ends before its twelfth */
    OTHERS = HOUSE_SEATS - 1,
    SAMPLES = WORLDS * TURNS * OTHERS,
    WAITS_MS = 10000,
    SMALL = 4096, /* bytes that the one who does not read has room for */
};

struct game {
    struct house house;
    struct peer peers[HOUSE_SEATS]; /* the last one may stop reading */
    struct id world;
    uint32_t seats[HOUSE_SEATS];
    uint32_t turn;            /* the open one */
    struct to_client message; /* scratch */
    int sample_count;
    double samples[SAMPLES]; /* microseconds */
};

static void name_command(struct id *command)
{
    must(getrandom(command->bytes, ID_SIZE, 0) == ID_SIZE);
}

static void say_ready(struct game *game, int peer)
{
    struct to_server ready = {.kind = TO_SERVER_SET_READY,
                              .set_ready = {.world = game->world, .turn = game->turn, .ready = true}};
    name_command(&ready.set_ready.command);
    peer_send(&game->peers[peer], &ready);
}

/* Whether the situation after the open turn is among what has come to a peer. */
static bool has_next_turn(struct game *game, int peer)
{
    bool has = false;
    struct to_client *message = &game->message;
    while (peer_next(&game->peers[peer], message)) {
        if (message->kind == TO_CLIENT_REFUSAL)
            bench_fail("the server refuses: %s: %s", refusal_name(message->refusal.code),
                       message->refusal.item);
        has = has ||
              (message->kind == TO_CLIENT_SITUATION && (uint32_t)message->situation.view.turn == game->turn);
        to_client_free(message);
    }
    return has;
}

/* Takes in what comes until so many peers, from the first on, were told of the next turn; a sample is kept
 * for each of the others. */
static void await_turn(struct game *game, int readers, int64_t begun_ns)
{
    struct pollfd wanted[HOUSE_SEATS];
    bool told[HOUSE_SEATS] = {false};
    for (int x = 0; x < readers; x++)
        wanted[x] = (struct pollfd){.fd = game->peers[x].socket, .events = POLLIN};
    for (int left = readers; left > 0;) {
        if (poll(wanted, (nfds_t)readers, WAITS_MS) <= 0)
            bench_fail("turn %u was not resolved in ten seconds", game->turn);
        for (int x = 0; x < readers; x++) {
            if (!wanted[x].revents)
                continue;
            peer_read(&game->peers[x]);
            if (!has_next_turn(game, x) || told[x])
                continue;
            told[x] = true;
            left--;
            if (x < OTHERS && begun_ns)
                game->samples[game->sample_count++] = (double)(bench_now_ns() - begun_ns) / 1e3;
        }
    }
}

static void play_turn(struct game *game, int readers, bool timed)
{
    for (int x = HOUSE_SEATS - 1; x > 0; x--)
        say_ready(game, x);
    int64_t begun_ns = bench_now_ns();
    say_ready(game, 0);
    await_turn(game, readers, timed ? begun_ns : 0);
    game->turn++;
}

/* The others write to the one who does not read, and wait until all of it was taken. */
static void fill(struct game *game)
{
    struct to_server *send = calloc(1, sizeof *send);
    must(send != NULL);
    send->kind = TO_SERVER_SEND_PRESS;
    send->send_press.world = game->world;
    send->send_press.to = (uint16_t)(1u << game->seats[OTHERS]);
    memset(send->send_press.text, 'x', WIRE_PRESS_SIZE - 1);
    for (int x = 0; x < OTHERS; x++)
        for (int count = 0; count < WORDS; count++) {
            name_command(&send->send_press.command);
            peer_send(&game->peers[x], send);
            peer_await(&game->peers[x], TO_CLIENT_ACCEPTED, &game->message);
        }
    free(send);
}

static void game_open(struct game *game)
{
    char code[WIRE_CODE_SIZE];
    struct wire_briefing *briefing = calloc(1, sizeof *briefing);
    must(briefing != NULL);
    house_make_exercise(&game->house, code);
    for (int x = 0; x < HOUSE_SEATS; x++) {
        peer_open(&game->peers[x], &game->house);
        peer_join(&game->peers[x], code, briefing);
        game->seats[x] = briefing->seat;
        game->world = briefing->world;
    }
    for (int x = 0; x < HOUSE_SEATS; x++) {
        peer_await(&game->peers[x], TO_CLIENT_SITUATION, &game->message);
        to_client_free(&game->message);
    }
    game->turn = 1;
    free(briefing);
}

static void play_world(struct game *game, bool stalled)
{
    int small = SMALL, readers = stalled ? OTHERS : HOUSE_SEATS;
    game_open(game);
    if (stalled)
        setsockopt(game->peers[OTHERS].socket, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    while (game->turn <= FILLS + TURNS) {
        if (game->turn <= FILLS)
            fill(game);
        play_turn(game, readers, game->turn > FILLS);
    }
    for (int x = 0; x < HOUSE_SEATS; x++)
        peer_close(&game->peers[x]);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The 99th percentile of a round, in microseconds. */
static double play_round(struct game *game, bool stalled)
{
    game->sample_count = 0;
    for (int world = 0; world < WORLDS; world++)
        play_world(game, stalled);
    qsort(game->samples, (size_t)game->sample_count, sizeof game->samples[0], compare);
    return game->samples[game->sample_count * 99 / 100];
}

int main(int count, char **arguments)
{
    double stalled[ROUNDS], undisturbed[ROUNDS], ratio[ROUNDS];
    struct game *game = calloc(1, sizeof *game);
    must(game != NULL);
    house_open(&game->house, count > 1 ? arguments[1] : ".");
    play_world(game, false); /* caches and files are warm from here on */
    for (int round = 0; round < ROUNDS; round++) {
        undisturbed[round] = play_round(game, false);
        stalled[round] = play_round(game, true);
        ratio[round] = stalled[round] / undisturbed[round];
    }
    printf("stalled p99_us=%.0f undisturbed_us=%.0f ratio=%.2f\n", bench_median(stalled, ROUNDS),
           bench_median(undisturbed, ROUNDS), bench_median(ratio, ROUNDS));
    house_close(&game->house);
    free(game);
    return 0;
}
