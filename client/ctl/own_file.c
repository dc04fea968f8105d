#include "client/ctl/own_file.h"

#include "client/ctl/wording.h"
#include "common/base/file.h"

enum { ONLY_OWNER = 0600 };

enum status own_file_read(const char *path, size_t max, const struct language *language, char **text,
                          size_t *size, struct cause *cause)
{
    enum status status = file_read(path, max, text, size, cause);
    if (!status)
        return STATUS_OK;
    const char *key = status == STATUS_NOT_FOUND ? "file.not_found"
                      : status == STATUS_FULL    ? "file.long"
                                                 : "file.not_read";
    return wording_fail(cause, language, key, SLOTS(str("file", path), num("most", (int64_t)max)));
}

enum status own_file_write(const char *path, const char *text, size_t size, const struct language *language,
                           struct cause *cause)
{
    if (!file_replace(path, text, size, ONLY_OWNER, cause))
        return STATUS_OK;
    return wording_fail(cause, language, "file.not_written", SLOTS(str("file", path)));
}
