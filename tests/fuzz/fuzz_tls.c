/* Both ends of a TLS link with an attacker between them who changes, drops, repeats and adds bytes, before
 * and after the handshake: whatever arrives, an end ends with a cause, and nothing comes out of a link but
 * what the other end sent, in its order.
 *
 * An input is steps: a byte says which, and 0x10 at which end. */
#include "common/base/must.h"
#include "common/link/link.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/take.h"
#include "tests/unit/common/link/identity.h"

#include <stdlib.h>
#include <string.h>

enum tls_step {
    STEP_CARRY,  /* all output to the other end */
    STEP_CHANGE, /* the same, with one byte changed: place (2), by what */
    STEP_PART,   /* as much of it as: size (2) */
    STEP_DROP,   /* so much of it is lost: size (2) */
    STEP_AGAIN,  /* all of it, and the end of it twice: size (1) */
    STEP_ADD,    /* bytes of nobody: size (1), bytes */
    STEP_SEND,   /* a message: size (2) */
    STEP_FINISH,
    STEP_COUNT,
};

enum { STEPS_MAX = 60, CLIENT = 0, SERVER = 1, OTHER_END = 0x10 };

/* Messages of an end are numbered; each byte of one is its number. */
struct end {
    struct link *link;
    bool over;
    uint8_t sent, heard;
};

static struct link_context *contexts[2];
static struct identity identity;

static void remove_identity(void)
{
    link_context_destroy(contexts[CLIENT]);
    link_context_destroy(contexts[SERVER]);
    identity_remove(&identity);
}

static void make_contexts(void)
{
    struct cause cause;
    if (contexts[CLIENT])
        return;
    identity_make(&identity);
    must(link_context_server(identity.certificate, identity.key, &contexts[SERVER], &cause) == STATUS_OK);
    must(link_context_client(&contexts[CLIENT], &cause) == STATUS_OK);
    must(atexit(remove_identity) == 0);
}

static bool trust_key(void *user, const struct digest *key, bool valid)
{
    (void)user;
    (void)valid;
    struct digest own = link_context_fingerprint(contexts[SERVER]);
    return digest_equal(key, &own);
}

static void feed(struct end *to, const struct end *from, const uint8_t *bytes, size_t count)
{
    struct cause cause = {""};
    const uint8_t *payload;
    size_t size;
    enum status status = link_feed(to->link, bytes, count, &cause);
    must(status == STATUS_OK || cause.text[0]);
    must(!to->over || status == STATUS_CLOSED);
    while (link_next(to->link, &payload, &size)) {
        to->heard++;
        must(to->heard <= from->sent);
        for (size_t x = 0; x < size; x++)
            must(payload[x] == to->heard);
    }
    to->over = to->over || status != STATUS_OK;
    must(!to->over || !link_ready(to->link));
}

/* What an end has to say, copied, since it may say more when it hears. */
static uint8_t *take_output(struct end *end, size_t most, size_t *size)
{
    const uint8_t *bytes;
    *size = link_output(end->link, &bytes);
    *size = *size < most ? *size : most;
    uint8_t *copy = malloc(*size + 1);
    must(copy != NULL);
    if (*size)
        memcpy(copy, bytes, *size);
    link_output_taken(end->link, *size);
    return copy;
}

static void carry(struct end *from, struct end *to, enum tls_step step, struct take *take)
{
    size_t part = step == STEP_PART || step == STEP_DROP ? (size_t)take_number(take, 2) : SIZE_MAX, size;
    uint8_t *bytes = take_output(from, part, &size);
    if (step == STEP_CHANGE) {
        size_t place = (size_t)take_number(take, 2);
        uint8_t by = take_byte(take);
        if (size)
            bytes[place % size] ^= by;
    }
    if (step != STEP_DROP)
        feed(to, from, bytes, size);
    if (step == STEP_AGAIN) {
        size_t again = take_byte(take);
        again = again < size ? again : size;
        feed(to, from, bytes + size - again, again);
    }
    free(bytes);
}

static void send_one(struct end *from, struct take *take)
{
    size_t size = (size_t)take_number(take, 2);
    if (from->sent == UINT8_MAX)
        return;
    uint8_t *bytes = malloc(size + 1);
    must(bytes != NULL);
    memset(bytes, from->sent + 1, size + 1);
    enum status status = link_send(from->link, bytes, size);
    must((status == STATUS_CLOSED) == !link_ready(from->link));
    from->sent += status == STATUS_OK;
    free(bytes);
}

static void step(struct end ends[2], struct take *take)
{
    uint8_t choice = take_byte(take);
    struct end *from = &ends[choice & OTHER_END ? SERVER : CLIENT],
               *to = &ends[choice & OTHER_END ? CLIENT : SERVER];
    enum tls_step what = (enum tls_step)((choice & 15) % STEP_COUNT);
    size_t size;
    switch (what) {
    case STEP_ADD: {
        const uint8_t *bytes = take_bytes(take, take_byte(take), &size);
        feed(to, from, bytes, size);
        break;
    }
    case STEP_SEND:
        send_one(from, take);
        break;
    case STEP_FINISH:
        link_finish(from->link);
        break;
    default:
        carry(from, to, what, take);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct link_limits limits = {.frame_in_max = 65536, .frame_out_max = 65536, .outbox_max = 512 * 1024};
    struct take take = {bytes, size};
    struct end ends[2] = {{0}};
    make_contexts();
    ends[CLIENT].link = link_create_client(contexts[CLIENT], limits, "localhost", trust_key, NULL);
    ends[SERVER].link = link_create_server(contexts[SERVER], limits);
    must(ends[CLIENT].link && ends[SERVER].link);
    for (int steps = 0; steps < STEPS_MAX && take.left; steps++)
        step(ends, &take);
    link_destroy(ends[CLIENT].link);
    link_destroy(ends[SERVER].link);
    return 0;
}

/* ---- seeds: what an end may get before it shook hands, and what happens to honest conversations */

#define STRANGER(bytes)                                                                                      \
    {                                                                                                        \
        bytes, sizeof(bytes) - 1                                                                             \
    }

static const struct {
    const char *bytes;
    size_t size;
} strangers[] = {
    STRANGER("GET / HTTP/1.1\r\nHost: spiral\r\n\r\n"),
    STRANGER("CONNECT spiral:443 HTTP/1.1\r\n\r\n"),
    STRANGER("SSH-2.0-OpenSSH_9.2\r\n"),
    STRANGER("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    STRANGER("\x80\x2e\x01\x03\x01"),
    STRANGER("\x15\x03\x03\x00\x02\x02\x28"),
    STRANGER("\x17\x03\x03\x40\x11"),
};

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    enum { STRANGERS = sizeof strangers / sizeof strangers[0], SEEDS = STRANGERS + 24 };
    static const uint8_t hands[] = {STEP_CARRY, OTHER_END | STEP_CARRY, STEP_CARRY, OTHER_END | STEP_CARRY};
    if (number >= SEEDS)
        return 0;
    must(room > 4096);
    size_t size = 0;
    if (number < STRANGERS) {
        size_t length = strangers[number].size;
        bytes[0] = STEP_ADD;
        bytes[1] = (uint8_t)length;
        memcpy(bytes + 2, strangers[number].bytes, length);
        return length + 2;
    }
    number -= STRANGERS;
    memcpy(bytes, hands, number % 6 == 5 ? 2 : sizeof hands);
    size = number % 6 == 5 ? 2 : sizeof hands;
    for (unsigned x = 0; x < 4; x++) {
        uint8_t end = (number + x) % 2 ? OTHER_END : 0;
        const uint8_t some[] = {(uint8_t)(end | STEP_SEND),
                                (uint8_t)(number * 40 + x),
                                (uint8_t)(x * number),
                                (uint8_t)(end | (number + x) % STEP_COUNT),
                                (uint8_t)(number * 3),
                                0,
                                1,
                                (uint8_t)(end | STEP_CARRY)};
        memcpy(bytes + size, some, sizeof some);
        size += sizeof some;
    }
    bytes[size++] = STEP_FINISH;
    bytes[size++] = STEP_CARRY;
    return size;
}
