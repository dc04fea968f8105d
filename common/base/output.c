#include "common/base/output.h"

#include "common/base/file.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status fail(const struct output *output, const char *what, struct cause *cause)
{
    return status_fail(cause, errno == ENOSPC || errno == EDQUOT ? STATUS_FULL : STATUS_IO,
                       "%s %s: cannot %s: %s", output->option, output->path, what, strerror(errno));
}

enum status output_begin(struct output *output, const char *option, const char *path, struct cause *cause)
{
    struct stat found;
    *output = (struct output){.option = option, .path = path};
    if (!path)
        return STATUS_OK;
    if (strcmp(path, "-") == 0) {
        output->file = stdout;
        return STATUS_OK;
    }
    int length = snprintf(output->beside, sizeof output->beside, "%s.%ld.part", path, (long)getpid());
    if (length >= (int)sizeof output->beside)
        return status_fail(cause, STATUS_INVALID, "%s: the path is longer than %zu bytes", option,
                           sizeof output->beside - 20);
    if (lstat(path, &found) == 0)
        return status_fail(cause, STATUS_INVALID, "%s %s: is there already; remove it or name another",
                           option, path);
    output->file = fopen(output->beside, "wx");
    return output->file ? STATUS_OK : fail(output, "be made", cause);
}

enum status output_check(const struct output *output, struct cause *cause)
{
    return output->file && ferror(output->file) ? fail(output, "be written", cause) : STATUS_OK;
}

enum status output_end(struct output *output, struct cause *cause)
{
    FILE *file = output->file;
    if (!file)
        return STATUS_OK;
    bool whole = fflush(file) == 0 && !ferror(file) && (file == stdout || fsync(fileno(file)) == 0);
    enum status status = whole ? STATUS_OK : fail(output, "be written", cause);
    output->file = NULL;
    if (file == stdout)
        return status;
    if (fclose(file) != 0 && !status)
        status = fail(output, "be written", cause);
    if (!status) {
        status = file_give_name(output->beside, output->path, cause);
        if (status)
            status_wrap(cause, status, "%s", output->option);
    }
    if (status)
        unlink(output->beside);
    return status;
}

void output_drop(struct output *output)
{
    if (output->file && output->file != stdout) {
        fclose(output->file);
        unlink(output->beside);
    }
    output->file = NULL;
}
