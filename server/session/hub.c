#include "server/session/session.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/rare.h"
#include "server/session/debriefs.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

struct hub *hub_create(const struct hub_host *host, const struct hub_settings *settings)
{
    struct hub *hub = memory_zeroed(1, sizeof *hub);
    uint8_t key[16];
    hub->host = *host;
    hub->settings = *settings;
    host->random(host->user, key, sizeof key);
    guesses_init(&hub->guesses, siphash_key_of(key));
    hub->began_wall_ms = host->wall_ms(host->user);
    hub->began_ms = host->now_ms(host->user);
    hub->exercise_host = hub_exercise_host(hub);
    hub->debriefs = hub_make_debriefs(hub);
    hub->encoded = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    hub->desk_room = memory_zeroed(1, sizeof *hub->desk_room);
    return hub;
}

void hub_set_place(struct hub *hub, const char *place)
{
    must(slice_copy(slice_of(place), hub->place, sizeof hub->place));
}

void hub_put_link(const struct hub *hub, const char *code, char link[WIRE_LINK_SIZE])
{
    struct text text = text_over(link, WIRE_LINK_SIZE);
    if (!hub->place[0])
        return;
    text_put(&text, "https://");
    text_put(&text, hub->place);
    text_put(&text, "/join/");
    text_put(&text, code);
}

void hub_destroy(struct hub *hub)
{
    must(hub->sessions == NULL);
    for (int x = 0; x < hub->exercise_count; x++)
        exercise_destroy(hub->exercises[x]);
    debriefs_destroy(hub->debriefs);
    buffer_free(&hub->encoded);
    free(hub->desk_room);
    free(hub);
}

/* What guesses are counted by: the address without its port; of IPv6 the /64, which is one household. */
static void set_address(struct session *session, const char *address)
{
    struct text text = text_over(session->address, sizeof session->address);
    const char *port = strrchr(address, ':');
    struct slice host = {address, port ? (size_t)(port - address) : strlen(address)};
    char inner[64];
    struct in6_addr six;
    bool bracketed = host.length > 2 && host.at[0] == '[';
    if (bracketed && slice_copy((struct slice){host.at + 1, host.length - 2}, inner, sizeof inner) &&
        inet_pton(AF_INET6, inner, &six) == 1) {
        text_put_hex(&text, six.s6_addr, 8);
        text_put(&text, "/64");
    } else {
        text_put_span(&text, host.at, host.length);
    }
}

struct session *hub_opened(struct hub *hub, void *link, bool local, const char *address)
{
    struct session *session = memory_try_zeroed(1, sizeof *session);
    if (!session)
        return NULL;
    session->hub = hub;
    session->link = link;
    session->state = local ? SESSION_ADMIN : SESSION_NEW;
    session->came_by_admin = local;
    session->facilitator = DESK_NOBODY;
    session->opened_ms = hub->host.now_ms(hub->host.user);
    set_address(session, address);
    session->next = hub->sessions;
    if (hub->sessions)
        hub->sessions->previous = session;
    hub->sessions = session;
    hub->session_count++;
    return session;
}

void hub_message(struct session *session, const uint8_t *bytes, size_t count)
{
    if (session->state == SESSION_CLOSING)
        return;
    if (session->state == SESSION_ADMIN)
        admin_receive(session, bytes, count);
    else
        session_receive(session, bytes, count);
}

void hub_closed(struct session *session)
{
    struct hub *hub = session->hub;
    session->state = SESSION_CLOSING;
    if (session->person)
        exercise_depart(session->exercise, session->person, session, hub->host.now_ms(hub->host.user));
    if (session->facilitator >= 0) {
        hub->monitor_count--;
        desk_depart(session->exercise, session->facilitator);
    }
    gate_drop(session);
    if (session->previous)
        session->previous->next = session->next;
    else
        hub->sessions = session->next;
    if (session->next)
        session->next->previous = session->previous;
    hub->session_count--;
    free(session);
}

void hub_durable(struct hub *hub, uint64_t ticket)
{
    gate_open(hub, ticket);
}

/* An ended exercise that nobody looks at makes room for a new one; its journal stays. */
static struct exercise *forgettable(const struct hub *hub)
{
    for (int x = 0; x < hub->exercise_count; x++) {
        struct exercise *exercise = hub->exercises[x];
        bool watched = spectators_are_here(hub, exercise) || monitor_is_open(hub, exercise);
        for (int y = 0; y < exercise_persons(exercise); y++)
            watched = watched || exercise_person(exercise, y)->session;
        if (!watched && exercise_ended(exercise))
            return exercise;
    }
    return NULL;
}

bool hub_has_room(const struct hub *hub)
{
    return hub->exercise_count < HUB_EXERCISES_MAX || forgettable(hub);
}

void hub_add_exercise(struct hub *hub, struct exercise *exercise)
{
    must(hub_has_room(hub));
    bool crowded = hub->exercise_count == HUB_EXERCISES_MAX || rare("hub: no room for one more");
    if (crowded && forgettable(hub))
        hub_remove_exercise(hub, forgettable(hub), "forgotten");
    hub->exercises[hub->exercise_count++] = exercise;
}

void hub_remove_exercise(struct hub *hub, struct exercise *exercise, const char *reason)
{
    int place = 0;
    while (hub->exercises[place] != exercise)
        place++;
    for (struct session *session = hub->sessions; session; session = session->next) {
        if (session->exercise != exercise)
            continue;
        session->person = NULL;
        session->exercise = NULL;
        hub->monitor_count -= session->facilitator >= 0;
        session->facilitator = DESK_NOBODY;
        session_abort(session, reason); /* what waits there may never become durable */
    }
    hub->exercise_count--;
    memmove(&hub->exercises[place], &hub->exercises[place + 1],
            (size_t)(hub->exercise_count - place) * sizeof hub->exercises[0]);
    exercise_destroy(exercise);
}

void hub_fenced(struct hub *hub, const struct id *stream)
{
    char hex[ID_HEX_SIZE];
    log_event(LOG_ERROR, "fenced", "stream", id_hex(stream, hex), NULL);
    for (int x = 0; x < hub->exercise_count; x++) {
        struct exercise *exercise = hub->exercises[x];
        if (!id_equal(exercise_id(exercise), stream) && exercise_find_world(exercise, stream) < 0)
            continue;
        hub_remove_exercise(hub, exercise, "another server owns this exercise now");
        return;
    }
}

/* Those who do not get to a seat in time make room for others. */
static void sweep_logins(struct hub *hub, uint64_t now)
{
    if (now - hub->swept_ms < HUB_SWEEP_MS)
        return;
    hub->swept_ms = now;
    for (struct session *session = hub->sessions; session; session = session->next)
        if ((session->state & (SESSION_NEW | SESSION_GREETED)) && now - session->opened_ms >= HUB_LOGIN_MS)
            session_finish(session, "no seat was taken in time");
}

bool hub_accepts(struct hub *hub)
{
    bool accepts = hub->host.accepting(hub->host.user);
    if (accepts != hub->refusing)
        return accepts;
    uint64_t now = hub->host.now_ms(hub->host.user);
    uint64_t refused_ms = now - hub->refusing_since_ms;
    hub->refusing = !accepts;
    hub->refusing_since_ms = now;
    for (int x = 0; accepts && refused_ms >= HUB_GIVE_BACK_MS && x < hub->exercise_count; x++)
        exercise_give_back(hub->exercises[x], refused_ms);
    return accepts;
}

void hub_tick(struct hub *hub)
{
    uint64_t now = hub->host.now_ms(hub->host.user);
    sweep_logins(hub, now);
    (void)hub_accepts(hub);
    /* no turn closes that could not be stored; the deadlines wait */
    for (int x = 0; x < hub->exercise_count && hub_accepts(hub); x++) {
        struct exercise *exercise = hub->exercises[x];
        if (exercise_next_tick_ms(exercise) <= now)
            exercise_tick(exercise, now);
    }
    monitor_tick(hub, now);
}

uint64_t hub_next_tick_ms(const struct hub *hub)
{
    uint64_t next = hub->session_count ? hub->swept_ms + HUB_SWEEP_MS : UINT64_MAX;
    for (int x = 0; x < hub->exercise_count; x++) {
        uint64_t tick = exercise_next_tick_ms(hub->exercises[x]);
        next = tick < next ? tick : next;
    }
    uint64_t monitor = monitor_next_tick_ms(hub);
    return monitor < next ? monitor : next;
}

void hub_stopping(struct hub *hub)
{
    debriefs_stop(hub->debriefs);
    for (struct session *session = hub->sessions; session; session = session->next) {
        if (session->state & (SESSION_JOINED | SESSION_WATCHING | SESSION_FACILITATING))
            session_notice(session, NOTICE_STOPPING);
        session_finish(session, "the server stops");
    }
}

struct hub_counts hub_counts(const struct hub *hub)
{
    struct hub_counts counts = {.exercises = hub->exercise_count, .sessions = hub->session_count};
    for (int x = 0; x < hub->exercise_count; x++)
        counts.running += !exercise_ended(hub->exercises[x]);
    for (const struct session *session = hub->sessions; session; session = session->next)
        counts.persons_connected += session->state == SESSION_JOINED;
    return counts;
}
