#include "common/bots/calculus.h"

#include "common/rules/arithmetic.h"
#include "common/rules/attack_game.h"

bool is_rival(const struct view *view, int j)
{
    return j != view->me && view->alive[j];
}

bool is_partner(const struct view *view, int j)
{
    return view->pact[view->me][j] >= PACT_DEFENSIVE;
}

int64_t estimated_arms(const struct view *view, int j)
{
    return (int64_t)view->est_fortify[j] + view->est_strike[j] + view->est_dual[j];
}

int64_t worn(const struct view *view, int32_t stock)
{
    return floor_div((int64_t)stock * (100 - view->scenario.parameters.depreciation), 100);
}

int64_t with_margin(const struct view *view, int64_t value)
{
    return floor_div(value * (1000 + floor_div(view->scenario.parameters.noise * (int64_t)4, 5)), 1000);
}

int64_t gain_of(const struct view *view)
{
    return view->scenario.parameters.gain[view->own.motive];
}

int64_t greedy_threshold(const struct view *view)
{
    const struct parameters *p = &view->scenario.parameters;
    return greed_threshold(p, p->gain[MOTIVE_GREEDY], view->territory[view->me], 60);
}

static struct attack_game attack_game(const struct view *view, int j)
{
    int me = view->me;
    struct attack_sides sides = {
        .my_offence = view_offence(view, me),
        .my_defence = view_defence(view, me),
        .their_offence = view_offence(view, j),
        .their_defence = view_defence(view, j),
        .my_balance = view_balance(view, me, j),
        .their_balance = view_balance(view, j, me),
        .my_proximity = view->scenario.proximity[me][j],
        .their_proximity = view->scenario.proximity[j][me],
        .my_territory = view->territory[me],
        .their_territory = view->territory[j],
        .gain = gain_of(view),
    };
    return attack_game_of(&view->scenario.parameters, &sides);
}

/* How likely j's attack is taken to be: its greed, and the fear that it may share. Permille. */
static int64_t attack_feared(const struct view *view, int j, const struct attack_game *game)
{
    int64_t suspicion = view->assessment[j];
    if (game->they_succeed <= greedy_threshold(view))
        return 0;
    int64_t feared = suspicion;
    int64_t threshold = attack_threshold(game);
    if (game->attack_attack > game->wait_attack && game->attack_wait < 0) {
        int64_t panic =
            clamp(floor_div(1000 * (2 * suspicion - threshold), 2 * max_of(1, threshold)), 0, 1000);
        feared += floor_div((1000 - feared) * panic, 1000);
    }
    return feared;
}

int preempt(const struct view *view)
{
    const struct parameters *p = &view->scenario.parameters;
    int64_t best = 0;
    int target = -1;
    if (view->turn < p->grace_turns)
        return -1;
    for (int j = 0; j < view->n; j++) {
        if (!is_rival(view, j) || !view->scenario.proximity[view->me][j])
            continue;
        struct attack_game game = attack_game(view, j);
        if (view->pact[view->me][j]) {
            game.attack_wait -= p->breach_cost;
            game.attack_attack -= p->breach_cost;
        }
        int64_t feared = attack_feared(view, j, &game);
        int64_t worth = floor_div(
            feared * (game.attack_attack - game.wait_attack) + (1000 - feared) * game.attack_wait, 1000);
        if (worth > best) {
            best = worth;
            target = j;
        }
    }
    return target;
}

static int64_t prey_defence(const struct view *view, int j)
{
    int64_t wall = with_margin(view, view_defence(view, j)) + view->scenario.parameters.referee_force;
    for (int k = 0; k < view->n; k++) {
        int32_t proximity = view->scenario.proximity[k][j];
        if (is_rival(view, k) && k != j && view->pact[j][k] >= PACT_DEFENSIVE && proximity)
            wall += floor_div(floor_div(view_defence(view, k) * proximity, 100), 2);
    }
    return wall;
}

int best_prey(const struct view *view, int64_t least, int64_t gain)
{
    const struct parameters *p = &view->scenario.parameters;
    int me = view->me, target = -1;
    int64_t best = least;
    if (view->turn < p->grace_turns)
        return -1;
    for (int j = 0; j < view->n; j++) {
        int32_t proximity = view->scenario.proximity[me][j];
        if (!is_rival(view, j) || !proximity)
            continue;
        int64_t force = floor_div(view_offence(view, me) * proximity, 100);
        int64_t chance = contest(view_balance(view, me, j) * force, 100 * prey_defence(view, j));
        int64_t prize = floor_div(gain * p->home_value * stake_of(view->territory[j], p->stake), 100);
        int64_t worth =
            floor_div(chance * prize - (1000 - chance) * p->fail_cost, 1000) - p->war_cost - p->referee_fine;
        worth -= view->pact[me][j] ? p->breach_cost : 0;
        if (worth > best) {
            best = worth;
            target = j;
        }
    }
    return target;
}

void mobilise_first(const struct view *view, struct orders *orders)
{
    const struct parameters *p = &view->scenario.parameters;
    if (!p->mobilisation)
        return;
    int64_t charges = p->mobilise_cost + p->research_cost;
    bool alarmed = false;
    for (int j = 0; j < view->n; j++)
        alarmed = alarmed || view->seen_mobilised[j];
    if (orders->attack >= 0 && !(view->own.mobilised & 1)) {
        orders->attack = -1;
        orders->mobilise = 1;
    } else if (orders->attack >= 0 || (alarmed && view->income > charges)) {
        orders->mobilise = 1;
    }
    if (view->income < charges)
        orders->mobilise = 0;
}

void state_beliefs(const struct view *view, struct orders *orders)
{
    for (int j = 0; j < view->n; j++)
        if (is_rival(view, j))
            orders->belief[j] = view->assessment[j];
}

/* Is it worth to fight for j? What the ally's fall would make of me, against the cost of a battle. */
static bool worth_helping(const struct view *view, int j)
{
    const struct parameters *p = &view->scenario.parameters;
    int me = view->me;
    int64_t mine = view_defence(view, me), ally = view_defence(view, j);
    int64_t helped = ally + floor_div(mine * view->scenario.proximity[me][j], 100);
    for (int x = 0; x < view->n; x++) {
        if (!is_rival(view, x) || x == j || view->pact[me][x] || !view->scenario.proximity[x][j])
            continue;
        int64_t threat = view_offence(view, x);
        int64_t alone = contest(view_balance(view, x, j) * threat, 100 * ally);
        int64_t with_me = contest(view_balance(view, x, j) * threat, 100 * helped);
        int64_t grown = floor_div(floor_div(threat * 130, 100) * view->scenario.proximity[x][me], 100);
        int64_t then_me = contest(view_balance(view, x, me) * grown, 100 * mine);
        if (then_me <= greedy_threshold(view))
            continue;
        int64_t home = p->home_value * stake_of(view->territory[me], p->stake);
        int64_t loss = floor_div(floor_div(view->assessment[x] * home, 1000) * then_me, 1000);
        int64_t honour =
            view->pact[me][j] == PACT_UNCONDITIONAL ? p->honour_unconditional : p->honour_defensive;
        if (floor_div((alone - with_me) * loss, 1000) * 2 + honour > p->war_cost)
            return true;
    }
    return false;
}

void answer_calls(const struct view *view, int mode, struct orders *orders)
{
    for (int j = 0; j < view->n; j++) {
        if (!is_rival(view, j) || !is_partner(view, j))
            continue;
        if (mode == ANSWER_WEIGHED)
            orders->answer[j] = worth_helping(view, j) ? ANSWER_HONOUR : ANSWER_STAND_ASIDE;
        else
            orders->answer[j] = mode;
    }
}

void accept_offers(const struct view *view, int32_t limit, struct orders *orders)
{
    for (int j = 0; j < view->n; j++) {
        int32_t offered = view->offer_in[j];
        if (!is_rival(view, j) || !offered || offered <= view->pact[view->me][j] ||
            view->assessment[j] > limit)
            continue;
        orders->pact[j] = offered;
        orders->secret[j] = view->offer_in_secret[j];
    }
}

static void take_points(int64_t wanted, int64_t *left, int32_t *line)
{
    int64_t points = clamp(wanted, 0, *left);
    *line = (int32_t)points;
    *left -= points;
}

void spend(const struct view *view, struct orders *orders, int64_t fortify, int64_t strike, int64_t intel)
{
    int64_t left = orders_available(view, orders);
    take_points(intel, &left, &orders->budget[LINE_INTEL]);
    take_points(fortify, &left, &orders->budget[LINE_FORTIFY]);
    take_points(strike, &left, &orders->budget[LINE_STRIKE]);
    orders->budget[LINE_DUAL] = 0;
    orders->budget[LINE_CIVIL] = (int32_t)left;
}

void open_all_books(const struct view *view, struct orders *orders)
{
    for (int j = 0; j < view->n; j++)
        if (is_rival(view, j))
            orders->open_books |= 1 << j;
}
