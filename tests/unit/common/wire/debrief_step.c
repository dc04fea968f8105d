/* The card that all look at, and the end that is withheld until it is opened. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/spoil.h"

#include <stdlib.h>
#include <string.h>

#define STEP(name, does) SPOIL(ToClient, name, Spiral__V1__DebriefStep *s = e->debrief_step; does)

STEP(as_it_is, (void)s)
STEP(card_8, s->card->state = 8)
STEP(card_9, s->card->state = 9)
STEP(part_256, s->part = 256)
STEP(world_64, s->world->state = 64)
STEP(not_begun, spoil_absent(s->card); spoil_absent(s->world))
STEP(felt_nowhere, spoil_string(&s->feelings[63]->world, ""))
STEP(felt_nothing, spoil_string(&s->feelings[63]->words[7], ""))
STEP(felt_in_lines, spoil_string(&s->feelings[63]->words[7], "a\nb"))
STEP(felt_40, spoil_length(&s->feelings[63]->words[7], WIRE_FEELING_SIZE - 1))
STEP(felt_41, spoil_length(&s->feelings[63]->words[7], WIRE_FEELING_SIZE))
STEP(ended_nowhere, spoil_string(&s->outcomes[63]->world, ""))
STEP(end_9, s->outcomes[63]->end = 9)
STEP(turns_61, s->outcomes[63]->turns = 61)
STEP(conditions_of_128, spoil_length(&s->outcomes[63]->conditions, WIRE_CONDITIONS_SIZE))
STEP(nameless_number, spoil_string(&s->outcomes[63]->numbers[15]->name, ""))

static void no_results(Spiral__V1__ToClient *e)
{
    spoil_rows(e->world_ended->results, e->world_ended->n_results, 0);
}

SPOIL(ToClient, withheld_with_results, e->world_ended->withheld = 1)
SPOIL(ToClient, withheld_with_key, e->world_ended->withheld = 1; no_results(e))
SPOIL(ToClient, withheld_with_salt, e->world_ended->withheld = 1; no_results(e); e->world_ended->key.len = 0)
SPOIL(ToClient, withheld, e->world_ended->withheld = 1; no_results(e);
      e->world_ended->key.len = e->world_ended->salt.len = 0)
SPOIL(ToClient, told_without_key, e->world_ended->key.len = 0)
SPOIL(ToClient, told_without_results, no_results(e))
SPOIL(ToClient, withheld_without_commitment, e->world_ended->withheld = 1; no_results(e);
      e->world_ended->key.len = e->world_ended->salt.len = e->world_ended->commitment.len = 0)

static const struct {
    enum to_client_kind kind;
    spoil_to_client *spoil;
    const char *cause; /* NULL: it is read */
} told[] = {
    {TO_CLIENT_DEBRIEF_STEP, as_it_is, NULL},
    {TO_CLIENT_DEBRIEF_STEP, card_8, NULL},
    {TO_CLIENT_DEBRIEF_STEP, card_9, "debrief_step.card.state: "},
    {TO_CLIENT_DEBRIEF_STEP, part_256, "debrief_step.part: "},
    {TO_CLIENT_DEBRIEF_STEP, world_64, "debrief_step.world.state: "},
    {TO_CLIENT_DEBRIEF_STEP, not_begun, NULL},
    {TO_CLIENT_DEBRIEF_STEP, felt_nowhere, "debrief_step.feelings[63].world: "},
    {TO_CLIENT_DEBRIEF_STEP, felt_nothing, "debrief_step.feelings[63].words: "},
    {TO_CLIENT_DEBRIEF_STEP, felt_in_lines, "debrief_step.feelings[63].words: "},
    {TO_CLIENT_DEBRIEF_STEP, felt_40, NULL},
    {TO_CLIENT_DEBRIEF_STEP, felt_41, "debrief_step.feelings[63].words: "},
    {TO_CLIENT_DEBRIEF_STEP, ended_nowhere, "debrief_step.outcomes[63].world: "},
    {TO_CLIENT_DEBRIEF_STEP, end_9, "debrief_step.outcomes[63].end: "},
    {TO_CLIENT_DEBRIEF_STEP, turns_61, "debrief_step.outcomes[63].turns: "},
    {TO_CLIENT_DEBRIEF_STEP, conditions_of_128, "debrief_step.outcomes[63].conditions: "},
    {TO_CLIENT_DEBRIEF_STEP, nameless_number, "debrief_step.outcomes[63].numbers[15].name: "},
    {TO_CLIENT_WORLD_ENDED, withheld_with_results, "world_ended.results: "},
    {TO_CLIENT_WORLD_ENDED, withheld_with_key, "world_ended.key: "},
    {TO_CLIENT_WORLD_ENDED, withheld_with_salt, "world_ended.salt: "},
    {TO_CLIENT_WORLD_ENDED, withheld, NULL},
    {TO_CLIENT_WORLD_ENDED, told_without_key, "world_ended.key: "},
    {TO_CLIENT_WORLD_ENDED, told_without_results, "world_ended.results: "},
    {TO_CLIENT_WORLD_ENDED, withheld_without_commitment, "world_ended.commitment: "},
};

static void every_bound_of_a_step(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof told / sizeof told[0]; x++)
        try_to_client(told[x].kind, told[x].spoil, told[x].cause);
}

/* Nothing of what is withheld is in the bytes, whatever stands in the struct. */
static void what_is_withheld_is_not_written(void **state)
{
    (void)state;
    struct to_client *message = calloc(2, sizeof *message);
    struct buffer buffer = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    struct cause cause;
    assert_non_null(message);
    message->kind = TO_CLIENT_WORLD_ENDED;
    message->world_ended.withheld = true;
    message->world_ended.end = 1;
    memset(message->world_ended.key, 'K', sizeof message->world_ended.key);
    memset(message->world_ended.salt, 'S', sizeof message->world_ended.salt);
    assert_int_equal(wire_write_to_client(message, &buffer), STATUS_OK);
    assert_null(memchr(buffer_bytes(&buffer), 'K', buffer_length(&buffer)));
    assert_null(memchr(buffer_bytes(&buffer), 'S', buffer_length(&buffer)));
    assert_int_equal(wire_read_to_client(buffer_bytes(&buffer), buffer_length(&buffer), &message[1], &cause),
                     STATUS_OK);
    assert_true(message[1].world_ended.withheld);
    assert_int_equal(message[1].world_ended.result_count, 0);
    buffer_free(&buffer);
    free(message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bound_of_a_step),
        cmocka_unit_test(what_is_withheld_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
