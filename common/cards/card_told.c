/* News that were brought in, with what was untrue on purpose; roll-backs; turns and orders by hand. */
#include "common/cards/card_told.h"

#include "common/cards/card_words.h"
#include "common/words/lists.h"

#include <assert.h>

static_assert(TURNS_MAX < 64, "a set of turns is one number");

bool card_steered(const struct card_steering *steering)
{
    if (!steering)
        return false;
    uint64_t by_hand = steering->resolved;
    for (int i = 0; i < ACTORS_MAX; i++)
        by_hand |= steering->behalf[i];
    return steering->told_count || by_hand;
}

const char *card_told_text(const struct card_told *told, int language)
{
    const char *text = told->text[language];
    return text && text[0] ? text : told->text[LANGUAGE_ENGLISH];
}

static int index_of(const struct language *language)
{
    for (int x = 0; x < LANGUAGES; x++)
        if (languages[x] == language)
            return x;
    return LANGUAGE_ENGLISH;
}

static void put_when(const struct card_page *page, const struct card_told *told, struct text *text)
{
    if (told->practice)
        sentence_put(page->language, "card.d1.told_practice", NULL, text);
    else if (told->turn)
        sentence_put(page->language, "card.d1.told_turn", SLOTS(num("turn", told->turn)), text);
    else
        sentence_put(page->language, "card.d1.told_before", NULL, text);
}

static void put_whom(const struct card_page *page, uint32_t seats, struct text *text)
{
    uint32_t all = (1u << page->scenario->actor_count) - 1;
    if ((seats & all) == all)
        text_put(text, sentence_words(page->language, "card.d1.told_all"));
    else
        card_put_states(page, seats & all, text);
}

static void say_news(const struct card_told *told, bool withheld, struct card_page *page)
{
    char said[CARD_SENTENCE_MAX], when[64], whom[ACTORS_MAX * (NAME_SIZE + 5)];
    struct text text = text_over(said, sizeof said), put_time = text_over(when, sizeof when),
                put_seats = text_over(whom, sizeof whom);
    const char *words = card_told_text(told, index_of(page->language));
    bool has_source = told->source && told->source[0];
    put_when(page, told, &put_time);
    put_whom(page, told->seats, &put_seats);
    sentence_put(page->language,
                 !words       ? "card.d1.told_erased"
                 : has_source ? "card.d1.told_news_from"
                              : "card.d1.told_news",
                 SLOTS(str("when", when), str("whom", whom), str("source", has_source ? told->source : ""),
                       str("text", words ? words : "")),
                 &text);
    if (told->misleading && !withheld) {
        text_put_char(&text, ' ');
        sentence_put(page->language, "card.d1.told_untrue", NULL, &text);
    }
    card_item_text(page, 2, said);
}

static void say_back(const struct card_told *told, struct card_page *page)
{
    char when[64];
    struct text text = text_over(when, sizeof when);
    put_when(page, told, &text);
    card_item(page, 2, "card.d1.told_back", SLOTS(str("when", when), num("turn", told->back_to)));
}

/* "1, 3 and 4"; gives how many. */
static int put_turns(const struct language *language, uint64_t turns, struct text *text)
{
    int count = 0, put = 0;
    for (int t = 1; t <= TURNS_MAX; t++)
        count += (int)(turns >> t & 1);
    for (int t = 1; t <= TURNS_MAX; t++) {
        char memory[8];
        struct text number = text_over(memory, sizeof memory);
        if (!(turns >> t & 1))
            continue;
        text_put_int(&number, t);
        list_put(language, put++, count, memory, text);
    }
    return count;
}

/* `seat` < 0: closed by hand. */
static void say_turns(uint64_t turns, int seat, struct card_page *page)
{
    char memory[8 * TURNS_MAX];
    struct text text = text_over(memory, sizeof memory);
    int count = put_turns(page->language, turns, &text);
    if (count)
        card_item(page, 2, seat < 0 ? "card.d1.told_resolved" : "card.d1.told_behalf",
                  SLOTS(str("who", seat < 0 ? "" : card_name(page, seat)), num("count", count),
                        str("turns", memory)));
}

void card_draw_told(const struct card_input *input, struct card_page *page)
{
    const struct card_steering *steering = input->steering;
    if (!card_steered(steering))
        return;
    card_section(page, "card.d1.told", NULL);
    for (int x = 0; x < steering->told_count; x++) {
        const struct card_told *told = &steering->told[x];
        if (told->back_to)
            say_back(told, page);
        else
            say_news(told, steering->withheld, page);
    }
    say_turns(steering->resolved, -1, page);
    for (int i = 0; i < page->scenario->actor_count; i++)
        say_turns(steering->behalf[i], i, page);
    if (steering->withheld)
        card_say(page, 0, "card.d1.told_withheld", NULL);
}
