#include "tests/unit/client/ctl/sample_state.h"

#include "common/base/must.h"
#include "common/base/text.h"

#include <string.h>

void sample_set(char *to, size_t size, const char *from)
{
    must(slice_copy(slice_of(from), to, size));
}

static void fill_seats(struct wire_exercise_world *world)
{
    static const char *const names[] = {"Corva", "Delmar", "Estovalia"};
    world->seat_count = 3;
    for (int x = 0; x < 3; x++) {
        SET(world->seats[x].state, names[x]);
        world->seats[x].alive = true;
        world->seats[x].percent = 100;
    }
    struct wire_exercise_seat *seat = &world->seats[0];
    seat->person_count = 2;
    SET(seat->persons[0].name, "Ann");
    SET(seat->persons[1].name, "Ben");
    seat->persons[0].here = true;
    seat->revision = 12;
    seat->stated = seat->ready = true;
    world->seats[1].bot = true;
    world->seats[1].misses = 4;
    seat = &world->seats[2];
    seat->person_count = 1;
    SET(seat->persons[0].name, "Zoe");
    seat->persons[0].left = true;
    seat->misses = 1;
}

void sample_fill(struct sample *sample)
{
    memset(sample, 0, sizeof *sample);
    struct wire_exercise_state *state = &sample->state;
    *state = (struct wire_exercise_state){.turn_seconds = 300,
                                          .misses_allowed = 2,
                                          .world_count = 1,
                                          .worlds = sample->worlds,
                                          .card = -1,
                                          .projected = -1,
                                          .replay_days = -1};
    SET(state->code, "K7QX2M");
    SET(state->scenario, "seminar");
    SET(state->link, "https://localhost:4470/join/K7QX2M");
    for (int x = 0; x < SAMPLE_WORLDS; x++) {
        struct wire_exercise_world *world = &sample->worlds[x];
        world->name[0] = (char)('A' + x);
        world->owner = -1;
        world->clock = (struct wire_clock){
            .state = CLOCK_OPEN, .turn = 3, .remaining_ms = 160001, .seats = 3, .seats_ready = 1};
        fill_seats(world);
    }
}

void sample_fill_all(struct sample *all)
{
    sample_fill(all);
    struct wire_exercise_state *state = &all->state;
    state->world_count = SAMPLE_WORLDS;
    state->questions = &all->question;
    state->injects = &all->inject;
    state->facilitators = &all->facilitator;
    state->deeds = &all->deed;
    state->question_count = state->inject_count = state->facilitator_count = state->deed_count = 1;
    state->places = 6;
    state->persons = 3;
    state->plan_seconds = 4500;
    state->used_seconds = 1880;
    state->play_seconds = 1000;
    all->question = (struct wire_exercise_question){.number = 7, .world = 1, .seat = 0, .age_seconds = 70};
    SET(all->question.name, "Ann");
    SET(all->question.text, "can a pact be secret?");
    all->inject = (struct wire_exercise_inject){
        .inject = {
            .number = 2, .world = 1, .seats = 5, .trigger = TRIGGER_TURN, .turn = 4, .misleading = true}};
    SET(all->inject.inject.text[0], "Rumours");
    SET(all->inject.inject.source, "Radio");
    all->facilitator = (struct wire_exercise_facilitator){.number = 1, .rights = RIGHTS_LEAD, .here = 1};
    SET(all->facilitator.name, "Dr R");
    all->deed = (struct wire_exercise_deed){
        .number = 9, .act = EXERCISE_PAUSE, .world = 0, .seat = -1, .age_seconds = 5, .undone = true};
    all->worlds[1].owner = 1;
    all->worlds[1].tension = 5;
    all->worlds[1].sign_count = 1;
    all->worlds[1].signs[0] = (struct wire_sign){.kind = SIGN_SPIRAL, .states = 5, .first = 4, .last = 6};
}
