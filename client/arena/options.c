/* The command line of `spiral arena`: contestants and options, one row an option. */
#include "client/arena/parts.h"
#include "client/sim/sim_scenarios.h"
#include "common/scenario/scenario_file.h"

#include <stddef.h>
#include <string.h>

enum type { STRING, NUMBER, SEED, SCENARIO };

/* Words that need others to make sense of them. */
struct words {
    const char *scenario, *scenarios;
};

static const struct option {
    const char *name;
    enum type type;
    size_t offset;
    int64_t low, high;
    const char *value, *help;
} options[] = {
#define AT(field) offsetof(struct arena, field)
    {"--scenario", SCENARIO, offsetof(struct words, scenario), 0, 0, "S[,S...]",
     "which worlds; config/scenarios lists them (duel)"},
    {"--scenarios", SCENARIO, offsetof(struct words, scenarios), 0, 0, "DIR", "other scenario files"},
    {"--games", NUMBER, AT(deals), 2, DEALS_MAX, "N",
     "deals of each scenario, each played by every line-up (100)"},
    {"--seed", SEED, AT(seed), 0, INT64_MAX / 100, "K", "deal d is the world of seed K + d (1)"},
    {"--rounds", NUMBER, AT(rounds), 1, ROUNDS_MAX, "N",
     "more than two seats: how often everybody sits in every seat of a deal (1)"},
    {"--jobs", NUMBER, AT(jobs), 1, JOBS_MAX, "J", "processes (1); the result is the same"},
    {"--out", STRING, AT(out), 0, 0, "FILE", "a row a seat and game, as CSV"},
    {"--connect-seconds", NUMBER, AT(connect_seconds), 1, 600, "N",
     "how long a program may take to join (30)"},
    {"--turn-seconds", NUMBER, AT(turn_seconds), 1, 3600, "N", "how long a program may take for a turn (5)"},
    {"--logs", STRING, AT(logs), 0, 0, "DIR", "where what programs print is kept: NAME.log"},
    {"--data", STRING, AT(data), 0, 0, "DIR", "keep the private server's journal here, for spiral replay"},
#undef AT
};

enum { OPTION_COUNT = sizeof options / sizeof options[0] };

static const struct option *find(const char *name)
{
    for (int x = 0; x < OPTION_COUNT; x++)
        if (strcmp(options[x].name, name) == 0)
            return &options[x];
    return NULL;
}

static enum status set_option(const struct option *option, const char *value, struct arena *arena,
                              struct words *words, struct cause *cause)
{
    char *place = option->type == SCENARIO ? (char *)words : (char *)arena;
    int64_t number;
    if (!value || !*value)
        return status_fail(cause, STATUS_INVALID, "%s: no value; give %s", option->name, option->value);
    if (option->type == STRING || option->type == SCENARIO) {
        memcpy(place + option->offset, &value, sizeof value);
        return STATUS_OK;
    }
    if (!slice_int(slice_of(value), option->low, option->high, &number))
        return status_fail(cause, STATUS_INVALID, "%s: \"%s\" is not a number in %lld..%lld", option->name,
                           value, (long long)option->low, (long long)option->high);
    if (option->type == SEED)
        arena->seed = (uint64_t)number;
    else
        memcpy(place + option->offset, &(int){(int)number}, sizeof(int));
    return STATUS_OK;
}

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
    for (int b = 0; b < bot_count; b++) {
        text_put(&text, b ? ", " : "");
        text_put(&text, bots[b]->name);
    }
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

static enum status add_word(struct arena *arena, const char *word, struct cause *cause)
{
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

static enum status find_scenarios(struct arena *arena, const struct words *words, struct cause *cause)
{
    struct slice rest = slice_of(words->scenario), name;
    enum status status = sim_scenario_directory(words->scenarios, arena->directory, cause);
    while (!status && slice_take(&rest, ',', &name))
        status = add_scenario(arena, name, cause);
    return status;
}

/* ---- the whole */

/* What only makes sense together, or not at all. */
static enum status check_together(const struct arena *arena, struct cause *cause)
{
    int64_t games = 0;
    if (arena->contestant_count < 2)
        return status_fail(cause, STATUS_INVALID,
                           "two contestants are needed: names of doctrines, all, or NAME=COMMAND");
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

enum status arena_parse(int count, char **given, struct arena *arena, struct cause *cause)
{
    struct words words = {.scenario = "duel"};
    enum status status = STATUS_OK;
    *arena = (struct arena){
        .deals = 100, .seed = 1, .rounds = 1, .jobs = 1, .connect_seconds = 30, .turn_seconds = 5};
    for (int x = 0; x < count && !status; x++) {
        const struct option *option = find(given[x]);
        if (strcmp(given[x], "--help") == 0) {
            arena->help = true;
            return STATUS_OK;
        }
        if (option)
            status = set_option(option, ++x < count ? given[x] : NULL, arena, &words, cause);
        else if (given[x][0] == '-')
            status = status_fail(cause, STATUS_INVALID, "%.80s: not understood; --help lists the options",
                                 given[x]);
        else
            status = add_word(arena, given[x], cause);
    }
    if (!status)
        status = find_scenarios(arena, &words, cause);
    return status ? status : check_together(arena, cause);
}

void arena_print_help(void)
{
    printf(
        "usage: spiral arena CONTESTANT CONTESTANT... [OPTION]...   who plays which world best\n"
        "  CONTESTANT: a doctrine; all (every doctrine but random_legal); or NAME=COMMAND, a program that\n"
        "  joins over the network: SPIRAL_PLACE, SPIRAL_CODE, SPIRAL_NAME and SPIRAL_FINGERPRINT tell it "
        "where\n");
    for (int x = 0; x < OPTION_COUNT; x++)
        printf("  %-17s %-9s %s\n", options[x].name, options[x].value, options[x].help);
    printf("  %-17s %-9s %s\n", "--help", "", "this text");
}
