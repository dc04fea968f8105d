#include "server/session/debriefs_job.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/cards/card_debrief.h"
#include "common/wire/limits.h"
#include "common/worlds/told_world.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static_assert((int)CARD_DEBRIEF_MAX <= (int)WIRE_DEBRIEF_MAX, "whatever is made can be told");

struct debrief_job *debrief_job_create(struct slice record, const struct language *language)
{
    struct debrief_job *job = memory_try(memory_sum(sizeof *job, record.length));
    if (!job)
        return NULL;
    memset(job, 0, sizeof *job);
    job->language = language;
    job->record_size = record.length;
    memcpy(job->record, record.at, record.length);
    return job;
}

void debrief_job_add_other(struct debrief_job *job, struct slice record, const char *name)
{
    struct debrief_other *other = NULL;
    if (job->others_bytes + record.length <= DEBRIEF_OTHERS_BYTES)
        other = memory_try(memory_sum(sizeof *other, record.length));
    if (!other) {
        job->others_beyond++;
        return;
    }
    other->next = job->others;
    must(slice_copy(slice_of(name), other->name, sizeof other->name));
    other->record_size = record.length;
    memcpy(other->record, record.at, record.length);
    job->others = other;
    job->others_bytes += record.length;
}

void debrief_job_destroy(struct debrief_job *job)
{
    for (struct debrief_other *other = job->others, *next; other; other = next) {
        next = other->next;
        free(other);
    }
    told_steering_free(&job->steering);
    free(job->texts.memory);
    free(job);
}

/* Puts text `x` behind those before it. */
static enum status keep(struct debrief_job *job, int x, const struct text *text)
{
    struct debrief_texts *texts = &job->texts;
    if (text->cut)
        return status_fail(&job->cause, STATUS_INVALID, "it is longer than %d bytes", CARD_DEBRIEF_MAX);
    char *grown = memory_try_grown(texts->memory, texts->bytes + text->length, 1);
    if (!grown)
        return memory_lacks(&job->cause, "a debrief");
    texts->memory = grown;
    memcpy(grown + texts->bytes, text->at, text->length);
    texts->of[x].length = text->length;
    texts->bytes += text->length;
    return STATUS_OK;
}

static enum status put_texts(struct debrief_job *job, const struct card_input *input, char *scratch)
{
    int seats = log_start(input->played->log)->scenario.actor_count;
    enum status status = STATUS_OK;
    for (int x = 0; x <= seats && !status; x++) {
        struct text text = text_over(scratch, CARD_DEBRIEF_MAX);
        if (x == 0)
            card_put_debrief_cut(input, &text, &job->texts.cuts);
        else /* what a seat thought of how it was seen is in no record */
            card_put_debrief_own(input, x - 1, NULL, &text);
        status = keep(job, x, &text);
    }
    const char *at = job->texts.memory;
    for (int x = 0; x < DEBRIEF_TEXTS; x++) {
        job->texts.of[x].at = at;
        at += job->texts.of[x].length;
    }
    return status;
}

/* The other worlds in numbers, in the order in which they were added. One whose record has no turn is nothing
 * to compare with. */
static int compare(struct debrief_job *job, struct card_world worlds[CARD_WORLDS_MAX])
{
    int count = 0;
    for (const struct debrief_other *other = job->others; other; other = other->next) {
        struct told_world *told = NULL;
        struct cause cause;
        if (count == CARD_WORLDS_MAX ||
            told_world_create((struct slice){other->record, other->record_size}, &told, &cause)) {
            job->others_beyond++;
            continue;
        }
        struct card_input input;
        told_world_input(told, &input);
        memmove(worlds + 1, worlds, (size_t)count * sizeof worlds[0]);
        card_world_of(input.played, &input.id, &worlds[0]);
        card_world_name(&worlds[0], other->name);
        count++;
        told_world_destroy(told);
    }
    return count;
}

static enum status make(struct debrief_job *job, struct told_world **told, char *scratch)
{
    struct slice record = {job->record, job->record_size};
    struct card_world worlds[CARD_WORLDS_MAX];
    struct card_input input;
    enum status status = told_world_create(record, told, &job->cause);
    if (status)
        return status;
    told_world_play_again(*told);
    told_world_input(*told, &input);
    input.language = job->language;
    input.width = CARD_WIDTH;
    input.code = job->code;
    input.name = job->name;
    input.scored = job->scored;
    input.steering = &job->steering.of;
    input.worlds = worlds;
    input.world_count = compare(job, worlds);
    input.worlds_beyond = job->others_beyond;
    return put_texts(job, &input, scratch);
}

void debrief_job_run(void *user)
{
    struct debrief_job *job = user;
    struct told_world *told = NULL;
    char *scratch = memory_try(CARD_DEBRIEF_MAX);
    job->status = scratch ? make(job, &told, scratch) : memory_lacks(&job->cause, "a debrief");
    told_world_destroy(told);
    free(scratch);
}
