/* The play: people come, say right and wrong things turn by turn, lose their links and their server, and see
 * the end, all of it drawn from the plan's seed. */
#include "acts.h"

#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { LOBBY_ACTS = 3, TURN_ACTS = 7 };

static bool is_open(const struct stage *stage)
{
    return twins_machine(&stage->twins, PLAIN)->phase == WORLD_OPEN;
}

static bool has_ended(const struct stage *stage)
{
    return twins_machine(&stage->twins, PLAIN)->phase == WORLD_ENDED;
}

static size_t looker_acts(void)
{
    size_t count = 0;
    while (looker_act(count))
        count++;
    return count;
}

static void look_and_act(struct stage *stage, int times)
{
    for (int x = 0; x < times && stage_goes_on(stage) && stage->looker && !has_ended(stage); x++) {
        const struct act *act = looker_act(lot_draw(&stage->lot, looker_acts()));
        if (!pair_is_open(&stage->looker->pair)) {
            stage_resume(stage, stage->looker);
            stage_compare(stage, "the seat is taken again");
        }
        if (stage_goes_on(stage))
            act->run(stage);
        stage_compare(stage, act->name);
    }
}

static void come_in(struct stage *stage)
{
    eyes_open(stage, 0);
    strangers_act(stage);
    visitors_act(stage);
    int persons = stage->plan.persons + stage->plan.mate;
    while (stage->member_count < persons && stage_goes_on(stage)) {
        stage_join(stage);
        stage_compare(stage, "one more joins");
        if (stage->plan.far)
            far_joins(stage);
        if (stage->looker && stage->member_count < persons && lot_draw(&stage->lot, 2))
            look_and_act(stage, LOBBY_ACTS);
    }
    if (!is_open(stage) && stage->looker && stage_goes_on(stage)) { /* who left the lobby holds the start */
        stage_resume(stage, stage->looker);
        stage_compare(stage, "the seat is taken again");
    }
}

/* The turn closes: all are ready, its time is over, or whoever runs it closes it. */
static void close_turn(struct stage *stage)
{
    uint32_t turn = open_turn(stage, PLAIN);
    if (lot_draw(&stage->lot, 5) == 0)
        facilitator_acts(stage);
    if (stage->plan.untold && open_turn(stage, PLAIN) == turn && stage_goes_on(stage))
        operator_acts(stage, EXERCISE_RESOLVE); /* who is waited for would tell who plays */
    if (open_turn(stage, PLAIN) == turn && !has_ended(stage))
        others_get_ready(stage);
    if (open_turn(stage, PLAIN) == turn && stage->looker && !has_ended(stage) && stage_goes_on(stage)) {
        if (!pair_is_open(&stage->looker->pair))
            stage_resume(stage, stage->looker);
        struct to_server ready = {.kind = TO_SERVER_SET_READY};
        ready.set_ready = (struct wire_set_ready){
            .command = lot_id(&stage->lot), .world = world_of(stage), .turn = turn, .ready = true};
        pair_say(stage, &stage->looker->pair, &ready);
        stage_compare(stage, "the seat gets ready");
    }
    stage_settle(stage, "what was held is stored");
    if (open_turn(stage, PLAIN) == turn && !has_ended(stage) && stage_goes_on(stage)) {
        stage_wait(stage,
                   stage->plan.turn_seconds ? (uint64_t)stage->plan.turn_seconds * 1000 + 20000 : 1000);
        stage_compare(stage, "time passes");
    }
}

static void play_turn_of(struct stage *stage)
{
    stage_set_slow(stage, lot_draw(&stage->lot, 3) == 0);
    others_act(stage);
    look_and_act(stage, TURN_ACTS);
    others_act(stage);
    look_and_act(stage, 2);
    if (stage->plan.far)
        far_acts(stage);
    if (!has_ended(stage) && stage_goes_on(stage))
        control_acts(stage);
    stage_wait(stage, lot_draw(&stage->lot, 3000));
    if (lot_draw(&stage->lot, 2))
        stage_settle(stage, "what was held is stored");
    eyes_act(stage);
    close_turn(stage);
    stage_set_slow(stage, false);
    stage_settle(stage, "what was held is stored");
    if (stage_goes_on(stage))
        eyes_act(stage);
}

static void start_again(struct stage *stage)
{
    stage_wait(stage, lot_draw(&stage->lot, WORLD_CLOCK_EVERY_MS));
    others_act(stage); /* the clock that comes back must not tell when they did */
    stage_wait(stage, lot_draw(&stage->lot, 100));
    stage_restart(stage);
    stage_compare(stage, "the server came back");
    for (int x = 0; x < stage->member_count && stage_goes_on(stage); x++) {
        stage_resume(stage, &stage->members[x]);
        stage_compare(stage, "a person comes back");
    }
    if (stage_goes_on(stage))
        eyes_act(stage);
}

static void see_the_end(struct stage *stage)
{
    if (stage->looker)
        looker_after_the_end(stage);
    if (stage->plan.in_step)
        control_debriefs(stage);
    if (stage_goes_on(stage))
        eyes_act(stage);
    if (stage->plan.far) /* there is still room in the other world, or not */
        return;
    visitors_act(stage);
    struct pair *pair = &stage->strangers[0];
    struct to_server join = {.kind = TO_SERVER_JOIN, .join = {.name = "Eve"}};
    memcpy(join.join.code, stage->code, sizeof join.join.code);
    join.join.secret = lot_id(&stage->lot);
    pair_open(stage, pair, "10.7.0.3:50000", true);
    stage_hello(stage, pair, WIRE_VERSION);
    pair_say(stage, pair, &join);
    stage_compare(stage, "a stranger comes too late");
}

void play_script(struct stage *stage)
{
    come_in(stage);
    if (stage_goes_on(stage) && stage->plan.crowded)
        crowd_acts(stage);
    for (int turn = 0; turn < stage->plan.turns && stage_goes_on(stage) && is_open(stage); turn++) {
        play_turn_of(stage);
        if (stage_goes_on(stage) && turn + 1 == stage->plan.restart_after)
            start_again(stage);
    }
    if (stage_goes_on(stage) && has_ended(stage))
        see_the_end(stage);
    if (!stage_goes_on(stage))
        return;
    stage_stop(stage);
    stage_compare(stage, "the server stops");
    stage_count(stage);
}
