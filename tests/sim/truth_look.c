/* What a facilitator sees through the eyes of a seat. Each message is held against the journal as those of
 * the seat are; here is what makes them a look: a deed that says so, all of them, in order, and nothing else.
 */
#include "server/world/machine.h"
#include "tests/sim/truth.h"

#include <string.h>

/* In the order in which they come; 0: of no seat, or of a person. */
static int stage_of(enum to_client_kind kind)
{
    switch (kind) {
    case TO_CLIENT_BRIEFING:
        return 1;
    case TO_CLIENT_PRESS:
        return 2;
    case TO_CLIENT_BULLETIN:
        return 3;
    case TO_CLIENT_TURN_REPORT:
        return 4;
    case TO_CLIENT_SITUATION:
        return 5;
    case TO_CLIENT_CLOCK:
        return 6;
    case TO_CLIENT_WORLD_ENDED:
        return 7;
    default:
        return 0;
    }
}

bool look_may_show(const struct conn *conn, enum to_client_kind kind)
{
    return conn->seat >= 0 && stage_of(kind) > 0;
}

static bool is_number(const struct truth_entry *entry, const char *name, int64_t number)
{
    int64_t found;
    return entry_number(entry, name, &found) && found == number;
}

/* Who looked at what, while that turn of that course was open. */
static int entry_of_look(const struct truth_stream *exercise, const struct conn *conn,
                         const struct wire_exercise_world *world)
{
    bool open = world->clock.state == CLOCK_OPEN || world->clock.state == CLOCK_PAUSED;
    for (int x = exercise->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &exercise->entries[x];
        if (strcmp(entry->kind, "deed") == 0 && is_number(entry, "act", EXERCISE_LOOK) &&
            is_number(entry, "by", conn->facilitator) && is_number(entry, "world", conn->look.asked.world) &&
            is_number(entry, "seat", conn->look.asked.seat) &&
            is_number(entry, "in", conn->look.asked.world) && is_number(entry, "branch", world->branch) &&
            (!open || is_number(entry, "turn", (int64_t)world->clock.turn)))
            return x;
    }
    return -1;
}

static bool news_is_for(const struct truth_entry *entry, int seat)
{
    struct entry_act act;
    return strcmp(entry->kind, "bulletin") == 0 &&
           entry_read_act(entry->kind, (struct slice){entry->body, entry->size}, &act) &&
           (act.seats >> seat & 1);
}

/* All that had been said to the seat for good when somebody asked to see it; of messages the newest so many,
 * and some older ones of those who wrote little. */
static void expect_all_words(struct truth *truth, const struct conn *conn)
{
    const struct truth_stream *stream = truth_stream(truth, &conn->world);
    uint64_t press = 0, news = 0;
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (entry->life == truth->life && entry->ticket > conn->look.asked.durable)
            break;
        press += press_is_for(stream, entry, conn->seat);
        news += news_is_for(entry, conn->seat);
    }
    uint64_t kept = press < WORLD_PRESS_KEPT ? press : WORLD_PRESS_KEPT;
    sim_holds(truth->sim, conn->look.press >= kept && conn->look.news >= news,
              "connection %d saw %llu of %llu messages and %llu of %llu news to seat %d", conn->number,
              (unsigned long long)conn->look.press, (unsigned long long)kept,
              (unsigned long long)conn->look.news, (unsigned long long)news, conn->seat);
}

/* Whatever is told of a seat comes whole, and ends before anything else is told. */
static void expect_whole(const struct truth *truth, const struct conn *conn)
{
    int last = conn->look.ended ? stage_of(TO_CLIENT_WORLD_ENDED) : stage_of(TO_CLIENT_CLOCK);
    sim_holds(truth->sim, conn->seat < 0 || conn->look.stage == last,
              "connection %d saw half of what seat %d is told", conn->number, conn->seat);
}

/* NULL: that request was none, or the answer was told unasked. */
static const struct look_asked *asked_with(const struct conn *conn, uint64_t request)
{
    for (int x = 0; request && x < SIM_LOOKS_MAX; x++)
        if (conn->asked[x].request == request)
            return &conn->asked[x];
    return NULL;
}

void look_begins(struct truth *truth, struct conn *conn, struct truth_stream *exercise)
{
    const struct wire_exercise_state *said = &truth->said.exercise_state;
    expect_whole(truth, conn);
    conn->seat = -1;
    const struct look_asked *asked = asked_with(conn, truth->said.request);
    if (!asked)
        return;
    conn->look.asked = *asked;
    const struct wire_exercise_world *world = &said->worlds[conn->look.asked.world];
    truth_rests(truth, exercise, entry_of_look(exercise, conn, world), "a look through the eyes of a seat");
    conn->world = world->world;
    conn->seat = conn->look.asked.seat;
    conn->look.stage = 0;
    conn->look.press = conn->look.last = conn->look.news = 0;
    conn->look.ended = world->clock.state == CLOCK_ENDED;
    truth->sim->counts.looks++;
}

void look_goes_on(struct truth *truth, struct conn *conn)
{
    const struct to_client *said = &truth->said;
    int stage = stage_of(said->kind), before = conn->look.stage;
    bool words = said->kind == TO_CLIENT_PRESS || said->kind == TO_CLIENT_BULLETIN;
    if (stage == 0) {
        expect_whole(truth, conn);
        return;
    }
    sim_holds(truth->sim, (stage > before || (words && stage == before)) && (before > 0 || stage == 1),
              "connection %d saw what seat %d is told in another order", conn->number, conn->seat);
    sim_holds(truth->sim, said->kind != TO_CLIENT_CLOCK || before == stage_of(TO_CLIENT_SITUATION),
              "connection %d saw no situation of seat %d", conn->number, conn->seat);
    if (said->kind == TO_CLIENT_CLOCK)
        expect_all_words(truth, conn);
    if (said->kind == TO_CLIENT_PRESS) {
        sim_holds(truth->sim, said->press.number > conn->look.last,
                  "messages of seat %d come in another order", conn->seat);
        conn->look.last = said->press.number;
        conn->look.press++;
    }
    if (said->kind == TO_CLIENT_BULLETIN)
        sim_holds(truth->sim, said->bulletin.number == ++conn->look.news, "news of seat %d was not seen",
                  conn->seat);
    sim_holds(truth->sim, said->kind != TO_CLIENT_BRIEFING || said->briefing.role == ROLE_NONE,
              "connection %d saw a person's role", conn->number);
    conn->look.stage = stage;
}
