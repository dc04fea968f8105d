#include "server/ops/metrics.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

void metrics_put(const struct metrics_row *rows, int count, struct text *text)
{
    for (const struct metrics_row *row = rows; row < rows + count; row++) {
        text_put(text, "# HELP ");
        text_put(text, row->name);
        text_put_char(text, ' ');
        text_put(text, row->help);
        text_put(text, "\n# TYPE ");
        text_put(text, row->name);
        text_put(text, row->kind == METRICS_COUNTER ? " counter\n" : " gauge\n");
        text_put(text, row->name);
        text_put_char(text, ' ');
        text_put_int(text, row->value);
        text_put_char(text, '\n');
    }
}

int64_t metrics_resident_bytes(void)
{
    int64_t total = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file)
        return 0;
    if (fscanf(file, "%" SCNd64 " %" SCNd64, &total, &resident) != 2)
        resident = 0;
    fclose(file);
    return resident * sysconf(_SC_PAGESIZE);
}
