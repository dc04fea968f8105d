#include "common/rules/scenario.h"

#include "common/base/utf8.h"

#include <string.h>

int parameter_find(struct slice name)
{
    for (int p = 0; p < PARAMETER_COUNT; p++)
        if (slice_is(name, parameter_rows[p].name))
            return p;
    return -1;
}

void scenario_init(struct scenario *scenario, const char *name, int actor_count)
{
    memset(scenario, 0, sizeof *scenario);
    struct text text = text_over(scenario->name, sizeof scenario->name);
    text_put(&text, name);
    scenario->actor_count = actor_count;
    for (int p = 0; p < PARAMETER_COUNT; p++)
        *parameter_at(&scenario->parameters, p) = parameter_rows[p].initial;
    for (int i = 0; i < actor_count; i++) {
        struct scenario_actor *actor = &scenario->actors[i];
        text = text_over(actor->name, sizeof actor->name);
        text_put_char(&text, 'A');
        text_put_int(&text, i);
        actor->territory = 10;
        actor->motive = MOTIVE_DRAWN;
        for (int j = 0; j < actor_count; j++)
            scenario->proximity[i][j] = i == j ? 0 : 100;
    }
}

/* Writes "item is value, allowed low..high" and gives false. */
static bool out_of_range(struct text *why, const char *item, int64_t value, int64_t low, int64_t high)
{
    text_put(why, item);
    text_put(why, " is ");
    text_put_int(why, value);
    text_put(why, ", allowed ");
    text_put_int(why, low);
    text_put(why, "..");
    text_put_int(why, high);
    return false;
}

static bool refuse(struct text *why, const char *sentence)
{
    text_put(why, sentence);
    return false;
}

/* Names are words of canonical text, and people see them: they come from strangers' records too. */
static bool is_word(const char *name)
{
    return *name != '\0' && !strchr(name, ' ') && utf8_tame(name, strlen(name), false);
}

static bool check_parameters(const struct parameters *p, struct text *why)
{
    for (int i = 0; i < PARAMETER_COUNT; i++) {
        const struct parameter_row *row = &parameter_rows[i];
        int32_t value = parameter_get(p, i);
        if (value < row->low || value > row->high)
            return out_of_range(why, row->name, value, row->low, row->high);
    }
    int32_t priors = p->prior[0] + p->prior[1] + p->prior[2] + p->prior[3];
    if (priors > 1000)
        return out_of_range(why, "the sum of the priors", priors, 0, 1000);
    if (p->balance_low > p->balance_high)
        return refuse(why, "balance_low is above balance_high");
    return true;
}

static bool check_actors(const struct scenario *scenario, struct text *why)
{
    int64_t territory = 0;
    int n = scenario->actor_count;
    for (int i = 0; i < n; i++) {
        const struct scenario_actor *actor = &scenario->actors[i];
        territory += actor->territory;
        if (!is_word(actor->name))
            return refuse(why, "an actor's name is empty, or holds a blank or what does not print");
        if (actor->territory < 1 || actor->territory > TERRITORY_MAX)
            return out_of_range(why, "territory", actor->territory, 1, TERRITORY_MAX);
        if (actor->motive < MOTIVE_DRAWN || actor->motive >= MOTIVE_COUNT)
            return out_of_range(why, "motive", actor->motive, MOTIVE_DRAWN, MOTIVE_COUNT - 1);
        if (actor->rise < 0 || actor->rise > RISE_MAX)
            return out_of_range(why, "rise", actor->rise, 0, RISE_MAX);
        for (int j = 0; j < n; j++)
            if (scenario->proximity[i][j] < 0 || scenario->proximity[i][j] > 100)
                return out_of_range(why, "proximity", scenario->proximity[i][j], 0, 100);
    }
    if (territory > TERRITORY_MAX)
        return out_of_range(why, "the territory of all actors together", territory, 1, TERRITORY_MAX);
    return true;
}

static bool check_pairs(const struct scenario *scenario, struct text *why)
{
    int n = scenario->actor_count;
    if (scenario->pact_count < 0 || scenario->pact_count > PACTS_MAX || scenario->assessment_count < 0 ||
        scenario->assessment_count > ASSESSMENTS_MAX)
        return refuse(why, "there are more pacts or assessments than pairs of actors");
    for (int x = 0; x < scenario->pact_count; x++) {
        const struct scenario_pact *pact = &scenario->pacts[x];
        if (pact->i < 0 || pact->i >= pact->j || pact->j >= n)
            return refuse(why, "a pact is not between two different actors, the lower first");
        if (pact->kind < PACT_NON_AGGRESSION || pact->kind >= PACT_COUNT || (pact->secret & ~1))
            return refuse(why, "a pact is of no known kind");
    }
    for (int x = 0; x < scenario->assessment_count; x++) {
        const struct scenario_assessment *assessment = &scenario->assessments[x];
        if (assessment->i < 0 || assessment->i >= n || assessment->j < 0 || assessment->j >= n ||
            assessment->i == assessment->j)
            return refuse(why, "an assessment is not about another actor");
        if (assessment->permille < 0 || assessment->permille > 1000)
            return out_of_range(why, "an assessment", assessment->permille, 0, 1000);
    }
    return true;
}

bool scenario_check(const struct scenario *scenario, struct text *why)
{
    if (scenario->actor_count < ACTORS_MIN || scenario->actor_count > ACTORS_MAX)
        return out_of_range(why, "the number of actors", scenario->actor_count, ACTORS_MIN, ACTORS_MAX);
    if (!is_word(scenario->name))
        return refuse(why, "the scenario's name is empty, or holds a blank or what does not print");
    return check_parameters(&scenario->parameters, why) && check_actors(scenario, why) &&
           check_pairs(scenario, why);
}
