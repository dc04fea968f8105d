#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 200 };

/* Samples are too large for a stack. */
struct pair {
    struct sample_room room;
    struct to_server to_server[2];
    struct to_client to_client[2];
    struct to_admin to_admin[2];
    struct from_admin from_admin[2];
};

static int make_pair(void **state)
{
    *state = calloc(1, sizeof(struct pair));
    return *state == NULL;
}

static int free_pair(void **state)
{
    free(*state);
    return 0;
}

static void to_server_trip(struct pair *pair, struct chance *chance, enum to_server_kind kind, bool most)
{
    struct to_server *sent = &pair->to_server[0], *got = &pair->to_server[1];
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    struct cause cause = {""};
    sample_to_server(chance, kind, most, sent);
    assert_int_equal(wire_write_to_server(sent, &buffer), STATUS_OK);
    memset(got, 0xa5, sizeof *got);
    enum status status = wire_read_to_server(buffer_bytes(&buffer), buffer_length(&buffer), got, &cause);
    assert_string_equal(cause.text, "");
    assert_int_equal(status, STATUS_OK);
    assert_memory_equal(sent, got, sizeof *sent);
    buffer_free(&buffer);
}

static void every_message_to_the_server(void **state)
{
    struct chance chance = {1};
    for (int kind = TO_SERVER_HELLO; kind < TO_SERVER_KIND_COUNT; kind++)
        for (int round = 0; round < ROUNDS; round++)
            to_server_trip(*state, &chance, (enum to_server_kind)kind, round == 0);
}

static void expect_same_turn(struct wire_public_turn *sent, const struct wire_public_turn *got)
{
    assert_int_equal(sent->event_count, got->event_count);
    assert_int_equal(sent->press_count, got->press_count);
    for (int x = 0; x < sent->event_count; x++) {
        assert_int_equal(sent->events[x].kind, got->events[x].kind);
        assert_int_equal(sent->events[x].count, got->events[x].count);
        assert_memory_equal(sent->events[x].numbers, got->events[x].numbers, sizeof got->events[x].numbers);
    }
    for (int x = 0; x < sent->press_count; x++) {
        assert_int_equal(sent->press[x].from, got->press[x].from);
        assert_string_equal(sent->press[x].text, got->press[x].text);
    }
    sent->events = got->events;
    sent->press = got->press;
    sent->owned = got->owned;
}

/* The list that was read is the one that was written; then it stands in its place. */
#define SAME_LIST(sent, got, list, count)                                                                    \
    do {                                                                                                     \
        assert_int_equal((sent)->count, (got)->count);                                                       \
        if ((got)->count)                                                                                    \
            assert_memory_equal((sent)->list, (got)->list, (size_t)(got)->count * sizeof *(got)->list);      \
        (sent)->list = (got)->list;                                                                          \
    } while (0)

static void expect_same_state(struct wire_exercise_state *sent, const struct wire_exercise_state *got)
{
    SAME_LIST(sent, got, worlds, world_count);
    SAME_LIST(sent, got, questions, question_count);
    SAME_LIST(sent, got, injects, inject_count);
    SAME_LIST(sent, got, facilitators, facilitator_count);
    SAME_LIST(sent, got, deeds, deed_count);
}

static void expect_same_step(struct wire_debrief_step *sent, const struct wire_debrief_step *got)
{
    assert_int_equal(sent->feeling_count, got->feeling_count);
    for (int x = 0; x < got->feeling_count; x++) {
        const struct wire_world_feelings *a = &sent->feelings[x], *b = &got->feelings[x];
        assert_string_equal(a->world, b->world);
        assert_int_equal(a->word_count, b->word_count);
        for (int y = 0; y < b->word_count; y++)
            assert_string_equal(a->words[y], b->words[y]);
    }
    SAME_LIST(sent, got, outcomes, outcome_count);
    sent->feelings = got->feelings;
    sent->owned = got->owned;
}

/* Compares what the pointers point to, then the rest. */
static void expect_same(struct to_client *sent, struct to_client *got)
{
    assert_int_equal(sent->kind, got->kind);
    if (sent->kind == TO_CLIENT_TURN_REPORT) {
        struct event_list *events = got->turn_report.events;
        assert_memory_equal(sent->turn_report.events, events, sizeof *events);
        sent->turn_report.events = events;
    } else if (sent->kind == TO_CLIENT_RECORD_PART) {
        assert_memory_equal(sent->record_part.text, got->record_part.text, sent->record_part.text_size);
        assert_int_equal(got->record_part.text[got->record_part.text_size], 0);
        sent->record_part.text = got->record_part.text;
    } else if (sent->kind == TO_CLIENT_DEBRIEF_PART) {
        assert_memory_equal(sent->debrief_part.text, got->debrief_part.text, sent->debrief_part.text_size);
        assert_int_equal(got->debrief_part.text[got->debrief_part.text_size], 0);
        sent->debrief_part.text = got->debrief_part.text;
    } else if (sent->kind == TO_CLIENT_CONSIDERED) {
        struct considered *considered = got->considered.considered;
        assert_memory_equal(sent->considered.considered, considered, sizeof *considered);
        sent->considered.considered = considered;
    } else if (sent->kind == TO_CLIENT_PUBLIC_TURN) {
        expect_same_turn(&sent->public_turn, &got->public_turn);
    } else if (sent->kind == TO_CLIENT_EXERCISE_STATE) {
        expect_same_state(&sent->exercise_state, &got->exercise_state);
    } else if (sent->kind == TO_CLIENT_DEBRIEF_STEP) {
        expect_same_step(&sent->debrief_step, &got->debrief_step);
    }
    assert_memory_equal(sent, got, sizeof *sent);
}

static void to_client_trip(struct pair *pair, struct chance *chance, enum to_client_kind kind, bool most)
{
    struct to_client *sent = &pair->to_client[0], *got = &pair->to_client[1];
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    struct cause cause = {""};
    sample_to_client(chance, kind, most, &pair->room, sent);
    assert_int_equal(wire_write_to_client(sent, &buffer), STATUS_OK);
    memset(got, 0xa5, sizeof *got);
    enum status status = wire_read_to_client(buffer_bytes(&buffer), buffer_length(&buffer), got, &cause);
    assert_string_equal(cause.text, "");
    assert_int_equal(status, STATUS_OK);
    expect_same(sent, got);
    to_client_free(got);
    buffer_free(&buffer);
}

static void every_message_to_a_client(void **state)
{
    struct chance chance = {2};
    for (int kind = TO_CLIENT_WELCOME; kind < TO_CLIENT_KIND_COUNT; kind++)
        for (int round = 0; round < ROUNDS; round++)
            to_client_trip(*state, &chance, (enum to_client_kind)kind, round == 0);
}

static void every_message_to_the_admin_socket(void **state)
{
    struct pair *pair = *state;
    struct chance chance = {3};
    struct cause cause;
    for (int round = 0; round < (TO_ADMIN_KIND_COUNT - 1) * ROUNDS; round++) {
        struct to_admin *sent = &pair->to_admin[0], *got = &pair->to_admin[1];
        struct buffer buffer = buffer_with_cap(WIRE_TO_ADMIN_MAX);
        sample_to_admin(&chance, (enum to_admin_kind)(1 + round % (TO_ADMIN_KIND_COUNT - 1)),
                        round < TO_ADMIN_KIND_COUNT - 1, &pair->room, sent);
        assert_int_equal(wire_write_to_admin(sent, &buffer), STATUS_OK);
        memset(got, 0xa5, sizeof *got);
        assert_int_equal(wire_read_to_admin(buffer_bytes(&buffer), buffer_length(&buffer), got, &cause),
                         STATUS_OK);
        if (got->kind == TO_ADMIN_EXERCISE_NEW) {
            SAME_LIST(&sent->exercise_new, &got->exercise_new, conditions, condition_count);
            SAME_LIST(&sent->exercise_new, &got->exercise_new, guests, guest_count);
            SAME_LIST(&sent->exercise_new, &got->exercise_new, injects, inject_count);
        }
        assert_memory_equal(sent, got, sizeof *sent);
        to_admin_free(got);
        buffer_free(&buffer);
    }
}

static void expect_same_answer(struct from_admin *sent, const struct from_admin *got)
{
    assert_int_equal(sent->kind, got->kind);
    if (got->kind == FROM_ADMIN_EXERCISE_ROWS)
        SAME_LIST(&sent->exercise_rows, &got->exercise_rows, rows, count);
    if (got->kind == FROM_ADMIN_EXERCISE_CREATED)
        SAME_LIST(&sent->exercise_created, &got->exercise_created, guests, guest_count);
    if (got->kind == FROM_ADMIN_EXERCISE_STATE)
        expect_same_state(&sent->exercise_state, &got->exercise_state);
    if (got->kind == FROM_ADMIN_EXERCISE_ROLE_ROWS) {
        SAME_LIST(&sent->exercise_role_rows, &got->exercise_role_rows, worlds, world_count);
        SAME_LIST(&sent->exercise_role_rows, &got->exercise_role_rows, roles, role_count);
    }
}

static void every_message_from_the_admin_socket(void **state)
{
    struct pair *pair = *state;
    struct chance chance = {4};
    struct cause cause;
    for (int round = 0; round < (FROM_ADMIN_KIND_COUNT - 1) * ROUNDS; round++) {
        struct from_admin *sent = &pair->from_admin[0], *got = &pair->from_admin[1];
        struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
        enum from_admin_kind kind = (enum from_admin_kind)(1 + round % (FROM_ADMIN_KIND_COUNT - 1));
        sample_from_admin(&chance, kind, round < FROM_ADMIN_KIND_COUNT - 1, &pair->room, sent);
        assert_int_equal(wire_write_from_admin(sent, &buffer), STATUS_OK);
        memset(got, 0xa5, sizeof *got);
        assert_int_equal(wire_read_from_admin(buffer_bytes(&buffer), buffer_length(&buffer), got, &cause),
                         STATUS_OK);
        expect_same_answer(sent, got);
        assert_memory_equal(sent, got, sizeof *sent);
        from_admin_free(got);
        buffer_free(&buffer);
    }
}

static void a_refusal_has_the_keys_of_its_code(void **state)
{
    struct to_client *sent = &((struct pair *)*state)->to_client[0], *got = sent + 1;
    struct cause cause;
    for (int code = REFUSAL_NONE; code < REFUSAL_CODE_COUNT; code++) {
        struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
        memset(sent, 0, sizeof *sent);
        sent->kind = TO_CLIENT_REFUSAL;
        sent->refusal.code = (enum refusal_code)code;
        sent->refusal.port = 7;
        strcpy(sent->refusal.host, "other.example");
        assert_int_equal(wire_write_to_client(sent, &buffer), STATUS_OK);
        assert_int_equal(wire_read_to_client(buffer_bytes(&buffer), buffer_length(&buffer), got, &cause),
                         STATUS_OK);
        const char *name = refusal_name((enum refusal_code)code);
        assert_true(strncmp(got->refusal.sentence, "refusal.", 8) == 0);
        assert_string_equal(got->refusal.sentence + 8, name);
        assert_true(strncmp(got->refusal.remedy, "remedy.", 7) == 0);
        assert_string_equal(got->refusal.remedy + 7, name);
        buffer_free(&buffer);
    }
}

static void a_full_buffer_takes_nothing(void **state)
{
    struct to_client *sent = &((struct pair *)*state)->to_client[0];
    struct chance chance = {5};
    sample_to_client(&chance, TO_CLIENT_PRESS, true, NULL, sent);
    struct buffer buffer = buffer_with_cap(100);
    assert_int_equal(wire_write_to_client(sent, &buffer), STATUS_FULL);
    assert_int_equal(buffer_length(&buffer), 0);
    buffer_free(&buffer);
}

/* A draft may hold anything; what the wire has no form for is refused before it is sent. */
static void orders_that_have_no_form(void **state)
{
    struct to_server *sent = &((struct pair *)*state)->to_server[0];
    struct chance chance = {6};
    static const struct {
        size_t offset;
        int32_t value;
    } bad[] = {
        {offsetof(struct orders, budget), -1},         {offsetof(struct orders, budget[4]), 1000001},
        {offsetof(struct orders, attack), ACTORS_MAX}, {offsetof(struct orders, mobilise), 2},
        {offsetof(struct orders, project), -1},        {offsetof(struct orders, scrap), -1},
        {offsetof(struct orders, open_books), 4096},   {offsetof(struct orders, declare), 4},
        {offsetof(struct orders, declare_to), -2},     {offsetof(struct orders, focus), 12},
        {offsetof(struct orders, pact[11]), 4},        {offsetof(struct orders, secret[3]), 2},
        {offsetof(struct orders, answer[2]), 3},       {offsetof(struct orders, belief[11]), 1001},
    };
    for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++) {
        struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
        sample_to_server(&chance, TO_SERVER_SAVE_ORDERS, false, sent);
        ((int32_t *)&sent->save_orders.orders)[bad[x].offset / sizeof(int32_t)] = bad[x].value;
        assert_int_equal(wire_write_to_server(sent, &buffer), STATUS_INVALID);
        assert_int_equal(buffer_length(&buffer), 0);
        buffer_free(&buffer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_message_to_the_server, make_pair, free_pair),
        cmocka_unit_test_setup_teardown(every_message_to_a_client, make_pair, free_pair),
        cmocka_unit_test_setup_teardown(every_message_to_the_admin_socket, make_pair, free_pair),
        cmocka_unit_test_setup_teardown(every_message_from_the_admin_socket, make_pair, free_pair),
        cmocka_unit_test_setup_teardown(a_refusal_has_the_keys_of_its_code, make_pair, free_pair),
        cmocka_unit_test_setup_teardown(a_full_buffer_takes_nothing, make_pair, free_pair),
        cmocka_unit_test_setup_teardown(orders_that_have_no_form, make_pair, free_pair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
