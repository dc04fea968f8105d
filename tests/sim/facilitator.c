/* Whoever runs the exercises, over the admin socket: makes them, then pauses, extends, resolves and closes.
 * One act at a time. */
#include "common/base/must.h"
#include "tests/sim/client.h"

#include <stdio.h>
#include <string.h>

/* Short ones, so that a run is a whole game; and one with many seats. */
static const char *const scenarios[] = {"tutorial", "tutorial", "duel",      "duel-1",
                                        "island",   "seminar",  "chain-gang"};
enum { SCENARIO_COUNT = sizeof scenarios / sizeof scenarios[0] };

static void say(struct client *client, struct to_admin *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++client->request;
    client->asked = message->request;
    if (!client->asked_ms)
        client->asked_ms = client->sim->now_ms;
    must(wire_write_to_admin(message, &buffer) == STATUS_OK);
    conn_say(client->conn, buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}

static void make_exercise(struct client *client)
{
    static const uint32_t seconds[] = {0, 5, 20, 60};
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_NEW};
    struct wire_exercise_new *wish = &message.exercise_new;
    snprintf(wish->scenario, sizeof wish->scenario, "%s",
             scenarios[chance_below(&client->chance, SCENARIO_COUNT)]);
    wish->turn_seconds = seconds[chance_below(&client->chance, 4)];
    wish->wait_seats = (uint32_t)chance_below(&client->chance, 3);
    wish->team_size = (uint32_t)chance_between(&client->chance, 1, 2);
    wish->misses_allowed = (uint32_t)chance_between(&client->chance, 1, 2);
    wish->has_spectator_delay = true;
    wish->spectator_delay = (uint32_t)chance_below(&client->chance, 3);
    wish->worlds = chance_permille(&client->chance, 350) ? SIM_WORLDS_MAX : 1;
    wish->practice = chance_permille(&client->chance, 200);
    wish->debrief_in_step = chance_permille(&client->chance, 400);
    wish->beliefs = (enum belief_mode)chance_below(&client->chance, BELIEF_MODE_COUNT);
    wish->bots = (enum bot_disclosure)chance_below(&client->chance, BOT_DISCLOSURE_COUNT);
    guests_invite(client->sim, wish);
    say(client, &message);
}

void facilitator_names(struct client *client, struct wire_exercise_act *act)
{
    struct chance *chance = &client->chance;
    act->world = (int)chance_below(chance, SIM_WORLDS_MAX + 1) - 1;
    act->seat = (int)chance_below(chance, 4) - (act->act == EXERCISE_INJECT);
    act->turn = (uint32_t)chance_below(chance, 6);
    act->number = (uint32_t)chance_below(chance, 4);
    act->everyone = chance_permille(chance, 500);
    act->person = client->someone;
    act->command = chance_id(chance);
    act->card = client->card;
    act->part = client->part;
    snprintf(act->reason, sizeof act->reason, "%s",
             act->act == EXERCISE_ANSWER ? "as you like" : "questions");
    if (act->act == EXERCISE_EXTEND || act->act == EXERCISE_RESOLVE) {
        act->turn = 0;
        act->seen_count = act->world < 0 ? (int)chance_below(chance, SIM_WORLDS_MAX + 1) : 0;
        for (int x = 0; x < act->seen_count; x++)
            act->seen_turn[x] = (uint32_t)chance_below(chance, 4);
    }
    if (act->act == EXERCISE_EXTEND)
        act->ms = (int32_t)chance_between(chance, 0, 40000) - 20000;
    if (act->act != EXERCISE_INJECT)
        return;
    act->has_inject = true;
    act->inject = (struct wire_inject){.world = act->world,
                                       .seats = (uint16_t)chance_below(chance, 4),
                                       .misleading = chance_permille(chance, 500),
                                       .trigger = (enum inject_trigger)chance_below(chance, 2),
                                       .turn = (uint32_t)chance_between(chance, 1, 5)};
    snprintf(act->inject.source, sizeof act->inject.source, "Radio");
    snprintf(act->inject.text[0], sizeof act->inject.text[0], "news %d", (int)chance_below(chance, 100000));
}

/* The same command may come twice: the server may have died before it answered. */
static void say_act(struct client *client, const struct wire_exercise_act *act)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT, .exercise_act = *act};
    client->act = *act;
    say(client, &message);
    client->act_request = message.request;
}

static void act_on(struct client *client, const char *code, enum exercise_act act)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT};
    wire_exercise_act_init(&message.exercise_act, act);
    memcpy(message.exercise_act.code, code, sizeof message.exercise_act.code);
    if (!client->sim->calm || act == EXERCISE_DEBRIEF)
        facilitator_names(client, &message.exercise_act);
    else if (act == EXERCISE_RESUME) /* named, a world goes on also where nobody sits */
        message.exercise_act.world = (int)chance_below(&client->chance, SIM_WORLDS_MAX + 1) - 1;
    say_act(client, &message.exercise_act);
}

/* Not at all any more, or as long as places are kept. */
static void limit_replay(struct client *client, const char *code)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT};
    struct wire_exercise_act *act = &message.exercise_act;
    wire_exercise_act_init(act, EXERCISE_REPLAY);
    memcpy(act->code, code, sizeof act->code);
    act->command = chance_id(&client->sim->class_chance);
    act->release = chance_permille(&client->sim->class_chance, 300);
    say(client, &message);
}

/* Somebody takes a yes back, also when all is over. */
static bool withdraw(struct client *client, const char *code)
{
    struct wire_exercise_act act;
    if (!guest_withdraws(client, &act))
        return false;
    memcpy(act.code, code, sizeof act.code);
    say_act(client, &act);
    return true;
}

/* What else whoever runs an exercise can do. */
static void do_rarely(struct client *client, const char *code)
{
    static const enum exercise_act acts[] = {
        EXERCISE_ROLL_BACK, EXERCISE_ROLL_BACK,       EXERCISE_BOT_IN,  EXERCISE_BOT_OUT,
        EXERCISE_NUDGE,     EXERCISE_INJECT,          EXERCISE_INJECT,  EXERCISE_INJECT_SEND,
        EXERCISE_ANSWER,    EXERCISE_ANSWER,          EXERCISE_UNDO,    EXERCISE_INJECT_CANCEL,
        EXERCISE_START,     EXERCISE_INJECT_POSTPONE, EXERCISE_DEBRIEF,
    };
    uint64_t which = chance_below(&client->chance, 2 * (sizeof acts / sizeof acts[0]));
    act_on(client, code, which == 0 ? EXERCISE_REMOVE_PERSON : acts[which % (sizeof acts / sizeof acts[0])]);
}

/* One part further, now and then. */
static void step_on(struct client *client, const char *code)
{
    if (client->card < 3 || client->part >= 3) {
        client->card = client->card < 8 ? client->card + 1 : 0;
        client->part = 0;
    } else if (client->card == 3) {
        client->part++;
    } else {
        client->card = client->card < 8 ? client->card + 1 : 0;
    }
    act_on(client, code, EXERCISE_DEBRIEF);
}

static void show(struct client *client, const char *code)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_SHOW};
    memcpy(message.exercise_show.code, code, sizeof message.exercise_show.code);
    say(client, &message);
}

/* Once the trouble is over: nothing stays paused, and who waits in a lobby is sent home. */
static void wind_up(struct client *client)
{
    struct sim *sim = client->sim;
    const char *code = sim->exercises[client->next++ % sim->exercise_count].code;
    struct to_admin list = {.kind = TO_ADMIN_EXERCISE_LIST};
    bool patient = sim->now_ms < sim->plan.trouble_ms + 60000;
    uint64_t dice = chance_below(&client->chance, 100);
    if (sim->plan.replays && chance_permille(&sim->class_chance, 40))
        limit_replay(client, code);
    else if (withdraw(client, code))
        return;
    else if (dice < 20)
        show(client, code);
    else if (dice < 30)
        say(client, &list);
    else if (dice < 50)
        step_on(client, code);
    else if (dice < 60)
        act_on(client, code, EXERCISE_START);
    else
        act_on(client, code, patient || dice >= 80 ? EXERCISE_RESUME : EXERCISE_RESOLVE);
}

static void act(struct client *client)
{
    struct sim *sim = client->sim;
    struct to_admin list = {.kind = TO_ADMIN_EXERCISE_LIST};
    if (client->asked)
        return;
    if (client->act_request) {
        struct wire_exercise_act again = client->act;
        say_act(client, &again);
        return;
    }
    if (sim->exercise_count < sim->plan.exercises) {
        make_exercise(client);
        return;
    }
    if (sim->calm) {
        wind_up(client);
        return;
    }
    const char *code = sim->exercises[chance_below(&client->chance, (uint64_t)sim->exercise_count)].code;
    uint64_t dice = chance_below(&client->chance, 100);
    if (sim->plan.replays && chance_permille(&sim->class_chance, 60))
        limit_replay(client, code);
    else if (withdraw(client, code))
        return;
    else if (dice < 8)
        act_on(client, code, EXERCISE_PAUSE);
    else if (dice < 24)
        act_on(client, code, EXERCISE_RESUME);
    else if (dice < 32)
        act_on(client, code, EXERCISE_EXTEND);
    else if (dice < 38)
        act_on(client, code, EXERCISE_RESOLVE);
    else if (dice < 39)
        act_on(client, code, EXERCISE_CLOSE);
    else if (dice < 46)
        show(client, code);
    else if (dice < 48)
        say(client, &list);
    else if (dice < 50)
        conn_reset(client->conn);
    else
        do_rarely(client, code);
}

/* Exercises whose making was never answered: nobody else knows their codes. */
static void learn(struct sim *sim, const struct wire_exercise_rows *rows)
{
    for (int x = 0; x < rows->count; x++) {
        bool known = false;
        for (int y = 0; y < sim->exercise_count; y++)
            known = known || id_equal(&sim->exercises[y].exercise, &rows->rows[x].exercise);
        if (known)
            continue;
        sim_holds(sim, sim->exercise_count < SIM_EXERCISES_MAX, "more than %d exercises", SIM_EXERCISES_MAX);
        struct wire_exercise_created *found = &sim->exercises[sim->exercise_count++];
        *found = (struct wire_exercise_created){.exercise = rows->rows[x].exercise};
        memcpy(found->code, rows->rows[x].code, sizeof found->code);
    }
}

/* Whom to remove, some time. */
static void look_for_somebody(struct client *client, const struct wire_exercise_state *state)
{
    for (int x = 0; x < state->world_count; x++)
        for (int y = 0; y < state->worlds[x].seat_count; y++)
            if (state->worlds[x].seats[y].person_count > 0 && chance_permille(&client->chance, 300))
                client->someone = state->worlds[x].seats[y].persons[0].person;
}

static void hear(struct client *client, const uint8_t *bytes, size_t count)
{
    struct sim *sim = client->sim;
    struct from_admin message;
    struct cause cause;
    if (wire_read_from_admin(bytes, count, &message, &cause) != STATUS_OK)
        sim_broken(sim, "the facilitator cannot read what was sent: %s", cause.text);
    if (message.request == client->asked)
        client->asked = client->asked_ms = 0;
    if (message.request == client->act_request)
        client->act_request = 0;
    if (message.kind == FROM_ADMIN_EXERCISE_ROWS)
        learn(sim, &message.exercise_rows);
    if (message.kind == FROM_ADMIN_EXERCISE_STATE)
        look_for_somebody(client, &message.exercise_state);
    bool lobby = message.kind == FROM_ADMIN_REFUSAL && strcmp(message.refusal.item, "lobby") == 0;
    if (message.kind == FROM_ADMIN_EXERCISE_CREATED && sim->exercise_count < SIM_EXERCISES_MAX) {
        sim->exercises[sim->exercise_count] = message.exercise_created;
        guests_learn(sim, sim->exercise_count++, &message.exercise_created);
    } else if (lobby && sim->calm && sim->now_ms > sim->plan.trouble_ms + 30000)
        act_on(client, sim->exercises[(client->next + sim->exercise_count - 1) % sim->exercise_count].code,
               EXERCISE_CLOSE);
    from_admin_free(&message);
}

const struct client_kind client_facilitator = {.name = "facilitator", .act = act, .hear = hear};
