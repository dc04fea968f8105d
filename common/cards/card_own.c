#include "common/cards/card_own.h"

#include "common/cards/card_turns.h"
#include "common/cards/card_words.h"
#include "common/debrief/facts.h"
#include "common/words/decimal.h"

enum { EVEN = 500 }; /* permille: from here on a state is taken for greedy */

/* What the page is drawn from. */
struct drawing {
    const struct world_log *log;
    const struct own *own;
    const struct own_mirror *mirror;
    bool scored;
    struct card_page *page;
};

/* "0.21" */
static const char *decimals(const struct drawing *drawing, const struct metric_value *value, int count,
                            char memory[32])
{
    char plain[32];
    struct text put = text_over(plain, sizeof plain), text = text_over(memory, 32);
    metric_put(value, count, &put);
    decimal_put(drawing->page->language, plain, &text);
    return memory;
}

static const char *motive_of(const struct drawing *drawing, int i)
{
    return card_motive(drawing->page->language, log_start(drawing->log)->actors[i].motive);
}

/* ---- what you believed */

static struct card_row row_of(const struct drawing *drawing, int j)
{
    const struct world_log *log = drawing->log;
    struct card_row row = {0};
    for (int t = 1; t <= log->turns; t++) {
        int64_t belief = fact_belief(log, t, drawing->own->seat, j);
        bool there = fact_pair_alive(log, t, drawing->own->seat, j);
        row.value[t] = there ? card_percent(belief) : CARD_NONE;
        row.mark[t] = there && fact_seeks_security(log_start(log), j) == (belief >= EVEN);
    }
    return row;
}

static void draw_beliefs(const struct drawing *drawing)
{
    struct card_page *page = drawing->page;
    struct card_turns turns = card_row_turns(page, drawing->log->turns, 100);
    card_row_heading(page, &turns);
    for (int j = 0; j < page->scenario->actor_count; j++) {
        char label[2 * NAME_SIZE + 64];
        struct text text = text_over(label, sizeof label);
        struct card_row row = row_of(drawing, j);
        if (j == drawing->own->seat)
            continue;
        sentence_put(page->language, "mine.rival",
                     SLOTS(str("whom", card_name(page, j)), str("motive", motive_of(drawing, j))), &text);
        card_row_draw(page, label, &row, &turns);
    }
    card_say_left_out(page, &turns, drawing->log->turns);
    card_say(page, 0, "mine.legend", NULL);
}

static void say_brier(const struct drawing *drawing)
{
    const struct own *own = drawing->own;
    char mine[32], staff[32];
    const char *beside = own->brier.millionths < own->staff_brier.millionths   ? "mine.brier_better"
                         : own->brier.millionths > own->staff_brier.millionths ? "mine.brier_worse"
                                                                               : "mine.brier_same";
    card_item(drawing->page, 0, "mine.brier",
              SLOTS(str("value", decimals(drawing, &own->brier, 2, mine)), num("cases", own->brier.cases)));
    card_item(drawing->page, 0, beside, SLOTS(str("value", decimals(drawing, &own->staff_brier, 2, staff))));
    if (drawing->scored)
        card_item(
            drawing->page, 0, "mine.points",
            SLOTS(str("points", decimals(drawing, &own->points, 0, mine)), num("cases", own->points.cases)));
}

static void say_share(const struct drawing *drawing, const char *key, const struct metric_value *value)
{
    char percent[32];
    if (value->defined)
        card_item(drawing->page, 0, key,
                  SLOTS(str("percent", decimals(drawing, value, 0, percent)), num("cases", value->cases)));
}

static void say_beliefs(const struct drawing *drawing)
{
    const struct own *own = drawing->own;
    struct card_page *page = drawing->page;
    const char *source = !own->stated                  ? "mine.stated_none"
                         : own->stated == own->beliefs ? "mine.stated_all"
                                                       : "mine.stated_some";
    card_section(page, "mine.beliefs", NULL);
    card_say(page, 0, source, SLOTS(num("stated", own->stated), num("all", own->beliefs)));
    draw_beliefs(drawing);
    if (!own->stated) /* nothing of what would follow was believed by a person */
        return;
    card_blank(page);
    say_brier(drawing);
    say_share(drawing, "mine.about_seekers", &own->about_seekers);
    say_share(drawing, "mine.about_greedy", &own->about_greedy);
    if (own->worst >= 0)
        card_item(page, 0, own->was_right ? "mine.right" : "mine.worst",
                  SLOTS(str("whom", card_name(page, own->worst)),
                        num("percent", card_percent(own->rivals[own->worst].believed)),
                        str("motive", motive_of(drawing, own->worst))));
}

/* ---- how you were seen */

static void say_gap(const struct drawing *drawing)
{
    const struct metric_value *gap = &drawing->own->mirror_gap;
    int64_t points = (gap->millionths + (gap->millionths < 0 ? -1 : 1) * METRIC_ONE / 2) / METRIC_ONE;
    const char *key = points > 0 ? "mine.gap_more" : points < 0 ? "mine.gap_less" : "mine.gap_even";
    card_item(drawing->page, 0, key,
              SLOTS(num("points", points < 0 ? -points : points), num("cases", gap->cases)));
}

static void say_mirror(const struct drawing *drawing)
{
    const struct own *own = drawing->own;
    struct card_page *page = drawing->page;
    bool said = own->mirror_gap.defined;
    card_section(page, "mine.mirror", NULL);
    card_say(page, 0, "mine.wanted", SLOTS(str("motive", motive_of(drawing, own->seat))));
    if (!said)
        card_say(page, 0, drawing->mirror ? "mine.mirror_none" : "mine.mirror_lost", NULL);
    for (int j = 0; j < page->scenario->actor_count; j++) {
        const struct own_rival *rival = &own->rivals[j];
        if (!rival->turns)
            continue;
        card_item(page, 0, rival->mirrored ? "mine.thought" : "mine.sees",
                  SLOTS(str("whom", card_name(page, j)), num("percent", card_percent(rival->sees_me)),
                        num("thought", card_percent(rival->thought)),
                        num("meant", card_percent(rival->meant)), num("turns", rival->mirrored)));
    }
    if (said)
        say_gap(drawing);
    say_share(drawing, "mine.seen_greedy", &own->seen_greedy);
}

/* ---- what you did */

static void say_arms(const struct drawing *drawing)
{
    const struct own *own = drawing->own;
    struct card_page *page = drawing->page;
    card_section(page, "mine.arms", NULL);
    if (own->after_rise)
        card_item(page, 0, "mine.after_rise",
                  SLOTS(num("turns", own->after_rise), num("rose", own->rose_after_rise)));
    if (own->after_none)
        card_item(page, 0, "mine.after_none",
                  SLOTS(num("turns", own->after_none), num("rose", own->rose_after_none)));
    if (!own->after_rise && !own->after_none)
        card_item(page, 0, "mine.too_few", NULL);
    if (own->rises_seen)
        card_item(page, 0, "mine.rises", SLOTS(num("seen", own->rises_seen), num("true", own->rises_true)));
    card_item(page, 0, own->armed ? "mine.no_safer" : "mine.not_armed",
              SLOTS(num("armed", own->armed), num("count", own->no_safer)));
}

static void say_misread(const struct drawing *drawing)
{
    static const char *const keys[] = {
        [WEAPON_FORTIFY] = "mine.misread_fortify",
        [WEAPON_STRIKE] = "mine.misread_strike",
        [WEAPON_DUAL] = "mine.misread_dual",
    };
    const struct own_misread *misread = &drawing->own->misread;
    struct card_page *page = drawing->page;
    int blur = page->scenario->parameters.fungibility / 2; /* as the estimates are made */
    card_section(page, "mine.misled", NULL);
    card_item(page, 0, misread->turn ? keys[misread->kind] : "mine.misread_none",
              SLOTS(num("turn", misread->turn), str("whom", card_name(page, misread->rival)),
                    num("seen", card_units(misread->seen)), num("true", card_units(misread->truth))));
    if (misread->turn && blur)
        card_item(page, 0, "mine.blur", SLOTS(num("alike", blur)));
}

void card_put_own_title(const struct card_page *page, int seat, struct text *text)
{
    sentence_put(page->language, "mine.title", SLOTS(str("who", card_name(page, seat))), text);
}

void card_draw_own(const struct card_input *input, int seat, const struct own_mirror *mirror,
                   struct card_page *page)
{
    const struct world_log *log = input->played->log;
    struct own own;
    const struct drawing drawing = {
        .log = log, .own = &own, .mirror = mirror, .scored = input->scored, .page = page};
    own_of(log, seat, mirror, &own);
    card_say(page, 0, "mine.intro", NULL);
    if (!log_end(log)->actors[seat].alive)
        card_say(page, 0, "mine.destroyed", SLOTS(num("turn", own.turns)));
    say_beliefs(&drawing);
    say_mirror(&drawing);
    say_arms(&drawing);
    say_misread(&drawing);
    card_blank(page);
    card_say(page, 0, "mine.end", NULL);
}

void card_put_own(const struct card_input *input, int seat, const struct own_mirror *mirror,
                  struct text *text)
{
    char memory[CARD_SENTENCE_MAX];
    struct text title = text_over(memory, sizeof memory);
    struct card_page page = {
        .text = text,
        .scenario = &log_start(input->played->log)->scenario,
        .language = input->language,
        .width = input->width,
    };
    card_put_own_title(&page, seat, &title);
    card_rule(&page, '=');
    card_paragraph(&page, 0, 0, memory);
    card_rule(&page, '=');
    card_draw_own(input, seat, mirror, &page);
}
