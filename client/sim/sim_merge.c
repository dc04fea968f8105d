#include "client/sim/sim_merge.h"

#include "client/sim/sim_frame.h"
#include "client/sim/sim_worker.h"
#include "common/base/file.h"
#include "common/base/must.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELD_SIZE = 256 * 1024, LOOK_GAMES = 256 };

/* Lines on their way out. */
struct sink {
    int fd; /* -1: nowhere */
    const char *name;
    size_t held;
    char memory[HELD_SIZE];
};

struct merge {
    const struct sim_plan *plan;
    struct sim_summary *summary;
    struct sim_crew *crew; /* NULL: parts are read */
    int jobs;
    struct sim_reader readers[SIM_JOBS_MAX];
    struct sink sink;
};

static enum status failed(struct cause *cause, const char *path, const char *what)
{
    enum status status = errno == ENOSPC || errno == EDQUOT ? STATUS_FULL : STATUS_IO;
    return status_fail(cause, status, "%s: cannot %s: %s", path, what, strerror(errno));
}

static enum status sink_flush(struct sink *sink, struct cause *cause)
{
    size_t size = sink->held;
    sink->held = 0;
    return sim_write_all(sink->fd, sink->memory, size) ? STATUS_OK : failed(cause, sink->name, "write");
}

static enum status sink_put(struct sink *sink, const char *bytes, size_t size, struct cause *cause)
{
    if (sink->fd < 0)
        return STATUS_OK;
    enum status status = sink->held + size > HELD_SIZE ? sink_flush(sink, cause) : STATUS_OK;
    if (status)
        return status;
    if (size > HELD_SIZE)
        return sim_write_all(sink->fd, bytes, size) ? STATUS_OK : failed(cause, sink->name, "write");
    memcpy(sink->memory + sink->held, bytes, size);
    sink->held += size;
    return STATUS_OK;
}

static enum status put_header(struct merge *merge, struct cause *cause)
{
    char memory[SIM_HEADER_MAX];
    struct text header = text_over(memory, sizeof memory);
    if (merge->plan->shard != 1)
        return STATUS_OK;
    sim_put_header(merge->plan, &header);
    must(!header.cut);
    return sink_put(&merge->sink, memory, header.length, cause);
}

static enum status merge_one(struct merge *merge, int64_t number, struct cause *cause)
{
    struct sim_frame frame;
    int w = (int)((number - merge->plan->first) % merge->jobs);
    enum status status = sim_reader_next(&merge->readers[w], &frame, cause);
    if (!status && frame.number != number)
        status = status_fail(cause, STATUS_CORRUPT, "game %lld stands where %lld belongs",
                             (long long)frame.number, (long long)number);
    if (!merge->crew && (status == STATUS_CLOSED || status == STATUS_CORRUPT))
        status = status_fail(cause, STATUS_CORRUPT, "part %d of %d: game %lld is missing or damaged", w,
                             merge->jobs, (long long)number);
    if (status)
        return status;
    sim_summary_add(merge->summary, (int)(number / merge->plan->games), &frame.outcomes);
    if (merge->crew)
        sim_crew_count(merge->crew);
    return sink_put(&merge->sink, frame.lines.at, frame.lines.length, cause);
}

static enum status merge_all(struct merge *merge, struct cause *cause)
{
    enum status status = put_header(merge, cause);
    for (int64_t number = merge->plan->first; number < merge->plan->end && !status; number++) {
        bool looks = !merge->crew && number % LOOK_GAMES == 0; /* a crew looks by itself */
        status = looks && sim_called_off() ? STATUS_CLOSED : merge_one(merge, number, cause);
    }
    enum status last = merge->sink.fd >= 0 && (status == STATUS_OK || merge->crew)
                           ? sink_flush(&merge->sink, status ? &(struct cause){{0}} : cause)
                           : STATUS_OK;
    return status ? status : last;
}

static struct merge *merge_create(const struct sim_plan *plan, struct sim_summary *summary, int jobs)
{
    struct merge *merge = calloc(1, sizeof *merge);
    must(merge != NULL);
    merge->plan = plan;
    merge->summary = summary;
    merge->jobs = jobs;
    return merge;
}

static void merge_destroy(struct merge *merge)
{
    for (int w = 0; w < merge->jobs; w++)
        sim_reader_free(&merge->readers[w]);
    free(merge);
}

enum status sim_merge_crew(struct sim_crew *crew, const struct sim_plan *plan, int out, const char *name,
                           struct sim_summary *summary, struct cause *cause)
{
    struct merge *merge = merge_create(plan, summary, crew->jobs);
    merge->crew = crew;
    merge->sink.fd = out;
    merge->sink.name = name;
    for (int w = 0; w < crew->jobs; w++) {
        merge->readers[w] = sim_reader_of(crew->workers[w].data);
        merge->readers[w].wait = sim_crew_wait_for;
        merge->readers[w].user = crew;
    }
    enum status status = merge_all(merge, cause);
    merge_destroy(merge);
    return status;
}

/* Into `fd`; the parts are read from their beginning. */
static enum status merge_into(struct sim_parts *parts, int fd, const char *path, struct sim_summary *summary,
                              struct cause *cause)
{
    struct merge *merge = merge_create(parts->plan, summary, parts->jobs);
    enum status status = STATUS_OK;
    merge->sink.fd = fd;
    merge->sink.name = path;
    for (int w = 0; w < parts->jobs; w++) {
        merge->readers[w] = sim_reader_of(parts->parts[w].fd);
        if (!status && lseek(parts->parts[w].fd, 0, SEEK_SET) < 0)
            status = failed(cause, parts->out, "read the parts of");
        if (!status)
            status = sim_reader_skip(&merge->readers[w], parts->parts[w].head, cause);
    }
    if (!status)
        status = merge_all(merge, cause);
    merge_destroy(merge);
    if (!status && fsync(fd) != 0)
        status = failed(cause, path, "sync");
    return status;
}

enum status sim_merge_parts(struct sim_parts *parts, struct sim_summary *summary, struct cause *cause)
{
    char path[SIM_PATH_SIZE];
    if (snprintf(path, sizeof path, "%s.part-merged", parts->out) >= (int)sizeof path)
        return status_fail(cause, STATUS_INVALID, "--out: the path is too long");
    unlink(path); /* what a killed merge left; never written to, for it may be FILE's second name */
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        return failed(cause, path, "create");
    enum status status = merge_into(parts, fd, path, summary, cause);
    if (close(fd) != 0 && !status)
        status = failed(cause, path, "close");
    if (!status)
        status = file_give_name(path, parts->out, cause);
    if (status)
        unlink(path);
    return status;
}
