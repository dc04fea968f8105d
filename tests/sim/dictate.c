/* What facilitators do for a seat when its person asks for it aloud: type the orders in, or give more time.
 */
#include "tests/sim/client.h"

#include "common/bots/bot.h"
#include "common/record/entry.h"

#include <stdio.h>
#include <string.h>

/* A player of that exercise who sees a turn, and the number of its world; NULL: nobody asks. */
static const struct client *somebody_who_plays(struct sim *sim, int exercise, int *world)
{
    const struct wire_exercise_created *made = &sim->exercises[exercise];
    int from = (int)chance_below(&sim->class_chance, (uint64_t)sim->client_count);
    for (int x = 0; x < sim->client_count; x++) {
        const struct client *client = sim->clients[(from + x) % sim->client_count];
        if (client->kind != &client_player || !client->has_situation)
            continue;
        for (int y = 0; y < made->world_count; y++)
            if (id_equal(&made->worlds[y], &client->joined.world)) {
                *world = y;
                return client;
            }
    }
    return NULL;
}

/* Beliefs are nobody's to dictate. */
static void draw_orders(struct chance *chance, const struct view *view, struct orders *orders)
{
    struct siphash_key key = {chance_draw(chance), 3};
    bot_find(slice_of("random_legal"))->play(view, key, orders);
    for (int x = 0; x < ACTORS_MAX; x++)
        orders->belief[x] = -1;
    if (chance_permille(chance, 80))
        orders->budget[LINE_CIVIL] += 500;
}

static bool dictate(struct client *helper, struct wire_exercise_act *act)
{
    struct sim *sim = helper->sim;
    struct chance *chance = &sim->class_chance;
    const struct client *client = somebody_who_plays(sim, helper->next, &act->world);
    if (!client)
        return false;
    act->seat = (int)client->joined.seat;
    act->turn = chance_permille(chance, 700) ? 0 : (uint32_t)client->situation.view.turn + 1;
    act->has_orders = chance_permille(chance, 950);
    draw_orders(chance, &client->situation.view, &act->orders);
    struct dictated *kept = &sim->dictated[sim->dictated_count++ % SIM_DICTATED_MAX];
    kept->world = client->joined.world;
    kept->orders = orders_digest(act->seat, &act->orders, client->situation.view.n);
    return true;
}

/* Several facilitators share the worlds among them: whose world it is, is asked of every act. */
static void share(struct client *helper, struct wire_exercise_act *act)
{
    struct sim *sim = helper->sim;
    bool adds = chance_permille(&sim->class_chance, 500);
    wire_exercise_act_init(act, adds ? EXERCISE_FACILITATOR_ADD : EXERCISE_OWN);
    act->command = chance_id(&sim->class_chance);
    act->rights = (enum rights)chance_between(&sim->class_chance, RIGHTS_ASSIST, RIGHTS_RUN);
    snprintf(act->name, sizeof act->name, "Dr %d", sim->shared_count++);
    act->world = adds ? -1 : (int)chance_below(&sim->class_chance, SIM_WORLDS_MAX);
}

bool facilitator_helps_seat(struct client *helper, struct wire_exercise_act *act)
{
    static const uint32_t percents[] = {100, 100, 130, 150, 200, 300, 400, 50, 500};
    struct sim *sim = helper->sim;
    if (chance_permille(&sim->class_chance, (sim->plan.dictated + sim->plan.slow) / 4)) {
        share(helper, act);
        return true;
    }
    if (chance_permille(&sim->class_chance, sim->plan.dictated)) {
        wire_exercise_act_init(act, EXERCISE_ORDERS);
        act->command = chance_id(&sim->class_chance);
        return dictate(helper, act);
    }
    if (!chance_permille(&sim->class_chance, sim->plan.slow))
        return false;
    wire_exercise_act_init(act, EXERCISE_MULTIPLY);
    act->command = chance_id(&sim->class_chance);
    act->world = (int)chance_below(&sim->class_chance, SIM_WORLDS_MAX);
    act->seat = (int)chance_below(&sim->class_chance, 4);
    act->percent = percents[chance_below(&sim->class_chance, sizeof percents / sizeof percents[0])];
    return true;
}
