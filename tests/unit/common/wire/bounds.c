/* Every number of a view and of a report has bounds: what a client reads may be used as an index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spiral/v1/envelope.pb-c.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

/* The status of reading the envelope as it is now. */
static enum status read_again(const Spiral__V1__ToClient *envelope, struct cause *cause)
{
    size_t count = spiral__v1__to_client__get_packed_size(envelope);
    uint8_t *bytes = malloc(count);
    struct to_client *message = malloc(sizeof *message);
    spiral__v1__to_client__pack(envelope, bytes);
    enum status status = wire_read_to_client(bytes, count, message, cause);
    if (status == STATUS_OK)
        to_client_free(message);
    free(message);
    free(bytes);
    return status;
}

static Spiral__V1__ToClient *sample_envelope(enum to_client_kind kind)
{
    struct chance chance = {77};
    struct sample_room *room = calloc(1, sizeof *room);
    struct to_client *message = malloc(sizeof *message);
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    sample_to_client(&chance, kind, true, room, message);
    assert_int_equal(wire_write_to_client(message, &buffer), STATUS_OK);
    Spiral__V1__ToClient *envelope =
        spiral__v1__to_client__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
    assert_non_null(envelope);
    buffer_free(&buffer);
    free(message);
    free(room);
    return envelope;
}

/* Puts values that no field may have into every signed number of `message`, one after the other. */
static int spoil_numbers(Spiral__V1__ToClient *envelope, ProtobufCMessage *message)
{
    static const int32_t bad[] = {INT32_MIN, -2000000000, 2000000000, INT32_MAX};
    int spoilt = 0;
    for (unsigned f = 0; f < message->descriptor->n_fields; f++) {
        const ProtobufCFieldDescriptor *field = &message->descriptor->fields[f];
        char *place = (char *)message + field->offset;
        if (field->type != PROTOBUF_C_TYPE_SINT32)
            continue;
        bool is_list = field->label == PROTOBUF_C_LABEL_REPEATED;
        int32_t *number = is_list ? *(int32_t **)(void *)place : (int32_t *)(void *)place;
        int32_t good = *number;
        for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++) {
            struct cause cause = {""};
            *number = bad[x];
            assert_int_equal(read_again(envelope, &cause), STATUS_INVALID);
            assert_non_null(strstr(cause.text, field->name));
        }
        *number = good;
        spoilt++;
    }
    return spoilt;
}

static void numbers_of_a_view(void **state)
{
    (void)state;
    struct cause cause;
    Spiral__V1__ToClient *envelope = sample_envelope(TO_CLIENT_SITUATION);
    assert_int_equal(spoil_numbers(envelope, &envelope->situation->base), 5);
    assert_int_equal(spoil_numbers(envelope, &envelope->situation->own->base), 14);
    assert_int_equal(spoil_numbers(envelope, &envelope->situation->states[11]->base), 28);
    assert_int_equal(read_again(envelope, &cause), STATUS_OK);
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

/* One above or below what stands in a table of names, an index or a scale. */
static void edges_of_a_view(void **state)
{
    (void)state;
    Spiral__V1__ToClient *envelope = sample_envelope(TO_CLIENT_SITUATION);
    Spiral__V1__Situation *situation = envelope->situation;
    Spiral__V1__StateView *view = situation->states[4];
    const struct {
        int32_t *number;
        int32_t low, high;
    } edges[] = {
        {&situation->end, 0, END_COUNT - 1},
        {&situation->band, 0, 3},
        {&situation->turn, 0, TURNS_MAX},
        {&situation->own->motive, 0, MOTIVE_COUNT - 1},
        {&situation->own->project, 0, PROJECT_COUNT - 1},
        {&situation->own->mobilised, 0, 3},
        {&situation->own->posture, -1, 2},
        {&situation->own->routine, -1, 2},
        {&view->alive, 0, 1},
        {&view->tech, 0, PROJECT_COUNT - 1},
        {&view->declared, 0, DECLARE_COUNT - 1},
        {&view->declared_to, -1, ACTORS_MAX - 1},
        {&view->offer_in, 0, PACT_COUNT - 1},
        {&view->offer_out, 0, PACT_COUNT - 1},
        {&view->my_secret, 0, 1},
        {&view->assessment, 0, 1000},
        {&view->pact[2], 0, PACT_COUNT - 1},
        {&view->relation[2], -100, 100},
    };
    for (size_t x = 0; x < sizeof edges / sizeof edges[0]; x++) {
        struct cause cause;
        const int32_t tried[] = {edges[x].low - 1, edges[x].high + 1, edges[x].low, edges[x].high};
        for (int y = 0; y < 4; y++) {
            *edges[x].number = tried[y];
            assert_int_equal(read_again(envelope, &cause), y < 2 ? STATUS_INVALID : STATUS_OK);
        }
    }
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

/* Of what may come of orders: every number of one row of each kind. */
static void numbers_of_aids(void **state)
{
    (void)state;
    struct cause cause;
    Spiral__V1__ToClient *envelope = sample_envelope(TO_CLIENT_CONSIDERED);
    Spiral__V1__Considered *considered = envelope->considered;
    Spiral__V1__Prospects *prospects = considered->prospects;
    Spiral__V1__Looks *looks = considered->looks;
    assert_int_equal(spoil_numbers(envelope, &considered->figures[3]->base), 2);
    assert_int_equal(spoil_numbers(envelope, &considered->figures[3]->total->base), 3);
    assert_int_equal(spoil_numbers(envelope, &prospects->base), 3);
    assert_int_equal(spoil_numbers(envelope, &prospects->states[11]->base), 2);
    assert_int_equal(spoil_numbers(envelope, &prospects->states[11]->takes_me->base), 3);
    assert_int_equal(spoil_numbers(envelope, &considered->margins->base), 5);
    assert_int_equal(spoil_numbers(envelope, &considered->margins->lines[4]->base), 13);
    assert_int_equal(spoil_numbers(envelope, &looks->base), 4);
    assert_int_equal(spoil_numbers(envelope, &looks->states[11]->base), 4);
    assert_int_equal(spoil_numbers(envelope, &looks->states[11]->now_low->base), 3);
    assert_int_equal(spoil_numbers(envelope, &looks->states[11]->acts[7]->base), 4);
    assert_int_equal(spoil_numbers(envelope, &looks->states[11]->all->base), 4);
    assert_int_equal(spoil_numbers(envelope, &considered->idle->base), 6);
    assert_int_equal(spoil_numbers(envelope, &considered->idle->next->base), 3);
    assert_int_equal(spoil_numbers(envelope, &considered->game->base), 5);
    assert_int_equal(read_again(envelope, &cause), STATUS_OK);
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

/* A client indexes by states, and by lists as long as the world has states. */
static void states_of_aids(void **state)
{
    (void)state;
    Spiral__V1__ToClient *envelope = sample_envelope(TO_CLIENT_CONSIDERED);
    Spiral__V1__Considered *considered = envelope->considered;
    struct cause cause = {""};
    int32_t *const states[] = {&considered->prospects->most_dangerous, &considered->prospects->weakest,
                               &considered->margins->danger, &considered->margins->prey,
                               &considered->idle->danger};
    for (size_t x = 0; x < sizeof states / sizeof states[0]; x++) {
        int32_t good = *states[x];
        const int32_t tried[] = {-2, ACTORS_MAX, -1, ACTORS_MAX - 1};
        for (int y = 0; y < 4; y++) {
            *states[x] = tried[y];
            assert_int_equal(read_again(envelope, &cause), y < 2 ? STATUS_INVALID : STATUS_OK);
        }
        *states[x] = good;
    }
    size_t *const counts[] = {&considered->choices->n_states, &considered->n_figures,
                              &considered->prospects->n_states, &considered->looks->n_states,
                              &considered->game->n_their_moves};
    for (size_t x = 0; x < sizeof counts / sizeof counts[0]; x++) {
        *counts[x] = ACTORS_MAX - 1;
        assert_int_equal(read_again(envelope, &cause), STATUS_INVALID);
        assert_non_null(strstr(cause.text, "not as many"));
        *counts[x] = ACTORS_MAX;
    }
    considered->prospects->states[2]->helpers[1] = ACTORS_MAX;
    assert_int_equal(read_again(envelope, &cause), STATUS_INVALID);
    considered->prospects->states[2]->helpers[1] = 1;
    assert_int_equal(read_again(envelope, &cause), STATUS_OK);
    spiral__v1__to_client__free_unpacked(envelope, NULL);
}

/* A letter for each number: s state, n state or none, f flag, p part, k kind of pact, t project, d
 * declaration, e ending, c count of states, m permille, u units. */
static const char *const event_meanings[EVENT_KIND_COUNT] = {
    [EVENT_REJECTED] = "sp",
    [EVENT_CANCEL] = "ss",
    [EVENT_PACT] = "sskf",
    [EVENT_OFFER] = "sskf",
    [EVENT_TECH] = "st",
    [EVENT_BUDGET] = "suuuuu",
    [EVENT_SCRAP] = "su",
    [EVENT_OPEN_BOOKS] = "ss",
    [EVENT_DECLARE] = "sdn",
    [EVENT_MOBILISE] = "s",
    [EVENT_CALLED_ATTACK] = "sssf",
    [EVENT_CONFLICTED] = "sss",
    [EVENT_EXPOSED] = "ssk",
    [EVENT_ATTACK] = "ssf",
    [EVENT_BREACH] = "ss",
    [EVENT_CALLED] = "sssf",
    [EVENT_BATTLE] = "sccf",
    [EVENT_MEETING] = "ssf",
    [EVENT_ODDS] = "snm",
    [EVENT_GAIN] = "ssu",
    [EVENT_ELIMINATED] = "s",
    [EVENT_LEAK] = "ss",
    [EVENT_VULNERABILITY] = "sm",
    [EVENT_END] = "e",
};

static const struct {
    char letter;
    int32_t low, high;
} event_ranges[] = {
    {'s', 0, ACTORS_MAX - 1}, {'n', -1, ACTORS_MAX - 1}, {'f', 0, 1},
    {'p', 0, PART_COUNT - 1}, {'k', 0, PACT_COUNT - 1},  {'t', 0, PROJECT_COUNT - 1},
    {'e', 0, END_COUNT - 1},  {'c', 0, ACTORS_MAX},      {'d', 0, DECLARE_COUNT - 1},
    {'m', 0, 1000},           {'u', 0, ORDER_VALUE_MAX},
};

static void numbers_of_events(void **state)
{
    (void)state;
    int32_t numbers[EVENT_NUMBERS_MAX];
    Spiral__V1__ToClient envelope;
    Spiral__V1__TurnReport report;
    Spiral__V1__Event event, *list = &event;
    uint8_t world[ID_SIZE] = {1};
    spiral__v1__to_client__init(&envelope);
    spiral__v1__turn_report__init(&report);
    spiral__v1__event__init(&event);
    envelope.body_case = SPIRAL__V1__TO_CLIENT__BODY_TURN_REPORT;
    envelope.turn_report = &report;
    report.world = (ProtobufCBinaryData){ID_SIZE, world};
    report.turn = 1;
    report.events = &list;
    report.n_events = 1;
    event.numbers = numbers;
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        char name[64];
        strcpy(name, event_name(kind));
        event.kind = name;
        event.n_numbers = strlen(event_meanings[kind]);
        for (size_t x = 0; x < event.n_numbers; x++) {
            size_t range = 0;
            while (event_ranges[range].letter != event_meanings[kind][x])
                range++;
            int32_t low = event_ranges[range].low, high = event_ranges[range].high;
            const int32_t tried[] = {low - 1, high + 1, low, high};
            for (int y = 0; y < 4; y++) {
                struct cause cause;
                memset(numbers, 0, sizeof numbers);
                numbers[x] = tried[y];
                assert_int_equal(read_again(&envelope, &cause), y < 2 ? STATUS_INVALID : STATUS_OK);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_a_view), cmocka_unit_test(edges_of_a_view),
        cmocka_unit_test(numbers_of_events), cmocka_unit_test(numbers_of_aids),
        cmocka_unit_test(states_of_aids),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
