#include "tests/sim/truth_web.h"

#include "server/web/web_internal.h"

/* What a poller keeps is bounded, and none waits with something to tell longer than until the next tick. */
const char *truth_web_wrong(const struct web *web, uint64_t now_ms)
{
    size_t kept = 0;
    for (const struct web_poller *poller = web->pollers; poller; poller = poller->next) {
        size_t length = buffer_length(&poller->kept);
        bool has = length > 0 || poller->peer.ending;
        kept += length;
        if (length > WEB_POLL_OUTBOX_MAX)
            return "a poller keeps too much";
        if (poller->kept_first > poller->kept_end || poller->told > poller->kept_end ||
            (length > 0) != (poller->kept_first < poller->kept_end))
            return "a poller counts its messages wrong";
        if (web->wake_ms > (poller->waits && has ? now_ms : poller->until_ms))
            return "a poller has to do something before the web's next tick";
        if (poller->waits && poller->until_ms > now_ms + WEB_POLL_MS)
            return "a poll waits for too long";
        if (!poller->waits && poller->until_ms > now_ms + WEB_POLL_AWAY_MS)
            return "a poller stays for too long";
    }
    for (const struct web_stream *stream = web->streams; stream; stream = stream->next)
        if (web->wake_ms > stream->deadline_ms)
            return "a stream's deadline comes before the web's next tick";
    return kept == web->kept && kept <= WEB_POLL_OUTBOXES_MAX ? NULL
                                                              : "all pollers together keep another size";
}
