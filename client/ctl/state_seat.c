/* The lines of a seat. */
#include "client/ctl/state_page.h"

#include "client/ctl/table.h"

#include <stdio.h>

enum { STATE, WHO, HERE, ORDERS, BELIEFS, READY, MISSED, COLUMNS };

static const struct column columns[COLUMNS] = {
    [STATE] = {"facilitator.head.state", 16},    [WHO] = {"facilitator.head.who", 20},
    [HERE] = {"facilitator.head.here", 12},      [ORDERS] = {"facilitator.head.orders", 9},
    [BELIEFS] = {"facilitator.head.beliefs", 9}, [READY] = {"facilitator.head.ready", 6},
    [MISSED] = {"facilitator.head.missed", 8},
};

static const struct table table = {columns, COLUMNS};

static_assert(16 + 20 + 12 + 9 + 9 + 6 + 8 <= STATE_COLUMNS, "a row fits a line");

static void fill_here(struct cell *cell, const struct wire_exercise_person *person,
                      const struct language *language)
{
    char since[32];
    struct text text = text_over(since, sizeof since);
    minutes_put(person->gone_seconds, &text);
    cell_say(cell, language,
             person->left           ? "facilitator.here.left"
             : person->here         ? "facilitator.here.yes"
             : person->gone_seconds ? "facilitator.here.away"
                                    : "facilitator.here.no",
             SLOTS(str("since", since)));
}

static void fill_person(struct row *row, const struct wire_exercise_person *person,
                        const struct language *language)
{
    cell_name(&row->cells[WHO], person->name, columns[WHO].columns - 1);
    fill_here(&row->cells[HERE], person, language);
}

static int living_rivals(const struct wire_exercise_world *world)
{
    int living = 0;
    for (int x = 0; x < world->seat_count; x++)
        living += world->seats[x].alive;
    return living - 1;
}

static void fill_doings(struct row *row, const struct wire_exercise_world *world,
                        const struct wire_exercise_seat *seat, const struct language *language)
{
    cell_say(&row->cells[ORDERS], language, seat->revision ? "facilitator.orders.saved" : "facilitator.no",
             SLOTS(num("revision", seat->revision)));
    if (seat->asked)
        snprintf(row->cells[BELIEFS].at, CELL_SIZE, "%u/%d", seat->beliefs, living_rivals(world));
    else
        cell_say(&row->cells[BELIEFS], language, seat->stated ? "facilitator.yes" : "facilitator.no", NULL);
    cell_say(&row->cells[READY], language, seat->ready ? "facilitator.yes" : "facilitator.no", NULL);
    snprintf(row->cells[MISSED].at, CELL_SIZE, "%u", seat->misses);
}

static const char *bot_key(const struct wire_exercise_seat *seat, bool plays)
{
    return seat->held                 ? "facilitator.who.bot_held"
           : seat->returning && plays ? "facilitator.who.bot_this_turn"
                                      : "facilitator.who.bot";
}

/* That it gets more time stands behind its name, for the facilitator alone. */
static void fill_state(struct cell *cell, const struct wire_exercise_seat *seat, int index)
{
    char name[NAME_SIZE + 24];
    if (seat->percent > 100)
        snprintf(name, sizeof name, "%c %.8s %u%%", 'A' + index, seat->state, seat->percent);
    else
        snprintf(name, sizeof name, "%c %s", 'A' + index, seat->state);
    cell_name(cell, name, columns[STATE].columns - 1);
}

void seat_put_head(const struct language *language, struct text *text)
{
    table_put_head(&table, language, text);
}

void seat_put_rows(const struct wire_exercise_world *world, int index, const struct language *language,
                   struct text *text)
{
    const struct wire_exercise_seat *seat = &world->seats[index];
    bool plays = world->clock.state == CLOCK_OPEN || world->clock.state == CLOCK_PAUSED;
    bool began = plays || world->clock.state == CLOCK_ENDED; /* before, persons may still take any seat */
    struct row row = {0};
    int told = 0;
    fill_state(&row.cells[STATE], seat, index);
    if (!seat->alive)
        cell_say(&row.cells[WHO], language, "facilitator.who.eliminated", NULL);
    else if (seat->bot && began)
        cell_say(&row.cells[WHO], language, bot_key(seat, plays), NULL);
    else if (seat->person_count)
        fill_person(&row, &seat->persons[told++], language);
    else
        cell_say(&row.cells[WHO], language, "facilitator.who.nobody", NULL);
    if (plays && seat->alive && !seat->bot)
        fill_doings(&row, world, seat, language);
    table_put_row(&table, &row, text);
    for (; told < seat->person_count; told++) {
        struct row more = {0};
        fill_person(&more, &seat->persons[told], language);
        table_put_row(&table, &more, text);
    }
}
