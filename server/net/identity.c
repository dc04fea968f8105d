#include "server/net/identity.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
    PATH_SIZE = 1024,
    DAY_S = 24 * 3600,
    OPEN_TO_OTHERS = 037, /* a group may read it: so a service shares it with who renews it */
};

struct identity {
    char certificate[PATH_SIZE], key[PATH_SIZE];
    struct link_context *context;
    uv_timer_t timer;
};

static enum status check_private(const char *key, struct cause *cause)
{
    struct stat about;
    if (stat(key, &about) != 0)
        return status_fail(cause, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                           "the key %s cannot be read: %s", key, strerror(errno));
    if ((about.st_mode & OPEN_TO_OTHERS) == 0)
        return STATUS_OK;
    return status_fail(
        cause, STATUS_INVALID,
        "the key %s is open to others (mode %04o) and may be known to them; make a new one, or "
        "chmod 600 it if nobody else was ever on this machine",
        key, (unsigned)about.st_mode & 07777);
}

static void put_fingerprint(const struct identity *identity, char hex[2 * DIGEST_SIZE + 1])
{
    struct digest digest = link_context_fingerprint(identity->context);
    struct text text = text_over(hex, 2 * DIGEST_SIZE + 1);
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
}

static void put_day(int64_t seconds, char day[32])
{
    time_t moment = (time_t)seconds;
    struct tm parts;
    if (!gmtime_r(&moment, &parts) || strftime(day, 32, "%Y-%m-%d", &parts) == 0)
        strcpy(day, "unknown");
}

static void tell(const struct identity *identity, const char *event)
{
    char hex[2 * DIGEST_SIZE + 1], day[32];
    put_fingerprint(identity, hex);
    put_day(link_context_ends_s(identity->context), day);
    log_event(LOG_INFO, event, "fingerprint", hex, "ends", day, "file", identity->certificate, NULL);
}

bool identity_look(const struct identity *identity, int64_t now_s)
{
    int64_t left = link_context_ends_s(identity->context) - now_s;
    char day[32], days[24];
    if (left >= (int64_t)IDENTITY_WARN_DAYS * DAY_S)
        return false;
    put_day(link_context_ends_s(identity->context), day);
    snprintf(days, sizeof days, "%lld", (long long)(left > 0 ? left / DAY_S : 0));
    if (left > 0)
        log_event(LOG_WARN, "certificate_ends_soon", "days", days, "ends", day, "file", identity->certificate,
                  "remedy", "renew it with the same key, then send SIGHUP", NULL);
    else
        log_event(LOG_ERROR, "certificate_ended", "ends", day, "file", identity->certificate, "remedy",
                  "renew it with the same key, then send SIGHUP", NULL);
    return true;
}

static int64_t now_s(void)
{
    return (int64_t)time(NULL);
}

enum status identity_open(const char *certificate_path, const char *key_path, struct identity **identity,
                          struct cause *cause)
{
    if (strlen(certificate_path) >= PATH_SIZE || strlen(key_path) >= PATH_SIZE)
        return status_fail(cause, STATUS_INVALID, "the path of the certificate or of its key is too long");
    enum status status = check_private(key_path, cause);
    if (status)
        return status;
    struct identity *made = memory_zeroed(1, sizeof *made);
    strcpy(made->certificate, certificate_path);
    strcpy(made->key, key_path);
    status = link_context_server(certificate_path, key_path, &made->context, cause);
    if (status) {
        free(made);
        return status;
    }
    tell(made, "certificate");
    identity_look(made, now_s());
    *identity = made;
    return STATUS_OK;
}

struct link_context *identity_context(const struct identity *identity)
{
    return identity->context;
}

bool identity_reload(struct identity *identity)
{
    struct cause cause;
    struct digest before = link_context_fingerprint(identity->context);
    enum status status = check_private(identity->key, &cause);
    if (!status)
        status = link_context_reload(identity->context, identity->certificate, identity->key, &cause);
    if (status) {
        log_event(LOG_ERROR, "certificate_refused", "cause", cause.text, NULL);
        tell(identity, "certificate_stays");
        return false;
    }
    tell(identity, "certificate_reloaded");
    struct digest after = link_context_fingerprint(identity->context);
    if (!digest_equal(&before, &after))
        log_event(LOG_WARN, "key_changed", "effect", "clients that pinned the old key refuse this server",
                  "remedy", "renew the certificate with the same key, or tell people the new fingerprint",
                  NULL);
    identity_look(identity, now_s());
    return true;
}

static void on_timer(uv_timer_t *timer)
{
    identity_look(timer->data, now_s());
}

void identity_watch(struct identity *identity, uv_loop_t *loop, uint64_t every_ms)
{
    uv_timer_init(loop, &identity->timer);
    identity->timer.data = identity;
    uv_timer_start(&identity->timer, on_timer, every_ms, every_ms);
    uv_unref((uv_handle_t *)&identity->timer);
}

void identity_unwatch(struct identity *identity)
{
    uv_close((uv_handle_t *)&identity->timer, NULL);
}

void identity_close(struct identity *identity)
{
    link_context_destroy(identity->context);
    free(identity);
}
