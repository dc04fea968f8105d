/* What is said to those without a seat: spectators, and whoever runs the exercise. */
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <string.h>

void hear_watching(struct truth *truth, struct conn *conn)
{
    const struct wire_watching *said = &truth->said.watching;
    struct truth_stream *stream = truth_stream(truth, &said->world);
    struct truth_world *world = stream->world;
    struct wire_watching *made = &truth->made.watching;
    conn->world = said->world;
    conn->watches = true;
    *made = *said;
    made->delay = (uint32_t)world->spectator_delay;
    made->state_count = actors_of(world);
    for (int x = 0; x < made->state_count; x++)
        memcpy(made->states[x], world->opening.scenario.actors[x].name, sizeof made->states[x]);
    made->commitment = world->opening.commitment;
    truth_expect_same(truth, conn, "what a spectator is told first");
    truth_rests(truth, stream, 0, "a world");
}

/* So many turns may be shown. */
static int shown_at_most(const struct truth_world *world)
{
    int behind = world->turns - world->spectator_delay;
    if (world_is_over(world)) /* nothing is secret any more */
        return world->turns + 1;
    return world->started && behind >= 0 ? behind + 1 : 0;
}

void hear_public_clock(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_public_clock *said = &truth->said.public_clock;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    sim_holds(truth->sim,
              (int)said->shown <= shown_at_most(world) && said->turn <= (uint32_t)world->turns + 1,
              "spectators may ask for %u turns of %d", said->shown, shown_at_most(world));
    if (said->state == CLOCK_OPEN || said->state == CLOCK_PAUSED)
        truth_rests(truth, stream, entry_behind_turn(stream, (int)said->turn - 1), "a turn");
    else if (said->state == CLOCK_ENDED)
        truth_rests(truth, stream, entry_of_end(stream), "an end");
}

static void add_public_press(struct truth *truth, const struct truth_stream *stream, int turn,
                             struct wire_public_press *press, int *count)
{
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, "press") || entry->head.turn != turn || !strstr(entry->body, "everyone=1\n"))
            continue;
        struct id text_id;
        const char *at = strstr(entry->body, "text=");
        must(at && slice_hex((struct slice){at + 5, 2 * ID_SIZE}, text_id.bytes, ID_SIZE));
        const struct truth_text *text = truth_text(truth, &stream->id, &text_id);
        sim_holds(truth->sim, *count < WIRE_PUBLIC_PRESS_MAX, "more messages of a turn than are kept");
        press[(*count)++] =
            (struct wire_public_press){.from = (uint32_t)entry->head.seat, .text = text->text};
    }
}

void hear_public_turn(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_public_turn *said = &truth->said.public_turn;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    struct wire_public_turn *made = &truth->made.public_turn;
    static struct public_event events[PUBLIC_EVENTS_MAX];
    struct wire_public_press press[WIRE_PUBLIC_PRESS_MAX];
    int turn = said->view.turn, press_count = 0;
    sim_holds(truth->sim, turn >= 0 && turn < shown_at_most(world), "spectators were shown turn %d of %d",
              turn, world->turns);
    *made = (struct wire_public_turn){.world = world->opening.world, .events = events, .press = press};
    public_view_of(world->after[turn], &made->view);
    if (turn > 0) {
        struct public_view before;
        public_view_of(world->after[turn - 1], &before);
        made->event_count = public_events_of(world->events[turn], &before, events);
        add_public_press(truth, stream, turn, press, &press_count);
    }
    made->press_count = press_count;
    truth_expect_same(truth, conn, "a public turn");
    truth_rests(truth, stream,
                entry_behind_turn(stream, world_is_over(world) ? turn : turn + world->spectator_delay),
                "a turn");
}

void hear_admin(struct truth *truth, struct conn *conn, const uint8_t *bytes, size_t count)
{
    struct from_admin message;
    struct cause cause;
    if (wire_read_from_admin(bytes, count, &message, &cause) != STATUS_OK)
        sim_broken(truth->sim, "what was sent to the facilitator cannot be read: %s", cause.text);
    if (message.kind == FROM_ADMIN_EXERCISE_CREATED) {
        truth_said(truth_stream(truth, &message.exercise_created.exercise), 0);
        truth_said(truth_stream(truth, &message.exercise_created.worlds[0]), 0);
    } else if (message.kind == FROM_ADMIN_EXERCISE_STATE) {
        struct truth_stream *stream = truth_stream(truth, &message.exercise_state.clock.world);
        truth->sim->counts.acts++;
        for (int x = stream->count - 1; x >= 0; x--) { /* one facilitator, one act at a time */
            if (!entry_is_act(stream->entries[x].kind))
                continue;
            truth_said(stream, x);
            break;
        }
    }
    (void)conn;
    from_admin_free(&message);
}
