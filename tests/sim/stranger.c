/* Somebody without a seat who tries everything: guessed codes and tokens, garbage, half a greeting, silence.
 */
#include "tests/sim/client.h"

#include <stdio.h>
#include <string.h>

static void try_to_enter(struct client *client)
{
    struct to_server message = {
        .kind = (enum to_server_kind)chance_between(&client->chance, 1, TO_SERVER_KIND_COUNT - 1)};
    struct id guess = chance_id(&client->chance);
    switch (message.kind) {
    case TO_SERVER_HELLO:
        message.hello.version = (uint32_t)chance_below(&client->chance, 3);
        break;
    case TO_SERVER_JOIN:
        message.join.secret = guess;
        snprintf(message.join.code, sizeof message.join.code, "AB%04u",
                 (unsigned)chance_below(&client->chance, 10000));
        snprintf(message.join.name, sizeof message.join.name, "Mallory");
        break;
    case TO_SERVER_RESUME:
        message.resume.person = guess;
        break;
    case TO_SERVER_MOVE:
        snprintf(message.move.code, sizeof message.move.code, "AB0001");
        snprintf(message.move.seat_code, sizeof message.move.seat_code, "AAAAA-BBBBB");
        break;
    case TO_SERVER_WATCH:
        snprintf(message.watch.code, sizeof message.watch.code, "AB0001");
        break;
    default: /* what only those who play may say */
        message = (struct to_server){.kind = TO_SERVER_LEAVE, .leave = {.command = guess}};
        break;
    }
    client_say(client, &message);
}

static void act(struct client *client)
{
    uint8_t bytes[300];
    size_t count = (size_t)chance_between(&client->chance, 1, sizeof bytes);
    uint64_t dice = chance_below(&client->chance, 100);
    if (client->sim->calm)
        return;
    if (dice < 20)
        client_greet(client);
    else if (dice < 75)
        try_to_enter(client);
    else if (dice < 85 && client->again_count > 0)
        conn_say(client->conn, client->again[0].bytes, client->again[0].size);
    else if (dice < 93)
        chance_bytes(&client->chance, bytes, count), conn_say(client->conn, bytes, count);
    else if (dice < 97)
        conn_reset(client->conn);
}

static void hear(struct client *client, const uint8_t *bytes, size_t count)
{
    (void)bytes;
    (void)count;
    client->asked = client->asked_ms = 0;
}

const struct client_kind client_stranger = {.name = "stranger", .act = act, .hear = hear};
