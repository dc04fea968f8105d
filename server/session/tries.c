/* What those who come have in common: a code is looked up only while the address may still be wrong, and
 * nobody stays without a place. */
#include "server/session/session.h"

#include "common/base/log.h"

#include <string.h>

enum { PLACE_RETRY_MS = 5000 };

bool session_may_try(struct session *session, uint64_t request)
{
    struct hub *hub = session->hub;
    struct refusal refusal = {.code = REFUSAL_BUSY, .item = "guesses"};
    refusal.retry_after_ms =
        guesses_wait_ms(&hub->guesses, session->address, hub->host.now_ms(hub->host.user));
    if (refusal.retry_after_ms)
        session_refuse(session, request, refusal);
    return refusal.retry_after_ms == 0;
}

void session_tried_wrong(struct session *session)
{
    struct hub *hub = session->hub;
    if (guesses_failed(&hub->guesses, session->address, hub->host.now_ms(hub->host.user)))
        log_event(LOG_WARN, "guessing", "address", session->address, NULL);
}

/* Letters are typed in either case. All of it is looked at, wherever the first difference is. */
static bool same_code(const char *a, const char *b)
{
    unsigned difference = 0;
    for (int x = 0; x < EXERCISE_CODE_LENGTH; x++) {
        unsigned c = (unsigned char)b[x];
        c -= (unsigned)(c >= 'a' && c <= 'z') * ('a' - 'A');
        difference |= c ^ (unsigned char)a[x];
    }
    return difference == 0;
}

struct exercise *hub_find_code(struct hub *hub, const char *code)
{
    char wanted[EXERCISE_CODE_LENGTH] = "";
    struct exercise *found = NULL;
    size_t length = strlen(code);
    if (length != EXERCISE_CODE_LENGTH)
        return NULL;
    memcpy(wanted, code, sizeof wanted);
    for (int x = 0; x < hub->exercise_count; x++) /* the newest of two */
        found = same_code(exercise_code(hub->exercises[x]), wanted) ? hub->exercises[x] : found;
    return found;
}

bool session_has_place(struct session *session, uint64_t request)
{
    const struct hub_host *host = &session->hub->host;
    struct refusal refusal = {.code = REFUSAL_BUSY, .item = "links", .retry_after_ms = PLACE_RETRY_MS};
    if (!host->has_place || host->has_place(session->link))
        return true;
    session_refuse(session, request, refusal);
    return false;
}

void session_settle(struct session *session)
{
    if (session->hub->host.settle)
        session->hub->host.settle(session->link);
}
