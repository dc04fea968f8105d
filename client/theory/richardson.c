/* Arms races in the engine against Richardson's equation. */
#include "client/theory/bots.h"
#include "client/theory/measure.h"

#include <math.h>

enum {
    RACE_DICE = 3,
    RACE_TURNS = 9,
    RACE_TERRITORY = 400, /* so large that whole points do not matter */
    RACE_FROM = 3000,     /* centi-units of fortify from which growth is read off */
};

struct race {
    int32_t balance, fungibility;
    const char *reference; /* growth a turn as the reference printed it, or NULL */
};

/* What a race is read off while it is played. */
struct race_log {
    int64_t before;   /* fortify of seat 0 when the turn began */
    bool is_decaying; /* read off from the start */
    double growth;    /* of the last turn that was neither capped nor small */
};

static void read_turn(void *user, const struct order_book *book, const struct event_list *events,
                      const struct world *world)
{
    struct race_log *log = user;
    const struct actor *actor = &world->actors[0];
    (void)book;
    (void)events;
    bool uncapped = actor->budget[LINE_FORTIFY] < world_income(world, 0) * 9 / 10;
    if ((uncapped && log->before > RACE_FROM) || log->is_decaying)
        log->growth = (double)actor->fortify / (double)log->before;
    log->before = actor->fortify;
}

static double race_growth(const struct theory_run *run, const struct race *race)
{
    struct scenario scenario;
    scenario_init(&scenario, "race", 2);
    struct parameters *p = &scenario.parameters;
    p->balance = race->balance;
    p->fungibility = race->fungibility;
    p->noise = p->start_strike = p->learn_level = p->learn_mix = 0;
    p->grace_turns = RACE_TURNS;
    p->max_turns = RACE_TURNS;
    p->start_fortify = 50;
    p->mistrust = 200;
    for (int i = 0; i < 2; i++) {
        scenario.actors[i].territory = RACE_TERRITORY;
        scenario.actors[i].motive = MOTIVE_SECURITY_SEEKER;
    }
    struct race_log log = {
        .before = p->start_fortify * RACE_TERRITORY / 10,
        .is_decaying = race->balance < 81 || race->fungibility < 20,
    };
    struct line_up racers = {{&theory_racer, &theory_racer}};
    struct world world;
    theory_play(run, RACE_DICE, 0, &scenario, &racers, read_turn, &log, &world);
    return log.growth;
}

/* max(1 - depreciation, sigma), sigma with the blur that makes walls look like swords: an accepted
 * vulnerability of 60 / 200 = 0.3. */
static double growth_predicted(const struct race *race)
{
    double fungibility = race->fungibility / 100.0, blur = race->fungibility / 2 / 100.0;
    double sigma = race->balance / 100.0 * (blur + fungibility * (1 - blur)) * sqrt(0.7 / 0.3);
    return fmax(0.9, sigma);
}

static enum theory_answer races_hold(const struct theory_run *run, const struct race *races, int count,
                                     double tolerance, struct text *measured)
{
    bool hold = true;
    for (int x = 0; x < count; x++) {
        double growth = race_growth(run, &races[x]), predicted = growth_predicted(&races[x]);
        struct sample sample = {.count = 1, .a = growth, .b = 1};
        hold = hold && fabs(growth - predicted) < tolerance * predicted;
        hold = hold && (!races[x].reference || theory_figure_holds(run, &sample, 1, races[x].reference));
        theory_say(measured, "%s%d/%d %.2f~%.2f", x ? ", " : "", races[x].balance, races[x].fungibility,
                   growth, predicted);
    }
    return theory_answer_of(hold);
}

static enum theory_answer check_growth(const struct theory_run *run, struct text *measured)
{
    static const struct race races[] = {
        {160, 90, "2.31"}, {120, 90, "1.73"}, {100, 90, "1.44"}, {80, 90, "1.17"},
        {60, 90, "0.90"},  {160, 50, "1.53"}, {160, 10, "0.90"},
    };
    return races_hold(run, races, sizeof races / sizeof races[0], 0.06, measured);
}

static enum theory_answer check_ten(const struct theory_run *run, struct text *measured)
{
    static const struct race races[] = {
        {160, 90, NULL}, {140, 90, NULL}, {120, 90, NULL}, {100, 90, NULL}, {80, 90, NULL},
        {60, 90, NULL},  {160, 70, NULL}, {160, 50, NULL}, {120, 70, NULL}, {160, 10, NULL},
    };
    return races_hold(run, races, sizeof races / sizeof races[0], 0.02, measured);
}

static const struct theory_row rows[] = {
    {
        .id = "richardson_growth",
        .claim = "Arms grow a turn by the larger of what wear leaves and the reaction to the rival's arms.",
        .source = "Richardson 1960; rulebook 13 and 14",
        .expected = "balance/fungibility growth: 160/90 2.31, 120/90 1.73, 100/90 1.44, 80/90 1.17, 60/90 "
                    "0.90, 160/50 1.53, 160/10 0.90, each within 6 % of theory",
        .reason = "no dice: the reference's digits; 6 % leaves room for whole budget points",
        .tuned = THEORY_EXACT,
        .check = check_growth,
    },
    {
        .id = "richardson_ten",
        .claim = "Ten races, from collapse to explosion, grow as theory says, blur included.",
        .source = "Richardson 1960; check V2; rulebook 13",
        .expected = "measured~theory within 2 % at ten pairs balance/fungibility",
        .reason = "whole budget points: at the slowest growing race about one point in sixty",
        .tuned = THEORY_EXACT,
        .check = check_ten,
    },
};

const struct theory_part theory_richardson = {"richardson", rows, sizeof rows / sizeof rows[0]};
