/* What programs may take their time for, and who took longer. */
#include "client/arena/parts.h"

enum { NAME_WIDTH = 18 };

static const struct {
    const char *name, *option;
} rows[LIMIT_COUNT] = {
    [LIMIT_CONNECT] = {"connect", "--connect-seconds"},
    [LIMIT_LOAD] = {"load", "--load-seconds"},
    [LIMIT_TURN] = {"turn", "--turn-seconds"},
};

int64_t limit_ms(const struct arena *arena, enum arena_limit limit)
{
    return 1000 * (int64_t)arena->limit_seconds[limit];
}

void late_count(struct arena_late late[LIMIT_COUNT], enum arena_limit limit, int64_t ms)
{
    late[limit].times++;
    if (ms > late[limit].most_ms)
        late[limit].most_ms = ms;
}

void late_add(struct arena_late late[LIMIT_COUNT], const struct arena_late more[LIMIT_COUNT])
{
    for (int limit = 0; limit < LIMIT_COUNT; limit++) {
        late[limit].times += more[limit].times;
        if (more[limit].most_ms > late[limit].most_ms)
            late[limit].most_ms = more[limit].most_ms;
    }
}

void lateness_put(const struct arena *arena, const struct lateness *lateness, struct text *text)
{
    if (lateness->turn) {
        text_put(text, "no orders for turn ");
        text_put_int(text, lateness->turn);
    } else {
        text_put(text, "did not join");
    }
    text_put(text, " after ");
    text_put_int(text, lateness->ms);
    text_put(text, " ms, the limit is ");
    text_put_int(text, limit_ms(arena, lateness->limit));
    text_put(text, " ms (");
    text_put(text, rows[lateness->limit].option);
    text_put_char(text, ' ');
    text_put_int(text, arena->limit_seconds[lateness->limit]);
    text_put_char(text, ')');
}

static bool is_late(const struct contestant_total *total)
{
    int64_t times = 0;
    for (int limit = 0; limit < LIMIT_COUNT; limit++)
        times += total->late[limit].times;
    return times > 0;
}

static void print_limits(FILE *out, const struct arena *arena)
{
    fprintf(out, "\n  %-*s", NAME_WIDTH, "late");
    for (int limit = 0; limit < LIMIT_COUNT; limit++) {
        char title[40];
        snprintf(title, sizeof title, "%s %lld ms", rows[limit].name, (long long)limit_ms(arena, limit));
        fprintf(out, " %22s", title);
    }
    fputc('\n', out);
}

void print_late(FILE *out, const struct arena *arena, const struct tally *tally)
{
    bool first = true;
    for (int c = 0; c < arena->contestant_count; c++) {
        const struct contestant_total *total = tally_total(tally, c);
        if (arena->contestants[c].bot || !is_late(total))
            continue;
        if (first)
            print_limits(out, arena);
        first = false;
        fprintf(out, "  %-*s", NAME_WIDTH, arena->contestants[c].name);
        for (int limit = 0; limit < LIMIT_COUNT; limit++) {
            char cell[64] = "-";
            const struct arena_late *late = &total->late[limit];
            if (late->times)
                snprintf(cell, sizeof cell, "%lld, %s%lld ms", (long long)late->times,
                         late->times > 1 ? "at most " : "", (long long)late->most_ms);
            fprintf(out, " %22s", cell);
        }
        fputc('\n', out);
    }
}
