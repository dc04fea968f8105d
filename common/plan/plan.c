#include "common/plan/plan.h"

enum {
    TURN_SECONDS_MIN = 30,
    TURN_SECONDS_MAX = 600,
    END_MINUTES = 2,
    CARDS = 9,
    MIDDLE_ROWS = 4,
};

/* Minutes of D0 to D8 where the debrief has 26. */
static const int weights[CARDS] = {2, 4, 4, 4, 3, 2, 3, 2, 2};

static int within(int x, int low, int high)
{
    return x < low ? low : x > high ? high : x;
}

static int rounded_down(int x, int step)
{
    return x / step * step;
}

struct plan plan_of(int minutes, int turn_seconds, int turns)
{
    struct plan plan = {.minutes = minutes > 0 ? within(minutes, 10, 24 * 60) : PLAN_USUAL_MINUTES};
    plan.brief = within(plan.minutes / 15, 1, 5);
    plan.play = plan.brief + within(plan.minutes * 7 / 75, 2, 10);
    int third = (plan.minutes + 2) / 3;
    int room = plan.minutes - plan.play - PLAN_EXIT_MINUTES - third;
    int seconds = (room > 1 ? room : 1) * 60;
    plan.turn_seconds = turn_seconds > 0
                            ? turn_seconds
                            : rounded_down(within(seconds / turns, TURN_SECONDS_MIN, TURN_SECONDS_MAX), 15);
    int fit = within(seconds / plan.turn_seconds, 1, turns);
    plan.too_long = fit < turns;
    plan.turns = fit;
    if (seconds / turns >= TURN_SECONDS_MIN)
        plan.fitting_seconds = rounded_down(seconds / turns, 5);
    plan.exit = plan.play + (fit * plan.turn_seconds + 59) / 60;
    plan.debrief = plan.exit + PLAN_EXIT_MINUTES;
    plan.end = plan.minutes - END_MINUTES > plan.debrief ? plan.minutes - END_MINUTES : plan.debrief;
    plan.share = plan.minutes > plan.debrief ? (plan.minutes - plan.debrief) * 100 / plan.minutes : 0;
    return plan;
}

int plan_turn_minute(const struct plan *plan, int turn)
{
    return plan->play + (turn - 1) * plan->turn_seconds / 60;
}

int plan_practice_minute(const struct plan *plan)
{
    return within(plan->play - (plan->turn_seconds + 59) / 60, plan->brief, plan->play);
}

int plan_card_minute(const struct plan *plan, int card)
{
    int sum = 0, before = 0;
    for (int x = 0; x < CARDS; x++) {
        before += x < card ? weights[x] : 0;
        sum += weights[x];
    }
    return plan->debrief + (plan->end - plan->debrief) * before / sum;
}

static enum plan_say say_of(const struct plan_turns *turns, int turn)
{
    if (turn == 1)
        return SAY_FIRST;
    if (turn <= turns->grace)
        return SAY_GRACE;
    if (!turns->end_from && turn == turns->max_turns)
        return SAY_LAST;
    if (turns->end_from && turn >= turns->end_from)
        return SAY_LOT;
    return turn == turns->grace + 1 ? SAY_OPENS : SAY_MIDDLE;
}

int plan_rows(const struct plan *plan, const struct plan_turns *turns, struct plan_row rows[PLAN_ROWS_MAX])
{
    int middle = 0, count = 0, seen = 0;
    for (int turn = 1; turn <= plan->turns; turn++)
        middle += say_of(turns, turn) == SAY_MIDDLE;
    int a_row = (middle + MIDDLE_ROWS - 1) / MIDDLE_ROWS;
    for (int turn = 1; turn <= plan->turns; turn++) {
        enum plan_say say = say_of(turns, turn);
        int part = say == SAY_MIDDLE ? seen++ / a_row : 0;
        if (count && rows[count - 1].say == say && rows[count - 1].middle == part)
            rows[count - 1].last = turn;
        else if (count < PLAN_ROWS_MAX)
            rows[count++] = (struct plan_row){.first = turn, .last = turn, .say = say, .middle = part};
    }
    return count;
}
