/* Phase 7. The assessment aid: log-odds that j is greedy, as i's staff would put it. Channels: strike share
 * (mix), build-up (level, reduced by empathy: "it arms because of me"), attacks and mobilisation seen, and
 * with the culture module the relation (Jervis 1976, Kydd 1997, Wendt 1999). A heuristic and not Bayes' rule.
 */
#include "common/rules/arithmetic.h"
#include "common/rules/phases.h"

enum { LOG_ODDS_MAX = 4600 };

/* Public acts move the relation of a pair: attacks and threats down, open books, a public pact and quiet up.
 */
static void move_relation(const struct turn *turn, int i, int j)
{
    struct world *world = turn->world;
    struct relation *mine = &world->relations[i][j];
    int64_t index = mine->relation;
    bool hostile = false;
    for (int side = 0; side < 2; side++) {
        int x = side ? j : i, y = side ? i : j;
        const struct orders *orders = turn->orders[x];
        if (turn->side[x] == y) {
            index -= 40;
            hostile = true;
        }
        if (orders->declare >= DECLARE_WARN && orders->declare_to == y) {
            index -= 5;
            hostile = true;
        }
        if (world->relations[x][y].opened)
            index += 5;
    }
    if (!hostile)
        index += 2 + (mine->pact && !mine->secret ? 3 : 0);
    mine->relation = world->relations[j][i].relation = (int32_t)clamp(index, -100, 100);
}

/* What the share of strike arms says, which is little where arms cannot be told apart: `contrast` is how far
 * the share of an attacker's arms that look like strike lies above that of a defender, percent points. */
static int64_t mix_change(const struct parameters *p, const struct relation *seen, int64_t contrast)
{
    int64_t total = seen->est_fortify + (int64_t)seen->est_strike + seen->est_dual;
    int64_t share = floor_div(100 * (seen->est_strike + floor_div(seen->est_dual, 2)), max_of(1, total));
    return clamp(10 * floor_div(contrast * (share - 50) * 5, 40), -p->learn_mix, p->learn_mix);
}

static int64_t contrast_of(const struct world *world, int j)
{
    int64_t blur = floor_div(world_fungibility(world, j), 2);
    int64_t defender = floor_div(30 * (100 - blur) + 70 * blur, 100);
    int64_t attacker = floor_div(70 * (100 - blur) + 30 * blur, 100);
    return attacker - defender;
}

/* What the build-up since the start says; empathy takes off what a fearful actor would have built against i:
 * up to `needed`. */
static int64_t level_change(const struct world *world, int i, int j, int64_t needed)
{
    const struct parameters *p = &world->scenario.parameters;
    const struct relation *seen = &world->relations[i][j];
    int64_t base = world->actors[j].base;
    int64_t excess = seen->est_fortify + (int64_t)seen->est_strike + seen->est_dual - base;
    if (excess > 0)
        excess -= floor_div(world->actors[i].empathy * min_of(excess, max_of(0, needed - base)), 100);
    return clamp(floor_div(p->learn_level * excess, max_of(1, base)),
                 -floor_div(2 * (int64_t)p->learn_level, 3), p->learn_level);
}

static void assess(const struct turn *turn, int i, int j, int64_t needed, int64_t contrast)
{
    struct world *world = turn->world;
    const struct parameters *p = &world->scenario.parameters;
    struct relation *mine = &world->relations[i][j];
    int64_t odds = mine->assess;
    odds += mix_change(p, mine, contrast);
    odds += level_change(world, i, j, needed);
    odds += turn->blame[j];
    if (mine->seen_mobilised) /* fear and plan look alike */
        odds += p->learn_level;
    if (p->culture)
        odds += floor_div(logit(250 - 2 * mine->relation) - odds, 20);
    mine->assess = (int32_t)clamp(odds, -LOG_ODDS_MAX, LOG_ODDS_MAX);
}

void phase_assessment(struct turn *turn)
{
    struct world *world = turn->world;
    int n = world->scenario.actor_count;
    if (world->scenario.parameters.culture)
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
                if (world->actors[i].alive && world->actors[j].alive)
                    move_relation(turn, i, j);
    int64_t contrast[ACTORS_MAX];
    for (int j = 0; j < n; j++)
        contrast[j] = contrast_of(world, j);
    for (int i = 0; i < n; i++) {
        if (!world->actors[i].alive)
            continue;
        int64_t needed = floor_div(world->actors[i].doctrine * world_offence(world, i) * 122, 10000);
        for (int j = 0; j < n; j++)
            if (i != j && world->actors[j].alive)
                assess(turn, i, j, needed, contrast[j]);
    }
}
