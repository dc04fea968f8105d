#include "common/store/directory.h"

#include "common/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Joins two parts of a path; false when the result does not fit. */
static bool join(char *to, size_t capacity, const char *before, const char *after)
{
    struct text text = text_over(to, capacity);
    text_put(&text, before);
    text_put(&text, after);
    return !text.cut;
}

static enum status name_files(struct directory *directory, const char *path, struct cause *cause)
{
    directory->lock = -1;
    if (path[0] == '\0')
        return status_fail(cause, STATUS_INVALID, "the journal's directory has an empty name; give its path");
    if (!join(directory->path, sizeof directory->path, path, "") ||
        !join(directory->journal, sizeof directory->journal, path, "/journal.db"))
        return status_fail(
            cause, STATUS_INVALID,
            "%.60s...: the path of the journal's directory is longer than %d bytes; use a shorter one", path,
            DIRECTORY_PATH_MAX - 1);
    return STATUS_OK;
}

static void parent_of(const char *path, char *parent, size_t capacity)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    while (length > 0 && path[length - 1] != '/')
        length--;
    while (length > 1 && path[length - 1] == '/')
        length--;
    struct text text = text_over(parent, capacity);
    text_put_span(&text, length ? path : ".", length ? length : 1);
}

static enum status fail_from_errno(const char *path, const char *what, int code, struct cause *cause)
{
    char parent[DIRECTORY_PATH_MAX];
    parent_of(path, parent, sizeof parent);
    switch (code) {
    case ENOENT:
        return status_fail(cause, STATUS_NOT_FOUND,
                           "%s: %s does not exist; make it first, or give another directory", path, parent);
    case ENOTDIR:
        return status_fail(cause, STATUS_INVALID, "%s: part of the path is not a directory; give another one",
                           path);
    case EACCES:
    case EPERM:
        return status_fail(cause, STATUS_IO,
                           "%s: no permission to %s; let user %ld write there (chown, chmod), "
                           "or give another directory",
                           path, what, (long)geteuid());
    case EROFS:
        return status_fail(cause, STATUS_IO,
                           "%s: cannot %s, the file system is read-only; give another directory", path, what);
    case ENOSPC:
    case EDQUOT:
        return status_fail(cause, STATUS_FULL, "%s: cannot %s, no space is left; free some", path, what);
    default:
        return status_fail(cause, STATUS_IO, "%s: cannot %s: %s; check the disk and the path", path, what,
                           strerror(code));
    }
}

static enum status not_a_directory(const char *path, struct cause *cause)
{
    return status_fail(cause, STATUS_INVALID, "%s: is not a directory; give a directory for the journal",
                       path);
}

/* A new name survives a power cut only after its directory was synced. */
static enum status sync_directory(const char *path, struct cause *cause)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fail_from_errno(path, "open it", errno, cause);
    int code = fsync(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    return code ? fail_from_errno(path, "sync it", code, cause) : STATUS_OK;
}

static enum status make_directory(const char *path, struct cause *cause)
{
    if (mkdir(path, 0700) == 0) {
        char parent[DIRECTORY_PATH_MAX];
        parent_of(path, parent, sizeof parent);
        return sync_directory(parent, cause);
    }
    if (errno != EEXIST)
        return fail_from_errno(path, "make it", errno, cause);
    struct stat about;
    if (stat(path, &about) != 0)
        return fail_from_errno(path, "look at it", errno, cause);
    if (!S_ISDIR(about.st_mode))
        return not_a_directory(path, cause);
    if (faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) != 0)
        return fail_from_errno(path, "write to it", errno, cause);
    return STATUS_OK;
}

static enum status fail_locked(const char *file, int descriptor, struct cause *cause)
{
    char text[24];
    ssize_t count = pread(descriptor, text, sizeof text, 0);
    struct slice rest = {text, count > 0 ? (size_t)count : 0};
    struct slice line;
    int64_t pid;
    if (slice_take(&rest, '\n', &line) && slice_int(line, 1, INT32_MAX, &pid))
        return status_fail(cause, STATUS_LOCKED,
                           "%s: process %lld uses this journal; stop it, or give another directory", file,
                           (long long)pid);
    return status_fail(cause, STATUS_LOCKED,
                       "%s: another process uses this journal; stop it, or give another directory", file);
}

/* Writes our process id into the lock, for the one who finds it taken. */
static bool sign_lock(int descriptor)
{
    char memory[24];
    struct text text = text_over(memory, sizeof memory);
    text_put_int(&text, getpid());
    text_put_char(&text, '\n');
    return ftruncate(descriptor, 0) == 0 &&
           pwrite(descriptor, memory, text.length, 0) == (ssize_t)text.length;
}

/* A reader may hold the directory for a moment. */
static bool lock_patiently(int descriptor)
{
    const struct timespec step = {.tv_nsec = 10 * 1000 * 1000};
    for (int waited_ms = 0; flock(descriptor, LOCK_EX | LOCK_NB) != 0; waited_ms += 10) {
        if (errno != EWOULDBLOCK || waited_ms >= WRITER_PATIENCE_MS)
            return false;
        nanosleep(&step, NULL);
    }
    return true;
}

static enum status take_lock(struct directory *directory, struct cause *cause)
{
    char file[DIRECTORY_FILE_MAX];
    if (!join(file, sizeof file, directory->path, "/lock"))
        return status_fail(cause, STATUS_INVALID, "%s: the path is too long", directory->path);
    int descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return fail_from_errno(file, "open it", errno, cause);
    enum status status = STATUS_OK;
    if (!lock_patiently(descriptor))
        status = errno == EWOULDBLOCK ? fail_locked(file, descriptor, cause)
                                      : fail_from_errno(file, "lock it", errno, cause);
    else if (!sign_lock(descriptor))
        status = fail_from_errno(file, "write to it", errno, cause);
    if (status != STATUS_OK) {
        close(descriptor);
        return status;
    }
    directory->lock = descriptor;
    return STATUS_OK;
}

/* SQLite would make the file with the mode that the umask leaves. An existing one is not even opened: closing
 * it again would drop the locks that a reader in this process holds on it. */
static enum status make_journal(const struct directory *directory, struct cause *cause)
{
    int descriptor = open(directory->journal, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return errno == EEXIST ? STATUS_OK : fail_from_errno(directory->journal, "make it", errno, cause);
    close(descriptor);
    return sync_directory(directory->path, cause);
}

enum status directory_enter(struct directory *directory, const char *path, struct cause *cause)
{
    enum status status = name_files(directory, path, cause);
    if (status == STATUS_OK)
        status = make_directory(path, cause);
    if (status == STATUS_OK)
        status = take_lock(directory, cause);
    if (status == STATUS_OK)
        status = make_journal(directory, cause);
    if (status != STATUS_OK)
        directory_leave(directory);
    return status;
}

enum status directory_look(struct directory *directory, const char *path, struct cause *cause)
{
    enum status status = name_files(directory, path, cause);
    if (status != STATUS_OK)
        return status;
    struct stat about;
    if (stat(path, &about) != 0)
        return errno == ENOENT
                   ? status_fail(cause, STATUS_NOT_FOUND,
                                 "%s: does not exist; give the directory that the server writes to", path)
                   : fail_from_errno(path, "look at it", errno, cause);
    if (!S_ISDIR(about.st_mode))
        return not_a_directory(path, cause);
    if (stat(directory->journal, &about) != 0)
        return errno == ENOENT
                   ? status_fail(cause, STATUS_NOT_FOUND,
                                 "%s: holds no journal.db; give the directory that the server writes to",
                                 path)
                   : fail_from_errno(directory->journal, "look at it", errno, cause);
    return STATUS_OK;
}

bool directory_hold(struct directory *directory)
{
    char file[DIRECTORY_FILE_MAX];
    if (!join(file, sizeof file, directory->path, "/lock"))
        return false;
    int descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) /* a copy without its lock is nobody's */
        return errno == ENOENT;
    if (flock(descriptor, LOCK_SH | LOCK_NB) != 0) {
        close(descriptor);
        return false;
    }
    directory->lock = descriptor;
    return true;
}

bool directory_has_log(const struct directory *directory)
{
    char file[DIRECTORY_FILE_MAX];
    struct stat about;
    return join(file, sizeof file, directory->journal, "-wal") && stat(file, &about) == 0;
}

void directory_leave(struct directory *directory)
{
    if (directory->lock >= 0)
        close(directory->lock);
    directory->lock = -1;
}
