#include "client/arena/parts.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status fail(struct cause *cause, const char *path, const char *what)
{
    return status_fail(cause, errno == ENOSPC || errno == EDQUOT ? STATUS_FULL : STATUS_IO,
                       "--out %s: cannot %s: %s", path, what, strerror(errno));
}

enum status csv_begin(struct arena_csv *csv, const char *path, struct cause *cause)
{
    struct stat found;
    memset(csv, 0, sizeof *csv);
    csv->path = path;
    if (snprintf(csv->part, sizeof csv->part, "%s.%ld.part", path, (long)getpid()) >= (int)sizeof csv->part)
        return status_fail(cause, STATUS_INVALID, "--out: the path is longer than %zu bytes",
                           sizeof csv->part - 20);
    if (lstat(path, &found) == 0)
        return status_fail(cause, STATUS_INVALID, "--out %s: is there already; remove it or name another",
                           path);
    csv->file = fopen(csv->part, "wx");
    if (!csv->file)
        return fail(cause, path, "be made");
    fputs("rules,seed,scenario,deal,line_up,seat,motive,contestant,score,achievement_milli,goal,alive,wars,"
          "rejected,timeouts\n",
          csv->file);
    return STATUS_OK;
}

/* Nearest thousandth; halves away from zero. */
static int64_t achievement_milli(int64_t score, int64_t sum, int64_t line_ups)
{
    int64_t above = 1000 * (score * line_ups - sum), half = above < 0 ? -line_ups / 2 : line_ups / 2;
    return (above + half) / line_ups;
}

enum status csv_deal(struct arena_csv *csv, const struct arena *arena, int scenario, int deal,
                     const struct arena_seat *seats, struct cause *cause)
{
    const struct scenario *world = &arena->scenarios[scenario];
    int line_ups = deal_line_ups(arena, scenario), actors = world->actor_count;
    int64_t sums[ACTORS_MAX];
    deal_sums(seats, line_ups, actors, sums);
    for (int x = 0; x < line_ups * actors; x++) {
        const struct arena_seat *seat = &seats[x];
        int s = x % actors;
        fprintf(csv->file, "%d,%llu,%s,%d,%d,%d,%s,%s,%d,%lld,%d,%d,%d,%d,%d\n", RULES_VERSION,
                (unsigned long long)arena->seed + (unsigned)deal, world->name, deal, x / actors, s,
                motive_names.names[seat->motive], arena->contestants[seat->contestant].name, seat->score,
                (long long)achievement_milli(seat->score, sums[s], line_ups), seat->goal, seat->alive,
                seat->begun, seat->rejected, seat->timeouts);
    }
    return ferror(csv->file) ? fail(cause, csv->path, "be written") : STATUS_OK;
}

enum status csv_end(struct arena_csv *csv, struct cause *cause)
{
    bool whole = fflush(csv->file) == 0 && !ferror(csv->file) && fsync(fileno(csv->file)) == 0;
    enum status status = whole ? STATUS_OK : fail(cause, csv->path, "be written");
    if (fclose(csv->file) != 0 && !status)
        status = fail(cause, csv->path, "be written");
    csv->file = NULL;
    /* a link, unlike a rename, never replaces what somebody put there meanwhile */
    if (!status && link(csv->part, csv->path) != 0)
        status = fail(cause, csv->path, "get its name");
    unlink(csv->part);
    return status;
}

void csv_drop(struct arena_csv *csv)
{
    if (!csv->file)
        return;
    fclose(csv->file);
    csv->file = NULL;
    unlink(csv->part);
}
