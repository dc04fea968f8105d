/* Damaged files: every truncation, and many changed bytes, of a file that uses every field. Whatever is read
 * is checked or refused with a place; the sanitizers watch the rest. */
#include "common/base/siphash.h"
#include "common/base/utf8.h"
#include "common/rules/scenario.h"
#include "tests/unit/common/scenario/mistakes.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static const char whole[] = "scenario: full-3\n"
                            "title: {en: Three, es: 'Tr\u00e9s'}\n"
                            "lesson:\n"
                            "  en: >-\n"
                            "    One\n"
                            "    paragraph.\n"
                            "players: 3-6\n"
                            "minutes: 45\n"
                            "parameters: {balance: 60, prior_limited: 100}\n"
                            "proximity:\n"
                            "  rows: [[0, 1, 2], [3, 0, 5], [6, 7, 0]]\n"
                            "actors:\n"
                            "  - {name: A, territory: 12, motive: limited, rise: 2}\n"
                            "  - name: \"\\u00d1\"\n"
                            "    motive: draw\n"
                            "  - name: C\n"
                            "pacts:\n"
                            "  - between: [A, C]\n"
                            "    kind: unconditional\n"
                            "    secret: true\n"
                            "assessments:\n"
                            "  - {by: A, about: C, permille: 10}\n";

enum { SIZE = sizeof whole - 1, FLIPS = 20000 };

/* Parses a copy of exactly that size, so that a read behind it is seen; tells whether the file was accepted.
 */
static bool check_damaged(const char *bytes, size_t size)
{
    char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, bytes, size);
    struct scenario_file file;
    struct cause cause = {{0}};
    enum status status = scenario_file_parse("f.yaml", copy, size, &file, &cause);
    free(copy);
    if (status == STATUS_OK) {
        char reason[200];
        struct text why = text_over(reason, sizeof reason);
        assert_true(scenario_check(&file.scenario, &why));
        return true;
    }
    int line, column;
    assert_int_equal(status, STATUS_INVALID);
    assert_int_equal(sscanf(cause.text, "f.yaml:%d:%d: ", &line, &column), 2);
    assert_true(line >= 1 && column >= 1);
    assert_true(utf8_printable(cause.text, strlen(cause.text), false));
    return false;
}

static void truncated(void **state)
{
    (void)state;
    assert_true(check_damaged(whole, SIZE));
    int accepted = 0;
    for (size_t size = 0; size < SIZE; size++)
        accepted += check_damaged(whole, size);
    /* most cuts break the file, a cut of the last line's end does not */
    assert_in_range(accepted, 1, SIZE / 4);
}

static void bytes_changed(void **state)
{
    (void)state;
    const struct siphash_key key = {1914, 1938};
    int accepted = 0;
    for (uint64_t round = 0; round < FLIPS; round++) {
        char bytes[SIZE];
        memcpy(bytes, whole, SIZE);
        for (uint64_t change = 0; change <= round % 3; change++) {
            uint64_t bits = siphash24(key, (const uint64_t[]){round, change}, 2);
            /* YAML's own signs do more harm than random bytes */
            static const char signs[] = "{}[]:-,'\"\n #&*!|>%@`?~\t\\0";
            bool sign = bits >> 63;
            bytes[bits % SIZE] = sign ? signs[(bits >> 32) % sizeof signs] : (char)(bits >> 40);
        }
        accepted += check_damaged(bytes, SIZE);
    }
    assert_in_range(accepted, 1, FLIPS / 2);
}

static void pieces_repeated(void **state)
{
    (void)state;
    const struct siphash_key key = {1, 2};
    for (uint64_t round = 0; round < 2000; round++) {
        char bytes[2 * SIZE];
        uint64_t bits = siphash24(key, &round, 1);
        size_t from = bits % SIZE, length = 1 + (bits >> 16) % (SIZE - from), at = (bits >> 32) % SIZE;
        memcpy(bytes, whole, at);
        memcpy(bytes + at, whole + from, length);
        memcpy(bytes + at + length, whole + at, SIZE - at);
        check_damaged(bytes, SIZE + length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(truncated),
        cmocka_unit_test(bytes_changed),
        cmocka_unit_test(pieces_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
