#include "common/store/backend.h"

#include "common/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct store_record sample(void)
{
    struct store_record record = {.seq = 1, .stamp_ms = 1795893029120, .remaining_ms = -1, .kind = "orders"};
    record.body = "turn 1";
    record.body_size = 6;
    return record;
}

static struct digest chain_of(struct store_record record)
{
    struct digest zero = {{0}};
    struct id stream = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}};
    return store_chain(&zero, &stream, &record);
}

/* The same bytes laid out by other means (Python's hashlib and struct). */
static void matches_a_known_answer(void **state)
{
    (void)state;
    struct digest chain = chain_of(sample());
    char hex[65];
    struct text text = text_over(hex, sizeof hex);
    text_put_hex(&text, chain.bytes, sizeof chain.bytes);
    assert_string_equal(hex, "469bc64c5249b0447ae4c207ba0cde968f5e0a8fb19dcd352fead44dd05974f5");
}

static void depends_on_every_part(void **state)
{
    (void)state;
    struct store_record changed[6];
    for (size_t i = 0; i < 6; i++)
        changed[i] = sample();
    changed[0].seq = 2;
    changed[1].stamp_ms++;
    changed[2].remaining_ms = 0;
    changed[3].kind[0] = 'b';
    changed[4].body = "turn 2";
    changed[5].body_size = 5;
    struct digest original = chain_of(sample());
    for (size_t i = 0; i < 6; i++) {
        struct digest other = chain_of(changed[i]);
        assert_memory_not_equal(original.bytes, other.bytes, sizeof original.bytes);
    }
    struct id stream = {{1}};
    struct store_record record = sample();
    struct digest zero = {{0}}, one = {{1}};
    struct digest a = store_chain(&zero, &stream, &record), b = store_chain(&one, &stream, &record);
    assert_memory_not_equal(a.bytes, original.bytes, sizeof a.bytes);
    assert_memory_not_equal(a.bytes, b.bytes, sizeof a.bytes);
}

/* Letters must not be able to move between the kind and the body. */
static void separates_kind_and_body(void **state)
{
    (void)state;
    struct store_record a = sample(), b = sample();
    strcpy(a.kind, "ab");
    a.body = "c";
    a.body_size = 1;
    strcpy(b.kind, "a");
    b.body = "bc";
    b.body_size = 2;
    struct digest first = chain_of(a), second = chain_of(b);
    assert_memory_not_equal(first.bytes, second.bytes, sizeof first.bytes);
}

static void a_walk_finds_gaps_and_ends(void **state)
{
    (void)state;
    struct id stream = {{7}};
    struct stream_head head = {.remaining_ms = -1};
    struct store_change change = {.kind = STORE_APPEND, .stream = stream, .record = sample()};
    struct store_record first = stream_head_append(&head, &change);
    struct store_record second = stream_head_append(&head, &change);
    assert_int_equal(first.seq, 1);
    assert_int_equal(second.seq, 2);
    struct chain_walk walk = {0};
    assert_false(chain_walk_step(&walk, &stream, &second));
    assert_true(chain_walk_step(&walk, &stream, &first));
    assert_false(chain_walk_ends(&walk, &head));
    assert_false(chain_walk_step(&walk, &stream, &first));
    assert_true(chain_walk_step(&walk, &stream, &second));
    assert_true(chain_walk_ends(&walk, &head));
    head.chain.bytes[31] ^= 1;
    assert_false(chain_walk_ends(&walk, &head));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_a_known_answer),
        cmocka_unit_test(depends_on_every_part),
        cmocka_unit_test(separates_kind_and_body),
        cmocka_unit_test(a_walk_finds_gaps_and_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
