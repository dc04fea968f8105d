/* Words of players and facilitators as a server takes them in, and as a client takes what was kept long ago.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/text.h"
#include "common/wire/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a server makes of the text as a name, a message and a reason; false: refused, with the cause. */
typedef bool take_in(const char *text, char *taken, struct cause *cause);

static bool server_reads(struct to_server *message, char *taken, struct cause *cause)
{
    struct buffer bytes = buffer_with_cap(WIRE_TO_SERVER_MAX);
    struct to_server *read = calloc(1, sizeof *read);
    assert_non_null(read);
    message->request = 1;
    assert_int_equal(wire_write_to_server(message, &bytes), STATUS_OK);
    enum status status = wire_read_to_server(buffer_bytes(&bytes), buffer_length(&bytes), read, cause);
    strcpy(taken, message->kind == TO_SERVER_JOIN ? read->join.name : read->send_press.text);
    assert_int_equal(read->request, 1);
    buffer_free(&bytes);
    free(read);
    return status == STATUS_OK;
}

static bool as_name(const char *text, char *taken, struct cause *cause)
{
    struct to_server *message = calloc(1, sizeof *message);
    assert_non_null(message);
    message->kind = TO_SERVER_JOIN;
    strcpy(message->join.code, "CODE");
    assert_true(slice_copy(slice_of(text), message->join.name, sizeof message->join.name));
    bool good = server_reads(message, taken, cause);
    free(message);
    return good;
}

static bool as_press(const char *text, char *taken, struct cause *cause)
{
    struct to_server *message = calloc(1, sizeof *message);
    assert_non_null(message);
    message->kind = TO_SERVER_SEND_PRESS;
    message->send_press.everyone = true;
    assert_true(slice_copy(slice_of(text), message->send_press.text, sizeof message->send_press.text));
    bool good = server_reads(message, taken, cause);
    free(message);
    return good;
}

static bool as_reason(const char *text, char *taken, struct cause *cause)
{
    struct to_admin message = {.request = 1, .kind = TO_ADMIN_EXERCISE_ACT}, read = {0};
    struct buffer bytes = buffer_with_cap(WIRE_TO_SERVER_MAX);
    wire_exercise_act_init(&message.exercise_act, EXERCISE_PAUSE);
    strcpy(message.exercise_act.code, "CODE");
    assert_true(slice_copy(slice_of(text), message.exercise_act.reason, sizeof message.exercise_act.reason));
    assert_int_equal(wire_write_to_admin(&message, &bytes), STATUS_OK);
    enum status status = wire_read_to_admin(buffer_bytes(&bytes), buffer_length(&bytes), &read, cause);
    strcpy(taken, read.exercise_act.reason);
    buffer_free(&bytes);
    return status == STATUS_OK;
}

static const struct {
    take_in *take;
    const char *path;
} ways[] = {{as_name, "join.name: "}, {as_press, "send_press.text: "}, {as_reason, "exercise_act.reason: "}};

static void expect_taken(take_in *take, const char *text, const char *expected)
{
    char taken[WIRE_PRESS_SIZE];
    struct cause cause = {""};
    if (!take(text, taken, &cause))
        fail_msg("\"%s\" was refused: %s", text, cause.text);
    assert_string_equal(taken, expected);
}

static void expect_refused(take_in *take, const char *path, const char *text, const char *why)
{
    char taken[WIRE_PRESS_SIZE];
    struct cause cause = {""};
    if (take(text, taken, &cause))
        fail_msg("\"%s\" was taken", text);
    if (strncmp(cause.text, path, strlen(path)) != 0 || !strstr(cause.text, why))
        fail_msg("\"%s\" was refused because: %s", text, cause.text);
}

static void words_of_all_scripts_are_taken(void **state)
{
    (void)state;
    static const char *const good[] = {
        "Mu\u00f1oz \u00bfQu\u00e9?",
        "Mun\u0303oz",
        "\u5e73\u548c \uac00 \u3042",
        "\u0633\u064e\u0644\u0627\u0645",
        "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
        "\u0928\u092e\u0938\u094d\u0924\u0947",
        "\u2764\ufe0f \U0001f1ea\U0001f1f8",
        "a\u0301\u0302\u0303\u0304",
    };
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++)
        for (size_t x = 0; x < sizeof good / sizeof good[0]; x++)
            expect_taken(ways[w].take, good[x], good[x]);
}

static void joiners_are_left_out(void **state)
{
    (void)state;
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
        expect_taken(ways[w].take, "\U0001f468\u200d\U0001f469\u200d\U0001f467",
                     "\U0001f468\U0001f469\U0001f467");
        expect_taken(ways[w].take, "An\u200dn", "Ann");
    }
    expect_refused(as_name, "join.name: ", "\u200d", "empty");
    expect_refused(as_press, "send_press.text: ", "\u200d\u200d", "empty");
    expect_taken(as_reason, "\u200d", ""); /* none given */
}

static void what_cannot_be_seen_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"An\u200bn", "\u200fAnn",     "An\u00adn", "Ann\u2060", "\ufeffAnn",
                                      "Ann\u061c", "An\U000e0041n", "\u3164Ann", "A\u034fnn"};
    for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
        for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++)
            expect_refused(ways[w].take, ways[w].path, bad[x], "invisible");
        expect_refused(ways[w].take, ways[w].path, "A\u202enn", "control");
        expect_refused(ways[w].take, ways[w].path, "a\u0301\u0302\u0303\u0304\u0305", "marks");
        /* leaving the joiners out must not hide a heap */
        expect_refused(ways[w].take, ways[w].path, "a\u0301\u0302\u0303\u200d\u0304\u0305", "marks");
    }
}

static void a_name_has_something_to_see(void **state)
{
    (void)state;
    static const char *const empty[] = {" ", "\u3000\u00a0", "\u2800", "\u0301", "\ufe0f"};
    for (size_t x = 0; x < sizeof empty / sizeof empty[0]; x++) {
        expect_refused(as_name, "join.name: ", empty[x], "cannot be seen");
        expect_taken(as_press, empty[x], empty[x]);
    }
}

/* A link must not break on a message that an older server kept. */
static void a_client_takes_what_was_kept(void **state)
{
    (void)state;
    static const char words[] = "old \u200b words\u00ad \u200d a\u0301\u0301\u0301\u0301\u0301\u0301";
    struct to_client *message = calloc(2, sizeof *message);
    struct buffer bytes = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    struct cause cause;
    assert_non_null(message);
    message->kind = TO_CLIENT_PRESS;
    message->press.turn = 1;
    message->press.number = 1;
    message->press.everyone = true;
    strcpy(message->press.text, words);
    assert_int_equal(wire_write_to_client(message, &bytes), STATUS_OK);
    if (wire_read_to_client(buffer_bytes(&bytes), buffer_length(&bytes), &message[1], &cause))
        fail_msg("%s", cause.text);
    assert_string_equal(message[1].press.text, words);
    to_client_free(&message[1]);
    buffer_free(&bytes);
    free(message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_all_scripts_are_taken), cmocka_unit_test(joiners_are_left_out),
        cmocka_unit_test(what_cannot_be_seen_is_refused), cmocka_unit_test(a_name_has_something_to_see),
        cmocka_unit_test(a_client_takes_what_was_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
