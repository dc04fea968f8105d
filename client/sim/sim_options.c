#include "client/sim/sim_options.h"

#include "common/base/text.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum type { STRING, NUMBER, SWITCH, ROWS, SET, SHARD };

static const struct option {
    const char *name;
    enum type type;
    size_t offset;
    int64_t low, high; /* of a number; `low` of ROWS: which */
    const char *value, *help;
} options_known[] = {
#define AT(field) offsetof(struct sim_options, field)
    {"--scenario", STRING, AT(scenario), 0, 0, "S[,S...]", "which worlds; config/scenarios lists them"},
    {"--scenarios", STRING, AT(scenarios), 0, 0, "DIR", "other scenario files"},
    {"--games", NUMBER, AT(games), 1, SIM_GAMES_MAX, "N", "games of each scenario and setting (100)"},
    {"--seed", NUMBER, AT(seed), 0, INT64_MAX / 100, "K",
     "the dice; game g of a seed is always the same (1)"},
    {"--bots", STRING, AT(bots), 0, 0, "D[,D...]",
     "a doctrine for all seats, or one a seat (-: what fits its motive), or seeker=D,greedy=D"},
    {"--set", SET, 0, 0, 0, "P=V[,V...]", "values of a parameter; several --set: every combination"},
    {"--jobs", NUMBER, AT(jobs), 1, SIM_JOBS_MAX, "J", "processes (1); the output is the same"},
    {"--shard", SHARD, 0, 0, 0, "I/N", "only part I of N; the parts in order are the whole file"},
    {"--out", STRING, AT(out), 0, 0, "FILE", "where the rows go, as CSV; -: standard output"},
    {"--turns", ROWS, AT(rows), SIM_ROWS_TURNS, 0, NULL, "a row a state and turn instead of one a game"},
    {"--dyads", ROWS, AT(rows), SIM_ROWS_DYADS, 0, NULL, "a row an ordered pair of states and turn"},
    {"--informed", SWITCH, AT(informed), 0, 0, NULL,
     "play each game again with bots that know the motives: what uncertainty costs"},
    {"--records", STRING, AT(records), 0, 0, "DIR", "also write each game's record, for replay and debrief"},
    {"--resume", SWITCH, AT(resume), 0, 0, NULL, "go on where the same command was interrupted"},
    {"--columns", SWITCH, AT(columns), 0, 0, NULL, "print every column with its unit and meaning"},
    {"--help", SWITCH, AT(help), 0, 0, NULL, "this text"},
#undef AT
};

enum { OPTION_COUNT = sizeof options_known / sizeof options_known[0] };

static const struct option *find(const char *name)
{
    for (int x = 0; x < OPTION_COUNT; x++)
        if (strcmp(options_known[x].name, name) == 0)
            return &options_known[x];
    return NULL;
}

static enum status set_number(const struct option *option, int64_t *place, const char *value,
                              struct cause *cause)
{
    if (!slice_int(slice_of(value), option->low, option->high, place))
        return status_fail(cause, STATUS_INVALID, "%s: \"%s\" is not a number in %lld..%lld", option->name,
                           value, (long long)option->low, (long long)option->high);
    return STATUS_OK;
}

/* "2/5" */
static enum status set_shard(struct sim_options *options, const char *value, struct cause *cause)
{
    struct slice part, whole;
    if (slice_split(slice_of(value), '/', &part, &whole) &&
        slice_int(whole, 1, SIM_SHARDS_MAX, &options->shards) &&
        slice_int(part, 1, options->shards, &options->shard))
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID,
                       "--shard: \"%s\" is not I/N with N in 1..%d and I in 1..N, as in 2/5", value,
                       SIM_SHARDS_MAX);
}

static enum status set_value(const struct option *option, struct sim_options *options, const char *value,
                             struct cause *cause)
{
    char *place = (char *)options + option->offset;
    if (!value)
        return status_fail(cause, STATUS_INVALID, "%s: no value; give %s", option->name, option->value);
    switch (option->type) {
    case STRING:
        memcpy(place, &value, sizeof value);
        return STATUS_OK;
    case SHARD:
        return set_shard(options, value, cause);
    case SET:
        if (options->set_count == SIM_SETS_MAX)
            return status_fail(cause, STATUS_INVALID, "--set: more than %d parameters; sweep fewer at once",
                               SIM_SETS_MAX);
        options->sets[options->set_count++] = value;
        return STATUS_OK;
    default:
        return set_number(option, (int64_t *)(void *)place, value, cause);
    }
}

/* What only makes sense together, or not at all. */
static enum status check_together(const struct sim_options *options, struct cause *cause)
{
    bool to_file = options->out && strcmp(options->out, "-") != 0;
    if (options->help || options->columns)
        return STATUS_OK;
    if (!options->scenario)
        return status_fail(cause, STATUS_INVALID, "--scenario NAME[,NAME...] is needed");
    if (options->out && !options->out[0])
        return status_fail(cause, STATUS_INVALID, "--out: no name; give FILE, or - for standard output");
    if (options->resume && !to_file)
        return status_fail(cause, STATUS_INVALID, "--resume needs the --out FILE of the interrupted command");
    if (options->rows != SIM_ROWS_GAMES && !options->out)
        return status_fail(cause, STATUS_INVALID,
                           "--turns and --dyads need --out FILE, or --out - for standard output");
    return STATUS_OK;
}

static enum status set_rows(const struct option *option, struct sim_options *options, struct cause *cause)
{
    enum sim_rows rows = (enum sim_rows)option->low;
    if (options->rows != SIM_ROWS_GAMES && options->rows != rows)
        return status_fail(cause, STATUS_INVALID,
                           "--turns and --dyads: a file has rows of one kind; run the command twice");
    options->rows = rows;
    return STATUS_OK;
}

enum status sim_options_parse(int count, char **words, struct sim_options *options, struct cause *cause)
{
    *options = (struct sim_options){.games = 100, .seed = 1, .shard = 1, .shards = 1};
    for (int x = 0; x < count; x++) {
        const struct option *option = find(words[x]);
        enum status status = STATUS_OK;
        if (!option)
            status = status_fail(cause, STATUS_INVALID, "%.100s: not understood; --help lists the options",
                                 words[x]);
        else if (option->type == SWITCH)
            *((bool *)((char *)options + option->offset)) = true;
        else if (option->type == ROWS)
            status = set_rows(option, options, cause);
        else
            status = set_value(option, options, ++x < count ? words[x] : NULL, cause);
        if (status)
            return status;
    }
    return check_together(options, cause);
}

void sim_options_print_help(void)
{
    printf("usage: spiral sim --scenario NAME [OPTION]...   worlds played by bots, without a network\n");
    for (int x = 0; x < OPTION_COUNT; x++)
        printf("  %-12s %-11s %s\n", options_known[x].name,
               options_known[x].value ? options_known[x].value : "", options_known[x].help);
}
