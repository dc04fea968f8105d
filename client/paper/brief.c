#include "client/paper/brief.h"

#include "common/aids/choices.h"
#include "common/rules/arithmetic.h"
#include "common/words/key.h"
#include "common/words/lists.h"

enum { NAMES_MAX = ACTORS_MAX * (NAME_SIZE + 24), WHOLE = 90 }; /* percent of a force that counts as whole */

struct brief {
    const struct scenario *scenario;
    const struct parameters *p;
    const struct scenario_actor *me;
    int state;
    bool advanced;
    struct html *html;
};

/* ---- paragraphs: sentences in a row */

static void begin(const struct brief *brief, const char *heading)
{
    if (brief->advanced)
        html_put_say(brief->html, "h4", NULL, heading, NULL);
    html_open(brief->html, "p", NULL);
}

static void say(const struct brief *brief, const char *key, const struct slot *slots)
{
    html_say(brief->html, key, slots);
    html_text(brief->html, " ");
}

/* Only at the greater length. */
static void add(const struct brief *brief, const char *key, const struct slot *slots)
{
    if (brief->advanced)
        say(brief, key, slots);
}

static void end(const struct brief *brief)
{
    html_close(brief->html);
}

/* ---- what it says */

static int64_t arms_of(const struct brief *brief, int state, int32_t per_ten)
{
    return min_of(STOCK_MAX, floor_div((int64_t)per_ten * brief->scenario->actors[state].territory, 10));
}

static const char *compared(const struct brief *brief)
{
    int more = 0, less = 0, others = brief->scenario->actor_count - 1;
    for (int i = 0; i < brief->scenario->actor_count; i++) {
        more += brief->scenario->actors[i].territory < brief->me->territory;
        less += brief->scenario->actors[i].territory > brief->me->territory;
    }
    return !more && !less   ? "brief.compared_equal"
           : more == others ? "brief.compared_most"
           : less == others ? "brief.compared_least"
                            : "brief.compared_between";
}

static void put_situation(const struct brief *brief)
{
    const struct parameters *p = brief->p;
    begin(brief, "brief.section_situation");
    say(brief, "brief.situation",
        SLOTS(str("state", brief->me->name), num("states", brief->scenario->actor_count)));
    if (p->prior[MOTIVE_GREEDY - 1])
        add(brief, "brief.motives", SLOTS(num("percent", (p->prior[MOTIVE_GREEDY - 1] + 5) / 10)));
    else
        add(brief, "brief.motives_unknown", NULL);
    end(brief);
    html_open(brief->html, "p", NULL);
    say(brief, "brief.territory",
        SLOTS(num("territory", brief->me->territory), num("income", brief->me->territory),
              str("compared", key_words(brief->html->language, compared(brief)))));
    say(brief, dual_is_dominated_by(p) ? "brief.lines" : "brief.lines_dual", NULL);
    add(brief, "brief.welfare", SLOTS(num("civil", p->civil_value)));
    end(brief);
}

/* Those of whose land a force reaches low..high percent; gives how many. */
static int list_reach(const struct brief *brief, int low, int high, bool percent, struct text *names)
{
    int count = 0, put = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int j = 0; j < brief->scenario->actor_count; j++) {
            int arrives = brief->scenario->proximity[brief->state][j];
            if (j == brief->state || arrives < low || arrives > high)
                continue;
            if (pass == 0) {
                count++;
                continue;
            }
            char memory[NAME_SIZE + 24];
            struct text one = text_over(memory, sizeof memory);
            if (percent)
                sentence_put(brief->html->language, "brief.far_one",
                             SLOTS(str("state", brief->scenario->actors[j].name), num("percent", arrives)),
                             &one);
            else
                text_put(&one, brief->scenario->actors[j].name);
            list_put(brief->html->language, put++, count, memory, names);
        }
    return count;
}

static void put_place(const struct brief *brief)
{
    char near_names[NAMES_MAX], far_names[NAMES_MAX], beyond_names[NAMES_MAX];
    struct text near = text_over(near_names, sizeof near_names), far = text_over(far_names, sizeof far_names),
                beyond = text_over(beyond_names, sizeof beyond_names);
    int others = brief->scenario->actor_count - 1;
    int near_count = list_reach(brief, WHOLE, INT32_MAX, false, &near);
    int far_count = list_reach(brief, 1, WHOLE - 1, true, &far);
    int beyond_count = list_reach(brief, 0, 0, false, &beyond);
    begin(brief, "brief.section_place");
    if (near_count == others && others > 1)
        say(brief, "brief.near_all", NULL);
    else if (near_count)
        say(brief, "brief.near", SLOTS(str("names", near_names), num("count", near_count)));
    else
        say(brief, "brief.near_none", NULL);
    if (far_count)
        say(brief, "brief.far", SLOTS(str("names", far_names), num("count", far_count)));
    if (beyond_count)
        say(brief, "brief.beyond", SLOTS(str("names", beyond_names), num("count", beyond_count)));
    end(brief);
}

static void put_forces(const struct brief *brief)
{
    const struct parameters *p = brief->p;
    begin(brief, "brief.section_forces");
    say(brief, "brief.forces",
        SLOTS(num("fortify", floor_div(arms_of(brief, brief->state, p->start_fortify) + 50, 100)),
              num("strike", floor_div(arms_of(brief, brief->state, p->start_strike) + 50, 100)),
              num("wear", p->depreciation)));
    add(brief, "brief.forces_same", NULL);
    end(brief);
}

/* Percent: what i would have against j with what both hold at the start. */
static int64_t chance(const struct brief *brief, int i, int j)
{
    const struct parameters *p = brief->p;
    int64_t force = offence_value(arms_of(brief, i, p->start_fortify), arms_of(brief, i, p->start_strike), 0,
                                  p->fungibility, p->dual_value);
    int64_t wall = defence_value(arms_of(brief, j, p->start_fortify), arms_of(brief, j, p->start_strike), 0,
                                 p->fungibility, p->dual_value);
    force = floor_div(force * brief->scenario->proximity[i][j], 100);
    return (contest(p->balance * force, 100 * wall) + 5) / 10;
}

static int nearest(const struct brief *brief)
{
    int best = -1;
    for (int j = 0; j < brief->scenario->actor_count; j++)
        if (j != brief->state && (best < 0 || brief->scenario->proximity[brief->state][j] >
                                                  brief->scenario->proximity[brief->state][best]))
            best = j;
    return best;
}

static void put_war(const struct brief *brief)
{
    const struct parameters *p = brief->p;
    const char *edge = p->balance > 110  ? "brief.balance_attack"
                       : p->balance < 91 ? "brief.balance_defence"
                                         : "brief.balance_even";
    int other = nearest(brief);
    begin(brief, "brief.section_war");
    say(brief, edge, SLOTS(num("balance", p->balance)));
    if (p->hidden_balance)
        say(brief, "brief.balance_hidden", NULL);
    say(brief, p->fungibility >= 50 ? "brief.alike" : "brief.apart", SLOTS(num("percent", p->fungibility)));
    end(brief);
    if (!brief->advanced)
        return;
    html_open(brief->html, "p", NULL);
    if (brief->scenario->proximity[brief->state][other] > 0)
        say(brief, "brief.first_day",
            SLOTS(str("other", brief->scenario->actors[other].name),
                  num("chance", chance(brief, brief->state, other)),
                  num("back", chance(brief, other, brief->state))));
    say(brief, "brief.price",
        SLOTS(num("war", p->war_cost), num("fail", p->fail_cost), num("stake", p->stake),
              num("home", p->home_value), num("destroyed", p->elimination_cost)));
    say(brief, "brief.meeting", NULL);
    end(brief);
}

static void put_sight(const struct brief *brief)
{
    begin(brief, "brief.section_sight");
    if (brief->p->noise)
        say(brief, "brief.sight", SLOTS(num("noise", (brief->p->noise + 5) / 10)));
    else
        say(brief, "brief.sight_exact", NULL);
    add(brief, "brief.blur", NULL);
    add(brief, "brief.signals", NULL);
    end(brief);
}

/* "France and Russia (unconditional); ..."; gives how many. Secret pacts are for no public sheet. */
static int list_pacts(const struct brief *brief, struct text *list)
{
    const struct scenario *scenario = brief->scenario;
    int told = 0;
    for (int x = 0; x < scenario->pact_count; x++) {
        const struct scenario_pact *pact = &scenario->pacts[x];
        if (pact->secret)
            continue;
        text_put(list, told++ ? "; " : "");
        sentence_put(
            brief->html->language, "brief.pact",
            SLOTS(str("one", scenario->actors[pact->i].name), str("two", scenario->actors[pact->j].name),
                  str("kind",
                      key_words(brief->html->language, KEY("card", "pact", pact_names.names[pact->kind])))),
            list);
    }
    return told;
}

static void put_pacts(const struct brief *brief)
{
    char memory[PACTS_MAX * (2 * NAME_SIZE + 32)];
    struct text list = text_over(memory, sizeof memory);
    begin(brief, "brief.section_pacts");
    if (list_pacts(brief, &list))
        say(brief, "brief.pacts", SLOTS(str("list", memory)));
    else
        say(brief, "brief.pacts_none", NULL);
    add(brief, "brief.pacts_kinds",
        SLOTS(num("defensive", brief->p->honour_defensive),
              num("unconditional", brief->p->honour_unconditional), num("breach", brief->p->breach_cost)));
    end(brief);
}

static void put_time(const struct brief *brief)
{
    const struct parameters *p = brief->p;
    begin(brief, "brief.section_time");
    if (p->grace_turns)
        say(brief, "brief.grace", SLOTS(num("turns", p->grace_turns)));
    say(brief, p->end_from ? "brief.end_lot" : "brief.end_fixed",
        SLOTS(num("last", p->max_turns), num("from", p->end_from)));
    if (p->hegemony)
        add(brief, "brief.hegemony", SLOTS(num("percent", p->hegemony)));
    end(brief);
}

static void put_questions(const struct brief *brief)
{
    static const char *const questions[] = {"brief.ask_beat", "brief.ask_seen", "brief.ask_show",
                                            "brief.ask_friend", "brief.ask_wrong"};
    int count = brief->advanced ? 5 : 2;
    html_put_say(brief->html, "h4", NULL, "brief.section_questions", NULL);
    html_open(brief->html, "ul", NULL);
    for (int x = 0; x < count; x++)
        html_put_say(brief->html, "li", NULL, questions[x], NULL);
    html_close(brief->html);
}

void brief_put(const struct scenario *scenario, int state, bool advanced, struct html *html)
{
    struct brief brief = {.scenario = scenario,
                          .p = &scenario->parameters,
                          .me = &scenario->actors[state],
                          .state = state,
                          .advanced = advanced,
                          .html = html};
    put_situation(&brief);
    put_place(&brief);
    put_forces(&brief);
    put_war(&brief);
    put_sight(&brief);
    put_pacts(&brief);
    put_time(&brief);
    if (advanced) {
        begin(&brief, "brief.section_dilemma");
        say(&brief, "brief.dilemma", NULL);
        end(&brief);
    }
    put_questions(&brief);
}
