/* Three words of how it felt, and what one believes at the end: stated before anything is opened. */
#include "server/exercise/desk_state.h"

#include "common/base/memory.h"

#include <string.h>

static struct desk_feelings *find(const struct desk *desk, const struct id *person)
{
    for (int x = 0; x < desk->feelings_count; x++)
        if (id_equal(&desk->feelings[x]->person, person))
            return desk->feelings[x];
    return NULL;
}

bool desk_has_feelings(const struct desk *desk, const struct id *person)
{
    return find(desk, person) != NULL;
}

struct desk_feelings *desk_feelings_of(struct desk *desk, const struct id *person)
{
    struct desk_feelings *kept = find(desk, person);
    if (kept || desk->feelings_count == PERSONS_MAX)
        return kept;
    kept = memory_try_zeroed(1, sizeof *kept);
    if (!kept)
        return NULL;
    kept->person = *person;
    desk->feelings[desk->feelings_count++] = kept;
    return kept;
}

static bool refuse_feelings(struct refusal *refusal, enum refusal_code code, const char *item)
{
    *refusal = (struct refusal){.code = code};
    struct text text = text_over(refusal->item, sizeof refusal->item);
    text_put(&text, item);
    return false;
}

static bool states_beliefs(const struct wire_state_feelings *feelings)
{
    for (int x = 0; x < ACTORS_MAX; x++)
        if (feelings->greedy[x] >= 0)
            return true;
    return false;
}

/* The words lie in one text under an id of the person's own: stated again, they replace those before. */
static void store_feelings(struct exercise *exercise, const struct person *person,
                           const struct desk_feelings *kept)
{
    uint32_t place = 0;
    while (exercise->persons[place] != person)
        place++;
    struct id text_id = desk_text_id(exercise, "feelings", place);
    char memory[512], words[WIRE_FEELINGS * WIRE_FEELING_SIZE + 1];
    struct text text = text_over(memory, sizeof memory), put = text_over(words, sizeof words);
    entry_put_id(&text, "person", &kept->person);
    entry_put_id(&text, "command", &kept->command);
    for (int x = 0; x < ACTORS_MAX; x++)
        entry_put_number(&text, "greedy", kept->said.greedy[x]);
    entry_put_id(&text, "text", &text_id);
    for (int x = 0; x < kept->said.word_count; x++) {
        text_put(&put, x ? "\x1e" : "");
        text_put(&put, kept->said.words[x]);
    }
    exercise_append_own(exercise, "feelings", &text, person, &text_id, words);
}

bool desk_feel(struct exercise *exercise, struct person *person, const struct wire_state_feelings *feelings,
               struct refusal *refusal)
{
    struct desk *desk = exercise->desk;
    const struct world_machine *machine = exercise->worlds[person->world].machine;
    const struct desk_feelings *before = find(desk, &person->id);
    if (before && !id_is_zero(&feelings->command) && id_equal(&before->command, &feelings->command))
        return true;
    if (desk->opened_card >= 1 || (before && before->times >= DESK_FELT_MAX))
        return refuse_feelings(refusal, REFUSAL_NOT_NOW, "feelings");
    if (!world_started(machine) && !world_ended(machine))
        return refuse_feelings(refusal, REFUSAL_NOT_NOW, "lobby");
    if (feelings->word_count < 1 || feelings->word_count > WIRE_FEELINGS)
        return refuse_feelings(refusal, REFUSAL_MALFORMED, "words");
    if (!world_ended(machine) && states_beliefs(feelings))
        return refuse_feelings(refusal, REFUSAL_NOT_ENDED, "greedy");
    struct desk_feelings *kept = desk_feelings_of(desk, &person->id);
    if (!kept)
        return refuse_feelings(refusal, REFUSAL_BUSY, "memory");
    kept->command = feelings->command;
    kept->said = *feelings;
    if (world_beliefs(machine, person->seat) == BELIEFS_OFF) /* as in orders: the rest of it counts */
        memset(kept->said.greedy, 0xff, sizeof kept->said.greedy);
    kept->times++;
    desk->feelings_are_news = true;
    desk->told_feeling_count = -1;
    store_feelings(exercise, person, kept);
    desk_news(exercise, NEWS_STEP, person, 0);
    return true;
}

bool desk_take_fresh_feelings(struct exercise *exercise)
{
    bool fresh = exercise->desk->feelings_are_news && exercise->desk->card == 0;
    exercise->desk->feelings_are_news = false;
    return fresh;
}
