/* Each kind of bad input is refused with a cause that begins with the field's path. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spiral/v1/envelope.pb-c.h"
#include "tests/unit/common/wire/samples.h"

#include <stdlib.h>
#include <string.h>

typedef void spoil_to_server(Spiral__V1__ToServer *envelope);
typedef void spoil_to_client(Spiral__V1__ToClient *envelope);

static void replace(char **string, const char *with)
{
    free(*string);
    *string = strdup(with);
}

static void replace_long(char **string, size_t length)
{
    free(*string);
    *string = malloc(length + 1);
    memset(*string, 'x', length);
    (*string)[length] = '\0';
}

/* ---- to the server */

static void no_request(Spiral__V1__ToServer *e)
{
    e->request = 0;
}

static void name_with_escape(Spiral__V1__ToServer *e)
{
    replace(&e->join->name, "Ann\033[2J");
}

static void name_with_newline(Spiral__V1__ToServer *e)
{
    replace(&e->join->name, "Ann\nBea");
}

static void name_in_latin_1(Spiral__V1__ToServer *e)
{
    replace(&e->join->name, "Jos\xe9");
}

static void name_too_long(Spiral__V1__ToServer *e)
{
    replace_long(&e->join->name, WIRE_PERSON_NAME_SIZE);
}

static void name_empty(Spiral__V1__ToServer *e)
{
    replace(&e->join->guest, "");
    replace(&e->join->name, "");
}

static void code_too_long(Spiral__V1__ToServer *e)
{
    replace_long(&e->join->code, WIRE_CODE_SIZE);
}

static void secret_short(Spiral__V1__ToServer *e)
{
    e->join->secret.len = 15;
}

static void capability_empty(Spiral__V1__ToServer *e)
{
    replace(&e->hello->capabilities[1], "");
}

static void seat_code_missing(Spiral__V1__ToServer *e)
{
    replace(&e->move->seat_code, "");
}

static void token_missing(Spiral__V1__ToServer *e)
{
    e->resume->token.len = 0;
}

static void command_short(Spiral__V1__ToServer *e)
{
    e->save_orders->command_id.len = 15;
}

static void turn_too_high(Spiral__V1__ToServer *e)
{
    e->save_orders->turn = 1000001;
}

static void budget_missing(Spiral__V1__ToServer *e)
{
    spiral__v1__budget__free_unpacked(e->save_orders->orders->budget, NULL);
    e->save_orders->orders->budget = NULL;
}

static void orders_missing(Spiral__V1__ToServer *e)
{
    spiral__v1__orders__free_unpacked(e->save_orders->orders, NULL);
    e->save_orders->orders = NULL;
}

static void strike_too_much(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->budget->strike = 1000001;
}

static void attack_on_12(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->attack->state = 12;
}

static void focus_on_4_milliards(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->focus->state = UINT32_MAX;
}

static void project_unknown(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->project = (Spiral__V1__Project)5;
}

static void declaration_unknown(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->declare = (Spiral__V1__Declaration)4;
}

static void books_twice(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->open_books[3] = e->save_orders->orders->open_books[2];
}

static void pact_twice(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->pacts[4]->state = e->save_orders->orders->pacts[1]->state;
}

static void pact_unspecified(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->pacts[2]->move = SPIRAL__V1__PACT_MOVE_KIND__PACT_MOVE_UNSPECIFIED;
}

static void pact_with_12(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->pacts[0]->state = 12;
}

static void answer_unspecified(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->answers[11]->answer = SPIRAL__V1__ANSWER__ANSWER_UNSPECIFIED;
}

static void belief_over_1000(Spiral__V1__ToServer *e)
{
    e->save_orders->orders->greedy[5]->permille = 1001;
}

static void belief_twice(Spiral__V1__ToServer *e)
{
    e->state_beliefs->sees_me[1]->state = 0;
}

static void balance_of_19(Spiral__V1__ToServer *e)
{
    e->state_beliefs->perceived_balance->percent = 19;
}

static void press_too_long(Spiral__V1__ToServer *e)
{
    replace_long(&e->send_press->text, WIRE_PRESS_SIZE);
}

static void press_that_rings(Spiral__V1__ToServer *e)
{
    replace(&e->send_press->text, "hear\a");
}

static void press_to_nobody(Spiral__V1__ToServer *e)
{
    e->send_press->n_to = 0;
}

static void press_to_all_and_some(Spiral__V1__ToServer *e)
{
    e->send_press->everyone = 1;
}

static void record_beyond(Spiral__V1__ToServer *e)
{
    e->ask_record->offset = WIRE_RECORD_MAX + 1;
}

static const struct {
    enum to_server_kind kind;
    spoil_to_server *spoil;
    const char *cause;
} bad_to_server[] = {
    {TO_SERVER_PING, no_request, "request: "},
    {TO_SERVER_JOIN, name_with_escape, "join.name: "},
    {TO_SERVER_JOIN, name_with_newline, "join.name: "},
    {TO_SERVER_JOIN, name_in_latin_1, "join.name: not UTF-8"},
    {TO_SERVER_JOIN, name_too_long, "join.name: "},
    {TO_SERVER_JOIN, name_empty, "join.name: "},
    {TO_SERVER_JOIN, code_too_long, "join.code: "},
    {TO_SERVER_JOIN, secret_short, "join.secret: "},
    {TO_SERVER_HELLO, capability_empty, "hello.capabilities: "},
    {TO_SERVER_MOVE, seat_code_missing, "move.seat_code: "},
    {TO_SERVER_RESUME, token_missing, "resume.token: "},
    {TO_SERVER_SAVE_ORDERS, command_short, "save_orders.command_id: "},
    {TO_SERVER_SAVE_ORDERS, turn_too_high, "save_orders.turn: "},
    {TO_SERVER_SAVE_ORDERS, budget_missing, "save_orders.orders.budget: "},
    {TO_SERVER_SAVE_ORDERS, orders_missing, "save_orders.orders: "},
    {TO_SERVER_SAVE_ORDERS, strike_too_much, "save_orders.orders.budget.strike: "},
    {TO_SERVER_SAVE_ORDERS, attack_on_12, "save_orders.orders.attack.state: "},
    {TO_SERVER_SAVE_ORDERS, focus_on_4_milliards, "save_orders.orders.focus.state: "},
    {TO_SERVER_SAVE_ORDERS, project_unknown, "save_orders.orders.project: "},
    {TO_SERVER_SAVE_ORDERS, declaration_unknown, "save_orders.orders.declare: "},
    {TO_SERVER_SAVE_ORDERS, books_twice, "save_orders.orders.open_books: "},
    {TO_SERVER_SAVE_ORDERS, pact_twice, "save_orders.orders.pacts[4].state: "},
    {TO_SERVER_SAVE_ORDERS, pact_unspecified, "save_orders.orders.pacts[2].move: "},
    {TO_SERVER_SAVE_ORDERS, pact_with_12, "save_orders.orders.pacts[0].state: "},
    {TO_SERVER_SAVE_ORDERS, answer_unspecified, "save_orders.orders.answers[11].answer: "},
    {TO_SERVER_SAVE_ORDERS, belief_over_1000, "save_orders.orders.greedy[5].permille: "},
    {TO_SERVER_STATE_BELIEFS, belief_twice, "state_beliefs.sees_me[1].state: "},
    {TO_SERVER_STATE_BELIEFS, balance_of_19, "state_beliefs.perceived_balance.percent: "},
    {TO_SERVER_SEND_PRESS, press_too_long, "send_press.text: "},
    {TO_SERVER_SEND_PRESS, press_that_rings, "send_press.text: "},
    {TO_SERVER_SEND_PRESS, press_to_nobody, "send_press.to: "},
    {TO_SERVER_SEND_PRESS, press_to_all_and_some, "send_press.to: "},
    {TO_SERVER_ASK_RECORD, record_beyond, "ask_record.offset: "},
};

static void expect_cause(const char *text, const char *expected)
{
    if (strncmp(text, expected, strlen(expected)) != 0)
        fail_msg("the cause is \"%s\", expected \"%s...\"", text, expected);
}

static void bad_messages_to_the_server(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof bad_to_server / sizeof bad_to_server[0]; x++) {
        struct chance chance = {x + 1};
        struct to_server sample, got;
        struct cause cause = {""};
        struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
        sample_to_server(&chance, bad_to_server[x].kind, true, &sample);
        sample.request = 4711;
        if (sample.kind == TO_SERVER_SAVE_ORDERS)
            sample.save_orders.turn = 1;
        assert_int_equal(wire_write_to_server(&sample, &buffer), STATUS_OK);
        Spiral__V1__ToServer *envelope =
            spiral__v1__to_server__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
        bad_to_server[x].spoil(envelope);
        uint8_t bytes[2 * WIRE_TO_SERVER_MAX];
        size_t count = spiral__v1__to_server__pack(envelope, bytes);
        assert_int_equal(wire_read_to_server(bytes, count, &got, &cause), STATUS_INVALID);
        expect_cause(cause.text, bad_to_server[x].cause);
        assert_int_equal(got.request, x == 0 ? 0 : 4711);
        spiral__v1__to_server__free_unpacked(envelope, NULL);
        buffer_free(&buffer);
    }
}

/* ---- to a client */

static void one_state(Spiral__V1__ToClient *e)
{
    for (size_t j = 1; j < e->situation->n_states; j++)
        spiral__v1__state_view__free_unpacked(e->situation->states[j], NULL);
    e->situation->n_states = 1;
}

static void short_row(Spiral__V1__ToClient *e)
{
    e->situation->states[3]->n_relation--;
}

static void pact_of_no_kind(Spiral__V1__ToClient *e)
{
    e->situation->states[3]->pact[1] = 4;
}

static void declared_to_nobody_known(Spiral__V1__ToClient *e)
{
    e->situation->states[1]->declared_to = ACTORS_MAX;
}

static void motive_of_5(Spiral__V1__ToClient *e)
{
    e->situation->own->motive = 5;
}

static void own_missing(Spiral__V1__ToClient *e)
{
    spiral__v1__own__free_unpacked(e->situation->own, NULL);
    e->situation->own = NULL;
}

static void saved_without_budget(Spiral__V1__ToClient *e)
{
    spiral__v1__budget__free_unpacked(e->situation->saved->orders->budget, NULL);
    e->situation->saved->orders->budget = NULL;
}

static void seat_12(Spiral__V1__ToClient *e)
{
    e->briefing->seat = ACTORS_MAX;
}

static void rules_2(Spiral__V1__ToClient *e)
{
    e->briefing->rules = 2;
}

static void parameter_missing(Spiral__V1__ToClient *e)
{
    replace(&e->briefing->scenario->parameters[7]->name, "of_a_later_version");
}

static void parameter_twice(Spiral__V1__ToClient *e)
{
    replace(&e->briefing->scenario->parameters[7]->name, "balance");
}

static void proximity_short(Spiral__V1__ToClient *e)
{
    e->briefing->scenario->states[11]->n_proximity = 11;
}

static void alive_on_nothing(Spiral__V1__ToClient *e)
{
    e->situation->states[2]->alive = 1;
    e->situation->states[2]->territory = 0;
}

static void territory_of_nothing(Spiral__V1__ToClient *e)
{
    e->briefing->scenario->states[0]->territory = 0;
}

static void pact_with_itself(Spiral__V1__ToClient *e)
{
    e->briefing->scenario->pacts[0]->i = e->briefing->scenario->pacts[0]->j;
}

static void assessment_huge(Spiral__V1__ToClient *e)
{
    e->briefing->scenario->assessments[9]->permille = UINT32_MAX;
}

static void event_too_short(Spiral__V1__ToClient *e)
{
    e->turn_report->events[1]->n_numbers--;
}

static void event_of_state_12(Spiral__V1__ToClient *e)
{
    e->turn_report->events[5]->numbers[0] = 12;
}

static void more_ready_than_seats(Spiral__V1__ToClient *e)
{
    e->clock->seats_ready = e->clock->seats + 1;
}

static void record_past_its_end(Spiral__V1__ToClient *e)
{
    e->record_part->total = e->record_part->offset;
}

static void key_of_15(Spiral__V1__ToClient *e)
{
    e->world_ended->key.len = 15;
}

static void commitment_of_31(Spiral__V1__ToClient *e)
{
    e->world_ended->commitment.len = 31;
}

static void result_without_name(Spiral__V1__ToClient *e)
{
    replace(&e->world_ended->results[2]->name, "");
}

static void digest_of_31(Spiral__V1__ToClient *e)
{
    e->accepted->orders_sha256.len = 31;
}

static void token_of_15(Spiral__V1__ToClient *e)
{
    e->joined->token.len = 15;
}

static void moved_nowhere(Spiral__V1__ToClient *e)
{
    e->refusal->moved->port = 0;
}

static const struct {
    enum to_client_kind kind;
    spoil_to_client *spoil;
    const char *cause;
} bad_to_client[] = {
    {TO_CLIENT_SITUATION, one_state, "situation.states: "},
    {TO_CLIENT_SITUATION, short_row, "situation.states[3].relation: "},
    {TO_CLIENT_SITUATION, pact_of_no_kind, "situation.states[3].pact: "},
    {TO_CLIENT_SITUATION, declared_to_nobody_known, "situation.states[1].declared_to: "},
    {TO_CLIENT_SITUATION, motive_of_5, "situation.own.motive: "},
    {TO_CLIENT_SITUATION, own_missing, "situation.own: "},
    {TO_CLIENT_SITUATION, saved_without_budget, "situation.saved.orders.budget: "},
    {TO_CLIENT_SITUATION, alive_on_nothing, "situation.states[2].territory: "},
    {TO_CLIENT_BRIEFING, seat_12, "briefing.seat: "},
    {TO_CLIENT_BRIEFING, rules_2, "briefing.rules: "},
    {TO_CLIENT_BRIEFING, parameter_missing, "briefing.scenario.parameters: eliminated_at is missing"},
    {TO_CLIENT_BRIEFING, parameter_twice, "briefing.scenario.parameters: balance stands twice"},
    {TO_CLIENT_BRIEFING, proximity_short, "briefing.scenario.states[11].proximity: "},
    {TO_CLIENT_BRIEFING, territory_of_nothing, "briefing.scenario: "},
    {TO_CLIENT_BRIEFING, pact_with_itself, "briefing.scenario: "},
    {TO_CLIENT_BRIEFING, assessment_huge, "briefing.scenario: "},
    {TO_CLIENT_TURN_REPORT, event_too_short, "turn_report.events[1].numbers: "},
    {TO_CLIENT_TURN_REPORT, event_of_state_12, "turn_report.events[5].numbers: "},
    {TO_CLIENT_CLOCK, more_ready_than_seats, "clock.seats_ready: "},
    {TO_CLIENT_RECORD_PART, record_past_its_end, "record_part.offset: "},
    {TO_CLIENT_WORLD_ENDED, key_of_15, "world_ended.key: "},
    {TO_CLIENT_WORLD_ENDED, commitment_of_31, "world_ended.commitment: "},
    {TO_CLIENT_WORLD_ENDED, result_without_name, "world_ended.results[2].name: "},
    {TO_CLIENT_ACCEPTED, digest_of_31, "accepted.orders_sha256: "},
    {TO_CLIENT_JOINED, token_of_15, "joined.token: "},
    {TO_CLIENT_REFUSAL, moved_nowhere, "refusal.moved.port: "},
};

static void bad_messages_to_a_client(void **state)
{
    (void)state;
    struct sample_room *room = calloc(1, sizeof *room);
    for (size_t x = 0; x < sizeof bad_to_client / sizeof bad_to_client[0]; x++) {
        struct chance chance = {x + 1};
        struct to_client sample, got;
        struct cause cause = {""};
        struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
        sample_to_client(&chance, bad_to_client[x].kind, true, room, &sample);
        assert_int_equal(wire_write_to_client(&sample, &buffer), STATUS_OK);
        Spiral__V1__ToClient *envelope =
            spiral__v1__to_client__unpack(NULL, buffer_length(&buffer), buffer_bytes(&buffer));
        bad_to_client[x].spoil(envelope);
        uint8_t *bytes = malloc(spiral__v1__to_client__get_packed_size(envelope));
        size_t count = spiral__v1__to_client__pack(envelope, bytes);
        enum status expected =
            strcmp(bad_to_client[x].cause, "briefing.rules: ") ? STATUS_INVALID : STATUS_VERSION;
        assert_int_equal(wire_read_to_client(bytes, count, &got, &cause), expected);
        expect_cause(cause.text, bad_to_client[x].cause);
        spiral__v1__to_client__free_unpacked(envelope, NULL);
        free(bytes);
        buffer_free(&buffer);
    }
    free(room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_messages_to_the_server),
        cmocka_unit_test(bad_messages_to_a_client),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
