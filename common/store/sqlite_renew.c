/* What a writer finds when it starts is made durable before anything rests on it. */
#include "common/store/sqlite_store.h"

#include <string.h>

enum { PART = 64 * 1024 };

static bool all_zero(const char *bytes, int count)
{
    return bytes[0] == 0 && memcmp(bytes, bytes + 1, (size_t)count - 1) == 0;
}

enum status sqlite_renew_log(struct sqlite_store *sqlite, struct cause *cause)
{
    char part[PART];
    sqlite3_file *log = NULL;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(sqlite->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code != SQLITE_OK || !log || !log->pMethods)
        return STATUS_OK; /* there is none yet */
    code = log->pMethods->xFileSize(log, &size);
    for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size; at += PART) {
        int count = size - at < PART ? (int)(size - at) : PART;
        code = log->pMethods->xRead(log, part, count, at);
        if (code == SQLITE_OK && !all_zero(part, count)) /* space that was reserved holds nothing */
            code = log->pMethods->xWrite(log, part, count, at);
    }
    if (code == SQLITE_OK)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    return code == SQLITE_OK ? STATUS_OK : sqlite_store_failed(sqlite, code, "be written again", cause);
}
