/* What the fields of aids mean: a writer and a reader that make the same mistake agree with each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spiral/v1/envelope.pb-c.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

/* The message as other languages see it. Freed by the caller. */
static Spiral__V1__ToClient *seen_of(struct considered *considered)
{
    struct to_client message = {
        .request = 3, .kind = TO_CLIENT_CONSIDERED, .considered = {.turn = 7, .considered = considered}};
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    message.considered.world.bytes[0] = 1;
    assert_int_equal(wire_write_to_client(&message, &buffer), STATUS_OK);
    Spiral__V1__ToClient *envelope =
        spiral__v1__to_client__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
    assert_non_null(envelope);
    buffer_free(&buffer);
    return envelope;
}

static void what_is_not_answered_is_absent(void **state)
{
    (void)state;
    struct considered considered = {.available = 12};
    considered.verdicts.of[PART_BUDGET] = VERDICT_WRONG_SUM;
    Spiral__V1__ToClient *envelope = seen_of(&considered);
    const Spiral__V1__Considered *seen = envelope->considered;
    assert_int_equal(seen->turn, 7);
    assert_int_equal(seen->available, 12);
    assert_int_equal(seen->n_parts, 1);
    assert_string_equal(seen->parts[0]->part, "budget");
    assert_string_equal(seen->parts[0]->verdict, "wrong sum");
    assert_null(seen->choices);
    assert_int_equal(seen->n_figures, 0);
    assert_true(!seen->prospects && !seen->margins && !seen->looks && !seen->idle && !seen->game);
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

static void choices_are_named(void **state)
{
    (void)state;
    struct considered considered = {.topics = CONSIDER_CHOICES, .n = 2};
    struct choices *choices = &considered.choices;
    orders_init(&choices->usual);
    choices->of[1].offer[PACT_DEFENSIVE][1] = VERDICT_BAD_VALUE;
    choices->of[1].attack = VERDICT_GRACE;
    choices->project[PROJECT_STRIKE] = VERDICT_TOO_POOR;
    for (int project = 1; project < PROJECT_COUNT; project++)
        choices->project_charges[project] = 10 * project;
    Spiral__V1__ToClient *envelope = seen_of(&considered);
    const Spiral__V1__Choices *seen = envelope->considered->choices;
    assert_string_equal(seen->states[1]->attack, "grace");
    assert_string_equal(seen->states[0]->attack, ""); /* allowed */
    assert_string_equal(seen->states[1]->offer_defensive_secret, "bad value");
    assert_string_equal(seen->states[1]->offer_defensive, "");
    assert_string_equal(seen->project_strike, "too poor");
    assert_string_equal(seen->project_intel, "");
    assert_int_equal(seen->n_project_charges, 4);
    assert_int_equal(seen->project_charges[0], 10); /* intel */
    assert_int_equal(seen->project_charges[3], 40); /* specialise */
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

static void figures_and_chances_are_named(void **state)
{
    (void)state;
    struct considered considered = {.topics = CONSIDER_FIGURES | CONSIDER_PROSPECTS, .n = 2};
    struct figures *figures = &considered.figures[1];
    figures->arms = (struct arms_bounds){{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    figures->total = (struct range){10, 11, 12};
    considered.prospects.balance = 100;
    considered.prospects.of[1] = (struct prospect){.is_rival = true,
                                                   .takes_me = {1, 2, 3},
                                                   .takes_me_helped = {4, 5, 6},
                                                   .i_take = {7, 8, 9},
                                                   .i_take_helped = {10, 11, 12},
                                                   .i_win_meeting = {13, 14, 15},
                                                   .helpers = 5};
    Spiral__V1__ToClient *envelope = seen_of(&considered);
    const Spiral__V1__Figures *seen = envelope->considered->figures[1];
    assert_int_equal(seen->fortify->high, 7);
    assert_int_equal(seen->strike->about, 5);
    assert_int_equal(seen->dual->low, 3);
    assert_int_equal(seen->total->high, 12);
    const Spiral__V1__Prospect *prospect = envelope->considered->prospects->states[1];
    assert_int_equal(prospect->takes_me->low, 1);
    assert_int_equal(prospect->takes_me_helped->about, 5);
    assert_int_equal(prospect->i_take->high, 9);
    assert_int_equal(prospect->i_take_helped->low, 10);
    assert_int_equal(prospect->i_win_meeting->high, 15);
    assert_int_equal(prospect->n_helpers, 2);
    assert_int_equal(prospect->helpers[1], 2);
    assert_null(envelope->considered->prospects->states[0]->takes_me); /* the seat itself */
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

static void the_own_move_comes_first(void **state)
{
    (void)state;
    struct considered considered = {.topics = CONSIDER_GAME, .n = 2};
    struct believed_game *game = &considered.game;
    game->stage.cc = 1;
    game->stage.dc = 2; /* I arm, it restrains itself */
    game->stage.cd = 3;
    game->stage.dd = 4;
    game->kind = GAME_CHICKEN;
    game->balance = 100;
    game->my_move = ARMS_MOVE_ARM;
    game->their_move[1] = ARMS_MOVE_RESTRAIN;
    Spiral__V1__ToClient *envelope = seen_of(&considered);
    const Spiral__V1__BelievedGame *seen = envelope->considered->game;
    assert_int_equal(seen->restrain_restrain, 1);
    assert_int_equal(seen->arm_restrain, 2);
    assert_int_equal(seen->restrain_arm, 3);
    assert_int_equal(seen->arm_arm, 4);
    assert_int_equal(seen->kind, SPIRAL__V1__GAME_KIND__GAME_CHICKEN);
    assert_int_equal(seen->my_move, SPIRAL__V1__ARMS_MOVE__ARMS_MOVE_ARM);
    assert_int_equal(seen->their_moves[1], SPIRAL__V1__ARMS_MOVE__ARMS_MOVE_RESTRAIN);
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

/* The order of the enums is the order of their names in the contract. */
static void kinds_of_games_agree(void **state)
{
    (void)state;
    static const Spiral__V1__GameKind kinds[GAME_KINDS] = {
        [GAME_HARMONY] = SPIRAL__V1__GAME_KIND__GAME_HARMONY,
        [GAME_STAG_HUNT] = SPIRAL__V1__GAME_KIND__GAME_STAG_HUNT,
        [GAME_PRISONER] = SPIRAL__V1__GAME_KIND__GAME_PRISONER,
        [GAME_ARMING] = SPIRAL__V1__GAME_KIND__GAME_ARMING,
        [GAME_CHICKEN] = SPIRAL__V1__GAME_KIND__GAME_CHICKEN,
        [GAME_OTHER] = SPIRAL__V1__GAME_KIND__GAME_OTHER,
    };
    for (int kind = 0; kind < GAME_KINDS; kind++) {
        struct considered considered = {.topics = CONSIDER_GAME, .n = 2};
        considered.game.balance = 100;
        considered.game.kind = (enum game_kind)kind;
        Spiral__V1__ToClient *envelope = seen_of(&considered);
        assert_int_equal(envelope->considered->game->kind, kinds[kind]);
        spiral__v1__to_client__free_unpacked(envelope, NULL);
    }
}

static void topics_are_flags_of_their_names(void **state)
{
    (void)state;
    const struct {
        unsigned topic;
        size_t flag;
    } rows[CONSIDER_TOPICS] = {
        {CONSIDER_CHOICES, offsetof(Spiral__V1__Consider, choices)},
        {CONSIDER_FIGURES, offsetof(Spiral__V1__Consider, figures)},
        {CONSIDER_PROSPECTS, offsetof(Spiral__V1__Consider, prospects)},
        {CONSIDER_MARGINS, offsetof(Spiral__V1__Consider, margins)},
        {CONSIDER_LOOKS, offsetof(Spiral__V1__Consider, looks)},
        {CONSIDER_IDLE, offsetof(Spiral__V1__Consider, idle)},
        {CONSIDER_GAME, offsetof(Spiral__V1__Consider, game)},
    };
    for (int x = 0; x < CONSIDER_TOPICS; x++) {
        struct to_server message = {
            .request = 1, .kind = TO_SERVER_CONSIDER, .consider = {.turn = 1, .topics = rows[x].topic}};
        struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
        assert_int_equal(wire_write_to_server(&message, &buffer), STATUS_OK);
        Spiral__V1__ToServer *envelope =
            spiral__v1__to_server__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
        assert_non_null(envelope);
        assert_null(envelope->consider->orders);
        for (int y = 0; y < CONSIDER_TOPICS; y++) {
            protobuf_c_boolean flag;
            memcpy(&flag, (const char *)envelope->consider + rows[y].flag, sizeof flag);
            assert_int_equal(flag, x == y);
        }
        spiral__v1__to_server__free_unpacked(envelope, NULL);
        buffer_free(&buffer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_answered_is_absent), cmocka_unit_test(choices_are_named),
        cmocka_unit_test(figures_and_chances_are_named),  cmocka_unit_test(the_own_move_comes_first),
        cmocka_unit_test(kinds_of_games_agree),           cmocka_unit_test(topics_are_flags_of_their_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
