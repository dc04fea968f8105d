#include "common/base/file.h"

#include "common/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

static enum status fail_errno(struct cause *cause, const char *path, const char *what)
{
    enum status status = errno == ENOENT                      ? STATUS_NOT_FOUND
                         : errno == ENOSPC || errno == EDQUOT ? STATUS_FULL
                                                              : STATUS_IO;
    return status_fail(cause, status, "%s: cannot %s: %s", path, what, strerror(errno));
}

static enum status read_all(int fd, const char *path, size_t max, char **text, size_t *size,
                            struct cause *cause)
{
    size_t capacity = 16 * 1024, used = 0;
    char *memory = memory_try(capacity + 1);
    if (!memory)
        return memory_lacks(cause, path);
    for (;;) {
        ssize_t got = read(fd, memory + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(memory);
            return fail_errno(cause, path, "read");
        }
        if (got == 0)
            break;
        used += (size_t)got;
        if (used > max) {
            free(memory);
            return status_fail(cause, STATUS_FULL, "%s: larger than the %zu bytes allowed", path, max);
        }
        if (used == capacity) {
            capacity *= 2;
            char *grown = memory_try_grown(memory, capacity + 1, 1);
            if (!grown) {
                free(memory);
                return memory_lacks(cause, path);
            }
            memory = grown;
        }
    }
    memory[used] = '\0';
    *text = memory;
    *size = used;
    return STATUS_OK;
}

enum status file_read(const char *path, size_t max, char **text, size_t *size, struct cause *cause)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_errno(cause, path, "open");
    enum status status = read_all(fd, path, max, text, size, cause);
    close(fd);
    return status;
}

static enum status write_all(int fd, const char *path, const char *bytes, size_t size, struct cause *cause)
{
    for (size_t done = 0; done < size;) {
        ssize_t put = write(fd, bytes + done, size - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return fail_errno(cause, path, "write");
        done += (size_t)put;
    }
    return fsync(fd) == 0 ? STATUS_OK : fail_errno(cause, path, "sync");
}

/* A rename is durable once its directory is. */
static enum status sync_parent(const char *path, struct cause *cause)
{
    char parent[PATH_SIZE] = ".";
    const char *slash = strrchr(path, '/');
    if (slash)
        snprintf(parent, sizeof parent, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail_errno(cause, parent, "open");
    enum status status = fsync(fd) == 0 ? STATUS_OK : fail_errno(cause, parent, "sync");
    close(fd);
    return status;
}

enum status file_replace(const char *path, const void *bytes, size_t size, unsigned mode, struct cause *cause)
{
    char beside[PATH_SIZE];
    if (snprintf(beside, sizeof beside, "%s.%ld.new", path, (long)getpid()) >= (int)sizeof beside)
        return status_fail(cause, STATUS_INVALID, "%s: the path is too long", path);
    unlink(beside);
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return fail_errno(cause, beside, "create");
    enum status status = write_all(fd, beside, bytes, size, cause);
    if (close(fd) != 0 && !status)
        status = fail_errno(cause, beside, "close");
    if (!status && rename(beside, path) != 0)
        status = fail_errno(cause, path, "replace");
    if (status)
        unlink(beside);
    return status ? status : sync_parent(path, cause);
}

enum status file_give_name(const char *from, const char *to, struct cause *cause)
{
    if (link(from, to) == 0) {
        unlink(from);
        return sync_parent(to, cause);
    }
    /* where there are no second names, an empty file takes the name first */
    int fd = errno == EEXIST ? -1 : open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return fail_errno(cause, to, "make it");
    close(fd);
    if (rename(from, to) == 0)
        return sync_parent(to, cause);
    enum status status = fail_errno(cause, to, "make it");
    unlink(to);
    return status;
}

enum status file_make_directories(const char *path, struct cause *cause)
{
    char part[PATH_SIZE];
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof part)
        return status_fail(cause, STATUS_INVALID, "%s: not a usable path of a directory", path);
    memcpy(part, path, length + 1);
    for (char *slash = strchr(part + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash)
            *slash = '\0';
        struct stat found;
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return fail_errno(cause, part, "make the directory");
        if (stat(part, &found) == 0 && !S_ISDIR(found.st_mode))
            return status_fail(cause, STATUS_INVALID, "%s: not a directory; name another place", part);
        if (!slash)
            return STATUS_OK;
        *slash = '/';
    }
}

void file_open_standard(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        (void)close(fd);
}
