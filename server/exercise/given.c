/* Places that are given on: somebody who left by their own word, and not only lost the connection, makes room
 * for who would find none, whoever left longest ago first. Who is merely away keeps the place. */
#include "server/exercise/exercise_state.h"

#include "common/base/must.h"

static bool makes_room(const struct exercise *exercise, const struct person *person)
{
    const struct world_machine *machine = exercise->worlds[person->world].machine;
    return person->left && !person->removed && !world_ended(machine) &&
           world_seat_alive(machine, person->seat);
}

/* Of that seat, or of any with `world` -1; NULL: nobody. */
static struct person *left_first(const struct exercise *exercise, int world, int seat)
{
    struct person *first = NULL;
    for (int x = 0; x < exercise->person_count; x++) {
        struct person *person = exercise->persons[x];
        bool there = world < 0 || (person->world == world && person->seat == seat);
        if (there && makes_room(exercise, person) && (!first || person->left_as < first->left_as))
            first = person;
    }
    return first;
}

bool exercise_has_leaver(const struct exercise *exercise)
{
    return left_first(exercise, -1, 0) != NULL;
}

bool exercise_has_left(const struct exercise *exercise, int world, int seat)
{
    return left_first(exercise, world, seat) != NULL;
}

bool exercise_give_on(struct exercise *exercise, int world, int seat, uint64_t now_ms)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    struct person *person = left_first(exercise, world, seat);
    if (!person)
        return false;
    entry_put_id(&text, "person", &person->id);
    person->removed = person->given = true;
    exercise_append(exercise, "given", &text, NULL, NULL, NULL);
    exercise_put_out(exercise, person, now_ms);
    return true;
}

void exercise_refuse_removed(const struct person *person, struct refusal *refusal)
{
    *refusal = (struct refusal){.code = REFUSAL_REMOVED, .item = "person"};
    if (person->given)
        *refusal = (struct refusal){.code = REFUSAL_REMOVED,
                                    .item = "place",
                                    .sentence = "refusal.place_given",
                                    .remedy = "remedy.place_given"};
}

/* Where all worlds that go on are full, a free seat in one that has ended is none. */
void exercise_refuse_full(const struct exercise *exercise, struct refusal *refusal)
{
    *refusal = (struct refusal){.code = REFUSAL_FULL, .item = "exercise"};
    if (exercise_present(exercise) < exercise_places(exercise))
        *refusal = (struct refusal){.code = REFUSAL_FULL,
                                    .item = "ended",
                                    .sentence = "refusal.full_ended",
                                    .remedy = "remedy.full_ended"};
}
