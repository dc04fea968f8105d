#include "server/session/debriefs.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/rare.h"
#include "common/rules/limits.h"
#include "server/session/debriefs_job.h"

#include <assert.h>
#include <stdlib.h>

enum place_state { PLACE_FREE, PLACE_WAITING, PLACE_RUNNING, PLACE_READY, PLACE_FAILED };

/* One world in one language. */
struct place {
    enum place_state state;
    struct id world;
    const struct language *language;
    uint64_t asked; /* when it was asked for last, or began to wait */
    bool withheld;  /* it says less than it will, see debriefs_host.withholds */
    struct debrief_texts texts;
};

struct debriefs {
    struct debriefs_host host;
    bool stopping;
    uint64_t asks; /* so far: the time here */
    struct debriefs_counts counts;
    struct place places[DEBRIEFS_MAX];
};

struct debriefs *debriefs_create(const struct debriefs_host *host)
{
    struct debriefs *debriefs = memory_zeroed(1, sizeof *debriefs);
    debriefs->host = *host;
    return debriefs;
}

static void forget(struct debriefs *debriefs, struct place *place)
{
    debriefs->counts.kept -= place->state == PLACE_READY;
    debriefs->counts.waiting -= place->state == PLACE_WAITING;
    debriefs->counts.bytes -= place->texts.bytes;
    free(place->texts.memory);
    *place = (struct place){.state = PLACE_FREE};
}

void debriefs_stop(struct debriefs *debriefs)
{
    debriefs->stopping = true;
    for (int x = 0; x < DEBRIEFS_MAX; x++)
        if (debriefs->places[x].state == PLACE_WAITING)
            forget(debriefs, &debriefs->places[x]);
}

void debriefs_destroy(struct debriefs *debriefs)
{
    must(debriefs->counts.running == 0);
    for (int x = 0; x < DEBRIEFS_MAX; x++)
        forget(debriefs, &debriefs->places[x]);
    free(debriefs);
}

/* ---- places */

static struct place *find(struct debriefs *debriefs, const struct id *world, const struct language *language)
{
    for (int x = 0; x < DEBRIEFS_MAX; x++) {
        struct place *place = &debriefs->places[x];
        if (place->state != PLACE_FREE && place->language == language && id_equal(&place->world, world))
            return place;
    }
    return NULL;
}

/* Of those in one of two states, the one that was asked for longest ago; NULL: there is none. */
static struct place *oldest(struct debriefs *debriefs, enum place_state one, enum place_state other)
{
    struct place *found = NULL;
    for (int x = 0; x < DEBRIEFS_MAX; x++) {
        struct place *place = &debriefs->places[x];
        if ((place->state == one || place->state == other) && (!found || place->asked < found->asked))
            found = place;
    }
    return found;
}

/* Not more than run and wait are never forgotten, so there is always one. */
static struct place *free_place(struct debriefs *debriefs)
{
    static_assert(DEBRIEFS_RUNNING_MAX + DEBRIEFS_WAITING_MAX < DEBRIEFS_MAX, "there is always a place");
    struct place *place = oldest(debriefs, PLACE_FREE, PLACE_FREE);
    if (!place) {
        place = oldest(debriefs, PLACE_READY, PLACE_FAILED);
        forget(debriefs, place);
    }
    return place;
}

/* ---- making */

static void begin_next(struct debriefs *debriefs);

static void keep(struct debriefs *debriefs, struct place *place, struct debrief_job *job)
{
    place->texts = job->texts;
    job->texts = (struct debrief_texts){0};
    place->state = PLACE_READY;
    place->asked = ++debriefs->asks; /* whoever waits for it comes now */
    debriefs->counts.kept++;
    debriefs->counts.bytes += place->texts.bytes;
    while (debriefs->counts.bytes > debriefs->host.bytes_max) {
        struct place *other = oldest(debriefs, PLACE_READY, PLACE_READY);
        if (other == place)
            break;
        forget(debriefs, other);
    }
}

static void on_done(void *user)
{
    struct debrief_job *job = user;
    struct debriefs *debriefs = job->owner;
    struct place *place = job->place;
    debriefs->counts.running--;
    if (job->status == STATUS_OK) {
        keep(debriefs, place, job);
    } else if (job->status == STATUS_MEMORY) {
        forget(debriefs, place); /* it may go well another time */
    } else {
        char hex[ID_HEX_SIZE];
        log_event(LOG_ERROR, "debrief", "world", id_hex(&place->world, hex), "cause", job->cause.text, NULL);
        place->state = PLACE_FAILED;
    }
    debrief_job_destroy(job);
    begin_next(debriefs);
}

static void add_other(void *job, struct slice record, const char *name)
{
    debrief_job_add_other(job, record, name);
}

/* From waiting to running, or to a free place where it cannot be. */
static void begin(struct debriefs *debriefs, struct place *place)
{
    struct slice record;
    const struct debriefs_host *host = &debriefs->host;
    record.at = host->record(host->user, &place->world, &record.length);
    struct debrief_job *job = record.at ? debrief_job_create(record, place->language) : NULL;
    if (!job || !host->steering(host->user, &place->world, &job->steering)) {
        if (job)
            debrief_job_destroy(job);
        forget(debriefs, place);
        return;
    }
    must(slice_copy(slice_of(host->name(host->user, &place->world)), job->name, sizeof job->name));
    job->scored = host->scored(host->user, &place->world);
    must(slice_copy(slice_of(host->code(host->user, &place->world)), job->code, sizeof job->code));
    host->others(host->user, &place->world, add_other, job);
    job->steering.of.withheld = place->withheld = host->withholds(host->user, &place->world);
    job->owner = debriefs;
    job->place = place;
    debriefs->counts.waiting--;
    debriefs->counts.running++;
    place->state = PLACE_RUNNING;
    if (host->work) {
        host->work(host->user, debrief_job_run, on_done, job);
    } else {
        debrief_job_run(job);
        on_done(job);
    }
}

static void begin_next(struct debriefs *debriefs)
{
    while (!debriefs->stopping && debriefs->counts.waiting > 0 &&
           debriefs->counts.running < DEBRIEFS_RUNNING_MAX)
        begin(debriefs, oldest(debriefs, PLACE_WAITING, PLACE_WAITING));
}

/* ---- asking */

static struct place *wait_for(struct debriefs *debriefs, const struct id *world,
                              const struct language *language)
{
    if (debriefs->stopping || debriefs->counts.waiting == DEBRIEFS_WAITING_MAX)
        return NULL;
    struct place *place = free_place(debriefs);
    *place = (struct place){
        .state = PLACE_WAITING, .world = *world, .language = language, .asked = ++debriefs->asks};
    debriefs->counts.waiting++;
    begin_next(debriefs);
    return find(debriefs, world, language); /* unless there was no memory */
}

enum debrief_answer debriefs_ask(struct debriefs *debriefs, const struct id *world,
                                 const struct language *language, int seat, struct slice *text,
                                 const struct card_cuts **cuts)
{
    struct place *place = find(debriefs, world, language);
    if (!place)
        place = wait_for(debriefs, world, language);
    if (!place)
        return DEBRIEF_CROWDED;
    if (place->state == PLACE_FAILED)
        return DEBRIEF_FAILED;
    if (place->state != PLACE_READY)
        return DEBRIEF_MAKING;
    must(seat >= DEBRIEF_CARDS && seat < ACTORS_MAX);
    if (rare("debriefs: forgotten between two pieces")) {
        forget(debriefs, place);
        return DEBRIEF_CROWDED;
    }
    place->asked = ++debriefs->asks;
    *text = place->texts.of[seat + 1];
    *cuts = &place->texts.cuts;
    return DEBRIEF_READY;
}

void debriefs_renew(struct debriefs *debriefs, const struct id *world, const struct language *language)
{
    struct place *place = find(debriefs, world, language);
    if (place && place->state == PLACE_READY && place->withheld &&
        !debriefs->host.withholds(debriefs->host.user, world))
        forget(debriefs, place);
}

struct debriefs_counts debriefs_counts(const struct debriefs *debriefs)
{
    return debriefs->counts;
}
