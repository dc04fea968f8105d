#include "client/ctl/orders_words.h"

#include "client/ctl/names.h"
#include "client/ctl/wording.h"

enum { PART_SHOWN = 32 };

/* What is being read. */
struct reader {
    const struct states_named *states;
    const struct language *language;
    struct slice rest, part; /* the word that began what is being read */
    struct orders *orders;
    struct cause *cause;
};

static enum status fail(struct reader *reader, const char *key)
{
    char part[PART_SHOWN + 1];
    struct text text = text_over(part, sizeof part);
    text_put_span(&text, reader->part.at,
                  reader->part.length < PART_SHOWN ? reader->part.length : PART_SHOWN);
    return wording_fail(reader->cause, reader->language, key, SLOTS(str("part", part)));
}

static bool means(const struct reader *reader, struct slice word, const char *name)
{
    return wording_means(reader->language, word, name);
}

static enum status read_number(struct reader *reader, int64_t high, int64_t *number)
{
    struct slice word;
    if (!wording_next(&reader->rest, &word) || !slice_int(word, 0, high, number))
        return fail(reader, "orders_words.number");
    return STATUS_OK;
}

/* The next word is a state. */
static enum status read_state(struct reader *reader, int *state)
{
    struct slice word;
    if (!wording_next(&reader->rest, &word))
        return fail(reader, "orders_words.state");
    return name_state(reader->states, word, reader->language, state, reader->cause);
}

/* One of the names; -1: it is none of them. */
static int choice_of(const struct reader *reader, struct slice word, const char *const *names, int count)
{
    for (int x = 0; x < count; x++)
        if (means(reader, word, names[x]))
            return x;
    return -1;
}

static enum status read_attack(struct reader *reader)
{
    struct slice before = reader->rest, word;
    int state;
    if (wording_next(&reader->rest, &word) && means(reader, word, "nobody")) {
        reader->orders->attack = -1;
        return STATUS_OK;
    }
    reader->rest = before;
    enum status status = read_state(reader, &state);
    reader->orders->attack = status ? -1 : state;
    return status;
}

static enum status read_mobilise(struct reader *reader)
{
    struct slice before = reader->rest, word;
    reader->orders->mobilise = 1;
    if (wording_next(&reader->rest, &word) && (means(reader, word, "yes") || means(reader, word, "no")))
        reader->orders->mobilise = means(reader, word, "yes");
    else
        reader->rest = before;
    return STATUS_OK;
}

static enum status read_project(struct reader *reader)
{
    struct slice word;
    int project =
        wording_next(&reader->rest, &word) ? choice_of(reader, word, project_names.names, PROJECT_COUNT) : -1;
    if (project < 0)
        return fail(reader, "orders_words.project");
    reader->orders->project = project;
    return STATUS_OK;
}

static enum status read_scrap(struct reader *reader)
{
    int64_t units;
    enum status status = read_number(reader, ORDER_VALUE_MAX / 100, &units);
    reader->orders->scrap = status ? 0 : (int32_t)units;
    return status;
}

static enum status read_open(struct reader *reader)
{
    int state;
    enum status status = read_state(reader, &state);
    if (!status)
        reader->orders->open_books |= 1 << state;
    return status;
}

static enum status read_declare(struct reader *reader)
{
    static const char *const names[DECLARE_COUNT] = {"nothing", "peaceful", "warn", "demand"};
    struct slice word;
    int what = wording_next(&reader->rest, &word) ? choice_of(reader, word, names, DECLARE_COUNT) : -1,
        to = -1;
    if (what < 0)
        return fail(reader, "orders_words.declare");
    enum status status = what == DECLARE_WARN || what == DECLARE_DEMAND ? read_state(reader, &to) : STATUS_OK;
    reader->orders->declare = what;
    reader->orders->declare_to = to;
    return status;
}

static enum status read_focus(struct reader *reader)
{
    int state;
    enum status status = read_state(reader, &state);
    reader->orders->focus = status ? -1 : state;
    return status;
}

static enum status read_offer(struct reader *reader)
{
    static const char *const kinds[] = {"non-aggression", "defensive", "unconditional"};
    struct slice word, before;
    int state;
    enum status status = read_state(reader, &state);
    if (status)
        return status;
    int kind = wording_next(&reader->rest, &word) ? choice_of(reader, word, kinds, 3) : -1;
    if (kind < 0)
        return fail(reader, "orders_words.pact");
    reader->orders->pact[state] = kind + PACT_NON_AGGRESSION;
    reader->orders->secret[state] = 0; /* unless it says so */
    before = reader->rest;
    if (wording_next(&reader->rest, &word) &&
        (means(reader, word, "secret") || means(reader, word, "public")))
        reader->orders->secret[state] = means(reader, word, "secret");
    else
        reader->rest = before;
    return STATUS_OK;
}

static enum status read_cancel(struct reader *reader)
{
    int state;
    enum status status = read_state(reader, &state);
    if (!status)
        reader->orders->pact[state] = PACT_NONE;
    return status;
}

static enum status read_answer(struct reader *reader)
{
    static const char *const answers[ANSWER_COUNT] = {"aside", "honour", "if-victim"};
    struct slice word;
    int state;
    enum status status = read_state(reader, &state);
    if (status)
        return status;
    int answer = wording_next(&reader->rest, &word) ? choice_of(reader, word, answers, ANSWER_COUNT) : -1;
    if (answer < 0)
        return fail(reader, "orders_words.answer");
    reader->orders->answer[state] = answer;
    return STATUS_OK;
}

static enum status read_belief(struct reader *reader)
{
    int64_t percent;
    int state;
    enum status status = read_state(reader, &state);
    if (!status)
        status = read_number(reader, 100, &percent);
    if (!status)
        reader->orders->belief[state] = (int32_t)percent * 10;
    return status;
}

static const struct {
    const char *name;
    enum status (*read)(struct reader *reader);
} parts[] = {
    {"attack", read_attack}, {"mobilise", read_mobilise}, {"project", read_project}, {"scrap", read_scrap},
    {"open", read_open},     {"declare", read_declare},   {"focus", read_focus},     {"offer", read_offer},
    {"cancel", read_cancel}, {"answer", read_answer},     {"belief", read_belief},
};

static enum status read_part(struct reader *reader)
{
    int64_t points;
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++)
        if (means(reader, reader->part, parts[x].name))
            return parts[x].read(reader);
    int line = choice_of(reader, reader->part, line_names.names, LINE_COUNT);
    if (line < 0)
        return fail(reader, "orders_words.unknown");
    enum status status = read_number(reader, ORDER_VALUE_MAX, &points);
    if (!status)
        reader->orders->budget[line] = (int32_t)points;
    return status;
}

enum status orders_read_words(const struct states_named *states, const char *words,
                              const struct language *language, struct orders *orders, struct cause *cause)
{
    struct reader reader = {
        .states = states, .language = language, .rest = slice_of(words), .orders = orders, .cause = cause};
    enum status status = STATUS_OK;
    while (!status && wording_next(&reader.rest, &reader.part))
        status = read_part(&reader);
    return status;
}
