/* A facilitator on a link like everybody's: comes with a key, its own or a wrong one, sees how everything
 * stands, and does what its rights allow and what they do not. Those who lead add others, whose keys the next
 * one takes. */
#include "tests/sim/client.h"
#include "tests/sim/truth.h"

#include <stdio.h>
#include <string.h>

enum { LOOKS = 250 /* permille of what it does */ };

static void come_in(struct client *client)
{
    struct sim *sim = client->sim;
    struct to_server message = {.kind = TO_SERVER_FACILITATE};
    uint64_t which = chance_below(&client->chance, (uint64_t)sim->exercise_count);
    const char *key = sim->exercises[which].facilitator_key;
    if (sim->keys[which][0] && chance_permille(&client->chance, 600))
        key = sim->keys[which];
    if (!key[0] ||
        chance_permille(&client->chance, 30)) /* of one whose making was never answered there is none */
        key = "22222-22222-22222-22222";
    memcpy(message.facilitate.code, sim->exercises[which].code, sizeof message.facilitate.code);
    snprintf(message.facilitate.key, sizeof message.facilitate.key, "%s", key);
    client->next = (int)which;
    client_say(client, &message);
}

/* Through the eyes of a seat that may not be there, of a world that may not have begun. */
static void look_through(struct client *client)
{
    struct chance *chance = &client->sim->look_chance;
    struct to_server message = {.kind = TO_SERVER_EXERCISE_ACT};
    struct wire_exercise_act *act = &message.exercise_act;
    wire_exercise_act_init(act, EXERCISE_LOOK);
    act->world = (int)chance_below(chance, SIM_WORLDS_MAX);
    act->seat = (int)chance_below(chance, 4);
    if (chance_permille(chance, 500))
        act->command = chance_id(chance);
    client_say(client, &message);
    client->conn->asked[client->conn->asked_count++ % SIM_LOOKS_MAX] =
        (struct look_asked){.request = message.request,
                            .durable = client->sim->truth->durable,
                            .world = act->world,
                            .seat = act->seat};
}

static void do_something(struct client *client)
{
    static const enum exercise_act acts[] = {
        EXERCISE_PAUSE,           EXERCISE_RESUME,
        EXERCISE_RESUME,          EXERCISE_EXTEND,
        EXERCISE_ROLL_BACK,       EXERCISE_BOT_IN,
        EXERCISE_BOT_OUT,         EXERCISE_NUDGE,
        EXERCISE_INJECT,          EXERCISE_INJECT_CANCEL,
        EXERCISE_ANSWER,          EXERCISE_OWN,
        EXERCISE_MULTIPLY,        EXERCISE_UNDO,
        EXERCISE_MOVE_PERSON,     EXERCISE_RESOLVE,
        EXERCISE_FACILITATOR_ADD, EXERCISE_FACILITATOR_RIGHTS,
    };
    struct to_server message = {.kind = TO_SERVER_EXERCISE_ACT};
    struct wire_exercise_act *act = &message.exercise_act;
    if (!client->sim->calm && (facilitator_helps_seat(client, act) || guest_withdraws(client, act))) {
        client_say(client, &message);
        return;
    }
    wire_exercise_act_init(act, acts[chance_below(&client->chance, sizeof acts / sizeof acts[0])]);
    if (client->sim->calm)
        act->act = EXERCISE_RESUME;
    facilitator_names(client, act);
    act->rights = (enum rights)chance_between(&client->chance, RIGHTS_OBSERVE, RIGHTS_LEAD);
    snprintf(act->name, sizeof act->name, "%s", act->act == EXERCISE_FACILITATOR_ADD ? "Prof S" : "");
    client_say(client, &message);
}

static void act(struct client *client)
{
    struct to_server ping = {.kind = TO_SERVER_PING};
    if (!client->greeted)
        client_greet(client);
    else if (!client->entered && client->sim->exercise_count > 0 && !client->asked)
        come_in(client);
    else if (chance_permille(&client->chance, 30))
        conn_reset(client->conn);
    else if (client->entered && !client->asked && chance_permille(&client->sim->look_chance, LOOKS))
        look_through(client);
    else if (client->entered && !client->asked)
        do_something(client);
    else
        client_say(client, &ping);
}

/* Whom to move, and a key for the next one. */
static void look(struct client *client, const struct wire_exercise_state *state)
{
    struct sim *sim = client->sim;
    if (state->new_key[0])
        memcpy(sim->keys[client->next], state->new_key, sizeof sim->keys[0]);
    for (int x = 0; x < state->world_count; x++)
        for (int y = 0; y < state->worlds[x].seat_count; y++)
            if (state->worlds[x].seats[y].person_count > 0 && chance_permille(&client->chance, 300))
                client->someone = state->worlds[x].seats[y].persons[0].person;
}

static void hear(struct client *client, const uint8_t *bytes, size_t count)
{
    struct to_client *message = &client->sim->heard;
    struct cause cause;
    if (wire_read_to_client(bytes, count, message, &cause) != STATUS_OK)
        sim_broken(client->sim, "a facilitator cannot read what it was sent: %s", cause.text);
    if (message->request && message->request == client->asked)
        client->asked = client->asked_ms = 0;
    if (message->kind == TO_CLIENT_FACILITATING)
        client->entered = true;
    if (message->kind == TO_CLIENT_EXERCISE_STATE)
        look(client, &message->exercise_state);
    to_client_free(message);
}

const struct client_kind client_helper = {.name = "helper", .act = act, .hear = hear};
