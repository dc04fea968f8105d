/* Acts of facilitators, in a session and over the admin socket: what is out of bounds is refused by the name
 * of its field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/spoil.h"

#include <string.h>

#define ACT(name, does) SPOIL(ToServer, name, Spiral__V1__ExerciseAct *a = e->exercise_act; does)
/* The kind is one that needs nothing, unless it is what is spoilt. */
#define PAUSE_WITH(name, does) ACT(name, a->act = SPIRAL__V1__ACT_KIND__ACT_PAUSE; does)

ACT(no_kind, a->act = SPIRAL__V1__ACT_KIND__ACT_UNSPECIFIED)
ACT(kind_28, a->act = (Spiral__V1__ActKind)28)
ACT(kind_27, a->act = (Spiral__V1__ActKind)27)
PAUSE_WITH(no_code, spoil_string(&a->code, ""))
PAUSE_WITH(steering_reason, spoil_string(&a->reason, "a\033[2Jb"))
PAUSE_WITH(two_lines, spoil_string(&a->reason, "a\nSAVED"))
PAUSE_WITH(invisible_reason, spoil_string(&a->reason, "a\u200bb"))
PAUSE_WITH(reason_of_200, spoil_length(&a->reason, WIRE_REASON_SIZE - 1))
PAUSE_WITH(reason_of_201, spoil_length(&a->reason, WIRE_REASON_SIZE))
PAUSE_WITH(latest, a->ms = WIRE_EXTEND_MS_MAX)
PAUSE_WITH(too_late, a->ms = WIRE_EXTEND_MS_MAX + 1)
PAUSE_WITH(too_soon, a->ms = INT32_MIN)
PAUSE_WITH(turn_60, a->turn = TURNS_MAX)
PAUSE_WITH(turn_61, a->turn = TURNS_MAX + 1)
PAUSE_WITH(world_63, a->world->state = 63)
PAUSE_WITH(world_64, a->world->state = 64)
PAUSE_WITH(world_of_4_milliards, a->world->state = UINT32_MAX)
PAUSE_WITH(seat_12, a->seat->state = ACTORS_MAX)
PAUSE_WITH(person_of_15, a->person.len = 15)
PAUSE_WITH(command_of_15, a->command_id.len = 15)
PAUSE_WITH(number_huge, a->number = ORDER_VALUE_MAX + 1)
PAUSE_WITH(percent_none, a->percent = 0)
PAUSE_WITH(percent_99, a->percent = 99)
PAUSE_WITH(percent_100, a->percent = 100)
PAUSE_WITH(percent_400, a->percent = 400)
PAUSE_WITH(percent_401, a->percent = 401)
PAUSE_WITH(attack_on_12, a->orders->attack->state = 12)
PAUSE_WITH(no_budget, spoil_absent(a->orders->budget))
PAUSE_WITH(name_of_64, spoil_length(&a->name, WIRE_PERSON_NAME_SIZE))
PAUSE_WITH(name_unseen, spoil_string(&a->name, "\u3000"))
PAUSE_WITH(name_none, spoil_string(&a->name, ""))
PAUSE_WITH(rights_5, a->rights = (Spiral__V1__Rights)5)
PAUSE_WITH(card_8, a->card = 8)
PAUSE_WITH(card_9, a->card = 9)
PAUSE_WITH(part_255, a->part = 255)
PAUSE_WITH(part_256, a->part = 256)
PAUSE_WITH(news_for_13, a->inject->seats = 1 << ACTORS_MAX)
PAUSE_WITH(news_empty, spoil_string(&a->inject->text_en, ""))
PAUSE_WITH(news_of_501, spoil_length(&a->inject->text_en, WIRE_BULLETIN_SIZE))
PAUSE_WITH(news_that_rings, spoil_string(&a->inject->text_es, "a\a"))
PAUSE_WITH(news_in_english, spoil_string(&a->inject->text_es, ""))
PAUSE_WITH(source_in_lines, spoil_string(&a->inject->source, "a\nb"))
PAUSE_WITH(source_of_32, spoil_length(&a->inject->source, NAME_SIZE))
PAUSE_WITH(news_in_64, a->inject->world->state = 64)
PAUSE_WITH(trigger_3, a->inject->trigger = (Spiral__V1__Trigger)3)
PAUSE_WITH(trigger_at_once, a->inject->trigger = 0; a->inject->turn = a->inject->tension = 0)
PAUSE_WITH(news_in_turn_60, a->inject->turn = TURNS_MAX)
PAUSE_WITH(news_in_turn_61, a->inject->turn = TURNS_MAX + 1)
PAUSE_WITH(tension_6, a->inject->tension = 6)
PAUSE_WITH(tension_7, a->inject->tension = 7)
PAUSE_WITH(seen_turn_60, a->seen_turn[0] = TURNS_MAX)
PAUSE_WITH(seen_turn_61, a->seen_turn[0] = TURNS_MAX + 1)
PAUSE_WITH(seen_without_branch, a->n_seen_branch--)
PAUSE_WITH(branch_without_turn, a->n_seen_turn--)

static const struct {
    spoil_to_server *spoil;
    const char *cause; /* NULL: it is read */
} acts[] = {
    {no_kind, "exercise_act.act: "},
    {kind_28, "exercise_act.act: "},
    {kind_27, NULL},
    {no_code, NULL}, /* the session knows its exercise */
    {steering_reason, "exercise_act.reason: "},
    {two_lines, "exercise_act.reason: "},
    {invisible_reason, "exercise_act.reason: "},
    {reason_of_200, NULL},
    {reason_of_201, "exercise_act.reason: "},
    {latest, NULL},
    {too_late, "exercise_act.ms: "},
    {too_soon, "exercise_act.ms: "},
    {turn_60, NULL},
    {turn_61, "exercise_act.turn: "},
    {world_63, NULL},
    {world_64, "exercise_act.world.state: "},
    {world_of_4_milliards, "exercise_act.world.state: "},
    {seat_12, "exercise_act.seat.state: "},
    {person_of_15, "exercise_act.person: "},
    {command_of_15, "exercise_act.command_id: "},
    {number_huge, "exercise_act.number: "},
    {percent_none, NULL},
    {percent_99, "exercise_act.percent: "},
    {percent_100, NULL},
    {percent_400, NULL},
    {percent_401, "exercise_act.percent: "},
    {attack_on_12, "exercise_act.orders.attack.state: "},
    {no_budget, "exercise_act.orders.budget: "},
    {name_of_64, "exercise_act.name: "},
    {name_unseen, "exercise_act.name: "},
    {name_none, NULL},
    {rights_5, "exercise_act.rights: "},
    {card_8, NULL},
    {card_9, "exercise_act.card: "},
    {part_255, NULL},
    {part_256, "exercise_act.part: "},
    {news_for_13, "exercise_act.inject.seats: "},
    {news_empty, "exercise_act.inject.text_en: "},
    {news_of_501, "exercise_act.inject.text_en: "},
    {news_that_rings, "exercise_act.inject.text_es: "},
    {news_in_english, NULL},
    {source_in_lines, "exercise_act.inject.source: "},
    {source_of_32, "exercise_act.inject.source: "},
    {news_in_64, "exercise_act.inject.world.state: "},
    {trigger_3, "exercise_act.inject.trigger: "},
    {trigger_at_once, NULL},
    {news_in_turn_60, NULL},
    {news_in_turn_61, "exercise_act.inject.turn: "},
    {tension_6, NULL},
    {tension_7, "exercise_act.inject.tension: "},
    {seen_turn_60, NULL},
    {seen_turn_61, "exercise_act.seen_turn: "},
    {seen_without_branch, "exercise_act.seen_branch: "},
    {branch_without_turn, "exercise_act.seen_branch: "},
};

static void every_bound_of_an_act(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof acts / sizeof acts[0]; x++)
        try_to_server(TO_SERVER_EXERCISE_ACT, acts[x].spoil, acts[x].cause);
}

SPOIL(ToAdmin, admin_no_code, spoil_string(&e->exercise_act->code, ""))
SPOIL(ToAdmin, admin_no_kind, e->exercise_act->act = SPIRAL__V1__ACT_KIND__ACT_UNSPECIFIED)

static void over_the_admin_socket_the_exercise_is_named(void **state)
{
    (void)state;
    try_to_admin(TO_ADMIN_EXERCISE_ACT, admin_no_code, "exercise_act.code: ");
    try_to_admin(TO_ADMIN_EXERCISE_ACT, admin_no_kind, "exercise_act.act: ");
}

/* ---- what is not named */

static struct to_server *act_message(struct wire_exercise_act act)
{
    static struct to_server message;
    message = (struct to_server){.request = 1, .kind = TO_SERVER_EXERCISE_ACT, .exercise_act = act};
    return &message;
}

static enum status send_act(const struct wire_exercise_act *act, struct wire_exercise_act *got,
                            struct cause *cause)
{
    static struct to_server read;
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    assert_int_equal(wire_write_to_server(act_message(*act), &buffer), STATUS_OK);
    enum status status = wire_read_to_server(buffer_bytes(&buffer), buffer_length(&buffer), &read, cause);
    *got = read.exercise_act;
    buffer_free(&buffer);
    return status;
}

/* What is missing for an act is not the codec's business: whoever runs the exercise says it with better
 * words. */
static void a_bare_act_is_read(void **state)
{
    (void)state;
    struct wire_exercise_act act, got;
    struct cause cause = {""};
    for (int kind = EXERCISE_NO_ACT + 1; kind < EXERCISE_ACT_COUNT; kind++) {
        wire_exercise_act_init(&act, (enum exercise_act)kind);
        if (send_act(&act, &got, &cause))
            fail_msg("act %d: %s", kind, cause.text);
        assert_memory_equal(&act, &got, sizeof act);
    }
}

/* The first world and the first seat are not "none". */
static void nothing_named_is_not_the_first(void **state)
{
    (void)state;
    struct wire_exercise_act act, got;
    struct cause cause;
    wire_exercise_act_init(&act, EXERCISE_NUDGE);
    assert_int_equal(send_act(&act, &got, &cause), STATUS_OK);
    assert_int_equal(got.world, -1);
    assert_int_equal(got.seat, -1);
    assert_false(got.has_orders || got.has_inject);
    assert_true(id_is_zero(&got.person) && id_is_zero(&got.command));
    act.world = act.seat = 0;
    assert_int_equal(send_act(&act, &got, &cause), STATUS_OK);
    assert_int_equal(got.world, 0);
    assert_int_equal(got.seat, 0);
}

static void orders_without_a_form_are_not_written(void **state)
{
    (void)state;
    struct wire_exercise_act act;
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    wire_exercise_act_init(&act, EXERCISE_ORDERS);
    act.has_orders = true;
    act.orders.scrap = -1;
    assert_int_equal(wire_write_to_server(act_message(act), &buffer), STATUS_INVALID);
    assert_int_equal(buffer_length(&buffer), 0);
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bound_of_an_act),
        cmocka_unit_test(over_the_admin_socket_the_exercise_is_named),
        cmocka_unit_test(a_bare_act_is_read),
        cmocka_unit_test(nothing_named_is_not_the_first),
        cmocka_unit_test(orders_without_a_form_are_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
