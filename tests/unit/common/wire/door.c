/* How one comes in: with a name or as a guest, with consent, as a facilitator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/spoil.h"

#include <stdlib.h>

SPOIL(ToServer, as_it_is, (void)e)
SPOIL(ToServer, guest_of_24, spoil_length(&e->join->guest, WIRE_GUEST_SECRET_SIZE))
SPOIL(ToServer, guest_with_escape, spoil_string(&e->join->guest, "\033"))
SPOIL(ToServer, guest_without_name, spoil_string(&e->join->name, ""))
SPOIL(ToServer, nobody_without_name, spoil_string(&e->join->guest, ""); spoil_string(&e->join->name, ""))
SPOIL(ToServer, guest_with_unseen_name, spoil_string(&e->join->name, " "))
SPOIL(ToServer, consent_2, e->join->consent = 2)
SPOIL(ToServer, consent_3, e->join->consent = 3)
SPOIL(ToServer, facilitate_nothing, spoil_string(&e->facilitate->code, ""))
SPOIL(ToServer, no_key, spoil_string(&e->facilitate->key, ""))
SPOIL(ToServer, key_of_32, spoil_length(&e->facilitate->key, WIRE_FACILITATOR_KEY_SIZE))
SPOIL(ToServer, ask_nothing, spoil_string(&e->ask_exercise->code, ""))

static const struct {
    enum to_server_kind kind;
    spoil_to_server *spoil;
    const char *cause; /* NULL: it is read */
} asked[] = {
    {TO_SERVER_JOIN, as_it_is, NULL},
    {TO_SERVER_JOIN, guest_of_24, "join.guest: "},
    {TO_SERVER_JOIN, guest_with_escape, "join.guest: "},
    {TO_SERVER_JOIN, guest_without_name, NULL}, /* the list has one */
    {TO_SERVER_JOIN, nobody_without_name, "join.name: empty"},
    {TO_SERVER_JOIN, guest_with_unseen_name, "join.name: cannot be seen"},
    {TO_SERVER_JOIN, consent_2, NULL},
    {TO_SERVER_JOIN, consent_3, "join.consent: "},
    {TO_SERVER_FACILITATE, facilitate_nothing, "facilitate.code: "},
    {TO_SERVER_FACILITATE, no_key, "facilitate.key: "},
    {TO_SERVER_FACILITATE, key_of_32, "facilitate.key: "},
    {TO_SERVER_ASK_EXERCISE, ask_nothing, "ask_exercise.code: "},
};

static void what_is_asked_at_the_door(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof asked / sizeof asked[0]; x++)
        try_to_server(asked[x].kind, asked[x].spoil, asked[x].cause);
}

SPOIL(ToClient, facilitator_nameless, spoil_string(&e->facilitating->name, ""))
SPOIL(ToClient, exercise_of_15, e->facilitating->exercise.len = 15)
SPOIL(ToClient, rights_of_later, e->facilitating->rights = (Spiral__V1__Rights)9)
SPOIL(ToClient, worlds_65, e->exercise_info->worlds = 65)
SPOIL(ToClient, worlds_64, e->exercise_info->worlds = 64)
SPOIL(ToClient, title_of_128, spoil_length(&e->exercise_info->texts[0]->title, WIRE_TITLE_SIZE))
SPOIL(ToClient, briefed_in_a_long_world, spoil_length(&e->briefing->world_name, WIRE_WORLD_NAME_SIZE))
SPOIL(ToClient, beliefs_of_later, e->briefing->beliefs = UINT32_MAX)
SPOIL(ToClient, role_of_later, e->briefing->role = 99)

static const struct {
    enum to_client_kind kind;
    spoil_to_client *spoil;
    const char *cause;
} told[] = {
    {TO_CLIENT_FACILITATING, facilitator_nameless, "facilitating.name: "},
    {TO_CLIENT_FACILITATING, exercise_of_15, "facilitating.exercise: "},
    {TO_CLIENT_FACILITATING, rights_of_later, NULL},
    {TO_CLIENT_EXERCISE_INFO, worlds_64, NULL},
    {TO_CLIENT_EXERCISE_INFO, worlds_65, "exercise_info.worlds: "},
    {TO_CLIENT_EXERCISE_INFO, title_of_128, "exercise_info.texts[0].title: "},
    {TO_CLIENT_BRIEFING, briefed_in_a_long_world, "briefing.world_name: "},
    {TO_CLIENT_BRIEFING, beliefs_of_later, NULL},
    {TO_CLIENT_BRIEFING, role_of_later, NULL},
};

static void what_is_told_at_the_door(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof told / sizeof told[0]; x++)
        try_to_client(told[x].kind, told[x].spoil, told[x].cause);
}

static void what_is_of_a_later_version(void **state)
{
    (void)state;
    struct chance chance = {3};
    struct sample_room *room = calloc(1, sizeof *room);
    struct to_client *message = calloc(2, sizeof *message);
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    struct cause cause;
    assert_true(room && message);
    sample_to_client(&chance, TO_CLIENT_BRIEFING, true, room, message);
    message->briefing.beliefs = BELIEF_MODE_COUNT;
    message->briefing.role = TEAM_ROLE_COUNT;
    assert_int_equal(wire_write_to_client(message, &buffer), STATUS_OK);
    assert_int_equal(wire_read_to_client(buffer_bytes(&buffer), buffer_length(&buffer), &message[1], &cause),
                     STATUS_OK);
    assert_int_equal(message[1].briefing.beliefs, BELIEFS_NONE);
    assert_int_equal(message[1].briefing.role, ROLE_NONE);
    sample_to_client(&chance, TO_CLIENT_SITUATION, true, room, message);
    message->situation.bot_reason = BOT_REASON_COUNT;
    buffer_consume(&buffer, buffer_length(&buffer));
    assert_int_equal(wire_write_to_client(message, &buffer), STATUS_OK);
    assert_int_equal(wire_read_to_client(buffer_bytes(&buffer), buffer_length(&buffer), &message[1], &cause),
                     STATUS_OK);
    assert_int_equal(message[1].situation.bot_reason, BOT_REASON_NONE);
    buffer_free(&buffer);
    free(message);
    free(room);
}

/* What an older server or client leaves out is read as it was meant then. */
static void what_is_not_sent(void **state)
{
    (void)state;
    static const uint8_t clock[] = {0x4a, 0x14, 0x0a, 16, 1,  2,  3,  4,  5,  6,    7,
                                    8,    9,    10,   11, 12, 13, 14, 15, 16, 0x18, 1};
    static struct to_client message;
    struct cause cause = {""};
    if (wire_read_to_client(clock, sizeof clock, &message, &cause))
        fail_msg("%s", cause.text);
    assert_int_equal(message.kind, TO_CLIENT_CLOCK);
    assert_int_equal(message.clock.remaining_ms, -1);
    assert_int_equal(message.clock.bots, 0);
    assert_int_equal(message.clock.branch, 0);
    assert_false(message.clock.practice || message.clock.start_by_hand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_asked_at_the_door),
        cmocka_unit_test(what_is_told_at_the_door),
        cmocka_unit_test(what_is_of_a_later_version),
        cmocka_unit_test(what_is_not_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
