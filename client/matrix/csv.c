#include "client/matrix/parts.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status fail(const struct matrix_csv *csv, const char *what, struct cause *cause)
{
    return status_fail(cause, errno == ENOSPC || errno == EDQUOT ? STATUS_FULL : STATUS_IO,
                       "%s %s: cannot %s: %s", csv->option, csv->path, what, strerror(errno));
}

static bool is_standard(const struct matrix_csv *csv)
{
    return strcmp(csv->path, "-") == 0;
}

enum status matrix_csv_begin(struct matrix_csv *csv, const char *option, const char *path, const char *header,
                             struct cause *cause)
{
    struct stat found;
    *csv = (struct matrix_csv){.option = option, .path = path};
    if (!path)
        return STATUS_OK;
    if (is_standard(csv)) {
        csv->file = stdout;
    } else {
        int length = snprintf(csv->part, sizeof csv->part, "%s.%ld.part", path, (long)getpid());
        if (length >= (int)sizeof csv->part)
            return status_fail(cause, STATUS_INVALID, "%s: the path is longer than %zu bytes", option,
                               sizeof csv->part - 20);
        if (lstat(path, &found) == 0)
            return status_fail(cause, STATUS_INVALID, "%s %s: is there already; remove it or name another",
                               option, path);
        csv->file = fopen(csv->part, "wx");
        if (!csv->file)
            return fail(csv, "be made", cause);
    }
    fprintf(csv->file, "%s\n", header);
    return STATUS_OK;
}

enum status matrix_csv_check(const struct matrix_csv *csv, struct cause *cause)
{
    return csv->file && ferror(csv->file) ? fail(csv, "be written", cause) : STATUS_OK;
}

enum status matrix_csv_end(struct matrix_csv *csv, struct cause *cause)
{
    if (!csv->file)
        return STATUS_OK;
    bool whole = fflush(csv->file) == 0 && !ferror(csv->file);
    if (is_standard(csv)) {
        csv->file = NULL;
        return whole ? STATUS_OK : fail(csv, "be written", cause);
    }
    whole = whole && fsync(fileno(csv->file)) == 0;
    enum status status = whole ? STATUS_OK : fail(csv, "be written", cause);
    if (fclose(csv->file) != 0 && !status)
        status = fail(csv, "be written", cause);
    csv->file = NULL;
    /* a link, unlike a rename, never replaces what somebody put there meanwhile */
    if (!status && link(csv->part, csv->path) != 0)
        status = fail(csv, "get its name", cause);
    unlink(csv->part);
    return status;
}

void matrix_csv_drop(struct matrix_csv *csv)
{
    if (csv->file && !is_standard(csv)) {
        fclose(csv->file);
        unlink(csv->part);
    }
    csv->file = NULL;
}
