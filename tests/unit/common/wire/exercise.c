/* Acts and states of exercises: what is out of bounds is refused by the name of its field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spiral/v1/admin.pb-c.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

static void expect_cause(const char *cause, const char *begin)
{
    if (strncmp(cause, begin, strlen(begin)) != 0)
        fail_msg("\"%s\" does not begin with \"%s\"", cause, begin);
}

/* Replaces a string that protobuf-c allocated. */
static void replace(char **string, const char *by)
{
    if (*string != (const char *)protobuf_c_empty_string)
        free(*string);
    *string = strdup(by);
    assert_non_null(*string);
}

/* ---- acts */

typedef void spoil_act(Spiral__V1__ExerciseAct *act);

static void no_code(Spiral__V1__ExerciseAct *act)
{
    replace(&act->code, "");
}

static void no_kind(Spiral__V1__ExerciseAct *act)
{
    act->act = SPIRAL__V1__ACT_KIND__ACT_UNSPECIFIED;
}

static void kind_6(Spiral__V1__ExerciseAct *act)
{
    act->act = (Spiral__V1__ActKind)6;
}

static void steering_reason(Spiral__V1__ExerciseAct *act)
{
    replace(&act->reason, "a\033[2Jb");
}

static void two_lines(Spiral__V1__ExerciseAct *act)
{
    replace(&act->reason, "a\nSAVED");
}

static void long_reason(Spiral__V1__ExerciseAct *act)
{
    char reason[WIRE_REASON_SIZE + 1];
    memset(reason, 'x', WIRE_REASON_SIZE);
    reason[WIRE_REASON_SIZE] = '\0';
    replace(&act->reason, reason);
}

static void too_late(Spiral__V1__ExerciseAct *act)
{
    act->ms = WIRE_EXTEND_MS_MAX + 1;
}

static void too_soon(Spiral__V1__ExerciseAct *act)
{
    act->ms = INT32_MIN;
}

static void turn_61(Spiral__V1__ExerciseAct *act)
{
    act->turn = 61;
}

static const struct {
    spoil_act *spoil;
    const char *cause;
} bad_acts[] = {
    {no_code, "exercise_act.code: "},     {no_kind, "exercise_act.act: "},
    {kind_6, "exercise_act.act: "},       {steering_reason, "exercise_act.reason: "},
    {two_lines, "exercise_act.reason: "}, {long_reason, "exercise_act.reason: "},
    {too_late, "exercise_act.ms: "},      {too_soon, "exercise_act.ms: "},
    {turn_61, "exercise_act.turn: "},
};

static void bad_acts_are_refused(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof bad_acts / sizeof bad_acts[0]; x++) {
        struct chance chance = {x + 1};
        struct to_admin sample, got;
        struct cause cause = {""};
        struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
        sample_to_admin(&chance, TO_ADMIN_EXERCISE_ACT, &sample);
        assert_int_equal(wire_write_to_admin(&sample, &buffer), STATUS_OK);
        Spiral__V1__ToAdmin *envelope =
            spiral__v1__to_admin__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
        assert_non_null(envelope);
        bad_acts[x].spoil(envelope->exercise_act);
        uint8_t *bytes = malloc(spiral__v1__to_admin__get_packed_size(envelope));
        size_t count = spiral__v1__to_admin__pack(envelope, bytes);
        assert_int_equal(wire_read_to_admin(bytes, count, &got, &cause), STATUS_INVALID);
        assert_int_equal(got.request, sample.request); /* so that a refusal can answer */
        expect_cause(cause.text, bad_acts[x].cause);
        spiral__v1__to_admin__free_unpacked(envelope, NULL);
        free(bytes);
        buffer_free(&buffer);
    }
}

/* ---- states */

typedef void spoil_state(Spiral__V1__ExerciseState *state);

static void no_clock(Spiral__V1__ExerciseState *state)
{
    spiral__v1__clock__free_unpacked(state->clock, NULL);
    state->clock = NULL;
}

static void clock_of_61(Spiral__V1__ExerciseState *state)
{
    state->clock->turn = 61;
}

static void reason_that_steers(Spiral__V1__ExerciseState *state)
{
    replace(&state->clock->reason, "\xe2\x80\xae");
}

static void end_9(Spiral__V1__ExerciseState *state)
{
    state->end = 9;
}

static void nameless_person(Spiral__V1__ExerciseState *state)
{
    replace(&state->seats[2]->persons[3]->name, "");
}

static void nameless_state(Spiral__V1__ExerciseState *state)
{
    replace(&state->seats[11]->state, "");
}

static void exercise_of_15(Spiral__V1__ExerciseState *state)
{
    state->exercise.len = 15;
}

static const struct {
    spoil_state *spoil;
    const char *cause;
} bad_states[] = {
    {no_clock, "exercise_state.clock: "},
    {clock_of_61, "exercise_state.clock.turn: "},
    {reason_that_steers, "exercise_state.clock.reason: "},
    {end_9, "exercise_state.end: "},
    {nameless_person, "exercise_state.seats[2].persons[3].name: "},
    {nameless_state, "exercise_state.seats[11].state: "},
    {exercise_of_15, "exercise_state.exercise: "},
};

static void bad_states_are_refused(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof bad_states / sizeof bad_states[0]; x++) {
        struct chance chance = {x + 1};
        struct sample_room *room = calloc(1, sizeof *room);
        struct from_admin *sample = calloc(2, sizeof *sample), *got = sample + 1;
        struct cause cause = {""};
        struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
        sample_from_admin(&chance, FROM_ADMIN_EXERCISE_STATE, true, room, sample);
        assert_int_equal(wire_write_from_admin(sample, &buffer), STATUS_OK);
        Spiral__V1__FromAdmin *envelope =
            spiral__v1__from_admin__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
        assert_non_null(envelope);
        bad_states[x].spoil(envelope->exercise_state);
        uint8_t *bytes = malloc(spiral__v1__from_admin__get_packed_size(envelope));
        size_t count = spiral__v1__from_admin__pack(envelope, bytes);
        assert_int_equal(wire_read_from_admin(bytes, count, got, &cause), STATUS_INVALID);
        expect_cause(cause.text, bad_states[x].cause);
        spiral__v1__from_admin__free_unpacked(envelope, NULL);
        free(bytes);
        buffer_free(&buffer);
        free(sample);
        free(room);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_acts_are_refused),
        cmocka_unit_test(bad_states_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
