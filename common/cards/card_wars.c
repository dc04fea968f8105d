#include "common/cards/card_wars.h"

#include "common/cards/card_words.h"
#include "common/words/decimal.h"
#include "common/words/key.h"
#include "common/words/lists.h"

#include <string.h>

enum {
    WARS_IN_FULL = 12,    /* the later ones only by their causes */
    SAID_MAX = 12 * 1024, /* bytes of evidence that is not said twice */
};

static void put_titles(uint32_t causes, const struct card_page *page, struct text *text)
{
    int count = bits_in(causes), index = 0;
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        if (!(causes & 1u << cause))
            continue;
        list_put(page->language, index++, count, diagnosis_title(page->language, cause), text);
    }
}

static void say_causes(const struct diagnosis *diagnosis, struct card_page *page)
{
    const char *dilemma = diagnosis_is_dilemma(diagnosis) ? "card.d6.dilemma" : "card.d6.no_dilemma";
    char others[512];
    struct text text = text_over(others, sizeof others);
    uint32_t rest = diagnosis->causes & ~(1u << diagnosis->main);
    put_titles(rest, page, &text);
    card_say(page, 4, rest ? "card.d6.main_and" : "card.d6.main",
             SLOTS(str("main", diagnosis_title(page->language, diagnosis->main)), str("others", others)));
    card_say(page, 4, "card.d6.kind",
             SLOTS(str("dilemma", key_words(page->language, dilemma)),
                   str("roe", card_roe(page->language, diagnosis->roe))));
}

/* Who fought only because an ally called. */
static void say_chain(uint32_t pulled_in, struct card_page *page)
{
    char states[ACTORS_MAX * (NAME_SIZE + 5)];
    struct text text = text_over(states, sizeof states);
    if (!pulled_in)
        return;
    card_put_states(page, pulled_in, &text);
    card_say(page, 4, "card.d6.pulled_in", SLOTS(str("states", states)));
}

/* What has been said already, a sentence a line; once it is full, the rest may be said twice. */
struct said {
    char memory[SAID_MAX];
    struct text text;
};

static bool is_new(struct said *said, const char *sentence)
{
    char line[CARD_SENTENCE_MAX + 2];
    struct text text = text_over(line, sizeof line);
    text_put_char(&text, '\n');
    text_put(&text, sentence);
    text_put_char(&text, '\n');
    if (strstr(said->memory, line))
        return false;
    text_put(&said->text, line);
    return true;
}

static void say_evidence(const struct metric_input *input, const struct diagnosis *diagnosis,
                         struct said *said, struct card_page *page)
{
    for (int e = 0; e < diagnosis->evidence_count; e++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        evidence_put(&diagnosis->evidence[e], log_start(input->log), page->language, &text);
        if (is_new(said, memory))
            card_item_text(page, 4, memory);
    }
}

static void say_head(const struct metric_input *input, int w, struct card_page *page)
{
    const struct war *war = &input->findings.wars[w];
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    card_put_war(page, war, &text);
    char percent[24];
    struct text odds = text_over(percent, sizeof percent);
    tenths_put(page->language, war->odds, &odds);
    card_say(page, 2, war->opponent >= 0 ? "card.d6.war" : "card.d6.war_odds",
             SLOTS(num("number", w + 1), num("turn", war->turn), str("war", memory), str("odds", percent)));
}

/* The wars after the first one that came in the same turn and out of the same causes are told with it. */
static int last_alike(const struct metric_input *input, int first, const struct diagnosis *diagnosis)
{
    int last = first;
    while (last + 1 < input->findings.war_count && last + 1 < WARS_IN_FULL &&
           input->findings.wars[last + 1].turn == input->findings.wars[first].turn) {
        struct diagnosis next;
        diagnose(input, &input->findings.wars[last + 1], &next);
        if (next.causes != diagnosis->causes || next.main != diagnosis->main || next.roe != diagnosis->roe)
            break;
        last++;
    }
    return last;
}

/* Wars first .. last, which are alike: what each was, then what all share, and the evidence of each. */
static void say_wars(const struct metric_input *input, int first, int last, const struct diagnosis *diagnosis,
                     struct card_page *page)
{
    struct said said;
    uint32_t pulled_in = 0;
    said.text = text_over(said.memory, sizeof said.memory);
    card_blank(page);
    for (int w = first; w <= last; w++) {
        say_head(input, w, page);
        pulled_in |= input->findings.wars[w].joined | input->findings.wars[w].helpers;
    }
    say_causes(diagnosis, page);
    say_chain(pulled_in, page);
    if (diagnosis->evidence_count)
        card_say(page, 4, "card.d6.evidence", NULL);
    for (int w = first; w <= last; w++) {
        struct diagnosis one;
        diagnose(input, &input->findings.wars[w], &one);
        say_evidence(input, &one, &said, page);
    }
}

/* One line for a war that comes after those told in full. */
static void say_war_in_short(const struct metric_input *input, int w, const struct diagnosis *diagnosis,
                             struct card_page *page)
{
    const struct war *war = &input->findings.wars[w];
    char states[ACTORS_MAX * (NAME_SIZE + 5)], causes[512];
    struct text put_states = text_over(states, sizeof states), put_causes = text_over(causes, sizeof causes);
    card_put_states(page, war_belligerents(war), &put_states);
    put_titles(diagnosis->causes, page, &put_causes);
    card_item(
        page, 2, "card.d6.war_short",
        SLOTS(num("number", w + 1), num("turn", war->turn), str("states", states), str("causes", causes)));
}

uint32_t card_draw_wars(const struct metric_input *input, struct card_page *page)
{
    uint32_t named = 0;
    if (input->findings.war_count)
        card_section(page, "card.d6.wars", NULL);
    for (int w = 0; w < input->findings.war_count; w++) {
        struct diagnosis diagnosis;
        diagnose(input, &input->findings.wars[w], &diagnosis);
        named |= diagnosis.causes;
        if (w == WARS_IN_FULL) {
            card_blank(page);
            card_say(page, 2, "card.d6.later_wars", NULL);
        }
        if (w < WARS_IN_FULL) {
            int last = last_alike(input, w, &diagnosis);
            say_wars(input, w, last, &diagnosis, page);
            w = last;
        } else {
            say_war_in_short(input, w, &diagnosis, page);
        }
    }
    return named;
}

static void say_rules(uint32_t causes, const char *heading, struct card_page *page)
{
    if (!causes)
        return;
    card_section(page, heading, NULL);
    for (int cause = 0; cause < CAUSE_COUNT; cause++)
        if (causes & 1u << cause)
            card_item(page, 2, "card.d6.rule",
                      SLOTS(str("title", diagnosis_title(page->language, cause)),
                            str("rule", key_words(page->language,
                                                  KEY("rule", diagnosis_rules[cause].name, "text")))));
}

void card_draw_rules(uint32_t fitting, struct card_page *page)
{
    uint32_t all = (1u << CAUSE_COUNT) - 1;
    char order[512];
    struct text text = text_over(order, sizeof order);
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        text_put(&text, cause ? "; " : "");
        text_put(&text, diagnosis_title(page->language, cause));
    }
    say_rules(fitting, "card.d6.rules_fit", page);
    say_rules(all & ~fitting, "card.d6.rules_other", page);
    card_blank(page);
    card_say(page, 0, "card.d6.rules_version", SLOTS(num("version", DIAGNOSIS_VERSION), str("order", order)));
}
