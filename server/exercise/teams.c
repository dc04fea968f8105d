/* Who shares a seat: how many can, and which part of the work is whose. A role is a word for one of several:
 * whoever sits alone is told none. */
#include "server/exercise/exercise_state.h"

int exercise_holders_max(const struct exercise *exercise)
{
    int size = exercise->settings.team_size, seats = 0;
    for (int x = 0; x < exercise->world_count; x++)
        seats += world_seats(exercise->worlds[x].machine);
    bool deputies = exercise->settings.places > seats * size;
    return deputies && size < TEAM_SIZE_MAX ? size + 1 : size;
}

static bool holds(const struct person *person, int world, int seat)
{
    return !person->removed && person->world == world && person->seat == seat;
}

int exercise_holders(const struct exercise *exercise, int world, int seat)
{
    int holders = 0;
    for (int x = 0; x < exercise->person_count; x++)
        holders += holds(exercise->persons[x], world, seat);
    return holders;
}

/* The first part of a team's work that nobody has. */
enum team_role exercise_free_role(const struct exercise *exercise, const struct person *person)
{
    unsigned taken = 0;
    if (exercise_holders_max(exercise) == 1)
        return ROLE_NONE;
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *other = exercise->persons[x];
        if (other != person && holds(other, person->world, person->seat))
            taken |= 1u << other->role;
    }
    for (int role = ROLE_HEAD; role < TEAM_ROLE_COUNT; role++)
        if (!(taken >> role & 1))
            return (enum team_role)role;
    return ROLE_NONE;
}

enum team_role exercise_told_role(const struct exercise *exercise, const struct person *person)
{
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *other = exercise->persons[x];
        if (other != person && !other->left && holds(other, person->world, person->seat))
            return person->role;
    }
    return ROLE_NONE;
}

/* ---- the head's successor */

static void set_role(struct exercise *exercise, struct person *person, enum team_role role)
{
    char memory[96];
    struct text text = text_over(memory, sizeof memory);
    person->role = role;
    entry_put_id(&text, "person", &person->id);
    entry_put_number(&text, "role", role);
    exercise_append_own(exercise, "role", &text, person, NULL, NULL);
}

/* Who heads the team (NULL: nobody), and of those who stay the next who would. */
static struct person *find_head(const struct exercise *exercise, int world, int seat, struct person **next)
{
    struct person *head = NULL;
    *next = NULL;
    for (int x = 0; x < exercise->person_count; x++) {
        struct person *person = exercise->persons[x];
        if (!holds(person, world, seat))
            continue;
        if (person->role == ROLE_HEAD)
            head = person;
        else if (!person->left && person->role && (!*next || person->role < (*next)->role))
            *next = person;
    }
    return head;
}

bool exercise_lacks_head(const struct exercise *exercise, int world, int seat)
{
    struct person *next, *head = find_head(exercise, world, seat, &next);
    return next && (!head || head->left);
}

void exercise_team_changed(struct exercise *exercise, int world, int seat)
{
    struct person *next, *head = find_head(exercise, world, seat, &next);
    if (next && (!head || head->left)) {
        enum team_role free = next->role;
        set_role(exercise, next, ROLE_HEAD);
        if (head) /* who only left may come back, to the other part */
            set_role(exercise, head, free);
    }
    for (int x = 0; x < exercise->person_count; x++)
        if (holds(exercise->persons[x], world, seat) && exercise->persons[x]->session)
            exercise->host.news(exercise->host.user, exercise, NEWS_TEAM, exercise->persons[x], 0);
}

bool exercise_recover_role(struct exercise *exercise, struct slice body)
{
    struct id id;
    int64_t role;
    if (!entry_take_bytes(&body, "person", id.bytes, ID_SIZE) ||
        !entry_take_number(&body, "role", 0, TEAM_ROLE_COUNT - 1, &role) || body.length)
        return false;
    struct person *person = exercise_find_person(exercise, &id);
    if (person)
        person->role = (enum team_role)role;
    return person != NULL;
}
