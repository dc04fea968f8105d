/* What may come of orders: players ask about any orders, topics and turns, and in other people's worlds. Each
 * question is answered exactly once on its link, and with what the player can reckon from its own situation.
 */
#include "tests/sim/client.h"
#include "tests/sim/truth.h"

#include "common/aids/consider.h"
#include "common/base/must.h"
#include "common/bots/bot.h"

#include <string.h>

/* Not to be said again by chance, so that its answers can be counted. */
static void say_once(struct client *client, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    client->asked = message->request = ++client->request;
    if (!client->asked_ms)
        client->asked_ms = client->sim->now_ms;
    must(wire_write_to_server(message, &buffer) == STATUS_OK);
    conn_say(client->conn, buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}

void question_ask(struct client *client, struct id world, uint32_t turn)
{
    struct to_server message = {.kind = TO_SERVER_CONSIDER};
    struct wire_consider *ask = &message.consider;
    struct siphash_key key = {chance_draw(&client->chance), 2};
    if (client->question.is_open || !client->has_situation)
        return;
    ask->world = world;
    ask->turn = turn;
    ask->topics = (unsigned)chance_below(&client->chance, CONSIDER_ALL + 1);
    ask->has_orders = chance_permille(&client->chance, 800);
    bot_find(slice_of("random_legal"))->play(&client->situation.view, key, &ask->orders);
    if (chance_permille(&client->chance, 200))
        ask->orders.budget[LINE_CIVIL]++;
    say_once(client, &message);
    client->question.is_open = true;
    client->question.request = message.request;
    client->question.asked = *ask;
}

static void expect_reckoned(struct client *client, const struct wire_considered *told)
{
    static struct considered own;
    struct sim *sim = client->sim;
    const struct wire_consider *asked = &client->question.asked;
    const struct considered *said = told->considered;
    sim_holds(sim, id_equal(&told->world, &client->joined.world) && id_equal(&told->world, &asked->world),
              "player %d was answered about another world", client->number);
    sim_holds(sim,
              told->turn == asked->turn && ((int32_t)told->turn == client->situation.view.turn + 1 ||
                                            truth_went_back(sim->truth, &told->world)),
              "player %d was answered about turn %u in turn %d", client->number, told->turn,
              client->situation.view.turn + 1);
    if (truth_went_back(sim->truth, &told->world))
        return; /* the same turn of another course */
    consider(&client->situation.view, asked->has_orders ? &asked->orders : NULL, said->choices.usual.answer,
             asked->topics, &own);
    sim_holds(sim, memcmp(&own, said, sizeof own) == 0, "player %d was told what its situation does not give",
              client->number);
}

void question_hear(struct client *client, const struct to_client *message)
{
    struct sim *sim = client->sim;
    /* a message that was damaged on purpose is refused under whatever number it bears then */
    bool overtakes = message->kind == TO_CLIENT_PONG ||
                     (message->kind == TO_CLIENT_REFUSAL &&
                      (message->refusal.code == REFUSAL_BUSY || message->refusal.code == REFUSAL_MALFORMED));
    if (message->request != client->question.request) {
        sim_holds(sim, !client->question.is_open || overtakes || message->request < client->question.request,
                  "player %d has no answer to %llu, but one to %llu", client->number,
                  (unsigned long long)client->question.request, (unsigned long long)message->request);
        sim_holds(sim, message->kind != TO_CLIENT_CONSIDERED, "player %d is answered what it did not ask",
                  client->number);
        return;
    }
    sim_holds(sim, client->question.is_open, "player %d is answered twice", client->number);
    sim_holds(sim, message->kind == TO_CLIENT_CONSIDERED || message->kind == TO_CLIENT_REFUSAL,
              "player %d is answered something else", client->number);
    client->question.is_open = false;
    if (message->kind != TO_CLIENT_CONSIDERED)
        return;
    sim->counts.considered++;
    expect_reckoned(client, &message->considered);
}
