/* A facilitator's session: Hello, then Facilitate with the key, then the state comes unasked. It reconnects
 * by itself; an act that had no answer goes out again with the same id, so it takes effect once. */
#include "client/monitor/source.h"

#include "client/core/connection.h"
#include "client/core/pins.h"
#include "client/ctl/exercise.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/wire/wire.h"

#include <stdlib.h>
#include <string.h>

enum {
    RETRY_MS = 500,
    RETRY_MOST_MS = 4000,
    TICK_MS = 1000,
    PING_MS = 15000,
    SILENT_MS = 45000,
    ENTRY_REQUEST = 1,
};

enum stage { WAITS, CONNECTS, GREETS, ENTERS, RUNS, ENDED };

struct waiting_act {
    struct wire_exercise_act act;
    uint64_t request; /* 0: not sent over this connection */
};

struct source_session {
    struct source base; /* first */
    const struct source_place *place;
    uv_loop_t *loop;
    struct link_context *context;
    struct connection *connection; /* NULL: none */
    enum stage stage;
    uv_timer_t retry, tick;
    int open_handles;
    bool closing, distrusts, pin_wanted;
    struct digest seen_key;
    uint32_t delay_ms;
    uint64_t requests, pinged_ms;
    int act_count;
    struct waiting_act acts[SOURCE_ACTS_MAX];
    struct to_client *shown; /* the state as it was told last; NULL: not yet */
    char why[PIN_EXPLANATION_SIZE];
};

static const struct source_handlers *handlers_of(const struct source_session *source)
{
    return &source->base.handlers;
}

static void drop_message(struct to_client *message)
{
    if (message)
        to_client_free(message);
    free(message);
}

static void release(struct source_session *source)
{
    if (!source->closing || source->connection || source->open_handles)
        return;
    struct source_handlers handlers = source->base.handlers;
    drop_message(source->shown);
    link_context_destroy(source->context);
    free(source);
    handlers.closed(handlers.user);
}

static void fail(struct source_session *source, const char *why)
{
    if (source->stage == ENDED)
        return;
    source->stage = ENDED;
    handlers_of(source)->failed(handlers_of(source)->user, why);
    if (source->connection)
        connection_close(source->connection, "ended");
}

/* Another attempt follows by itself. */
static void drop(struct source_session *source, const char *key)
{
    char why[CAUSE_LENGTH_MAX];
    struct text text = text_over(why, sizeof why);
    sentence_put(source->place->language, key, NULL, &text);
    connection_close(source->connection, why);
}

static uint64_t send_message(struct source_session *source, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++source->requests;
    must(wire_write_to_server(message, &buffer) == STATUS_OK);
    wire_pad(&buffer);
    enum status sent = connection_send(source->connection, buffer_bytes(&buffer), buffer_length(&buffer));
    must(sent != STATUS_INVALID); /* a connection that does not take it ends, and says so */
    buffer_free(&buffer);
    return message->request;
}

/* ---- trust */

static bool judge_key(void *user, const struct digest *key, bool chain_valid)
{
    struct source_session *source = user;
    const struct source_place *place = source->place;
    char server[PIN_SERVER_SIZE];
    struct digest pinned, demanded;
    struct cause cause;
    bool found = false;
    struct text why = text_over(source->why, sizeof source->why);
    source->distrusts = true;
    if (!pin_server_name(place->host, place->port, server))
        return false;
    if (pins_find(place->home, server, &found, &pinned, &cause)) {
        text_put(&why, cause.text);
        return false;
    }
    bool demands = place->fingerprint && slice_hex(slice_of(place->fingerprint), demanded.bytes, DIGEST_SIZE);
    const struct pin_evidence evidence = {.seen = key,
                                          .demanded = demands ? &demanded : NULL,
                                          .pinned = found ? &pinned : NULL,
                                          .chain_valid = chain_valid,
                                          .first_use_allowed = !place->no_trust_on_first_use};
    enum pin_verdict verdict = pin_judge(&evidence);
    if (verdict != PIN_TRUSTED && verdict != PIN_FIRST_USE) {
        pin_explain(verdict, &evidence, place->home, server, &why);
        return false;
    }
    source->distrusts = false;
    source->pin_wanted = verdict == PIN_FIRST_USE;
    source->seen_key = *key;
    return true;
}

/* Only now has the server proved that it holds the key. */
static bool pin_key(struct source_session *source)
{
    char server[PIN_SERVER_SIZE];
    struct cause cause;
    source->pin_wanted = false;
    if (!pin_server_name(source->place->host, source->place->port, server))
        return false;
    if (!pins_add(source->place->home, server, &source->seen_key, &cause))
        return true;
    fail(source, cause.text);
    return false;
}

/* ---- what a server says */

static void send_acts(struct source_session *source)
{
    for (int x = 0; x < source->act_count; x++) {
        struct to_server message = {.kind = TO_SERVER_EXERCISE_ACT, .exercise_act = source->acts[x].act};
        if (!source->acts[x].request)
            source->acts[x].request = send_message(source, &message);
    }
}

/* The act that was answered; false: the request was another one's. */
static bool take_act(struct source_session *source, uint64_t request, enum exercise_act *act)
{
    for (int x = 0; request && x < source->act_count; x++) {
        if (source->acts[x].request != request)
            continue;
        *act = source->acts[x].act.act;
        source->act_count--;
        memmove(&source->acts[x], &source->acts[x + 1],
                (size_t)(source->act_count - x) * sizeof source->acts[0]);
        return true;
    }
    return false;
}

static void on_welcome(struct source_session *source)
{
    struct to_server message = {.kind = TO_SERVER_FACILITATE};
    (void)slice_copy(slice_of(source->place->code), message.facilitate.code, WIRE_CODE_SIZE);
    (void)slice_copy(slice_of(source->place->key), message.facilitate.key, WIRE_FACILITATOR_KEY_SIZE);
    source->stage = ENTERS;
    (void)send_message(source, &message);
}

static void on_facilitating(struct source_session *source, const struct to_client *message)
{
    source->stage = RUNS;
    source->delay_ms = RETRY_MS;
    source->pinged_ms = uv_now(source->loop);
    handlers_of(source)->entered(handlers_of(source)->user, &message->facilitating);
    send_acts(source);
}

/* Keeps the message, and the one before until everybody has seen both. */
static void on_state(struct source_session *source, struct to_client *message)
{
    struct to_client *before = source->shown;
    enum exercise_act act;
    bool acted = take_act(source, message->request, &act);
    source->shown = message;
    handlers_of(source)->state(handlers_of(source)->user, &message->exercise_state);
    if (acted)
        handlers_of(source)->answered(handlers_of(source)->user, act, NULL, "",
                                      message->exercise_state.already);
    drop_message(before);
}

/* The wrong key, or no such exercise. */
static void refuse_entry(struct source_session *source, const struct refusal *refusal)
{
    struct text why = text_over(source->why, sizeof source->why);
    if (refusal->code == REFUSAL_UNKNOWN_PERSON || refusal->code == REFUSAL_NO_RIGHT)
        sentence_put(source->place->language, "monitor.wrong_key", SLOTS(str("code", source->place->code)),
                     &why);
    else
        exercise_put_refusal(refusal, "", source->place->language, source->place->code, &why);
    fail(source, source->why);
}

static void on_refusal(struct source_session *source, const struct to_client *message)
{
    const struct refusal *refusal = &message->refusal;
    enum exercise_act act;
    if (take_act(source, message->request, &act))
        handlers_of(source)->answered(handlers_of(source)->user, act, refusal, "", false);
    else if (source->stage != RUNS && refusal->code == REFUSAL_BUSY)
        drop(source, "monitor.why.busy");
    else if (source->stage != RUNS)
        refuse_entry(source, refusal);
}

/* False: it is kept. */
static bool take_message(struct source_session *source, struct to_client *message)
{
    switch (message->kind) {
    case TO_CLIENT_WELCOME:
        if (source->stage == GREETS)
            on_welcome(source);
        break;
    case TO_CLIENT_FACILITATING:
        if (source->stage == ENTERS)
            on_facilitating(source, message);
        break;
    case TO_CLIENT_EXERCISE_STATE:
        on_state(source, message);
        return false;
    case TO_CLIENT_REFUSAL:
        on_refusal(source, message);
        break;
    default:
        if (source->stage == RUNS)
            handlers_of(source)->seen(handlers_of(source)->user, message);
        break;
    }
    return true;
}

static void on_message(void *user, const uint8_t *bytes, size_t count)
{
    struct source_session *source = user;
    struct cause cause;
    if (source->stage == ENDED || source->closing)
        return;
    struct to_client *message = memory_zeroed(1, sizeof *message);
    if (wire_read_to_client(bytes, count, message, &cause)) {
        connection_close(source->connection, cause.text);
        free(message);
    } else if (take_message(source, message)) {
        drop_message(message);
    }
}

/* ---- connections, one after the other */

static void on_ready(void *user)
{
    struct source_session *source = user;
    struct to_server message = {.kind = TO_SERVER_HELLO, .hello.version = WIRE_VERSION};
    if (source->pin_wanted && !pin_key(source))
        return;
    (void)slice_copy(slice_of("spiral-monitor"), message.hello.client, sizeof message.hello.client);
    (void)slice_copy(slice_of(source->place->language->code), message.hello.language,
                     sizeof message.hello.language);
    source->stage = GREETS;
    (void)send_message(source, &message);
}

static void connect_now(uv_timer_t *timer);

static void on_closed(void *user, const struct cause *cause)
{
    struct source_session *source = user;
    source->connection = NULL;
    for (int x = 0; x < source->act_count; x++)
        source->acts[x].request = 0;
    if (source->closing) {
        release(source);
    } else if (source->distrusts) {
        fail(source, source->why);
    } else if (source->stage != ENDED) {
        source->stage = WAITS;
        handlers_of(source)->trouble(handlers_of(source)->user, cause->text);
        must(uv_timer_start(&source->retry, connect_now, source->delay_ms, 0) == 0);
        source->delay_ms = source->delay_ms * 2 < RETRY_MOST_MS ? source->delay_ms * 2 : RETRY_MOST_MS;
    }
}

static const struct connection_handlers connection_rows = {
    .ready = on_ready, .message = on_message, .closed = on_closed, .trust = judge_key};

static void connect_now(uv_timer_t *timer)
{
    struct source_session *source = timer->data;
    source->stage = CONNECTS;
    source->connection = connection_open(source->loop, source->context, source->place->host,
                                         source->place->port, &connection_rows, source);
}

static void on_tick(uv_timer_t *timer)
{
    struct source_session *source = timer->data;
    uint64_t now = uv_now(source->loop);
    if (!source->connection || source->stage < GREETS || source->stage == ENDED)
        return;
    if (now - connection_heard_ms(source->connection) >= SILENT_MS) {
        drop(source, "monitor.why.silent");
    } else if (source->stage == RUNS && now - source->pinged_ms >= PING_MS) {
        source->pinged_ms = now;
        (void)send_message(source, &(struct to_server){.kind = TO_SERVER_PING});
    }
}

/* ---- life */

static bool act(struct source *base, const struct wire_exercise_act *act)
{
    struct source_session *source = (struct source_session *)base;
    struct waiting_act *waiting = &source->acts[source->act_count];
    if (source->act_count == SOURCE_ACTS_MAX)
        return false;
    *waiting = (struct waiting_act){.act = *act};
    if (act->act != EXERCISE_LOOK) /* which is to be shown as often as it is asked */
        must(uv_random(NULL, NULL, waiting->act.command.bytes, ID_SIZE, 0, NULL) == 0);
    source->act_count++;
    if (source->stage == RUNS)
        send_acts(source);
    return true;
}

static void on_timer_closed(uv_handle_t *handle)
{
    struct source_session *source = handle->data;
    source->open_handles--;
    release(source);
}

static void close_session(struct source *base)
{
    struct source_session *source = (struct source_session *)base;
    if (source->closing)
        return;
    source->closing = true;
    if (source->connection)
        connection_close(source->connection, "left");
    uv_close((uv_handle_t *)&source->retry, on_timer_closed);
    uv_close((uv_handle_t *)&source->tick, on_timer_closed);
}

static const struct source_kind kind = {.act = act, .close = close_session};

struct source *source_session_open(uv_loop_t *loop, const struct source_place *place,
                                   const struct source_handlers *handlers)
{
    struct source_session *source = memory_zeroed(1, sizeof *source);
    struct cause cause;
    source->base = (struct source){.kind = &kind, .handlers = *handlers};
    source->place = place;
    source->loop = loop;
    source->delay_ms = RETRY_MS;
    must(link_context_client(&source->context, &cause) == STATUS_OK);
    must(uv_timer_init(loop, &source->retry) == 0 && uv_timer_init(loop, &source->tick) == 0);
    source->retry.data = source->tick.data = source;
    source->open_handles = 2;
    must(uv_timer_start(&source->retry, connect_now, 0, 0) == 0);
    must(uv_timer_start(&source->tick, on_tick, TICK_MS, TICK_MS) == 0);
    return &source->base;
}
