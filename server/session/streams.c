/* Entries of exercises and worlds on their way to the journal. */
#include "server/session/session.h"

#include "common/base/must.h"

#include <string.h>

static struct store_change change_for(struct hub *hub, const struct stream *stream,
                                      enum store_change_kind kind)
{
    struct store_change change = {.kind = kind, .stream = stream->id, .epoch = stream->epoch};
    change.record.stamp_ms = hub->host.wall_ms(hub->host.user);
    return change;
}

static void submit(struct hub *hub, struct stream *stream, const struct store_change *change)
{
    hub->last_ticket = stream->ticket = hub->host.submit(hub->host.user, change);
}

static void append(void *user, struct stream *stream, const struct entry *entry)
{
    struct hub *hub = user;
    if (entry->text_id) { /* before the entry, so that an entry never stands without its text */
        struct store_change text = change_for(hub, stream, STORE_TEXT);
        text.text_id = *entry->text_id;
        text.text_owner = *entry->text_owner;
        text.text = entry->text;
        text.text_size = strlen(entry->text);
        submit(hub, stream, &text);
    }
    struct store_change change = change_for(hub, stream, STORE_APPEND);
    change.expected_seq = stream->seq++;
    /* the clock that all see after a crash, also those who look on, is not to tell of it */
    change.quiet = entry->only_for != 0 || (!entry->is_public && entry->remaining_ms >= 0);
    change.record.remaining_ms = entry->remaining_ms;
    change.record.body = entry->body;
    change.record.body_size = entry->body_size;
    must(slice_copy(slice_of(entry->kind), change.record.kind, sizeof change.record.kind));
    submit(hub, stream, &change);
    if (entry->is_public)
        stream->public_ticket = stream->ticket;
    for (int seat = 0; seat < ACTORS_MAX; seat++) /* of a world; an exercise keeps those of its own stream */
        if (!entry->only_for || entry->only_for >> seat & 1)
            stream->seat_tickets[seat] = stream->ticket;
}

static void store_clock(void *user, struct stream *stream, int64_t remaining_ms)
{
    struct hub *hub = user;
    struct store_change change = change_for(hub, stream, STORE_CLOCK);
    change.remaining_ms = remaining_ms;
    submit(hub, stream, &change);
}

static void tell(void *user, struct exercise *exercise, int world, const struct effect *effect)
{
    if (effect->what == TELL_PUBLIC)
        spectators_tell(user, exercise, world);
    for (int x = 0; x < exercise_persons(exercise); x++) {
        struct person *person = exercise_person(exercise, x);
        if (person->world == world && person->seat == effect->seat && person->session)
            session_tell(person->session, effect);
    }
}

void steps_tell(struct hub *hub, const struct exercise *exercise)
{
    for (struct session *session = hub->sessions, *next; session; session = next) {
        next = session->next;
        if (session->exercise != exercise || !(session->state & (SESSION_JOINED | SESSION_WATCHING)))
            continue;
        session_tell_step(session);
        if (session->state == SESSION_JOINED)
            session_tell_end(session); /* what a step opened */
        for (int x = 0; session->state == SESSION_WATCHING && x < exercise_worlds(exercise); x++)
            spectator_tell(session, x);
    }
}

static void tell_answer(const struct exercise *exercise, const struct person *person, uint32_t number)
{
    for (int x = 0; x < exercise_persons(exercise); x++) {
        struct person *other = exercise_person(exercise, x);
        if ((!person || other == person) && other->session)
            session_tell_answer(other->session, number);
    }
}

static void put_out(struct person *person)
{
    struct session *session = person->session;
    if (!session)
        return;
    struct refusal refusal;
    exercise_refuse_removed(person, &refusal);
    if (person->given) /* nobody took it out: it had left */
        session_refuse(session, 0, refusal);
    else
        session_notice(session, NOTICE_REMOVED);
    session->person = NULL; /* it departs no more */
    person->session = NULL;
    session_finish(session, "the person is out of the exercise");
}

static void news(void *user, struct exercise *exercise, enum exercise_news kind, struct person *person,
                 uint32_t number)
{
    struct hub *hub = user;
    monitor_mark(hub, exercise);
    switch (kind) {
    case NEWS_DESK:
        break;
    case NEWS_ANSWER:
        tell_answer(exercise, person, number);
        break;
    case NEWS_STEP:
        if (person)
            hub->steps_due = true; /* words of one of many: told a little later, with those of others */
        else
            steps_tell(hub, exercise);
        break;
    case NEWS_MOVED:
        if (person->session)
            session_tell_moved(person->session);
        break;
    case NEWS_REMOVED:
        put_out(person);
        spectators_tell(hub, exercise, person->world); /* of how many are in */
        break;
    case NEWS_TEAM:
        if (person->session && person->told_role != exercise_told_role(exercise, person))
            session_tell_briefing(person->session);
        break;
    case NEWS_IN:
        exercise_tell_all_clocks(exercise);
        for (int world = 0; world < exercise_worlds(exercise); world++)
            spectators_tell(hub, exercise, world);
        break;
    case NEWS_CLOSED:
        spectators_put_out(hub, exercise);
        break;
    }
}

static void reply(void *user, const struct effect *effect)
{
    struct hub *hub = user;
    must(hub->replying != NULL);
    if (effect->refusal) {
        session_refuse(hub->replying, hub->request, *effect->refusal);
        return;
    }
    hub->message.kind = TO_CLIENT_ACCEPTED;
    hub->message.accepted = *effect->accepted;
    session_send(hub->replying, hub->request);
}

/* Someone who sets the clock of the machine neither ages nor renews what people hold. */
static int64_t stamp_ms(void *user)
{
    const struct hub *hub = user;
    return hub->began_wall_ms + (int64_t)(hub->host.now_ms(hub->host.user) - hub->began_ms);
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    struct hub *hub = user;
    hub->host.random(hub->host.user, bytes, count);
}

struct exercise_host hub_exercise_host(struct hub *hub)
{
    return (struct exercise_host){
        .append = append,
        .clock = store_clock,
        .tell = tell,
        .reply = reply,
        .news = news,
        .stamp_ms = stamp_ms,
        .term_ms = hub->settings.term_ms,
        .random = random_bytes,
        .user = hub,
    };
}
