/* `spiral`: the one command for everybody but the server. One row a subcommand. */
#include "client/arena_server.h"
#include "client/arguments.h"
#include "client/core/home.h"
#include "client/ctl/exercise.h"
#include "client/matrix/command.h"
#include "client/server_child.h"
#include "client/sim/debrief.h"
#include "client/sim/golden.h"
#include "client/sim/replay.h"
#include "client/sim/sim.h"
#include "client/term/line.h"
#include "client/theory/theory.h"
#include "common/base/file.h"
#include "common/base/must.h"
#include "common/base/text.h"
#include "common/scenario/scenario_file.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct play_options play_options_of(const struct play_arguments *arguments, const char *home)
{
    return (struct play_options){
        .player = {.name = arguments->name,
                   .seat_code = arguments->seat_code,
                   .fingerprint = arguments->fingerprint,
                   .home = home,
                   .ack_log = arguments->ack_log,
                   .language = arguments->language,
                   .no_trust_on_first_use = arguments->no_first_trust},
        .in_fd = STDIN_FILENO,
        .out_fd = STDOUT_FILENO,
        .is_auto = arguments->is_auto,
        .doctrine = arguments->doctrine,
        .think_ms = (uint64_t)arguments->think_ms,
        .record_path = arguments->record,
    };
}

static int run_line(const struct play_options *options)
{
    uv_loop_t loop;
    must(uv_loop_init(&loop) == 0);
    int exit_status = line_run(&loop, options);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    return exit_status;
}

static int fail(const char *command, const struct cause *cause, int exit_status)
{
    fprintf(stderr, "spiral %s: %s\n", command, cause->text);
    return exit_status;
}

/* HOST:PORT; an IPv6 address stands in brackets. */
static bool split_place(const char *place, char host[256], int *port)
{
    const char *colon = strrchr(place, ':');
    int64_t number;
    if (!colon || !slice_int(slice_of(colon + 1), 1, 65535, &number))
        return false;
    struct slice name = {place, (size_t)(colon - place)};
    if (name.length >= 2 && name.at[0] == '[' && name.at[name.length - 1] == ']')
        name = (struct slice){name.at + 1, name.length - 2};
    *port = (int)number;
    return name.length > 0 && slice_copy(name, host, 256);
}

static int join_main(int count, char **words)
{
    struct play_arguments arguments;
    struct home home;
    struct cause cause;
    char host[256];
    int port;
    if (arguments_parse(ARGUMENTS_JOIN, count, words, &arguments, &cause))
        return fail("join", &cause, 2);
    if (arguments.help) {
        arguments_print_help(ARGUMENTS_JOIN);
        return 0;
    }
    const char *missing =
        arguments.place_count != 2                       ? "HOST:PORT and CODE are needed"
        : !split_place(arguments.places[0], host, &port) ? "not HOST:PORT with a port in 1..65535"
        : !arguments.name && !arguments.seat_code        ? "--name is needed: what the others see of you"
                                                         : NULL;
    if (missing) {
        fprintf(stderr,
                "spiral join: %s\nusage: spiral join HOST:PORT CODE --name NAME [OPTION]...; --help lists "
                "the options\n",
                missing);
        return 2;
    }
    if (home_open(arguments.home, &home, &cause))
        return fail("join", &cause, 1);
    struct play_options options = play_options_of(&arguments, home.path);
    options.player.host = host;
    options.player.port = port;
    options.player.code = arguments.places[1];
    return run_line(&options);
}

/* Where a private game keeps its journal: HOME/games/DATE-TIME-PID unless --data says otherwise. */
static enum status game_directory(const struct play_arguments *arguments, const struct home *home,
                                  char path[1024], struct cause *cause)
{
    char stamp[32];
    time_t now = time(NULL);
    struct tm parts;
    localtime_r(&now, &parts);
    strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &parts);
    int length = arguments->data ? snprintf(path, 1024, "%s", arguments->data)
                                 : snprintf(path, 1024, "%s/games/%s-%ld", home->path, stamp, (long)getpid());
    if (length >= 1024)
        return status_fail(cause, STATUS_INVALID, "%s: the path is too long", home->path);
    return file_make_directories(path, cause);
}

static enum status make_game(const struct play_arguments *arguments, const struct server_child *child,
                             struct wire_exercise_created *created, struct cause *cause)
{
    struct wire_exercise_new wanted = {
        .turn_seconds = (uint32_t)arguments->turn_seconds,
        .wait_seats = 1,
        .seeded = arguments->seeded,
        .seed = (uint64_t)arguments->seed,
    };
    if (!slice_copy(slice_of(arguments->scenario), wanted.scenario, sizeof wanted.scenario))
        return status_fail(cause, STATUS_INVALID, "--scenario: \"%s\" is longer than a name may be",
                           arguments->scenario);
    return exercise_make(child->admin, &wanted, created, cause);
}

/* Before anything is made for a game that cannot be. */
static enum status check_scenario(const struct play_arguments *arguments, struct cause *cause)
{
    struct scenario_file file;
    char directory[SCENARIO_PATH_SIZE];
    enum status status = scenario_directory_find(arguments->scenarios, directory, cause);
    return status ? status : scenario_file_load(directory, arguments->scenario, &file, cause);
}

static int play_main(int count, char **words)
{
    struct play_arguments arguments;
    struct server_child child;
    struct wire_exercise_created created;
    struct home home;
    struct cause cause;
    char data[1024];
    if (arguments_parse(ARGUMENTS_PLAY, count, words, &arguments, &cause))
        return fail("play", &cause, 2);
    if (arguments.help) {
        arguments_print_help(ARGUMENTS_PLAY);
        return 0;
    }
    if (!arguments.name)
        arguments.name = "You";
    if (check_scenario(&arguments, &cause))
        return fail("play", &cause, 2);
    if (home_open(arguments.home, &home, &cause) || game_directory(&arguments, &home, data, &cause) ||
        child_start(data, arguments.scenarios, &child, &cause))
        return fail("play", &cause, 1);
    int exit_status = 1;
    if (make_game(&arguments, &child, &created, &cause)) {
        fail("play", &cause, 1);
    } else {
        printf("This game is kept in %s\nTo compute it again afterwards: spiral replay %s\n"
               "Who feared whom and why, once it has ended: spiral debrief %s\n",
               data, data, data);
        fflush(stdout);
        struct play_options options = play_options_of(&arguments, home.path);
        options.hints = true;
        options.player.host = "127.0.0.1";
        options.player.port = child.port;
        options.player.code = created.code;
        options.player.fingerprint = child.fingerprint;
        exit_status = run_line(&options);
    }
    child_stop(&child);
    return exit_status;
}

static int golden_command(int count, char **words)
{
    bool asked = count > 0 && strcmp(words[0], "--help") == 0;
    if (count > 0 && !asked)
        return golden_main(count, words);
    fprintf(
        asked ? stdout : stderr,
        "usage: spiral golden FILE...   replays golden games and prints the first differing line of each\n");
    return asked ? 0 : 2;
}

static int version_main(int count, char **words)
{
    (void)count;
    (void)words;
    printf("spiral %s\n", SPIRAL_VERSION);
    return 0;
}

static const struct {
    const char *name;
    int (*run)(int count, char **words);
    const char *help;
} subcommands[] = {
    {"play", play_main, "a game against bots on a private server"},
    {"join", join_main, "a seat on a server: spiral join HOST:PORT CODE --name NAME"},
    {"exercise", exercise_main, "make and list exercises over a server's admin socket"},
    {"replay", replay_main, "recompute and verify worlds from a journal or a record"},
    {"debrief", debrief_main, "the cards of the debrief, from a finished world"},
    {"arena", arena_command, "a round robin of doctrines and programs, with duplicate seating"},
    {"sim", sim_main, "worlds played by bots, in numbers, as CSV"},
    {"theory", theory_main, "claims of the literature held against the engine, one row each"},
    {"golden", golden_command, "hold the engine against golden games"},
    {"matrix", matrix_main, "iterated two-by-two games between small strategies, with errors"},
    {"version", version_main, "name and version"},
};

int main(int count, char **words)
{
    signal(SIGPIPE, SIG_IGN);
    for (size_t x = 0; count > 1 && x < sizeof subcommands / sizeof subcommands[0]; x++)
        if (strcmp(words[1], subcommands[x].name) == 0)
            return subcommands[x].run(count - 2, words + 2);
    if (count > 1 && strcmp(words[1], "--version") == 0)
        return version_main(0, NULL);
    bool asked = count > 1 && (strcmp(words[1], "help") == 0 || strcmp(words[1], "--help") == 0 ||
                               strcmp(words[1], "-h") == 0);
    if (count > 1 && !asked)
        fprintf(stderr, "spiral: no subcommand \"%s\"\n\n", words[1]);
    FILE *out = asked ? stdout : stderr;
    fprintf(
        out,
        "Spiral: the security dilemma as a game over the network\n\nusage: spiral SUBCOMMAND [OPTION]...\n");
    for (size_t x = 0; x < sizeof subcommands / sizeof subcommands[0]; x++)
        fprintf(out, "  %-9s %s\n", subcommands[x].name, subcommands[x].help);
    return asked ? 0 : 2;
}
