/* The worlds of an exercise start, get commands and time, and go on after a restart. */
#include "server/exercise/exercise_state.h"

#include "common/base/must.h"

static void apply_seatless(struct played_world *world, enum command_kind kind, uint64_t now_ms)
{
    struct command command = {.kind = kind, .now_ms = now_ms};
    struct effects effects = exercise_effects(world);
    world_apply(world->machine, &command, &effects);
}

static bool all_seats_held(const struct exercise *exercise)
{
    for (int x = 0; x < exercise->world_count; x++)
        for (int seat = 0; seat < world_seats(exercise->worlds[x].machine); seat++)
            if (!world_seat_taken(exercise->worlds[x].machine, seat))
                return false;
    return true;
}

static bool stays(const struct person *person)
{
    return !person->left && !person->removed;
}

static bool somebody_stays(const struct exercise *exercise, int world, int seat)
{
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *person = exercise->persons[x];
        if (person->world == world && (seat < 0 || person->seat == seat) && stays(person))
            return true;
    }
    return false;
}

void exercise_lobby_begins(struct exercise *exercise, uint64_t now_ms)
{
    if (exercise->lobby_ends_ms == UINT64_MAX && !exercise_started(exercise))
        exercise->lobby_ends_ms = now_ms + EXERCISE_LOBBY_MS;
}

/* Of persons whose join was stored by halves when the server died: no bot is to have them. */
static void take_seats_cut_off(struct exercise *exercise, int world, uint64_t now_ms)
{
    struct played_world *played = &exercise->worlds[world];
    struct effects effects = exercise_effects(played);
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *person = exercise->persons[x];
        struct command take = {.kind = COMMAND_TAKE, .now_ms = now_ms, .seat = person->seat};
        if (person->world == world && stays(person) && !world_seat_taken(played->machine, person->seat))
            world_apply(played->machine, &take, &effects);
    }
}

bool exercise_start(struct exercise *exercise, uint64_t now_ms)
{
    bool any = false;
    for (int x = 0; x < exercise->world_count; x++) {
        if (world_started(exercise->worlds[x].machine)) { /* or was closed before it could */
            any = any || !world_ended(exercise->worlds[x].machine);
            continue;
        }
        if (!somebody_stays(exercise, x, -1))
            continue; /* a world does not run for those who went away, or never came */
        take_seats_cut_off(exercise, x, now_ms);
        apply_seatless(&exercise->worlds[x], COMMAND_START, now_ms);
        any = true;
    }
    if (any)
        desk_started(exercise);
    return any;
}

void exercise_start_if_due(struct exercise *exercise, uint64_t now_ms)
{
    if (exercise_started(exercise)) { /* a world that nobody had come to yet */
        exercise_start(exercise, now_ms);
        return;
    }
    int present = exercise_staying(exercise), wanted = exercise->settings.wait_seats;
    if (present == 0) /* the next who comes has the whole lobby before them */
        exercise->lobby_ends_ms = UINT64_MAX;
    if (present == 0 || exercise->settings.start_by_hand)
        return;
    bool enough = wanted ? present >= wanted : now_ms >= exercise->lobby_ends_ms || all_seats_held(exercise);
    if (enough && !exercise_start(exercise, now_ms)) /* they sit in worlds that were closed */
        exercise->lobby_ends_ms = UINT64_MAX;
}

/* Stored, so that after a restart the last one to leave a seat is still the last one. */
void exercise_set_left(struct exercise *exercise, struct person *person, bool left)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    if (person->left == left)
        return;
    person->left = left;
    if (left)
        person->left_as = ++exercise->departures;
    entry_put_id(&text, "person", &person->id);
    if (exercise_tells_persons(exercise)) /* how many are in */
        exercise_append(exercise, left ? "left" : "back", &text, NULL, NULL, NULL);
    else
        exercise_append_own(exercise, left ? "left" : "back", &text, person, NULL, NULL);
    exercise_team_changed(exercise, person->world, person->seat);
    if (exercise_staying(exercise) == 0)
        exercise->lobby_ends_ms = UINT64_MAX; /* the next who comes has the whole lobby before them */
    if (!exercise_started(exercise))
        exercise->host.news(exercise->host.user, exercise, NEWS_IN, NULL, 0);
}

void exercise_apply(struct exercise *exercise, struct person *person, struct command *command)
{
    struct played_world *world = &exercise->worlds[person->world];
    struct effects effects = exercise_effects(world);
    command->seat = person->seat;
    exercise_used(exercise, person);
    if (command->kind != COMMAND_SEND_PRESS) /* whoever plays on has not left */
        exercise_set_left(exercise, person, command->kind == COMMAND_LEAVE);
    if (command->kind == COMMAND_LEAVE && somebody_stays(exercise, person->world, person->seat)) {
        struct wire_accepted accepted = {.command = command->leave->command,
                                         .turn = (uint32_t)world_turn(world->machine) + 1};
        struct effect effect = {.kind = EFFECT_REPLY, .accepted = &accepted};
        exercise->host.reply(exercise->host.user, &effect);
        return;
    }
    exercise->acting = person;
    world_apply(world->machine, command, &effects);
    exercise->acting = NULL;
    desk_turns_opened(exercise, command->now_ms);
}

void exercise_tick(struct exercise *exercise, uint64_t now_ms)
{
    if (exercise->unsettled)
        exercise_settle(exercise, now_ms);
    exercise_start_if_due(exercise, now_ms);
    for (int x = 0; x < exercise->world_count; x++)
        if (world_next_tick_ms(exercise->worlds[x].machine) <= now_ms)
            apply_seatless(&exercise->worlds[x], COMMAND_TICK, now_ms);
    desk_turns_opened(exercise, now_ms);
}

void exercise_give_back(struct exercise *exercise, uint64_t ms)
{
    if (exercise->lobby_ends_ms != UINT64_MAX)
        exercise->lobby_ends_ms += ms;
    for (int x = 0; x < exercise->world_count; x++) {
        struct effects effects = exercise_effects(&exercise->worlds[x]);
        world_give_back(exercise->worlds[x].machine, ms, &effects);
    }
}

uint64_t exercise_next_tick_ms(const struct exercise *exercise)
{
    uint64_t next = exercise->unsettled ? 0 : UINT64_MAX;
    for (int x = 0; x < exercise->world_count; x++) {
        uint64_t world = world_next_tick_ms(exercise->worlds[x].machine);
        next = world < next ? world : next;
    }
    if (exercise_started(exercise) || exercise->settings.wait_seats || exercise->settings.start_by_hand)
        return next;
    return next < exercise->lobby_ends_ms ? next : exercise->lobby_ends_ms;
}

void exercise_world_recovered(struct exercise *exercise, int world, const struct stream *stream,
                              uint64_t now_ms, int64_t remaining_ms, int64_t downtime_ms)
{
    struct played_world *played = &exercise->worlds[world];
    played->stream = *stream;
    if (downtime_ms > exercise->downtime_ms)
        exercise->downtime_ms = downtime_ms;
    world_recovered(played->machine, now_ms, remaining_ms);
    pace_recovered(played, exercise->host.stamp_ms(exercise->host.user), remaining_ms < 0 ? -1 : downtime_ms);
}

void exercise_recovered(struct exercise *exercise, const struct stream *own, uint64_t now_ms)
{
    exercise->stream = *own;
    if (exercise->downtime_ms <= 0)
        exercise->downtime_ms = 1;
    exercise_recover_times(exercise);
    if (exercise_staying(exercise) && !exercise->settings.wait_seats && !exercise->settings.start_by_hand)
        exercise_lobby_begins(exercise, now_ms);
    exercise_look_for_unsettled(exercise);
    desk_recovered(exercise, now_ms);
}

bool exercise_tell_downtime(const struct exercise *exercise, struct person *person, uint32_t *downtime_ms)
{
    if (!exercise->downtime_ms || person->told_restart ||
        world_ended(exercise->worlds[person->world].machine))
        return false;
    person->told_restart = true;
    *downtime_ms = exercise->downtime_ms > UINT32_MAX ? UINT32_MAX : (uint32_t)exercise->downtime_ms;
    return true;
}
