/* What is asked of an exercise, and what seats, those at the door and those who look on are told of it. */
#include "server/exercise/desk.h"
#include "server/exercise/exercise_state.h"

#include <string.h>

void exercise_world_name(int world, char name[WIRE_WORLD_NAME_SIZE])
{
    struct text text = text_over(name, WIRE_WORLD_NAME_SIZE);
    if (world >= 26)
        text_put_char(&text, (char)('A' + world / 26 - 1));
    text_put_char(&text, (char)('A' + world % 26));
}

uint64_t exercise_ticket(const struct exercise *exercise, const struct person *person)
{
    const struct played_world *world = &exercise->worlds[person->world];
    uint64_t own = world->own_tickets[person->seat], played = world->stream.seat_tickets[person->seat];
    return own > played ? own : played;
}

uint64_t exercise_public_ticket(const struct exercise *exercise)
{
    uint64_t ticket = exercise->stream.public_ticket;
    for (int x = 0; x < exercise->world_count; x++)
        if (exercise->worlds[x].stream.public_ticket > ticket)
            ticket = exercise->worlds[x].stream.public_ticket;
    return ticket;
}

uint64_t exercise_last_ticket(const struct exercise *exercise)
{
    uint64_t ticket = exercise->stream.ticket;
    for (int x = 0; x < exercise->world_count; x++)
        if (exercise->worlds[x].stream.ticket > ticket)
            ticket = exercise->worlds[x].stream.ticket;
    return ticket;
}

const char *exercise_code(const struct exercise *exercise)
{
    return exercise->code;
}

const struct id *exercise_id(const struct exercise *exercise)
{
    return &exercise->stream.id;
}

const struct exercise_settings *exercise_settings_of(const struct exercise *exercise)
{
    return &exercise->settings;
}

int exercise_worlds(const struct exercise *exercise)
{
    return exercise->world_count;
}

struct world_machine *exercise_world(const struct exercise *exercise, int world)
{
    return exercise->worlds[world].machine;
}

const struct id *exercise_world_id(const struct exercise *exercise, int world)
{
    return &exercise->worlds[world].stream.id;
}

const char *exercise_world_title(const struct exercise *exercise, int world)
{
    return exercise->worlds[world].title;
}

int exercise_find_world(const struct exercise *exercise, const struct id *id)
{
    for (int x = 0; x < exercise->world_count; x++)
        if (id_equal(&exercise->worlds[x].stream.id, id))
            return x;
    return -1;
}

/* A world that was closed in its lobby never began: the others still wait for their start. */
bool exercise_started(const struct exercise *exercise)
{
    for (int x = 0; x < exercise->world_count; x++) {
        const struct world_machine *machine = exercise->worlds[x].machine;
        if (world_started(machine) && (!world_ended(machine) || world_turn(machine) > 0))
            return true;
    }
    return desk_has_started(exercise);
}

bool exercise_ended(const struct exercise *exercise)
{
    for (int x = 0; x < exercise->world_count; x++)
        if (!world_ended(exercise->worlds[x].machine))
            return false;
    return true;
}

/* Over without a turn, and nobody is in it: there is no place for anybody. */
static bool is_spare(const struct exercise *exercise, int world)
{
    const struct world_machine *machine = exercise->worlds[world].machine;
    for (int x = 0; x < exercise->person_count; x++)
        if (!exercise->persons[x]->removed && exercise->persons[x]->world == world)
            return false;
    return world_ended(machine) && world_turn(machine) == 0;
}

int exercise_places(const struct exercise *exercise)
{
    int seats = 0, spare = 0;
    for (int x = 0; x < exercise->world_count; x++) {
        seats += world_seats(exercise->worlds[x].machine);
        spare += is_spare(exercise, x) ? world_seats(exercise->worlds[x].machine) : 0;
    }
    int held = seats * exercise->settings.team_size;
    int places = exercise->settings.places > held ? exercise->settings.places : held;
    places -= spare * exercise->settings.team_size;
    return places < PERSONS_MAX ? places : PERSONS_MAX;
}

int exercise_present(const struct exercise *exercise)
{
    int count = 0;
    for (int x = 0; x < exercise->person_count; x++)
        count += !exercise->persons[x]->removed;
    return count;
}

int exercise_staying(const struct exercise *exercise)
{
    int count = 0;
    for (int x = 0; x < exercise->person_count; x++)
        count += !exercise->persons[x]->removed && !exercise->persons[x]->left;
    return count;
}

const struct wire_scenario_text *exercise_texts(const struct exercise *exercise)
{
    return exercise->texts;
}

int exercise_persons(const struct exercise *exercise)
{
    return exercise->person_count;
}

struct person *exercise_person(const struct exercise *exercise, int index)
{
    return exercise->persons[index];
}

struct person *exercise_find_person(const struct exercise *exercise, const struct id *id)
{
    for (int x = 0; x < exercise->person_count; x++)
        if (id_equal(&exercise->persons[x]->id, id))
            return exercise->persons[x];
    return NULL;
}

/* Where nobody is to know of bots, how many persons there are would tell how many there are not; they are
 * counted over all worlds, so no world tells of them while any is played. */
bool exercise_tells_persons(const struct exercise *exercise)
{
    return exercise->settings.bots != BOTS_AT_DEBRIEF || !exercise_started(exercise) ||
           exercise_ended(exercise);
}

void exercise_tell_clock(const struct exercise *exercise, int world, uint64_t now_ms,
                         struct wire_clock *clock)
{
    world_tell_clock(exercise->worlds[world].machine, now_ms, clock);
    exercise_tell_lobby(exercise, world, now_ms, clock);
    if (!exercise_tells_persons(exercise))
        clock->persons = clock->places = 0;
}

void exercise_tell_lobby(const struct exercise *exercise, int world, uint64_t now_ms,
                         struct wire_clock *clock)
{
    clock->persons = (uint32_t)exercise_staying(exercise);
    clock->places = (uint32_t)exercise_places(exercise);
    if (world_started(exercise->worlds[world].machine))
        return;
    clock->start_by_hand = exercise->settings.start_by_hand;
    clock->persons_needed = (uint32_t)exercise->settings.wait_seats;
    if (exercise->lobby_ends_ms != UINT64_MAX && !exercise->settings.wait_seats &&
        !exercise->settings.start_by_hand)
        clock->remaining_ms =
            now_ms < exercise->lobby_ends_ms ? (int64_t)(exercise->lobby_ends_ms - now_ms) : 0;
}

void exercise_tell_briefing(const struct exercise *exercise, int world, int seat,
                            struct wire_briefing *briefing)
{
    const struct played_world *played = &exercise->worlds[world];
    memset(briefing, 0, sizeof *briefing);
    world_tell_briefing(played->machine, seat, briefing);
    memcpy(briefing->texts, exercise->texts, sizeof briefing->texts);
    memcpy(briefing->world_name, played->title, sizeof briefing->world_name);
    briefing->beliefs = (uint32_t)world_beliefs(played->machine, seat);
    briefing->debrief_in_step = exercise->settings.debrief_in_step;
}

void exercise_tell_public_clock(const struct exercise *exercise, int world, uint64_t now_ms,
                                struct wire_public_clock *clock)
{
    const struct world_machine *machine = exercise->worlds[world].machine;
    world_tell_public_clock(machine, now_ms, clock);
    if (exercise_tells_persons(exercise)) {
        clock->persons = (uint32_t)exercise_staying(exercise);
        clock->places = (uint32_t)exercise_places(exercise);
    }
    clock->start_by_hand = exercise->settings.start_by_hand && !world_started(machine);
}

void exercise_tell_info(const struct exercise *exercise, struct wire_exercise_info *info)
{
    memset(info, 0, sizeof *info);
    memcpy(info->code, exercise->code, sizeof info->code);
    memcpy(info->texts, exercise->texts, sizeof info->texts);
    info->consent = exercise->settings.consent;
    info->guests_only = exercise->settings.guests_only;
    info->started = exercise_started(exercise);
    info->ended = exercise_ended(exercise);
    info->full = !exercise_has_room(exercise);
    if (exercise_tells_persons(exercise)) {
        info->persons = (uint32_t)exercise_staying(exercise);
        info->places = (uint32_t)exercise_places(exercise);
    }
    info->team_size = (uint32_t)exercise->settings.team_size;
    info->worlds = (uint32_t)exercise->world_count;
}

void exercise_plan_again(const struct exercise *exercise, int world, struct exercise_plan *plan)
{
    world_copy_scenario(exercise->worlds[world].machine, &plan->opening.scenario);
    memcpy(plan->conditions, exercise->worlds[world].conditions, sizeof plan->conditions);
}
