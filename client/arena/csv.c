#include "client/arena/parts.h"

void csv_put_header(struct output *csv)
{
    fputs("rules,seed,scenario,deal,line_up,seat,motive,contestant,score,achievement_milli,goal,alive,wars,"
          "rejected,timeouts\n",
          csv->file);
}

/* Nearest thousandth; halves away from zero. */
static int64_t achievement_milli(int64_t score, int64_t sum, int64_t line_ups)
{
    int64_t above = 1000 * (score * line_ups - sum), half = above < 0 ? -line_ups / 2 : line_ups / 2;
    return (above + half) / line_ups;
}

enum status csv_put_deal(struct output *csv, const struct arena *arena, int scenario, int deal,
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
    return output_check(csv, cause);
}
