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
    say(client, &message);
}

static void act_on(struct client *client, const char *code, enum exercise_act act)
{
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_ACT, .exercise_act = {.act = act}};
    memcpy(message.exercise_act.code, code, sizeof message.exercise_act.code);
    if (act == EXERCISE_PAUSE && chance_permille(&client->chance, 500))
        snprintf(message.exercise_act.reason, sizeof message.exercise_act.reason, "questions");
    if (act == EXERCISE_EXTEND)
        message.exercise_act.ms = (int32_t)chance_between(&client->chance, 0, 40000) - 20000;
    say(client, &message);
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
    if (dice < 20)
        show(client, code);
    else if (dice < 40)
        say(client, &list);
    else
        act_on(client, code, patient ? EXERCISE_RESUME : EXERCISE_RESOLVE);
}

static void act(struct client *client)
{
    struct sim *sim = client->sim;
    struct to_admin list = {.kind = TO_ADMIN_EXERCISE_LIST};
    if (client->asked)
        return;
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
    if (dice < 15)
        act_on(client, code, EXERCISE_PAUSE);
    else if (dice < 40)
        act_on(client, code, EXERCISE_RESUME);
    else if (dice < 55)
        act_on(client, code, EXERCISE_EXTEND);
    else if (dice < 65)
        act_on(client, code, EXERCISE_RESOLVE);
    else if (dice < 66)
        act_on(client, code, EXERCISE_CLOSE);
    else if (dice < 80)
        show(client, code);
    else if (dice < 85)
        say(client, &list);
    else if (dice < 88)
        conn_reset(client->conn);
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

static void hear(struct client *client, const uint8_t *bytes, size_t count)
{
    struct sim *sim = client->sim;
    struct from_admin message;
    struct cause cause;
    if (wire_read_from_admin(bytes, count, &message, &cause) != STATUS_OK)
        sim_broken(sim, "the facilitator cannot read what was sent: %s", cause.text);
    if (message.request == client->asked)
        client->asked = client->asked_ms = 0;
    if (message.kind == FROM_ADMIN_EXERCISE_ROWS)
        learn(sim, &message.exercise_rows);
    bool lobby = message.kind == FROM_ADMIN_REFUSAL && strcmp(message.refusal.item, "lobby") == 0;
    if (message.kind == FROM_ADMIN_EXERCISE_CREATED && sim->exercise_count < SIM_EXERCISES_MAX)
        sim->exercises[sim->exercise_count++] = message.exercise_created;
    else if (lobby && sim->calm && sim->now_ms > sim->plan.trouble_ms + 30000)
        act_on(client, sim->exercises[(client->next + sim->exercise_count - 1) % sim->exercise_count].code,
               EXERCISE_CLOSE);
    from_admin_free(&message);
}

const struct client_kind client_facilitator = {.name = "facilitator", .act = act, .hear = hear};
