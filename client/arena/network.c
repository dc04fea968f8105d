#include "client/arena/network.h"

#include "client/arena/program.h"
#include "client/arena/watch.h"
#include "common/base/file.h"
#include "common/base/must.h"
#include "common/rules/arithmetic.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    LOOK_MS = 4,         /* between two looks at the journal */
    OWN_JOIN_MS = 30000, /* for players of the arena's own */
    STILL_MS = 30000,    /* without anything new, beyond a turn's time: something is wrong with the server */
    LEAVE_MS = 1000,     /* that programs get to end by themselves after their world */
    SERVER_GAMES = 1000, /* what one server holds */
    SILENT_GAMES = 3,    /* without orders in a row: the program is not started again */
    REASON_SIZE = 120,
    PLACE_NAME_SIZE = 32, /* "server-12", "home-3" below the data directory */
    PATH_SIZE = ARENA_PATH_SIZE + PLACE_NAME_SIZE,
};

/* A program that ended before its world did. */
struct loss {
    bool is_noticed;
    int32_t thoughts, timeouts; /* of its seat by then */
};

struct arena_network {
    const struct arena *arena;
    const struct arena_host *host;
    char data[ARENA_PATH_SIZE];
    bool is_temporary;
    int servers, games; /* started so far; games of the running one */
    bool is_running;
    struct arena_place place;
    struct store *store; /* of the running server; NULL: not opened yet */
    int logs[CONTESTANTS_MAX];
    int silent[CONTESTANTS_MAX]; /* games in a row without orders */
    char reasons[CONTESTANTS_MAX][REASON_SIZE];
    sigset_t signals, before;
    /* the game at hand */
    const struct arena_game *game;
    const int *contestants; /* by seat */
    bool is_extended;       /* the first turn, by what loading may take */
    struct arena_exercise exercise;
    struct arena_watch watch;
    struct program programs[ACTORS_MAX];
    struct loss losses[ACTORS_MAX];
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Time passes; whoever interrupts is heard. */
static enum status pass_time(struct arena_network *network, struct cause *cause)
{
    static const struct timespec pause = {.tv_nsec = LOOK_MS * 1000000};
    if (sigtimedwait(&network->signals, NULL, &pause) < 0)
        return STATUS_OK;
    return status_fail(cause, STATUS_CLOSED, "interrupted");
}

/* ---- directories and logs */

/* A directory that holds nothing yet, or is not there yet. */
static enum status check_empty(const char *option, const char *path, struct cause *cause)
{
    DIR *directory = opendir(path);
    bool holds = false;
    if (!directory)
        return errno == ENOENT
                   ? STATUS_OK
                   : status_fail(cause, STATUS_IO, "%s %s: cannot open: %s", option, path, strerror(errno));
    for (const struct dirent *entry; !holds && (entry = readdir(directory));)
        holds = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(directory);
    if (!holds)
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "%s %s: holds something already; empty it or name another",
                       option, path);
}

static enum status choose_data(struct arena_network *network, struct cause *cause)
{
    const char *wanted = network->arena->data, *temporary = getenv("TMPDIR");
    network->is_temporary = !wanted;
    int length = wanted ? snprintf(network->data, sizeof network->data, "%s", wanted)
                        : snprintf(network->data, sizeof network->data, "%s/spiral-arena-XXXXXX",
                                   temporary && *temporary ? temporary : "/tmp");
    if (length >= (int)sizeof network->data)
        return status_fail(cause, STATUS_INVALID, "%.60s...: the path is too long", network->data);
    if (wanted)
        return file_make_directories(network->data, cause);
    if (mkdtemp(network->data))
        return STATUS_OK;
    network->is_temporary = false; /* nothing to be removed */
    return status_fail(cause, STATUS_IO, "%s: cannot make the directory: %s; set TMPDIR, or give --data DIR",
                       network->data, strerror(errno));
}

static enum status open_logs(struct arena_network *network, struct cause *cause)
{
    const struct arena *arena = network->arena;
    char path[ARENA_PATH_SIZE];
    if (!arena->logs)
        return STATUS_OK;
    enum status status = file_make_directories(arena->logs, cause);
    for (int c = 0; c < arena->contestant_count && !status; c++) {
        const char *name = arena->contestants[c].name;
        if (snprintf(path, sizeof path, "%s/%s.log", arena->logs, name) >= (int)sizeof path)
            return status_fail(cause, STATUS_INVALID, "--logs: the path is too long");
        network->logs[c] = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (network->logs[c] < 0)
            status = status_fail(cause, STATUS_IO, "%s: cannot open: %s", path, strerror(errno));
    }
    return status;
}

static void path_below(const struct arena_network *network, const char *name, int number,
                       char path[PATH_SIZE])
{
    must(snprintf(path, PATH_SIZE, "%s/%s-%d", network->data, name, number) < PATH_SIZE);
}

static int remove_entry(const char *path, const struct stat *found, int kind, struct FTW *place)
{
    (void)found;
    (void)kind;
    (void)place;
    return remove(path);
}

enum status network_begin(const struct arena *arena, const struct arena_host *host,
                          struct arena_network **made, struct cause *cause)
{
    struct arena_network *network = calloc(1, sizeof *network);
    must(network != NULL);
    network->arena = arena;
    network->host = host;
    memset(network->logs, -1, sizeof network->logs);
    sigemptyset(&network->signals);
    sigaddset(&network->signals, SIGINT);
    sigaddset(&network->signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &network->signals, &network->before);
    enum status status = arena->data ? check_empty("--data", arena->data, cause) : STATUS_OK;
    if (!status && arena->logs)
        status = check_empty("--logs", arena->logs, cause);
    if (!status)
        status = choose_data(network, cause);
    if (!status)
        status = open_logs(network, cause);
    *made = network;
    if (!status)
        return STATUS_OK;
    network_end(network);
    *made = NULL;
    return status;
}

/* ---- the server */

static void stop_server(struct arena_network *network)
{
    if (network->store)
        store_close(network->store);
    if (network->is_running)
        network->host->stop(network->host->user);
    network->store = NULL;
    network->is_running = false;
}

void network_end(struct arena_network *network)
{
    if (!network)
        return;
    stop_server(network);
    for (int c = 0; c < network->arena->contestant_count; c++)
        if (network->logs[c] >= 0)
            close(network->logs[c]);
    if (network->is_temporary)
        (void)nftw(network->data, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    sigprocmask(SIG_SETMASK, &network->before, NULL);
    free(network);
}

static enum status ready_server(struct arena_network *network, struct cause *cause)
{
    char path[PATH_SIZE];
    if (network->is_running && network->games < SERVER_GAMES)
        return STATUS_OK;
    stop_server(network);
    path_below(network, "server", ++network->servers, path);
    network->games = 0;
    enum status status = file_make_directories(path, cause);
    if (!status)
        status = network->host->start(network->host->user, path, network->arena->directory, &network->place,
                                      cause);
    network->is_running = !status;
    return status;
}

static enum status make_world(struct arena_network *network, struct cause *cause)
{
    const struct arena *arena = network->arena;
    const struct scenario *scenario = &arena->scenarios[network->game->scenario];
    const struct arena_wish wish = {
        .scenario = scenario->name,
        .seed = arena->seed + (uint64_t)network->game->deal,
        .seats = scenario->actor_count,
        .turn_seconds = arena->limit_seconds[LIMIT_TURN],
    };
    char path[PATH_SIZE];
    enum status status = ready_server(network, cause);
    if (!status)
        status = network->host->make(network->host->user, &wish, &network->exercise, cause);
    if (status || network->store)
        return status;
    path_below(network, "server", network->servers, path);
    return store_open_sqlite(path, NULL, true, &network->store, cause);
}

/* ---- seats */

static enum status begin_player(struct arena_network *network, int seat, const struct contestant *contestant,
                                struct cause *cause)
{
    char home[PATH_SIZE], name[PLAYER_NAME_SIZE];
    int log = network->logs[contestant - network->arena->contestants];
    bool stands_in = network->watch.stand_in[seat];
    path_below(network, "home", seat, home);
    player_name(seat, name);
    if (log >= 0)
        (void)dprintf(log, "== %s deal %d line-up %d seat %d%s\n",
                      network->arena->scenarios[network->game->scenario].name, network->game->deal,
                      network->game->line_up, seat, stands_in ? ": default orders are played instead" : "");
    const struct program_order order = {
        .command = stands_in ? NULL : contestant->command,
        .doctrine = contestant->bot ? contestant->bot->name : NULL,
        .place = &network->place,
        .code = network->exercise.code,
        .name = name,
        .home = home,
        .limit_seconds = network->arena->limit_seconds,
        .log = log,
    };
    return program_begin(&network->programs[seat], &order, cause);
}

/* The first reason stays: what follows is often only its consequence. */
static void note_reason(struct arena_network *network, int contestant, const char *reason)
{
    if (!network->reasons[contestant][0])
        snprintf(network->reasons[contestant], REASON_SIZE, "%s", reason);
}

/* False when the program of that seat has not ended. */
static bool note_end(struct arena_network *network, int seat, const char *when)
{
    char reason[REASON_SIZE];
    struct text text = text_over(reason, sizeof reason);
    if (!program_tell_end(&network->programs[seat], &text))
        return false;
    text_put(&text, when);
    note_reason(network, network->contestants[seat], reason);
    return true;
}

/* Into the report, and into the program's own log. */
static void note_late(void *user, const struct lateness *lateness)
{
    struct arena_network *network = user;
    char reason[REASON_SIZE];
    struct text text = text_over(reason, sizeof reason);
    int c = network->contestants[lateness->seat];
    if (network->arena->contestants[c].bot)
        return;
    lateness_put(network->arena, lateness, &text);
    if (!program_ended(&network->programs[lateness->seat]))
        note_reason(network, c, reason);
    if (network->logs[c] >= 0)
        (void)dprintf(network->logs[c], "== seat %d: %s\n", lateness->seat, reason);
}

const char *network_reason(const struct arena_network *network, int contestant)
{
    return network && network->reasons[contestant][0] ? network->reasons[contestant] : NULL;
}

/* Until so many persons are in, the player has ended, or its time is over. */
static enum status await_person(struct arena_network *network, int seat, int64_t limit_ms,
                                struct cause *cause)
{
    int64_t deadline = now_ms() + limit_ms;
    for (;;) {
        bool last = program_ended(&network->programs[seat]) || now_ms() >= deadline;
        enum status status = watch_look(&network->watch, cause);
        if (status || network->watch.persons > seat || last)
            return status;
        status = pass_time(network, cause);
        if (status)
            return status;
    }
}

static enum status seat_player(struct arena_network *network, int seat, const struct contestant *contestant,
                               int64_t limit_ms, struct cause *cause)
{
    enum status status = begin_player(network, seat, contestant, cause);
    return status ? status : await_person(network, seat, limit_ms, cause);
}

/* It is not in: because it ended, or because its time has passed. */
static void note_absent(struct arena_network *network, int seat, int64_t ms)
{
    const struct lateness lateness = {.seat = seat, .limit = LIMIT_CONNECT, .ms = ms};
    if (note_end(network, seat, " before joining"))
        return;
    late_count(network->watch.seats[seat].late, LIMIT_CONNECT, ms);
    note_late(network, &lateness);
}

/* A program that is not in by then: whatever it left behind ends, and somebody sits down who gives the
 * default orders. */
static enum status fill_seat(struct arena_network *network, int seat, int c, struct cause *cause)
{
    const struct contestant *contestant = &network->arena->contestants[c];
    int64_t begun = now_ms();
    bool is_silent = network->silent[c] >= SILENT_GAMES;
    int64_t patience = contestant->bot || is_silent ? OWN_JOIN_MS : limit_ms(network->arena, LIMIT_CONNECT);
    network->watch.stand_in[seat] = is_silent;
    enum status status = seat_player(network, seat, contestant, patience, cause);
    if (status || network->watch.persons > seat)
        return status;
    if (!contestant->bot && !network->watch.stand_in[seat]) {
        note_absent(network, seat, now_ms() - begun);
        program_end(&network->programs[seat]);
        status = watch_look(&network->watch, cause);
        if (status || network->watch.persons > seat)
            return status;
        network->watch.stand_in[seat] = true;
        status = seat_player(network, seat, contestant, OWN_JOIN_MS, cause);
    }
    if (!status && network->watch.persons <= seat)
        status = status_fail(cause, STATUS_CLOSED,
                             "the arena's own player for %s could not join; --logs DIR keeps what it says",
                             contestant->name);
    return status;
}

/* ---- a game */

static void note_losses(struct arena_network *network, const struct arena_seat *seats)
{
    for (int s = 0; s < network->arena->scenarios[network->game->scenario].actor_count; s++) {
        struct loss *loss = &network->losses[s];
        if (!loss->is_noticed && !network->watch.stand_in[s] && program_ended(&network->programs[s]))
            *loss = (struct loss){true, seats[s].thoughts, seats[s].timeouts};
    }
}

/* Its seat stays its own until the world ends, so every turn waits for it: one such game is enough. What it
 * left in the background may still play; its orders under way when it ended may still count. */
static void count_losses(struct arena_network *network, const int *contestants,
                         const struct arena_seat *seats)
{
    int actors = network->arena->scenarios[network->game->scenario].actor_count;
    for (int s = 0; s < actors; s++) {
        const struct loss *loss = &network->losses[s];
        int c = contestants[s];
        if (!loss->is_noticed || network->arena->contestants[c].bot || network->silent[c] >= SILENT_GAMES ||
            seats[s].timeouts == loss->timeouts || seats[s].thoughts > loss->thoughts + 1)
            continue;
        (void)note_end(network, s, " in play");
        network->silent[c] = SILENT_GAMES;
        fprintf(stderr, "spiral arena: %s %s; it is not started again, and its turns count as timeouts%s\n",
                network->arena->contestants[c].name, network->reasons[c],
                network->arena->logs ? "" : "; --logs DIR keeps what it says");
    }
}

/* The exercise has one length for all turns; the first is made as long as loading may take. */
static enum status extend_first(struct arena_network *network, struct cause *cause)
{
    int64_t ms = limit_ms(network->arena, LIMIT_LOAD) - limit_ms(network->arena, LIMIT_TURN);
    if (network->is_extended || !network->watch.opened_ms)
        return STATUS_OK;
    network->is_extended = true;
    return ms ? network->host->extend(network->host->user, &network->exercise, ms, cause) : STATUS_OK;
}

static enum status await_end(struct arena_network *network, struct cause *cause)
{
    int64_t patience =
        STILL_MS + max_of(limit_ms(network->arena, LIMIT_LOAD), limit_ms(network->arena, LIMIT_TURN));
    int64_t deadline = now_ms() + patience, seq = network->watch.world_seq;
    while (!network->watch.check.ended) {
        enum status status = watch_look(&network->watch, cause);
        note_losses(network, network->watch.seats);
        if (!status)
            status = extend_first(network, cause);
        if (!status && !network->watch.check.ended)
            status = pass_time(network, cause);
        if (status)
            return status;
        if (network->watch.world_seq != seq)
            deadline = now_ms() + patience;
        else if (now_ms() >= deadline)
            return status_fail(cause, STATUS_CLOSED,
                               "the private server stands still; --data DIR keeps its journal");
        seq = network->watch.world_seq;
    }
    return STATUS_OK;
}

static bool all_ended(const struct arena_network *network)
{
    for (int s = 0; s < ACTORS_MAX; s++)
        if (!program_ended(&network->programs[s]))
            return false;
    return true;
}

static enum status dismiss(struct arena_network *network, enum status status, struct cause *cause)
{
    int64_t deadline = now_ms() + LEAVE_MS;
    while (!status && !all_ended(network) && now_ms() < deadline)
        status = pass_time(network, cause);
    for (int s = 0; s < ACTORS_MAX; s++)
        program_end(&network->programs[s]);
    return status;
}

/* Programs that give no orders for a few games in a row cost every game its clock. */
static void count_silence(struct arena_network *network, const int *contestants,
                          const struct arena_seat *seats)
{
    int actors = network->arena->scenarios[network->game->scenario].actor_count;
    for (int c = 0; c < network->arena->contestant_count; c++) {
        const struct contestant *contestant = &network->arena->contestants[c];
        bool plays = false, spoke = false;
        for (int s = 0; s < actors; s++) {
            plays = plays || contestants[s] == c;
            spoke = spoke || (contestants[s] == c && seats[s].thoughts);
        }
        if (contestant->bot || !plays || network->silent[c] >= SILENT_GAMES)
            continue;
        network->silent[c] = spoke ? 0 : network->silent[c] + 1;
        if (network->silent[c] == SILENT_GAMES)
            fprintf(
                stderr,
                "spiral arena: %s gave no orders in %d games; it is not started again, and its turns count "
                "as timeouts%s\n",
                contestant->name, SILENT_GAMES,
                network->arena->logs ? "" : "; --logs DIR keeps what it says");
    }
}

enum status network_play(struct arena_network *network, const struct arena_game *game,
                         const int contestants[ACTORS_MAX], struct arena_seat *seats, struct cause *cause)
{
    int actors = network->arena->scenarios[game->scenario].actor_count;
    network->game = game;
    network->contestants = contestants;
    network->is_extended = false;
    memset(network->losses, 0, sizeof network->losses);
    enum status status = make_world(network, cause);
    if (status)
        return status;
    network->games++;
    watch_begin(&network->watch, network->arena, network->store, &network->exercise, seats);
    network->watch.listener = (struct watch_listener){note_late, network};
    for (int s = 0; s < actors && !status; s++)
        status = fill_seat(network, s, contestants[s], cause);
    if (!status)
        status = await_end(network, cause);
    if (!status)
        count_losses(network, contestants, seats);
    status = dismiss(network, status, cause);
    if (!status)
        count_silence(network, contestants, seats);
    return status;
}
