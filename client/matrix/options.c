#include "client/matrix/parts.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

enum type { STRING, NUMBER, SWITCH, BOTS, ERRORS, PAYOFFS };

static const struct option {
    const char *name;
    enum type type;
    size_t offset;
    int64_t low, high;
    const char *value, *help;
} options_known[] = {
#define AT(field) offsetof(struct matrix_options, field)
    {"--bots", BOTS, 0, 0, 0, "A,B[,...]", "who plays: two meet each other, more meet all and themselves"},
    {"--pairs", SWITCH, AT(pairs), 0, 0, NULL, "two meet themselves too"},
    {"--payoffs", PAYOFFS, 0, -MATRIX_PAYOFF_MAX, MATRIX_PAYOFF_MAX, "T,R,P,S",
     "points of temptation, reward, punishment, sucker (5,3,1,0)"},
    {"--moves", NUMBER, AT(moves), 1, MATRIX_MOVES_MAX, "N", "moves of a game (200)"},
    {"--games", NUMBER, AT(games), 1, MATRIX_GAMES_MAX, "N", "games of each pair and error (1)"},
    {"--error", ERRORS, 0, 0, 1000, "PERMILLE[,PERMILLE...]",
     "chance that an intended move is turned into the other (0)"},
    {"--seed", NUMBER, AT(seed), 0, INT64_MAX / 100, "K",
     "the dice; game g of a seed is always the same (1)"},
    {"--out", STRING, AT(out), 0, 0, "FILE", "a row a game, as CSV; -: standard output"},
    {"--log", STRING, AT(log), 0, 0, "FILE", "a row a move, as CSV; -: standard output"},
    {"--help", SWITCH, AT(help), 0, 0, NULL, "this text, and the strategies"},
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

static enum status refuse_bot(struct slice name, struct cause *cause)
{
    char known[CAUSE_LENGTH_MAX];
    struct text text = text_over(known, sizeof known);
    for (int s = 0; s < matrix_strategy_count; s++) {
        text_put(&text, s ? ", " : "");
        text_put(&text, matrix_strategies[s].name);
    }
    return status_fail(cause, STATUS_INVALID, "--bots: no strategy \"%.*s\"; there are %s",
                       name.length < 32 ? (int)name.length : 32, name.at, known);
}

static enum status set_bots(struct matrix_options *options, const char *value, struct cause *cause)
{
    struct slice rest = slice_of(value), name;
    options->bot_count = 0;
    while (slice_take(&rest, ',', &name)) {
        if (options->bot_count == MATRIX_BOTS_MAX)
            return status_fail(cause, STATUS_INVALID, "--bots: more than %d; name fewer", MATRIX_BOTS_MAX);
        const struct matrix_strategy *bot = matrix_find(name);
        if (!bot)
            return refuse_bot(name, cause);
        options->bots[options->bot_count++] = bot;
    }
    return STATUS_OK;
}

/* Between 1 and `most` numbers; gives how many, or 0. */
static int read_list(const struct option *option, const char *value, int most, int32_t *numbers)
{
    struct slice rest = slice_of(value), part;
    int count = 0;
    while (slice_take(&rest, ',', &part)) {
        int64_t number;
        if (count == most || !slice_int(part, option->low, option->high, &number))
            return 0;
        numbers[count++] = (int32_t)number;
    }
    return count;
}

static enum status set_payoffs(const struct option *option, struct matrix_options *options, const char *value,
                               struct cause *cause)
{
    int32_t letters[4];
    if (read_list(option, value, 4, letters) != 4)
        return status_fail(cause, STATUS_INVALID,
                           "--payoffs: \"%.60s\" is not T,R,P,S, four whole numbers in %d..%d", value,
                           -MATRIX_PAYOFF_MAX, MATRIX_PAYOFF_MAX);
    options->payoffs = (struct matrix_payoffs){letters[0], letters[1], letters[2], letters[3]};
    return STATUS_OK;
}

static enum status set_value(const struct option *option, struct matrix_options *options, const char *value,
                             struct cause *cause)
{
    char *place = (char *)options + option->offset;
    if (!value)
        return status_fail(cause, STATUS_INVALID, "%s: no value; give %s", option->name, option->value);
    switch (option->type) {
    case STRING:
        memcpy(place, &value, sizeof value);
        return STATUS_OK;
    case BOTS:
        return set_bots(options, value, cause);
    case PAYOFFS:
        return set_payoffs(option, options, value, cause);
    case ERRORS:
        options->error_count = read_list(option, value, MATRIX_ERRORS_MAX, options->errors);
        if (options->error_count)
            return STATUS_OK;
        return status_fail(cause, STATUS_INVALID,
                           "--error: \"%.60s\" is not a list of at most %d numbers in 0..1000", value,
                           MATRIX_ERRORS_MAX);
    default:
        break;
    }
    if (!slice_int(slice_of(value), option->low, option->high, (int64_t *)(void *)place))
        return status_fail(cause, STATUS_INVALID, "%s: \"%.60s\" is not a number in %" PRId64 "..%" PRId64,
                           option->name, value, option->low, option->high);
    return STATUS_OK;
}

int matrix_pair_count(const struct matrix_options *options)
{
    if (options->bot_count == 2 && !options->pairs)
        return 1;
    return options->bot_count * (options->bot_count + 1) / 2;
}

void matrix_pair(const struct matrix_options *options, int pair,
                 const struct matrix_strategy *bots[MATRIX_PLAYERS])
{
    int first = 0, second = 1;
    if (matrix_pair_count(options) > 1 || options->bot_count == 1) {
        for (; pair >= options->bot_count - first; first++)
            pair -= options->bot_count - first;
        second = first + pair;
    }
    bots[0] = options->bots[first];
    bots[1] = options->bots[second];
}

static enum status check_together(const struct matrix_options *options, struct cause *cause)
{
    if (options->help)
        return STATUS_OK;
    if (!options->bot_count)
        return status_fail(cause, STATUS_INVALID, "--bots A,B[,...] is needed; --help lists the strategies");
    if (matrix_pair_count(options) > 1)
        for (int x = 0; x < options->bot_count; x++)
            for (int y = 0; y < x; y++)
                if (options->bots[x] == options->bots[y])
                    return status_fail(cause, STATUS_INVALID,
                                       "--bots: %s is named twice; in a round robin everybody meets itself",
                                       options->bots[x]->name);
    if ((options->out && !options->out[0]) || (options->log && !options->log[0]))
        return status_fail(cause, STATUS_INVALID, "%s: no name; give FILE, or - for standard output",
                           options->out && !options->out[0] ? "--out" : "--log");
    if (options->out && options->log && strcmp(options->out, options->log) == 0)
        return status_fail(cause, STATUS_INVALID, "--out and --log: rows of two kinds need two files");
    int64_t moves =
        options->moves * options->games * matrix_pair_count(options) * (int64_t)options->error_count;
    int64_t most = options->log ? MATRIX_LOG_ROWS_MAX : MATRIX_ALL_MOVES_MAX;
    if (moves > most)
        return status_fail(cause, STATUS_INVALID,
                           "%" PRId64 " moves in all, at most %" PRId64
                           "%s; ask for fewer --moves, --games, --bots or --error",
                           moves, most, options->log ? " with --log" : "");
    return STATUS_OK;
}

enum status matrix_options_parse(int count, char **words, struct matrix_options *options, struct cause *cause)
{
    *options = (struct matrix_options){
        .payoffs = matrix_axelrod, .error_count = 1, .moves = 200, .games = 1, .seed = 1};
    for (int x = 0; x < count; x++) {
        const struct option *option = find(words[x]);
        enum status status = STATUS_OK;
        if (!option)
            status = status_fail(cause, STATUS_INVALID, "%.100s: not understood; --help lists the options",
                                 words[x]);
        else if (option->type == SWITCH)
            *((bool *)((char *)options + option->offset)) = true;
        else
            status = set_value(option, options, ++x < count ? words[x] : NULL, cause);
        if (status)
            return status;
    }
    return check_together(options, cause);
}

void matrix_options_print_help(void)
{
    printf("usage: spiral matrix --bots A,B [OPTION]...   iterated two-by-two games with errors\n");
    for (int x = 0; x < OPTION_COUNT; x++)
        printf("  %-10s %-23s %s\n", options_known[x].name,
               options_known[x].value ? options_known[x].value : "", options_known[x].help);
    printf("strategies:\n");
    for (int s = 0; s < matrix_strategy_count; s++)
        printf("  %-22s %s\n", matrix_strategies[s].name, matrix_strategies[s].text);
}
