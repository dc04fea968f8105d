/* What facilitators see: how everything stands, and nothing of what seats ordered, believe or want. */
#include "server/exercise/desk_state.h"

#include <string.h>

/* ---- worlds, seats, persons */

static uint32_t gone_seconds(const struct person *person, uint64_t now_ms)
{
    if (person->session || !person->gone_ms || now_ms <= person->gone_ms)
        return 0;
    uint64_t seconds = (now_ms - person->gone_ms + 999) / 1000; /* 0 says that it never was here */
    return seconds > UINT32_MAX ? UINT32_MAX : (uint32_t)seconds;
}

static void tell_person(const struct exercise *exercise, const struct person *person, uint64_t now_ms,
                        struct wire_exercise_seat *seat)
{
    if (seat->person_count == WIRE_SEAT_PERSONS_MAX)
        return;
    struct wire_exercise_person *told = &seat->persons[seat->person_count++];
    memcpy(told->name, person->name, sizeof told->name);
    told->here = person->session != NULL;
    told->left = person->left;
    told->person = person->id;
    told->role = person->left ? ROLE_NONE : exercise_told_role(exercise, person);
    told->consent = person->consent;
    told->gone_seconds = gone_seconds(person, now_ms);
}

static void tell_world(const struct exercise *exercise, int world, uint64_t now_ms,
                       struct wire_exercise_world *told)
{
    const struct played_world *played = &exercise->worlds[world];
    memset(told, 0, sizeof *told);
    world_tell_monitor(played->machine, now_ms, told);
    told->world = played->stream.id;
    exercise_world_name(world, told->name);
    memcpy(told->conditions, played->conditions, sizeof told->conditions);
    told->owner = played->owner;
    exercise_tell_lobby(exercise, world, now_ms, &told->clock); /* of bots, too, whatever players are told */
}

static void tell_worlds(const struct exercise *exercise, uint64_t now_ms, struct desk_room *room,
                        struct wire_exercise_state *state)
{
    state->world_count = exercise->world_count;
    state->worlds = room->worlds;
    for (int world = 0; world < exercise->world_count; world++) {
        tell_world(exercise, world, now_ms, &room->worlds[world]);
        state->practice = state->practice || world_practising(exercise->worlds[world].machine);
    }
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *person = exercise->persons[x];
        if (!person->removed)
            tell_person(exercise, person, now_ms, &room->worlds[person->world].seats[person->seat]);
    }
}

/* ---- lists */

static uint32_t age_seconds(const struct exercise *exercise, int64_t stamp_ms)
{
    int64_t age = (desk_stamp(exercise) - stamp_ms) / 1000;
    return age < 0 ? 0 : age > UINT32_MAX ? UINT32_MAX : (uint32_t)age;
}

static void tell_questions(const struct exercise *exercise, struct desk_room *room,
                           struct wire_exercise_state *state)
{
    const struct desk *desk = exercise->desk;
    state->questions = room->questions;
    for (int x = 0; x < desk->question_count; x++) {
        const struct desk_question *kept = desk->questions[x];
        if (kept->world < 0)
            continue; /* nobody asked it */
        struct wire_exercise_question *told = &room->questions[state->question_count++];
        const struct person *person = exercise_find_person(exercise, &kept->person);
        *told = (struct wire_exercise_question){.number = kept->number,
                                                .world = (uint32_t)kept->world,
                                                .seat = (uint32_t)kept->seat,
                                                .everyone = kept->everyone,
                                                .age_seconds = age_seconds(exercise, kept->stamp_ms)};
        if (person)
            memcpy(told->name, person->name, sizeof told->name);
        memcpy(told->text, kept->text, sizeof told->text);
        memcpy(told->answer, kept->answer, sizeof told->answer);
    }
}

static void tell_injects(const struct desk *desk, struct desk_room *room, struct wire_exercise_state *state)
{
    state->injects = room->injects;
    for (int x = 0; x < desk->inject_count; x++)
        room->injects[state->inject_count++] =
            (struct wire_exercise_inject){.inject = desk->injects[x]->inject,
                                          .sent = (uint32_t)desk->injects[x]->sent,
                                          .cancelled = desk->injects[x]->cancelled};
}

static void tell_facilitators(const struct desk *desk, struct desk_room *room,
                              struct wire_exercise_state *state)
{
    state->facilitators = room->facilitators;
    for (int x = 0; x < desk->facilitator_count; x++) {
        const struct facilitator *one = &desk->facilitators[x];
        if (one->rights == RIGHTS_NONE)
            continue;
        struct wire_exercise_facilitator *told = &room->facilitators[state->facilitator_count++];
        *told = (struct wire_exercise_facilitator){
            .number = (uint32_t)x + 1, .rights = one->rights, .here = one->here};
        memcpy(told->name, one->name, sizeof told->name);
    }
}

static void tell_deeds(const struct exercise *exercise, struct desk_room *room,
                       struct wire_exercise_state *state)
{
    const struct deed *list[WIRE_DEEDS_MAX];
    int count = desk_list_deeds(exercise->desk, list);
    state->deeds = room->deeds;
    for (int x = 0; x < count; x++) {
        const struct deed *deed = list[x];
        const struct facilitator *by = desk_facilitator(exercise->desk, deed->by);
        struct wire_exercise_deed *told = &room->deeds[state->deed_count++];
        *told = (struct wire_exercise_deed){.number = deed->number,
                                            .act = deed->act,
                                            .world = deed->world,
                                            .seat = deed->seat,
                                            .undone = deed->undone,
                                            .age_seconds = age_seconds(exercise, deed->stamp_ms)};
        if (by)
            memcpy(told->by, by->name, sizeof told->by);
    }
}

void desk_tell(const struct exercise *exercise, uint64_t now_ms, struct desk_room *room,
               struct wire_exercise_state *state)
{
    const struct desk *desk = exercise->desk;
    memset(state, 0, sizeof *state);
    memcpy(state->code, exercise->code, sizeof state->code);
    memcpy(state->texts, exercise->texts, sizeof state->texts);
    struct text scenario = text_over(state->scenario, sizeof state->scenario);
    text_put(&scenario, world_scenario_name(exercise->worlds[0].machine));
    state->exercise = exercise->stream.id;
    state->turn_seconds = (uint32_t)((exercise->settings.turn_ms + 999) / 1000);
    state->misses_allowed = (uint32_t)exercise->settings.misses_allowed;
    state->started = exercise_started(exercise);
    state->places = (uint32_t)exercise_places(exercise);
    state->persons = (uint32_t)exercise_staying(exercise);
    state->beliefs = exercise->settings.beliefs;
    state->bots = exercise->settings.bots;
    state->debrief_in_step = exercise->settings.debrief_in_step;
    state->practises = exercise->settings.practice;
    state->replay_days = exercise->replay_days;
    state->card = desk->card;
    state->part = desk->part;
    state->projected = desk->projected;
    tell_worlds(exercise, now_ms, room, state);
    tell_questions(exercise, room, state);
    tell_injects(desk, room, state);
    tell_facilitators(desk, room, state);
    tell_deeds(exercise, room, state);
    desk_tell_time(exercise, state);
}
