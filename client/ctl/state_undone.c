/* What an undo took back, and what it passed over on the way there. */
#include "client/ctl/state_undone.h"

#include "client/ctl/state_json_parts.h"
#include "client/ctl/state_page.h"
#include "client/ctl/table.h"

enum { LINE_SIZE = 2048, PASSED_OVER_TOLD = 4 };

/* Where the deed stands in the list; -1: it is too long ago. */
static int find(const struct wire_exercise_state *state, uint32_t number)
{
    for (int x = 0; number && x < state->deed_count; x++)
        if (state->deeds[x].number == number)
            return x;
    return -1;
}

/* A newer act that stands for good. Taking back and looking leave nothing to be taken back. */
static bool is_passed_over(const struct wire_exercise_state *state, int index, uint32_t number)
{
    const struct wire_exercise_deed *deed = &state->deeds[index];
    return deed->number > number && deed->number != state->undo && !deed->undone &&
           deed->act != EXERCISE_UNDO && deed->act != EXERCISE_LOOK;
}

static void put_wrapped(const struct language *language, const char *key, const struct slot *slots,
                        struct text *text)
{
    char line[LINE_SIZE];
    struct text one = text_over(line, sizeof line);
    sentence_put(language, key, slots, &one);
    wrap_put(line, STATE_COLUMNS, 4, text);
}

void state_put_passed_over(const struct wire_exercise_state *state, uint32_t number,
                           const struct language *language, struct text *text)
{
    char line[LINE_SIZE];
    int count = 0;
    for (int x = 0; x < state->deed_count; x++) {
        struct text one = text_over(line, sizeof line);
        if (!is_passed_over(state, x, number) || ++count > PASSED_OVER_TOLD)
            continue;
        if (count == 1)
            put_wrapped(language, "facilitator.passed_over", NULL, text);
        deed_put(state, x, language, &one);
        wrap_put(line, STATE_COLUMNS, 4, text);
    }
    if (count > PASSED_OVER_TOLD)
        put_wrapped(language, "facilitator.passed_over_more", SLOTS(num("count", count - PASSED_OVER_TOLD)),
                    text);
}

void state_put_undone(const struct wire_exercise_state *state, uint32_t number,
                      const struct language *language, struct text *text)
{
    int index = find(state, number);
    if (index < 0)
        return;
    struct wire_exercise_deed deed = state->deeds[index];
    struct wire_exercise_state one = *state;
    char words[LINE_SIZE];
    struct text said = text_over(words, sizeof words);
    deed.undone = false; /* the sentence says it */
    one.deeds = &deed;
    deed_put(&one, 0, language, &said);
    put_wrapped(language, "facilitator.taken_back", SLOTS(str("deed", words)), text);
    state_put_passed_over(state, number, language, text);
}

void state_put_json_undone(const struct wire_exercise_state *state, uint32_t number, struct json *json)
{
    int index = find(state, number);
    if (index < 0)
        json_null(json, "taken_back");
    else
        json_put_deed("taken_back", &state->deeds[index], json);
    json_list(json, "passed_over");
    for (int x = 0; index >= 0 && x < state->deed_count; x++)
        if (is_passed_over(state, x, number))
            json_put_deed(NULL, &state->deeds[x], json);
    json_close(json);
}
