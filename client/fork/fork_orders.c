/* What was changed, in the words that people type: both sides of every part that differs. */
#include "client/fork/fork_told.h"
#include "client/term/typed.h"

#include <string.h>

enum { SIDE_SIZE = 128 };

struct side {
    const struct orders *orders;
    const struct scenario *scenario;
    const struct language *language;
    struct text *text;
};

static void put_word(const struct side *side, const char *word)
{
    if (side->text->length)
        text_put_char(side->text, ' ');
    put_typed(side->language, word, side->text);
}

static void put_state(const struct side *side, int state)
{
    if (side->text->length)
        text_put_char(side->text, ' ');
    harmless_put(side->scenario->actors[state].name, side->text);
}

static void put_number(const struct side *side, int64_t number)
{
    if (side->text->length)
        text_put_char(side->text, ' ');
    text_put_int(side->text, number);
}

/* ---- the parts: each puts one side; nothing is "-" */

static void put_line(const struct side *side, int line)
{
    put_number(side, side->orders->budget[line]);
}

static void put_attack(const struct side *side, int unused)
{
    (void)unused;
    if (side->orders->attack < 0)
        put_word(side, "nobody");
    else
        put_state(side, side->orders->attack);
}

static void put_mobilise(const struct side *side, int unused)
{
    (void)unused;
    put_word(side, side->orders->mobilise ? "yes" : "no");
}

static void put_project(const struct side *side, int unused)
{
    (void)unused;
    put_word(side, project_names.names[side->orders->project]);
}

static void put_scrap(const struct side *side, int unused)
{
    (void)unused;
    put_number(side, side->orders->scrap);
}

static void put_declare(const struct side *side, int unused)
{
    static const char *const names[DECLARE_COUNT] = {"nothing", "peaceful", "warn", "demand"};
    (void)unused;
    put_word(side, names[side->orders->declare]);
    if (side->orders->declare_to >= 0)
        put_state(side, side->orders->declare_to);
}

static void put_open(const struct side *side, int state)
{
    if (side->orders->open_books & 1 << state)
        put_state(side, state);
}

static void put_focus(const struct side *side, int unused)
{
    (void)unused;
    if (side->orders->focus >= 0)
        put_state(side, side->orders->focus);
}

static void put_offer(const struct side *side, int state)
{
    static const char *const kinds[PACT_COUNT] = {NULL, "non-aggression", "defensive", "unconditional"};
    if (side->orders->pact[state] <= PACT_NONE)
        return;
    put_state(side, state);
    put_word(side, kinds[side->orders->pact[state]]);
    if (side->orders->secret[state])
        put_word(side, "secret");
}

static void put_cancel(const struct side *side, int state)
{
    if (side->orders->pact[state] == PACT_NONE)
        put_state(side, state);
}

static void put_answer(const struct side *side, int state)
{
    static const char *const answers[ANSWER_COUNT] = {"aside", "honour", "if-victim"};
    if (side->orders->answer[state] < 0)
        return;
    put_state(side, state);
    put_word(side, answers[side->orders->answer[state]]);
}

/* Beliefs are not among them: the rules do not hear of them. */
static const struct part {
    const char *name;
    void (*put)(const struct side *side, int which);
    bool by_state;
} parts[] = {
    {"attack", put_attack, false}, {"mobilise", put_mobilise, false}, {"project", put_project, false},
    {"scrap", put_scrap, false},   {"open", put_open, true},          {"declare", put_declare, false},
    {"focus", put_focus, false},   {"offer", put_offer, true},        {"cancel", put_cancel, true},
    {"answer", put_answer, true},
};

/* One part of both orders, and the callback where they differ. */
struct comparison {
    const struct fork *fork;
    const struct language *language;
    fork_difference_seen *seen;
    void *user;
};

static void compare(const struct comparison *of, const char *name,
                    void (*put)(const struct side *side, int which), int which)
{
    const struct orders *const orders[] = {&of->fork->as_it_was, &of->fork->instead};
    char words[2][SIDE_SIZE], part[SIDE_SIZE];
    for (int x = 0; x < 2; x++) {
        struct text text = text_over(words[x], SIDE_SIZE);
        put(&(struct side){orders[x], &of->fork->opening->scenario, of->language, &text}, which);
        if (text.length == 0)
            text_put(&text, "-");
    }
    if (strcmp(words[0], words[1]) == 0)
        return;
    struct text text = text_over(part, sizeof part);
    put_typed(of->language, name, &text);
    of->seen(of->user, part, words[0], words[1]);
}

void fork_each_difference(const struct fork *fork, const struct language *language,
                          fork_difference_seen *seen, void *user)
{
    const struct comparison of = {fork, language, seen, user};
    for (int line = 0; line < LINE_COUNT; line++)
        compare(&of, line_names.names[line], put_line, line);
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++)
        for (int state = 0; state < (parts[x].by_state ? fork->opening->scenario.actor_count : 1); state++)
            compare(&of, parts[x].name, parts[x].put, state);
}
