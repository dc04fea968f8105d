/* What is filled in by hand while a game is played: beliefs turn by turn, and orders when the network is
 * dead. */
#include "client/paper/handout.h"

/* Rows of the belief sheet: more turns than that are on a second copy. */
enum { ROWS_MAX = 14 };

/* Name, state and world of whoever fills it in. */
static void put_whose(struct html *html, const char *const *keys, int count)
{
    html_open(html, "p", NULL);
    for (int x = 0; x < count; x++) {
        html_text(html, x ? "  " : "");
        html_say(html, keys[x], NULL);
        html_text(html, ": ");
        html_put_empty(html, "span", count > 3 ? "line short" : "line");
    }
    html_close(html);
}

static int turns_of(const struct scenario *scenario)
{
    return scenario->parameters.max_turns < ROWS_MAX ? scenario->parameters.max_turns : ROWS_MAX;
}

/* One a world's set of states: names stand in the heads. */
static void put_beliefs(const struct handout *handout, int world, struct html *html)
{
    static const char *const whose[] = {"paper.state", "paper.name", "paper.date"};
    const struct scenario *scenario = handout_scenario(handout, world);
    handout_begin(html, "sheet");
    handout_title(html, "belief_sheet.title", NULL);
    html_open(html, "p", NULL);
    handout_put_worlds(handout, world, false, html);
    html_close(html);
    put_whose(html, whose, 3);
    html_put_say(html, "p", NULL, "belief_sheet.how", NULL);
    html_put_say(html, "p", "headline", "belief_sheet.first", NULL);
    html_put_say(html, "p", "headline", "belief_sheet.second", NULL);
    html_open(html, "table", scenario->actor_count > 8 ? "write small" : "write");
    html_open(html, "tr", NULL);
    html_put_say(html, "th", NULL, "paper.turn", NULL);
    for (int i = 0; i < scenario->actor_count; i++)
        html_put(html, "th", NULL, scenario->actors[i].name);
    html_put_say(html, "th", NULL, "belief_sheet.second_head", NULL);
    html_close(html);
    for (int turn = 1; turn <= turns_of(scenario); turn++) {
        html_open(html, "tr", NULL);
        html_put_number(html, "th", NULL, turn);
        handout_put_cells(html, scenario->actor_count + 1);
        html_close(html);
    }
    html_close(html);
    html_put_say(html, "p", NULL, "belief_sheet.later", NULL);
    html_close(html);
}

void sheet_put_beliefs(const struct handout *handout, struct html *html)
{
    for (int world = 0; world < handout->roles->world_count; world++)
        if (handout_first_alike(handout, world, false) == world)
            put_beliefs(handout, world, html);
}

/* ---- orders */

static void put_budget(bool dual, struct html *html)
{
    html_put_say(html, "h4", NULL, "order_form.budget", NULL);
    html_open(html, "table", "write low");
    html_open(html, "tr", NULL);
    for (int line = 0; line < LINE_COUNT; line++)
        if (line != LINE_DUAL || dual)
            html_put(html, "th", NULL, handout_word(html, "line", line_names.names[line]));
    html_put_say(html, "th", NULL, "order_form.sum", NULL);
    html_close(html);
    html_open(html, "tr", NULL);
    handout_put_cells(html, dual ? LINE_COUNT + 1 : LINE_COUNT);
    html_close(html);
    html_close(html);
}

static void put_line(struct html *html, const char *key)
{
    html_open(html, "tr", NULL);
    html_put_say(html, "th", "half", key, NULL);
    handout_put_cells(html, 1);
    html_close(html);
}

static void put_pacts(struct html *html)
{
    static const char *const heads[] = {"order_form.with", "order_form.kind", "order_form.secret"};
    html_put_say(html, "h4", NULL, "order_form.offer", NULL);
    html_open(html, "table", "write low");
    html_open(html, "tr", NULL);
    for (int x = 0; x < 3; x++)
        html_put_say(html, "th", NULL, heads[x], NULL);
    html_close(html);
    for (int row = 0; row < 2; row++) {
        html_open(html, "tr", NULL);
        handout_put_cells(html, 3);
        html_close(html);
    }
    html_close(html);
}

static void put_form(const struct scenario *scenario, bool dual, struct html *html)
{
    static const char *const whose[] = {"form_head.world", "paper.state", "paper.turn", "paper.name"};
    html_open(html, "div", "form");
    put_whose(html, whose, 4);
    put_budget(dual, html);
    put_pacts(html);
    html_open(html, "table", "write low lines");
    put_line(html, "order_form.attack");
    put_line(html, "order_form.answer");
    put_line(html, "order_form.signals");
    html_close(html);
    html_open(html, "table", "write low");
    html_open(html, "tr", NULL);
    html_put_say(html, "th", NULL, "order_form.beliefs", NULL);
    for (int i = 0; i < scenario->actor_count; i++)
        html_put(html, "th", NULL, scenario->actors[i].name);
    html_close(html);
    html_open(html, "tr", NULL);
    handout_put_cells(html, scenario->actor_count + 1);
    html_close(html);
    html_close(html);
    html_close(html);
}

void sheet_put_orders(const struct handout *handout, struct html *html)
{
    const struct scenario *scenario = handout_scenario(handout, 0);
    int copies = (handout->roles->role_count * scenario->parameters.max_turns + 1) / 2;
    handout_begin(html, "sheet");
    html_put_say(html, "h2", NULL, "order_form.title", NULL);
    html_put_say(html, "p", "small", "order_form.how", SLOTS(num("copies", copies)));
    for (int x = 0; x < 2; x++)
        put_form(scenario, handout_has_dual(handout), html);
    html_close(html);
}
