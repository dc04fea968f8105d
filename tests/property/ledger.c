/* A second book-keeping: the change of each score and insecurity, from the events alone. Refused calls,
 * protectors and routines depend on more than events tell; there the sum may only be lower. */
#include "common/rules/arithmetic.h"
#include "tests/property/invariants.h"

struct ledger {
    const struct passage *passage;
    int n;
    int64_t change[ACTORS_MAX], insecurity[ACTORS_MAX];
};

static void pay_attackers(struct ledger *ledger, int target, int64_t cost)
{
    const struct event_list *events = ledger->passage->events;
    for (int e = 0; e < events->count; e++)
        if (events->events[e].kind == EVENT_ATTACK && events->events[e].numbers[1] == target)
            ledger->change[events->events[e].numbers[0]] -= cost;
}

static void pay_helpers(struct ledger *ledger, int target, int64_t cost)
{
    const struct event_list *events = ledger->passage->events;
    for (int e = 0; e < events->count; e++) {
        const struct event *event = &events->events[e];
        if (event->kind == EVENT_CALLED && event->numbers[1] == target && event->numbers[3])
            ledger->change[event->numbers[0]] -= cost;
    }
}

static void enter_budget(struct ledger *ledger, int i, int64_t civil)
{
    const struct actor *was = &ledger->passage->before->actors[i];
    int64_t welfare = ledger->passage->before->scenario.parameters.civil_value * civil;
    if (!motive_expands(was->motive))
        welfare = floor_div(welfare * min_of(was->territory, was->start), was->territory);
    ledger->change[i] += welfare;
}

static void enter_vulnerability(struct ledger *ledger, int i, int64_t permille)
{
    const struct parameters *p = &ledger->passage->before->scenario.parameters;
    int64_t cost = floor_div(max_of(0, permille - p->security_goal) * p->insecurity_weight, 1000);
    if (ledger->passage->before->actors[i].motive == MOTIVE_FEARFUL)
        cost = floor_div(cost * p->fearful_weight, 100);
    ledger->insecurity[i] += cost;
}

static void enter(struct ledger *ledger, const struct event *event)
{
    const struct parameters *p = &ledger->passage->before->scenario.parameters;
    const int32_t *x = event->numbers;
    switch ((enum event_kind)event->kind) {
    case EVENT_BUDGET:
        enter_budget(ledger, x[0], x[1]);
        break;
    case EVENT_ATTACK:
        ledger->change[x[0]] -= p->referee_fine;
        break;
    case EVENT_BREACH:
        ledger->change[x[0]] -= p->breach_cost;
        break;
    case EVENT_BATTLE:
        ledger->change[x[0]] -= p->war_cost;
        pay_attackers(ledger, x[0], p->war_cost + (x[3] ? 0 : p->fail_cost));
        pay_helpers(ledger, x[0], p->war_cost);
        break;
    case EVENT_MEETING:
        pay_attackers(ledger, x[0], p->war_cost);
        pay_attackers(ledger, x[1], p->war_cost);
        break;
    case EVENT_GAIN:
        ledger->change[x[0]] += floor_div(
            p->gain[ledger->passage->before->actors[x[0]].motive] * (int64_t)p->home_value * x[2], 100);
        ledger->change[x[1]] -= (int64_t)p->home_value * x[2];
        break;
    case EVENT_ELIMINATED:
        ledger->change[x[0]] -= p->elimination_cost;
        break;
    case EVENT_VULNERABILITY:
        enter_vulnerability(ledger, x[0], x[1]);
        break;
    default:
        break;
    }
}

bool ledger_balances(const struct passage *passage, struct text *why)
{
    struct ledger ledger = {.passage = passage, .n = passage->after->scenario.actor_count};
    const struct parameters *p = &passage->before->scenario.parameters;
    for (int e = 0; e < passage->events->count; e++)
        enter(&ledger, &passage->events->events[e]);
    for (int i = 0; i < ledger.n; i++) {
        const struct actor *was = &passage->before->actors[i], *is = &passage->after->actors[i];
        int64_t change = (int64_t)is->score - was->score;
        bool refused = is->refused > was->refused;
        bool at_most = refused || is->motive == MOTIVE_PROTECTOR || p->routine_cost;
        if (at_most ? change > ledger.change[i] : change != ledger.change[i]) {
            text_put(why, "the score of ");
            text_put_int(why, i);
            text_put(why, " changed by ");
            text_put_int(why, change);
            text_put(why, ", the events say ");
            text_put_int(why, ledger.change[i]);
            return false;
        }
        if ((int64_t)is->insecurity - was->insecurity != ledger.insecurity[i]) {
            text_put(why, "the insecurity of ");
            text_put_int(why, i);
            text_put(why, " does not follow from its vulnerability");
            return false;
        }
    }
    return true;
}
