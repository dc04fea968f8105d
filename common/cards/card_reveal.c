/* D3: the motives, one after the other, each beside what the others had come to believe. */
#include "common/cards/card_list.h"
#include "common/cards/card_words.h"
#include "common/debrief/facts.h"
#include "common/rules/score.h"
#include "common/words/key.h"

/* The last turn in which i and j were both alive, or 0. */
static int last_turn_of(const struct world_log *log, int i, int j)
{
    int t = log->turns;
    while (t > 0 && !fact_pair_alive(log, t, i, j))
        t--;
    return t;
}

/* What the others believed last of i. */
struct last_beliefs {
    int count, greedy; /* `greedy`: those of 50 percent or more */
    int64_t sum;       /* permille */
};

/* "East 64 %, South 20 %" */
static struct last_beliefs put_last_beliefs(const struct world_log *log, int i, const struct card_page *page,
                                            struct text *text)
{
    struct last_beliefs last = {0};
    for (int j = 0; j < page->scenario->actor_count; j++) {
        int t = last_turn_of(log, i, j);
        if (!t)
            continue;
        int64_t belief = fact_belief(log, t, j, i);
        int percent = card_percent(belief);
        text_put(text, last.count ? ", " : "");
        harmless_put(card_name(page, j), text);
        text_put_char(text, ' ');
        text_put_int(text, percent);
        text_put(text, " %");
        last.sum += belief;
        last.greedy += percent >= 50;
        last.count++;
    }
    return last;
}

/* Most of those who knew i to the end took it for what it was not. */
static bool is_surprise(const struct world_log *log, int i, struct last_beliefs last)
{
    int wrong = fact_seeks_security(log_end(log), i) ? last.greedy : last.count - last.greedy;
    return 2 * wrong > last.count;
}

static void reveal(const struct world_log *log, int i, struct card_page *page)
{
    char list[ACTORS_MAX * (NAME_SIZE + 8)];
    struct text text = text_over(list, sizeof list);
    const struct world *end = log_end(log);
    const struct actor *actor = &end->actors[i];
    const char *goal = score_goal_met(end, i) ? "card.d3.goal_met" : "card.d3.goal_missed";
    struct last_beliefs last = put_last_beliefs(log, i, page, &text);
    card_blank(page);
    card_say(page, 0, "card.d3.who",
             SLOTS(str("who", card_name(page, i)), str("motive", card_motive(page->language, actor->motive)),
                   str("wanted", card_motive_long(page->language, actor->motive))));
    if (last.count)
        card_item(page, 2, "card.d3.thought",
                  SLOTS(str("list", list), num("mean", card_mean_percent(last.sum, last.count))));
    card_item(page, 2, actor->alive ? "card.d3.ended" : "card.d3.dead",
              SLOTS(num("before", actor->start), num("after", actor->territory),
                    num("score", score_final(end, i)), str("goal", key_words(page->language, goal))));
    if (is_surprise(log, i, last))
        card_item(page, 2,
                  fact_seeks_security(end, i) ? "card.d3.surprise_harmless" : "card.d3.surprise_greedy",
                  NULL);
}

static void sum_up(const struct world_log *log, struct card_page *page)
{
    static const char *const wrong[] = {"card.d3.wrong_about_none", "card.d3.wrong_about_one",
                                        "card.d3.wrong_about_some"};
    int seekers = 0, surprises = 0, all = page->scenario->actor_count;
    for (int i = 0; i < all; i++) {
        char list[ACTORS_MAX * (NAME_SIZE + 8)];
        struct text text = text_over(list, sizeof list);
        seekers += fact_seeks_security(log_start(log), i);
        surprises += is_surprise(log, i, put_last_beliefs(log, i, page, &text));
    }
    card_blank(page);
    card_say(page, 0, wrong[surprises < 2 ? surprises : 2],
             SLOTS(num("seekers", seekers), num("all", all), num("surprises", surprises)));
}

static void draw_state(const struct card_input *input, int state, struct card_page *page)
{
    const struct world_log *log = input->played->log;
    if (state == 0)
        card_say(page, 0, "card.d3.before", NULL);
    reveal(log, state, page);
    if (state == page->scenario->actor_count - 1)
        sum_up(log, page);
}

static void draw(const struct card_input *input, struct card_page *page)
{
    for (int i = 0; i < page->scenario->actor_count; i++)
        draw_state(input, i, page);
}

const struct card card_reveal = {
    .name = "D3",
    .draw = draw,
    .draw_state = draw_state,
};
