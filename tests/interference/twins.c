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
void __wrap_debrief_job_add_other(struct debrief_job *job, struct slice record);
bool __real_world_tell_steering(const struct world_machine *machine, struct told_steering *told);
bool __wrap_world_tell_steering(const struct world_machine *machine, struct told_steering *told);
struct digest __real_record_opening_hash(const struct record_opening *opening);
struct digest __wrap_record_opening_hash(const struct record_opening *opening);
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

/* Of the second world, where nothing has to be alike. */
static bool is_far(const struct scenario *scenario)
{
    return scenario->parameters.noise == TWINS_FAR_NOISE;
}

void __wrap_turn_resolve(struct world *world, const struct order_book *book, struct event_list *events)
{
    struct twins *twins = on_stage;
    if (is_believed(world) || is_far(&world->scenario)) {
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
        int at = (twins->resolved_from + twins->resolved_count++) % TWINS_AHEAD;
        assert_true(twins->resolved_count <= TWINS_AHEAD);
        twins->resolved[at].before = *world;
        twins->resolved[at].book = *book;
        __real_turn_resolve(world, book, events);
        return;
    }
    int at = twins->resolved_from;
    if (twins->resolved_count == 0 || twins->resolved[at].before.turn != turn)
        fail_msg("the changed twin closes turn %d, which the plain one has not closed", turn + 1);
    twins->resolved_from = (at + 1) % TWINS_AHEAD;
    twins->resolved_count--;
    struct public_view before;
    *world = twins->resolved[at].before;
    public_view_of(world, &before);
    __real_turn_resolve(world, &twins->resolved[at].book, events);
    perturb_events(events, &before, twins->audience, lot_of(twins, 500 + (uint64_t)turn));
    change_world(twins, world);
    twins->changed_turns++;
}

/* The opening as it was before it was changed, when a roll-back begins the world again. */
static const struct record_opening *unchanged(const struct record_opening *opening)
{
    const struct world_machine *plain = twins_machine(on_stage, PLAIN);
    return plain && plain->phase != WORLD_LOBBY ? &plain->opening : opening;
}

static bool is_changed(const struct record_opening *opening)
{
    return on_stage && on_stage->side == CHANGED && !on_stage->apart && !is_far(&opening->scenario);
}

/* The opening was read, hashed and committed to before the world begins: from then on only what is told at
 * the end comes from it. */
void __wrap_record_begin(const struct record_opening *opening, struct world *world)
{
    if (!is_changed(opening)) {
        __real_record_begin(opening, world);
        return;
    }
    const struct record_opening *first = unchanged(opening);
    __real_record_begin(first, world);
    if (memcmp(opening->key, first->key, sizeof opening->key) == 0)
        perturb_opening((struct record_opening *)(uintptr_t)opening, lot_of(on_stage, 900));
    change_world(on_stage, world);
}

struct digest __wrap_record_opening_hash(const struct record_opening *opening)
{
    return __real_record_opening_hash(is_changed(opening) ? unchanged(opening) : opening);
}

/* A debrief opens what was hidden, and what became of the changed twin follows from no record: both tell the
 * plain one's. What is looked at is when it is told, and to whom. */
struct debrief_job *__wrap_debrief_job_create(struct slice record, const struct language *language)
{
    const struct world_machine *plain = twins_machine(on_stage, PLAIN);
    record.at = world_own_record(plain, &record.length);
    assert_non_null(record.at); /* the plain twin goes first */
    return __real_debrief_job_create(record, language);
}

bool __wrap_world_tell_steering(const struct world_machine *machine, struct told_steering *told)
{
    (void)machine;
    return __real_world_tell_steering(twins_machine(on_stage, PLAIN), told);
}

/* What became of other worlds is opened with it. */
void __wrap_debrief_job_add_other(struct debrief_job *job, struct slice record)
{
    (void)job;
    (void)record;
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
    return hub->exercise_count ? exercise_world(hub->exercises[0], 0) : NULL;
}
