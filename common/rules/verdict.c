#include "common/rules/orders.h"

#include "common/rules/scenario.h"

static const char *const part_names[PART_COUNT] = {"attack",     "mobilise", "project", "scrap",
                                                   "open_books", "declare",  "focus",   "pact",
                                                   "answer",     "belief",   "budget"};

static const char *const verdict_names[VERDICT_COUNT] = {
    [VERDICT_OK] = "ok",
    [VERDICT_BAD_TARGET] = "bad target",
    [VERDICT_GRACE] = "grace",
    [VERDICT_OUT_OF_REACH] = "out of reach",
    [VERDICT_MODULE_OFF] = "module off",
    [VERDICT_BAD_VALUE] = "bad value",
    [VERDICT_TOO_POOR] = "too poor",
    [VERDICT_TAKEN] = "taken",
    [VERDICT_TOO_MANY] = "more than you have",
    [VERDICT_WRONG_SUM] = "wrong sum",
};

const char *part_name(int part)
{
    return part_names[part];
}

const char *verdict_name(int verdict)
{
    return verdict_names[verdict];
}

bool verdicts_ok(const struct verdicts *verdicts)
{
    int any = VERDICT_OK;
    for (int part = 0; part < PART_COUNT; part++)
        any |= verdicts->of[part];
    return any == VERDICT_OK;
}

static bool is_living_rival(const struct order_ground *ground, int32_t j)
{
    return j >= 0 && j < ground->n && j != ground->me && ground->alive[j] == 1;
}

static enum verdict check_attack(const struct order_ground *ground, int32_t target)
{
    if (target == -1)
        return VERDICT_OK;
    if (!is_living_rival(ground, target))
        return VERDICT_BAD_TARGET;
    if (ground->turn < ground->parameters->grace_turns)
        return VERDICT_GRACE;
    return ground->reach[target] ? VERDICT_OK : VERDICT_OUT_OF_REACH;
}

static bool is_too_poor(const struct order_ground *ground)
{
    const struct parameters *p = ground->parameters;
    return ground->income < p->mobilise_cost + p->research_cost;
}

static enum verdict check_mobilise(const struct order_ground *ground, int32_t mobilise)
{
    if (mobilise == 0)
        return VERDICT_OK;
    if (!ground->parameters->mobilisation)
        return VERDICT_MODULE_OFF;
    if (mobilise != 1)
        return VERDICT_BAD_VALUE;
    return is_too_poor(ground) ? VERDICT_TOO_POOR : VERDICT_OK;
}

static enum verdict check_project(const struct order_ground *ground, int32_t project)
{
    if (project == PROJECT_NONE)
        return VERDICT_OK;
    if (!ground->parameters->technology)
        return VERDICT_MODULE_OFF;
    if (project < 0 || project >= PROJECT_COUNT)
        return VERDICT_BAD_VALUE;
    if (ground->tech || (ground->project && ground->project != project))
        return VERDICT_TAKEN;
    return is_too_poor(ground) ? VERDICT_TOO_POOR : VERDICT_OK;
}

static enum verdict check_declare(const struct order_ground *ground, int32_t declare, int32_t to)
{
    if ((declare == DECLARE_NONE || declare == DECLARE_PEACEFUL) && to == -1)
        return VERDICT_OK;
    if ((declare == DECLARE_WARN || declare == DECLARE_DEMAND) && is_living_rival(ground, to))
        return VERDICT_OK;
    return VERDICT_BAD_VALUE;
}

static enum verdict check_focus(const struct order_ground *ground, int32_t focus)
{
    if (focus == -1)
        return VERDICT_OK;
    if (!ground->parameters->leak)
        return VERDICT_MODULE_OFF;
    return is_living_rival(ground, focus) ? VERDICT_OK : VERDICT_BAD_TARGET;
}

static enum verdict check_pact(const struct order_ground *ground, const struct orders *orders)
{
    for (int j = 0; j < ground->n; j++) {
        int32_t kind = orders->pact[j];
        if (kind != -1 && (!is_living_rival(ground, j) || kind < 0 || kind >= PACT_COUNT))
            return VERDICT_BAD_VALUE;
        if (orders->secret[j] != 0 && orders->secret[j] != 1)
            return VERDICT_BAD_VALUE;
    }
    return VERDICT_OK;
}

static enum verdict check_list(const struct order_ground *ground, const int32_t list[ACTORS_MAX],
                               int32_t high)
{
    for (int j = 0; j < ground->n; j++)
        if (list[j] < -1 || list[j] > high)
            return VERDICT_BAD_VALUE;
    return VERDICT_OK;
}

/* The charges are those of the orders after mending: a refused project costs nothing. */
static enum verdict check_budget(const struct order_ground *ground, const struct orders *orders,
                                 const struct verdicts *verdicts)
{
    bool mended = verdicts->of[PART_MOBILISE] != VERDICT_OK || verdicts->of[PART_PROJECT] != VERDICT_OK;
    int64_t sum = 0;
    for (int line = 0; line < LINE_COUNT; line++) {
        if (orders->budget[line] < 0)
            return VERDICT_WRONG_SUM;
        sum += orders->budget[line];
    }
    if (!mended)
        return sum == ground_available(ground, orders) ? VERDICT_OK : VERDICT_WRONG_SUM;
    struct orders charged = *orders;
    if (verdicts->of[PART_MOBILISE] != VERDICT_OK)
        charged.mobilise = 0;
    if (verdicts->of[PART_PROJECT] != VERDICT_OK)
        charged.project = PROJECT_NONE;
    return sum == ground_available(ground, &charged) ? VERDICT_OK : VERDICT_WRONG_SUM;
}

struct verdicts ground_check(const struct order_ground *ground, const struct orders *orders)
{
    struct verdicts v;
    int32_t books = orders->open_books;
    bool books_ok = books >= 0 && books < 1 << ground->n && !(books >> ground->me & 1);
    bool scrap_ok = orders->scrap >= 0 && (int64_t)orders->scrap * 100 <= ground->strike;
    v.of[PART_ATTACK] = (uint8_t)check_attack(ground, orders->attack);
    v.of[PART_MOBILISE] = (uint8_t)check_mobilise(ground, orders->mobilise);
    v.of[PART_PROJECT] = (uint8_t)check_project(ground, orders->project);
    v.of[PART_SCRAP] = scrap_ok ? VERDICT_OK : VERDICT_TOO_MANY;
    v.of[PART_OPEN_BOOKS] = books_ok ? VERDICT_OK : VERDICT_BAD_VALUE;
    v.of[PART_DECLARE] = (uint8_t)check_declare(ground, orders->declare, orders->declare_to);
    v.of[PART_FOCUS] = (uint8_t)check_focus(ground, orders->focus);
    v.of[PART_PACT] = (uint8_t)check_pact(ground, orders);
    v.of[PART_ANSWER] = (uint8_t)check_list(ground, orders->answer, ANSWER_COUNT - 1);
    v.of[PART_BELIEF] = (uint8_t)check_list(ground, orders->belief, 1000);
    v.of[PART_BUDGET] = (uint8_t)check_budget(ground, orders, &v);
    return v;
}
