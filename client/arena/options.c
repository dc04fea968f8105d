/* The command line of `spiral arena`: contestants and options. */
#include "common/base/options.h"
#include "client/arena/parts.h"

#include <string.h>

enum { HELP_WIDTH = 80 };

/* ---- contestants */

static enum status add_contestant(struct arena *arena, struct slice name, const struct bot *bot,
                                  const char *command, struct cause *cause)
{
    for (int c = 0; c < arena->contestant_count; c++)
        if (slice_is(name, arena->contestants[c].name))
            return status_fail(cause, STATUS_INVALID, "%s: competes already; give each contestant once",
                               arena->contestants[c].name);
    if (arena->contestant_count == CONTESTANTS_MAX)
        return status_fail(cause, STATUS_INVALID, "more than %d contestants; run several arenas",
                           CONTESTANTS_MAX);
    struct contestant *contestant = &arena->contestants[arena->contestant_count++];
    *contestant = (struct contestant){.bot = bot, .command = command};
    memcpy(contestant->name, name.at, name.length);
    return STATUS_OK;
}

/* The name becomes that of a file and a column of CSV. */
static bool is_program_name(struct slice name)
{
    if (name.length == 0 || name.length >= NAME_SIZE)
        return false;
    for (size_t x = 0; x < name.length; x++) {
        char c = name.at[x];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !(x && (c == '_' || c == '-')))
            return false;
    }
    return !bot_find(name) && !slice_is(name, "all");
}

static enum status add_program(struct arena *arena, struct slice name, const char *command,
                               struct cause *cause)
{
    if (!is_program_name(name))
        return status_fail(
            cause, STATUS_INVALID,
            "%.*s: not a name for a program; give 1 to %d of a-z, 0-9, _ and -, no doctrine's name",
            (int)name.length, name.at, NAME_SIZE - 1);
    if (!*command)
        return status_fail(cause, STATUS_INVALID, "%.*s=: no command; give NAME=COMMAND", (int)name.length,
                           name.at);
    return add_contestant(arena, name, NULL, command, cause);
}

static enum status fail_unknown(const char *word, struct cause *cause)
{
    char known[CAUSE_LENGTH_MAX];
    struct text text = text_over(known, sizeof known);
    bot_put_names(&text);
    return status_fail(cause, STATUS_INVALID,
                       "no doctrine \"%.40s\"; there are %s; a program is NAME=COMMAND", word, known);
}

/* Every doctrine but the one that has none. */
static enum status add_all(struct arena *arena, struct cause *cause)
{
    enum status status = STATUS_OK;
    for (int b = 0; b < bot_count && !status; b++)
        if (strcmp(bots[b]->name, "random_legal") != 0)
            status = add_contestant(arena, slice_of(bots[b]->name), bots[b], NULL, cause);
    return status;
}

static enum status take_word(void *into, const char *word, struct cause *cause)
{
    struct arena *arena = into;
    struct slice name, command;
    if (slice_split(slice_of(word), '=', &name, &command))
        return add_program(arena, name, command.at, cause);
    if (strcmp(word, "all") == 0)
        return add_all(arena, cause);
    const struct bot *bot = bot_find(slice_of(word));
    return bot ? add_contestant(arena, slice_of(word), bot, NULL, cause) : fail_unknown(word, cause);
}

/* ---- scenarios */

static enum status add_scenario(struct arena *arena, struct slice name, struct cause *cause)
{
    char bare[NAME_SIZE];
    struct scenario_file file;
    if (!slice_copy(name, bare, sizeof bare))
        return status_fail(cause, STATUS_INVALID, "--scenario: \"%.*s\" is longer than a name may be",
                           (int)(name.length < 80 ? name.length : 80), name.at);
    for (int s = 0; s < arena->scenario_count; s++)
        if (slice_is(name, arena->scenarios[s].name))
            return status_fail(cause, STATUS_INVALID, "--scenario: %s stands there twice", bare);
    if (arena->scenario_count == ARENA_SCENARIOS_MAX)
        return status_fail(cause, STATUS_INVALID, "--scenario: more than %d; run several arenas",
                           ARENA_SCENARIOS_MAX);
    enum status status = scenario_file_load(arena->directory, bare, &file, cause);
    if (!status)
        arena->scenarios[arena->scenario_count++] = file.scenario;
    return status;
}

static enum status find_scenarios(struct arena *arena, struct cause *cause)
{
    struct slice rest = slice_of(arena->scenario_names), name;
    enum status status = scenario_directory_find(arena->scenario_place, arena->directory, cause);
    while (!status && slice_take(&rest, ',', &name))
        status = add_scenario(arena, name, cause);
    return status;
}

/* ---- the whole */

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct arena, field)
    {"--scenario", OPTION_STRING, "S[,S...]", "which worlds; config/scenarios lists them (duel)",
     AT(scenario_names)},
    {"--scenarios", OPTION_STRING, "DIR", "other scenario files", AT(scenario_place)},
    {"--games", OPTION_INT, "N", "deals of each scenario, each played by every line-up (100)", AT(deals),
     .low = 2, .high = DEALS_MAX},
    {"--seed", OPTION_INT64, "K", "deal d is the world of seed K + d (1)", AT(seed), .low = 0,
     .high = INT64_MAX / 100},
    {"--rounds", OPTION_INT, "N", "more than two seats: how often everybody sits in every seat of a deal (1)",
     AT(rounds), .low = 1, .high = ROUNDS_MAX},
    {"--jobs", OPTION_INT, "J", "processes (1); the result is the same", AT(jobs), .low = 1,
     .high = JOBS_MAX},
    {"--out", OPTION_STRING, "FILE", "a row a seat and game, as CSV", AT(out)},
    {"--connect-seconds", OPTION_INT, "N", "how long a program may take to join (30)",
     AT(limit_seconds[LIMIT_CONNECT]), .low = 1, .high = 600},
    {"--load-seconds", OPTION_INT, "N", "then, for the orders of its first turn (30)",
     AT(limit_seconds[LIMIT_LOAD]), .low = 1, .high = 3600},
    {"--turn-seconds", OPTION_INT, "N", "and for those of each later turn (5)", AT(limit_seconds[LIMIT_TURN]),
     .low = 1, .high = 3600},
    {"--logs", OPTION_STRING, "DIR", "where what programs print is kept: NAME.log", AT(logs)},
    {"--data", OPTION_STRING, "DIR", "keep the private server's journal here, for spiral replay", AT(data)},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options command = {
    .usage = "usage: spiral arena CONTESTANT CONTESTANT... [OPTION]...\n"
             "who plays which world best; a CONTESTANT is a doctrine, all (every doctrine but\n"
             "random_legal), or NAME=COMMAND: a program that joins over the network and is\n"
             "told where by SPIRAL_PLACE, SPIRAL_CODE, SPIRAL_NAME and SPIRAL_FINGERPRINT;\n"
             "docs/arena.md lists all that it is told\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_word,
};

/* What only makes sense together, or not at all. */
static enum status check_together(const struct arena *arena, struct cause *cause)
{
    int64_t games = 0;
    if (arena->contestant_count < 2)
        return status_fail(cause, STATUS_INVALID,
                           "two contestants are needed: names of doctrines, all, or NAME=COMMAND");
    if (arena->out && strcmp(arena->out, "-") == 0)
        return status_fail(cause, STATUS_INVALID, "--out: standard output is for the tables; give FILE");
    if (arena->jobs > 1 && arena_has_programs(arena))
        return status_fail(cause, STATUS_INVALID,
                           "--jobs: programs play one game after the other; leave --jobs out");
    for (int s = 0; s < arena->scenario_count; s++)
        games += (int64_t)arena->deals * deal_line_ups(arena, s);
    if (games > GAMES_MAX)
        return status_fail(cause, STATUS_INVALID,
                           "--games: %lld games in all, at most %d are played; ask for fewer deals",
                           (long long)games, GAMES_MAX);
    return STATUS_OK;
}

enum status arena_parse(int count, char **words, struct arena *arena, struct cause *cause)
{
    *arena = (struct arena){.scenario_names = "duel",
                            .deals = 100,
                            .seed = 1,
                            .rounds = 1,
                            .jobs = 1,
                            .limit_seconds = {30, 30, 5}};
    enum status status = options_parse(&command, count, words, arena, cause);
    if (status || arena->help)
        return status;
    status = find_scenarios(arena, cause);
    return status ? status : check_together(arena, cause);
}

void arena_print_help(void)
{
    static const char title[] = "\ndoctrines:";
    int column = (int)strlen(title);
    options_print_help(&command);
    fputs(title, stdout);
    for (int b = 0; b < bot_count; b++) {
        int length = 1 + (int)strlen(bots[b]->name);
        bool breaks = column + length > HELP_WIDTH;
        column = breaks ? length : column + length;
        printf("%s %s", breaks ? "\n" : "", bots[b]->name);
    }
    putchar('\n');
}
