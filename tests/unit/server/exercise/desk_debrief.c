/* The debrief: feelings, the card that all look at, and what each opens. */
#include "desk_table.h"
#include "server/exercise/desk_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = table_start(true);
    return 0;
}

static int end(void **state)
{
    table_close(*state);
    return 0;
}

static enum refusal_code feel(struct desk_table *table, struct person *person, const char *one,
                              const char *other, int32_t greedy)
{
    struct wire_state_feelings said = {.command = {{1}}, .word_count = 2};
    struct refusal refusal = {.code = REFUSAL_NONE};
    snprintf(said.words[0], sizeof said.words[0], "%s", one);
    snprintf(said.words[1], sizeof said.words[1], "%s", other);
    memset(said.greedy, 0xff, sizeof said.greedy);
    said.greedy[1] = greedy;
    said.command.bytes[1] = (uint8_t)table->hall->entry_count;
    if (desk_feel(table->exercise, person, &said, &refusal))
        note_step(table);
    return refusal.code;
}

static struct wire_exercise_act show(uint32_t card, uint32_t part, int world)
{
    struct wire_exercise_act act = act_on(EXERCISE_DEBRIEF, world, -1);
    act.card = card;
    act.part = part;
    return act;
}

static void go_to(struct desk_table *table, uint32_t card, uint32_t part)
{
    struct wire_exercise_act act = show(card, part, -1);
    done(table, table->lead, &act);
}

/* What was done in play stays in the list, however long the debrief. */
static void going_from_card_to_card_is_one_deed(void **state)
{
    struct desk_table *table = *state;
    end_all(table);
    int before = look(table)->deed_count;
    uint32_t close = table->state.deeds[0].number;
    for (uint32_t part = 0; part < 2; part++)
        for (uint32_t card = 0; card < 3; card++)
            go_to(table, card, 0);
    assert_int_equal(look(table)->deed_count, before + 1);
    assert_int_equal(table->state.deeds[0].number, close + 6);
    assert_int_equal(table->state.deeds[1].number, close);
    struct wire_exercise_act next = act_on(EXERCISE_DEBRIEF, -1, -1);
    next.card = 4;
    done(table, DESK_OPERATOR, &next); /* somebody else's is another */
    assert_int_equal(look(table)->deed_count, before + 2);
    restart(table);
}

static void it_waits_for_all_worlds(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = show(0, 0, -1);
    done_on(table, table->lead, EXERCISE_CLOSE, 0, -1);
    refused(table, table->lead, &act, REFUSAL_NOT_ENDED, "B");
    assert_non_null(strstr(table->answer.why, "world B"));
    end_all(table);
    struct wire_exercise_act beyond = show(9, 0, -1);
    refused(table, table->lead, &beyond, REFUSAL_MALFORMED, "card");
    beyond = show(2, WIRE_CARD_PARTS_MAX + 1, -1);
    refused(table, table->lead, &beyond, REFUSAL_MALFORMED, "part");
    beyond = show(3, 2, -1);
    refused(table, table->lead, &beyond, REFUSAL_MALFORMED, "part");
    done(table, table->lead, &act);
    already(table, table->lead, &act);
    assert_int_equal(table->hall->news[NEWS_STEP], 1);
    restart(table);
}

static bool is_open(struct desk_table *table)
{
    struct wire_ended ended;
    size_t size;
    assert_true(world_tell_ended(exercise_world(table->exercise, 1), &ended));
    assert_true(ended.withheld == !world_record(exercise_world(table->exercise, 1), &size));
    return !ended.withheld;
}

/* Nothing that was hidden is told before all motives are. */
static void it_opens_card_by_card(void **state)
{
    struct desk_table *table = *state;
    play_turns(table, -1, 2);
    assert_int_equal(desk_opened(table->exercise, 0).card, -1);
    end_all(table);
    assert_int_equal(desk_opened(table->exercise, 0).card, -1);
    go_to(table, 0, 0);
    go_to(table, 2, 0);
    struct desk_opened opened = desk_opened(table->exercise, 0);
    assert_true(opened.card == 2 && opened.part == 0 && !opened.own);
    go_to(table, 2, WIRE_CARD_PARTS_MAX); /* as a wall turns what it shows of a long card */
    restart(table);
    assert_int_equal(look(table)->part, WIRE_CARD_PARTS_MAX);
    assert_false(is_open(table));
    go_to(table, 3, 0);
    restart(table);
    opened = desk_opened(table->exercise, 1);
    assert_true(opened.card == 3 && opened.part == 0 && !opened.own);
    assert_false(is_open(table));
    go_to(table, 3, 1); /* the last of two states */
    opened = desk_opened(table->exercise, 1);
    assert_true(opened.card == 3 && opened.part == 1 && opened.own);
    assert_true(is_open(table));
    restart(table);
    assert_true(is_open(table));
    go_to(table, 1, 0); /* back, and what was opened stays so */
    opened = desk_opened(table->exercise, 1);
    assert_true(opened.card == 3 && opened.part == 1 && opened.own);
    assert_int_equal(look(table)->card, 1);
    restart(table);
    opened = desk_opened(table->exercise, 1);
    assert_true(opened.card == 3 && opened.part == 1 && opened.own);
}

static void without_steps_the_end_opens_all(void **state)
{
    (void)state;
    struct desk_table *table = table_start(false);
    assert_int_equal(desk_opened(table->exercise, 0).card, -1);
    done_on(table, table->lead, EXERCISE_CLOSE, 0, -1);
    struct desk_opened opened = desk_opened(table->exercise, 0);
    assert_true(opened.card == 8 && opened.own);
    assert_int_equal(desk_opened(table->exercise, 1).card, -1);
    table_close(table);
}

static void one_world_is_projected(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = show(1, 0, 1);
    end_all(table);
    done(table, table->lead, &act);
    assert_int_equal(look(table)->projected, 1);
    go_to(table, 2, 0); /* the same one */
    assert_int_equal(look(table)->projected, 1);
    act = show(2, 0, 0);
    done(table, table->lead, &act);
    assert_int_equal(look(table)->projected, 0);
    restart(table);
}

/* ---- feelings */

/* It has no cards: whatever stood on the wall under its name would be another's. */
static void a_world_without_a_turn_is_not_projected(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = show(1, 0, 0);
    done_on(table, table->lead, EXERCISE_CLOSE, 0, -1);
    play_turns(table, 1, 1);
    end_all(table);
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "world");
    go_to(table, 1, 0);
    assert_int_equal(look(table)->projected, 1);
    restart(table);
}

static void feelings_are_words_of_nobody(void **state)
{
    struct desk_table *table = *state;
    struct wire_debrief_step step;
    assert_int_equal(feel(table, table->persons[0], "tense", "afraid", -1), REFUSAL_NONE);
    assert_int_equal(feel(table, table->persons[0], "tense", "afraid", 500), REFUSAL_NOT_ENDED);
    end_all(table);
    assert_int_equal(feel(table, table->persons[1], "betrayed", "tense", 500), REFUSAL_NONE);
    assert_int_equal(feel(table, table->persons[3], "bored", "zen", -1), REFUSAL_NONE);
    desk_tell_step(table->exercise, table->persons[0], &step);
    assert_true(step.stated && step.card == -1 && step.feeling_count == 0); /* not before D0 */
    desk_tell_step(table->exercise, table->persons[2], &step);
    assert_false(step.stated);
    assert_false(desk_take_fresh_feelings(table->exercise));
    go_to(table, 0, 0);
    assert_int_equal(feel(table, table->persons[0], "calm", "sure", 100), REFUSAL_NONE); /* instead */
    assert_true(desk_take_fresh_feelings(table->exercise));
    assert_false(desk_take_fresh_feelings(table->exercise));
    desk_tell_step(table->exercise, NULL, &step);
    assert_int_equal(step.feeling_count, 2);
    static const char *const words[] = {"betrayed", "calm", "sure", "tense"};
    assert_string_equal(step.feelings[0].world, "A");
    assert_int_equal(step.feelings[0].word_count, 4);
    for (int x = 0; x < 4; x++)
        assert_string_equal(step.feelings[0].words[x], words[x]);
    restart(table);
    go_to(table, 1, 0);
    assert_int_equal(feel(table, table->persons[2], "late", "sorry", -1), REFUSAL_NOT_NOW);
    go_to(table, 0, 0); /* looking back opens nothing to write */
    assert_int_equal(feel(table, table->persons[2], "late", "sorry", -1), REFUSAL_NOT_NOW);
    restart(table);
}

static void feelings_come_once_and_well_formed(void **state)
{
    struct desk_table *table = *state;
    struct wire_state_feelings said = {.command = {{9}}, .word_count = 1, .words = {"tense"}};
    struct refusal refusal = {.code = REFUSAL_NONE};
    memset(said.greedy, 0xff, sizeof said.greedy);
    assert_true(desk_feel(table->exercise, table->persons[0], &said, &refusal));
    int before = table->hall->entry_count;
    assert_true(desk_feel(table->exercise, table->persons[0], &said, &refusal));
    assert_int_equal(table->hall->entry_count, before);
    const struct hall_entry *entry = hall_entry(table->hall, "feelings");
    assert_true(id_equal(&entry->text_owner, &table->persons[0]->id));
    assert_null(strstr(entry->body, "tense"));
    said.command.bytes[0]++;
    said.word_count = 0;
    assert_false(desk_feel(table->exercise, table->persons[0], &said, &refusal));
    assert_int_equal(refusal.code, REFUSAL_MALFORMED);
    struct desk_table *lobby = table_open(true);
    said.word_count = 1;
    assert_false(desk_feel(lobby->exercise, lobby->persons[0], &said, &refusal));
    assert_int_equal(refusal.code, REFUSAL_NOT_NOW);
    table_close(lobby);
}

static int32_t kept_greedy(struct desk_table *table, const struct person *person)
{
    return desk_feelings_of(table->exercise->desk, &person->id)->said.greedy[1 - person->seat];
}

static int greedy_kept(struct desk_table *table, struct person *person)
{
    struct wire_state_feelings said = {.command = {{7}}, .word_count = 1, .words = {"tense"}};
    struct refusal refusal;
    memset(said.greedy, 0xff, sizeof said.greedy);
    said.greedy[1 - person->seat] = 400;
    assert_true(desk_feel(table->exercise, person, &said, &refusal));
    note_step(table);
    return kept_greedy(table, person);
}

/* The words count, without what the seat is not asked for: of each pair by lot, one is. */
static void who_is_not_asked_states_nothing(void **state)
{
    static const enum belief_mode modes[] = {BELIEFS_OFF, BELIEFS_RANDOM_HALF, BELIEFS_SCORED};
    (void)state;
    for (int x = 0; x < 3; x++) {
        struct desk_table *table = table_start_asking(true, modes[x]);
        end_all(table);
        for (int world = 0; world < 2; world++) {
            int asked = 0;
            for (int seat = 0; seat < 2; seat++) {
                struct person *person = table->persons[2 * world + seat];
                bool asks = world_beliefs(exercise_world(table->exercise, world), seat) != BELIEFS_OFF;
                assert_int_equal(greedy_kept(table, person), asks ? 400 : -1);
                assert_true(desk_has_feelings(table->exercise->desk, &person->id));
                asked += asks;
            }
            assert_int_equal(asked, x);
        }
        restart(table);
        for (int who = 0; who < 4; who++)
            assert_int_equal(kept_greedy(table, table->persons[who]) < 0,
                             world_beliefs(exercise_world(table->exercise, who / 2), who % 2) == BELIEFS_OFF);
        table_close(table);
    }
}

/* ---- worlds side by side */

static void worlds_are_compared_from_d7_on(void **state)
{
    struct desk_table *table = *state;
    struct wire_debrief_step step;
    play_turns(table, 0, 3);
    play_turns(table, 1, 1);
    end_all(table);
    go_to(table, 6, 0);
    desk_tell_step(table->exercise, NULL, &step);
    assert_int_equal(step.outcome_count, 0);
    go_to(table, 7, 0);
    desk_tell_step(table->exercise, NULL, &step);
    assert_int_equal(step.outcome_count, 2);
    assert_string_equal(step.outcomes[0].world, "A");
    assert_int_equal(step.outcomes[0].turns, 3);
    assert_int_equal(step.outcomes[1].turns, 1);
    assert_int_equal(step.outcomes[0].end, RECORD_CLOSED);
    assert_true(step.outcomes[0].number_count >= 3);
    assert_string_equal(step.outcomes[0].numbers[0].name, "wars");
    assert_int_equal(step.outcomes[0].numbers[0].value, 0);
    restart(table);
    desk_tell_step(table->exercise, table->persons[0], &step);
    assert_int_equal(step.outcome_count, 2);
    assert_int_equal(step.outcomes[0].turns, 3);
}

static void a_world_without_a_turn_is_compared_too(void **state)
{
    struct desk_table *table = *state;
    struct wire_debrief_step step;
    end_all(table);
    go_to(table, 8, 0);
    desk_tell_step(table->exercise, NULL, &step);
    assert_int_equal(step.outcome_count, 2);
    assert_int_equal(step.outcomes[1].turns, 0);
    assert_int_equal(step.outcomes[1].number_count, 0);
}

/* Each time is stored: nobody fills the journal with it. */
static void nobody_feels_without_end(void **state)
{
    struct desk_table *table = *state;
    for (int x = 0; x < 16; x++)
        assert_int_equal(feel(table, table->persons[0], "tense", "afraid", -1), REFUSAL_NONE);
    assert_int_equal(feel(table, table->persons[0], "tense", "afraid", -1), REFUSAL_NOT_NOW);
    assert_int_equal(feel(table, table->persons[1], "calm", "afraid", -1), REFUSAL_NONE);
    restart(table);
    assert_int_equal(feel(table, table->persons[0], "tense", "afraid", -1), REFUSAL_NOT_NOW);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(going_from_card_to_card_is_one_deed),
        TEST(it_waits_for_all_worlds),
        TEST(it_opens_card_by_card),
        cmocka_unit_test(without_steps_the_end_opens_all),
        TEST(one_world_is_projected),
        TEST(a_world_without_a_turn_is_not_projected),
        TEST(feelings_are_words_of_nobody),
        TEST(feelings_come_once_and_well_formed),
        TEST(nobody_feels_without_end),
        cmocka_unit_test(who_is_not_asked_states_nothing),
        TEST(worlds_are_compared_from_d7_on),
        TEST(a_world_without_a_turn_is_compared_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
