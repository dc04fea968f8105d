#include "client/sim/sim_options.h"

#include "common/base/options.h"

#include <string.h>

/* "2/5" */
static enum status take_shard(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct sim_options *options = into;
    struct slice part, whole;
    if (slice_split(slice_of(value), '/', &part, &whole) &&
        slice_int(whole, 1, SIM_SHARDS_MAX, &options->shards) &&
        slice_int(part, 1, options->shards, &options->shard))
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID,
                       "%s: \"%.60s\" is not I/N with N in 1..%d and I in 1..N, as in 2/5", option->name,
                       value, SIM_SHARDS_MAX);
}

static enum status take_set(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct sim_options *options = into;
    if (options->set_count == SIM_SETS_MAX)
        return status_fail(cause, STATUS_INVALID, "%s: more than %d parameters; sweep fewer at once",
                           option->name, SIM_SETS_MAX);
    options->sets[options->set_count++] = value;
    return STATUS_OK;
}

/* `low` of the row is the kind of rows. */
static enum status take_rows(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct sim_options *options = into;
    enum sim_rows rows = (enum sim_rows)option->low;
    (void)value;
    if (options->rows != SIM_ROWS_GAMES && options->rows != rows)
        return status_fail(cause, STATUS_INVALID,
                           "--turns and --dyads: a file has rows of one kind; run the command twice");
    options->rows = rows;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct sim_options, field)
    {"--scenario", OPTION_STRING, "S[,S...]", "which worlds; config/scenarios lists them", AT(scenario)},
    {"--scenarios", OPTION_STRING, "DIR", "other scenario files", AT(scenarios)},
    {"--games", OPTION_INT64, "N", "games of each scenario and setting (100)", AT(games), .low = 1,
     .high = SIM_GAMES_MAX},
    {"--seed", OPTION_INT64, "K", "the dice; game g of a seed is always the same (1)", AT(seed), .low = 0,
     .high = INT64_MAX / 100},
    {"--bots", OPTION_STRING, "D[,D...]",
     "a doctrine for all seats, or one a seat (-: what fits its motive), or seeker=D,greedy=D", AT(bots)},
    {"--set", OPTION_OWN, "P=V[,V...]", "values of a parameter; several --set: every combination",
     .take = take_set},
    {"--jobs", OPTION_INT64, "J", "processes (1); the output is the same", AT(jobs), .low = 1,
     .high = SIM_JOBS_MAX},
    {"--shard", OPTION_OWN, "I/N", "only part I of N; the parts in order are the whole file",
     .take = take_shard},
    {"--out", OPTION_STRING, "FILE", "where the rows go, as CSV; -: standard output", AT(out)},
    {"--turns", OPTION_OWN, NULL, "a row a state and turn instead of one a game", .low = SIM_ROWS_TURNS,
     .take = take_rows},
    {"--dyads", OPTION_OWN, NULL, "a row an ordered pair of states and turn", .low = SIM_ROWS_DYADS,
     .take = take_rows},
    {"--informed", OPTION_SWITCH, NULL,
     "play each game again with bots that know the motives: what uncertainty costs", AT(informed)},
    {"--records", OPTION_STRING, "DIR", "also write each game's record, for replay and debrief", AT(records)},
    {"--resume", OPTION_SWITCH, NULL, "go on where the same command was interrupted", AT(resume)},
    {"--columns", OPTION_SWITCH, NULL, "print every column with its unit and meaning", AT(columns)},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options command = {
    .usage = "usage: spiral sim --scenario NAME [OPTION]...   worlds played by bots\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};

/* What only makes sense together, or not at all. */
static enum status check_together(const struct sim_options *options, struct cause *cause)
{
    bool to_file = options->out && strcmp(options->out, "-") != 0;
    if (options->help || options->columns)
        return STATUS_OK;
    if (!options->scenario)
        return status_fail(cause, STATUS_INVALID, "--scenario NAME[,NAME...] is needed");
    if (options->resume && !to_file)
        return status_fail(cause, STATUS_INVALID, "--resume needs the --out FILE of the interrupted command");
    if (options->rows != SIM_ROWS_GAMES && !options->out)
        return status_fail(cause, STATUS_INVALID,
                           "--turns and --dyads need --out FILE, or --out - for standard output");
    return STATUS_OK;
}

enum status sim_options_parse(int count, char **words, struct sim_options *options, struct cause *cause)
{
    *options = (struct sim_options){.games = 100, .seed = 1, .shard = 1, .shards = 1};
    enum status status = options_parse(&command, count, words, options, cause);
    return status ? status : check_together(options, cause);
}

void sim_options_print_help(void)
{
    options_print_help(&command);
}
