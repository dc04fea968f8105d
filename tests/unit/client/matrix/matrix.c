#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/matrix/matrix.h"

#include <string.h>

static const struct siphash_key dice_key = {1, 2}, bot_key = {3, 4};

static struct matrix_match match_of(const char *first, const char *second, int32_t moves, int32_t error)
{
    struct matrix_match match = {.strategies = {matrix_find(slice_of(first)), matrix_find(slice_of(second))},
                                 .payoffs = matrix_axelrod,
                                 .error = error,
                                 .moves = moves,
                                 .dice_key = dice_key,
                                 .bot_key = bot_key};
    assert_non_null(match.strategies[0]);
    assert_non_null(match.strategies[1]);
    return match;
}

static void assert_scores(const char *first, const char *second, int64_t first_score, int64_t second_score)
{
    struct matrix_match match = match_of(first, second, 200, 0);
    struct matrix_result result = matrix_play(&match, NULL, NULL);
    assert_int_equal(result.score[0], first_score);
    assert_int_equal(result.score[1], second_score);
}

static void scores_of_200_moves_by_hand(void **state)
{
    (void)state;
    assert_scores("tit_for_tat", "tit_for_tat", 600, 600);
    assert_scores("tit_for_tat", "always_defect", 199, 204);
    assert_scores("always_defect", "always_defect", 200, 200);
    assert_scores("always_cooperate", "always_defect", 0, 1000);
    assert_scores("win_stay_lose_shift", "always_defect", 100, 600);
    assert_scores("tit_for_two_tats", "always_defect", 198, 208);
    assert_scores("suspicious_tit_for_tat", "tit_for_tat", 500, 500);
    assert_scores("grim_trigger", "suspicious_tit_for_tat", 203, 203);
    assert_scores("contrite_tit_for_tat", "always_defect", 199, 204);
}

static void points_are_those_of_the_letters(void **state)
{
    (void)state;
    const struct matrix_payoffs payoffs = {-7, 11, 13, -1000};
    assert_int_equal(matrix_payoff(&payoffs, MATRIX_DC), -7);
    assert_int_equal(matrix_payoff(&payoffs, MATRIX_CC), 11);
    assert_int_equal(matrix_payoff(&payoffs, MATRIX_DD), 13);
    assert_int_equal(matrix_payoff(&payoffs, MATRIX_CD), -1000);
    struct matrix_match match = match_of("always_cooperate", "always_defect", 3, 0);
    match.payoffs = payoffs;
    struct matrix_result result = matrix_play(&match, NULL, NULL);
    assert_int_equal(result.score[0], -3000);
    assert_int_equal(result.score[1], -21);
}

static void the_table_is_sound(void **state)
{
    (void)state;
    for (int s = 0; s < matrix_strategy_count; s++) {
        const struct matrix_strategy *strategy = &matrix_strategies[s];
        assert_ptr_equal(matrix_find(slice_of(strategy->name)), strategy);
        assert_in_range(strategy->states, 1, MATRIX_STATES_MAX);
        assert_true(strlen(strategy->text) > 10);
        for (int x = 0; x < strategy->states; x++) {
            assert_in_range(strategy->cooperates[x], 0, MATRIX_CHANCE_WHOLE);
            for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++)
                assert_in_range(strategy->next[x][outcome], 0, strategy->states - 1);
        }
    }
    assert_null(matrix_find(slice_of("tit")));
    assert_null(matrix_find(slice_of("")));
    assert_int_equal(matrix_find(slice_of("generous_tit_for_tat"))->cooperates[1], MATRIX_CHANCE_WHOLE / 3);
}

static int next(const char *name, int from, int mine, int theirs)
{
    return matrix_find(slice_of(name))->next[from][matrix_outcome_of(mine, theirs)];
}

static int chance(const char *name, int in)
{
    return matrix_find(slice_of(name))->cooperates[in];
}

/* One slips; the other punishes once; the first takes it. */
static void contrition_ends_a_feud_after_one_slip(void **state)
{
    (void)state;
    enum { C = MATRIX_COOPERATE, D = MATRIX_DEFECT };
    const char *contrite = "contrite_tit_for_tat";
    int slipped = next(contrite, 0, D, C), wronged = next(contrite, 0, C, D);
    assert_int_equal(chance(contrite, slipped), MATRIX_CHANCE_WHOLE);
    assert_int_equal(chance(contrite, wronged), 0);
    assert_int_equal(next(contrite, slipped, C, D), 0);
    assert_int_equal(next(contrite, wronged, D, C), 0);
    /* both slip: both make amends */
    assert_int_equal(chance(contrite, next(contrite, 0, D, D)), MATRIX_CHANCE_WHOLE);
    /* the wronged keeps punishing while no amends come, and in good standing */
    assert_int_equal(next(contrite, wronged, D, D), wronged);
    /* a punishment that slips into kindness is no debt */
    assert_int_equal(next(contrite, wronged, C, C), 0);
}

static void grim_remembers_one_move_and_its_trigger_for_ever(void **state)
{
    (void)state;
    enum { C = MATRIX_COOPERATE, D = MATRIX_DEFECT };
    assert_int_equal(chance("grim", next("grim", 0, C, D)), 0);
    assert_int_equal(chance("grim", next("grim", 1, C, C)), MATRIX_CHANCE_WHOLE);
    assert_int_equal(chance("grim_trigger", next("grim_trigger", 1, C, C)), 0);
}

/* What was seen of a match, and the dice that each move should have met. */
struct watch {
    const struct matrix_match *match;
    int32_t moves;
    int64_t seen[MATRIX_OUTCOMES];
    int slips, coins;
    uint8_t last[2];
};

static void see(void *user, const struct matrix_move *move)
{
    struct watch *watch = user;
    assert_int_equal(move->number, ++watch->moves);
    for (uint32_t player = 0; player < 2; player++) {
        struct draw draw = {(uint32_t)move->number, PHASE_SIGNALS, player, 0, 0};
        bool slip = dice_below(dice_key, draw, 1000) < watch->match->error;
        assert_int_equal(move->done[player] != move->intended[player], slip);
        watch->slips += slip;
    }
    struct draw coin = {(uint32_t)move->number, PHASE_BOT, 1, 0, 0};
    bool heads = dice_below(bot_key, coin, MATRIX_CHANCE_WHOLE) < MATRIX_CHANCE_WHOLE / 2;
    assert_int_equal(move->intended[1], heads ? MATRIX_COOPERATE : MATRIX_DEFECT);
    watch->coins += heads;
    /* tit for tat answers what was done, not what was meant */
    if (move->number > 1)
        assert_int_equal(move->intended[0], watch->last[1]);
    memcpy(watch->last, move->done, sizeof watch->last);
    watch->seen[matrix_outcome_of(move->done[0], move->done[1])]++;
}

static void every_draw_is_keyed_by_move_phase_and_player(void **state)
{
    (void)state;
    struct matrix_match match = match_of("tit_for_tat", "random", 5000, 100);
    struct watch watch = {.match = &match};
    struct matrix_result result = matrix_play(&match, see, &watch);
    assert_int_equal(watch.moves, 5000);
    assert_memory_equal(watch.seen, result.seen, sizeof watch.seen);
    /* four standard errors of 10,000 draws at 0.1 and of 5000 at 0.5 */
    assert_in_range(watch.slips, 1000 - 120, 1000 + 120);
    assert_in_range(watch.coins, 2500 - 142, 2500 + 142);
    int64_t first = 3 * result.seen[MATRIX_CC] + 5 * result.seen[MATRIX_DC] + result.seen[MATRIX_DD];
    int64_t second = 3 * result.seen[MATRIX_CC] + 5 * result.seen[MATRIX_CD] + result.seen[MATRIX_DD];
    assert_int_equal(result.score[0], first);
    assert_int_equal(result.score[1], second);
}

static void certain_errors_turn_every_move(void **state)
{
    (void)state;
    struct matrix_match match = match_of("always_cooperate", "always_cooperate", 50, 1000);
    struct matrix_result result = matrix_play(&match, NULL, NULL);
    assert_int_equal(result.seen[MATRIX_DD], 50);
}

static void a_seed_and_a_number_fix_a_match(void **state)
{
    (void)state;
    struct matrix_match match = match_of("random", "joss", 500, 50);
    struct matrix_result results[4];
    const uint64_t numbers[4][2] = {{9, 0}, {9, 0}, {9, 1}, {10, 0}};
    for (int x = 0; x < 4; x++) {
        matrix_match_seed(&match, numbers[x][0], numbers[x][1]);
        results[x] = matrix_play(&match, NULL, NULL);
    }
    assert_memory_equal(&results[0], &results[1], sizeof results[0]);
    assert_memory_not_equal(&results[0], &results[2], sizeof results[0]);
    assert_memory_not_equal(&results[0], &results[3], sizeof results[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_of_200_moves_by_hand),
        cmocka_unit_test(points_are_those_of_the_letters),
        cmocka_unit_test(the_table_is_sound),
        cmocka_unit_test(contrition_ends_a_feud_after_one_slip),
        cmocka_unit_test(grim_remembers_one_move_and_its_trigger_for_ever),
        cmocka_unit_test(every_draw_is_keyed_by_move_phase_and_player),
        cmocka_unit_test(certain_errors_turn_every_move),
        cmocka_unit_test(a_seed_and_a_number_fix_a_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
