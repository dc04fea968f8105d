#include "client/monitor/changes.h"

#include "client/ctl/state_page.h"

#include <string.h>

enum { LINE_SIZE = 1024, TENSION_SIZE = 64 };

struct change {
    const struct wire_exercise_state *before, *now;
    const struct language *language;
    struct text *text;
};

static void put_line(const struct change *change, const char *key, const struct slot *slots)
{
    sentence_put(change->language, key, slots, change->text);
    text_put_char(change->text, '\n');
}

/* ---- worlds */

static void compare_clocks(const struct change *change, int index)
{
    const struct wire_exercise_world *before = &change->before->worlds[index],
                                     *now = &change->now->worlds[index];
    char line[LINE_SIZE];
    struct text text = text_over(line, sizeof line);
    const struct wire_clock *was = &before->clock, *is = &now->clock;
    if (before->branch != now->branch)
        put_line(change, "monitor.change.branch", SLOTS(str("world", now->name), num("turn", is->turn)));
    if (was->state == is->state && was->turn == is->turn && was->seats_ready == is->seats_ready &&
        strcmp(was->reason, is->reason) == 0 && before->end == now->end)
        return;
    world_put_now(now, change->language, &text);
    put_line(change, is->reason[0] ? "monitor.change.world_reason" : "monitor.change.world",
             SLOTS(str("world", now->name), str("now", line), str("reason", is->reason)));
}

static void put_tension(uint32_t tension, const struct language *language, char memory[TENSION_SIZE])
{
    struct text text = text_over(memory, TENSION_SIZE);
    if (tension)
        tension_put(tension, language, &text);
    else
        sentence_put(language, "monitor.tension.none", NULL, &text);
}

static void compare_signs(const struct change *change, int index)
{
    const struct wire_exercise_world *before = &change->before->worlds[index],
                                     *now = &change->now->worlds[index];
    if (before->tension == now->tension)
        return;
    char was[TENSION_SIZE], is[TENSION_SIZE];
    put_tension(before->tension, change->language, was);
    put_tension(now->tension, change->language, is);
    put_line(change, "monitor.change.tension",
             SLOTS(str("world", now->name), str("before", was), str("now", is)));
}

/* ---- seats */

static const struct wire_exercise_person *person_in(const struct wire_exercise_seat *seat,
                                                    const struct id *person)
{
    for (int x = 0; x < seat->person_count; x++)
        if (id_equal(&seat->persons[x].person, person))
            return &seat->persons[x];
    return NULL;
}

static void tell_person(const struct change *change, const char *where, const char *name, const char *key)
{
    put_line(change, key, SLOTS(str("where", where), str("name", name)));
}

static void compare_persons(const struct change *change, const char *where,
                            const struct wire_exercise_seat *before, const struct wire_exercise_seat *now)
{
    for (int x = 0; x < now->person_count; x++) {
        const struct wire_exercise_person *is = &now->persons[x], *was = person_in(before, &is->person);
        if (!was)
            tell_person(change, where, is->name, "monitor.change.came");
        else if (is->left != was->left)
            tell_person(change, where, is->name, is->left ? "monitor.change.left" : "monitor.change.back");
        else if (is->here != was->here)
            tell_person(change, where, is->name, is->here ? "monitor.change.here" : "monitor.change.away");
    }
    for (int x = 0; x < before->person_count; x++)
        if (!person_in(now, &before->persons[x].person))
            tell_person(change, where, before->persons[x].name, "monitor.change.gone");
}

static void compare_seats(const struct change *change, int index)
{
    const struct wire_exercise_world *before = &change->before->worlds[index],
                                     *now = &change->now->worlds[index];
    for (int x = 0; x < now->seat_count && x < before->seat_count; x++) {
        const struct wire_exercise_seat *was = &before->seats[x], *is = &now->seats[x];
        char where[128];
        struct text text = text_over(where, sizeof where);
        scope_put(change->now, index, x, change->language, &text);
        compare_persons(change, where, was, is);
        if (was->alive && !is->alive)
            put_line(change, "monitor.change.eliminated", SLOTS(str("where", where)));
        else if (was->bot != is->bot && now->clock.state != CLOCK_LOBBY)
            put_line(change, is->bot ? "monitor.change.bot" : "monitor.change.person",
                     SLOTS(str("where", where)));
    }
}

/* ---- lists */

static bool was_there(const struct wire_exercise_state *before, const struct wire_exercise_question *question)
{
    for (int x = 0; x < before->question_count; x++)
        if (before->questions[x].number == question->number)
            return strcmp(before->questions[x].answer, question->answer) == 0;
    return false;
}

static void put_entry(const struct change *change, int index, const char *head,
                      void (*put)(const struct wire_exercise_state *state, int index,
                                  const struct language *language, struct text *text))
{
    sentence_put(change->language, head, NULL, change->text);
    put(change->now, index, change->language, change->text);
    text_put_char(change->text, '\n');
}

static void compare_questions(const struct change *change)
{
    for (int x = 0; x < change->now->question_count; x++)
        if (!was_there(change->before, &change->now->questions[x]))
            put_entry(change, x, "monitor.change.question", question_put);
}

static void compare_injects(const struct change *change)
{
    for (int x = 0; x < change->now->inject_count; x++) {
        const struct wire_exercise_inject *is = &change->now->injects[x];
        bool same = false;
        for (int y = 0; y < change->before->inject_count; y++) {
            const struct wire_exercise_inject *was = &change->before->injects[y];
            same |= was->inject.number == is->inject.number && was->sent == is->sent &&
                    was->cancelled == is->cancelled && was->inject.turn == is->inject.turn;
        }
        if (!same)
            put_entry(change, x, "monitor.change.inject", inject_put);
    }
}

/* The newest stand first; they are told oldest first. */
static void compare_deeds(const struct change *change)
{
    for (int x = change->now->deed_count - 1; x >= 0; x--) {
        const struct wire_exercise_deed *is = &change->now->deeds[x];
        bool same = false;
        for (int y = 0; y < change->before->deed_count; y++)
            same |= change->before->deeds[y].number == is->number &&
                    change->before->deeds[y].undone == is->undone;
        if (!same)
            put_entry(change, x, "monitor.change.deed", deed_put);
    }
}

void changes_put(const struct wire_exercise_state *before, const struct wire_exercise_state *now,
                 const struct language *language, struct text *text)
{
    const struct change change = {before, now, language, text};
    for (int x = 0; x < now->world_count && x < before->world_count; x++) {
        compare_clocks(&change, x);
        compare_signs(&change, x);
        compare_seats(&change, x);
    }
    compare_questions(&change);
    compare_injects(&change);
    compare_deeds(&change);
    if (before->card != now->card || before->part != now->part)
        put_line(&change, "facilitator.card", SLOTS(num("card", now->card), num("part", now->part)));
}
