/* Every place that asks for memory is denied it once, in turn, while a game is played: see README.md.
 *
 *     torture            what ctest runs: all sites of ours, a fixed choice of the libraries'
 *     torture all        every site
 *     torture NAME       the sites with a call to or in something of that name
 */
#include "tests/torture/files.h"
#include "tests/torture/judge.h"
#include "tests/torture/script.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SHARE = 18,      /* of the libraries' sites, one in so many is tried by ctest */
    PRINTED_MAX = 8, /* failures with their calls */
};

enum outcome {
    OUTCOME_NOT_ASKED, /* the site was not come to in this run */
    OUTCOME_UNNOTICED, /* the library or the server did without */
    OUTCOME_REFUSED,   /* somebody was refused and then served */
    OUTCOME_CLOSED,    /* a link ended, and its owner came back */
    OUTCOME_NOT_STARTED,
    OUTCOME_EXIT, /* with MEMORY_EXIT or 1, and a word of memory */
    OUTCOME_WRONG,
    OUTCOME_COUNT,
};

static const char *const outcome_names[OUTCOME_COUNT] = {"not asked", "unnoticed",  "refused", "link ended",
                                                         "no start",  "clean exit", "WRONG"};

/* How a site is tried. */
static const struct trial {
    const char *name;
    enum mode mode;
    bool midway; /* the first half of the times that it asks are spared */
} trials[] = {
    {"at first", MODE_ONCE, false},
    {"midway", MODE_ONCE, true},
    {"from then on", MODE_LASTING, false},
};

enum { TRIALS = sizeof trials / sizeof trials[0] };

struct torture {
    struct sites *sites;
    struct servers servers;
    struct callers callers;
    struct files files;
    struct ledger left; /* by SCRIPT_PLAY in the directory that SCRIPT_RETURN begins with */
    struct game game;
    const char *only; /* NULL: a choice */
    bool all;
    int tried, printed, counts[DOMAIN_COUNT][TRIALS][OUTCOME_COUNT];
};

/* The options of the sanitizers: an exit status that is no other's. */
const char *__asan_default_options(void);
const char *__lsan_default_options(void);
const char *__ubsan_default_options(void);
int __lsan_is_turned_off(void);

const char *__asan_default_options(void)
{
    return "exitcode=99";
}

const char *__lsan_default_options(void)
{
    return "exitcode=99";
}

const char *__ubsan_default_options(void)
{
    return "exitcode=99";
}

/* Of the servers that were denied something, or might have been. OpenSSL forgets pieces of its own when it
 * lacks the memory to look for them at its end. */
int __lsan_is_turned_off(void)
{
    return !sites_watched() || sites_denied_openssl();
}

/* One server on a directory, from its start to its end. */
static bool play(struct torture *torture, const char *directory, enum script script,
                 const struct ledger *ledger, bool patient)
{
    struct game *game = &torture->game;
    game_begin(game, &torture->callers, torture->sites, ledger);
    game->patient = patient;
    atomic_store(&torture->sites->script, script);
    atomic_store(&torture->sites->phase, PHASE_START);
    if (server_start(&torture->servers, &game->server, directory, true))
        return script_play(game, script);
    if (!game->server.ended) {
        snprintf(game->wrong, sizeof game->wrong, "the server neither starts nor ends");
        server_signal(&game->server, SIGKILL);
        server_wait(&game->server, 1000);
    }
    return false;
}

/* The same directory without any fault. */
static bool play_again(struct torture *torture, const char *directory, char why[WRONG_SIZE])
{
    struct game *game = &torture->game;
    struct ledger ledger = game->ledger;
    game_begin(game, &torture->callers, torture->sites, &ledger);
    atomic_store(&torture->sites->mode, MODE_OFF);
    if (!server_start(&torture->servers, &game->server, directory, false)) {
        char said[SERVER_SAID_SIZE];
        server_complaints(&game->server, said);
        snprintf(why, WRONG_SIZE, "it cannot be started again: %.400s", said);
        server_signal(&game->server, SIGKILL);
        server_wait(&game->server, 1000);
        return false;
    }
    if (script_return(game))
        return true;
    snprintf(why, WRONG_SIZE, "after a restart: %.480s", game->wrong);
    server_signal(&game->server, SIGKILL);
    server_wait(&game->server, 1000);
    return false;
}

static enum outcome outcome_of(const struct torture *torture, bool played)
{
    const struct game *game = &torture->game;
    if (atomic_load(&torture->sites->denied) == 0)
        return OUTCOME_NOT_ASKED;
    if (WEXITSTATUS(game->server.status) != 0)
        return game->server.port ? OUTCOME_EXIT : OUTCOME_NOT_STARTED;
    if (!played) /* it served nobody while nothing was to be had, and stopped when it was asked to */
        return OUTCOME_CLOSED;
    return game->endings ? OUTCOME_CLOSED : game->refusals ? OUTCOME_REFUSED : OUTCOME_UNNOTICED;
}

/* One denied request may end the server or be lived with; it may not make it useless. */
static bool serves(const struct torture *torture, enum mode mode, bool played, char why[WRONG_SIZE])
{
    const struct game *game = &torture->game;
    if (played || mode == MODE_LASTING || WEXITSTATUS(game->server.status) != 0)
        return true;
    snprintf(why, WRONG_SIZE, "it runs and serves nobody, though memory is there again");
    return false;
}

static enum outcome try(struct torture *torture, const struct site *site, const struct trial *trial,
                        char why[WRONG_SIZE])
{
    struct game *game = &torture->game;
    const struct ledger nothing = {0};
    const char *directory = files_fresh(&torture->files, site->script == SCRIPT_RETURN);
    atomic_store(&torture->sites->target, site->key);
    atomic_store(&torture->sites->denied, 0);
    atomic_store(&torture->sites->denied_openssl, false);
    atomic_store(&torture->sites->spared, trial->midway ? site->times / 2 : 0);
    atomic_store(&torture->sites->mode, trial->mode);
    bool played = play(torture, directory, (enum script)site->script,
                       site->script == SCRIPT_RETURN ? &torture->left : &nothing, site->phase == PHASE_IDLE);
    atomic_store(&torture->sites->mode, MODE_OFF);
    if (!game->server.ended) {
        server_signal(&game->server, SIGKILL);
        server_wait(&game->server, 1000);
    }
    if (game->wrong[0]) {
        memcpy(why, game->wrong, WRONG_SIZE);
        return OUTCOME_WRONG;
    }
    if (!judge_end(&game->server, why) || !serves(torture, trial->mode, played, why) ||
        !judge_store(directory, &game->ledger, why))
        return OUTCOME_WRONG;
    enum outcome outcome = outcome_of(torture, played);
    return play_again(torture, directory, why) ? outcome : OUTCOME_WRONG;
}

static bool chosen(const struct torture *torture, const struct site *site, int number, int trial)
{
    if (trials[trial].midway && site->times < 2)
        return false;
    if (torture->only)
        return site_mentions(site, torture->only);
    if (torture->all || (site->domain != DOMAIN_SQLITE && site->domain != DOMAIN_OPENSSL))
        return true;
    return number % SHARE == trial * SHARE / TRIALS;
}

static void try_site(struct torture *torture, const struct site *site, int t)
{
    char why[WRONG_SIZE] = "";
    enum outcome outcome = try(torture, site, &trials[t], why);
    torture->tried++;
    torture->counts[site->domain][t][outcome]++;
    bool shown =
        outcome == OUTCOME_WRONG ? torture->printed++ < PRINTED_MAX || torture->only : torture->only != NULL;
    if (!shown)
        return;
    printf("%s: %s, %s, %s, denied %s (of %d): %s\n", outcome_names[outcome], domain_name(site->domain),
           site->script == SCRIPT_PLAY ? "play" : "return", site->starting ? "start" : "game", trials[t].name,
           site->times, why);
    site_print(site);
    fflush(stdout);
}

static void try_all(struct torture *torture)
{
    int numbers[DOMAIN_COUNT] = {0};
    for (int x = 0; x < torture->sites->count; x++) {
        const struct site *site = &torture->sites->of[x];
        int number = numbers[site->domain]++;
        for (int t = 0; t < TRIALS; t++)
            if (chosen(torture, site, number, t))
                try_site(torture, site, t);
    }
}

static int report(const struct torture *torture, double seconds)
{
    int sites[DOMAIN_COUNT] = {0}, wrong = 0, missed = 0, unseen = 0;
    for (int x = 0; x < torture->sites->count; x++)
        sites[torture->sites->of[x].domain]++;
    for (int d = 0; d < DOMAIN_COUNT; d++) {
        printf("%s: %d sites\n", domain_name((enum domain)d), sites[d]);
        unseen += !sites[d]; /* its hook is not where it should be */
        for (int t = 0; t < TRIALS; t++) {
            printf("    denied %-12s:", trials[t].name);
            for (int o = 0; o < OUTCOME_COUNT; o++)
                if (torture->counts[d][t][o])
                    printf("  %s %d", outcome_names[o], torture->counts[d][t][o]);
            printf("\n");
            wrong += torture->counts[d][t][OUTCOME_WRONG];
            missed += trials[t].midway ? 0 : torture->counts[d][t][OUTCOME_NOT_ASKED];
        }
    }
    printf("%d games in %.1f s, %d wrong, %d in which a site never asked\n", torture->tried, seconds, wrong,
           missed);
    /* what depends on the threads' chance may be missed now and then; more would be no test */
    return wrong || unseen || missed * 10 > torture->tried || !torture->tried;
}

/* Two games without a fault: they show the sites, and leave what SCRIPT_RETURN begins with. */
static bool record(struct torture *torture)
{
    const struct ledger nothing = {0};
    struct game *game = &torture->game;
    char why[WRONG_SIZE];
    for (enum script script = SCRIPT_PLAY; script < SCRIPT_COUNT; script++) {
        const char *directory = files_fresh(&torture->files, script == SCRIPT_RETURN);
        atomic_store(&torture->sites->mode, MODE_RECORD);
        bool played =
            play(torture, directory, script, script == SCRIPT_RETURN ? &torture->left : &nothing, true);
        atomic_store(&torture->sites->mode, MODE_OFF);
        if (!played || !judge_end(&game->server, game->wrong) ||
            !judge_store(directory, &game->ledger, game->wrong)) {
            printf("without any fault: %s\n", game->wrong[0] ? game->wrong : "the server does not serve");
            return false;
        }
        if (script == SCRIPT_PLAY) {
            torture->left = game->ledger;
            files_keep(&torture->files);
        }
        if (!play_again(torture, directory, why)) {
            printf("without any fault: %s\n", why);
            return false;
        }
    }
    return !torture->sites->full;
}

int main(int count, char **arguments)
{
    static struct torture torture;
    struct timespec begun, over;
    must(getenv("SPIRAL_TREE") != NULL);
    hooks_install();
    torture.sites = sites_begin();
    torture.all = count > 1 && strcmp(arguments[1], "all") == 0;
    torture.only = count > 1 && !torture.all ? arguments[1] : NULL;
    signal(SIGPIPE, SIG_IGN);
    servers_begin(&torture.servers);
    callers_begin(&torture.callers);
    files_begin(&torture.files);
    clock_gettime(CLOCK_MONOTONIC, &begun);
    bool recorded = record(&torture);
    if (recorded)
        try_all(&torture);
    clock_gettime(CLOCK_MONOTONIC, &over);
    int failed = !recorded || report(&torture, (double)(over.tv_sec - begun.tv_sec) +
                                                   (double)(over.tv_nsec - begun.tv_nsec) / 1e9);
    files_end(&torture.files);
    callers_end(&torture.callers);
    servers_end(&torture.servers);
    return failed;
}
