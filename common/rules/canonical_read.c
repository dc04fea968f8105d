#include "common/rules/canonical.h"

#include <string.h>

enum {
    SCORE_MAX = 1000000000,
    EST_BEFORE_MAX = 2 * 100000 * (TERRITORY_MAX / 10), /* before turn 1: the starting arms without the cap */
    COUNT_MAX = 1000000,                                /* of anything counted once a turn or once a pair */
};

static bool refuse(struct text *why, const char *reason, struct slice item)
{
    text_put(why, reason);
    text_put(why, ": ");
    text_put_span(why, item.at, item.length);
    return false;
}

static bool read_int32(struct slice slice, int32_t *value)
{
    int64_t wide;
    if (!slice_int(slice, INT32_MIN, INT32_MAX, &wide))
        return false;
    *value = (int32_t)wide;
    return true;
}

/* Exactly `count` numbers. */
static bool read_numbers(struct slice rest, char separator, int32_t *numbers, int count)
{
    struct slice part;
    for (int i = 0; i < count; i++)
        if (!slice_take(&rest, separator, &part) || !read_int32(part, &numbers[i]))
            return false;
    return rest.length == 0;
}

/* Index of a name in a list of names, or -1. */
static int find(const char *const *names, int count, struct slice name)
{
    for (int f = 0; f < count; f++)
        if (slice_is(name, names[f]))
            return f;
    return -1;
}

static bool read_actor(struct slice value, struct scenario *scenario)
{
    struct slice index, name;
    int64_t i;
    if (!slice_take(&value, ' ', &index) || !slice_int(index, 0, scenario->actor_count - 1, &i) ||
        !slice_take(&value, ' ', &name))
        return false;
    struct scenario_actor *actor = &scenario->actors[i];
    int32_t numbers[3];
    if (!slice_copy(name, actor->name, sizeof actor->name) || !read_numbers(value, ' ', numbers, 3))
        return false;
    actor->territory = numbers[0];
    actor->motive = numbers[1];
    actor->rise = numbers[2];
    return true;
}

static bool read_proximity(struct slice value, struct scenario *scenario)
{
    struct slice index;
    int64_t i;
    return slice_take(&value, ' ', &index) && slice_int(index, 0, scenario->actor_count - 1, &i) &&
           read_numbers(value, ' ', scenario->proximity[i], scenario->actor_count);
}

static bool read_pact(struct slice value, struct scenario *scenario)
{
    int32_t numbers[4];
    if (scenario->pact_count == PACTS_MAX || !read_numbers(value, ' ', numbers, 4))
        return false;
    scenario->pacts[scenario->pact_count++] =
        (struct scenario_pact){.i = numbers[0], .j = numbers[1], .kind = numbers[2], .secret = numbers[3]};
    return true;
}

static bool read_assessment(struct slice value, struct scenario *scenario)
{
    int32_t numbers[3];
    if (scenario->assessment_count == ASSESSMENTS_MAX || !read_numbers(value, ' ', numbers, 3))
        return false;
    scenario->assessments[scenario->assessment_count++] =
        (struct scenario_assessment){.i = numbers[0], .j = numbers[1], .permille = numbers[2]};
    return true;
}

static bool read_scenario_line(struct slice key, struct slice value, struct scenario *scenario)
{
    if (slice_is(key, "actor"))
        return read_actor(value, scenario);
    if (slice_is(key, "prox"))
        return read_proximity(value, scenario);
    if (slice_is(key, "pact"))
        return read_pact(value, scenario);
    if (slice_is(key, "assess"))
        return read_assessment(value, scenario);
    int p = parameter_find(key);
    return p >= 0 && read_int32(value, parameter_at(&scenario->parameters, p));
}

bool canonical_scenario_read(struct slice lines, struct scenario *scenario, struct text *why)
{
    struct slice line = {"", 0}, key, value;
    int64_t n;
    char name[NAME_SIZE];
    if (!slice_take(&lines, '\n', &line) || !slice_split(line, '=', &key, &value) ||
        !slice_is(key, "scenario") || !slice_copy(value, name, sizeof name))
        return refuse(why, "a scenario begins with scenario=NAME", line);
    if (!slice_take(&lines, '\n', &line) || !slice_split(line, '=', &key, &value) ||
        !slice_is(key, "actors") || !slice_int(value, ACTORS_MIN, ACTORS_MAX, &n))
        return refuse(why, "actors=2..12 must follow the name of the scenario", line);
    scenario_init(scenario, name, (int)n);
    while (slice_take(&lines, '\n', &line))
        if (!slice_split(line, '=', &key, &value) || !read_scenario_line(key, value, scenario))
            return refuse(why, "not a line of a scenario", line);
    return scenario_check(scenario, why);
}

struct bounds {
    int32_t low, high;
};

/* What the rules may index or divide by; in the order of struct actor and struct relation. */
static const struct bounds actor_bounds[ACTOR_NUMBERS] = {
    {0, 1},                  /* alive */
    {0, MOTIVE_COUNT - 1},   /* motive */
    {0, TERRITORY_MAX},      /* territory */
    {1, TERRITORY_MAX},      /* start */
    {0, PRODUCTIVITY_MAX},   /* productivity */
    {0, STOCK_MAX},          /* fortify */
    {0, STOCK_MAX},          /* strike */
    {0, STOCK_MAX},          /* dual */
    {0, ORDER_VALUE_MAX},    /* intel */
    {-SCORE_MAX, SCORE_MAX}, /* score */
    {0, SCORE_MAX},          /* insecurity */
    {0, 100},                /* empathy */
    {0, 2 * STOCK_MAX},      /* base */
    {0, COUNT_MAX},          /* kept */
    {0, COUNT_MAX},          /* refused */
    {0, COUNT_MAX},          /* broken */
    {0, COUNT_MAX},          /* begun */
    {0, 3},                  /* mobilised */
    {0, PROJECT_COUNT - 1},  /* project */
    {0, COUNT_MAX},          /* progress */
    {0, PROJECT_COUNT - 1},  /* tech */
    {0, 400},                /* doctrine */
    {-1, 2},                 /* routine */
    {-1, 2},                 /* posture */
    {0, COUNT_MAX},          /* held */
    {0, DECLARE_COUNT - 1},  /* declared */
    {-1, ACTORS_MAX - 1},    /* declared_to */
    {0, ORDER_VALUE_MAX},    /* b_civil */
    {0, ORDER_VALUE_MAX},    /* b_fortify */
    {0, ORDER_VALUE_MAX},    /* b_strike */
    {0, ORDER_VALUE_MAX},    /* b_dual */
    {0, ORDER_VALUE_MAX},    /* b_intel */
};

static const struct bounds relation_bounds[RELATION_NUMBERS] = {
    {0, PACT_COUNT - 1}, /* pact */
    {0, 1},              /* secret */
    {0, 1},              /* ending */
    {0, PACT_COUNT - 1}, /* offer */
    {0, 1},              /* offer_secret */
    {0, 2 * STOCK_MAX},  /* est_fortify */
    {0, 2 * STOCK_MAX},  /* est_strike */
    {0, 2 * STOCK_MAX},  /* est_dual */
    {0, EST_BEFORE_MAX}, /* est_before */
    {-4600, 4600},       /* assess */
    {0, COUNT_MAX},      /* attacked */
    {0, 1},              /* seen_mobilised */
    {0, 1},              /* leaked */
    {0, 1},              /* opened */
    {-100, 100},         /* relation */
};

/* Writes a number where it belongs, unless it is out of its bounds. */
static bool set_bounded(struct slice value, struct bounds bounds, int32_t *number)
{
    int64_t wide;
    if (!slice_int(value, bounds.low, bounds.high, &wide))
        return false;
    *number = (int32_t)wide;
    return true;
}

/* "a3.fortify" or "p0.4.pact" */
static bool read_world_number(struct world *world, struct slice key, struct slice value)
{
    struct slice part, rest = {key.at + 1, key.length - 1};
    int64_t i, j;
    int n = world->scenario.actor_count;
    if (!slice_take(&rest, '.', &part) || !slice_int(part, 0, n - 1, &i))
        return false;
    if (key.at[0] == 'a') {
        int f = find(actor_number_names, ACTOR_NUMBERS, rest);
        return f >= 0 && set_bounded(value, actor_bounds[f], (int32_t *)&world->actors[i] + f);
    }
    if (!slice_take(&rest, '.', &part) || !slice_int(part, 0, n - 1, &j) || i == j)
        return false;
    int f = find(relation_number_names, RELATION_NUMBERS, rest);
    return f >= 0 && set_bounded(value, relation_bounds[f], (int32_t *)&world->relations[i][j] + f);
}

static bool read_world_line(struct slice key, struct slice value, struct world *world)
{
    int64_t same;
    if (slice_is(key, "scenario"))
        return slice_is(value, world->scenario.name);
    if (slice_is(key, "rules"))
        return slice_int(value, RULES_VERSION, RULES_VERSION, &same);
    if (slice_is(key, "actors"))
        return slice_int(value, world->scenario.actor_count, world->scenario.actor_count, &same);
    if (slice_is(key, "turn"))
        return set_bounded(value, (struct bounds){0, COUNT_MAX}, &world->turn);
    if (slice_is(key, "end"))
        return set_bounded(value, (struct bounds){0, END_COUNT - 1}, &world->end);
    if (slice_is(key, "balance"))
        return set_bounded(value, (struct bounds){0, 400}, &world->balance);
    if (key.length < 4 || (key.at[0] != 'a' && key.at[0] != 'p'))
        return false;
    return read_world_number(world, key, value);
}

bool canonical_world_read(struct slice lines, const struct scenario *scenario, struct siphash_key key,
                          struct world *world, struct text *why)
{
    struct slice line, name, value;
    memset(world, 0, sizeof *world);
    world->scenario = *scenario;
    world->key = key;
    while (slice_take(&lines, '\n', &line))
        if (!slice_split(line, '=', &name, &value) || !read_world_line(name, value, world))
            return refuse(why, "not a line of this world", line);
    for (int i = 0; i < scenario->actor_count; i++) {
        if (world->actors[i].alive && !world->actors[i].territory)
            return refuse(why, "a living state has no territory", slice_of(scenario->actors[i].name));
        if (!world->actors[i].start) /* the one number that may not be 0, so it must be named */
            return refuse(why, "a state had no territory at the start", slice_of(scenario->actors[i].name));
    }
    return true;
}

static bool read_order_field(struct slice field, int n, struct orders *orders, uint32_t *seen)
{
    struct slice name, value;
    if (!slice_split(field, '=', &name, &value))
        return false;
    int32_t *numbers = (int32_t *)orders;
    int f = find(order_scalar_names, ORDER_SCALARS, name);
    if (f >= 0) {
        *seen |= 1u << f;
        return read_int32(value, &numbers[f]);
    }
    f = find(order_list_names, ORDER_LISTS, name);
    if (f < 0)
        return false;
    *seen |= 1u << (ORDER_SCALARS + f);
    return read_numbers(value, ',', numbers + ORDER_SCALARS + f * ACTORS_MAX, n);
}

bool canonical_orders_read(struct slice line, int n, int *actor, bool *given, struct orders *orders,
                           struct text *why)
{
    struct slice rest = line, word;
    int64_t i;
    orders_init(orders);
    if (!slice_take(&rest, ' ', &word) || !slice_is(word, "order") || !slice_take(&rest, ' ', &word) ||
        !slice_int(word, 0, n - 1, &i))
        return refuse(why, "not a line of orders", line);
    *actor = (int)i;
    *given = !slice_is(rest, "none");
    if (!*given)
        return true;
    uint32_t seen = 0;
    while (slice_take(&rest, ' ', &word))
        if (!read_order_field(word, n, orders, &seen))
            return refuse(why, "not a field of orders", word);
    if (seen != (1u << (ORDER_SCALARS + ORDER_LISTS)) - 1)
        return refuse(why, "orders without all their fields", line);
    return true;
}
