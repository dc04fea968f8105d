#include "client/sim/sim_part.h"

#include "client/sim/sim_frame.h"
#include "common/base/must.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    HEAD_MAX = SIM_PLAN_TEXT_MAX + 64,
    LOCK_TRIES = 30, /* of 100 ms: workers whose parent was killed end within that */
};

enum status sim_part_path(const char *out, int part, int jobs, char path[SIM_PATH_SIZE], struct cause *cause)
{
    int length = snprintf(path, SIM_PATH_SIZE, "%s.part-%d-of-%d", out, part, jobs);
    if (length >= SIM_PATH_SIZE)
        return status_fail(cause, STATUS_INVALID, "--out: the path is too long");
    return STATUS_OK;
}

static enum status failed(struct cause *cause, const char *path, const char *what)
{
    enum status status = errno == ENOSPC || errno == EDQUOT ? STATUS_FULL : STATUS_IO;
    return status_fail(cause, status, "%s: cannot %s: %s", path, what, strerror(errno));
}

static void put_head(const struct sim_parts *parts, int part, struct text *text)
{
    text_put(text, "spiral sim part 1\npart=");
    text_put_int(text, part);
    text_put(text, "\njobs=");
    text_put_int(text, parts->jobs);
    text_put_char(text, '\n');
    sim_plan_text(parts->plan, text);
    text_put_char(text, '\n');
    must(!text->cut);
}

static enum status lock_path(const char *out, char path[SIM_PATH_SIZE], struct cause *cause)
{
    if (snprintf(path, SIM_PATH_SIZE, "%s.part", out) >= SIM_PATH_SIZE)
        return status_fail(cause, STATUS_INVALID, "--out: the path is too long");
    return STATUS_OK;
}

/* FILE.part is there while a run is: whoever holds it locked may look at the parts, make, merge and remove
 * them. It goes with the run, so a lock on a file that has no name any more is no lock. */
static enum status take_lock(struct sim_parts *parts, struct cause *cause)
{
    char path[SIM_PATH_SIZE];
    struct timespec pause = {.tv_nsec = 100 * 1000000};
    enum status status = lock_path(parts->out, path, cause);
    for (int tries = 0; tries < LOCK_TRIES && !status; tries++) {
        struct stat found;
        int fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
        if (fd < 0)
            return failed(cause, path, "create");
        bool locked = flock(fd, LOCK_EX | LOCK_NB) == 0;
        if (!locked && errno != EWOULDBLOCK) {
            status = failed(cause, path, "lock");
        } else if (locked && fstat(fd, &found) == 0 && found.st_nlink > 0) {
            parts->lock = fd;
            return STATUS_OK;
        }
        close(fd);
        nanosleep(&pause, NULL);
    }
    return status
               ? status
               : status_fail(cause, STATUS_LOCKED,
                             "--out %s: another run is writing to it; wait for its end, or name another file",
                             parts->out);
}

static void drop_lock(struct sim_parts *parts)
{
    char path[SIM_PATH_SIZE];
    struct cause cause;
    if (parts->lock < 0)
        return;
    if (!lock_path(parts->out, path, &cause))
        unlink(path);
    close(parts->lock);
    parts->lock = -1;
}

static enum status write_head(int fd, const char *path, const struct text *head, struct cause *cause)
{
    if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) < 0)
        return failed(cause, path, "empty");
    ssize_t put = write(fd, head->at, head->length);
    if (put == (ssize_t)head->length)
        return STATUS_OK;
    errno = put < 0 ? errno : ENOSPC;
    return failed(cause, path, "write");
}

/* The first line in which the two differ, as "was begun with x, not y". */
static enum status name_difference(const char *path, struct slice found, struct slice wanted,
                                   struct cause *cause)
{
    struct slice was, is;
    for (;;) {
        bool more = slice_take(&found, '\n', &was);
        if (!slice_take(&wanted, '\n', &is) || !more)
            break;
        if (was.length != is.length || memcmp(was.at, is.at, is.length) != 0)
            return status_fail(
                cause, STATUS_INVALID,
                "--resume: %s was begun with \"%.*s\", this command says \"%.*s\"; repeat the first "
                "command, or name another file",
                path, (int)(was.length < 60 ? was.length : 60), was.at,
                (int)(is.length < 60 ? is.length : 60), is.at);
    }
    return status_fail(cause, STATUS_INVALID,
                       "--resume: %s is no part of a run; remove it, or name another file", path);
}

/* Counts the whole games, the part's own in order, and cuts off what follows them. */
static enum status count_games(const struct sim_parts *parts, struct sim_part *part, const char *path,
                               struct cause *cause)
{
    int64_t next = parts->plan->first + (part - parts->parts), end = (int64_t)part->head;
    struct sim_reader reader = sim_reader_of(part->fd);
    struct sim_frame frame;
    enum status status = lseek(part->fd, 0, SEEK_SET) < 0 ? failed(cause, path, "read")
                                                          : sim_reader_skip(&reader, part->head, cause);
    while (!status) {
        status = sim_reader_next(&reader, &frame, cause);
        if (status || frame.number != next)
            break;
        next += parts->jobs;
        end = reader.offset;
        part->games++;
    }
    sim_reader_free(&reader);
    if (status == STATUS_IO)
        return status_wrap(cause, status, "%s", path);
    if (ftruncate(part->fd, end) != 0 || lseek(part->fd, end, SEEK_SET) < 0)
        return failed(cause, path, "cut off its last game");
    return STATUS_OK;
}

/* A part that was killed while its head was written is begun again. */
static enum status take_part(const struct sim_parts *parts, struct sim_part *part, const char *path,
                             const struct text *head, struct cause *cause)
{
    char *found = malloc(HEAD_MAX);
    must(found != NULL);
    ssize_t size = pread(part->fd, found, HEAD_MAX, 0);
    enum status status;
    if (size < 0)
        status = failed(cause, path, "read");
    else if ((size_t)size < head->length && memcmp(found, head->at, (size_t)size) == 0)
        status = write_head(part->fd, path, head, cause);
    else if ((size_t)size < head->length || memcmp(found, head->at, head->length) != 0)
        status = name_difference(path, (struct slice){found, (size_t)size},
                                 (struct slice){head->at, head->length}, cause);
    else
        status = count_games(parts, part, path, cause);
    free(found);
    return status;
}

static enum status open_part(struct sim_parts *parts, int index, struct cause *cause)
{
    char path[SIM_PATH_SIZE];
    struct sim_part *part = &parts->parts[index];
    enum status status = sim_part_path(parts->out, index, parts->jobs, path, cause);
    if (status)
        return status;
    part->fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (parts->resumed ? 0 : O_EXCL), 0644);
    if (part->fd < 0)
        return failed(cause, path, "create");
    char *memory = malloc(HEAD_MAX);
    must(memory != NULL);
    struct text head = text_over(memory, HEAD_MAX);
    put_head(parts, index, &head);
    part->head = head.length;
    status = parts->resumed ? take_part(parts, part, path, &head, cause)
                            : write_head(part->fd, path, &head, cause);
    free(memory);
    return status;
}

/* How many workers the parts beside FILE are of; 0: there are none. Part 0 is made first and removed last. */
static int jobs_left(const char *out)
{
    char path[SIM_PATH_SIZE];
    struct cause cause;
    for (int jobs = 1; jobs <= SIM_JOBS_MAX; jobs++)
        if (!sim_part_path(out, 0, jobs, path, &cause) && access(path, F_OK) == 0)
            return jobs;
    return 0;
}

/* What is beside FILE, and what the command may do with it. */
static enum status look_around(struct sim_parts *parts, int jobs, bool resume, struct cause *cause)
{
    struct stat found;
    int left = jobs_left(parts->out);
    parts->resumed = left != 0;
    parts->jobs = jobs ? jobs : left ? left : 1;
    if (lstat(parts->out, &found) == 0)
        return status_fail(cause, STATUS_INVALID,
                           "--out %s: exists, and nothing is overwritten; name another file, or remove it",
                           parts->out);
    if (left && !resume)
        return status_fail(
            cause, STATUS_INVALID,
            "--out %s: an interrupted run left %s.part-0-of-%d; add --resume to go on, or remove "
            "its parts to begin anew",
            parts->out, parts->out, left);
    if (left && left != parts->jobs)
        return status_fail(cause, STATUS_INVALID,
                           "--resume: the run was begun with --jobs %d; say the same, or leave --jobs out",
                           left);
    return STATUS_OK;
}

enum status sim_parts_open(const struct sim_plan *plan, const char *out, int jobs, bool resume,
                           struct sim_parts *parts, struct cause *cause)
{
    *parts = (struct sim_parts){.plan = plan, .out = out, .lock = -1};
    for (int w = 0; w < SIM_JOBS_MAX; w++)
        parts->parts[w].fd = -1;
    enum status status = take_lock(parts, cause);
    if (!status)
        status = look_around(parts, jobs, resume, cause);
    for (int w = 0; w < parts->jobs && !status; w++)
        status = open_part(parts, w, cause);
    return status;
}

void sim_parts_close(struct sim_parts *parts)
{
    for (int w = 0; w < parts->jobs; w++) {
        if (parts->parts[w].fd >= 0)
            close(parts->parts[w].fd);
        parts->parts[w].fd = -1;
    }
    drop_lock(parts);
}

void sim_parts_remove(struct sim_parts *parts)
{
    char path[SIM_PATH_SIZE];
    struct cause cause;
    for (int w = parts->jobs - 1; w >= 0; w--)
        if (parts->parts[w].fd >= 0 && !sim_part_path(parts->out, w, parts->jobs, path, &cause))
            unlink(path);
}

int64_t sim_parts_games(const struct sim_parts *parts)
{
    int64_t games = 0;
    for (int w = 0; w < parts->jobs; w++)
        games += parts->parts[w].games;
    return games;
}
