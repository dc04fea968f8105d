/* What may come of orders in hand, from what the seat knows. Nothing is stored and nothing waits.
 *
 * It is reckoned on the server's only loop, and costs more the more states there are: each person may spend
 * so much of a second on it and no more, however often they come back. What is spent follows from the
 * question, and is the person's alone: neither it nor the refusal tells what others do, or how the world
 * stands. */
#include "server/session/session.h"

enum {
    SPEND_US_A_MS = 20,     /* of the loop's time, in the long run */
    SPEND_AHEAD_US = 40000, /* and so much at once */
    ANSWER_US = 20,         /* any answer */
};

/* What a topic takes, microseconds for each pair of states; measured by tests/bench/bench_consider.c. */
static const struct topic_cost {
    unsigned topic;
    uint32_t pair_us;
} costs[] = {
    {CONSIDER_PROSPECTS, 15},
    {CONSIDER_MARGINS, 4},
    {CONSIDER_LOOKS, 10},
    {CONSIDER_IDLE, 1},
};

static uint32_t cost_us(unsigned topics, uint32_t states)
{
    uint32_t cost = ANSWER_US;
    for (size_t x = 0; x < sizeof costs / sizeof costs[0]; x++)
        if (topics & costs[x].topic)
            cost += costs[x].pair_us * states * states;
    return cost;
}

/* What the person has spent and not earned again. */
static uint64_t spent_us(const struct person *person, uint64_t now_ms)
{
    uint64_t earned = (now_ms - person->spent_at_ms) * SPEND_US_A_MS;
    return person->spent_us > earned ? person->spent_us - earned : 0;
}

static void run(struct session *session, const struct to_server *message)
{
    struct hub *hub = session->hub;
    const struct wire_consider *asked = &message->consider;
    struct person *person = session->person;
    const struct world_machine *machine = exercise_world(session->exercise, person->world);
    int seat = person->seat;
    uint64_t now_ms = hub->host.now_ms(hub->host.user), spent = spent_us(person, now_ms);
    uint32_t cost = cost_us(asked->topics, (uint32_t)world_seats(machine));
    if (spent + cost > SPEND_AHEAD_US) {
        uint64_t wait_ms = (spent + cost - SPEND_AHEAD_US) / SPEND_US_A_MS + 1;
        session_refuse(
            session, message->request,
            (struct refusal){.code = REFUSAL_BUSY, .item = "consider", .retry_after_ms = (uint32_t)wait_ms});
        return;
    }
    struct refusal refusal = world_consider_refusal(machine, seat, asked);
    if (refusal.code != REFUSAL_NONE) {
        session_refuse(session, message->request, refusal);
        return;
    }
    person->spent_us = spent + cost;
    person->spent_at_ms = now_ms;
    world_consider(machine, seat, asked, &hub->considered);
    hub->message.kind = TO_CLIENT_CONSIDERED;
    hub->message.considered =
        (struct wire_considered){.world = asked->world, .turn = asked->turn, .considered = &hub->considered};
    session_send(session, message->request);
}

const struct handler handler_consider = {.kind = TO_SERVER_CONSIDER, .states = SESSION_JOINED, .run = run};
