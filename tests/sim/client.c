#include "tests/sim/client.h"

#include "common/base/must.h"
#include "tests/sim/truth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct client *client_create(struct sim *sim, const struct client_kind *kind)
{
    struct client *client = calloc(1, sizeof *client);
    must(client != NULL && sim->client_count < SIM_CLIENTS_MAX);
    client->number = sim->client_count;
    sim->clients[sim->client_count++] = client;
    client->kind = kind;
    client->sim = sim;
    client->chance.state = chance_draw(&sim->chance);
    client->secret = chance_id(&client->chance);
    client->turn = -1;
    client->act_ms = sim->now_ms + chance_below(&client->chance, 3000);
    return client;
}

void client_free(struct client *client)
{
    free(client);
}

static void think(struct client *client)
{
    const struct sim *sim = client->sim;
    bool plays = client->kind == &client_player || client->kind == &client_facilitator;
    uint64_t longest = !sim->calm ? sim->plan.think_ms : plays ? 400 : 10000;
    client->act_ms = sim->now_ms + 1 + chance_below(&client->chance, longest);
}

void client_lost(struct client *client)
{
    if (client->conn)
        client->conn->client = NULL;
    client->conn = NULL;
    client->greeted = client->entered = client->lied = false;
    client->asked_ms = client->asked = 0;
    client->question.is_open = false;
    client->again_count = 0;
    think(client);
}

/* A campus has one address for many, a home one of its own. */
static void come(struct client *client)
{
    char address[48];
    if (client->number % 3 == 0)
        snprintf(address, sizeof address, "192.0.2.1:%d", 1000 + client->sim->conn_count);
    else
        snprintf(address, sizeof address, "[2001:db8:0:%x::1]:4000", client->number);
    client->conn = conn_open(client->sim, client, client->kind == &client_facilitator, address);
}

void client_act(struct client *client)
{
    struct sim *sim = client->sim;
    think(client);
    if (!client->conn) {
        if (sim->hub)
            come(client);
        return;
    }
    if (client->asked_ms && sim->now_ms - client->asked_ms > CLIENT_PATIENCE_MS) {
        conn_reset(client->conn);
        return;
    }
    client->kind->act(client);
}

void client_hear(struct client *client, const uint8_t *bytes, size_t count)
{
    client->kind->hear(client, bytes, count);
}

void client_say_bytes(struct client *client, const uint8_t *bytes, size_t count)
{
    if (client->again_count < CLIENT_AGAIN_MAX && count <= sizeof client->again[0].bytes) {
        memcpy(client->again[client->again_count].bytes, bytes, count);
        client->again[client->again_count++].size = count;
    }
    if (!client->asked_ms)
        client->asked_ms = client->sim->now_ms;
    conn_say(client->conn, bytes, count);
}

void client_say(struct client *client, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    if (!message->request)
        message->request = ++client->request;
    client->asked = message->request;
    must(wire_write_to_server(message, &buffer) == STATUS_OK);
    client_say_bytes(client, buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}

void client_greet(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_HELLO,
                                .hello = {.version = WIRE_VERSION, .client = "sim", .language = "es"}};
    client->greeted = true;
    client_say(client, &message);
}

struct id command_id(struct client *client, enum to_server_kind kind)
{
    struct id id = chance_id(&client->chance);
    id.bytes[0] = (uint8_t)kind;
    return id;
}

enum to_server_kind command_kind(const struct id *command)
{
    return (enum to_server_kind)command->bytes[0];
}
