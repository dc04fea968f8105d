#include "client/matrix/matrix.h"

#include "common/base/must.h"
#include "common/record/record.h"

const struct matrix_payoffs matrix_axelrod = {5, 3, 1, 0};

/* Where nothing else is said, state 0 intends cooperation and state 1 defection. */
#define ALWAYS MATRIX_CHANCE_WHOLE
#define REPEAT                                                                                               \
    {                                                                                                        \
        0, 1, 0, 1                                                                                           \
    }
#define STANDINGS                                                                                            \
    {                                                                                                        \
        0, 1, 2, 3                                                                                           \
    }

const struct matrix_strategy matrix_strategies[] = {
    {"always_cooperate", "cooperates whatever happens", 1, {ALWAYS}, {{0}}},
    {"always_defect", "defects whatever happens", 1, {0}, {{0}}},
    {"random", "tosses a coin", 1, {ALWAYS / 2}, {{0}}},
    {"tit_for_tat", "does what the other did last (Rapoport)", 2, {ALWAYS, 0}, {REPEAT, REPEAT}},
    {"generous_tit_for_tat",
     "the same, but forgives a third of the defections (Nowak and Sigmund 1992)",
     2,
     {ALWAYS, ALWAYS / 3},
     {REPEAT, REPEAT}},
    /* A player in good standing who meets one in bad standing may defect and keeps its standing; any other
     * defection loses it, cooperation restores it. States: both good; the other bad; I bad; both bad. */
    {"contrite_tit_for_tat",
     "makes amends for its own slips: defects only while it is in good standing and the other is not",
     4,
     {ALWAYS, 0, ALWAYS, ALWAYS},
     {STANDINGS, {0, 1, 0, 1}, {0, 0, 2, 2}, STANDINGS}},
    {"tit_for_two_tats",
     "defects after two defections in a row",
     3,
     {ALWAYS, ALWAYS, 0},
     {{0, 1, 0, 1}, {0, 2, 0, 2}, {0, 2, 0, 2}}},
    {"suspicious_tit_for_tat",
     "tit for tat that begins with defection",
     2,
     {0, ALWAYS},
     {{1, 0, 1, 0}, {1, 0, 1, 0}}},
    {"joss",
     "tit for tat that defects one time in ten where it would cooperate",
     2,
     {ALWAYS * 9 / 10, 0},
     {REPEAT, REPEAT}},
    {"win_stay_lose_shift",
     "repeats what earned it the temptation or the reward (Nowak and Sigmund 1993)",
     2,
     {ALWAYS, 0},
     {{0, 1, 1, 0}, {0, 1, 1, 0}}},
    {"grim",
     "cooperates after mutual cooperation only; remembers one move",
     2,
     {ALWAYS, 0},
     {{0, 1, 1, 1}, {0, 1, 1, 1}}},
    {"grim_trigger", "defects for ever after any defection", 2, {ALWAYS, 0}, {{0, 1, 1, 1}, {1, 1, 1, 1}}},
};
const int matrix_strategy_count = sizeof matrix_strategies / sizeof matrix_strategies[0];

const struct matrix_strategy *matrix_find(struct slice name)
{
    for (int s = 0; s < matrix_strategy_count; s++)
        if (slice_is(name, matrix_strategies[s].name))
            return &matrix_strategies[s];
    return NULL;
}

int64_t matrix_payoff(const struct matrix_payoffs *payoffs, enum matrix_outcome seen)
{
    const int32_t points[MATRIX_OUTCOMES] = {payoffs->reward, payoffs->sucker, payoffs->temptation,
                                             payoffs->punishment};
    return points[seen];
}

void matrix_match_seed(struct matrix_match *match, uint64_t seed, uint64_t number)
{
    uint8_t key[DICE_KEY_SIZE];
    record_seed_key(seed, number, key);
    match->dice_key = record_dice_key(key, 0);
    match->bot_key = record_bot_key(key);
}

static int intend(const struct matrix_match *match, struct draw draw, int state)
{
    int chance = match->strategies[draw.i]->cooperates[state];
    if (chance == MATRIX_CHANCE_WHOLE)
        return MATRIX_COOPERATE;
    if (chance == 0)
        return MATRIX_DEFECT;
    draw.phase = PHASE_BOT;
    return dice_below(match->bot_key, draw, MATRIX_CHANCE_WHOLE) < chance ? MATRIX_COOPERATE : MATRIX_DEFECT;
}

/* An error is one of the hand, not of the eye: both players see what was done. */
static bool slips(const struct matrix_match *match, struct draw draw)
{
    draw.phase = PHASE_SIGNALS;
    return match->error > 0 && dice_below(match->dice_key, draw, 1000) < match->error;
}

struct matrix_result matrix_play(const struct matrix_match *match, matrix_move_seen *seen, void *user)
{
    must(match->moves > 0 && match->moves <= MATRIX_MOVES_MAX);
    struct matrix_result result = {0};
    int state[MATRIX_PLAYERS] = {0};
    for (int32_t number = 1; number <= match->moves; number++) {
        struct matrix_move move = {.number = number};
        for (int player = 0; player < MATRIX_PLAYERS; player++) {
            struct draw draw = {.turn = (uint32_t)number, .i = (uint32_t)player};
            int intended = intend(match, draw, state[player]);
            move.intended[player] = (uint8_t)intended;
            move.done[player] = (uint8_t)(slips(match, draw) ? !intended : intended);
        }
        for (int player = 0; player < MATRIX_PLAYERS; player++) {
            enum matrix_outcome outcome = matrix_outcome_of(move.done[player], move.done[!player]);
            state[player] = match->strategies[player]->next[state[player]][outcome];
        }
        result.seen[matrix_outcome_of(move.done[0], move.done[1])]++;
        if (seen)
            seen(user, &move);
    }
    for (int mine = 0; mine < 2; mine++) {
        for (int theirs = 0; theirs < 2; theirs++) {
            int64_t count = result.seen[matrix_outcome_of(mine, theirs)];
            result.score[0] += count * matrix_payoff(&match->payoffs, matrix_outcome_of(mine, theirs));
            result.score[1] += count * matrix_payoff(&match->payoffs, matrix_outcome_of(theirs, mine));
        }
    }
    return result;
}
