/* How an exercise stands: bounds of every part, and whether the largest fits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/spoil.h"

#include <stdlib.h>
#include <string.h>

#define STATE(name, does) SPOIL(ToClient, name, Spiral__V1__ExerciseState *s = e->exercise_state; does)
#define WORLD(name, does) STATE(name, Spiral__V1__ExerciseWorld *w = s->worlds[63]; does)

STATE(as_it_is, (void)s)
STATE(exercise_of_15, s->exercise.len = 15)
STATE(nameless_scenario, spoil_string(&s->scenario, ""))
STATE(code_of_16, spoil_length(&s->code, WIRE_CODE_SIZE))
STATE(key_of_32, spoil_length(&s->new_key, WIRE_FACILITATOR_KEY_SIZE))
STATE(projected_64, s->projected->state = 64)
STATE(replay_for_367, s->replay_days->state = 367)
STATE(card_9, s->card->state = 9)
STATE(no_card, spoil_absent(s->card))
STATE(part_256, s->part = 256)
STATE(beliefs_of_later, s->beliefs = (Spiral__V1__BeliefMode)9)
STATE(title_with_escape, spoil_string(&s->texts[1]->title, "\033[2J"))
WORLD(no_clock, spoil_absent(w->clock))
WORLD(clock_of_61, w->clock->turn = 61)
WORLD(reason_that_steers, spoil_string(&w->clock->reason, "\xe2\x80\xae"))
WORLD(bot_12, w->clock->bots[3] = 12)
WORLD(bots_twice, w->clock->bots[3] = w->clock->bots[4])
WORLD(end_9, w->end = 9)
WORLD(nameless_world, spoil_string(&w->name, ""))
WORLD(name_of_8, spoil_length(&w->name, WIRE_WORLD_NAME_SIZE))
WORLD(tension_7, w->tension = 7)
WORLD(world_of_17, w->world.len = 15)
WORLD(conditions_of_128, spoil_length(&w->conditions, WIRE_CONDITIONS_SIZE))
WORLD(owner_huge, w->owner->state = UINT32_MAX)
WORLD(nameless_state, spoil_string(&w->seats[11]->state, ""))
WORLD(percent_99, w->seats[11]->percent = 99)
WORLD(percent_401, w->seats[11]->percent = 401)
WORLD(beliefs_13, w->seats[11]->beliefs = ACTORS_MAX + 1)
WORLD(sign_on_12, w->signs[7]->states[0] = 12)
WORLD(sign_of_61, w->signs[7]->last = 61)
WORLD(sign_of_later, w->signs[7]->kind = (Spiral__V1__SignKind)99)
STATE(nameless_person, spoil_string(&s->worlds[0]->seats[2]->persons[3]->name, ""))
STATE(person_of_15, s->worlds[0]->seats[2]->persons[3]->person.len = 15)
STATE(role_of_later, s->worlds[0]->seats[2]->persons[3]->role = (Spiral__V1__TeamRole)77)
STATE(question_of_64, s->questions[63]->world = 64)
STATE(question_of_seat_12, s->questions[63]->seat = 12)
STATE(question_empty, spoil_string(&s->questions[63]->text, ""))
STATE(question_of_501, spoil_length(&s->questions[63]->text, WIRE_QUESTION_SIZE))
STATE(answer_none, spoil_string(&s->questions[63]->answer, ""))
STATE(inject_missing, spoil_absent(s->injects[63]->inject))
STATE(inject_of_later, s->injects[63]->inject->trigger = (Spiral__V1__Trigger)9)
STATE(facilitator_nameless, spoil_string(&s->facilitators[15]->name, ""))
STATE(deed_in_64, s->deeds[31]->world->state = 64)
STATE(deed_of_later, s->deeds[31]->act = (Spiral__V1__ActKind)99)

static const struct {
    spoil_to_client *spoil;
    const char *cause; /* behind "exercise_state."; NULL: it is read */
} states[] = {
    {as_it_is, NULL},
    {exercise_of_15, "exercise: "},
    {nameless_scenario, "scenario: "},
    {code_of_16, "code: "},
    {key_of_32, "new_key: "},
    {projected_64, "projected.state: "},
    {replay_for_367, "replay_days.state: "},
    {card_9, "card.state: "},
    {no_card, NULL},
    {part_256, "part: "},
    {beliefs_of_later, NULL},
    {title_with_escape, "texts[1].title: "},
    {no_clock, "worlds[63].clock: "},
    {clock_of_61, "worlds[63].clock.turn: "},
    {reason_that_steers, "worlds[63].clock.reason: "},
    {bot_12, "worlds[63].clock.bots: "},
    {bots_twice, "worlds[63].clock.bots: "},
    {end_9, "worlds[63].end: "},
    {nameless_world, "worlds[63].name: "},
    {name_of_8, "worlds[63].name: "},
    {tension_7, "worlds[63].tension: "},
    {world_of_17, "worlds[63].world: "},
    {conditions_of_128, "worlds[63].conditions: "},
    {owner_huge, "worlds[63].owner.state: "},
    {nameless_state, "worlds[63].seats[11].state: "},
    {percent_99, "worlds[63].seats[11].percent: "},
    {percent_401, "worlds[63].seats[11].percent: "},
    {beliefs_13, "worlds[63].seats[11].beliefs: "},
    {sign_on_12, "worlds[63].signs[7].states: "},
    {sign_of_61, "worlds[63].signs[7].last: "},
    {sign_of_later, NULL},
    {nameless_person, "worlds[0].seats[2].persons[3].name: "},
    {person_of_15, "worlds[0].seats[2].persons[3].person: "},
    {role_of_later, NULL},
    {question_of_64, "questions[63].world: "},
    {question_of_seat_12, "questions[63].seat: "},
    {question_empty, NULL}, /* its words were erased */
    {question_of_501, "questions[63].text: "},
    {answer_none, NULL},
    {inject_missing, "injects[63].inject: "},
    {inject_of_later, NULL},
    {facilitator_nameless, "facilitators[15].name: "},
    {deed_in_64, "deeds[31].world.state: "},
    {deed_of_later, NULL},
};

static void every_bound_of_a_state(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof states / sizeof states[0]; x++) {
        char cause[128] = "exercise_state.";
        if (states[x].cause)
            strcat(cause, states[x].cause);
        try_to_client(TO_CLIENT_EXERCISE_STATE, states[x].spoil, states[x].cause ? cause : NULL);
    }
}

SPOIL(FromAdmin, admin_end_9, e->exercise_state->worlds[5]->end = 9)

static void the_admin_socket_reads_the_same(void **state)
{
    (void)state;
    try_from_admin(FROM_ADMIN_EXERCISE_STATE, admin_end_9, "exercise_state.worlds[5].end: ");
}

struct stage {
    struct sample_room room;
    struct to_client message;
};

/* As long as it can be: every text at its bound, every number at its longest. */
static struct stage *largest(void)
{
    struct stage *stage = calloc(1, sizeof *stage);
    struct chance chance = {7};
    assert_non_null(stage);
    sample_to_client(&chance, TO_CLIENT_EXERCISE_STATE, true, &stage->room, &stage->message);
    struct wire_exercise_state *told = &stage->message.exercise_state;
    for (int w = 0; w < told->world_count; w++) {
        struct wire_exercise_world *world = &told->worlds[w];
        struct wire_clock *clock = &world->clock;
        clock->remaining_ms = UINT32_MAX;
        clock->persons = clock->persons_needed = clock->places = clock->branch = UINT32_MAX;
        clock->seats = clock->seats_bot = clock->seats_ready = ACTORS_MAX;
        clock->practice = clock->start_by_hand = true;
        world->end = world->tension = 1;
        for (int i = 0; i < world->seat_count; i++) {
            struct wire_exercise_seat *seat = &world->seats[i];
            seat->alive = seat->bot = seat->returning = seat->stated = seat->ready = seat->held = true;
            seat->asked = true;
            seat->beliefs = ACTORS_MAX;
            for (int p = 0; p < seat->person_count; p++) {
                struct wire_exercise_person *person = &seat->persons[p];
                person->here = person->left = true;
                person->role = ROLE_INTEL;
                person->consent = CONSENT_PLAY_ONLY;
            }
        }
    }
    return stage;
}

static enum status write_state(const struct stage *stage, size_t *size)
{
    struct buffer buffer = buffer_with_cap(2 * WIRE_TO_CLIENT_MAX);
    enum status status = wire_write_to_client(&stage->message, &buffer);
    *size = buffer_length(&buffer);
    buffer_free(&buffer);
    return status;
}

/* All worlds and seats and as many persons as an exercise takes; the bound is no wider than need be. */
static void the_largest_fits(void **state)
{
    (void)state;
    struct stage *stage = largest();
    size_t size;
    int persons = 0;
    for (int w = 0; w < WIRE_WORLDS_MAX; w++)
        for (int i = 0; i < ACTORS_MAX; i++)
            persons += stage->room.worlds[w].seats[i].person_count;
    assert_int_equal(persons, WIRE_PERSONS_MAX);
    assert_int_equal(write_state(stage, &size), STATUS_OK);
    assert_in_range(size, WIRE_TO_CLIENT_MAX / 4 * 3, WIRE_TO_CLIENT_MAX);
    free(stage);
}

/* Full teams in every seat, which no exercise has: refused as a whole, and nothing is written. */
static void a_larger_one_is_refused(void **state)
{
    (void)state;
    struct stage *stage = largest();
    size_t size;
    for (int w = 0; w < WIRE_WORLDS_MAX; w++)
        for (int i = 0; i < ACTORS_MAX; i++) {
            memcpy(&stage->room.worlds[w].seats[i].persons, &stage->room.worlds[0].seats[0].persons,
                   sizeof stage->room.worlds[w].seats[i].persons);
            stage->room.worlds[w].seats[i].person_count = WIRE_SEAT_PERSONS_MAX;
        }
    assert_int_equal(write_state(stage, &size), STATUS_FULL);
    assert_int_equal(size, 0);
    free(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bound_of_a_state),
        cmocka_unit_test(the_admin_socket_reads_the_same),
        cmocka_unit_test(the_largest_fits),
        cmocka_unit_test(a_larger_one_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
