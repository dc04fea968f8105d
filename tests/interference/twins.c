#include "twins.h"

#include "perturb.h"
#include "server/session/debriefs_job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The linker gives the wraps no argument of their own. */
static struct twins *on_stage;

struct debrief_job *__real_debrief_job_create(struct slice record, const struct language *language);
struct debrief_job *__wrap_debrief_job_create(struct slice record, const struct language *language);
void __real_debrief_job_run(void *job);
void __wrap_debrief_job_run(void *job);
void __real_turn_resolve(struct world *world, const struct order_book *book, struct event_list *events);
void __wrap_turn_resolve(struct world *world, const struct order_book *book, struct event_list *events);
void __real_record_begin(const struct record_opening *opening, struct world *world);
void __wrap_record_begin(const struct record_opening *opening, struct world *world);

static struct lot lot_of(const struct twins *twins, uint64_t use)
{
    return (struct lot){twins->seed * 1000003 + use};
}

static void change_world(const struct twins *twins, struct world *world)
{
    perturb_world(world, twins->audience, lot_of(twins, (uint64_t)world->turn));
}

/* A world that a seat takes to be, to reckon with: it has no dice. Both twins resolve it as it is. */
static bool is_believed(const struct world *world)
{
    static const struct siphash_key no_key;
    return memcmp(&world->key, &no_key, sizeof no_key) == 0;
}

void __wrap_turn_resolve(struct world *world, const struct order_book *book, struct event_list *events)
{
    struct twins *twins = on_stage;
    if (is_believed(world)) {
        __real_turn_resolve(world, book, events);
        return;
    }
    int turn = world->turn;
    if (twins && twins->apart) {
        __real_turn_resolve(world, book, events);
        return;
    }
    if (!twins || twins->side >= SIDES)
        fail_msg("a turn is resolved while no twin runs");
    if (twins->side == PLAIN) {
        assert_true(turn <= twins->turns && turn < TURNS_MAX);
        twins->resolved[turn].before = *world;
        twins->resolved[turn].book = *book;
        twins->turns = turn + 1;
        __real_turn_resolve(world, book, events);
        return;
    }
    if (turn >= twins->turns)
        fail_msg("the changed twin closes turn %d, which the plain one has not closed", turn + 1);
    struct public_view before;
    *world = twins->resolved[turn].before;
    public_view_of(world, &before);
    __real_turn_resolve(world, &twins->resolved[turn].book, events);
    perturb_events(events, &before, twins->audience, lot_of(twins, 500 + (uint64_t)turn));
    change_world(twins, world);
    twins->changed_turns++;
}

/* The opening was read, hashed and committed to before the world begins: from then on only what is told at
 * the end comes from it. */
void __wrap_record_begin(const struct record_opening *opening, struct world *world)
{
    __real_record_begin(opening, world);
    if (!on_stage || on_stage->side != CHANGED || on_stage->apart)
        return;
    perturb_opening((struct record_opening *)(uintptr_t)opening, lot_of(on_stage, 900));
    change_world(on_stage, world);
}

/* A debrief opens what was hidden, and what became of the changed twin follows from no record: both tell the
 * plain one's. What is looked at is when it is told, and to whom. */
struct debrief_job *__wrap_debrief_job_create(struct slice record, const struct language *language)
{
    const struct world_machine *plain = twins_machine(on_stage, PLAIN);
    record.at = world_record(plain, &record.length);
    assert_non_null(record.at); /* the plain twin goes first */
    return __real_debrief_job_create(record, language);
}

/* Its turns are nobody's on stage. */
void __wrap_debrief_job_run(void *job)
{
    on_stage->apart = true;
    __real_debrief_job_run(job);
    on_stage->apart = false;
}

void twins_begin(struct twins *twins, int audience, uint64_t seed)
{
    assert_null(on_stage);
    memset(twins, 0, sizeof *twins);
    twins->audience = audience;
    twins->seed = seed;
    on_stage = twins;
    for (int side = PLAIN; twins_enter(twins, side); side++) {
        twins->house[side] = house_open(HOUSE_MEMORY);
        twins->house[side]->dice = seed;
    }
}

void twins_end(struct twins *twins)
{
    for (int side = PLAIN; twins_enter(twins, side); side++)
        house_close(twins->house[side]);
    on_stage = NULL;
}

bool twins_enter(struct twins *twins, int side)
{
    twins->side = side;
    return side < SIDES;
}

const struct world_machine *twins_machine(const struct twins *twins, int side)
{
    struct hub *hub = twins->house[side]->hub;
    return hub->exercise_count ? exercise_world(hub->exercises[0]) : NULL;
}
