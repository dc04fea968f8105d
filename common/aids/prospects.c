#include "common/aids/prospects.h"

#include "common/rules/arithmetic.h"

#include <string.h>

enum side { IT_ATTACKS, I_ATTACK, WE_MEET };

bool prospect_is_rival(const struct view *view, int j)
{
    return j != view->me && view->alive[j];
}

static struct duel duel_about(int rival, enum side side, bool helped)
{
    return (struct duel){
        .rival = rival, .i_attack = side != IT_ATTACKS, .it_attacks = side != I_ATTACK, .helped = helped};
}

/* What makes the chance smallest and greatest: a strong attacker and weak helpers of the target. */
static void set_guesses(struct duel *duel, bool best_for_me)
{
    duel->rival_arms = best_for_me ? GUESS_LEAST : GUESS_MOST;
    if (duel->i_attack) /* the helpers are the rival's */
        duel->help_arms = duel->rival_arms;
    else
        duel->help_arms = best_for_me ? GUESS_MOST : GUESS_LEAST;
}

static struct odds chance_of(const struct own_side *own, struct duel duel, uint32_t *helpers)
{
    int32_t about = duel_chance(own, &duel, helpers);
    set_guesses(&duel, true);
    int32_t best = duel_chance(own, &duel, NULL);
    set_guesses(&duel, false);
    int32_t worst = duel_chance(own, &duel, NULL);
    int32_t low = (int32_t)min_of(best, worst), high = (int32_t)max_of(best, worst);
    /* where figures contradict each other the middle may fall beside the range by a permille */
    return (struct odds){low, (int32_t)clamp(about, low, high), high};
}

static int32_t armed_chance(const struct own_side *own, struct duel duel, int64_t income)
{
    int32_t more = (int32_t)min_of(STOCK_MAX, 100 * income);
    set_guesses(&duel, false);
    duel.extra_fortify = duel.i_attack ? more : 0;
    duel.extra_strike = duel.i_attack ? 0 : more;
    return duel_chance(own, &duel, NULL);
}

static void prospect_of(const struct own_side *own, int rival, int64_t income, struct prospect *prospect)
{
    const struct view *view = own->view;
    struct duel attacked = duel_about(rival, IT_ATTACKS, false), attack = duel_about(rival, I_ATTACK, false);
    prospect->is_rival = true;
    prospect->reaches_me = view->scenario.proximity[rival][view->me] != 0;
    prospect->i_reach = view->scenario.proximity[view->me][rival] != 0;
    prospect->takes_me = prospect->takes_me_helped = chance_of(own, attacked, NULL);
    prospect->takes_me_armed = armed_chance(own, attacked, income);
    prospect->i_take = prospect->i_take_helped = chance_of(own, attack, NULL);
    prospect->i_take_armed = armed_chance(own, attack, income);
    prospect->i_win_meeting = chance_of(own, duel_about(rival, WE_MEET, false), NULL);
    struct duel probe = duel_about(rival, IT_ATTACKS, true);
    (void)duel_chance(own, &probe, &prospect->helpers);
    if (prospect->helpers)
        prospect->takes_me_helped = chance_of(own, probe, NULL);
    probe = duel_about(rival, I_ATTACK, true);
    (void)duel_chance(own, &probe, &prospect->its_helpers);
    if (prospect->its_helpers)
        prospect->i_take_helped = chance_of(own, probe, NULL);
}

static void rank(struct prospects *all, int rival)
{
    const struct prospect *mine = &all->of[rival];
    int32_t danger = all->most_dangerous, weak = all->weakest;
    if (mine->reaches_me && (danger < 0 || mine->takes_me.about > all->of[danger].takes_me.about))
        all->most_dangerous = rival;
    if (mine->i_reach && (weak < 0 || mine->i_take.about > all->of[weak].i_take.about))
        all->weakest = rival;
}

void prospects_of(const struct view *view, const struct orders *orders, struct prospects *prospects)
{
    const struct parameters *p = &view->scenario.parameters;
    struct world rich;
    struct own_side own;
    memset(prospects, 0, sizeof *prospects);
    prospects->is_grace = view->turn < p->grace_turns;
    prospects->attack_from = p->grace_turns + 1;
    prospects->balance_hidden = p->hidden_balance != 0;
    prospects->balance = view->balance;
    prospects->most_dangerous = prospects->weakest = -1;
    believed_world(view, GUESS_ABOUT, &rich);
    believed_wealth(view, &rich);
    own_side_of(view, orders, &own);
    for (int j = 0; j < view->n; j++) {
        if (!prospect_is_rival(view, j))
            continue;
        prospect_of(&own, j, world_income(&rich, j), &prospects->of[j]);
        rank(prospects, j);
    }
}

int32_t prospect_takes_me(const struct own_side *side, int rival)
{
    struct duel duel = duel_about(rival, IT_ATTACKS, false);
    return duel_chance(side, &duel, NULL);
}

int32_t prospect_i_take(const struct own_side *side, int rival)
{
    struct duel duel = duel_about(rival, I_ATTACK, false);
    return duel_chance(side, &duel, NULL);
}
