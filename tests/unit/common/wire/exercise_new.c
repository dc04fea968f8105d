/* An exercise that is asked for over the admin socket, and what comes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/spoil.h"

#include <string.h>

#define NEW(name, does) SPOIL(ToAdmin, name, Spiral__V1__ExerciseNew *n = e->exercise_new; does)

NEW(as_it_is, (void)n)
NEW(rehearsal_of_nothing, spoil_string(&n->scenario, ""))
NEW(no_scenario, spoil_string(&n->scenario, ""); spoil_string(&n->rehearsal_of, ""))
NEW(team_of_5, n->team_size = 5)
NEW(places_1024, n->places = WIRE_PERSONS_MAX)
NEW(places_1025, n->places = WIRE_PERSONS_MAX + 1)
NEW(worlds_64, n->worlds = 64)
NEW(worlds_65, n->worlds = 65)
NEW(beliefs_5, n->beliefs = (Spiral__V1__BeliefMode)5)
NEW(bots_4, n->bots = (Spiral__V1__BotDisclosure)4)
NEW(horizon_3, n->horizon = (Spiral__V1__Horizon)3)
NEW(planned_for_ever, n->plan_minutes = UINT32_MAX)
NEW(condition_in_64, n->conditions[255]->world->state = 64)
NEW(condition_everywhere, spoil_absent(n->conditions[255]->world))
NEW(condition_of_nothing, spoil_string(&n->conditions[255]->parameter, ""))
NEW(guest_nameless, spoil_string(&n->guests[255], ""))
NEW(guest_unseen, spoil_string(&n->guests[255], " "))
NEW(guest_of_64, spoil_length(&n->guests[255], WIRE_PERSON_NAME_SIZE))
NEW(inject_empty, spoil_string(&n->injects[63]->text_en, ""))
NEW(inject_of_seat_13, n->injects[63]->seats = 1 << ACTORS_MAX)
NEW(leader_with_escape, spoil_string(&n->facilitator, "\033"))
NEW(leader_nameless, spoil_string(&n->facilitator, ""))
NEW(delay_of_ages, n->spectator_delay->turns = UINT32_MAX)
SPOIL(ToAdmin, roles_of_nothing, spoil_string(&e->exercise_roles->code, ""))

static const struct {
    enum to_admin_kind kind;
    spoil_to_admin *spoil;
    const char *cause; /* NULL: it is read */
} asked[] = {
    {TO_ADMIN_EXERCISE_NEW, as_it_is, NULL},
    {TO_ADMIN_EXERCISE_NEW, rehearsal_of_nothing, NULL}, /* its settings are those of the other */
    {TO_ADMIN_EXERCISE_NEW, no_scenario, "exercise_new.scenario: "},
    {TO_ADMIN_EXERCISE_NEW, team_of_5, "exercise_new.team_size: "},
    {TO_ADMIN_EXERCISE_NEW, places_1024, NULL},
    {TO_ADMIN_EXERCISE_NEW, places_1025, "exercise_new.places: "},
    {TO_ADMIN_EXERCISE_NEW, worlds_64, NULL},
    {TO_ADMIN_EXERCISE_NEW, worlds_65, "exercise_new.worlds: "},
    {TO_ADMIN_EXERCISE_NEW, beliefs_5, "exercise_new.beliefs: "},
    {TO_ADMIN_EXERCISE_NEW, bots_4, "exercise_new.bots: "},
    {TO_ADMIN_EXERCISE_NEW, horizon_3, "exercise_new.horizon: "},
    {TO_ADMIN_EXERCISE_NEW, planned_for_ever, "exercise_new.plan_minutes: "},
    {TO_ADMIN_EXERCISE_NEW, condition_in_64, "exercise_new.conditions[255].world.state: "},
    {TO_ADMIN_EXERCISE_NEW, condition_everywhere, NULL},
    {TO_ADMIN_EXERCISE_NEW, condition_of_nothing, "exercise_new.conditions[255].parameter: "},
    {TO_ADMIN_EXERCISE_NEW, guest_nameless, "exercise_new.guests[255].name: "},
    {TO_ADMIN_EXERCISE_NEW, guest_unseen, "exercise_new.guests[255].name: "},
    {TO_ADMIN_EXERCISE_NEW, guest_of_64, "exercise_new.guests[255].name: "},
    {TO_ADMIN_EXERCISE_NEW, inject_empty, "exercise_new.injects[63].text_en: "},
    {TO_ADMIN_EXERCISE_NEW, inject_of_seat_13, "exercise_new.injects[63].seats: "},
    {TO_ADMIN_EXERCISE_NEW, leader_with_escape, "exercise_new.facilitator: "},
    {TO_ADMIN_EXERCISE_NEW, leader_nameless, NULL},
    {TO_ADMIN_EXERCISE_NEW, delay_of_ages, "exercise_new.spectator_delay: "},
    {TO_ADMIN_EXERCISE_ROLES, roles_of_nothing, "exercise_roles.code: "},
};

static void every_bound_of_a_wish(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof asked / sizeof asked[0]; x++)
        try_to_admin(asked[x].kind, asked[x].spoil, asked[x].cause);
}

#define CREATED(name, does) SPOIL(FromAdmin, name, Spiral__V1__ExerciseCreated *c = e->exercise_created; does)

CREATED(key_of_32, spoil_length(&c->facilitator_key, WIRE_FACILITATOR_KEY_SIZE))
CREATED(no_key, spoil_string(&c->facilitator_key, ""))
CREATED(world_of_15, c->worlds[63].len = 15)
CREATED(link_nameless, spoil_string(&c->guests[255]->name, ""))
CREATED(link_of_24, spoil_length(&c->guests[255]->secret, WIRE_GUEST_SECRET_SIZE))
CREATED(link_of_nothing, spoil_string(&c->guests[255]->secret, ""))

static const struct {
    spoil_from_admin *spoil;
    const char *cause;
} created[] = {
    {key_of_32, "exercise_created.facilitator_key: "},
    {no_key, NULL}, /* of an older server */
    {world_of_15, "exercise_created.worlds: "},
    {link_nameless, "exercise_created.guests[255].name: "},
    {link_of_24, "exercise_created.guests[255].secret: "},
    {link_of_nothing, "exercise_created.guests[255].secret: "},
};

static void every_bound_of_what_comes_of_it(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof created / sizeof created[0]; x++)
        try_from_admin(FROM_ADMIN_EXERCISE_CREATED, created[x].spoil, created[x].cause);
}

/* Lists that are too long are refused before anything is made of them; the bound itself is in the samples. */
static void lists_of_a_wish_are_bounded(void **state)
{
    (void)state;
    static const struct {
        uint8_t tag[2];
        unsigned most;
        const char *cause;
    } lists[] = {{{0x5a, 0}, WIRE_CONDITIONS_MAX, "exercise_new.conditions: more than 256"},
                 {{0xa2, 1}, WIRE_GUESTS_MAX, "exercise_new.guests: more than 256"},
                 {{0xaa, 1}, WIRE_INJECTS_MAX, "exercise_new.injects: more than 64"}};
    for (size_t x = 0; x < sizeof lists / sizeof lists[0]; x++) {
        uint8_t bytes[1024] = {0x08, 1, 0x12}, *at = bytes + 5;
        size_t tag = lists[x].tag[1] ? 2 : 1;
        for (unsigned y = 0; y <= lists[x].most; y++) {
            memcpy(at, lists[x].tag, tag);
            at[tag] = 0;
            at += tag + 1;
        }
        size_t inner = (size_t)(at - bytes) - 5;
        bytes[3] = (uint8_t)(inner | 0x80);
        bytes[4] = (uint8_t)(inner >> 7);
        struct to_admin message;
        struct cause cause = {""};
        assert_int_equal(wire_read_to_admin(bytes, (size_t)(at - bytes), &message, &cause), STATUS_INVALID);
        if (strncmp(cause.text, lists[x].cause, strlen(lists[x].cause)) != 0)
            fail_msg("the cause is \"%s\", expected \"%s\"", cause.text, lists[x].cause);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bound_of_a_wish),
        cmocka_unit_test(every_bound_of_what_comes_of_it),
        cmocka_unit_test(lists_of_a_wish_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
