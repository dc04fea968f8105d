#include "stage.h"

#include "tests/unit/server/session/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the two of them */

void stage_open(struct stage *stage, const struct plan *plan, struct coverage *coverage)
{
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
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct wire_exercise_created created;
        make_exercise(stage->twins.house[side], &wish, &created);
        if (side == CHANGED)
            assert_string_equal(stage->code, created.code);
        memcpy(stage->code, created.code, sizeof stage->code);
    }
}

void stage_close(struct stage *stage)
{
    twins_end(&stage->twins);
}

void stage_restart(struct stage *stage)
{
    stage_set_slow(stage, false);
    stage_settle(stage, "before the restart");
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        house_restart(stage->twins.house[side]);
    memset(stage->eyes, 0, sizeof stage->eyes);
    memset(stage->strangers, 0, sizeof stage->strangers);
    memset(stage->crowd, 0, sizeof stage->crowd);
    for (int x = 0; x < stage->member_count; x++)
        memset(&stage->members[x].pair, 0, sizeof stage->members[x].pair);
}

void stage_wait(struct stage *stage, uint64_t ms)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        house_wait(stage->twins.house[side], ms);
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
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        pair->of[side] = peer_open(stage->twins.house[side], address);
}

void pair_close(struct stage *stage, struct pair *pair)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        if (pair->of[side])
            peer_close(pair->of[side]);
}

bool pair_is_open(const struct pair *pair)
{
    for (int side = 0; side < SIDES; side++)
        if (!pair->of[side] || !pair->of[side]->session || pair->of[side]->finished)
            return false;
    return true;
}

void pair_say(struct stage *stage, struct pair *pair, const struct to_server *message)
{
    if (!pair_is_open(pair))
        return;
    if (pair->watched)
        stage->coverage->to_server[message->kind] = true;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++) {
        struct to_server copy = *message;
        say(pair->of[side], &copy);
    }
}

void pair_say_bytes(struct stage *stage, struct pair *pair, const void *bytes, size_t count)
{
    if (!pair_is_open(pair))
        return;
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
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
        say_join(peer, stage->code, watched ? "Ada" : names[side], secret);
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
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        say_resume(member->pair.of[side], &member->joined[side], member->joined[side].token);
}
