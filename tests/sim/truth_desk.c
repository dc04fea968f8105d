/* What only the exercise's own stream tells: who is out, how far the debrief was opened, what was asked; and
 * news from outside. */
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_line(const struct truth_entry *entry, const char *name, const struct id *id)
{
    char hex[ID_HEX_SIZE], line[64];
    snprintf(line, sizeof line, "%s=%s\n", name, id_hex(id, hex));
    return strstr(entry->body, line) != NULL;
}

struct truth_stream *exercise_of(struct truth *truth, const struct truth_world *world)
{
    return truth_stream(truth, &world->exercise);
}

/* It was durable before this moment, so that whatever was said before it has left by now. */
static bool is_long_durable(const struct truth *truth, const struct truth_entry *entry)
{
    uint64_t durable = truth->durable_ms == truth->sim->now_ms ? truth->durable_before : truth->durable;
    return entry->life != truth->life || entry->ticket <= durable;
}

void expect_not_removed(struct truth *truth, const struct truth_stream *exercise, const struct id *person)
{
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        sim_holds(truth->sim,
                  (strcmp(entry->kind, "removed") != 0 && strcmp(entry->kind, "given") != 0) ||
                      !is_long_durable(truth, entry) || !has_line(entry, "person", person),
                  "a person who was removed came in again");
    }
}

static int number_in(const struct truth_entry *entry, const char *name)
{
    const char *at = strstr(entry->body, name);
    must(at != NULL);
    return atoi(at + strlen(name));
}

int debrief_step(struct truth *truth, const struct truth_world *world, int entry, int *card, int *part)
{
    const struct truth_stream *exercise = exercise_of(truth, world);
    for (int x = entry; x < exercise->count; x++) {
        if (strcmp(exercise->entries[x].kind, "debrief") != 0)
            continue;
        *card = number_in(&exercise->entries[x], "card=");
        *part = number_in(&exercise->entries[x], "part=");
        return x;
    }
    return -1;
}

int entry_of_reveal(struct truth *truth, const struct truth_world *world)
{
    int card, part;
    for (int x = debrief_step(truth, world, 0, &card, &part); x >= 0;
         x = debrief_step(truth, world, x + 1, &card, &part))
        if (card > 3 || (card == 3 && part >= actors_of(world) - 1))
            return x;
    return -1;
}

void expect_revealed(struct truth *truth, const struct truth_world *world, const char *what)
{
    if (world->in_step)
        truth_rests(truth, exercise_of(truth, world), entry_of_reveal(truth, world), what);
}

int entry_asked(const struct truth_stream *exercise, const struct id *command)
{
    for (int x = 0; x < exercise->count; x++)
        if (has_line(&exercise->entries[x], "command", command))
            return x;
    return -1;
}

void hear_notice(struct truth *truth, struct conn *conn)
{
    enum notice_kind kind = truth->said.notice.kind;
    struct truth_stream *stream = truth_stream(truth, &conn->world);
    if (kind == NOTICE_EXTENDED || kind == NOTICE_SHORTENED)
        truth_rests(truth, stream, entry_first(stream, "extend"), "an extension");
    if (kind == NOTICE_RESOLVED)
        truth_rests(truth, stream, entry_first(stream, "resolve"), "a turn that was to close");
    if (!conn->moves)
        expect_bot_reason(truth, stream, conn->seat, kind == NOTICE_BOT_HOLDS_SEAT, false,
                          truth->said.notice.bot_reason);
    if (kind == NOTICE_ORDERS_ON_BEHALF && !conn->moves) /* else it was of the seat before */
        truth_rests(truth, stream, entry_act_on(stream, "behalf", conn->seat),
                    "orders on behalf of the seat");
}

/* The seat's so many-th, word for word. */
void hear_bulletin(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_bulletin *said = &truth->said.bulletin;
    (void)truth_world_of(truth, conn, &said->world, &stream);
    uint32_t readable = 0;
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        struct entry_act act;
        if (strcmp(entry->kind, "bulletin") != 0)
            continue;
        must(entry_read_act(entry->kind, (struct slice){entry->body, entry->size}, &act));
        readable += act.seats >> conn->seat & 1;
        if (readable < said->number || !(act.seats >> conn->seat & 1))
            continue;
        const struct truth_text *text = truth_text(truth, &stream->id, &act.text);
        sim_holds(truth->sim, text && strstr(text->text, said->text[0]), "news to seat %d has other words",
                  conn->seat);
        truth_said(stream, x);
        return;
    }
    sim_broken(truth->sim, "news %u to seat %d that is not for it", said->number, conn->seat);
}

int entry_moved(const struct truth_stream *exercise, const struct id *person, uint32_t seat)
{
    char line[32];
    snprintf(line, sizeof line, "seat=%u\n", seat);
    for (int x = exercise->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &exercise->entries[x];
        if (strcmp(entry->kind, "moved") == 0 && has_line(entry, "person", person) &&
            strstr(entry->body, line))
            return x;
    }
    return -1;
}

void hear_moved(struct truth *truth, struct conn *conn)
{
    const struct wire_briefing *said = &truth->said.briefing;
    struct truth_stream *exercise = exercise_of(truth, truth_stream(truth, &conn->world)->world);
    truth_rests(truth, exercise, entry_moved(exercise, &conn->person, said->seat), "another seat");
    conn->moves = false;
    conn->world = said->world;
    conn->seat = (int)said->seat;
}

/* ---- acts of facilitators */

static int64_t rights_of(const struct truth_stream *exercise, int64_t facilitator)
{
    int64_t number, rights = RIGHTS_NONE;
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        bool is_one = strcmp(entry->kind, "facilitator") == 0 || strcmp(entry->kind, "rights") == 0;
        if (is_one && entry_number(entry, "facilitator", &number) && number == facilitator)
            must(entry_number(entry, "rights", &rights));
    }
    return rights;
}

/* Number of who answers for the world; -1: nobody. */
static int64_t owner_of(const struct truth_stream *exercise, int64_t world)
{
    int64_t number, owner = -1;
    for (int x = 0; x < exercise->count; x++)
        if (strcmp(exercise->entries[x].kind, "own") == 0 &&
            entry_number(&exercise->entries[x], "world", &number) && number == world)
            must(entry_number(&exercise->entries[x], "owner", &owner));
    return owner;
}

/* What is done for a seat takes the right to run its world, and that no other facilitator answers for it. */
void desk_follows(struct truth *truth, struct truth_stream *exercise, const struct truth_entry *entry)
{
    int64_t act, by, world;
    if (strcmp(entry->kind, "deed") != 0)
        return;
    bool read = entry_number(entry, "act", &act) && entry_number(entry, "by", &by) &&
                entry_number(entry, "world", &world);
    sim_holds(truth->sim, read, "a deed cannot be read");
    if ((act != EXERCISE_ORDERS && act != EXERCISE_MULTIPLY) || by < 1) /* over the admin socket all may be */
        return;
    int64_t rights = rights_of(exercise, by), owner = owner_of(exercise, world);
    sim_holds(truth->sim, rights >= RIGHTS_RUN && (rights == RIGHTS_LEAD || owner < 0 || owner == by),
              "facilitator %lld acted on a seat of world %lld without a right to it", (long long)by,
              (long long)world);
    truth->sim->counts.dictated += act == EXERCISE_ORDERS;
    truth->sim->counts.slow_seats += act == EXERCISE_MULTIPLY;
}

/* The last that says for how long; with 0 days nobody looks on once all of its worlds have ended. */
void expect_may_watch(struct truth *truth, const struct truth_stream *exercise)
{
    int64_t days = -1;
    bool settled = true, over = true;
    for (int x = 0; x < exercise->count; x++)
        if (strcmp(exercise->entries[x].kind, "replay") == 0) {
            must(entry_number(&exercise->entries[x], "days", &days));
            settled = is_long_durable(truth, &exercise->entries[x]);
        }
    for (int x = 0; x < truth->stream_count; x++) {
        const struct truth_stream *stream = &truth->streams[x];
        if (!stream->world || !id_equal(&stream->world->exercise, &exercise->id))
            continue;
        over = over && stream->world->ended;
        settled = settled && is_long_durable(truth, &stream->entries[stream->count - 1]);
    }
    sim_holds(truth->sim, days != 0 || !over || !settled,
              "somebody looks on at what can be looked at no more");
}

void expect_may_look_on(struct truth *truth, const struct truth_stream *exercise)
{
    const struct truth_entry *last = NULL;
    int64_t days = -1;
    for (int x = 0; x < exercise->count; x++)
        if (strcmp(exercise->entries[x].kind, "replay") == 0)
            last = &exercise->entries[x];
    if (!last || !entry_number(last, "days", &days) || days != 0 || !is_long_durable(truth, last))
        return;
    for (int x = 0; x < truth->stream_count; x++) {
        const struct truth_stream *stream = &truth->streams[x];
        if (!stream->world || !id_equal(&stream->world->exercise, &exercise->id))
            continue;
        const struct truth_entry *end = &stream->entries[stream->count - 1];
        bool before = end->life < last->life || (end->life == last->life && end->ticket < last->ticket);
        if (!stream->world->ended || !before)
            return;
    }
    sim_broken(truth->sim, "who looked on was not put out when that was ended");
}

/* ---- to facilitators */

/* The entry of the exercise of that kind whose first line is "name=number"; -1: there is none. */
static int entry_numbered(const struct truth_stream *exercise, const char *kind, const char *name,
                          uint32_t number)
{
    char line[48];
    int length = snprintf(line, sizeof line, "%s=%u\n", name, number);
    for (int x = 0; x < exercise->count; x++) {
        const struct truth_entry *entry = &exercise->entries[x];
        if (strcmp(entry->kind, kind) == 0 && strncmp(entry->body, line, (size_t)length) == 0)
            return x;
    }
    return -1;
}

void hear_facilitating(struct truth *truth, struct conn *conn)
{
    const struct wire_facilitating *said = &truth->said.facilitating;
    struct truth_stream *exercise = truth_stream(truth, &said->exercise);
    conn->facilitates = true;
    conn->facilitates_ms = truth->sim->now_ms;
    conn->facilitator = (int)said->facilitator;
    conn->exercise = said->exercise;
    truth_rests(truth, exercise, entry_numbered(exercise, "facilitator", "facilitator", said->facilitator),
                "a facilitator");
}

/* How everything stands: each turn and end of each world, every deed, and who may act are in the journal for
 * good. */
void hear_state(struct truth *truth, struct conn *conn)
{
    const struct wire_exercise_state *said = &truth->said.exercise_state;
    struct truth_stream *exercise = truth_stream(truth, &said->exercise);
    sim_holds(truth->sim, id_equal(&said->exercise, &conn->exercise), "a facilitator sees another exercise");
    for (int x = 0; x < said->world_count; x++) {
        const struct wire_exercise_world *world = &said->worlds[x];
        struct truth_stream *stream = truth_stream(truth, &world->world);
        if (world->clock.state == CLOCK_OPEN || world->clock.state == CLOCK_PAUSED)
            truth_rests(truth, stream, entry_behind_turn(stream, (int)world->clock.turn - 1), "a turn");
        else if (world->clock.state == CLOCK_ENDED)
            truth_rests(truth, stream, entry_of_end(stream), "an end");
    }
    for (int x = 0; x < said->deed_count; x++)
        truth_rests(truth, exercise, entry_numbered(exercise, "deed", "deed", said->deeds[x].number),
                    "a deed");
    for (int x = 0; x < said->facilitator_count; x++)
        truth_rests(truth, exercise,
                    entry_numbered(exercise, "facilitator", "facilitator", said->facilitators[x].number),
                    "a facilitator");
    monitor_hears(truth, conn);
    look_begins(truth, conn, exercise);
    truth->sim->counts.acts += truth->said.request != 0;
}
