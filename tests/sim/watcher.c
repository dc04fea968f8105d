/* A spectator: looks at turns, also at those that it may not see yet. */
#include "tests/sim/client.h"

#include <string.h>

static void act(struct client *client)
{
    struct sim *sim = client->sim;
    struct to_server message = {.kind = TO_SERVER_PING};
    if (!client->greeted) {
        client_greet(client);
        return;
    }
    if (!client->entered && sim->exercise_count > 0) {
        uint64_t which = chance_below(&client->chance, (uint64_t)sim->exercise_count);
        message.kind = TO_SERVER_WATCH;
        memcpy(message.watch.code, sim->exercises[which].code, sizeof message.watch.code);
        client->entered = true;
    } else if (client->entered) {
        uint32_t shown = client->public_clock.shown;
        message.kind = TO_SERVER_ASK_TURN;
        message.ask_turn.world = client->public_clock.world;
        message.ask_turn.turn = (uint32_t)chance_below(&client->chance, shown + 2u);
        if (chance_permille(&client->chance, client->public_clock.state == CLOCK_ENDED ? 200 : 30)) {
            message.kind = TO_SERVER_ASK_DEBRIEF;
            message.ask_debrief = (struct wire_ask_debrief){.world = client->public_clock.world,
                                                            .language = "en",
                                                            .own = chance_permille(&client->chance, 200)};
        }
    }
    if (chance_permille(&client->chance, 20))
        conn_reset(client->conn);
    else
        client_say(client, &message);
}

static void hear(struct client *client, const uint8_t *bytes, size_t count)
{
    struct to_client *message = &client->sim->heard;
    struct cause cause;
    if (wire_read_to_client(bytes, count, message, &cause) != STATUS_OK)
        sim_broken(client->sim, "a spectator cannot read what it was sent: %s", cause.text);
    if (message->request && message->request == client->asked)
        client->asked = client->asked_ms = 0;
    if (message->kind == TO_CLIENT_PUBLIC_CLOCK)
        client->public_clock = message->public_clock;
    to_client_free(message);
}

const struct client_kind client_watcher = {.name = "watcher", .act = act, .hear = hear};
