/* What a player brings to the door besides its name: the secret of a personal link -- its own, one that was
 * used by another, a wrong one, none -- and whether its data may be used, which facilitators note that it
 * takes back. All of it comes from a chance of its own. */
#include "tests/sim/client.h"

#include <stdio.h>
#include <string.h>

enum { WITHDRAWS = 100 /* permille of what facilitators do, where consent is asked for */ };

void guests_invite(struct sim *sim, struct wire_exercise_new *wish)
{
    static char names[SIM_GUESTS_MAX][WIRE_PERSON_NAME_SIZE] = {"Ada", "Grace", "Mary"};
    struct chance *chance = &sim->class_chance;
    wish->consent = chance_permille(chance, sim->plan.consents);
    if (!chance_permille(chance, sim->plan.guests))
        return;
    wish->guest_count = (int)chance_between(chance, 1, SIM_GUESTS_MAX);
    wish->guests = names;
}

void guests_learn(struct sim *sim, int exercise, const struct wire_exercise_created *created)
{
    struct guest_list *list = &sim->guests[exercise];
    list->count = created->guest_count < SIM_GUESTS_MAX ? created->guest_count : SIM_GUESTS_MAX;
    for (int x = 0; x < list->count; x++)
        list->links[x] = created->guests[x];
    sim->exercises[exercise].guests = NULL; /* the message's */
    sim->exercises[exercise].guest_count = 0;
}

/* The client's own link, given out when it comes first; NULL: none is left. */
static const char *own_link(struct client *client, struct guest_list *list)
{
    for (int x = 0; x < list->count; x++)
        if (list->holders[x] == client)
            return list->links[x].secret;
    for (int x = 0; x < list->count; x++)
        if (!list->holders[x]) {
            list->holders[x] = client;
            return list->links[x].secret;
        }
    return NULL;
}

static void draw_link(struct client *client, struct guest_list *list, struct wire_join *join)
{
    struct sim *sim = client->sim;
    uint64_t dice = sim->calm ? 99 : chance_below(&sim->class_chance, 100);
    const char *link = dice >= 20 ? own_link(client, list) : NULL;
    if (dice < 7) /* a wrong one */
        link = "22222-33333-44444";
    else if (dice < 14 && list->count) /* perhaps somebody else's */
        link = list->links[chance_below(&sim->class_chance, (uint64_t)list->count)].secret;
    snprintf(join->guest, sizeof join->guest, "%s", link ? link : "");
}

static int exercise_of_code(const struct sim *sim, const char *code)
{
    for (int x = 0; x < sim->exercise_count; x++)
        if (strcmp(sim->exercises[x].code, code) == 0)
            return x;
    return 0;
}

void guest_fills(struct client *client, struct wire_join *join)
{
    struct sim *sim = client->sim;
    struct chance *chance = &sim->class_chance;
    if (sim->plan.guests)
        draw_link(client, &sim->guests[exercise_of_code(sim, client->code)], join);
    if (!sim->plan.consents)
        return;
    bool says = sim->calm || chance_permille(chance, 700);
    join->consent = !says ? CONSENT_NONE : chance_permille(chance, 600) ? CONSENT_YES : CONSENT_PLAY_ONLY;
}

void guest_said(struct client *client, const struct to_server *message)
{
    struct client_join *kept = &client->joins[client->join_count++ % CLIENT_JOINS_MAX];
    kept->request = message->request;
    kept->exercise = exercise_of_code(client->sim, client->code);
    kept->consent = message->join.consent;
    memcpy(kept->guest, message->join.guest, sizeof kept->guest);
}

bool guest_withdraws(struct client *facilitator, struct wire_exercise_act *act)
{
    struct chance *chance = &facilitator->sim->class_chance;
    if (!facilitator->sim->plan.consents || id_is_zero(&facilitator->someone) ||
        !chance_permille(chance, WITHDRAWS))
        return false;
    wire_exercise_act_init(act, EXERCISE_CONSENT);
    act->person = facilitator->someone;
    act->command = chance_id(chance);
    return true;
}

/* True: it may come again, perhaps to another exercise. */
bool guest_tries_again(struct client *client, const struct refusal *refusal)
{
    if (refusal->code == REFUSAL_GUESTS_ONLY)
        client->code[0] = '\0';
    return refusal->code == REFUSAL_CONSENT_NEEDED ||
           (refusal->code == REFUSAL_GUESTS_ONLY && !client->sim->calm);
}
