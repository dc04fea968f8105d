#include "client/ctl/state_page.h"

#include "common/base/must.h"
#include "common/record/record.h"
#include "common/words/width.h"

#include <stdio.h>
#include <string.h>

enum { CELL_SIZE = 512 };

/* A column of the table, with the blank behind it. */
enum column { STATE, WHO, HERE, ORDERS, BELIEFS, READY, MISSED, COLUMN_COUNT };

static const struct {
    const char *key;
    int columns;
} heads[COLUMN_COUNT] = {
    [STATE] = {"facilitator.head.state", 18},     [WHO] = {"facilitator.head.who", 21},
    [HERE] = {"facilitator.head.here", 9},        [ORDERS] = {"facilitator.head.orders", 9},
    [BELIEFS] = {"facilitator.head.beliefs", 10}, [READY] = {"facilitator.head.ready", 6},
    [MISSED] = {"facilitator.head.missed", 7},
};

static_assert(18 + 21 + 9 + 9 + 10 + 6 + 7 <= STATE_COLUMNS, "a row fits a line");

struct cell {
    char at[CELL_SIZE];
};

struct row {
    struct cell cells[COLUMN_COUNT];
};

static void put_row(const struct row *row, struct text *text)
{
    size_t blanks = 0;
    for (int x = 0; x < COLUMN_COUNT; x++) {
        const char *words = row->cells[x].at;
        size_t bytes = bytes_within(words, heads[x].columns - 1);
        char kept[CELL_SIZE];
        memcpy(kept, words, bytes);
        kept[bytes] = '\0';
        for (; bytes && blanks; blanks--)
            text_put_char(text, ' ');
        text_put(text, kept);
        blanks += (size_t)(heads[x].columns - columns_of(kept)); /* none behind the last words of a line */
    }
    text_put_char(text, '\n');
}

static void fill(struct cell *cell, const struct language *language, const char *key,
                 const struct slot *slots)
{
    struct text text = text_over(cell->at, sizeof cell->at);
    sentence_put(language, key, slots, &text);
}

/* Somebody's words; cut where they do not fit. */
static void fill_name(struct cell *cell, const char *name, int columns)
{
    struct text text = text_over(cell->at, sizeof cell->at);
    harmless_put(name, &text);
    if (columns_of(cell->at) <= columns)
        return;
    size_t bytes = bytes_within(cell->at, columns - 2);
    memcpy(cell->at + bytes, "..", 3);
}

static const char *here_key(const struct wire_exercise_person *person)
{
    return person->left   ? "facilitator.here.left"
           : person->here ? "facilitator.here.yes"
                          : "facilitator.here.no";
}

static void fill_person(struct row *row, const struct wire_exercise_person *person,
                        const struct language *language)
{
    fill_name(&row->cells[WHO], person->name, heads[WHO].columns - 1);
    fill(&row->cells[HERE], language, here_key(person), NULL);
}

static void fill_doings(struct row *row, const struct wire_exercise_seat *seat,
                        const struct language *language)
{
    fill(&row->cells[ORDERS], language, seat->revision ? "facilitator.orders.saved" : "facilitator.no",
         SLOTS(num("revision", seat->revision)));
    fill(&row->cells[BELIEFS], language, seat->stated ? "facilitator.yes" : "facilitator.no", NULL);
    fill(&row->cells[READY], language, seat->ready ? "facilitator.yes" : "facilitator.no", NULL);
    snprintf(row->cells[MISSED].at, CELL_SIZE, "%u", seat->misses);
}

/* The seat's line, then one for each person that it has no room for. */
static void put_seat(const struct wire_exercise_state *state, int index, const struct language *language,
                     struct text *text)
{
    const struct wire_exercise_seat *seat = &state->seats[index];
    bool plays = state->clock.state == CLOCK_OPEN || state->clock.state == CLOCK_PAUSED;
    bool began = plays || state->clock.state == CLOCK_ENDED; /* before, persons may still take any seat */
    struct row row = {0};
    char name[NAME_SIZE + 8];
    int told = 0;
    snprintf(name, sizeof name, "%c %s", 'A' + index, seat->state);
    fill_name(&row.cells[STATE], name, heads[STATE].columns - 1);
    if (!seat->alive)
        fill(&row.cells[WHO], language, "facilitator.who.eliminated", NULL);
    else if (seat->bot && began)
        fill(&row.cells[WHO], language,
             seat->returning && plays ? "facilitator.who.bot_this_turn" : "facilitator.who.bot", NULL);
    else if (seat->person_count)
        fill_person(&row, &seat->persons[told++], language);
    else
        fill(&row.cells[WHO], language, "facilitator.who.nobody", NULL);
    if (plays && seat->alive && !seat->bot)
        fill_doings(&row, seat, language);
    put_row(&row, text);
    for (; told < seat->person_count; told++) {
        struct row more = {0};
        fill_person(&more, &seat->persons[told], language);
        put_row(&more, text);
    }
}

/* "2:41", "1:02:41" */
static void put_left(int64_t ms, char to[32])
{
    long long seconds = (ms + 999) / 1000;
    if (seconds < 3600)
        snprintf(to, 32, "%lld:%02lld", seconds / 60, seconds % 60);
    else
        snprintf(to, 32, "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static const char *end_key(uint32_t end)
{
    static const char *const keys[RECORD_END_COUNT] = {
        "facilitator.end.unknown",  "facilitator.end.time",   "facilitator.end.hegemony",
        "facilitator.end.survivor", "facilitator.end.closed",
    };
    return keys[end < RECORD_END_COUNT ? end : 0];
}

static void put_now(const struct wire_exercise_state *state, const struct language *language,
                    struct text *text)
{
    const struct wire_clock *clock = &state->clock;
    bool limited = clock->remaining_ms >= 0;
    char left[32];
    put_left(limited ? clock->remaining_ms : 0, left);
    const struct slot *slots = SLOTS(num("turn", clock->turn), str("left", left),
                                     num("ready", clock->seats_ready), num("seats", clock->seats),
                                     num("persons", clock->persons), num("needed", clock->persons_needed));
    const char *key =
        clock->state == CLOCK_OPEN     ? limited ? "facilitator.now.open_left" : "facilitator.now.open"
        : clock->state == CLOCK_PAUSED ? limited ? "facilitator.now.paused_left" : "facilitator.now.paused"
        : clock->state == CLOCK_ENDED  ? end_key(state->end)
        : clock->persons_needed        ? "facilitator.now.lobby_needed"
                                       : "facilitator.now.lobby";
    sentence_put(language, key, slots, text);
}

/* Words from the left margin on, broken at blanks where a line would be too long. */
static void put_wrapped(const char *words, struct text *text)
{
    while (columns_of(words) > STATE_COLUMNS) {
        size_t bytes = bytes_within(words, STATE_COLUMNS), at = bytes;
        while (at && words[at] != ' ')
            at--;
        size_t taken = at ? at : bytes;
        text_put_span(text, words, taken);
        text_put_char(text, '\n');
        words += taken + (at ? 1 : 0);
    }
    text_put(text, words);
    text_put_char(text, '\n');
}

static void put_reason(const struct wire_exercise_state *state, const struct language *language,
                       struct text *text)
{
    struct cell cell;
    if (!state->clock.reason[0])
        return;
    fill(&cell, language, "facilitator.reason", SLOTS(str("reason", state->clock.reason)));
    put_wrapped(cell.at, text);
}

/* Whole on its line, however long, so that it can be copied. Of a world that ended nobody needs it. */
static void put_link(const struct wire_exercise_state *state, const struct language *language,
                     struct text *text)
{
    struct cell cell;
    if (!state->link[0] || state->clock.state == CLOCK_ENDED)
        return;
    fill(&cell, language, "facilitator.link", SLOTS(str("link", state->link)));
    text_put(text, cell.at);
    text_put_char(text, '\n');
}

void state_put_page(const struct wire_exercise_state *state, const struct language *language,
                    struct text *text)
{
    struct cell now;
    struct text put = text_over(now.at, sizeof now.at);
    struct row row = {0};
    sentence_put(language, "facilitator.headline",
                 SLOTS(str("code", state->code), str("scenario", state->scenario)), &put);
    put_wrapped(now.at, text);
    put = text_over(now.at, sizeof now.at);
    put_now(state, language, &put);
    put_wrapped(now.at, text);
    put_reason(state, language, text);
    put_link(state, language, text);
    text_put_char(text, '\n');
    for (int x = 0; x < COLUMN_COUNT; x++)
        fill(&row.cells[x], language, heads[x].key, NULL);
    put_row(&row, text);
    must(state->seat_count <= ACTORS_MAX);
    for (int x = 0; x < state->seat_count; x++)
        put_seat(state, x, language, text);
    text_put_char(text, '\n');
}

void state_put_outcome(const struct wire_exercise_state *state, const struct language *language,
                       struct text *text)
{
    struct cell now, whole;
    struct text put = text_over(now.at, sizeof now.at);
    put_now(state, language, &put);
    fill(&whole, language, state->already ? "facilitator.already" : "facilitator.done",
         SLOTS(str("code", state->code), str("now", now.at)));
    put_wrapped(whole.at, text);
    put_reason(state, language, text);
}
