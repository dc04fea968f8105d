#include "common/store/wal_check.h"

#include "common/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LOG_HEADER = 32,
    LOG_MAGIC = 0x377f0682, /* plus one when its sums are over big-endian words */
    FRAME_HEADER = 24,      /* page, pages after a commit or 0, two salts, two sums */
    PAGE_MIN = 512,
    PAGE_MAX = 65536,
    GENERATIONS_MAX = 1 << 20, /* a log that is begun anew raises its first salt by one */
    WAL_PATH_MAX = 1024,
};

struct log {
    const char *path;
    int descriptor;
    int64_t size, page_size, frame_size, count; /* of the file; of a page; of a frame; whole frames */
    bool big_endian;
    uint8_t salts[8];
    struct wal_sum sum; /* of the header: the first frame's builds on it */
    uint8_t *frame;     /* the one that was read last */
};

static uint32_t number_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool is_blank(const uint8_t *bytes, int64_t count)
{
    return count == 0 || (bytes[0] == 0 && memcmp(bytes, bytes + 1, (size_t)count - 1) == 0);
}

static bool is_machine_big_endian(void)
{
    const uint16_t one = 1;
    return *(const uint8_t *)&one == 0;
}

static enum status read_at(int descriptor, const char *path, void *to, int64_t count, int64_t at,
                           struct cause *cause)
{
    for (int64_t done = 0; done < count;) {
        ssize_t got = pread(descriptor, (char *)to + done, (size_t)(count - done), at + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return status_fail(cause, STATUS_IO, "%s: cannot be read at byte %lld: %s; check the disk", path,
                               (long long)(at + done), got ? strerror(errno) : "it became shorter");
        done += got;
    }
    return STATUS_OK;
}

static int64_t frame_at(const struct log *log, int64_t number)
{
    return LOG_HEADER + (number - 1) * log->frame_size;
}

static enum status read_frame(const struct log *log, int64_t number, struct cause *cause)
{
    return read_at(log->descriptor, log->path, log->frame, log->frame_size, frame_at(log, number), cause);
}

static uint32_t frame_page(const struct log *log)
{
    return number_at(log->frame);
}

static bool frame_commits(const struct log *log)
{
    return number_at(log->frame + 4) != 0;
}

/* Of this log, and not of one that lay in the file before. */
static bool frame_is_kin(const struct log *log)
{
    return frame_page(log) != 0 && memcmp(log->frame + 8, log->salts, sizeof log->salts) == 0;
}

/* Left over from when the log was begun anew. */
static bool frame_is_old(const struct log *log)
{
    uint32_t behind = number_at(log->salts) - number_at(log->frame + 8);
    return frame_page(log) != 0 && behind >= 1 && behind <= GENERATIONS_MAX;
}

static struct wal_sum frame_says(const struct log *log)
{
    return (struct wal_sum){number_at(log->frame + 16), number_at(log->frame + 20)};
}

static bool frame_builds_on(const struct log *log, struct wal_sum before)
{
    struct wal_sum sum = wal_sum_add(before, log->big_endian, log->frame, 8);
    sum = wal_sum_add(sum, log->big_endian, log->frame + FRAME_HEADER, log->page_size);
    struct wal_sum says = frame_says(log);
    return sum.first == says.first && sum.second == says.second;
}

static void set_page_size(struct log *log, int64_t page_size)
{
    log->page_size = page_size;
    log->frame_size = FRAME_HEADER + page_size;
    log->count = log->size > LOG_HEADER ? (log->size - LOG_HEADER) / log->frame_size : 0;
    log->frame = memory_zeroed(1, (size_t)log->frame_size);
}

static bool is_page_size(uint32_t size)
{
    return size >= PAGE_MIN && size <= PAGE_MAX && (size & (size - 1)) == 0;
}

/* False when SQLite would take it for no header. */
static bool take_header(struct log *log, const uint8_t header[LOG_HEADER])
{
    uint32_t magic = number_at(header), page_size = number_at(header + 8);
    if ((magic & ~1u) != LOG_MAGIC || !is_page_size(page_size))
        return false;
    log->big_endian = magic & 1;
    log->sum = wal_sum_add((struct wal_sum){0, 0}, log->big_endian, header, LOG_HEADER - 8);
    if (log->sum.first != number_at(header + 24) || log->sum.second != number_at(header + 28))
        return false;
    memcpy(log->salts, header + 16, sizeof log->salts);
    set_page_size(log, page_size);
    return true;
}

/* ---- a log with a header */

struct walk {
    int64_t whole; /* the last commit's last frame, in one piece with the header */
    int64_t bad;   /* the first frame that does not fit; 0 none */
    int64_t last;  /* the last one that is of this log, or of nothing known */
    bool buried;   /* a later commit was built on the bad one */
};

static enum status walk_frames(const struct log *log, struct walk *walk, struct cause *cause)
{
    struct wal_sum before = log->sum;
    bool after_commit = false;
    for (int64_t number = 1; number <= log->count; number++) {
        enum status status = read_frame(log, number, cause);
        if (status != STATUS_OK)
            return status;
        bool kin = frame_is_kin(log), fits = kin && frame_builds_on(log, before);
        if (!fits && !walk->bad)
            walk->bad = number;
        if (!walk->bad && frame_commits(log))
            walk->whole = number;
        if (walk->bad && fits && after_commit)
            walk->buried = true;
        if (kin || (!frame_is_old(log) && !is_blank(log->frame, log->frame_size)))
            walk->last = number;
        before = frame_says(log);
        after_commit = frame_commits(log);
    }
    return STATUS_OK;
}

/* What is behind the last whole frame, at the end of the file. */
static enum status measure_tail(const struct log *log, const struct walk *walk, struct wal_found *found,
                                struct cause *cause)
{
    int64_t end = frame_at(log, log->count + 1), rest = log->size - end;
    found->whole = frame_at(log, walk->whole + 1);
    found->tail = walk->last > walk->whole ? frame_at(log, walk->last + 1) - found->whole : 0;
    memset(log->frame, 0, (size_t)log->frame_size);
    enum status status = read_at(log->descriptor, log->path, log->frame, rest, end, cause);
    if (status == STATUS_OK && !is_blank(log->frame, rest) && !frame_is_old(log))
        found->tail = log->size - found->whole;
    return status;
}

static enum status fail_damaged(const struct log *log, const struct walk *walk, bool moved,
                                struct cause *cause)
{
    long long number = walk->bad, byte = frame_at(log, walk->bad);
    if (moved)
        return status_fail(
            cause, STATUS_CORRUPT,
            "%s: frame %lld (byte %lld) is damaged; everything in this file is in the database "
            "already: move it away and start again",
            log->path, number, byte);
    return status_fail(
        cause, STATUS_CORRUPT,
        "%s: frame %lld (byte %lld) is damaged, and commits from there on were on disk already; "
        "restore the journal from a backup",
        log->path, number, byte);
}

static enum status check_frames(const struct log *log, const struct wal_index *index, struct wal_found *found,
                                struct cause *cause)
{
    struct walk walk = {0, 0, 0, false};
    enum status status = walk_frames(log, &walk, cause);
    if (status == STATUS_OK)
        status = measure_tail(log, &walk, found, cause);
    if (status != STATUS_OK)
        return status;
    bool indexed = index->known && memcmp(index->salts, log->salts, sizeof log->salts) == 0;
    bool missing = indexed && index->frames > walk.whole;
    found->settled = walk.whole == 0 || (indexed && index->moved >= walk.whole);
    if (!walk.buried && !missing)
        return STATUS_OK;
    bool moved = indexed && index->moved >= index->frames && index->frames >= walk.last;
    if (walk.bad && walk.bad <= walk.last)
        return fail_damaged(log, &walk, moved, cause);
    return status_fail(cause, STATUS_CORRUPT,
                       "%s: ends after frame %lld (byte %lld), but %lld were on disk; %s", log->path,
                       (long long)walk.whole, (long long)found->whole, (long long)index->frames,
                       moved ? "everything in this file is in the database already: move it away and start "
                               "again"
                             : "restore the journal from a backup");
}

/* ---- a log without one */

/* True when the frame that was read is what the database holds on that page. */
static enum status compare_page(const struct log *log, int database, const char *path, uint8_t *page,
                                bool *same, struct cause *cause)
{
    int64_t at = ((int64_t)frame_page(log) - 1) * log->page_size;
    enum status status = read_at(database, path, page, log->page_size, at, cause);
    *same = status == STATUS_OK && memcmp(page, log->frame + FRAME_HEADER, (size_t)log->page_size) == 0;
    return status;
}

/* The last version of every page up to that frame is looked up in the database; `moved` says whether all of
 * them are there. */
static enum status compare_pages(const struct log *log, int database, const char *path, int64_t last,
                                 bool *moved, struct cause *cause)
{
    struct stat about;
    if (fstat(database, &about) != 0)
        return status_fail(cause, STATUS_IO, "%s: cannot look at it: %s", path, strerror(errno));
    uint32_t pages = (uint32_t)(about.st_size / log->page_size);
    uint8_t *page = memory_of((size_t)log->page_size), *seen = memory_zeroed(pages / 8 + 1, 1);
    enum status status = STATUS_OK;
    *moved = true;
    for (int64_t number = last; status == STATUS_OK && *moved && number > 0; number--) {
        status = read_frame(log, number, cause);
        uint32_t which = frame_page(log);
        if (status != STATUS_OK || !frame_is_kin(log))
            continue;
        if (which > pages)
            *moved = false;
        else if (!(seen[(which - 1) / 8] & 1 << (which - 1) % 8))
            status = compare_page(log, database, path, page, moved, cause);
        if (which <= pages)
            seen[(which - 1) / 8] |= (uint8_t)(1 << (which - 1) % 8);
    }
    free(page);
    free(seen);
    return status;
}

/* The last commit among frames that fit each other; the first of them gives the salts. */
static enum status find_commit(struct log *log, int64_t *last, struct cause *cause)
{
    struct wal_sum before = {0, 0};
    bool begun = false;
    *last = 0;
    for (int64_t number = 1; number <= log->count; number++) {
        enum status status = read_frame(log, number, cause);
        if (status != STATUS_OK)
            return status;
        if (!begun && frame_page(log) != 0)
            memcpy(log->salts, log->frame + 8, sizeof log->salts);
        /* what the first one builds on is gone with the header */
        if (frame_is_kin(log) && frame_commits(log) && (!begun || frame_builds_on(log, before)))
            *last = number;
        begun = begun || frame_page(log) != 0;
        before = frame_says(log);
    }
    return STATUS_OK;
}

static enum status check_headless(struct log *log, const char *journal, struct wal_found *found,
                                  struct cause *cause)
{
    uint8_t header[DATABASE_HEADER];
    int64_t last = 0;
    bool moved = true;
    int database = open(journal, O_RDONLY | O_CLOEXEC);
    if (database < 0)
        return status_fail(cause, STATUS_IO, "%s: cannot be opened: %s; check its permissions", journal,
                           strerror(errno));
    enum status status = read_at(database, journal, header, sizeof header, 0, cause);
    uint32_t page_size = status == STATUS_OK ? database_page_size(header) : 0;
    if (page_size > 0) {
        set_page_size(log, page_size);
        log->big_endian = is_machine_big_endian();
        status = find_commit(log, &last, cause);
        if (status == STATUS_OK && last > 0)
            status = compare_pages(log, database, journal, last, &moved, cause);
    }
    close(database);
    if (status != STATUS_OK)
        return status;
    found->tail = last > 0 ? frame_at(log, last + 1) : 0;
    if (moved)
        return STATUS_OK;
    return status_fail(cause, STATUS_CORRUPT,
                       "%s: its header (byte 0) is damaged, and commits behind it are not in the database; "
                       "restore the journal from a backup",
                       log->path);
}

/* ---- all of it */

static enum status check_log(struct log *log, const char *journal, const struct wal_index *index,
                             struct wal_found *found, struct cause *cause)
{
    uint8_t header[LOG_HEADER] = {0};
    bool unmoved = index->known && index->frames > index->moved;
    if (log->size >= LOG_HEADER) {
        enum status status = read_at(log->descriptor, log->path, header, sizeof header, 0, cause);
        if (status != STATUS_OK)
            return status;
        if (take_header(log, header))
            return check_frames(log, index, found, cause);
        status = check_headless(log, journal, found, cause);
        if (status != STATUS_OK || found->tail > 0)
            return status;
    }
    found->tail = is_blank(header, LOG_HEADER) ? 0 : log->size;
    found->unmoved = unmoved ? index->frames - index->moved : 0;
    return STATUS_OK;
}

static enum status check_absent(const char *path, const struct wal_index *index, struct cause *cause)
{
    if (!index->known || index->frames <= index->moved)
        return STATUS_OK;
    return status_fail(cause, STATUS_CORRUPT,
                       "%s: is missing, and with it %lld frames that were not in the database yet; put it "
                       "back, or restore the journal from a backup",
                       path, (long long)index->frames - index->moved);
}

static enum status check_present(struct log *log, const char *journal, const struct wal_index *index,
                                 struct wal_found *found, struct cause *cause)
{
    struct stat about;
    if (fstat(log->descriptor, &about) != 0)
        return status_fail(cause, STATUS_IO, "%s: cannot look at it: %s", log->path, strerror(errno));
    log->size = about.st_size;
    /* SQLite would take it for a new one and delete the log */
    if (stat(journal, &about) == 0 && about.st_size < PAGE_MIN)
        return status_fail(cause, STATUS_CORRUPT,
                           "%s: is empty, but a log of its commits lies beside it; put it back, or "
                           "restore the journal from a backup",
                           journal);
    return check_log(log, journal, index, found, cause);
}

enum status wal_check(const char *journal, struct wal_found *found, struct cause *cause)
{
    char path[WAL_PATH_MAX], index_path[WAL_PATH_MAX];
    *found = (struct wal_found){.settled = true};
    snprintf(path, sizeof path, "%s-wal", journal);
    snprintf(index_path, sizeof index_path, "%s-shm", journal);
    struct wal_index index = wal_index_read(index_path);
    struct log log = {.path = path, .descriptor = open(path, O_RDONLY | O_CLOEXEC)};
    enum status status = STATUS_OK;
    if (log.descriptor >= 0) {
        status = check_present(&log, journal, &index, found, cause);
        free(log.frame);
        close(log.descriptor);
    } else if (errno == ENOENT) {
        status = check_absent(path, &index, cause);
    } else { /* SQLite finds the words for it */
        return STATUS_OK;
    }
    return status == STATUS_OK && found->settled ? database_check(journal, cause) : status;
}
