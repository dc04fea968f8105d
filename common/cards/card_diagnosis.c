/* D6: why it came, by rules that can be read and argued with. */
#include "common/cards/card_list.h"
#include "common/cards/card_table.h"
#include "common/cards/card_wars.h"
#include "common/cards/card_words.h"
#include "common/debrief/facts.h"
#include "common/words/key.h"

enum { EPISODES_SHOWN = 24 }; /* of each kind */

static void say_more(int count, struct card_page *page)
{
    if (count > EPISODES_SHOWN)
        card_item(page, 2, "card.more", SLOTS(num("count", count - EPISODES_SHOWN)));
}

static void say_spiral(const struct world_log *log, const struct spiral_episode *episode,
                       struct card_page *page)
{
    const struct world *before = &log->worlds[episode->first - 1], *after = &log->worlds[episode->last];
    int i = episode->i, j = episode->j;
    card_item(page, 2, "card.d6.spiral",
              SLOTS(str("one", card_name(page, i)), str("other", card_name(page, j)),
                    num("first", episode->first), num("last", episode->last),
                    num("a", card_units(fact_arms(before, i))), num("b", card_units(fact_arms(after, i))),
                    num("c", card_units(fact_arms(before, j))), num("d", card_units(fact_arms(after, j))),
                    num("e", card_percent(fact_assessment(before, i, j))),
                    num("f", card_percent(fact_assessment(after, i, j))),
                    num("g", card_percent(fact_assessment(before, j, i))),
                    num("h", card_percent(fact_assessment(after, j, i)))));
}

static void draw_spirals(const struct metric_input *input, struct card_page *page)
{
    int count = input->findings.spiral_count;
    card_section(page, "card.d6.spirals", NULL);
    if (!count)
        card_item(page, 2, "card.d6.none", NULL);
    for (int e = 0; e < count && e < EPISODES_SHOWN; e++)
        say_spiral(input->log, &input->findings.spirals[e], page);
    say_more(count, page);
}

static void put_restraint(int acts, const struct card_page *page, struct text *text)
{
    const char *between = "";
    for (int x = 0; x < card_restraint_names.count; x++) {
        if (!(acts & 1 << x))
            continue;
        text_put(text, between);
        text_put(text, key_words(page->language, KEY("card", "restraint", card_restraint_names.names[x])));
        between = ", ";
    }
}

/* What a line says of an episode, but for who it was. */
struct restraint_line {
    int first, last, acts, audience, believed, answered, exploited;
};

static struct restraint_line restraint_of(const struct reassurance_episode *episode)
{
    return (struct restraint_line){
        .first = episode->first,
        .last = episode->last,
        .acts = episode->acts,
        .audience = bits_in(episode->audience),
        .believed = bits_in(episode->believed & episode->audience),
        .answered = bits_in(episode->answered & episode->audience),
        .exploited = bits_in(episode->exploited & episode->audience),
    };
}

static bool same_restraint(const struct reassurance_episode *one, const struct reassurance_episode *other)
{
    struct restraint_line a = restraint_of(one), b = restraint_of(other);
    return a.first == b.first && a.last == b.last && a.acts == b.acts && a.audience == b.audience &&
           a.believed == b.believed && a.answered == b.answered && a.exploited == b.exploited;
}

static void say_restraint(uint32_t states, const struct restraint_line *restraint, struct card_page *page)
{
    char acts[256], who[ACTORS_MAX * (NAME_SIZE + 5)];
    struct text put_acts = text_over(acts, sizeof acts), put_who = text_over(who, sizeof who);
    put_restraint(restraint->acts, page, &put_acts);
    card_put_states(page, states, &put_who);
    card_item(page, 2, "card.d6.held_back",
              SLOTS(str("who", who), num("states", bits_in(states)), num("first", restraint->first),
                    num("last", restraint->last), str("acts", acts), num("audience", restraint->audience),
                    num("believed", restraint->believed), num("answered", restraint->answered),
                    num("exploited", restraint->exploited)));
}

/* Episodes that differ only in whose they were are one line. */
static void draw_reassurances(const struct metric_input *input, struct card_page *page)
{
    const struct reassurance_episode *episodes = input->findings.reassurances;
    int count = input->findings.reassurance_count, lines = 0;
    bool said[REASSURANCES_MAX] = {false};
    card_section(page, "card.d6.restraint", NULL);
    if (!count)
        card_item(page, 2, "card.d6.none", NULL);
    for (int e = 0; e < count; e++) {
        uint32_t states = 0;
        if (said[e])
            continue;
        for (int f = e; f < count; f++) {
            if (!same_restraint(&episodes[e], &episodes[f]))
                continue;
            states |= 1u << episodes[f].actor;
            said[f] = true;
        }
        struct restraint_line restraint = restraint_of(&episodes[e]);
        if (lines++ < EPISODES_SHOWN)
            say_restraint(states, &restraint, page);
    }
    say_more(lines, page);
}

static void draw_ledger(const struct world_log *log, struct card_page *page)
{
    static const char *const columns[] = {"card.d6.state", "card.d6.called", "card.d6.kept", "card.d6.dodged",
                                          "card.d6.broken"};
    struct card_table table;
    int entries = 0;
    card_table_init(&table);
    card_table_row(&table);
    for (int column = 0; column < 5; column++)
        card_table_say(&table, page->language, columns[column]);
    for (int i = 0; i < page->scenario->actor_count; i++) {
        struct card_calls calls = card_calls_of(log, i);
        entries += calls.called + calls.broken;
        card_table_row(&table);
        card_table_word(&table, card_name(page, i));
        card_table_number(&table, calls.called);
        card_table_number(&table, calls.came);
        card_table_number(&table, calls.called - calls.came);
        card_table_number(&table, calls.broken);
    }
    card_section(page, "card.d6.ledger", NULL);
    if (!entries) {
        card_item(page, 2, "card.d6.no_calls", NULL);
        return;
    }
    card_table_draw(page, &table, 2);
    card_say(page, 2, "card.d6.ledger_legend", NULL);
}

static void draw(const struct card_input *input, struct card_page *page)
{
    char memory[CARD_SENTENCE_MAX];
    struct text text = text_over(memory, sizeof memory);
    verdict_put(input->played, page->language, &text);
    card_say(page, 0, "card.verdict", SLOTS(str("verdict", memory)));
    uint32_t named = card_draw_wars(input->played, page);
    draw_spirals(input->played, page);
    draw_reassurances(input->played, page);
    draw_ledger(input->played->log, page);
    card_draw_rules(named, page);
}

const struct card card_diagnosis = {
    .name = "D6",
    .draw = draw,
};
