/* `spiral`: the one command for everybody but the server. One row a subcommand. */
#include "client/arena_server.h"
#include "client/ctl/exercise.h"
#include "client/doctor/doctor.h"
#include "client/fork/fork.h"
#include "client/join_command.h"
#include "client/matrix/command.h"
#include "client/monitor_command.h"
#include "client/paper/handouts.h"
#include "client/play_command.h"
#include "client/rehearse_command.h"
#include "client/sim/debrief.h"
#include "client/sim/golden.h"
#include "client/sim/replay.h"
#include "client/sim/sim.h"
#include "client/theory/theory.h"
#include "client/watch_command.h"
#include "common/base/file.h"
#include "common/words/width.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

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
    {"watch", watch_main, "looking on without a seat, some turns behind"},
    {"exercise", exercise_main, "make, watch and steer exercises over a server's admin socket"},
    {"doctor", doctor_main, "what phones and browsers find at a server's address"},
    {"handouts", handouts_main, "what is printed before class, as one HTML file"},
    {"monitor", monitor_main, "all worlds of an exercise on one screen, for whoever runs it"},
    {"rehearse", rehearse_main, "robots play a whole exercise before the class comes"},
    {"replay", replay_main, "recompute and verify worlds from a journal or a record"},
    {"debrief", debrief_main, "the cards of the debrief, from a finished world"},
    {"fork", fork_main, "a finished world with one order changed, played on by bots"},
    {"arena", arena_command, "a round robin of doctrines and programs, with duplicate seating"},
    {"sim", sim_main, "worlds played by bots, in numbers, as CSV"},
    {"theory", theory_main, "claims of the literature held against the engine, one row each"},
    {"golden", golden_command, "hold the engine against golden games"},
    {"matrix", matrix_main, "iterated two-by-two games between small strategies, with errors"},
    {"version", version_main, "name and version"},
};

int main(int count, char **words)
{
    file_open_standard();
    signal(SIGPIPE, SIG_IGN);
    (void)width_prepare();
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
