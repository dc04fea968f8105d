/* A conversation by long poll: it lives across many requests, keeps what the browser has not confirmed, and
 * is given up when no request comes any more. */
#include "common/base/memory.h"
#include "common/base/must.h"
#include "server/web/web_internal.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { HEADERS_SIZE = 320 };

static_assert(offsetof(struct web_poller, peer) == 0, "a peer is a socket or a poller");

struct web_poller *poller_of_peer(const struct web_peer *peer)
{
    must(peer->polls);
    return (struct web_poller *)(uintptr_t)peer;
}

/* ---- coming and going */

static void put_last(struct web *web, struct web_poller *poller)
{
    poller->previous = web->last_poller;
    if (web->last_poller)
        web->last_poller->next = poller;
    else
        web->pollers = poller;
    web->last_poller = poller;
    web->counts.pollers++;
}

static void take_out(struct web *web, struct web_poller *poller)
{
    if (poller->next)
        poller->next->previous = poller->previous;
    else
        web->last_poller = poller->previous;
    if (poller->previous)
        poller->previous->next = poller->next;
    else
        web->pollers = poller->next;
    web->counts.pollers--;
}

static void tell_closed(struct web_poller *poller, const char *reason)
{
    const struct web_host *host = &poller->peer.web->host;
    void *conversation = poller->peer.conversation;
    poller->peer.conversation = NULL;
    poller->peer.ending = true;
    if (conversation)
        host->closed(conversation, reason);
}

static void drop_kept(struct web_poller *poller)
{
    poller->peer.web->kept -= buffer_length(&poller->kept);
    buffer_free(&poller->kept);
    poller->kept_first = poller->told = poller->kept_end;
}

void poller_destroy(struct web_poller *poller, const char *reason)
{
    tell_closed(poller, reason);
    take_out(poller->peer.web, poller);
    if (poller->stream)
        poller->stream->http->poller = NULL;
    drop_kept(poller);
    free(poller);
}

static void put_home(struct text *text, const char *address)
{
    const char *port = strrchr(address, ':');
    struct slice host = {address, port ? (size_t)(port - address) : strlen(address)};
    char inner[WEB_ADDRESS_SIZE];
    struct in6_addr six;
    bool bracketed = host.length > 2 && host.at[0] == '[';
    if (bracketed && slice_copy((struct slice){host.at + 1, host.length - 2}, inner, sizeof inner) &&
        inet_pton(AF_INET6, inner, &six) == 1)
        text_put_hex(text, six.s6_addr, 8);
    else
        text_put_span(text, host.at, host.length);
}

/* Of those who have ended, the oldest; then of those who have not settled: of the newcomer's own household,
 * if it has half of them, so that one household drives out nobody else. */
static struct web_poller *find_victim(const struct web *web, const char *home)
{
    struct web_poller *over = NULL, *own = NULL, *other = NULL;
    int owns = 0, others = 0;
    for (struct web_poller *poller = web->last_poller; poller; poller = poller->previous) {
        if (!poller->peer.conversation) {
            over = poller;
        } else if (!poller->settled && strcmp(poller->home, home) == 0) {
            own = poller;
            owns++;
        } else if (!poller->settled) {
            other = poller;
            others++;
        }
    }
    return over ? over : owns >= others ? own : other;
}

static bool make_room(struct web *web, const char *home)
{
    struct web_poller *victim = find_victim(web, home);
    if (!victim)
        return false;
    if (victim->waits)
        poller_answer_or_wait(victim, false, false);
    poller_destroy(victim, "it took too long to settle, and others need the place");
    return true;
}

struct web_poller *poller_open(struct web_stream *stream)
{
    struct web *web = stream->web;
    const struct web_host *host = &web->host;
    char memory[WEB_ADDRESS_SIZE] = "";
    struct text home = text_over(memory, sizeof memory);
    put_home(&home, stream->http->address);
    if (web->counts.pollers >= WEB_POLLERS_MAX && !make_room(web, memory))
        return NULL;
    struct web_poller *poller = memory_try_zeroed(1, sizeof *poller);
    if (!poller)
        return NULL;
    poller->peer.web = web;
    poller->peer.polls = true;
    memcpy(poller->home, memory, sizeof memory);
    poller->kept = buffer_with_cap(WEB_POLL_OUTBOX_MAX);
    poller->kept.refuses = true;
    poller->stream = stream;
    host->random(host->user, poller->id.bytes, ID_SIZE);
    poller->peer.conversation = host->opened(host->user, &poller->peer, stream->http->address);
    if (!poller->peer.conversation) {
        free(poller);
        return NULL;
    }
    poller->stream = NULL;
    put_last(web, poller);
    return poller;
}

/* Looks at every byte of every one: how long it takes tells nothing of how much of an id was right. */
struct web_poller *poller_find(struct web *web, const struct id *id)
{
    struct web_poller *found = NULL;
    for (struct web_poller *poller = web->pollers; poller; poller = poller->next) {
        volatile uint8_t different = 0;
        for (int x = 0; x < ID_SIZE; x++)
            different |= poller->id.bytes[x] ^ id->bytes[x];
        if (different == 0)
            found = poller;
    }
    return found;
}

/* ---- answers */

static size_t frame_size(const uint8_t *frame)
{
    return WEB_FRAME_HEADER +
           ((size_t)frame[0] << 24 | (size_t)frame[1] << 16 | (size_t)frame[2] << 8 | frame[3]);
}

/* How many of the kept bytes go into one answer, and behind which message they end. */
static size_t measure(const struct web_poller *poller, uint64_t *end)
{
    const uint8_t *bytes = buffer_bytes(&poller->kept);
    size_t length = buffer_length(&poller->kept), size = 0;
    *end = poller->kept_first;
    while (size < length) {
        size_t next = size + frame_size(bytes + size);
        if (size > 0 && next > WEB_ANSWER_MAX)
            break;
        size = next;
        (*end)++;
    }
    return size;
}

static void put_number(struct text *text, const char *name, uint64_t number)
{
    text_put(text, name);
    text_put_int(text, (int64_t)number);
    text_put(text, "\r\n");
}

/* `tells` false: an answer without messages, for a request that another has overtaken. */
static void answer_poll(struct web_poller *poller, bool opens, bool tells)
{
    struct web_stream *stream = poller->stream;
    const struct web_host *host = &stream->web->host;
    char memory[HEADERS_SIZE], hex[ID_HEX_SIZE];
    struct text headers = text_over(memory, sizeof memory);
    uint64_t end = poller->kept_first;
    size_t size = tells ? measure(poller, &end) : 0;
    if (opens) {
        text_put(&headers, "Spiral-Link: ");
        text_put(&headers, id_hex(&poller->id, hex));
        text_put(&headers, "\r\n");
    }
    put_number(&headers, "Spiral-From: ", poller->kept_first);
    put_number(&headers, "Spiral-Received: ", poller->received);
    if (tells && poller->peer.ending && end == poller->kept_end) {
        poller->end_told = true;
        text_put(&headers, "Spiral-End: ");
        text_put(&headers, poller->reason);
        text_put(&headers, "\r\n");
    }
    must(!headers.cut);
    if (end > poller->told)
        poller->told = end;
    poller->stream = NULL;
    stream->http->poller = NULL;
    if (poller->settled && host->unsettle) /* one place for one conversation, over however many streams */
        host->unsettle(stream->link);
    poller->waits = false;
    poller->until_ms = web_now(poller->peer.web) + WEB_POLL_AWAY_MS;
    web_wake_at(poller->peer.web, poller->until_ms);
    answer(stream, &(struct answer){.status = 200,
                                    .type = "application/octet-stream",
                                    .cache = "no-store",
                                    .headers = memory,
                                    .body = buffer_bytes(&poller->kept),
                                    .size = size});
}

void poller_attend(struct web_poller *poller, struct web_stream *stream)
{
    const struct web_host *host = &stream->web->host;
    if (poller->stream)
        answer_poll(poller, false, false);
    poller->stream = stream;
    stream->http->poller = poller;
    if (poller->settled && host->settle)
        host->settle(stream->link);
}

void poller_confirm(struct web_poller *poller, uint64_t received)
{
    while (poller->kept_first < received) {
        size_t size = frame_size(buffer_bytes(&poller->kept));
        buffer_consume(&poller->kept, size);
        poller->peer.web->kept -= size;
        poller->kept_first++;
    }
}

static bool has_something(const struct web_poller *poller)
{
    return poller->kept_end > poller->kept_first || poller->peer.ending;
}

void poller_answer_or_wait(struct web_poller *poller, bool opens, bool waits)
{
    struct web *web = poller->peer.web;
    if (opens || !waits || has_something(poller) || web->stopping) {
        answer_poll(poller, opens, true);
        return;
    }
    poller->waits = true;
    poller->until_ms = web_now(web) + WEB_POLL_MS;
    web_wake_at(web, poller->until_ms);
    poller->stream->phase = PHASE_POLL;
    stream_set_deadline(poller->stream, UINT64_MAX);
}

void poller_left(struct web_poller *poller)
{
    struct web *web = poller->peer.web;
    poller->stream->http->poller = NULL;
    poller->stream = NULL;
    poller->waits = false;
    poller->until_ms = web_now(web) + WEB_POLL_AWAY_MS;
    web_wake_at(web, poller->until_ms);
}

uint64_t poller_tick(struct web_poller *poller, uint64_t now_ms)
{
    bool due = poller->until_ms <= now_ms || poller->peer.web->stopping;
    if (poller->waits && (due || has_something(poller)))
        answer_poll(poller, false, true);
    if (poller->peer.ending)
        tell_closed(poller, poller->reason);
    if (poller->waits || poller->until_ms > now_ms)
        return poller->until_ms;
    poller_destroy(poller, "the browser asks no more");
    return UINT64_MAX;
}

/* ---- what the host does to it */

/* In a header: printable ASCII. */
static void keep_reason(struct web_poller *poller, const char *reason)
{
    struct text text = text_over(poller->reason, sizeof poller->reason);
    for (; *reason; reason++)
        text_put_char(&text, *reason >= ' ' && *reason <= '~' ? *reason : '?');
}

/* Told from web_tick, as everything is that comes to pass outside a request. */
void poller_finish(struct web_poller *poller, const char *reason)
{
    keep_reason(poller, reason);
    poller->peer.ending = true;
    web_wake_at(poller->peer.web, 0);
}

/* What it was told last is lost, and it learns that the conversation is over. */
static void give_up(struct web_poller *poller, const char *reason)
{
    drop_kept(poller);
    if (!poller->peer.ending)
        poller_finish(poller, reason);
}

static void give_up_fullest(struct web *web)
{
    struct web_poller *fullest = web->pollers;
    for (struct web_poller *poller = web->pollers; poller; poller = poller->next)
        if (buffer_length(&poller->kept) > buffer_length(&fullest->kept))
            fullest = poller;
    give_up(fullest, "browsers take too little of what they are told, and this one least");
}

void poller_send(struct web_poller *poller, const uint8_t *bytes, size_t count)
{
    struct web *web = poller->peer.web;
    uint8_t header[WEB_FRAME_HEADER] = {(uint8_t)(count >> 24), (uint8_t)(count >> 16), (uint8_t)(count >> 8),
                                        (uint8_t)count};
    size_t size = sizeof header + count;
    bool fits = buffer_length(&poller->kept) + size <= WEB_POLL_OUTBOX_MAX;
    uint8_t *room = fits ? buffer_reserve(&poller->kept, size) : NULL;
    if (!room) {
        give_up(poller, fits ? "out of memory" : "the browser does not take what it is told");
        return;
    }
    memcpy(room, header, sizeof header);
    memcpy(room + sizeof header, bytes, count);
    buffer_commit(&poller->kept, size);
    poller->kept_end++;
    web->kept += size;
    if (poller->waits)
        web_wake_at(web, 0);
    if (web->kept > WEB_POLL_OUTBOXES_MAX)
        give_up_fullest(web);
}
