/* Leaks of one thing each, planted at link time into this program only: the comparison has to find every one
 * of them, and as what it is. Without a plant it finds nothing in the same plays. */
#include "plants.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { TRIES = 3 /* plays in which a leak has to be found */ };

static const struct {
    enum plant plant;
    const char *leak;
    bool to_everybody;
    unsigned found; /* bits of enum difference */
} rows[PLANT_COUNT] = {
#define AS(difference) (1u << (difference))
    {PLANT_NONE, "nothing", false, AS(SAME)},
    {PLANT_MOTIVE, "a rival's motive in the briefing", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_FIGURE, "a true figure for an estimate", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_BALANCE, "the true balance for the believed one", false, AS(BYTES)},
    {PLANT_INSECURITY, "true insecurity in the band that is felt", false, AS(BYTES)},
    {PLANT_PACT, "a secret pact of two others", false, AS(BYTES)},
    {PLANT_EVENT, "what others spent, in the report", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_BELIEF, "another's stated beliefs", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_WORDS, "another's message", false, AS(MOMENT) | AS(LENGTH) | AS(BYTES)},
    {PLANT_COUNT_OF_WORDS, "how many messages others wrote", false, AS(BYTES)},
    {PLANT_LENGTH, "the length of another's message, by that of a frame", false, AS(LENGTH)},
    {PLANT_ORDER, "the order of frames", false, AS(ORDER)},
    {PLANT_MOMENT, "a frame that waits for another's orders to be stored", false, AS(MOMENT) | AS(ORDER)},
    {PLANT_REVISION, "another's revision in a refusal", false, AS(BYTES)},
    {PLANT_VERDICT, "a verdict that knows the target's true strength", false,
     AS(BYTES) | AS(LENGTH) | AS(ORDER)},
    {PLANT_PRESENCE, "how many are connected", false, AS(BYTES)},
    {PLANT_REASON, "a link's end whose reason knows another's orders", false, AS(FINISH)},
    {PLANT_STRANGER, "another's arms in a refusal to a stranger", false, AS(BYTES)},
    {PLANT_STOCK, "arms in the public view", true, AS(BYTES) | AS(LENGTH)},
    {PLANT_KEY, "a bit of the key to spectators", true, AS(BYTES)},
    {PLANT_PRIVATE_EVENT, "a private event to spectators", true, AS(BYTES) | AS(LENGTH)},
    {PLANT_CONSIDERED, "prospects that know a rival's true arms", false, AS(BYTES) | AS(LENGTH)},
};

static struct finding find(const struct plan *plan)
{
    struct stage *stage = calloc(1, sizeof *stage);
    struct coverage coverage = {0};
    assert_non_null(stage);
    stage_open(stage, plan, &coverage);
    plants_know(stage);
    for (int side = 0; side < SIDES;
         side++) /* words that nobody waits for may leave before they are stored */
        stage->twins.house[side]->watch.expects_faults = true;
    play_script(stage);
    struct finding finding = stage->finding;
    plants_know(NULL);
    stage_close(stage);
    free(stage);
    return finding;
}

static struct finding find_in_some_play(bool to_everybody)
{
    struct finding finding = {SAME, ""};
    for (int try = 0; try < TRIES && finding.difference == SAME; try++) {
        struct plan plan = {.scenario = "ring-5-world-1",
                            .seed = 7000 + (uint64_t)try,
                            .audience = to_everybody ? EVERYBODY : 1,
                            .persons = 4,
                            .turns = 3,
                            .turn_seconds = 60};
        finding = find(&plan);
    }
    return finding;
}

static void every_planted_leak_is_found(void **state)
{
    (void)state;
    for (int x = 0; x < PLANT_COUNT; x++) {
        assert_int_equal(rows[x].plant, x);
        plants_set(rows[x].plant);
        struct finding finding = find_in_some_play(rows[x].to_everybody);
        plants_set(PLANT_NONE);
        print_message("%s: %s\n", rows[x].leak, finding.difference == SAME ? "same" : finding.text);
        if (!(rows[x].found >> finding.difference & 1))
            fail_msg("%s was planted, and found is %s", rows[x].leak, difference_name(finding.difference));
    }
}

/* The control: neither a seat nor anybody else is told a difference without a plant. */
static void without_a_plant_nothing_is_found(void **state)
{
    (void)state;
    plants_set(PLANT_NONE);
    for (int everybody = 0; everybody < 2; everybody++)
        assert_string_equal(find_in_some_play(everybody).text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_planted_leak_is_found),
        cmocka_unit_test(without_a_plant_nothing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
