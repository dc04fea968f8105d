#include "client/ctl/unmade.h"

#include "client/ctl/exercise.h"
#include "client/ctl/names.h"

#include <string.h>

#define INJECT "injects["

static const struct {
    const char *item, *key;
} rows[] = {
    {"scenario", "unmade.scenario"},
    {"scenario_file", "unmade.scenario_file"},
    {"conditions", "unmade.conditions"},
    {"condition_world", "unmade.condition_world"},
    {"team_size", "unmade.team_size"},
    {"persons", "unmade.persons"},
    {"places", "unmade.places"},
    {"worlds", "unmade.worlds"},
    {"turn_seconds", "unmade.turn_seconds"},
    {"wait_seats", "unmade.wait_seats"},
    {"misses_allowed", "unmade.misses_allowed"},
    {"away_seconds", "unmade.away_seconds"},
    {"spectator_delay", "unmade.spectator_delay"},
    {"plan_minutes", "unmade.plan_minutes"},
    {"guests", "unmade.guests"},
    {"seed", "unmade.seed"},
    {"rehearsal_of", "unmade.rehearsal_of"},
    {"exercises", "unmade.exercises"},
};

static const char *key_of(const char *item)
{
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        if (strcmp(rows[x].item, item) == 0)
            return rows[x].key;
    return NULL;
}

/* The last world that a condition names: where one is not there, that one is not. */
static int last_world(const struct wire_exercise_new *wanted)
{
    int last = 0;
    for (int x = 0; x < wanted->condition_count; x++)
        last = wanted->conditions[x].world > last ? wanted->conditions[x].world : last;
    return last;
}

/* "injects[2].inject_turn": index and what of it is wrong; false: it is about something else. */
static bool split_inject(const char *item, int count, int *index, const char **fault)
{
    struct slice rest = slice_of(item), number;
    int64_t value;
    if (!slice_starts(rest, INJECT))
        return false;
    const char *begin = item + strlen(INJECT), *end = strstr(begin, "].");
    if (!end)
        return false;
    number = (struct slice){begin, (size_t)(end - begin)};
    if (!slice_int(number, 0, count - 1, &value))
        return false;
    *index = (int)value;
    *fault = end + strlen("].");
    return true;
}

/* One of the injects cannot be: its line, and what is said of one that is planned later. */
static void put_inject(const struct refusal *refusal, int index, const char *fault, const char *cause,
                       const struct inject_list *injects, const struct language *language, struct text *text)
{
    struct refusal of = *refusal;
    (void)slice_copy(slice_of(fault), of.item, sizeof of.item);
    if (injects && index < injects->count) {
        new_file_put_place(injects->file, injects->lines[index], text);
        text_put_char(text, ' ');
    }
    exercise_put_refusal(&of, cause, language, "", text);
}

void unmade_put(const struct refusal *refusal, const char *cause, const struct wire_exercise_new *wanted,
                const struct inject_list *injects, const struct language *language, struct text *text)
{
    char world[WORLD_LETTERS_SIZE];
    const char *key = key_of(refusal->item), *fault;
    int index;
    if (split_inject(refusal->item, wanted->inject_count, &index, &fault)) {
        put_inject(refusal, index, fault, cause, injects, language, text);
    } else if (key) {
        world_letters(last_world(wanted), world);
        sentence_put(language, key,
                     SLOTS(str("scenario", wanted->scenario), str("cause", cause), str("world", world),
                           num("places", wanted->places), num("worlds", wanted->worlds),
                           num("wait", wanted->wait_seats), num("guests", wanted->guest_count),
                           str("code", wanted->rehearsal_of)),
                     text);
    } else {
        exercise_put_refusal(refusal, cause, language, wanted->rehearsal_of, text);
    }
}
