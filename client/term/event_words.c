#include "client/term/event_words.h"

#include "common/rules/names.h"
#include "common/rules/orders.h"

static const struct event_row {
    enum event_kind kind;
    /* Which state, of the numbers, fills {who}, {to} and {third}; -1: none. */
    int who, to, third;
    /* The number that chooses between the sentences; -1: always the first. */
    int choice;
    const char *keys[4];
} rows[] = {
    {EVENT_ATTACK, 0, 1, -1, 2, {"event.attack", "event.attack_joined"}},
    {EVENT_BREACH, 0, 1, -1, -1, {"event.breach"}},
    {EVENT_CALLED_ATTACK, 0, 1, 2, 3, {"event.called_attack_aside", "event.called_attack_came"}},
    {EVENT_CALLED, 0, 1, 2, 3, {"event.called_aside", "event.called_came"}},
    {EVENT_CONFLICTED, 0, 1, 2, -1, {"event.conflicted"}},
    {EVENT_BATTLE, 0, -1, -1, 3, {"event.battle_held", "event.battle_fell"}},
    {EVENT_MEETING, 0, 1, -1, 2, {"event.meeting_first", "event.meeting_second"}},
    {EVENT_GAIN, 0, 1, -1, -1, {"event.gain"}},
    {EVENT_ELIMINATED, 0, -1, -1, -1, {"event.eliminated"}},
    {EVENT_EXPOSED, 0, 1, -1, -1, {"event.exposed"}},
    {EVENT_REJECTED, -1, -1, -1, -1, {"event.rejected"}},
    {EVENT_MOBILISE, 0, -1, -1, -1, {"event.mobilise"}},
    {EVENT_PACT, 0, 1, -1, 3, {"event.pact", "event.pact_secret"}},
    {EVENT_CANCEL, 0, 1, -1, -1, {"event.cancel"}},
    {EVENT_OFFER, 0, 1, -1, 3, {"event.offer", "event.offer_secret"}},
    {EVENT_DECLARE, 0, 2, -1, 1, {"event.peaceful", "event.peaceful", "event.warn", "event.demand"}},
    {EVENT_SCRAP, 0, -1, -1, -1, {"event.scrap"}},
    {EVENT_OPEN_BOOKS, 0, 1, -1, -1, {"event.open_books"}},
    {EVENT_TECH, 0, -1, -1, -1, {"event.tech"}},
    {EVENT_LEAK, 0, 1, -1, -1, {"event.leak"}},
    {EVENT_BUDGET, -1, -1, -1, -1, {"event.budget"}},
};

static_assert(sizeof rows / sizeof rows[0] == EVENT_ROWS, "the header says how many rows there are");

int event_row_kind(int row)
{
    return rows[row].kind;
}

bool event_is_about(int row, const int32_t numbers[EVENT_NUMBERS_MAX], int state)
{
    const int places[] = {rows[row].who, rows[row].to, rows[row].third};
    for (int x = 0; x < 3; x++)
        if (places[x] >= 0 && numbers[places[x]] == state)
            return true;
    return false;
}

/* The word among the numbers that is neither a state nor a count: kind of pact, project, part. */
static const char *word_of(const struct page *page, enum event_kind kind, const int32_t *n)
{
    switch (kind) {
    case EVENT_PACT:
    case EVENT_OFFER:
    case EVENT_EXPOSED:
        return n[2] >= 0 && n[2] < PACT_COUNT ? page_word(page, "pact", pact_names.names[n[2]]) : "";
    case EVENT_TECH:
        return n[1] >= 0 && n[1] < PROJECT_COUNT ? page_word(page, "project", project_names.names[n[1]]) : "";
    case EVENT_REJECTED:
        return n[1] >= 0 && n[1] < PART_COUNT ? page_word(page, "part", part_name(n[1])) : "";
    default:
        return "";
    }
}

static const char *state_in(const struct event_names *names, const int32_t *numbers, int index, char *piece)
{
    int32_t state = index >= 0 ? numbers[index] : -1;
    return state >= 0 && state < names->count ? names->name_of(names->user, state, piece) : "";
}

void event_put_words(const struct page *page, int row, const int32_t numbers[EVENT_NUMBERS_MAX],
                     const struct event_names *names, const char *budget, struct text *text)
{
    const struct event_row *words = &rows[row];
    char who[PAGE_WORDS], to[PAGE_WORDS], third[PAGE_WORDS];
    int32_t chosen = words->choice >= 0 ? numbers[words->choice] : 0;
    const char *key = chosen > 0 && chosen < 4 && words->keys[chosen] ? words->keys[chosen] : words->keys[0];
    page_piece(page, key,
               SLOTS(str("who", state_in(names, numbers, words->who, who)),
                     str("to", state_in(names, numbers, words->to, to)),
                     str("third", state_in(names, numbers, words->third, third)),
                     str("word", word_of(page, words->kind, numbers)), str("budget", budget),
                     num("second", numbers[1]), num("count", numbers[2])),
               text);
}
