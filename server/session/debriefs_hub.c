/* What debriefs are made from: the worlds of the hub's exercises, as the exercises know them. */
#include "server/session/session.h"

#include "server/session/debriefs.h"

#include <assert.h>

/* Of the hub's exercises, by one of its worlds; `exercise` NULL: it is gone. */
struct found {
    const struct exercise *exercise;
    int world;
};

static struct found find(const struct hub *hub, const struct id *world)
{
    for (int x = 0; x < hub->exercise_count; x++) {
        int found = exercise_find_world(hub->exercises[x], world);
        if (found >= 0)
            return (struct found){hub->exercises[x], found};
    }
    return (struct found){.exercise = NULL};
}

static const char *ended_record(void *user, const struct id *world, size_t *size)
{
    struct found at = find(user, world);
    return at.exercise ? world_own_record(exercise_world(at.exercise, at.world), size) : NULL;
}

static void other_records(void *user, const struct id *world,
                          void (*each)(void *job, struct slice record, const char *name), void *job)
{
    struct found at = find(user, world);
    for (int y = 0; at.exercise && y < exercise_worlds(at.exercise); y++) {
        struct slice record;
        record.at = y == at.world ? NULL : world_own_record(exercise_world(at.exercise, y), &record.length);
        if (record.at)
            each(job, record, exercise_world_title(at.exercise, y));
    }
}

static const char *world_name(void *user, const struct id *world)
{
    struct found at = find(user, world);
    return at.exercise ? exercise_world_title(at.exercise, at.world) : "";
}

static const char *world_code(void *user, const struct id *world)
{
    struct found at = find(user, world);
    return at.exercise ? exercise_code(at.exercise) : "";
}

static bool scores_beliefs(void *user, const struct id *world)
{
    struct found at = find(user, world);
    return at.exercise && exercise_settings_of(at.exercise)->beliefs == BELIEFS_SCORED;
}

static bool tell_steering(void *user, const struct id *world, struct told_steering *told)
{
    struct found at = find(user, world);
    return !at.exercise || world_tell_steering(exercise_world(at.exercise, at.world), told);
}

static bool others_play(void *user, const struct id *world)
{
    struct found at = find(user, world);
    for (int y = 0; at.exercise && y < exercise_worlds(at.exercise); y++)
        if (!world_ended(exercise_world(at.exercise, y)))
            return true;
    return false;
}

/* The host's work, for debriefs that know no hub. */
static void give_work(void *user, void (*run)(void *job), void (*done)(void *job), void *job)
{
    static_assert((int)DEBRIEFS_RUNNING_MAX <= (int)HUB_WORKS_MAX, "the host takes as many");
    struct hub *hub = user;
    hub->host.work(hub->host.user, run, done, job);
}

struct debriefs *hub_make_debriefs(struct hub *hub)
{
    struct debriefs_host host = {
        .user = hub,
        .work = hub->host.work ? give_work : NULL,
        .record = ended_record,
        .others = other_records,
        .name = world_name,
        .code = world_code,
        .scored = scores_beliefs,
        .steering = tell_steering,
        .withholds = others_play,
        .bytes_max = DEBRIEFS_BYTES_MAX,
    };
    return debriefs_create(&host);
}
