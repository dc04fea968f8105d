#include "client/ctl/names.h"

#include "client/ctl/wording.h"

#include <string.h>

enum { LIST_SIZE = 512, SHOWN_SIZE = WIRE_PERSON_NAME_SIZE };

/* The beginning of what was typed, at a character. */
static const char *shorten(struct slice name, char shown[SHOWN_SIZE])
{
    size_t length = name.length < SHOWN_SIZE - 1 ? name.length : SHOWN_SIZE - 1;
    while (length < name.length && length > 0 && ((unsigned char)name.at[length] & 0xc0) == 0x80)
        length--;
    struct text text = text_over(shown, SHOWN_SIZE);
    text_put_span(&text, name.at, length);
    return shown;
}

int world_number(struct slice name)
{
    int number = 0;
    if (name.length < 1 || name.length > 2)
        return -1;
    for (size_t x = 0; x < name.length; x++) {
        char c = name.at[x] >= 'a' && name.at[x] <= 'z' ? (char)(name.at[x] - 'a' + 'A') : name.at[x];
        if (c < 'A' || c > 'Z')
            return -1;
        number = number * 26 + c - 'A' + 1;
    }
    return number <= WIRE_WORLDS_MAX ? number - 1 : -1;
}

void world_letters(int world, char letters[WORLD_LETTERS_SIZE])
{
    struct text text = text_over(letters, WORLD_LETTERS_SIZE);
    if (world >= 26)
        text_put_char(&text, (char)('A' + world / 26 - 1));
    text_put_char(&text, (char)('A' + world % 26));
}

enum status name_world(const struct wire_exercise_state *state, const char *name,
                       const struct language *language, int *world, struct cause *cause)
{
    char shown[SHOWN_SIZE];
    for (int x = 0; x < state->world_count; x++)
        if (wording_same(slice_of(name), state->worlds[x].name))
            return *world = x, STATUS_OK;
    int last = state->world_count - 1;
    return wording_fail(cause, language, last > 0 ? "facilitator.name.world" : "facilitator.name.only_world",
                        SLOTS(str("name", shorten(slice_of(name), shown)),
                              str("first", last < 0 ? "A" : state->worlds[0].name),
                              str("last", last < 0 ? "A" : state->worlds[last].name)));
}

struct states_named states_of(const struct wire_exercise_state *state, int world)
{
    struct states_named states = {0};
    if (world >= state->world_count || state->world_count == 0)
        return states;
    const struct wire_exercise_world *of = &state->worlds[world < 0 ? 0 : world];
    states.count = of->seat_count;
    for (int x = 0; x < of->seat_count; x++)
        states.name[x] = of->seats[x].state;
    return states;
}

/* "A Corva, B Delmar" */
static void put_states(const struct states_named *states, struct text *text)
{
    for (int x = 0; x < states->count; x++) {
        text_put(text, x ? ", " : "");
        text_put_char(text, (char)('A' + x));
        text_put_char(text, ' ');
        text_put(text, states->name[x]);
    }
}

enum status name_state(const struct states_named *states, struct slice name, const struct language *language,
                       int *seat, struct cause *cause)
{
    int begun = -1, matches = 0;
    char list[LIST_SIZE], shown[SHOWN_SIZE];
    struct text text = text_over(list, sizeof list);
    put_states(states, &text);
    for (int x = 0; x < states->count; x++) {
        bool letter = name.length == 1 && wording_begins(name, (char[]){(char)('A' + x), '\0'});
        bool begins = name.length > 0 && wording_begins(name, states->name[x]);
        if (wording_same(name, states->name[x]) || (letter && begins))
            return *seat = x, STATUS_OK;
        if (letter || begins) {
            begun = x;
            matches++;
        }
    }
    if (matches != 1)
        return wording_fail(cause, language,
                            matches ? "facilitator.name.two_states" : "facilitator.name.state",
                            SLOTS(str("name", shorten(name, shown)), str("states", list)));
    *seat = begun;
    return STATUS_OK;
}

enum status name_seat(const struct wire_exercise_state *state, int world, struct slice name,
                      const struct language *language, int *seat, struct cause *cause)
{
    struct states_named states = states_of(state, world);
    if (states.count == 0)
        return wording_fail(cause, language, "facilitator.name.no_worlds", NULL);
    return name_state(&states, name, language, seat, cause);
}

/* Goes through all persons; gives how many the name fits, exactly or by its beginning. */
static int find_persons(const struct wire_exercise_state *state, const char *name, bool whole,
                        struct id *person)
{
    int matches = 0;
    for (int w = 0; w < state->world_count; w++) {
        for (int s = 0; s < state->worlds[w].seat_count; s++) {
            const struct wire_exercise_seat *seat = &state->worlds[w].seats[s];
            for (int p = 0; p < seat->person_count; p++) {
                const char *known = seat->persons[p].name;
                if (whole ? !wording_same(slice_of(name), known) : !wording_begins(slice_of(name), known))
                    continue;
                *person = seat->persons[p].person;
                matches++;
            }
        }
    }
    return matches;
}

enum status name_person(const struct wire_exercise_state *state, const char *name,
                        const struct language *language, struct id *person, struct cause *cause)
{
    char shown[SHOWN_SIZE];
    if (slice_hex(slice_of(name), person->bytes, ID_SIZE))
        return STATUS_OK;
    int matches = find_persons(state, name, true, person);
    if (!matches)
        matches = find_persons(state, name, false, person);
    if (matches == 1)
        return STATUS_OK;
    return wording_fail(cause, language, matches ? "facilitator.name.persons" : "facilitator.name.person",
                        SLOTS(str("name", shorten(slice_of(name), shown)), num("count", matches)));
}

bool name_is_of_nobody(const struct wire_exercise_state *state, const char *name)
{
    struct id id;
    return !slice_hex(slice_of(name), id.bytes, ID_SIZE) && find_persons(state, name, false, &id) == 0;
}

enum status name_facilitator(const struct wire_exercise_state *state, const char *name,
                             const struct language *language, uint32_t *number, struct cause *cause)
{
    char shown[SHOWN_SIZE];
    int64_t value;
    bool is_number = slice_int(slice_of(name), 0, UINT32_MAX, &value);
    int matches = 0;
    for (int x = 0; x < state->facilitator_count; x++) {
        const struct wire_exercise_facilitator *one = &state->facilitators[x];
        if (is_number ? one->number != (uint32_t)value : !wording_same(slice_of(name), one->name))
            continue;
        *number = one->number;
        matches++;
    }
    if (matches == 1)
        return STATUS_OK;
    return wording_fail(cause, language,
                        matches ? "facilitator.name.facilitators" : "facilitator.name.facilitator",
                        SLOTS(str("name", shorten(slice_of(name), shown))));
}
