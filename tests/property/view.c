/* Non-interference: changing what a seat may not know changes no byte of its view.
 *
 * The numbers of actors and relations are walked by their names; knowledge.c says which of them are known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/canonical.h"
#include "tests/property/knowledge.h"
#include "tests/property/worlds.h"

#include <stdlib.h>
#include <string.h>

enum { POSITIONS = 5, DRAWN = 40 };

typedef void look_fn(const struct world *world, int me, struct view *view);

/* One seat's look at one world, and what it may not know of it. */
struct watch {
    look_fn *look;
    struct world world, kept;
    int me;
    struct view view, other;
    char text[CANONICAL_VIEW_MAX], other_text[CANONICAL_VIEW_MAX];
    char fact[64];  /* the first fact that was told though hidden, or not noticed though known */
    int64_t facts;  /* tried */
    int64_t faults; /* told though hidden, not noticed though known */
};

static void note(struct watch *watch, char letter, int i, int j, const char *name)
{
    if (watch->faults++ > 0)
        return;
    struct text text = text_over(watch->fact, sizeof watch->fact);
    text_put_char(&text, letter);
    text_put_int(&text, i);
    if (j >= 0) {
        text_put_char(&text, '.');
        text_put_int(&text, j);
    }
    text_put_char(&text, '.');
    text_put(&text, name);
}

/* Does the view change when the number does? */
static bool shows(struct watch *watch, int32_t *number, int32_t by)
{
    int32_t kept = *number;
    *number = kept > 0 ? kept - by : kept + by;
    watch->look(&watch->world, watch->me, &watch->other);
    *number = kept;
    watch->facts++;
    return memcmp(&watch->view, &watch->other, sizeof watch->view) != 0;
}

static void try_number(struct watch *watch, enum knowledge knowledge, int32_t *number, char letter, int i,
                       int j, const char *name)
{
    if (knowledge == UNSHOWN)
        return;
    /* one step for a hidden number, and for a known one far enough to outlive rounding */
    int32_t by = knowledge == HIDDEN ? 1 : strcmp(name, "assess") == 0 ? 900 : 3;
    if (knowledge == HIDDEN && shows(watch, number, 977))
        note(watch, letter, i, j, name);
    if (shows(watch, number, by) != (knowledge == KNOWN))
        note(watch, letter, i, j, name);
}

static void try_actors(struct watch *watch)
{
    for (int i = 0; i < watch->world.scenario.actor_count; i++)
        for (int f = 0; f < ACTOR_NUMBERS; f++)
            try_number(watch, actor_knowledge(watch->me, i, actor_number_names[f]),
                       (int32_t *)&watch->world.actors[i] + f, 'a', i, -1, actor_number_names[f]);
}

static void try_relations(struct watch *watch)
{
    int n = watch->world.scenario.actor_count;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            for (int f = 0; f < RELATION_NUMBERS && i != j; f++)
                try_number(watch,
                           relation_knowledge(&watch->world, watch->me, i, j, relation_number_names[f]),
                           (int32_t *)&watch->world.relations[i][j] + f, 'p', i, j, relation_number_names[f]);
}

/* Everything hidden that is no number of an actor or a relation. */
static void try_conditions(struct watch *watch)
{
    struct world *world = &watch->world;
    struct scenario *scenario = &world->scenario;
    try_number(watch, HIDDEN, &world->balance, 'w', 0, -1, "balance");
    try_number(watch, HIDDEN, &scenario->parameters.balance, 's', 0, -1, "balance");
    try_number(watch, HIDDEN, &scenario->parameters.perceived_balance, 's', 0, -1, "perceived_balance");
    for (int word = 0; word < 4; word++)
        try_number(watch, HIDDEN, (int32_t *)&world->key + word, 'w', word, -1, "key");
    for (int i = 0; i < scenario->actor_count; i++)
        try_number(watch, i == watch->me ? KNOWN : HIDDEN, &scenario->actors[i].motive, 's', i, -1, "motive");
    for (int x = 0; x < scenario->pact_count; x++) {
        const struct scenario_pact *pact = &scenario->pacts[x];
        bool mine = pact->i == watch->me || pact->j == watch->me;
        try_number(watch, pact->secret && !mine ? HIDDEN : KNOWN, &scenario->pacts[x].kind, 's', pact->i,
                   pact->j, "pact");
    }
    for (int x = 0; x < scenario->assessment_count; x++) {
        const struct scenario_assessment *assessment = &scenario->assessments[x];
        try_number(watch, assessment->i == watch->me ? KNOWN : HIDDEN, &scenario->assessments[x].permille,
                   's', assessment->i, assessment->j, "assessment");
    }
}

/* Everything hidden changed at once: not a byte of the view, nor a letter of its text. */
static void try_all_at_once(struct watch *watch)
{
    struct world *world = &watch->world;
    int n = world->scenario.actor_count;
    watch->kept = *world;
    for (int i = 0; i < n; i++) {
        for (int f = 0; f < ACTOR_NUMBERS; f++)
            if (actor_knowledge(watch->me, i, actor_number_names[f]) == HIDDEN)
                ((int32_t *)&world->actors[i])[f] += 1;
        if (i != watch->me)
            world->scenario.actors[i].motive ^= 1;
        for (int j = 0; j < n; j++)
            for (int f = 0; f < RELATION_NUMBERS && i != j; f++)
                if (relation_knowledge(&watch->world, watch->me, i, j, relation_number_names[f]) == HIDDEN &&
                    strcmp(relation_number_names[f], "secret") != 0)
                    ((int32_t *)&world->relations[i][j])[f] += 7;
    }
    world->balance += 1;
    world->key.low ^= 5;
    world->scenario.parameters.balance += 1;
    if (n > 3 && world->scenario.pact_count < PACTS_MAX) { /* a secret pact of two others */
        int i = watch->me == 0, j = n - 1 - (watch->me == n - 1);
        world->scenario.pacts[world->scenario.pact_count++] =
            (struct scenario_pact){i, j, PACT_UNCONDITIONAL, 1};
    }
    struct text text = text_over(watch->text, sizeof watch->text);
    struct text other = text_over(watch->other_text, sizeof watch->other_text);
    watch->look(world, watch->me, &watch->other);
    canonical_view(&watch->view, &text);
    canonical_view(&watch->other, &other);
    *world = watch->kept;
    watch->facts++;
    if (text.cut || memcmp(&watch->view, &watch->other, sizeof watch->view) != 0 ||
        strcmp(watch->text, watch->other_text) != 0)
        note(watch, 'w', watch->me, -1, "everything");
}

/* Tries every fact; the number of faults. */
static int64_t watch_seat(struct watch *watch, int me)
{
    watch->me = me;
    watch->faults = 0;
    watch->look(&watch->world, me, &watch->view);
    try_actors(watch);
    try_relations(watch);
    try_conditions(watch);
    try_all_at_once(watch);
    return watch->faults;
}

static void play_turns(struct world *world, uint32_t seed, int turns)
{
    static struct order_book book;
    static struct event_list events;
    for (int turn = 0; turn < turns && world->end == END_RUNNING; turn++) {
        book_draw(world, key_of(seed, 1), &book);
        turn_resolve(world, &book, &events);
    }
}

/* Some positions of one game, a few seats of each, dead ones too. */
static void watch_game(struct watch *watch, const struct scenario *scenario, uint32_t seed)
{
    int n = scenario->actor_count, seats = n > 4 ? 2 : n;
    world_setup(&watch->world, scenario, key_of(seed, 0));
    for (int position = 0; position < POSITIONS; position++) {
        for (int s = 0; s < seats; s++) {
            int me = (s * 5 + position + (int)seed) % n;
            if (watch_seat(watch, me) != 0)
                fail_msg("seat %d: %s is told though hidden, or not shown though known; scenario %s, seed "
                         "%u, turn %d",
                         me, watch->fact, scenario->name, seed, watch->world.turn);
        }
        play_turns(&watch->world, seed, 1 + position);
    }
}

static void views_tell_nothing_hidden(void **state)
{
    (void)state;
    struct committed *committed = malloc(sizeof *committed);
    struct watch *watch = calloc(1, sizeof *watch);
    assert_non_null(committed);
    assert_non_null(watch);
    committed_load(committed);
    watch->look = view_of;
    for (int s = 0; s < committed->count; s++)
        watch_game(watch, &committed->scenarios[s], (uint32_t)s);
    for (uint32_t seed = 20000; seed < 20000 + DRAWN; seed++) {
        struct scenario scenario;
        struct noise noise = noise_of(seed);
        scenario_draw(&noise, &scenario);
        watch_game(watch, &scenario, seed);
    }
    print_message("%d facts changed one by one\n", (int)watch->facts);
    assert_in_range(watch->facts, 100000, 100000000);
    free(watch);
    free(committed);
}

/* Views that leak one thing each; the same checker has to see it. */
static void leak_motive(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    for (int j = 0; j < view->n; j++)
        view->scenario.actors[j].motive = world->actors[j].motive;
}

static void leak_balance(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    view->scenario.parameters.balance = world->balance;
}

static void leak_stocks(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    view->est_before[(me + 1) % view->n] = world->actors[(me + 1) % view->n].strike / 100;
}

static void leak_estimate(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    view->own.held += world->relations[(me + 1) % view->n][me].assess > 0;
}

static void leak_insecurity(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    view->own.score -= world->actors[me].insecurity;
}

static void leak_secret_pact(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    view->pact[1][2] = world->relations[1][2].pact;
}

static void leak_key(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    view->band = (int32_t)(world->key.low & 3);
}

static void planted_leaks_are_seen(void **state)
{
    (void)state;
    static const struct {
        look_fn *look;
        const char *fact;
    } leaks[] = {
        {leak_motive, "a1.motive"},         {leak_balance, "w0.balance"}, {leak_stocks, "a1.strike"},
        {leak_insecurity, "a0.insecurity"}, {leak_key, "w0.key"},         {leak_secret_pact, "p1.2.pact"},
        {leak_estimate, "p1.0.assess"},
    };
    struct watch *watch = calloc(1, sizeof *watch);
    struct scenario scenario;
    assert_non_null(watch);
    scenario_init(&scenario, "leaks", 4);
    world_setup(&watch->world, &scenario, key_of(7, 0));
    watch->world.relations[1][2].pact = watch->world.relations[2][1].pact = PACT_DEFENSIVE;
    watch->world.relations[1][2].secret = watch->world.relations[2][1].secret = 1;
    watch->world.relations[1][0].assess = -300;
    watch->look = view_of;
    assert_int_equal(watch_seat(watch, 0), 0);
    for (size_t x = 0; x < sizeof leaks / sizeof leaks[0]; x++) {
        watch->look = leaks[x].look;
        if (watch_seat(watch, 0) == 0)
            fail_msg("the planted leak of %s was not seen", leaks[x].fact);
        assert_string_equal(watch->fact, leaks[x].fact);
    }
    free(watch);
}

/* Views that keep something back; the control has to see that too. */
static void blind_to_own_score(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    view->own.score = 0;
}

static void blind_to_attacks(const struct world *world, int me, struct view *view)
{
    view_of(world, me, view);
    memset(view->attacked, 0, sizeof view->attacked);
}

static void blindness_is_seen(void **state)
{
    (void)state;
    static const struct {
        look_fn *look;
        const char *fact;
    } blind[] = {{blind_to_own_score, "a0.score"}, {blind_to_attacks, "p0.1.attacked"}};
    struct watch *watch = calloc(1, sizeof *watch);
    struct scenario scenario;
    assert_non_null(watch);
    scenario_init(&scenario, "blind", 3);
    world_setup(&watch->world, &scenario, key_of(8, 0));
    for (size_t x = 0; x < sizeof blind / sizeof blind[0]; x++) {
        watch->look = blind[x].look;
        assert_true(watch_seat(watch, 0) > 0);
        assert_string_equal(watch->fact, blind[x].fact);
    }
    free(watch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(views_tell_nothing_hidden),
        cmocka_unit_test(planted_leaks_are_seen),
        cmocka_unit_test(blindness_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
