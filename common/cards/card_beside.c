/* D4: true motive and beliefs side by side, turn by turn. Wrong beliefs carry an M. */
#include "common/cards/card_list.h"
#include "common/cards/card_turns.h"
#include "common/cards/card_words.h"
#include "common/debrief/facts.h"

enum {
    EVEN = 50, /* percent: from here on a state is taken for greedy */
    MIRRORS_SHOWN = 12,
};

/* What i believed of j in turn t, percent, or CARD_NONE. */
static int believed(const struct world_log *log, int t, int i, int j)
{
    return fact_pair_alive(log, t, i, j) ? card_percent(fact_belief(log, t, i, j)) : CARD_NONE;
}

static bool is_misperceived(const struct world_log *log, int t, int i, int j)
{
    int percent = believed(log, t, i, j);
    return percent != CARD_NONE && fact_seeks_security(log_start(log), j) == (percent >= EVEN);
}

static struct card_row row_of(const struct world_log *log, int i, int j)
{
    struct card_row row = {0};
    for (int t = 1; t <= log->turns; t++) {
        row.value[t] = believed(log, t, i, j);
        row.mark[t] = is_misperceived(log, t, i, j);
    }
    return row;
}

static int32_t largest_belief(const struct world_log *log)
{
    int32_t largest = 0;
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t <= log->turns; t++)
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                largest = believed(log, t, i, j) > largest ? believed(log, t, i, j) : largest;
    return largest;
}

static void draw_row(struct card_page *page, int indent, const char *key, int whom,
                     const struct card_row *row, const struct card_turns *turns)
{
    char label[2 * NAME_SIZE + 64];
    struct text text = text_over(label, sizeof label);
    card_put_left(&text, "", indent);
    sentence_put(page->language, key, SLOTS(str("whom", card_name(page, whom))), &text);
    card_row_draw(page, label, row, turns);
}

/* What each other believed of i, and in the mirror under it what i believed of the other. */
static void draw_state(const struct world_log *log, int i, const struct card_turns *turns,
                       struct card_page *page)
{
    int motive = log_start(log)->actors[i].motive;
    card_section(page, "card.d4.state",
                 SLOTS(str("who", card_name(page, i)), str("motive", card_motive(page->language, motive))));
    card_row_heading(page, turns);
    for (int j = 0; j < page->scenario->actor_count; j++) {
        if (j == i)
            continue;
        struct card_row of_me = row_of(log, j, i), of_them = row_of(log, i, j);
        draw_row(page, 2, "card.d4.seen_by", j, &of_me, turns);
        draw_row(page, 4, "card.d4.saw", j, &of_them, turns);
    }
}

/* Turns in which two innocents saw greed in each other: the mirror image. Gives their number, and the first.
 */
static int mirrored_turns(const struct world_log *log, int i, int j, int *first)
{
    const struct world *start = log_start(log);
    int count = 0;
    for (int t = 1; t <= log->turns; t++) {
        if (!is_misperceived(log, t, i, j) || !is_misperceived(log, t, j, i))
            continue;
        *first = count++ ? *first : t;
    }
    return fact_seeks_security(start, i) && fact_seeks_security(start, j) ? count : 0;
}

static void say_mirrors(const struct world_log *log, struct card_page *page)
{
    int pairs = 0, first = 0;
    for (int i = 0; i < page->scenario->actor_count; i++) {
        for (int j = i + 1; j < page->scenario->actor_count; j++) {
            int count = mirrored_turns(log, i, j, &first);
            if (!count || pairs++ >= MIRRORS_SHOWN)
                continue;
            card_item(page, 0, "card.d4.mirror",
                      SLOTS(str("one", card_name(page, i)), str("other", card_name(page, j)),
                            num("count", count), num("turn", first)));
        }
    }
    if (pairs > MIRRORS_SHOWN)
        card_item(page, 0, "card.d4.more_mirrors", SLOTS(num("count", pairs - MIRRORS_SHOWN)));
}

static void say_count(const struct world_log *log, struct card_page *page)
{
    int64_t wrong = 0, all = 0;
    int n = page->scenario->actor_count;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                all += believed(log, t, i, j) != CARD_NONE;
                wrong += is_misperceived(log, t, i, j);
            }
        }
    }
    card_item(
        page, 0, "card.d4.misperceived",
        SLOTS(num("wrong", wrong), num("all", all), num("percent", all ? (100 * wrong + all / 2) / all : 0)));
}

static void draw(const struct card_input *input, struct card_page *page)
{
    const struct world_log *log = input->played->log;
    struct card_turns turns = card_row_turns(page, log->turns, largest_belief(log));
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    card_say(page, 0, "card.d4.legend", NULL);
    card_say_left_out(page, &turns, log->turns);
    for (int i = 0; i < page->scenario->actor_count; i++)
        draw_state(log, i, &turns, page);
    card_blank(page);
    say_count(log, page);
    say_mirrors(log, page);
    verdict_put(input->played, page->language, &text);
    card_item(page, 0, "card.verdict", SLOTS(str("verdict", memory)));
}

const struct card card_beside = {
    .name = "D4",
    .draw = draw,
};
