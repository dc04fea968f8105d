/* The inside of the arena, for this folder and its tests only: what was asked, one deal, and what
 * is counted. Values in the caller's space unless a function says otherwise; one thread. */
#ifndef SPIRAL_ARENA_PARTS_H
#define SPIRAL_ARENA_PARTS_H

#include "client/arena/arena.h"
#include "common/base/output.h"
#include "common/base/text.h"
#include "common/bots/bot.h"
#include "common/rules/turn.h"
#include "common/scenario/scenario_file.h"

#include <stdbool.h>
#include <stdio.h>

enum {
    CONTESTANTS_MAX = 32,
    ARENA_SCENARIOS_MAX = 16,
    DEALS_FEW = 20,    /* below it a bootstrap covers less than it says */
    DEALS_MAX = 20000, /* a scenario */
    ROUNDS_MAX = 100,
    JOBS_MAX = 64,
    GAMES_MAX = 50000000, /* an arena */
    RESAMPLES = 2000,
    ARENA_PATH_SIZE = 4096,
};

/* Who competes: a doctrine in this process, or a program. */
struct contestant {
    char name[NAME_SIZE];
    const struct bot *bot; /* NULL: a program */
    const char *command;   /* of a program; borrowed from the command line */
};

/* What a program may take its time for: until it has joined; for the orders of the first turn, once all have
 * joined; for those of each later turn. */
enum arena_limit { LIMIT_CONNECT, LIMIT_LOAD, LIMIT_TURN, LIMIT_COUNT };

/* What was asked, checked. About 100 KiB. */
struct arena {
    int contestant_count, scenario_count;
    struct contestant contestants[CONTESTANTS_MAX];
    struct scenario scenarios[ARENA_SCENARIOS_MAX];
    uint64_t seed;
    int deals;  /* of each scenario; deal d is the world of seed + d */
    int rounds; /* line-ups of a deal with more than two seats: rounds x contestants */
    int jobs;
    int limit_seconds[LIMIT_COUNT];
    const char *out, *logs, *data;      /* NULL: none */
    const char *scenario_names;         /* NAME[,NAME...] */
    const char *scenario_place;         /* as given; NULL: beside the program */
    char directory[SCENARIO_PATH_SIZE]; /* of the scenarios */
    bool help;
};

/* STATUS_INVALID names the word, what is wrong and what is allowed. With `help` nothing else is checked. */
MUST_USE enum status arena_parse(int count, char **words, struct arena *arena, struct cause *cause);
void arena_print_help(void);
bool arena_has_programs(const struct arena *arena);

/* The key of the arena's own draws: permutations and resamples. It tells nothing of the seed's worlds. */
struct siphash_key arena_key(uint64_t seed);

/* ---- deals */

/* How often a limit passed, and the most milliseconds that had passed when it was told. */
struct arena_late {
    int64_t times, most_ms;
};

/* One seat of one game, after it. */
struct arena_seat {
    int32_t contestant, motive, score; /* score_final */
    int32_t goal, alive;               /* 0, 1 */
    int32_t begun;                     /* wars */
    int32_t rejected;                  /* parts of orders */
    int32_t timeouts;                  /* turns that were played by the default orders */
    int32_t thoughts;                  /* turns with orders of a program's own, the first one too */
    int32_t loads, load_ms;            /* 1: the first turn had them, after so long */
    int32_t thought_most_ms;           /* the longest wait for those of a later turn */
    int64_t thought_ms;                /* all of them together */
    struct arena_late late[LIMIT_COUNT];
};

/* The line-ups of a deal: with two seats all ordered pairs, self-play too; with more, rounds in each of which
 * every contestant sits once in every seat. Seat s of line-up l stands at seats[l * actors + s]. */
int deal_line_ups(const struct arena *arena, int scenario);
void deal_line_up(const struct arena *arena, int scenario, int deal, int line_up,
                  int contestants[ACTORS_MAX]);

/* Which game: indices into the arena. */
struct arena_game {
    int scenario, deal, line_up;
};

struct arena_network; /* arena_network.h */

/* Plays all line-ups; `seats` has room for them. Games with a program go over `network`, which may be NULL
 * where there are none. */
MUST_USE enum status deal_play(const struct arena *arena, int scenario, int deal,
                               struct arena_network *network, struct arena_seat *seats, struct cause *cause);

/* Fills in what the end of a world says of a seat. */
void seat_result(const struct world *world, int seat, struct arena_seat *result);
/* Counts the refused parts of one turn into the seats that gave orders of their own: the rules also refuse
 * the empty budget of those who gave none. */
void seats_count_rejected(const bool gave[ACTORS_MAX], const struct event_list *events,
                          struct arena_seat *seats);

/* The score that the contestants of a deal reach together in each seat. The achievement of a seat is its
 * score minus sum / line-ups. */
void deal_sums(const struct arena_seat *seats, int line_ups, int actors, int64_t sums[ACTORS_MAX]);

/* ---- limits */

/* A program that a limit has passed for. */
struct lateness {
    int seat;
    int32_t turn; /* 0: it did not join */
    enum arena_limit limit;
    int64_t ms; /* that have passed */
};

int64_t limit_ms(const struct arena *arena, enum arena_limit limit);
void late_count(struct arena_late late[LIMIT_COUNT], enum arena_limit limit, int64_t ms);
void late_add(struct arena_late late[LIMIT_COUNT], const struct arena_late more[LIMIT_COUNT]);
/* "no orders for turn 4 after 5012 ms, the limit is 5000 ms (--turn-seconds 5)" */
void lateness_put(const struct arena *arena, const struct lateness *lateness, struct text *text);

/* ---- work: deals in order, played here or by processes that share nothing */

struct arena_work;

/* Starts the processes; nothing may be waiting in stdio's buffers. Freed by work_end. */
MUST_USE enum status work_begin(const struct arena *arena, struct arena_network *network,
                                struct arena_work **work, struct cause *cause);
/* Deals in order: scenario by scenario, deal by deal. */
MUST_USE enum status work_take(struct arena_work *work, int scenario, int deal, struct arena_seat *seats,
                               struct cause *cause);
void work_end(struct arena_work *work);

/* ---- what is counted of one scenario */

enum seat_group { GROUP_ALL, GROUP_SEEKS, GROUP_EXPANDS, GROUP_COUNT }; /* of seats, by motive */

struct contestant_total {
    int64_t seats, score, begun, alive, rejected, timeouts;
    int64_t thoughts, loads, load_most_ms, thought_ms, thought_most_ms; /* as in struct arena_seat */
    struct arena_late late[LIMIT_COUNT];
    int64_t group_seats[GROUP_COUNT], goals[GROUP_COUNT];
};

/* Achievement of a contestant in the seats of a group, points a seat. */
struct standing {
    double mean, low, high; /* 95 % interval, by bootstrap over deals */
    double behind_error;    /* standard error of the distance to the leader */
    bool near;              /* the leader, or within two of those errors; never who is absent */
    bool absent;            /* did not give its own orders often enough to be ranked: tally_is_absent */
};

struct tally;

/* Owner: the caller, until tally_free. */
struct tally *tally_make(const struct arena *arena, int scenario);
void tally_free(struct tally *tally);
void tally_add(struct tally *tally, int deal, const struct arena_seat *seats);

const struct contestant_total *tally_total(const struct tally *tally, int contestant);
/* More than a tenth of its turns were played by the default orders: what it reached is not its own. */
bool tally_is_absent(const struct contestant_total *total);
/* Mean achievement of `row` in worlds that `column` is in too; false when they never met. */
bool tally_pair(const struct tally *tally, int row, int column, double *mean);
/* Standings of all contestants, the leader one who is not absent; false when no deal has a seat of that
 * group. Keyed dice of the seed: the same standings every time. */
bool tally_standings(const struct tally *tally, enum seat_group group, struct standing *standings);

/* ---- what people read */

/* Standings of every scenario: [scenario][group][contestant]. */
struct standings {
    bool has[ARENA_SCENARIOS_MAX][GROUP_COUNT];
    struct standing of[ARENA_SCENARIOS_MAX][GROUP_COUNT][CONTESTANTS_MAX];
    const char *reasons[CONTESTANTS_MAX]; /* why a program first gave no orders; NULL: not known. Borrowed */
};

void print_scenario(FILE *out, const struct arena *arena, int scenario, const struct tally *tally,
                    const struct standings *standings);
/* Programs that were late, and for which limits; nothing where all were in time. */
void print_late(FILE *out, const struct arena *arena, const struct tally *tally);
void print_standings(FILE *out, const struct arena *arena, const struct standings *standings);

/* ---- long-form CSV: a row a seat and game */

void csv_put_header(struct output *csv);
MUST_USE enum status csv_put_deal(struct output *csv, const struct arena *arena, int scenario, int deal,
                                  const struct arena_seat *seats, struct cause *cause);

#endif
