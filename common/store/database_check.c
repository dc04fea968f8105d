/* The database file itself, looked at before SQLite reads it. */
#include "common/store/wal_check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    PAGE_SIZE_AT = 16, /* two bytes, big-endian; 1 stands for what does not fit in them */
    PAGE_MIN = 512,
    PAGE_MAX = 65536,
};

uint32_t database_page_size(const uint8_t header[DATABASE_HEADER])
{
    uint32_t size = (uint32_t)header[PAGE_SIZE_AT] << 8 | header[PAGE_SIZE_AT + 1];
    if (size == 1)
        return PAGE_MAX;
    return size >= PAGE_MIN && (size & (size - 1)) == 0 ? size : 0;
}

enum status database_check(const char *journal, struct cause *cause)
{
    uint8_t header[DATABASE_HEADER];
    struct stat about;
    int database = open(journal, O_RDONLY | O_CLOEXEC);
    if (database < 0)
        return STATUS_OK;
    bool begun =
        fstat(database, &about) == 0 && pread(database, header, sizeof header, 0) == (ssize_t)sizeof header;
    close(database);
    uint32_t page_size = begun ? database_page_size(header) : 0;
    if (page_size == 0 || about.st_size % page_size == 0)
        return STATUS_OK;
    return status_fail(
        cause, STATUS_CORRUPT,
        "%s: is damaged: it ends at byte %lld, in the middle of a page of %ld bytes; restore the "
        "journal from a backup",
        journal, (long long)about.st_size, (long)page_size);
}
