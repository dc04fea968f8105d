/* The run sheet: one page for whoever runs the exercise. */
#include "client/paper/handout.h"
#include "common/cards/card.h"
#include "common/plan/plan.h"

#include <string.h>

static void put_row(struct html *html, int minute, const char *what, const char *say)
{
    html_open(html, "tr", NULL);
    html_put_number(html, "td", "time", minute);
    html_put(html, "th", NULL, what);
    html_put(html, "td", NULL, say);
    html_close(html);
}

static void put_row_words(struct html *html, int minute, const char *what, const char *say)
{
    put_row(html, minute, sentence_words(html->language, what), sentence_words(html->language, say));
}

static const char *say_key(const struct plan_row *row)
{
    static const char *const says[] = {
        [SAY_FIRST] = "run.say_first", [SAY_GRACE] = "run.say_grace", [SAY_OPENS] = "run.say_opens",
        [SAY_LOT] = "run.say_lot",     [SAY_LAST] = "run.say_last",
    };
    static const char *const middles[] = {"run.say_1", "run.say_2", "run.say_3", "run.say_4"};
    return row->say == SAY_MIDDLE ? middles[row->middle % 4] : says[row->say];
}

static void put_turns(const struct plan *plan, const struct scenario *scenario, struct html *html)
{
    const struct parameters *p = &scenario->parameters;
    struct plan_row rows[PLAN_ROWS_MAX];
    int count = plan_rows(
        plan,
        &(struct plan_turns){.grace = p->grace_turns, .end_from = p->end_from, .max_turns = p->max_turns},
        rows);
    for (int x = 0; x < count; x++) {
        char memory[64];
        struct text what = text_over(memory, sizeof memory);
        if (rows[x].first == rows[x].last)
            sentence_put(html->language, "run.turn", SLOTS(num("turn", rows[x].first)), &what);
        else
            sentence_put(html->language, "run.turns",
                         SLOTS(num("first", rows[x].first), num("last", rows[x].last)), &what);
        put_row(html, plan_turn_minute(plan, rows[x].first), memory,
                sentence_words(html->language, say_key(&rows[x])));
    }
}

/* Each card with its one question. The turn that D0 asks about is not known yet. */
static void put_cards(const struct plan *plan, struct html *html)
{
    for (int c = 0; c < card_count; c++) {
        char what[128], question[512];
        struct text title = text_over(what, sizeof what), asked = text_over(question, sizeof question);
        text_put(&title, cards[c]->name);
        text_put_char(&title, ' ');
        text_put(&title, card_title(cards[c], html->language));
        card_put_question(cards[c], html->language, 0, &asked);
        if (c == 0) {
            text_put_char(&asked, ' ');
            text_put(&asked, sentence_words(html->language, "run.card_turn"));
        }
        put_row(html, plan_card_minute(plan, c), what, question);
    }
}

/* Play begins with its last word: with the turn of practice, where there is one. */
static void put_briefing(bool practice, const struct plan *plan, struct html *html)
{
    char memory[1024];
    struct text say = text_over(memory, sizeof memory);
    text_put(&say, sentence_words(html->language, "run.brief_say"));
    if (!practice) {
        text_put_char(&say, ' ');
        text_put(&say, sentence_words(html->language, "run.brief_start"));
    }
    put_row(html, plan->brief, sentence_words(html->language, "run.brief"), memory);
    if (practice)
        put_row_words(html, plan_practice_minute(plan), "run.practice", "run.practice_say");
}

static void put_minutes(const struct handout *handout, const struct plan *plan, struct html *html)
{
    static const char *const heads[] = {"run.head_minute", "run.head_what", "run.head_say"};
    html_open(html, "table", "small");
    html_open(html, "thead", NULL);
    html_open(html, "tr", NULL);
    for (int x = 0; x < 3; x++)
        html_put_say(html, "th", NULL, heads[x], NULL);
    html_close(html);
    html_close(html);
    html_open(html, "tbody", NULL);
    put_row_words(html, 0, "run.join", "run.join_say");
    put_briefing(handout->state->practises, plan, html);
    put_turns(plan, handout_scenario(handout, 0), html);
    put_row_words(html, plan->exit, "run.feelings", "run.feelings_say");
    put_cards(plan, html);
    put_row_words(html, plan->end, "run.end", "run.end_say");
    html_close(html);
    html_close(html);
}

/* What the plan promises, and what does not fit into it. */
static void put_warnings(const struct handout *handout, const struct plan *plan, struct html *html)
{
    int turns = handout_scenario(handout, 0)->parameters.max_turns;
    html_open(html, "p", NULL);
    html_say(html, "run.share", SLOTS(num("minute", plan->debrief), num("percent", plan->share)));
    if (!handout->state->turn_seconds) {
        html_text(html, " ");
        html_say(html, "run.by_hand", SLOTS(num("seconds", plan->turn_seconds)));
    }
    html_close(html);
    if (plan->too_long)
        html_put_say(html, "p", "headline", "run.too_long",
                     SLOTS(num("fit", plan->turns), num("turns", turns),
                           num("seconds", plan->fitting_seconds ? plan->fitting_seconds : 30)));
}

static void put_keys(struct html *html)
{
    static const struct {
        const char *key, *words;
    } keys[] = {{"p", "run.key_p"}, {"e", "run.key_e"}, {"n", "run.key_n"}, {"i", "run.key_i"},
                {"a", "run.key_a"}, {"b", "run.key_b"}, {"z", "run.key_z"}};
    html_open(html, "div", "box small");
    html_put_say(html, "h4", NULL, "run.keys", NULL);
    for (size_t x = 0; x < sizeof keys / sizeof keys[0]; x++) {
        html_open(html, "span", "key");
        html_put(html, "b", "code", keys[x].key);
        html_text(html, " ");
        html_say(html, keys[x].words, NULL);
        html_close(html);
    }
    html_close(html);
}

static void put_network(const struct handout *handout, struct html *html)
{
    char memory[256], pausing[64];
    struct text command = text_over(memory, sizeof memory), pause = text_over(pausing, sizeof pausing);
    text_put(&pause, "spiral exercise pause ");
    text_put(&pause, handout->state->code);
    text_put(&command, "spiral exercise orders ");
    text_put(&command, handout->state->code);
    text_put(&command, " --world ");
    text_put(&command, handout->roles->worlds[0].name);
    text_put(&command, " --state ");
    text_put(&command, handout_scenario(handout, 0)->actors[0].name);
    text_put(&command, " --orders \"civil 5 fortify 5\"");
    html_open(html, "div", "box small network");
    html_put_say(html, "h4", NULL, "run.network", NULL);
    html_open(html, "ol", NULL);
    html_open(html, "li", NULL);
    html_say(html, "run.network_1",
             SLOTS(str("button", sentence_words(html->language, "webfac.act.pause_all"))));
    html_text(html, " ");
    html_put(html, "span", "code", pausing);
    html_text(html, ". ");
    html_say(html, "run.network_kept", NULL);
    html_close(html);
    html_put_say(html, "li", NULL, "run.network_2", NULL);
    html_open(html, "li", NULL);
    html_say(html, "run.network_3", NULL);
    html_text(html, " ");
    html_put(html, "span", "code", memory);
    html_text(html, " ");
    html_say(html, "run.network_4", NULL);
    html_close(html);
    html_close(html);
    html_close(html);
}

static void put_conditions(const struct handout *handout, struct html *html)
{
    for (int x = 0; x < handout->state->world_count; x++) {
        const struct wire_exercise_world *world = &handout->state->worlds[x];
        if (!world->conditions[0])
            continue;
        html_text(html, " ");
        html_say(html, "run.conditions",
                 SLOTS(str("world", world->name), str("conditions", world->conditions)));
    }
}

void sheet_put_run(const struct handout *handout, struct html *html)
{
    const struct wire_exercise_state *state = handout->state;
    const struct scenario *scenario = handout_scenario(handout, 0);
    const struct wire_scenario_text *text = handout_text(handout, html->language);
    struct plan plan =
        plan_of((int)(state->plan_seconds / 60), (int)state->turn_seconds, scenario->parameters.max_turns);
    handout_begin(html, "sheet run");
    html_open(html, "h1", NULL);
    html_say(html, "run.title", NULL);
    html_text(html, " ");
    html_put(html, "span", "code", state->code);
    html_close(html);
    html_put_say(html, "p", "headline", "run.private", NULL);
    html_open(html, "p", NULL);
    html_say(html, "run.what",
             SLOTS(str("title", text && text->title[0] ? text->title : state->scenario),
                   num("worlds", handout->roles->world_count), num("states", scenario->actor_count),
                   num("places", state->places), num("turns", scenario->parameters.max_turns)));
    put_conditions(handout, html);
    if (text && text->lesson[0]) {
        html_text(html, " ");
        html_say(html, "run.lesson", SLOTS(str("lesson", text->lesson)));
    }
    html_close(html);
    put_warnings(handout, &plan, html);
    put_minutes(handout, &plan, html);
    html_open(html, "div", "columns");
    put_keys(html);
    put_network(handout, html);
    html_close(html);
    html_close(html);
}
