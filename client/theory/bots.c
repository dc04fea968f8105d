#include "client/theory/bots.h"

#include "common/base/must.h"

enum { RESTRAINT_TURNS = 3, NO_PROFIT_IS_ENOUGH = 9999, WATCHER_INTEL = 2 };

const struct bot *theory_bot(const char *name)
{
    const struct bot *bot = bot_find(slice_of(name));
    must(bot != NULL);
    return bot;
}

static void play_seeker(const struct view *view, struct orders *orders)
{
    seeker_play(view, &seeker_style_default, orders);
}

static void play_bold_greedy(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    greedy_play(view, 20, orders);
}

static void play_soft_seeker(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.demand = 120;
    seeker_play(view, &style, orders);
}

static void play_racer(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.arms_cap = 100;
    style.preempts = false;
    seeker_play(view, &style, orders);
}

static void play_silent_grit(const struct view *view, struct siphash_key key, struct orders *orders)
{
    theory_bot("grit")->play(view, key, orders);
    orders->open_books = 0;
    orders->scrap = 0;
    orders->declare = DECLARE_NONE;
}

static void play_restrained(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    if (view->turn >= RESTRAINT_TURNS) {
        play_seeker(view, orders);
        return;
    }
    orders_init(orders);
    spend(view, orders, 0, 0, 0);
}

static void play_talker(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    play_seeker(view, orders);
    orders->declare = DECLARE_PEACEFUL;
}

static void play_marcher(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    greedy_play(view, NO_PROFIT_IS_ENOUGH, orders);
    if (view->turn >= view->scenario.parameters.grace_turns && view->alive[1])
        orders->attack = 1;
}

/* A style for those who seek security; the others play greedy. */
static void play_by_motive(const struct view *view, const struct seeker_style *style, struct orders *orders)
{
    if (motive_expands(view->own.motive))
        bot_for_motive(view->own.motive)->play(view, (struct siphash_key){0}, orders);
    else
        seeker_play(view, style, orders);
}

static void play_watcher(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.intel = WATCHER_INTEL;
    play_by_motive(view, &style, orders);
}

static void play_researcher(const struct view *view, enum project project, struct orders *orders)
{
    struct seeker_style style = seeker_style_default;
    style.project = project;
    play_by_motive(view, &style, orders);
}

static void play_intel(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    play_researcher(view, PROJECT_INTEL, orders);
}

static void play_fortress(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    play_researcher(view, PROJECT_FORTRESS, orders);
}

static void play_strike(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    play_researcher(view, PROJECT_STRIKE, orders);
}

static void play_specialise(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    play_researcher(view, PROJECT_SPECIALISE, orders);
}

const struct bot theory_bold_greedy = {"bold_greedy", "greedy for little profits", play_bold_greedy};
const struct bot theory_soft_seeker = {"soft_seeker", "asks for half the safety", play_soft_seeker};
const struct bot theory_racer = {"racer", "races and never attacks (Richardson)", play_racer};
const struct bot theory_silent_grit = {"silent_grit", "restraint without signals", play_silent_grit};
const struct bot theory_restrained = {"restrained", "three turns of restraint", play_restrained};
const struct bot theory_talker = {"talker", "declares peace every turn", play_talker};
const struct bot theory_marcher = {"marcher", "attacks seat 1 whatever happens", play_marcher};
const struct bot theory_watcher = {"watcher", "seeks security with spies", play_watcher};

const struct bot theory_researchers[PROJECT_COUNT] = {
    [PROJECT_INTEL] = {"intel_researcher", "sharper estimates", play_intel},
    [PROJECT_FORTRESS] = {"fortress_researcher", "better walls", play_fortress},
    [PROJECT_STRIKE] = {"strike_researcher", "better attack", play_strike},
    [PROJECT_SPECIALISE] = {"specialise_researcher", "arms that can be told apart", play_specialise},
};
