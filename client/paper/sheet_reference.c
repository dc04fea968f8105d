/* The quick reference: seven things that one can do, what they cost, who sees them. */
#include "client/paper/handout.h"

static void put_row(struct html *html, const char *verb, const char *cost, const struct slot *slots,
                    const char *seen, const struct slot *seen_slots)
{
    html_open(html, "tr", NULL);
    html_put_say(html, "th", NULL, verb, NULL);
    html_put_say(html, "td", NULL, cost, slots);
    html_put_say(html, "td", NULL, seen, seen_slots);
    html_close(html);
}

static void put_rows(const struct parameters *p, bool dual, struct html *html)
{
    put_row(html, dual ? "reference.spend_dual" : "reference.spend", "reference.spend_cost",
            SLOTS(num("civil", p->civil_value), num("wear", p->depreciation)), "reference.spend_seen",
            SLOTS(num("noise", (p->noise + 5) / 10)));
    put_row(html, "reference.look", "reference.look_cost", NULL, "reference.look_seen", NULL);
    put_row(html, "reference.promise", "reference.promise_cost", SLOTS(num("breach", p->breach_cost)),
            "reference.promise_seen", NULL);
    put_row(html, "reference.answer", "reference.answer_cost",
            SLOTS(num("war", p->war_cost), num("defensive", p->honour_defensive),
                  num("unconditional", p->honour_unconditional)),
            "reference.answer_seen", NULL);
    put_row(html, "reference.signal", "reference.signal_cost", NULL, "reference.signal_seen", NULL);
    put_row(html, "reference.attack", "reference.attack_cost",
            SLOTS(num("war", p->war_cost), num("fail", p->fail_cost), num("stake", p->stake)),
            "reference.attack_seen", NULL);
    put_row(html, "reference.judge", "reference.judge_cost", NULL, "reference.judge_seen", NULL);
}

void sheet_put_reference(const struct handout *handout, struct html *html)
{
    static const char *const heads[] = {"reference.head_verb", "reference.head_cost", "reference.head_seen"};
    handout_begin(html, "sheet reference");
    handout_title(html, "reference.title", NULL);
    html_put_say(html, "p", "small", "reference.intro", NULL);
    html_open(html, "table", "small");
    html_open(html, "tr", NULL);
    for (int x = 0; x < 3; x++)
        html_put_say(html, "th", NULL, heads[x], NULL);
    html_close(html);
    put_rows(&handout_scenario(handout, 0)->parameters, handout_has_dual(handout), html);
    html_close(html);
    html_put_say(html, "p", "small", "reference.defaults", NULL);
    html_put_say(html, "p", "small", "reference.cannot", NULL);
    html_close(html);
}
