/* Leaks of one thing each, planted at link time into this program only: the comparison has to find every one
 * of them, and as what it is. Without a plant it finds nothing in the same plays. */
#include "plants.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum {
    TRIES = 24,   /* plays in which a leak has to be found */
    CONTROLS = 3, /* and that go on without one */
};

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
    {PLANT_BULLETIN, "news for others", false, AS(BYTES) | AS(LENGTH) | AS(MOMENT) | AS(ORDER)},
    {PLANT_MISLEADING, "that news is untrue", false, AS(BYTES)},
    {PLANT_QUESTION, "how much others ask control", false, AS(BYTES)},
    {PLANT_WORLD, "an answer that waits for another world", false, AS(MOMENT) | AS(ORDER)},
    {PLANT_PACE, "whose pace the clock takes", false, AS(BYTES)},
    {PLANT_BOTS, "how many bots play, where nobody is told", false, AS(BYTES)},
    {PLANT_WITHHELD, "a motive in an end that is withheld", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_FACILITATOR, "who runs it, with a pause", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_POLL_SIZE, "how often another saved, by the head of an answer", false, AS(LENGTH)},
    {PLANT_POLL_MOMENT, "a poll that does not wait when another saved", false, AS(MOMENT)},
    {PLANT_SOCKET_SIZE, "how often another saved, by a frame of a WebSocket", false, AS(LENGTH)},
    {PLANT_BOT_REASON, "why a bot plays another seat", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_LOOK, "who looks through the seat's eyes, as one more who is in", false, AS(BYTES) | AS(LENGTH)},
    {PLANT_LOOK_MOMENT, "an answer that waits until a look is stored", false, AS(MOMENT) | AS(ORDER)},
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

/* What has to be played for it; most need nothing of these. */
enum play { RING, FAR, IN_STEP, UNTOLD, PACED, POLLED, OVER_SOCKETS };

static const enum play played[PLANT_COUNT] = {
    [PLANT_WORLD] = FAR,
    [PLANT_PACE] = PACED,
    [PLANT_BOTS] = UNTOLD,
    [PLANT_WITHHELD] = IN_STEP,
    [PLANT_POLL_SIZE] = POLLED,
    [PLANT_POLL_MOMENT] = POLLED,
    [PLANT_SOCKET_SIZE] = OVER_SOCKETS,
    [PLANT_BOT_REASON] = UNTOLD,
};

static struct plan plan_of(int row, int try)
{
    bool to_everybody = rows[row].to_everybody;
    struct plan plan = {.scenario = "ring-5-world-1",
                        .seed = 7000 + (uint64_t)try,
                        .audience = to_everybody ? EVERYBODY : 1,
                        .persons = 4,
                        .turns = 3,
                        .turn_seconds = 60};
    if (played[row] == RING)
        return plan;
    plan.scenario = played[row] == IN_STEP ? "duel" : "seminar";
    plan.persons = played[row] == IN_STEP ? 2 : 3;
    plan.turns = played[row] == IN_STEP ? TURNS_MAX : 4;
    plan.far = played[row] == FAR;
    plan.in_step = played[row] == IN_STEP;
    plan.untold = played[row] == UNTOLD;
    plan.paced = played[row] == PACED;
    plan.by = played[row] == POLLED ? BY_POLL : played[row] == OVER_SOCKETS ? BY_SOCKET : BY_FRAMES;
    return plan;
}

static struct finding find_in_some_play(int row, int tries)
{
    struct finding finding = {SAME, ""};
    for (int try = 0; try < tries && finding.difference == SAME; try++) {
        struct plan plan = plan_of(row, try);
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
        struct finding finding = find_in_some_play(x, x == PLANT_NONE ? CONTROLS : TRIES);
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
    static const int plays[] = {PLANT_NONE,     PLANT_STOCK,     PLANT_WORLD,      PLANT_PACE, PLANT_BOTS,
                                PLANT_WITHHELD, PLANT_POLL_SIZE, PLANT_SOCKET_SIZE}; /* one of each kind */
    for (size_t x = 0; x < sizeof plays / sizeof plays[0]; x++)
        assert_string_equal(find_in_some_play(plays[x], CONTROLS).text, "");
}

/* What HTTP adds is not seen where frames are compared alone. */
static void leaks_of_browsers_show_in_browsers_alone(void **state)
{
    (void)state;
    for (enum plant plant = PLANT_POLL_SIZE; plant <= PLANT_SOCKET_SIZE; plant++) {
        struct plan plan = plan_of(plant, 0);
        plan.by = BY_FRAMES;
        plants_set(plant);
        struct finding finding = find(&plan);
        plants_set(PLANT_NONE);
        assert_int_equal(finding.difference, SAME);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leaks_of_browsers_show_in_browsers_alone),
        cmocka_unit_test(every_planted_leak_is_found),
        cmocka_unit_test(without_a_plant_nothing_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
