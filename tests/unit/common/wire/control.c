/* Questions to control and their answers, news, and how it felt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/wire/spoil.h"

#include <stdlib.h>

SPOIL(ToServer, as_it_is, (void)e)
SPOIL(ToServer, asked_nothing, spoil_string(&e->ask_control->text, ""))
SPOIL(ToServer, asked_in_lines, spoil_string(&e->ask_control->text, "a\nb"))
SPOIL(ToServer, asked_501, spoil_length(&e->ask_control->text, WIRE_QUESTION_SIZE))
SPOIL(ToServer, asked_500, spoil_length(&e->ask_control->text, WIRE_QUESTION_SIZE - 1))
SPOIL(ToServer, asked_unseen, spoil_string(&e->ask_control->text, "a\u200bb"))
SPOIL(ToServer, asked_by_15, e->ask_control->command_id.len = 15)
static void no_words(Spiral__V1__ToServer *e)
{
    while (e->state_feelings->n_words)
        free(e->state_feelings->words[--e->state_feelings->n_words]);
}

SPOIL(ToServer, empty_word, spoil_string(&e->state_feelings->words[2], ""))
SPOIL(ToServer, unseen_word, spoil_string(&e->state_feelings->words[2], " "))
SPOIL(ToServer, word_in_lines, spoil_string(&e->state_feelings->words[2], "a\nb"))
SPOIL(ToServer, word_of_40, spoil_length(&e->state_feelings->words[2], WIRE_FEELING_SIZE - 1))
SPOIL(ToServer, word_of_41, spoil_length(&e->state_feelings->words[2], WIRE_FEELING_SIZE))
SPOIL(ToServer, greed_of_1001, e->state_feelings->greedy[4]->permille = 1001)
SPOIL(ToServer, greed_twice, e->state_feelings->greedy[4]->state = 3)
SPOIL(ToServer, felt_by_15, e->state_feelings->command_id.len = 15)

static const struct {
    enum to_server_kind kind;
    spoil_to_server *spoil;
    const char *cause; /* NULL: it is read */
} asked[] = {
    {TO_SERVER_ASK_CONTROL, as_it_is, NULL},
    {TO_SERVER_ASK_CONTROL, asked_nothing, "ask_control.text: "},
    {TO_SERVER_ASK_CONTROL, asked_in_lines, NULL},
    {TO_SERVER_ASK_CONTROL, asked_500, NULL},
    {TO_SERVER_ASK_CONTROL, asked_501, "ask_control.text: "},
    {TO_SERVER_ASK_CONTROL, asked_unseen, "ask_control.text: holds invisible"},
    {TO_SERVER_ASK_CONTROL, asked_by_15, "ask_control.command_id: "},
    {TO_SERVER_STATE_FEELINGS, as_it_is, NULL},
    {TO_SERVER_STATE_FEELINGS, no_words, "state_feelings.words: "},
    {TO_SERVER_STATE_FEELINGS, empty_word, "state_feelings.words: empty"},
    {TO_SERVER_STATE_FEELINGS, unseen_word, "state_feelings.words: cannot be seen"},
    {TO_SERVER_STATE_FEELINGS, word_in_lines, "state_feelings.words: "},
    {TO_SERVER_STATE_FEELINGS, word_of_40, NULL},
    {TO_SERVER_STATE_FEELINGS, word_of_41, "state_feelings.words: "},
    {TO_SERVER_STATE_FEELINGS, greed_of_1001, "state_feelings.greedy[4].permille: "},
    {TO_SERVER_STATE_FEELINGS, greed_twice, "state_feelings.greedy[4].state: "},
    {TO_SERVER_STATE_FEELINGS, felt_by_15, "state_feelings.command_id: "},
};

static void what_players_say(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof asked / sizeof asked[0]; x++)
        try_to_server(asked[x].kind, asked[x].spoil, asked[x].cause);
}

SPOIL(ToClient, unanswered, spoil_string(&e->control_answer->answer, ""))
SPOIL(ToClient, unasked, spoil_string(&e->control_answer->question, ""))
SPOIL(ToClient, answer_of_201, spoil_length(&e->control_answer->answer, WIRE_REASON_SIZE))
SPOIL(ToClient, question_of_501, spoil_length(&e->control_answer->question, WIRE_QUESTION_SIZE))
SPOIL(ToClient, answer_that_rings, spoil_string(&e->control_answer->answer, "\a"))
SPOIL(ToClient, world_of_15, e->bulletin->world.len = 15)
SPOIL(ToClient, turn_61, e->bulletin->turn = 61)
SPOIL(ToClient, source_of_32, spoil_length(&e->bulletin->source, NAME_SIZE))
SPOIL(ToClient, news_of_501, spoil_length(&e->bulletin->text_es, WIRE_BULLETIN_SIZE))
SPOIL(ToClient, news_that_steer, spoil_string(&e->bulletin->text_en, "\033[2J"))
SPOIL(ToClient, erased, spoil_string(&e->bulletin->text_en, ""); spoil_string(&e->bulletin->text_es, ""))
SPOIL(ToClient, kept_long_ago, spoil_string(&e->bulletin->text_en, "old \u200b words"))

static const struct {
    enum to_client_kind kind;
    spoil_to_client *spoil;
    const char *cause;
} told[] = {
    {TO_CLIENT_CONTROL_ANSWER, unanswered, NULL},
    {TO_CLIENT_CONTROL_ANSWER, unasked, NULL},
    {TO_CLIENT_CONTROL_ANSWER, answer_of_201, "control_answer.answer: "},
    {TO_CLIENT_CONTROL_ANSWER, question_of_501, "control_answer.question: "},
    {TO_CLIENT_CONTROL_ANSWER, answer_that_rings, "control_answer.answer: "},
    {TO_CLIENT_BULLETIN, world_of_15, "bulletin.world: "},
    {TO_CLIENT_BULLETIN, turn_61, "bulletin.turn: "},
    {TO_CLIENT_BULLETIN, source_of_32, "bulletin.source: "},
    {TO_CLIENT_BULLETIN, news_of_501, "bulletin.text_es: "},
    {TO_CLIENT_BULLETIN, news_that_steer, "bulletin.text_en: "},
    {TO_CLIENT_BULLETIN, erased, NULL},
    {TO_CLIENT_BULLETIN, kept_long_ago, NULL},
};

static void what_players_are_told(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof told / sizeof told[0]; x++)
        try_to_client(told[x].kind, told[x].spoil, told[x].cause);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_players_say),
        cmocka_unit_test(what_players_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
