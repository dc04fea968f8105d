#include "common/cards/card_events.h"

#include "common/cards/card_words.h"

bool card_event_is_public(const struct world *world, const struct event *event)
{
    uint32_t all = (1u << world->scenario.actor_count) - 1;
    return event->seen_by == all;
}

/* {one}, {two}, {three}: the states that the first numbers stand for; {number}: the last one. NULL: nothing
 * is said. */
static const char *key_of(const struct event *event)
{
    static const char *const declared[DECLARE_COUNT] = {NULL, "card.event.peaceful", "card.event.warn",
                                                        "card.event.demand"};
    static const char *const declared_to_all[DECLARE_COUNT] = {
        NULL, "card.event.peaceful", "card.event.warn_all", "card.event.demand_all"};
    static const char *const others[EVENT_KIND_COUNT] = {
        [EVENT_CANCEL] = "card.event.cancel",         [EVENT_TECH] = "card.event.tech",
        [EVENT_SCRAP] = "card.event.scrap",           [EVENT_OPEN_BOOKS] = "card.event.open_books",
        [EVENT_MOBILISE] = "card.event.mobilise",     [EVENT_BREACH] = "card.event.breach",
        [EVENT_EXPOSED] = "card.event.exposed",       [EVENT_GAIN] = "card.event.gain",
        [EVENT_ELIMINATED] = "card.event.eliminated", [EVENT_PACT] = "card.event.pact",
    };
    const int32_t *numbers = event->numbers;
    switch (event->kind) {
    case EVENT_DECLARE:
        return numbers[2] >= 0 ? declared[numbers[1]] : declared_to_all[numbers[1]];
    case EVENT_CALLED:
    case EVENT_CALLED_ATTACK:
        return numbers[3] ? "card.event.called_came" : "card.event.called_aside";
    case EVENT_ATTACK:
        return numbers[2] ? "card.event.attack_joined" : "card.event.attack";
    case EVENT_BATTLE:
        return numbers[3] ? "card.event.beaten" : "card.event.held";
    case EVENT_MEETING:
        return numbers[2] ? "card.event.met_second_won" : "card.event.met_first_won";
    default:
        return others[event->kind];
    }
}

/* The name of the state that a number stands for, if it does. */
static const char *name_of(const struct card_page *page, int32_t number)
{
    return number >= 0 && number < page->scenario->actor_count ? card_name(page, number) : "-";
}

bool card_put_event(const struct card_page *page, const struct event *event, struct text *text)
{
    const int32_t *numbers = event->numbers;
    const char *key = key_of(event);
    if (!key)
        return false;
    int second = event->kind == EVENT_DECLARE ? 2 : 1;
    sentence_put(page->language, key,
                 SLOTS(str("one", name_of(page, numbers[0])), str("two", name_of(page, numbers[second])),
                       str("three", name_of(page, numbers[2])),
                       str("pact", event->kind == EVENT_PACT ? card_pact(page->language, numbers[2]) : ""),
                       num("number", numbers[event->count - 1])),
                 text);
    return true;
}
