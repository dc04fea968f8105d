/* Non-interference for everybody: changing what is not public changes no byte that a spectator is sent, and
 * what is sent was known to every seat when the turn was over.
 *
 * The numbers of actors and relations are walked by their names; knowledge.c says which of them are public.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/canonical.h"
#include "common/rules/public_view.h"
#include "common/rules/view.h"
#include "common/wire/wire.h"
#include "tests/property/knowledge.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { DRAWN = 40, TURNS_PLAYED = 8 };

typedef void look_fn(const struct world *world, struct public_view *view);
typedef int pick_fn(const struct event_list *list, const struct public_view *before,
                    struct public_event *events);

/* One turn of one world as a spectator is sent it, twice: as it was, and with something changed. */
struct stage {
    look_fn *look;
    pick_fn *pick;
    struct world world;
    struct public_view before, view; /* of the turn's beginning and end, through public_view_of */
    struct event_list events, changed;
    struct public_event picked[PUBLIC_EVENTS_MAX];
    struct buffer bytes, other;
    char fact[64]; /* the first that was told though hidden, or not noticed though public */
    int64_t facts, faults;
};

/* The very bytes: through the encoder that a server uses. */
static void send(struct stage *stage, const struct event_list *events, struct buffer *bytes)
{
    struct to_client message = {.kind = TO_CLIENT_PUBLIC_TURN};
    struct wire_public_turn *turn = &message.public_turn;
    stage->look(&stage->world, &turn->view);
    turn->event_count = stage->pick(events, &stage->before, stage->picked);
    turn->events = stage->picked;
    if (buffer_length(bytes))
        buffer_consume(bytes, buffer_length(bytes));
    assert_int_equal(wire_write_to_client(&message, bytes), STATUS_OK);
}

static bool differs(struct stage *stage, const struct event_list *events)
{
    send(stage, events, &stage->other);
    stage->facts++;
    size_t count = buffer_length(&stage->bytes);
    return count != buffer_length(&stage->other) ||
           memcmp(buffer_bytes(&stage->bytes), buffer_bytes(&stage->other), count) != 0;
}

static void note(struct stage *stage, char letter, int i, int j, const char *name)
{
    if (stage->faults++ > 0)
        return;
    struct text text = text_over(stage->fact, sizeof stage->fact);
    text_put_char(&text, letter);
    text_put_int(&text, i);
    text_put_char(&text, '.');
    text_put_int(&text, j);
    text_put_char(&text, '.');
    text_put(&text, name);
}

static void try_number(struct stage *stage, bool is_public, int32_t *number, char letter, int i, int j,
                       const char *name)
{
    int32_t kept = *number;
    *number = kept > 0 ? kept - 1 : kept + 1;
    if (differs(stage, &stage->events) != is_public)
        note(stage, letter, i, j, name);
    if (!is_public) {
        *number = kept > 0 ? kept - 977 : kept + 977;
        if (differs(stage, &stage->events))
            note(stage, letter, i, j, name);
    }
    *number = kept;
}

static void try_relation(struct stage *stage, int i, int j)
{
    struct relation *relation = &stage->world.relations[i][j];
    for (int f = 0; f < RELATION_NUMBERS; f++) {
        const char *name = relation_number_names[f];
        enum knowledge knowledge = relation_knowledge(&stage->world, EVERYBODY, i, j, name);
        if (knowledge != UNSHOWN)
            try_number(stage, knowledge == KNOWN, (int32_t *)relation + f, 'p', i, j, name);
    }
}

static void try_world(struct stage *stage)
{
    struct world *world = &stage->world;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        for (int f = 0; f < ACTOR_NUMBERS; f++) {
            const char *name = actor_number_names[f];
            bool is_public = actor_knowledge(EVERYBODY, i, name) == KNOWN;
            try_number(stage, is_public, (int32_t *)&world->actors[i] + f, 'a', i, 0, name);
        }
        try_number(stage, false, &world->scenario.actors[i].motive, 's', i, 0, "motive");
        for (int j = 0; j < world->scenario.actor_count; j++)
            if (i != j)
                try_relation(stage, i, j);
    }
    try_number(stage, false, &world->balance, 'w', 0, 0, "balance");
    for (int word = 0; word < 4; word++)
        try_number(stage, false, (int32_t *)&world->key + word, 'w', word, 0, "key");
}

/* Events that not everybody was told are left out, added and changed: it is not to be noticed. In a duel a
 * seat's secret with its rival is known to all who play, and to nobody else. */
static void try_events(struct stage *stage)
{
    static const int32_t secret_pact[] = {0, 1, PACT_DEFENSIVE, 1, 0, 0};
    int n = stage->world.scenario.actor_count;
    uint32_t all = (1u << n) - 1;
    stage->changed.count = 0;
    for (int x = 0; x < stage->events.count; x++)
        if (event_is_public(&stage->events.events[x], &stage->before))
            stage->changed.events[stage->changed.count++] = stage->events.events[x];
    if (differs(stage, &stage->changed))
        note(stage, 'e', 0, 0, "left out");
    if (stage->changed.count > EVENTS_MAX - 8)
        return;
    EVENT(&stage->changed, 3, EVENT_OFFER, 0, 1, PACT_DEFENSIVE, 0);
    EVENT(&stage->changed, all, EVENT_OFFER, 0, 1, PACT_DEFENSIVE, 0);
    EVENT(&stage->changed, all, EVENT_MOBILISE, 1);
    EVENT(&stage->changed, all, EVENT_OPEN_BOOKS, 1, 0);
    EVENT(&stage->changed, 0, EVENT_ODDS, 1, -1, 500);
    EVENT(&stage->changed, 1, EVENT_LEAK, 0, 1);
    event_add(&stage->changed, all, EVENT_PACT, secret_pact);
    if (stage->before.pact[0][1] == PACT_NONE)
        EVENT(&stage->changed, all, EVENT_CANCEL, 0, 1);
    if (differs(stage, &stage->changed))
        note(stage, 'e', 1, 0, "added");
}

/* Each event and each fact stands in every seat's own report and view, too. */
static void try_seats(struct stage *stage)
{
    const struct public_view *told = &stage->view;
    struct view view;
    int count = stage->pick(&stage->events, &stage->before, stage->picked);
    for (int seat = 0; seat < told->n; seat++) {
        int next = 0;
        for (int x = 0; x < stage->events.count && next < count; x++) {
            const struct event *event = &stage->events.events[x];
            const struct public_event *picked = &stage->picked[next];
            bool same = event->kind == picked->kind && event->count == picked->count &&
                        memcmp(event->numbers, picked->numbers, event->count * sizeof event->numbers[0]) == 0;
            next += (event->seen_by >> seat & 1) && same;
        }
        if (next != count)
            note(stage, 'e', seat, next, "not told to the seat");
        view_of(&stage->world, seat, &view);
        for (int i = 0; i < told->n; i++) {
            bool same = view.alive[i] == told->alive[i] && view.territory[i] == told->territory[i] &&
                        view.start[i] == told->start[i] && view.kept[i] == told->kept[i] &&
                        view.refused[i] == told->refused[i] && view.broken[i] == told->broken[i] &&
                        view.begun[i] == told->begun[i] && view.tech[i] == told->tech[i] &&
                        view.declared[i] == told->declared[i] && view.declared_to[i] == told->declared_to[i];
            if (!same)
                note(stage, 'a', i, seat, "not as the seat knows it");
            for (int j = 0; j < told->n; j++)
                if (told->pact[i][j] != PACT_NONE && told->pact[i][j] != view.pact[i][j])
                    note(stage, 'p', i, j, "not as a seat knows it");
        }
    }
}

static int64_t try_turn(struct stage *stage)
{
    stage->faults = 0;
    public_view_of(&stage->world, &stage->view);
    send(stage, &stage->events, &stage->bytes);
    try_world(stage);
    try_events(stage);
    try_seats(stage);
    return stage->faults;
}

static void resolve(struct stage *stage, uint32_t seed)
{
    static struct order_book book;
    public_view_of(&stage->world, &stage->before);
    book_draw(&stage->world, key_of(seed, 1), &book);
    turn_resolve(&stage->world, &book, &stage->events);
}

static void play(struct stage *stage, const struct scenario *scenario, uint32_t seed)
{
    world_setup(&stage->world, scenario, key_of(seed, 0));
    for (int turn = 0; turn < TURNS_PLAYED && stage->world.end == END_RUNNING; turn++) {
        resolve(stage, seed);
        if (try_turn(stage) != 0)
            fail_msg("%s is told though hidden, or not shown though public; scenario %s, seed %u, turn %d",
                     stage->fact, scenario->name, seed, stage->world.turn);
    }
}

static struct stage *stage_open(look_fn *look, pick_fn *pick)
{
    struct stage *stage = calloc(1, sizeof *stage);
    assert_non_null(stage);
    stage->look = look;
    stage->pick = pick;
    stage->bytes = stage->other = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    return stage;
}

static void stage_close(struct stage *stage)
{
    buffer_free(&stage->bytes);
    buffer_free(&stage->other);
    free(stage);
}

static void spectators_are_sent_nothing_hidden(void **state)
{
    (void)state;
    struct committed *committed = malloc(sizeof *committed);
    struct stage *stage = stage_open(public_view_of, public_events_of);
    assert_non_null(committed);
    committed_load(committed);
    for (int s = 0; s < committed->count; s++)
        play(stage, &committed->scenarios[s], (uint32_t)s);
    for (uint32_t seed = 30000; seed < 30000 + DRAWN; seed++) {
        struct scenario scenario;
        struct noise noise = noise_of(seed);
        scenario_draw(&noise, &scenario);
        play(stage, &scenario, seed);
    }
    print_message("%d facts changed one by one\n", (int)stage->facts);
    assert_in_range(stage->facts, 100000, 100000000);
    stage_close(stage);
    free(committed);
}

/* ---- leaks of one thing each, and blind spots; the same checker has to see them */

static void leak_stocks(const struct world *world, struct public_view *view)
{
    public_view_of(world, view);
    view->kept[0] += world->actors[0].strike > 0;
}

static void leak_motive(const struct world *world, struct public_view *view)
{
    public_view_of(world, view);
    view->tech[1] = world->actors[1].motive > 0;
}

static void leak_secret_pact(const struct world *world, struct public_view *view)
{
    public_view_of(world, view);
    view->pact[0][1] = world->relations[0][1].pact;
}

static void blind_to_territory(const struct world *world, struct public_view *view)
{
    public_view_of(world, view);
    memset(view->territory, 0, sizeof view->territory);
}

/* Whatever all seats happen to have been told. */
static int leak_what_all_know(const struct event_list *list, const struct public_view *before,
                              struct public_event *events)
{
    int count = 0;
    for (int x = 0; x < list->count && count < PUBLIC_EVENTS_MAX; x++) {
        const struct event *event = &list->events[x];
        if (event->seen_by != (1u << before->n) - 1 || event->count > PUBLIC_NUMBERS_MAX)
            continue;
        struct public_event *told = &events[count++];
        *told = (struct public_event){.kind = event->kind, .count = event->count};
        memcpy(told->numbers, event->numbers, event->count * sizeof told->numbers[0]);
    }
    return count;
}

static void planted_leaks_are_seen(void **state)
{
    (void)state;
    static const struct {
        look_fn *look;
        pick_fn *pick;
        const char *fact;
    } plants[] = {
        {leak_stocks, public_events_of, "a0.0.strike"},
        {leak_motive, public_events_of, "a1.0.motive"},
        {leak_secret_pact, public_events_of, "p0.1.pact"},
        {blind_to_territory, public_events_of, "a0.0.territory"},
        {public_view_of, leak_what_all_know, "e1.0.added"},
    };
    struct scenario scenario;
    struct stage *stage = stage_open(public_view_of, public_events_of);
    scenario_init(&scenario, "plants", 3);
    world_setup(&stage->world, &scenario, key_of(7, 0));
    resolve(stage, 7);
    struct relation *pact = &stage->world.relations[0][1];
    pact->pact = PACT_DEFENSIVE;
    pact->secret = 1;
    stage->world.actors[0].strike = 1;
    assert_int_equal(try_turn(stage), 0);
    for (size_t x = 0; x < sizeof plants / sizeof plants[0]; x++) {
        stage->look = plants[x].look;
        stage->pick = plants[x].pick;
        if (try_turn(stage) == 0)
            fail_msg("the plant %s was not seen", plants[x].fact);
        assert_string_equal(stage->fact, plants[x].fact);
    }
    stage_close(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spectators_are_sent_nothing_hidden),
        cmocka_unit_test(planted_leaks_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
