/* What facilitators are told, and when: how everything stood at some moment, and no change of it later than a
 * second after it was made and the journal had it.
 *
 * How an exercise stands is kept as text, one of each of its worlds, one of its persons and one of its desk.
 * Each change makes a new version. What is told has to be one of them, and none older than what was told
 * before. All follows from the journal, but for who is connected: that is asked of the server. */
#include "server/exercise/exercise_state.h"
#include "server/session/session.h"
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

enum { TOLD_MS = 1000, DESK = 0, PERSONS = 1, WORLDS = 2, STANDS_MAX = 8 * 1024 };

struct version {
    uint64_t until_ms; /* when another took its place; UINT64_MAX: it stands */
    char *text;        /* owned */
};

struct versions {
    uint64_t here; /* of persons: who is connected, a bit each in the order in which they came */
    int count, capacity;
    struct version *list; /* owned, oldest first */
};

/* ---- versions */

static void forget(struct truth_stream *stream, int which)
{
    struct versions *versions = stream->told[which];
    for (int x = 0; versions && x < versions->count; x++)
        free(versions->list[x].text);
    if (versions)
        free(versions->list);
    free(versions);
    stream->told[which] = NULL;
}

void monitor_forgets(struct truth *truth)
{
    for (int x = 0; x < truth->stream_count; x++) {
        forget(&truth->streams[x], DESK);
        forget(&truth->streams[x], PERSONS);
    }
}

static struct versions *versions_of(struct truth_stream *stream, int which)
{
    if (!stream->told[which])
        stream->told[which] = calloc(1, sizeof *stream->told[which]);
    must(stream->told[which] != NULL);
    return stream->told[which];
}

/* How it stands now is a new version, unless it stood so before. */
static void look(struct truth *truth, struct truth_stream *stream, int which)
{
    char memory[STANDS_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct versions *versions = versions_of(stream, which);
    if (stream->world)
        stands_world(stream->world, &text);
    else if (which == PERSONS)
        stands_persons(stream, versions->here, &text);
    else
        stands_desk(stream, &text);
    must(!text.cut);
    struct version *last = versions->count ? &versions->list[versions->count - 1] : NULL;
    if (last && strcmp(last->text, memory) == 0)
        return;
    if (last)
        last->until_ms = truth->sim->now_ms;
    if (versions->count == versions->capacity) {
        versions->capacity = versions->capacity ? 2 * versions->capacity : 16;
        versions->list = realloc(versions->list, (size_t)versions->capacity * sizeof versions->list[0]);
        must(versions->list != NULL);
    }
    versions->list[versions->count].until_ms = UINT64_MAX;
    versions->list[versions->count].text = strdup(memory);
    must(versions->list[versions->count++].text != NULL);
}

static void look_at_all(struct truth *truth, struct truth_stream *stream)
{
    if (!truth->sim->plan.helpers) /* nobody is told */
        return;
    look(truth, stream, DESK);
    if (!stream->world)
        look(truth, stream, PERSONS);
}

void monitor_changes(struct truth *truth, struct truth_stream *stream)
{
    look_at_all(truth, stream);
}

void monitor_restarts(struct truth *truth)
{
    monitor_forgets(truth);
    for (int x = 0; x < truth->stream_count; x++)
        look_at_all(truth, &truth->streams[x]);
}

void monitor_looks(struct truth *truth)
{
    const struct hub *hub = truth->sim->hub;
    bool told = hub && truth->sim->plan.helpers && !truth->sim->dying;
    for (int x = 0; told && x < hub->exercise_count; x++) {
        const struct exercise *exercise = hub->exercises[x];
        struct truth_stream *stream = truth_stream(truth, exercise_id(exercise));
        struct versions *versions = versions_of(stream, PERSONS);
        uint64_t here = 0;
        for (int y = 0; y < exercise->person_count; y++)
            here |= (uint64_t)(exercise->persons[y]->session != NULL) << y;
        if (here == versions->here)
            continue;
        versions->here = here;
        look(truth, stream, PERSONS);
    }
}

/* ---- hearing */

/* The oldest version with that text which is not older than `from`; -1: there is none. */
static int oldest_version(const struct versions *versions, const char *text, int from)
{
    for (int x = from; x < versions->count; x++)
        if (strcmp(versions->list[x].text, text) == 0)
            return x;
    return -1;
}

/* Where it stands again as it stood before, what is told may be of either time: several messages may have
 * waited for the journal and be heard at once. */
static int newest_version(const struct versions *versions, const char *text, int from)
{
    int found = from;
    for (int x = from; x < versions->count; x++)
        if (strcmp(versions->list[x].text, text) == 0)
            found = x;
    return found;
}

static void expect_version(struct truth *truth, struct conn *conn, struct truth_stream *stream, int which,
                           int place, const char *told)
{
    const struct versions *versions = versions_of(stream, which);
    int found = oldest_version(versions, told, conn->seen_least[place]);
    if (found < 0)
        sim_trace(truth->sim, "told:\n%sit stands:\n%s", told,
                  versions->count ? versions->list[versions->count - 1].text : "");
    static const char *const names[] = {"the desk", "the persons", "a world", "a world"};
    sim_holds(truth->sim, found >= 0, "connection %d is told of %s what never was so since", conn->number,
              names[place]);
    conn->seen_least[place] = found;
    conn->seen[place] = newest_version(versions, told, found);
}

void monitor_hears(struct truth *truth, struct conn *conn)
{
    const struct wire_exercise_state *said = &truth->said.exercise_state;
    struct truth_stream *exercise = truth_stream(truth, &said->exercise);
    char memory[STANDS_MAX];
    struct text text = text_over(memory, sizeof memory);
    stands_told_desk(said, &text);
    expect_version(truth, conn, exercise, DESK, DESK, memory);
    text = text_over(memory, sizeof memory);
    stands_told_persons(said, &text);
    expect_version(truth, conn, exercise, PERSONS, PERSONS, memory);
    for (int x = 0; x < said->world_count; x++) {
        text = text_over(memory, sizeof memory);
        stands_told_world(&said->worlds[x], &text);
        expect_version(truth, conn, truth_stream(truth, &said->worlds[x].world), 0, WORLDS + x, memory);
    }
    truth->sim->counts.monitors++;
}

/* ---- not too late */

/* What was submitted by that moment; UINT64_MAX: that is forgotten. */
static uint64_t ticket_by(const struct truth *truth, uint64_t at_ms)
{
    for (int x = truth->tick_count - 1; x >= 0; x--)
        if (truth->ticks[x].at_ms <= at_ms)
            return truth->ticks[x].ticket;
    return truth->tick_count < TRUTH_TICKS_MAX / 2 ? 0 : UINT64_MAX;
}

/* What was told last does not hold since then: a second later another is on its way, and heard as soon as
 * what it may rest on is durable. */
static void expect_in_time(struct truth *truth, const struct conn *conn, uint64_t since_ms, const char *what)
{
    uint64_t now = truth->sim->now_ms, due = since_ms + TOLD_MS;
    if (since_ms == UINT64_MAX || now <= due)
        return;
    sim_holds(truth->sim, ticket_by(truth, due) > truth->durable,
              "connection %d was not told for %llu ms what is new of %s", conn->number,
              (unsigned long long)(now - since_ms), what);
}

static uint64_t outdated_ms(const struct conn *conn, const struct truth_stream *stream, int which, int place)
{
    const struct versions *versions = stream->told[which];
    int seen = conn->seen[place];
    return seen < 0 ? conn->facilitates_ms : versions ? versions->list[seen].until_ms : UINT64_MAX;
}

static void check(struct truth *truth, const struct conn *conn)
{
    for (int x = 0; x < truth->stream_count; x++) {
        const struct truth_stream *stream = &truth->streams[x];
        if (id_equal(&stream->id, &conn->exercise)) {
            expect_in_time(truth, conn, outdated_ms(conn, stream, DESK, DESK), "the desk");
            expect_in_time(truth, conn, outdated_ms(conn, stream, PERSONS, PERSONS), "the persons");
        } else if (stream->world && id_equal(&stream->world->exercise, &conn->exercise)) {
            expect_in_time(truth, conn, outdated_ms(conn, stream, 0, WORLDS + stream->world->index),
                           "a world");
        }
    }
}

void monitor_checks(struct truth *truth)
{
    const struct sim *sim = truth->sim;
    for (int x = sim->conn_first; x < sim->conn_count && !sim->dying; x++) {
        const struct conn *conn = sim->conns[x];
        if (conn && conn->facilitates && conn->session && !conn->finished && !conn->lost &&
            conn->state == CONN_OPEN)
            check(truth, conn);
    }
}
