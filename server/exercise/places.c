/* Who sits where: persons arrive at their seats, depart, are moved to others, and are taken out. */
#include "server/exercise/exercise_state.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

static void apply(struct exercise *exercise, int world, int seat, enum command_kind kind, uint64_t now_ms)
{
    struct command command = {.kind = kind, .now_ms = now_ms, .seat = seat};
    struct effects effects = exercise_effects(&exercise->worlds[world]);
    world_apply(exercise->worlds[world].machine, &command, &effects);
}

static bool stays(const struct person *person)
{
    return !person->removed && !person->left;
}

bool exercise_is_empty(const struct exercise *exercise, int world)
{
    for (int x = 0; x < exercise->person_count; x++)
        if (exercise->persons[x]->world == world && stays(exercise->persons[x]))
            return false;
    return true;
}

/* Where the last one is taken away bots would play the world to its end at once, and nobody could be brought
 * back: it is paused instead, until somebody comes, or it is resumed or closed. A pause that somebody wanted
 * stays theirs. */
static void hold_if_empty(struct exercise *exercise, int world, uint64_t now_ms)
{
    const struct world_machine *machine = exercise->worlds[world].machine;
    struct wire_exercise_act act;
    struct command pause = {.kind = COMMAND_PAUSE, .now_ms = now_ms, .act = &act, .deserted = true};
    if (!exercise_is_empty(exercise, world) || !world_started(machine) || world_ended(machine) ||
        world_paused(machine))
        return;
    wire_exercise_act_init(&act, EXERCISE_PAUSE);
    (void)exercise_rule(exercise, world, &pause, NULL);
}

/* Somebody is there: of one who is put there and not connected the world does not know. What was paused by
 * somebody's wish waits for theirs. */
static void go_on_if_deserted(struct exercise *exercise, int world, uint64_t now_ms)
{
    struct wire_exercise_act act;
    struct command resume = {.kind = COMMAND_RESUME, .now_ms = now_ms, .act = &act};
    wire_exercise_act_init(&act, EXERCISE_RESUME);
    if (world_deserted(exercise->worlds[world].machine))
        (void)exercise_rule(exercise, world, &resume, NULL);
}

int exercise_worlds_for(int places, int actors, int team)
{
    int worlds = places / (actors * team), over = places % (actors * team);
    int deputies = team < TEAM_SIZE_MAX ? 1 : 0;
    if (worlds == 0)
        return 1;
    return worlds + (over > deputies);
}

void *exercise_arrive(struct exercise *exercise, struct person *person, void *session, uint64_t now_ms)
{
    void *before = person->session;
    const struct world_machine *machine = exercise->worlds[person->world].machine;
    person->session = session;
    person->gone_ms = 0;
    exercise_used(exercise, person);
    exercise_set_left(exercise, person, false);
    exercise_lobby_begins(exercise, now_ms);
    if (!world_seat_taken(machine, person->seat)) /* the server died between the two entries of a join */
        apply(exercise, person->world, person->seat, COMMAND_TAKE, now_ms);
    apply(exercise, person->world, person->seat, COMMAND_ARRIVE, now_ms);
    go_on_if_deserted(exercise, person->world, now_ms);
    if (before) /* arrive first: whoever comes back gets the seat back, also over a link that is not known to
                   be dead */
        apply(exercise, person->world, person->seat, COMMAND_DEPART, now_ms);
    exercise_start_if_due(exercise, now_ms);
    exercise->host.news(exercise->host.user, exercise, NEWS_DESK, NULL, 0);
    return before;
}

void exercise_depart(struct exercise *exercise, struct person *person, const void *session, uint64_t now_ms)
{
    if (person->session != session)
        return;
    person->session = NULL;
    person->gone_ms = now_ms;
    person->used_ms = exercise->host.stamp_ms(exercise->host.user);
    apply(exercise, person->world, person->seat, COMMAND_DEPART, now_ms);
    exercise->host.news(exercise->host.user, exercise, NEWS_DESK, NULL, 0);
}

/* The person is not of that seat any more: who is left of its holders decides who plays it. */
static void give_up(struct exercise *exercise, const struct person *person, int world, int seat,
                    uint64_t now_ms)
{
    if (person->session)
        apply(exercise, world, seat, COMMAND_DEPART, now_ms);
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *other = exercise->persons[x];
        if (other != person && stays(other) && other->world == world && other->seat == seat)
            return;
    }
    apply(exercise, world, seat, COMMAND_LEAVE, now_ms);
}

static void put_place(struct text *text, const struct person *person)
{
    entry_put_id(text, "person", &person->id);
    entry_put_number(text, "world", person->world);
    entry_put_number(text, "seat", person->seat);
    entry_put_number(text, "role", person->role);
}

void exercise_move_person(struct exercise *exercise, struct person *person, int world, int seat,
                          uint64_t now_ms)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    int old_world = person->world, old_seat = person->seat;
    must(exercise_holders(exercise, world, seat) < TEAM_SIZE_MAX);
    person->world = world;
    person->seat = seat;
    person->role = exercise_free_role(exercise, person);
    put_place(&text, person);
    /* before both worlds' entries: a server that dies in between knows where the person belongs */
    exercise_append(exercise, "moved", &text, NULL, NULL, NULL);
    /* and the person hears of it before anything of the new seat: what follows may close a turn */
    exercise->host.news(exercise->host.user, exercise, NEWS_MOVED, person, 0);
    hold_if_empty(exercise, old_world, now_ms);
    give_up(exercise, person, old_world, old_seat, now_ms);
    if (!world_seat_taken(exercise->worlds[world].machine, seat))
        apply(exercise, world, seat, COMMAND_TAKE, now_ms);
    if (person->session) {
        apply(exercise, world, seat, COMMAND_ARRIVE, now_ms);
        go_on_if_deserted(exercise, world, now_ms);
    }
    exercise_team_changed(exercise, old_world, old_seat);
    exercise_team_changed(exercise, world, seat);
    exercise_start_if_due(exercise, now_ms);
}

void exercise_clear_out(struct exercise *exercise, int world, uint64_t now_ms)
{
    int to, seat;
    for (int x = 0; x < exercise->person_count; x++) {
        struct person *person = exercise->persons[x];
        if (person->world == world && stays(person) && exercise_best_seat(exercise, &to, &seat))
            exercise_move_person(exercise, person, to, seat, now_ms);
    }
}

void exercise_put_out(struct exercise *exercise, struct person *person, uint64_t now_ms)
{
    give_up(exercise, person, person->world, person->seat, now_ms);
    exercise_team_changed(exercise, person->world, person->seat);
    exercise->host.news(exercise->host.user, exercise, NEWS_REMOVED, person, 0);
}

void exercise_remove_person(struct exercise *exercise, struct person *person, uint64_t now_ms)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    entry_put_id(&text, "person", &person->id);
    person->removed = true;
    exercise_append(exercise, "removed", &text, NULL, NULL, NULL);
    hold_if_empty(exercise, person->world, now_ms);
    exercise_put_out(exercise, person, now_ms);
}

static bool is_deserted(const struct exercise *exercise, int world, int seat)
{
    if (!world_seat_taken(exercise->worlds[world].machine, seat))
        return false;
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *person = exercise->persons[x];
        if (stays(person) && person->world == world && person->seat == seat)
            return false;
    }
    return true;
}

void exercise_look_for_unsettled(struct exercise *exercise)
{
    for (int x = 0; x < exercise->world_count; x++)
        for (int seat = 0; seat < world_seats(exercise->worlds[x].machine); seat++)
            exercise->unsettled = exercise->unsettled || is_deserted(exercise, x, seat) ||
                                  exercise_lacks_head(exercise, x, seat);
}

/* Of those who gave a seat there up by themselves; who was moved or taken out is not there any more. */
static bool was_left(const struct exercise *exercise, int world)
{
    for (int x = 0; x < exercise->person_count; x++)
        if (exercise->persons[x]->world == world && exercise->persons[x]->left)
            return true;
    return false;
}

void exercise_settle(struct exercise *exercise, uint64_t now_ms)
{
    exercise->unsettled = false;
    for (int x = 0; x < exercise->world_count; x++) {
        for (int seat = 0; seat < world_seats(exercise->worlds[x].machine); seat++) {
            if (exercise_lacks_head(exercise, x, seat)) /* nor before a successor was stored */
                exercise_team_changed(exercise, x, seat);
            if (!is_deserted(exercise, x, seat))
                continue;
            if (!was_left(exercise, x)) /* the server died before the world was held */
                hold_if_empty(exercise, x, now_ms);
            apply(exercise, x, seat, COMMAND_LEAVE, now_ms); /* changes nothing where it was left */
        }
    }
}
