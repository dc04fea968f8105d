/* Whoever runs it, over a session of their own, and what players ask them. What is not for the audience they
 * do differently for either twin: who answers for a world, news to others, whether news is misleading, whose
 * pace the clock takes, answers to others, whose eyes are looked through, whose data may be used no more, who
 * looks on at all. What the audience is told they do alike. */
#include "acts.h"

#include "server/exercise/desk_state.h"
#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = 2 /* the number of a facilitator who comes later */ };

static const struct exercise *exercise_of(const struct stage *stage, int side)
{
    return stage->twins.house[side]->hub->exercises[0];
}

static bool is_here(const struct stage *stage, int side)
{
    const struct peer *peer = stage->desk.of[side];
    return peer && peer->session && !peer->finished;
}

static void desk_comes(struct stage *stage, int side)
{
    struct to_server message = {.kind = TO_SERVER_FACILITATE};
    if (is_here(stage, side))
        return;
    twins_enter(&stage->twins, side);
    if (stage->desk.of[side])
        peer_close(stage->desk.of[side]);
    stage->desk.of[side] = peer_open(stage->twins.house[side], "10.4.0.1:50000");
    say_hello(stage->desk.of[side], WIRE_VERSION);
    snprintf(message.facilitate.code, sizeof message.facilitate.code, "%s", stage->code);
    memcpy(message.facilitate.key, stage->key[side], sizeof message.facilitate.key);
    one_says(&stage->desk, side, &message);
}

static void does_one(struct stage *stage, int side, struct wire_exercise_act *act)
{
    struct to_server message = {.kind = TO_SERVER_EXERCISE_ACT};
    desk_comes(stage, side);
    twins_enter(&stage->twins, side);
    act->command = lot_id(&stage->apart[side]);
    message.exercise_act = *act;
    one_says(&stage->desk, side, &message);
}

/* ---- what the audience is told */

static void news(struct wire_exercise_act *act, uint16_t seats, bool misleading, const char *words)
{
    act->world = -1;
    act->has_inject = true;
    act->inject = (struct wire_inject){.world = 0, .seats = seats, .misleading = misleading};
    snprintf(act->inject.source, sizeof act->inject.source, "%s", "Radio");
    snprintf(act->inject.text[0], sizeof act->inject.text[0], "%s", words);
}

/* The first question of the audience without an answer; 0: none. */
static uint32_t open_question(const struct stage *stage, int side, bool of_audience)
{
    const struct desk *desk = exercise_of(stage, side)->desk;
    for (int x = 0; x < desk->question_count; x++) {
        const struct desk_question *question = desk->questions[x];
        bool asked = question->world == 0 && question->seat == stage->plan.audience;
        if (!question->answered && asked == of_audience)
            return question->number;
    }
    return 0;
}

static uint16_t others_mask(const struct stage *stage)
{
    int n = world_seats(twins_machine(&stage->twins, PLAIN));
    uint16_t all = (uint16_t)((1u << n) - 1);
    return stage->plan.audience == EVERYBODY ? all : (uint16_t)(all & ~(1u << stage->plan.audience));
}

/* To the audience and to others, which others is not to be told; nor that it is untrue. */
static void tells_news(struct stage *stage, int side)
{
    struct wire_exercise_act act = act_on(EXERCISE_INJECT, -1);
    uint16_t seats = (uint16_t)(others_mask(stage) & lot_draw(&stage->apart[side], 256));
    if (stage->plan.audience != EVERYBODY)
        seats = (uint16_t)(seats | 1u << stage->plan.audience);
    news(&act, seats, side == CHANGED, "The harvest failed.");
    if (seats)
        does_one(stage, side, &act);
}

static void answers_the_audience(struct stage *stage, int side)
{
    struct wire_exercise_act act = act_on(EXERCISE_ANSWER, -1);
    act.number = open_question(stage, side, true);
    snprintf(act.reason, sizeof act.reason, "%s", "Read your briefing again.");
    if (act.number)
        does_one(stage, side, &act);
}

static void tells_all(struct stage *stage, int side)
{
    struct wire_exercise_act act = act_on(EXERCISE_ANSWER, -1);
    act.everyone = true;
    snprintf(act.reason, sizeof act.reason, "%s", "Lunch is at noon.");
    does_one(stage, side, &act);
}

static void does_to_audience(struct stage *stage, int side, enum exercise_act kind)
{
    struct wire_exercise_act act = act_on(kind, 0);
    act.seat = stage->plan.audience == EVERYBODY ? 0 : stage->plan.audience;
    does_one(stage, side, &act);
}

static void types_its_orders(struct stage *stage, int side)
{
    struct wire_exercise_act act = act_on(EXERCISE_ORDERS, 0);
    if (!stage->looker || !stage->looker->pair.of[PLAIN]->has_situation)
        return;
    act.seat = stage->plan.audience;
    act.has_orders = true;
    act.orders = plain_orders(stage->looker->pair.of[PLAIN]);
    does_one(stage, side, &act);
}

/* Whose pace it is shows to nobody: another seat with the same pace. */
static void waits_for_somebody(struct stage *stage, int side)
{
    struct wire_exercise_act act = act_on(EXERCISE_MULTIPLY, 0);
    act.seat = side == PLAIN ? 0 : stage->plan.persons - 1;
    act.percent = 150;
    if (stage->plan.paced)
        does_one(stage, side, &act);
}

static void rolls_back(struct stage *stage, int side)
{
    struct wire_exercise_act act = act_on(EXERCISE_ROLL_BACK, 0);
    uint32_t open = open_turn(stage, side);
    act.turn = open > 1 ? open - 1 : open;
    does_one(stage, side, &act);
}

static void acts_alike(struct stage *stage)
{
    uint64_t which = lot_draw(&stage->lot, 9);
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        switch (which) {
        case 0:
        case 1:
            tells_news(stage, side);
            break;
        case 2:
        case 3:
            answers_the_audience(stage, side);
            break;
        case 4:
            tells_all(stage, side);
            break;
        case 5:
            does_to_audience(stage, side, EXERCISE_NUDGE);
            break;
        case 6:
            types_its_orders(stage, side);
            break;
        case 7:
            waits_for_somebody(stage, side);
            break;
        default:
            rolls_back(stage, side);
            break;
        }
    stage_compare(stage, "whoever runs it does what is told");
}

/* ---- what it is not told */

static void adds_a_facilitator(struct stage *stage)
{
    static const char *const names[SIDES] = {"Beth", "Constantine the Second"};
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_ADD, -1);
        act.rights = side == PLAIN ? RIGHTS_OBSERVE : RIGHTS_RUN;
        snprintf(act.name, sizeof act.name, "%s", names[side]);
        does_one(stage, side, &act);
    }
    stage_compare(stage, "one more facilitator");
}

/* Through the eyes of any seat, mostly of the audience's: once, and again in the same turn. */
static void looks_apart(struct stage *stage, int side)
{
    struct lot *lot = &stage->apart[side];
    int n = world_seats(twins_machine(&stage->twins, side)), audience = stage->plan.audience;
    struct wire_exercise_act act = act_on(EXERCISE_LOOK, 0);
    act.seat = audience == EVERYBODY || lot_draw(lot, 3) == 0 ? (int)lot_draw(lot, (uint64_t)n) : audience;
    for (uint64_t times = lot_draw(lot, 4); times; times--) {
        does_one(stage, side, &act);
        stage->coverage->looks++;
    }
}

/* Nothing else is on its way then: what differs comes of the looks. */
static void somebody_looks(struct stage *stage)
{
    stage_settle(stage, "what was held is stored");
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        looks_apart(stage, side);
    stage_compare(stage, "somebody looks through the eyes of a seat");
    if (stage_goes_on(stage))
        probe(stage, "an answer after a look");
}

/* Anybody's, the audience's too: play goes on, and not even who took it back is told. */
static struct wire_exercise_act a_yes_taken_back(struct stage *stage, int side)
{
    const struct exercise *exercise = exercise_of(stage, side);
    struct wire_exercise_act act = act_on(EXERCISE_CONSENT, -1);
    act.person = exercise->persons[lot_draw(&stage->apart[side], (uint64_t)exercise->person_count)]->id;
    return act;
}

static void does_apart(struct stage *stage, int side)
{
    struct lot *lot = &stage->apart[side];
    struct wire_exercise_act act;
    switch (lot_draw(lot, 7)) {
    case 0:
        act = act_on(EXERCISE_OWN, 0);
        act.number = 1;
        act.release = lot_draw(lot, 2);
        break;
    case 1:
        act = act_on(EXERCISE_INJECT, -1);
        news(&act, others_mask(stage), lot_draw(lot, 2), side == PLAIN ? "War." : "Peace in our time.");
        act.inject.trigger = lot_draw(lot, 2) ? TRIGGER_TURN : TRIGGER_NOW;
        act.inject.turn = open_turn(stage, side) + 1;
        break;
    case 2:
        act = act_on(EXERCISE_ANSWER, -1);
        act.number = open_question(stage, side, false);
        snprintf(act.reason, sizeof act.reason, "%s", side == PLAIN ? "Yes." : "Certainly not, and never.");
        if (!act.number)
            return;
        break;
    case 3:
        act = act_on(EXERCISE_NUDGE, 0);
        act.seat = stage->plan.audience == 0 ? 1 : 0;
        break;
    case 4:
        act = act_on(EXERCISE_FACILITATOR_RIGHTS, -1);
        act.number = SECOND;
        act.rights = (enum rights)(1 + lot_draw(lot, RIGHTS_COUNT - 1));
        break;
    case 5:
        act = a_yes_taken_back(stage, side);
        break;
    default:
        if (is_here(stage, side)) /* nobody is told who looks on */
            peer_close(stage->desk.of[side]);
        return;
    }
    does_one(stage, side, &act);
}

void control_acts(struct stage *stage)
{
    if (world_next_tick_ms(twins_machine(&stage->twins, PLAIN)) == 0)
        return; /* with nobody to wait for, whatever is done next closes the turn */
    if (stage->plan.audience != EVERYBODY && lot_draw(&stage->lot, 8) == 0 && stage_goes_on(stage))
        adds_a_facilitator(stage);
    if (stage_goes_on(stage))
        somebody_looks(stage);
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        for (uint64_t more = lot_draw(&stage->apart[side], 3); more; more--)
            does_apart(stage, side);
    stage_compare(stage, "whoever runs it does what is not told");
    if (stage_goes_on(stage))
        probe(stage, "an answer after whoever runs it acted");
    if (stage_goes_on(stage))
        acts_alike(stage);
}

/* ---- the debrief in step */

/* The others feel alike, and believe differently. */
static void others_feel(struct stage *stage)
{
    for (int x = 0; x < stage->member_count; x++) {
        struct member *member = &stage->members[x];
        if (member->pair.watched)
            continue;
        struct id command = lot_id(&stage->lot);
        for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
            struct to_server message = {.kind = TO_SERVER_STATE_FEELINGS};
            message.state_feelings = (struct wire_state_feelings){.command = command, .word_count = 1};
            snprintf(message.state_feelings.words[0], sizeof message.state_feelings.words[0], "tense");
            for (int j = 0; j < ACTORS_MAX; j++)
                message.state_feelings.greedy[j] = -1;
            message.state_feelings.greedy[member->seat == 0] = side == PLAIN ? 100 : 900;
            one_says(&member->pair, side, &message);
        }
        stage_compare(stage, "another tells how it felt");
    }
}

static void asks_own_page(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_ASK_DEBRIEF};
    message.ask_debrief = (struct wire_ask_debrief){.world = world_of(stage), .language = "en", .own = true};
    if (stage->looker)
        pair_say(stage, &stage->looker->pair, &message);
    stage_compare(stage, "the own page");
}

void control_debriefs(struct stage *stage)
{
    uint32_t parts = (uint32_t)world_seats(twins_machine(&stage->twins, PLAIN));
    if (stage->looker && stage_goes_on(stage)) {
        stage_resume(stage, stage->looker);
        stage_compare(stage, "the seat is taken again");
        feels(stage);
        stage_compare(stage, "it tells how it felt");
    }
    others_feel(stage);
    for (uint32_t card = 0; card <= WIRE_CARD_LAST && stage_goes_on(stage); card++)
        for (uint32_t part = 0; part < (card == 3 ? parts : 1) && stage_goes_on(stage); part++) {
            for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
                struct wire_exercise_act act = act_on(EXERCISE_DEBRIEF, -1);
                act.card = card;
                act.part = part;
                does_one(stage, side, &act);
            }
            stage_compare(stage, "the next part of the debrief");
            asks_own_page(stage);
            if (stage_goes_on(stage))
                eyes_act(stage);
        }
}

/* ---- what the audience's seat says to control, and what is none of its business */

void asks_control(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_ASK_CONTROL};
    message.ask_control.command = lot_id(&stage->lot);
    snprintf(message.ask_control.text, sizeof message.ask_control.text, "What now, at step %d?", stage->step);
    if (lot_draw(&stage->lot, 8) == 0)
        message.ask_control.text[0] = '\0';
    pair_say(stage, &stage->looker->pair, &message);
}

void feels(struct stage *stage)
{
    struct to_server message = {.kind = TO_SERVER_STATE_FEELINGS};
    message.state_feelings.command = lot_id(&stage->lot);
    message.state_feelings.word_count = 1;
    snprintf(message.state_feelings.words[0], sizeof message.state_feelings.words[0], "watched");
    for (int j = 0; j < ACTORS_MAX; j++)
        message.state_feelings.greedy[j] = -1;
    pair_say(stage, &stage->looker->pair, &message);
}

void plays_facilitator(struct stage *stage)
{
    static const enum to_server_kind kinds[] = {TO_SERVER_FACILITATE, TO_SERVER_EXERCISE_ACT,
                                                TO_SERVER_ASK_EXERCISE};
    struct to_server message = {.kind = kinds[lot_draw(&stage->lot, 3)]};
    if (message.kind == TO_SERVER_FACILITATE)
        message.facilitate = (struct wire_facilitate){.code = "AAAAAA", .key = "ABCDE"};
    else if (message.kind == TO_SERVER_EXERCISE_ACT)
        message.exercise_act = act_on(EXERCISE_CLOSE, -1);
    else
        message.ask_exercise = (struct wire_ask_exercise){.code = "AAAAAA"};
    pair_say(stage, &stage->looker->pair, &message);
}

/* What other seats ask is nobody's business, nor how much. */
void asks_apart(struct stage *stage, struct member *member, int side)
{
    struct lot *lot = &stage->apart[side];
    struct to_server message = {.kind = TO_SERVER_ASK_CONTROL};
    message.ask_control.command = lot_id(lot);
    snprintf(message.ask_control.text, sizeof message.ask_control.text, "%s",
             side == PLAIN ? "May I?" : "May I attack whom I promised to defend?");
    one_says(&member->pair, side, &message);
}

/* ---- at the door */

void visitors_act(struct stage *stage)
{
    struct pair *pair = &stage->strangers[0];
    struct to_server ask = {.kind = TO_SERVER_ASK_EXERCISE}, key = {.kind = TO_SERVER_FACILITATE};
    pair_open(stage, pair, "10.7.0.4:50000", true);
    stage_hello(stage, pair, WIRE_VERSION);
    strcpy(ask.ask_exercise.code, "ZZZZZZ");
    pair_say(stage, pair, &ask);
    if (!stage->plan.far) { /* how far other worlds are shows at the door */
        memcpy(ask.ask_exercise.code, stage->code, sizeof ask.ask_exercise.code);
        pair_say(stage, pair, &ask);
    }
    memcpy(key.facilitate.code, stage->code, sizeof key.facilitate.code);
    strcpy(key.facilitate.key, "ABCDE-FGHJK-ABCDE-FGHJK");
    pair_say(stage, pair, &key);
    stage_compare(stage, "somebody at the door");
}
