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
    conn->exercise = said->exercise;
    conn->watches = true;
    expect_may_watch(truth, truth_stream(truth, &said->exercise));
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
    int behind = world->most_turns - world->spectator_delay; /* of any course so far */
    if (world_is_over(world))                                /* nothing is secret any more */
        return world->most_turns + 1;
    return world->started && behind >= 0 ? behind + 1 : 0;
}

void hear_public_clock(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_public_clock *said = &truth->said.public_clock;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    expect_may_look_on(truth, truth_stream(truth, &world->exercise));
    sim_holds(truth->sim,
              (int)said->shown <= shown_at_most(world) && said->turn <= (uint32_t)world->most_turns + 1,
              "spectators may ask for %u turns of %d", said->shown, shown_at_most(world));
    if (said->state == CLOCK_OPEN || said->state == CLOCK_PAUSED)
        truth_rests(truth, stream, entry_behind_turn(stream, (int)said->turn - 1), "a turn");
    else if (said->state == CLOCK_ENDED)
        truth_rests(truth, stream, entry_of_end(stream), "an end");
}

static void add_public_press(struct truth *truth, const struct truth_stream *stream, int from, int to,
                             struct wire_public_press *press, int *count)
{
    for (int x = from; x < to; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, "press") || !strstr(entry->body, "everyone=1\n"))
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

/* A turn as one play of it shows it. */
static bool is_play(struct truth *truth, struct truth_stream *stream, const struct truth_play *play)
{
    static struct public_event events[PUBLIC_EVENTS_MAX];
    struct wire_public_press press[WIRE_PUBLIC_PRESS_MAX];
    struct wire_public_turn *made = &truth->made.public_turn;
    *made =
        (struct wire_public_turn){.world = stream->world->opening.world, .events = events, .press = press};
    public_view_of(play->after, &made->view);
    if (play->turn > 0) {
        struct public_view before;
        int press_count = 0;
        public_view_of(play->before, &before);
        made->event_count = public_events_of(play->events, &before, events);
        add_public_press(truth, stream, entry_of_opening(stream, play->entry), play->entry, press,
                         &press_count);
        made->press_count = press_count;
    }
    return truth_same(truth);
}

void hear_public_turn(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_public_turn *said = &truth->said.public_turn;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    int turn = said->view.turn, delay = world_is_over(world) ? 0 : world->spectator_delay;
    const struct truth_play *play;
    expect_may_look_on(truth, truth_stream(truth, &world->exercise));
    sim_holds(truth->sim, turn >= 0 && turn < shown_at_most(world), "spectators were shown turn %d of %d",
              turn, world->turns);
    for (int older = 0; (play = play_of(world, turn, older)); older++)
        if (is_play(truth, stream, play)) {
            truth_rests(truth, stream, entry_behind_turn(stream, turn + delay), "a turn");
            truth->sim->counts.rebuilt++;
            return;
        }
    sim_broken(truth->sim, "a public turn for connection %d says what no view gives", conn->number);
}

/* One facilitator, one act at a time. */
static void rests_on_last_act(struct truth_stream *stream)
{
    for (int x = stream->count - 1; x >= 0; x--)
        if (entry_is_act(stream->entries[x].kind)) {
            truth_said(stream, x);
            return;
        }
}

void hear_admin(struct truth *truth, struct conn *conn, const uint8_t *bytes, size_t count)
{
    struct from_admin message;
    struct cause cause;
    if (wire_read_from_admin(bytes, count, &message, &cause) != STATUS_OK)
        sim_broken(truth->sim, "what was sent to the facilitator cannot be read: %s", cause.text);
    sim_trace(truth->sim, "whoever runs it is told %d%s", (int)message.kind,
              message.kind == FROM_ADMIN_REFUSAL ? message.refusal.item : "");
    if (message.kind == FROM_ADMIN_EXERCISE_CREATED) {
        truth_said(truth_stream(truth, &message.exercise_created.exercise), 0);
        for (int x = 0; x < message.exercise_created.world_count; x++)
            truth_said(truth_stream(truth, &message.exercise_created.worlds[x]), 0);
    } else if (message.kind == FROM_ADMIN_EXERCISE_STATE) {
        truth->sim->counts.acts++;
        for (int y = 0; y < message.exercise_state.world_count; y++)
            rests_on_last_act(truth_stream(truth, &message.exercise_state.worlds[y].world));
    }
    (void)conn;
    from_admin_free(&message);
}
