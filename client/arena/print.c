/* The arena's tables. */
#include "client/arena/parts.h"

enum { NAME_WIDTH = 18 };

static const char *const group_titles[GROUP_COUNT] = {"all seats", "seats that seek security",
                                                      "seats that expand"};

static char mark_of(const struct standing *standing)
{
    return standing->absent ? '!' : standing->near ? '*' : ' ';
}

/* Contestants by mean achievement, the best first. */
static void by_mean(const struct arena *arena, const struct standing *standings, int order[CONTESTANTS_MAX])
{
    for (int c = 0; c < arena->contestant_count; c++) {
        int place = c;
        for (; place > 0 && standings[order[place - 1]].mean < standings[c].mean; place--)
            order[place] = order[place - 1];
        order[place] = c;
    }
}

static double share(int64_t part, int64_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void print_group(FILE *out, const struct contestant_total *total, enum seat_group group, bool has,
                        const struct standing *standing)
{
    if (has)
        fprintf(out, " %+9.1f %4.0f%%", standing->mean,
                share(total->goals[group], total->group_seats[group]));
    else
        fprintf(out, " %9s %5s", "-", "-");
}

static void print_rows(FILE *out, const struct arena *arena, int scenario, const struct tally *tally,
                       const struct standings *standings, const int *order)
{
    fprintf(out, "  %-*s %11s %18s %9s %5s %9s %5s %8s %6s %6s\n", NAME_WIDTH, "", "achievement", "95 %",
            "security", "goal", "expanding", "goal", "score", "wars", "alive");
    for (int x = 0; x < arena->contestant_count; x++) {
        int c = order[x];
        const struct standing *of_all = &standings->of[scenario][GROUP_ALL][c];
        const struct contestant_total *total = tally_total(tally, c);
        fprintf(out, "%c %-*s %+11.1f  [%+7.1f,%+7.1f]", mark_of(of_all), NAME_WIDTH,
                arena->contestants[c].name, of_all->mean, of_all->low, of_all->high);
        for (int group = GROUP_SEEKS; group < GROUP_COUNT; group++)
            print_group(out, total, group, standings->has[scenario][group],
                        &standings->of[scenario][group][c]);
        fprintf(out, " %8.1f %6.2f %5.0f%%\n", (double)total->score / (double)total->seats,
                (double)total->begun / (double)total->seats, share(total->alive, total->seats));
    }
}

static void print_pairs(FILE *out, const struct arena *arena, const struct tally *tally, const int *order)
{
    fprintf(out, "\n  achievement of the row when the column is in the same world\n  %-*s", NAME_WIDTH + 3,
            "");
    for (int y = 0; y < arena->contestant_count; y++)
        fprintf(out, " %6d", y + 1);
    for (int x = 0; x < arena->contestant_count; x++) {
        fprintf(out, "\n  %2d %-*s", x + 1, NAME_WIDTH, arena->contestants[order[x]].name);
        for (int y = 0; y < arena->contestant_count; y++) {
            double mean;
            if (tally_pair(tally, order[x], order[y], &mean))
                fprintf(out, " %+6.1f", mean);
            else
                fprintf(out, " %6s", "-");
        }
    }
    fputc('\n', out);
}

static void print_times(FILE *out, const struct contestant_total *total)
{
    int64_t later = total->thoughts - total->loads;
    if (total->loads)
        fprintf(out, " %8lld", (long long)total->load_most_ms);
    else
        fprintf(out, " %8s", "-");
    if (later)
        fprintf(out, " %15.1f %11lld\n", (double)total->thought_ms / (double)later,
                (long long)total->thought_most_ms);
    else
        fprintf(out, " %15s %11s\n", "-", "-");
}

/* Programs, and whoever gave cause for complaint. */
static void print_conduct(FILE *out, const struct arena *arena, const struct tally *tally)
{
    bool first = true;
    for (int c = 0; c < arena->contestant_count; c++) {
        const struct contestant_total *total = tally_total(tally, c);
        if (arena->contestants[c].bot && !total->rejected && !total->timeouts)
            continue;
        if (first)
            fprintf(out, "\n  %-*s %8s %9s %14s %8s %15s %11s\n", NAME_WIDTH, "conduct", "seats", "timeouts",
                    "refused parts", "load ms", "think ms a turn", "the longest");
        first = false;
        fprintf(out, "  %-*s %8lld %9lld %14lld", NAME_WIDTH, arena->contestants[c].name,
                (long long)total->seats, (long long)total->timeouts, (long long)total->rejected);
        print_times(out, total);
    }
}

/* Below the table: who is not ranked, and why. */
static void print_absent(FILE *out, const struct arena *arena, const struct tally *tally,
                         const struct standings *standings)
{
    for (int c = 0; c < arena->contestant_count; c++) {
        const struct contestant_total *total = tally_total(tally, c);
        const char *reason = standings->reasons[c];
        if (tally_is_absent(total))
            fprintf(out,
                    "! %s: no orders in %lld of %lld turns%s%s; the default orders were played, it is not "
                    "ranked\n",
                    arena->contestants[c].name, (long long)total->timeouts,
                    (long long)(total->timeouts + total->thoughts), reason ? ": " : "", reason ? reason : "");
    }
}

void print_scenario(FILE *out, const struct arena *arena, int scenario, const struct tally *tally,
                    const struct standings *standings)
{
    int order[CONTESTANTS_MAX], line_ups = deal_line_ups(arena, scenario);
    by_mean(arena, standings->of[scenario][GROUP_ALL], order);
    fprintf(out, "%s%s: %d seats, %d deals x %d line-ups = %lld games, seed %llu\n", scenario ? "\n" : "",
            arena->scenarios[scenario].name, arena->scenarios[scenario].actor_count, arena->deals, line_ups,
            (long long)arena->deals * line_ups, (unsigned long long)arena->seed);
    print_rows(out, arena, scenario, tally, standings, order);
    print_absent(out, arena, tally, standings);
    print_pairs(out, arena, tally, order);
    print_conduct(out, arena, tally);
    print_late(out, arena, tally);
}

static void print_everywhere(FILE *out, const struct arena *arena, const struct standings *standings,
                             enum seat_group group)
{
    bool any = false;
    fprintf(out, "at or near the top everywhere (%s):", group_titles[group]);
    for (int c = 0; c < arena->contestant_count; c++) {
        bool near = true;
        for (int s = 0; s < arena->scenario_count; s++)
            near = near && (!standings->has[s][group] || standings->of[s][group][c].near);
        if (near)
            fprintf(out, "%s %s", any ? "," : "", arena->contestants[c].name);
        any = any || near;
    }
    fputs(any ? "\n" : " none\n", out);
}

static void print_group_standings(FILE *out, const struct arena *arena, const struct standings *standings,
                                  enum seat_group group)
{
    fprintf(
        out,
        "\nachievement in %s (+- half of the 95 %% interval; * within two standard errors of the leader)\n",
        group_titles[group]);
    fprintf(out, "  %-*s", NAME_WIDTH, "");
    for (int s = 0; s < arena->scenario_count; s++)
        fprintf(out, " %15.15s", arena->scenarios[s].name);
    fputc('\n', out);
    for (int c = 0; c < arena->contestant_count; c++) {
        fprintf(out, "  %-*s", NAME_WIDTH, arena->contestants[c].name);
        for (int s = 0; s < arena->scenario_count; s++) {
            const struct standing *standing = &standings->of[s][group][c];
            if (standings->has[s][group])
                fprintf(out, " %+7.1f +-%4.1f%c", standing->mean, (standing->high - standing->low) / 2,
                        mark_of(standing));
            else
                fprintf(out, " %15s", "-");
        }
        fputc('\n', out);
    }
    print_everywhere(out, arena, standings, group);
}

void print_standings(FILE *out, const struct arena *arena, const struct standings *standings)
{
    if (arena->deals < DEALS_FEW)
        fprintf(out, "\nonly %d deals: with fewer than %d the intervals are too narrow\n", arena->deals,
                DEALS_FEW);
    static const enum seat_group groups[] = {GROUP_SEEKS, GROUP_EXPANDS, GROUP_ALL};
    for (size_t x = 0; x < sizeof groups / sizeof groups[0]; x++) {
        bool has = false;
        for (int s = 0; s < arena->scenario_count; s++)
            has = has || standings->has[s][groups[x]];
        if (has)
            print_group_standings(out, arena, standings, groups[x]);
    }
}
