#include "client/core/player_internal.h"

#include "common/base/must.h"

#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

const struct player_times player_times_default = {
    .tick_ms = 1000,
    .ping_ms = 30000,
    .silent_ms = 60000,
    .entry_ms = 15000,
    .retry_ms = 100,
    .retry_most_ms = 2000,
    .settled_ms = 5000,
};

#define TO(stage) (1u << (STAGE_##stage))

/* From any stage but the last player_stop leads out. */
static const unsigned moves_allowed[STAGE_COUNT] = {
    [STAGE_WAITING] = TO(CONNECTING) | TO(STOPPING),
    [STAGE_CONNECTING] = TO(GREETING) | TO(WAITING) | TO(FAILED) | TO(STOPPING),
    [STAGE_GREETING] = TO(ENTERING) | TO(WAITING) | TO(FAILED) | TO(STOPPING),
    [STAGE_ENTERING] = TO(ENTERING) | TO(PLAYING) | TO(WAITING) | TO(FAILED) | TO(STOPPING),
    [STAGE_PLAYING] = TO(WAITING) | TO(FAILED) | TO(STOPPING),
    [STAGE_FAILED] = TO(STOPPING),
    [STAGE_STOPPING] = TO(CLOSED),
    [STAGE_CLOSED] = 0,
};

void player_move_to(struct player *player, enum stage stage)
{
    must(moves_allowed[player->stage] & 1u << stage);
    player->stage = stage;
    player->stage_ms = uv_now(player->loop);
}

void player_tell(struct player *player, enum player_event event, const char *text)
{
    struct text copy = text_over(player->text, sizeof player->text);
    text_put(&copy, text ? text : "");
    const struct player_news news = {.event = event, .text = player->text};
    player->listener(player->user, player, &news);
}

void player_fail(struct player *player, const char *why)
{
    if (player->stage >= STAGE_FAILED)
        return;
    char kept[PLAYER_TEXT_SIZE]; /* ending the connection may change what `why` points to */
    struct text copy = text_over(kept, sizeof kept);
    text_put(&copy, why);
    player_move_to(player, STAGE_FAILED);
    if (player->connection)
        connection_close(player->connection, "the game is over for this client");
    player_tell(player, PLAYER_FAILED, kept);
}

void player_drop(struct player *player, const char *why)
{
    if (player->connection)
        connection_close(player->connection, why);
}

void player_drop_for(struct player *player, const char *why, uint32_t delay_ms)
{
    player->has_delay = true;
    player->delay_ms = delay_ms;
    player_drop(player, why);
}

uint32_t player_busy_delay(const struct player *player, uint32_t asked_ms)
{
    uint32_t delay = asked_ms < PLAYER_RETRY_MAX_MS ? asked_ms : PLAYER_RETRY_MAX_MS;
    if (delay < player->times.retry_ms)
        delay = player->times.retry_ms;
    return delay + player_random_below(delay / 4 + 1); /* not all that were told the same time at once */
}

void player_follow(struct player *player, const char *host, uint32_t port)
{
    if (player->moves >= PLAYER_MOVES_MAX || host[0] == '\0' || port < 1 || port > UINT16_MAX) {
        player_drop(player, "the servers send this client from one to the other");
        return;
    }
    player->moves++;
    strcpy(player->at_host, host);
    player->at_port = (int)port;
    player->following = true;
    player_drop_for(player, "the world is on another server", 0);
}

bool player_send(struct player *player, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++player->last_request;
    bool fits = wire_write_to_server(message, &buffer) == STATUS_OK;
    if (fits)
        wire_pad(&buffer); /* how long orders are says something of them */
    if (fits && player->connection) {
        enum status status =
            connection_send(player->connection, buffer_bytes(&buffer), buffer_length(&buffer));
        (void)status; /* on_closed tells of a loss, and what has no answer is sent again */
    }
    buffer_free(&buffer);
    return fits;
}

struct id player_random_id(void)
{
    struct id id;
    must(RAND_bytes(id.bytes, sizeof id.bytes) == 1);
    return id;
}

uint32_t player_random_below(uint32_t bound)
{
    uint32_t number;
    must(bound > 0 && RAND_bytes((unsigned char *)&number, sizeof number) == 1);
    return (uint32_t)((uint64_t)number * bound >> 32);
}

/* ---- the server's key */

static bool judge_key(void *user, const struct digest *key, bool chain_valid)
{
    struct player *player = user;
    char server[PIN_SERVER_SIZE];
    struct cause cause;
    struct digest pinned;
    bool found = false;
    struct text why = text_over(player->text, sizeof player->text);
    player->trust_refused = true;
    must(pin_server_name(player->at_host, player->at_port, server));
    if (pins_find(player->home, server, &found, &pinned, &cause) != STATUS_OK) {
        text_put(&why, cause.text);
        return false;
    }
    const struct pin_evidence evidence = {
        .seen = key,
        .demanded = player->has_demanded ? &player->demanded : NULL,
        .pinned = found ? &pinned : NULL,
        .chain_valid = chain_valid,
        .first_use_allowed = player->first_use_allowed,
    };
    enum pin_verdict verdict = pin_judge(&evidence);
    if (verdict != PIN_TRUSTED && verdict != PIN_FIRST_USE) {
        pin_explain(verdict, &evidence, player->home, server, &why);
        return false;
    }
    player->trust_refused = false;
    player->pin_wanted = verdict == PIN_FIRST_USE;
    player->seen_key = *key;
    return true;
}

/* Only now has the server proved that it holds the key. False: the player has ended. */
static bool pin_key(struct player *player)
{
    char server[PIN_SERVER_SIZE], fingerprint[2 * DIGEST_SIZE + 1];
    struct cause cause;
    player->pin_wanted = false;
    must(pin_server_name(player->at_host, player->at_port, server));
    if (pins_add(player->home, server, &player->seen_key, &cause) != STATUS_OK) {
        player_fail(player, cause.text);
        return false;
    }
    struct text text = text_over(fingerprint, sizeof fingerprint);
    text_put_hex(&text, player->seen_key.bytes, DIGEST_SIZE);
    player_tell(player, PLAYER_FIRST_TRUST, fingerprint);
    return player->stage == STAGE_CONNECTING;
}

/* ---- connections, one after the other */

static void on_ready(void *user)
{
    struct player *player = user;
    if (player->stage != STAGE_CONNECTING || (player->pin_wanted && !pin_key(player)))
        return;
    player_move_to(player, STAGE_GREETING);
    player_greet(player);
}

static void on_message(void *user, const uint8_t *bytes, size_t count)
{
    player_on_message(user, bytes, count);
}

static uint32_t next_delay(struct player *player)
{
    if (player->has_delay)
        return player->delay_ms;
    uint32_t delay = player->times.retry_most_ms;
    if (player->attempts < 16 && player->times.retry_ms << player->attempts < delay)
        delay = player->times.retry_ms << player->attempts;
    player->attempts++;
    return delay -
           player_random_below(delay / 4 + 1); /* many that were lost at once do not come back at once */
}

static void connect_now(uv_timer_t *timer);

static void wait_and_retry(struct player *player, const char *why)
{
    uint64_t held_ms = uv_now(player->loop) - player->stage_ms;
    if (player->stage == STAGE_PLAYING && held_ms >= player->times.settled_ms)
        player->attempts = 0;
    uint32_t delay = next_delay(player);
    bool tell = !player->following && !player->loss_told && !player->awaits_consent;
    if (!player->has_delay) {
        strcpy(player->at_host, player->host);
        player->at_port = player->port;
        player->moves = 0;
    }
    player->has_delay = player->following = false;
    player->loss_told |= tell;
    player_move_to(player, STAGE_WAITING);
    if (player->awaits_consent) /* an answer takes longer than a server waits for a join */
        return;
    must(uv_timer_start(&player->retry, connect_now, delay, 0) == 0);
    if (tell)
        player_tell(player, PLAYER_LOST, why);
}

static void settle(struct player *player)
{
    if (player->stage != STAGE_STOPPING || player->connection || player->open_handles > 0)
        return;
    player_move_to(player, STAGE_CLOSED);
    player_tell(player, PLAYER_CLOSED, NULL);
}

static void on_closed(void *user, const struct cause *cause)
{
    struct player *player = user;
    player->connection = NULL;
    player->situation_seen = false;
    player->pin_wanted = false;
    commands_unsend(player);
    player->fetch.request = 0;
    cards_fetch_reset(player);
    player->turn_request = 0;
    if (player->stage == STAGE_STOPPING)
        settle(player);
    else if (player->stage != STAGE_FAILED && player->trust_refused)
        player_fail(player, player->text);
    else if (player->stage != STAGE_FAILED)
        wait_and_retry(player, cause->text);
}

static const struct connection_handlers handlers = {
    .ready = on_ready, .message = on_message, .closed = on_closed, .trust = judge_key};

static void connect_now(uv_timer_t *timer)
{
    struct player *player = timer->data;
    char server[PIN_SERVER_SIZE];
    must(pin_server_name(player->at_host, player->at_port, server));
    player_move_to(player, STAGE_CONNECTING);
    player->connection =
        connection_open(player->loop, player->context, player->at_host, player->at_port, &handlers, player);
    if (player->attempts == 0 || player->moves > 0)
        player_tell(player, PLAYER_CONNECTING, server);
}

void player_consent(struct player *player, enum consent consent)
{
    if (!player->awaits_consent)
        return;
    player->awaits_consent = false;
    player->consent = consent;
    if (player->stage == STAGE_WAITING) /* else the way back begins by itself */
        must(uv_timer_start(&player->retry, connect_now, 0, 0) == 0);
}

static void drop_silent(struct player *player, const char *what, uint64_t ms)
{
    char why[PLAYER_TEXT_SIZE];
    struct text text = text_over(why, sizeof why);
    text_put(&text, what);
    text_put(&text, " for ");
    text_put_int(&text, (int64_t)ms);
    text_put(&text, " ms");
    player_drop(player, why);
}

static void on_tick(uv_timer_t *timer)
{
    struct player *player = timer->data;
    uint64_t now = uv_now(player->loop), heard_ms;
    if (!player->connection)
        return;
    bool entering = player->stage == STAGE_GREETING || player->stage == STAGE_ENTERING;
    if (entering && now - player->stage_ms >= player->times.entry_ms) {
        drop_silent(player, "the server has not answered", now - player->stage_ms);
    } else if (player->stage == STAGE_PLAYING) {
        heard_ms = connection_heard_ms(player->connection);
        if (now - heard_ms >= player->times.silent_ms) {
            drop_silent(player, "nothing was heard of the server", now - heard_ms);
        } else if (now - player->pinged_ms >= player->times.ping_ms) {
            player->pinged_ms = now;
            must(player_send(player, &(struct to_server){.kind = TO_SERVER_PING}));
        }
    }
}

/* ---- life */

static void start_timer(struct player *player, uv_timer_t *timer, uv_timer_cb run, uint32_t delay_ms,
                        uint32_t repeat_ms)
{
    must(uv_timer_init(player->loop, timer) == 0);
    timer->data = player;
    player->open_handles++;
    if (run)
        must(uv_timer_start(timer, run, delay_ms, repeat_ms) == 0);
}

static void release(struct player *player)
{
    if (player->ack_log)
        fclose(player->ack_log);
    link_context_destroy(player->context);
    free(player->fetch.text);
    free(player->cards.text);
    free(player->step_owned);
    watcher_forget(player);
    free(player);
}

enum status player_create(uv_loop_t *loop, const struct player_options *options, player_listener *listener,
                          void *user, struct player **player, struct cause *cause)
{
    struct player *made = calloc(1, sizeof *made);
    must(made != NULL);
    made->loop = loop;
    made->listener = listener;
    made->user = user;
    made->times = player_times_default;
    made->stage_ms = uv_now(loop);
    enum status status = player_take_options(made, options, cause);
    if (status == STATUS_OK)
        status = link_context_client(&made->context, cause);
    if (status == STATUS_OK && options->ack_log)
        status = ack_log_open(made, options->ack_log, cause);
    if (status != STATUS_OK) {
        release(made);
        return status;
    }
    strcpy(made->at_host, made->host);
    made->at_port = made->port;
    start_timer(made, &made->retry, connect_now, 0, 0);
    start_timer(made, &made->tick, on_tick, made->times.tick_ms, made->times.tick_ms);
    start_timer(made, &made->hold, NULL, 0, 0);
    *player = made;
    return STATUS_OK;
}

const struct model *player_model(const struct player *player)
{
    return &player->model;
}

bool player_connected(const struct player *player)
{
    return player->stage == STAGE_PLAYING && player->connection;
}

static void on_timer_closed(uv_handle_t *handle)
{
    struct player *player = handle->data;
    player->open_handles--;
    settle(player);
}

void player_stop(struct player *player)
{
    if (player->stage >= STAGE_STOPPING)
        return;
    player_move_to(player, STAGE_STOPPING);
    if (player->connection)
        connection_close(player->connection, "stopped");
    uv_close((uv_handle_t *)&player->retry, on_timer_closed);
    uv_close((uv_handle_t *)&player->tick, on_timer_closed);
    uv_close((uv_handle_t *)&player->hold, on_timer_closed);
}

void player_destroy(struct player *player)
{
    must(player->stage == STAGE_CLOSED);
    release(player);
}
