#include "common/base/options.h"
#include "client/matrix/parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

static enum status take_bots(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct matrix_options *options = into;
    struct slice rest = slice_of(value), name;
    options->bot_count = 0;
    while (slice_take(&rest, ',', &name)) {
        if (options->bot_count == MATRIX_BOTS_MAX)
            return status_fail(cause, STATUS_INVALID, "%s: more than %d; name fewer", option->name,
                               MATRIX_BOTS_MAX);
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

static enum status take_payoffs(const struct option *option, void *into, const char *value,
                                struct cause *cause)
{
    struct matrix_options *options = into;
    int32_t letters[4];
    if (read_list(option, value, 4, letters) != 4)
        return status_fail(cause, STATUS_INVALID,
                           "%s: \"%.60s\" is not T,R,P,S, four whole numbers in %d..%d", option->name, value,
                           -MATRIX_PAYOFF_MAX, MATRIX_PAYOFF_MAX);
    options->payoffs = (struct matrix_payoffs){letters[0], letters[1], letters[2], letters[3]};
    return STATUS_OK;
}

static enum status take_errors(const struct option *option, void *into, const char *value,
                               struct cause *cause)
{
    struct matrix_options *options = into;
    options->error_count = read_list(option, value, MATRIX_ERRORS_MAX, options->errors);
    if (options->error_count)
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "%s: \"%.60s\" is not a list of at most %d numbers in 0..1000",
                       option->name, value, MATRIX_ERRORS_MAX);
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct matrix_options, field)
    {"--bots", OPTION_OWN, "A,B[,...]", "who plays: two meet each other, more meet all and themselves",
     .take = take_bots},
    {"--pairs", OPTION_SWITCH, NULL, "two meet themselves too", AT(pairs)},
    {"--payoffs", OPTION_OWN, "T,R,P,S", "points of temptation, reward, punishment, sucker (5,3,1,0)",
     .low = -MATRIX_PAYOFF_MAX, .high = MATRIX_PAYOFF_MAX, .take = take_payoffs},
    {"--moves", OPTION_INT64, "N", "moves of a game (200)", AT(moves), .low = 1, .high = MATRIX_MOVES_MAX},
    {"--games", OPTION_INT64, "N", "games of each pair and error (1)", AT(games), .low = 1,
     .high = MATRIX_GAMES_MAX},
    {"--error", OPTION_OWN, "PERMILLE[,PERMILLE...]",
     "chance that an intended move is turned into the other (0)", .high = 1000, .take = take_errors},
    {"--seed", OPTION_INT64, "K", "the dice; game g of a seed is always the same (1)", AT(seed), .low = 0,
     .high = INT64_MAX / 100},
    {"--out", OPTION_STRING, "FILE", "a row a game, as CSV; -: standard output", AT(out)},
    {"--log", OPTION_STRING, "FILE", "a row a move, as CSV; -: standard output", AT(log)},
    {"--help", OPTION_SWITCH, NULL, "this text, and the strategies", AT(help)},
#undef AT
};

static const struct options command = {
    .usage = "usage: spiral matrix --bots A,B [OPTION]...   two-by-two games with errors\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};

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
    enum status status = options_parse(&command, count, words, options, cause);
    return status ? status : check_together(options, cause);
}

void matrix_options_print_help(void)
{
    options_print_help(&command);
    printf("strategies:\n");
    for (int s = 0; s < matrix_strategy_count; s++)
        printf("  %-22s %s\n", matrix_strategies[s].name, matrix_strategies[s].text);
}
