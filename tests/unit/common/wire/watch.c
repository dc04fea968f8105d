/* What a spectator reads is bounded like everything else, and events that are nobody's to tell are passed
 * over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spiral/v1/envelope.pb-c.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

struct trial {
    struct sample_room room;
    struct to_client message;
    struct cause cause;
};

static int begin(void **state)
{
    *state = calloc(1, sizeof(struct trial));
    return *state == NULL;
}

static int end(void **state)
{
    free(*state);
    return 0;
}

static Spiral__V1__ToClient *envelope_of(struct trial *trial, enum to_client_kind kind)
{
    struct chance chance = {31};
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    sample_to_client(&chance, kind, false, &trial->room, &trial->message);
    assert_int_equal(wire_write_to_client(&trial->message, &buffer), STATUS_OK);
    Spiral__V1__ToClient *envelope =
        spiral__v1__to_client__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
    assert_non_null(envelope);
    buffer_free(&buffer);
    return envelope;
}

static enum status read_again(struct trial *trial, const Spiral__V1__ToClient *envelope)
{
    size_t count = spiral__v1__to_client__get_packed_size(envelope);
    uint8_t *bytes = malloc(count);
    assert_non_null(bytes);
    spiral__v1__to_client__pack(envelope, bytes);
    enum status status = wire_read_to_client(bytes, count, &trial->message, &trial->cause);
    free(bytes);
    return status;
}

static void refused(struct trial *trial, const Spiral__V1__ToClient *envelope, const char *item)
{
    assert_int_equal(read_again(trial, envelope), STATUS_INVALID);
    if (!strstr(trial->cause.text, item))
        fail_msg("refused, but for another reason: %s", trial->cause.text);
}

static void numbers_of_a_turn_have_bounds(void **state)
{
    struct trial *trial = *state;
    Spiral__V1__ToClient *envelope = envelope_of(trial, TO_CLIENT_PUBLIC_TURN);
    Spiral__V1__PublicTurn *turn = envelope->public_turn;
    Spiral__V1__PublicState *one = turn->states[1];
    const struct {
        int32_t *number;
        int32_t low, high;
        const char *item;
    } edges[] = {
        {&turn->end, 0, END_COUNT - 1, "end"},
        {&one->alive, 0, 1, "states[1].alive"},
        {&one->territory, 0, 1000000, "territory"},
        {&one->start, 0, 1000000, "start"},
        {&one->kept, 0, 1000000, "kept"},
        {&one->refused, 0, 1000000, "refused"},
        {&one->broken, 0, 1000000, "broken"},
        {&one->begun, 0, 1000000, "begun"},
        {&one->tech, 0, PROJECT_COUNT - 1, "tech"},
        {&one->declared, 0, DECLARE_COUNT - 1, "declared"},
        {&one->declared_to, -1, (int32_t)turn->n_states - 1, "declared_to"},
        {&one->pact[0], 0, PACT_COUNT - 1, "pact"},
    };
    for (size_t x = 0; x < sizeof edges / sizeof edges[0]; x++) {
        const int32_t tried[] = {edges[x].low - 1, edges[x].high + 1, edges[x].low, edges[x].high};
        for (int y = 0; y < 4; y++) {
            *edges[x].number = tried[y];
            if (y < 2)
                refused(trial, envelope, edges[x].item);
            else
                assert_int_equal(read_again(trial, envelope), STATUS_OK);
            to_client_free(&trial->message);
        }
    }
    turn->turn = TURNS_MAX + 1;
    refused(trial, envelope, "turn");
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

static void words_of_a_turn_have_bounds(void **state)
{
    struct trial *trial = *state;
    Spiral__V1__ToClient *envelope = envelope_of(trial, TO_CLIENT_PUBLIC_TURN);
    Spiral__V1__PublicTurn *turn = envelope->public_turn;
    Spiral__V1__PublicPress row, *rows[] = {&row};
    Spiral__V1__PublicPress **kept = turn->press;
    size_t count = turn->n_press;
    char text[WIRE_PRESS_SIZE + 1];
    spiral__v1__public_press__init(&row);
    turn->press = rows;
    turn->n_press = 1;
    memset(text, 'x', sizeof text);
    text[WIRE_PRESS_SIZE] = '\0';
    row.text = text;
    refused(trial, envelope, "press[0].text");
    text[WIRE_PRESS_SIZE - 1] = '\0';
    assert_int_equal(read_again(trial, envelope), STATUS_OK);
    assert_string_equal(trial->message.public_turn.press[0].text, text);
    to_client_free(&trial->message);
    strcpy(text, "\x1b[2J");
    refused(trial, envelope, "press[0].text");
    text[0] = '\0';
    refused(trial, envelope, "press[0].text");
    strcpy(text, "peace");
    row.from = (uint32_t)turn->n_states;
    refused(trial, envelope, "press[0].from");
    turn->press = kept;
    turn->n_press = count;
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

/* Also where a server tells it by mistake. */
static void events_of_a_seat_are_passed_over(void **state)
{
    struct trial *trial = *state;
    Spiral__V1__ToClient *envelope = envelope_of(trial, TO_CLIENT_PUBLIC_TURN);
    Spiral__V1__PublicTurn *turn = envelope->public_turn;
    int32_t budget[] = {0, 4, 3, 2, 1, 0}, attack[] = {1, 0, 0}, novelty[] = {5, 6, 7};
    Spiral__V1__Event rows[3], *list[] = {&rows[0], &rows[1], &rows[2]}, **kept = turn->events;
    size_t count = turn->n_events;
    char names[3][16] = {"budget", "attack", "comet"};
    for (int x = 0; x < 3; x++) {
        spiral__v1__event__init(&rows[x]);
        rows[x].kind = names[x];
    }
    rows[0].numbers = budget, rows[0].n_numbers = 6;
    rows[1].numbers = attack, rows[1].n_numbers = 3;
    rows[2].numbers = novelty, rows[2].n_numbers = 3;
    turn->events = list;
    turn->n_events = 3;
    assert_int_equal(read_again(trial, envelope), STATUS_OK);
    assert_int_equal(trial->message.public_turn.event_count, 1);
    assert_int_equal(trial->message.public_turn.events[0].kind, EVENT_ATTACK);
    to_client_free(&trial->message);
    attack[0] = ACTORS_MAX;
    refused(trial, envelope, "events[1].numbers");
    turn->events = kept;
    turn->n_events = count;
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

static void clock_and_names_have_bounds(void **state)
{
    struct trial *trial = *state;
    Spiral__V1__ToClient *envelope = envelope_of(trial, TO_CLIENT_PUBLIC_CLOCK);
    Spiral__V1__PublicClock *clock = envelope->public_clock;
    clock->shown = TURNS_MAX + 2;
    refused(trial, envelope, "shown");
    clock->shown = TURNS_MAX + 1;
    clock->state = (Spiral__V1__ClockState)77; /* of a later version */
    assert_int_equal(read_again(trial, envelope), STATUS_OK);
    assert_int_equal(trial->message.public_clock.state, CLOCK_NONE);
    clock->turn = TURNS_MAX + 1;
    refused(trial, envelope, "turn");
    spiral__v1__to_client__free_unpacked(envelope, NULL);

    envelope = envelope_of(trial, TO_CLIENT_WATCHING);
    Spiral__V1__Watching *watching = envelope->watching;
    size_t states = watching->n_states;
    char hostile[] = "\x1b]0;Aldan", *name = watching->states[0];
    watching->states[0] = hostile;
    refused(trial, envelope, "states");
    watching->states[0] = name;
    watching->n_states = 1;
    refused(trial, envelope, "states");
    watching->n_states = states;
    watching->delay = TURNS_MAX + 1;
    refused(trial, envelope, "delay");
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_of_a_turn_have_bounds, begin, end),
        cmocka_unit_test_setup_teardown(words_of_a_turn_have_bounds, begin, end),
        cmocka_unit_test_setup_teardown(events_of_a_seat_are_passed_over, begin, end),
        cmocka_unit_test_setup_teardown(clock_and_names_have_bounds, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
