#include "stage.h"

#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the two of them */

static void open_browsers(struct stage *stage)
{
    stage->browsers = stage->plan.by == BY_FRAMES ? NULL : browsers_create(&stage->twins, stage->plan.by);
}

void stage_open(struct stage *stage, const struct plan *plan, struct coverage *coverage)
{
    static const char *const leads[SIDES] = {"Lea", "Leonora the Lead"};
    memset(stage, 0, sizeof *stage);
    stage->plan = *plan;
    stage->coverage = coverage;
    stage->lot = (struct lot){plan->seed * 7919 + 1};
    stage->apart[PLAIN] = (struct lot){plan->seed * 104729 + 2};
    stage->apart[CHANGED] = (struct lot){plan->seed * 1299709 + 3};
    twins_begin(&stage->twins, plan->audience, plan->seed);
    struct wire_exercise_new wish = exercise_wish(plan->scenario);
    wish.seed = plan->seed;
    wish.turn_seconds = plan->turn_seconds;
    wish.wait_seats = (uint32_t)(plan->persons + plan->mate);
    wish.team_size = plan->mate ? 2 : 1;
    wish.misses_allowed = 60; /* who does not save is not to be known */
    wish.has_spectator_delay = true;
    wish.spectator_delay = (uint32_t)plan->delay;
    wish.worlds = plan->far ? 2 : 1;
    wish.wait_seats *= wish.worlds;
    wish.debrief_in_step = plan->in_step;
    wish.bots = plan->untold ? BOTS_AT_DEBRIEF : BOTS_COUNT;
    struct wire_condition mark = {.world = 1, .parameter = "noise", .value = TWINS_FAR_NOISE};
    wish.conditions = &mark;
    wish.condition_count = plan->far;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct wire_exercise_created created;
        snprintf(wish.facilitator, sizeof wish.facilitator, "%s", leads[side]);
        make_exercise(stage->twins.house[side], &wish, &created);
        if (side == CHANGED)
            assert_string_equal(stage->code, created.code);
        memcpy(stage->code, created.code, sizeof stage->code);
        memcpy(stage->key[side], created.facilitator_key, sizeof stage->key[side]);
    }
    open_browsers(stage);
}

void stage_close(struct stage *stage)
{
    browsers_destroy(stage->browsers);
    twins_end(&stage->twins);
}

void stage_restart(struct stage *stage)
{
    stage_set_slow(stage, false);
    stage_settle(stage, "before the restart");
    browsers_destroy(stage->browsers);
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        house_restart(stage->twins.house[side]);
    open_browsers(stage);
    memset(stage->eyes, 0, sizeof stage->eyes);
    memset(stage->strangers, 0, sizeof stage->strangers);
    memset(stage->crowd, 0, sizeof stage->crowd);
    memset(&stage->desk, 0, sizeof stage->desk);
    for (int x = 0; x < stage->far_count; x++)
        memset(&stage->far[x].pair, 0, sizeof stage->far[x].pair);
    for (int x = 0; x < stage->member_count; x++)
        memset(&stage->members[x].pair, 0, sizeof stage->members[x].pair);
}

void stage_wait(struct stage *stage, uint64_t ms)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        if (stage->browsers)
            browsers_wait(stage->browsers, side, ms);
        else
            house_wait(stage->twins.house[side], ms);
}

void stage_stop(struct stage *stage)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        if (stage->browsers)
            browsers_stopping(stage->browsers, side);
        hub_stopping(stage->twins.house[side]->hub);
        house_step(stage->twins.house[side]);
    }
}

void stage_set_slow(struct stage *stage, bool slow)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        stage->twins.house[side]->slow = slow;
}

void stage_set_refusing(struct stage *stage, bool refusing)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        stage->twins.house[side]->refusing = refusing;
}

const struct seat *stage_seat(const struct stage *stage, int side, int seat)
{
    return &twins_machine(&stage->twins, side)->seats[seat];
}

/* ---- links */

void pair_open(struct stage *stage, struct pair *pair, const char *address, bool watched)
{
    pair_close(stage, pair);
    *pair = (struct pair){.watched = watched};
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        if (watched && stage->browsers)
            pair->browser[side] = browser_open(stage->browsers, side, address);
        pair->of[side] =
            pair->browser[side] ? pair->browser[side]->peer : peer_open(stage->twins.house[side], address);
    }
}

void pair_close(struct stage *stage, struct pair *pair)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        if (pair->browser[side])
            browser_close(pair->browser[side]);
        else if (pair->of[side])
            peer_close(pair->of[side]);
}

bool pair_is_open(const struct pair *pair)
{
    for (int side = 0; side < SIDES; side++)
        if (!pair->of[side] || !pair->of[side]->session || pair->of[side]->finished)
            return false;
    return true;
}

/* By whatever carries it. */
static void side_says(struct pair *pair, int side, const struct to_server *message)
{
    struct peer *peer = pair->of[side];
    struct to_server copy = *message;
    if (!pair->browser[side]) {
        say(peer, &copy);
        return;
    }
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    copy.request = copy.request ? copy.request : peer->request + 1;
    peer->request = copy.request;
    assert_int_equal(wire_write_to_server(&copy, &buffer), STATUS_OK);
    browser_says(pair->browser[side], buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}

void pair_say(struct stage *stage, struct pair *pair, const struct to_server *message)
{
    if (!pair_is_open(pair))
        return;
    if (pair->watched)
        stage->coverage->to_server[message->kind] = true;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        side_says(pair, side, message);
}

void pair_say_bytes(struct stage *stage, struct pair *pair, const void *bytes, size_t count)
{
    if (!pair_is_open(pair))
        return;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        if (pair->browser[side])
            browser_says(pair->browser[side], bytes, count);
        else
            say_bytes(pair->of[side], bytes, count);
}

void one_says(struct pair *pair, int side, const struct to_server *message)
{
    struct to_server copy = *message;
    struct peer *peer = pair->of[side];
    assert_false(pair->watched);
    if (peer && peer->session && !peer->finished)
        say(peer, &copy);
}

void stage_hello(struct stage *stage, struct pair *pair, uint32_t version)
{
    struct to_server message = {.kind = TO_SERVER_HELLO,
                                .hello = {.version = version, .client = "twin", .language = "en"}};
    pair_say(stage, pair, &message);
}

static void address_of(int number, char address[32])
{
    snprintf(address, 32, "10.%d.0.%d:50000", number / 200, number % 200);
}

/* The names of others, and what they greet with, are not the audience's business. */
void stage_join(struct stage *stage)
{
    static const char *const names[SIDES] = {"Ann", "Bartholomew the Other"};
    int number = stage->member_count, seats = stage->plan.persons;
    struct member *member = &stage->members[stage->member_count++];
    char address[32];
    address_of(number + 1, address);
    member->seat = number % seats;
    bool watched = member->seat == stage->plan.audience;
    if (watched && !stage->looker)
        stage->looker = member;
    pair_open(stage, &member->pair, address, watched);
    stage_hello(stage, &member->pair, WIRE_VERSION);
    struct id secret = lot_id(&stage->lot);
    if (watched)
        stage->coverage->to_server[TO_SERVER_JOIN] = true;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct peer *peer = member->pair.of[side];
        struct to_server join = {.kind = TO_SERVER_JOIN, .join = {.secret = secret, .consent = CONSENT_YES}};
        memcpy(join.join.code, stage->code, sizeof join.join.code);
        snprintf(join.join.name, sizeof join.join.name, "%s", watched ? "Ada" : names[side]);
        side_says(&member->pair, side, &join);
        member->joined[side] = peer->joined;
        assert_int_equal(peer->joined.seat, member->seat);
    }
}

void stage_resume(struct stage *stage, struct member *member)
{
    char address[32];
    address_of((int)(member - stage->members) + 1, address);
    pair_open(stage, &member->pair, address, member->seat == stage->plan.audience);
    stage_hello(stage, &member->pair, WIRE_VERSION);
    if (member->pair.watched)
        stage->coverage->to_server[TO_SERVER_RESUME] = true;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct to_server resume = {
            .kind = TO_SERVER_RESUME,
            .resume = {.person = member->joined[side].person, .token = member->joined[side].token}};
        side_says(&member->pair, side, &resume);
    }
}
