#include "client/matrix/command.h"

#include "client/matrix/chain.h"
#include "client/matrix/parts.h"
#include "common/base/output.h"
#include "common/rules/limits.h"

#include <inttypes.h>
#include <string.h>

static const char game_header[] =
    "rules,seed,game,temptation,reward,punishment,sucker,error,moves,first,second,"
    "first_score,second_score,cc,cd,dc,dd";
static const char move_header[] = "rules,seed,game,error,first,second,move,first_intended,second_intended,"
                                  "first_done,second_done,first_points,second_points";

/* One pair at one chance of an error: what the table shows. */
struct meeting {
    struct matrix_match match;
    double score[MATRIX_PLAYERS];       /* points of all games */
    double cooperation[MATRIX_PLAYERS]; /* moves */
};

struct command {
    struct matrix_options options;
    struct output games, moves;
    const struct matrix_match *match; /* being played */
    int64_t game;
};

static char letter(int choice)
{
    return choice == MATRIX_COOPERATE ? 'C' : 'D';
}

static void log_move(void *user, const struct matrix_move *move)
{
    struct command *command = user;
    const struct matrix_match *match = command->match;
    int first = move->done[0], second = move->done[1];
    fprintf(command->moves.file,
            "%d,%" PRId64 ",%" PRId64 ",%d,%s,%s,%d,%c,%c,%c,%c,%" PRId64 ",%" PRId64 "\n", RULES_VERSION,
            command->options.seed, command->game, match->error, match->strategies[0]->name,
            match->strategies[1]->name, move->number, letter(move->intended[0]), letter(move->intended[1]),
            letter(first), letter(second), matrix_payoff(&match->payoffs, matrix_outcome_of(first, second)),
            matrix_payoff(&match->payoffs, matrix_outcome_of(second, first)));
}

static void put_game(const struct command *command, const struct matrix_result *result)
{
    const struct matrix_match *match = command->match;
    FILE *file = command->games.file;
    fprintf(file, "%d,%" PRId64 ",%" PRId64 ",%d,%d,%d,%d,%d,%d,%s,%s,%" PRId64 ",%" PRId64, RULES_VERSION,
            command->options.seed, command->game, match->payoffs.temptation, match->payoffs.reward,
            match->payoffs.punishment, match->payoffs.sucker, match->error, match->moves,
            match->strategies[0]->name, match->strategies[1]->name, result->score[0], result->score[1]);
    for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++)
        fprintf(file, ",%" PRId64, result->seen[outcome]);
    fputc('\n', file);
}

static enum status play_games(struct command *command, struct meeting *meeting, struct cause *cause)
{
    enum status status = STATUS_OK;
    command->match = &meeting->match;
    for (command->game = 0; !status && command->game < command->options.games; command->game++) {
        matrix_match_seed(&meeting->match, (uint64_t)command->options.seed, (uint64_t)command->game);
        struct matrix_result result =
            matrix_play(&meeting->match, command->moves.file ? log_move : NULL, command);
        if (command->games.file)
            put_game(command, &result);
        const int64_t *seen = result.seen;
        for (int player = 0; player < MATRIX_PLAYERS; player++)
            meeting->score[player] += (double)result.score[player];
        meeting->cooperation[0] += (double)(seen[MATRIX_CC] + seen[MATRIX_CD]);
        meeting->cooperation[1] += (double)(seen[MATRIX_CC] + seen[MATRIX_DC]);
        status = output_check(&command->games, cause);
        if (!status)
            status = output_check(&command->moves, cause);
    }
    return status;
}

static void print_line(FILE *table, const struct command *command, const struct meeting *meeting)
{
    double expected[MATRIX_PLAYERS];
    double moves = (double)meeting->match.moves, all = moves * (double)command->options.games;
    matrix_expected(&meeting->match, expected);
    fprintf(table, "%-22s %-22s %5d", meeting->match.strategies[0]->name, meeting->match.strategies[1]->name,
            meeting->match.error);
    for (int player = 0; player < MATRIX_PLAYERS; player++)
        fprintf(table, "  %9.4f %9.4f %5.1f%%", meeting->score[player] / all, expected[player] / moves,
                100 * meeting->cooperation[player] / all);
    fputc('\n', table);
}

/* The table goes where no rows go. */
static FILE *table_place(const struct matrix_options *options)
{
    bool taken =
        (options->out && strcmp(options->out, "-") == 0) || (options->log && strcmp(options->log, "-") == 0);
    return taken ? stderr : stdout;
}

static enum status play_all(struct command *command, struct cause *cause)
{
    const struct matrix_options *options = &command->options;
    FILE *table = table_place(options);
    enum status status = STATUS_OK;
    fprintf(table,
            "points a move, played and expected, and the share of cooperation; each line: %" PRId64
            " game%s of %" PRId64 " move%s\n",
            options->games, options->games == 1 ? "" : "s", options->moves, options->moves == 1 ? "" : "s");
    fprintf(table, "%-22s %-22s error", "first", "second");
    for (int player = 0; player < MATRIX_PLAYERS; player++)
        fprintf(table, "  %9s %9s %6s", player ? "second" : "first", "expected", "coop.");
    fputc('\n', table);
    for (int pair = 0; !status && pair < matrix_pair_count(options); pair++) {
        for (int e = 0; !status && e < options->error_count; e++) {
            struct meeting meeting = {.match = {.payoffs = options->payoffs,
                                                .error = options->errors[e],
                                                .moves = (int32_t)options->moves}};
            matrix_pair(options, pair, meeting.match.strategies);
            status = play_games(command, &meeting, cause);
            if (!status)
                print_line(table, command, &meeting);
        }
    }
    return status;
}

int matrix_main(int count, char **words)
{
    struct command command = {0};
    const struct matrix_options *options = &command.options;
    struct cause cause;
    if (matrix_options_parse(count, words, &command.options, &cause)) {
        fprintf(stderr, "spiral matrix: %s\n", cause.text);
        return 2;
    }
    if (options->help) {
        matrix_options_print_help();
        return 0;
    }
    enum status status = output_begin(&command.games, "--out", options->out, &cause);
    if (!status)
        status = output_begin(&command.moves, "--log", options->log, &cause);
    bool refused = status == STATUS_INVALID;
    if (!status && command.games.file)
        fprintf(command.games.file, "%s\n", game_header);
    if (!status && command.moves.file)
        fprintf(command.moves.file, "%s\n", move_header);
    if (!status)
        status = play_all(&command, &cause);
    if (!status)
        status = output_end(&command.games, &cause);
    if (!status)
        status = output_end(&command.moves, &cause);
    output_drop(&command.games);
    output_drop(&command.moves);
    if (!status && fflush(stdout) != 0)
        status = status_fail(&cause, STATUS_IO, "standard output: cannot be written");
    if (status)
        fprintf(stderr, "spiral matrix: %s\n", cause.text);
    return refused ? 2 : status ? 1 : 0;
}
