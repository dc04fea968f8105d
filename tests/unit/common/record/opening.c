/* How a world begins, as text: the commitment binds key, salt, motives and scenario, and a changed line is
 * refused by name. */
#include "tests/unit/common/record/played.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const char world_hex[] = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";

static struct record_opening opening_of(int n)
{
    struct scenario scenario;
    struct record_opening opening;
    played_scenario(&scenario, n, 6);
    played_opening(&opening, &scenario, 3);
    return opening;
}

static enum status read_text(const char *text, struct record_opening *opening, struct cause *cause)
{
    cause->text[0] = '\0';
    return record_read_opening(slice_of(text), opening, cause);
}

static void assert_other_commitment(const struct record_opening *changed, const struct digest *before)
{
    struct digest now = record_commitment(changed);
    assert_memory_not_equal(now.bytes, before->bytes, DIGEST_SIZE);
}

static void commitment_changes_with_every_input(void **state)
{
    (void)state;
    const struct record_opening opening = opening_of(3);
    struct digest before = record_commitment(&opening);
    struct record_opening changed = opening;
    assert_memory_equal(before.bytes, opening.commitment.bytes, DIGEST_SIZE);
    for (int bit = 0; bit < 8 * DICE_KEY_SIZE; bit++) {
        changed.key[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_other_commitment(&changed, &before);
        changed.key[bit / 8] ^= (uint8_t)(1 << bit % 8);
        changed.salt[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_other_commitment(&changed, &before);
        changed.salt[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (int p = 0; p < PARAMETER_COUNT; p++) {
        changed = opening;
        *parameter_at(&changed.scenario.parameters, p) += 1;
        assert_other_commitment(&changed, &before);
    }
    changed = opening;
    changed.scenario.actors[2].name[0] = 'B';
    assert_other_commitment(&changed, &before);
    changed = opening;
    changed.scenario.actors[1].territory++;
    assert_other_commitment(&changed, &before);
    changed = opening;
    changed.scenario.proximity[0][2] = 50;
    assert_other_commitment(&changed, &before);
    changed = opening;
    changed.scenario.pacts[changed.scenario.pact_count++] =
        (struct scenario_pact){.i = 0, .j = 1, .kind = PACT_DEFENSIVE, .secret = 1};
    assert_other_commitment(&changed, &before);
}

/* Nobody may learn a motive by trying all motives against the published commitment. */
static void commitment_hides_motives_behind_the_salt(void **state)
{
    (void)state;
    struct record_opening one = opening_of(2), other = one;
    other.salt[0] ^= 1;
    struct digest a = record_commitment(&one), b = record_commitment(&other);
    assert_memory_not_equal(a.bytes, b.bytes, DIGEST_SIZE);
    one.scenario.actors[0].motive = MOTIVE_GREEDY;
    other = one;
    other.scenario.actors[0].motive = MOTIVE_SECURITY_SEEKER;
    a = record_commitment(&one);
    b = record_commitment(&other);
    assert_memory_not_equal(a.bytes, b.bytes, DIGEST_SIZE);
}

/* Whoever could choose the course of a world after its commitment could roll its dice again. */
static void commitment_binds_the_world_and_serves_its_branches(void **state)
{
    (void)state;
    const struct record_opening opening = opening_of(2);
    struct record_opening changed = opening;
    changed.branch = 7; /* a rolled-back course stands under the commitment of the first */
    struct digest same = record_commitment(&changed);
    assert_memory_equal(same.bytes, opening.commitment.bytes, DIGEST_SIZE);
    changed = opening;
    changed.world.bytes[3] ^= 1;
    assert_other_commitment(&changed, &opening.commitment);
}

static void opening_comes_back(void **state)
{
    (void)state;
    for (int n = ACTORS_MIN; n <= ACTORS_MAX; n++) {
        struct record_opening opening = opening_of(n), back;
        struct cause cause;
        char text[RECORD_OPENING_MAX], again[RECORD_OPENING_MAX];
        opening.branch = (uint32_t)n - 2;
        opening.commitment = record_commitment(&opening);
        played_opening_text(&opening, text);
        if (read_text(text, &back, &cause))
            fail_msg("%s", cause.text);
        assert_memory_equal(&back, &opening, sizeof opening);
        played_opening_text(&back, again);
        assert_string_equal(again, text);
    }
}

/* Puts `line` in place of the first line that begins with `name=`. */
static void replace(const char *text, const char *name, const char *line, char changed[RECORD_OPENING_MAX])
{
    struct slice rest = slice_of(text), part;
    struct text out = text_over(changed, RECORD_OPENING_MAX);
    bool done = false;
    while (slice_take(&rest, '\n', &part)) {
        if (!done && slice_starts(part, name) && part.at[strlen(name)] == '=') {
            text_put(&out, line);
            done = true;
        } else {
            text_put_span(&out, part.at, part.length);
        }
        text_put_char(&out, '\n');
    }
    assert_true(done);
    assert_false(out.cut);
}

static void tampered_lines_are_named(void **state)
{
    static const struct {
        const char *name, *line, *said;
        enum status status;
    } cases[] = {
        {"record", "record=2", "another version", STATUS_VERSION},
        {"rules", "rules=2", "other rules", STATUS_VERSION},
        {"world", "world=a0", "does not name its world", STATUS_CORRUPT},
        {"world", "world=z0a1a2a3a4a5a6a7a8a9aaabacadaeaf", "does not name its world", STATUS_CORRUPT},
        {"branch", "branch=-1", "branch", STATUS_CORRUPT},
        {"branch", "branch=4294967296", "branch", STATUS_CORRUPT},
        {"key", "key=00", "key", STATUS_CORRUPT},
        {"key", "key=00000000000000000000000000000000", "does not fit", STATUS_CORRUPT},
        {"salt", "salt=00000000000000000000000000000000", "commitment", STATUS_CORRUPT},
        {"salt", "salted=1", "salt", STATUS_CORRUPT},
        {"commitment", "commitment=0", "commitment", STATUS_CORRUPT},
        {"commitment", "commitment=00000000000000000000000000000000000000000000000000000000000000ff",
         "commitment", STATUS_CORRUPT},
        {"motives", "motives=9 9 9", "motives", STATUS_CORRUPT},
        {"motives", "motives=0 0", "motives", STATUS_CORRUPT},
        {"motives", "motive=0 0 0", "motives", STATUS_CORRUPT},
        {"scenario", "scenario=other", "commitment", STATUS_CORRUPT},
        {"actors", "actors=13", "actors", STATUS_CORRUPT},
        {"noise", "noise=901", "noise", STATUS_CORRUPT},
        {"noise", "noise=199", "commitment", STATUS_CORRUPT},
        {"noise", "nose=199", "nose", STATUS_CORRUPT},
        {"max_turns", "max_turns=61", "max_turns", STATUS_CORRUPT},
        {"actor", "actor=0 A0 11 -1 0", "commitment", STATUS_CORRUPT},
        {"actor", "actor=0 A0 10 7 0", "motive", STATUS_CORRUPT},
        {"prox", "prox=0 0 100 101", "proximity", STATUS_CORRUPT},
        {"prox", "prox=0 0 100 99", "commitment", STATUS_CORRUPT},
    };
    struct record_opening opening = opening_of(3), back;
    char text[RECORD_OPENING_MAX], changed[RECORD_OPENING_MAX];
    struct cause cause;
    (void)state;
    played_opening_text(&opening, text);
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        replace(text, cases[x].name, cases[x].line, changed);
        assert_int_equal(read_text(changed, &back, &cause), cases[x].status);
        if (!strstr(cause.text, cases[x].said))
            fail_msg("\"%s\" is told as \"%s\"", cases[x].line, cause.text);
        bool before_world = x < 4;
        if (!before_world && (!strstr(cause.text, world_hex) || !strstr(cause.text, "turn 0")))
            fail_msg("\"%s\" is told without world and turn: \"%s\"", cases[x].line, cause.text);
    }
}

/* A record has one spelling, so that nothing in it can be changed unseen. */
static void another_spelling_is_refused(void **state)
{
    static const struct {
        const char *name, *line;
    } cases[] = {
        {"world", "world=A0A1A2A3A4A5A6A7A8A9AAABACADAEAF"},
        {"branch", "branch=00"},
        {"branch", "branch=-0"},
        {"noise", "noise=0200"},
        {"actor", "actor=1 A1 10 -1 0"}, /* now twice, and state 0 is as by default */
        {"prox", "prox=1 100 0 100"},
        {"max_turns", "max_turns=6\nmax_turns=6"},
    };
    struct record_opening opening = opening_of(3), back;
    char text[RECORD_OPENING_MAX], changed[RECORD_OPENING_MAX];
    struct cause cause;
    (void)state;
    played_opening_text(&opening, text);
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        replace(text, cases[x].name, cases[x].line, changed);
        if (read_text(changed, &back, &cause) == STATUS_OK)
            fail_msg("\"%s\" is read", cases[x].line);
    }
    text[strlen(text) - 1] = '\0';
    assert_int_equal(read_text(text, &back, &cause), STATUS_CORRUPT);
}

static void cut_openings_are_refused(void **state)
{
    (void)state;
    struct record_opening opening = opening_of(2), back;
    char text[RECORD_OPENING_MAX];
    struct cause cause;
    played_opening_text(&opening, text);
    for (size_t size = strlen(text) - 1; size-- > 0;) {
        char *cut = malloc(size + 1); /* its own piece of the heap: reading past the end is seen */
        assert_non_null(cut);
        memcpy(cut, text, size);
        assert_int_not_equal(record_read_opening((struct slice){cut, size}, &back, &cause), STATUS_OK);
        assert_true(cause.text[0] != '\0');
        free(cut);
    }
}

static void keys_are_derived_apart(void **state)
{
    (void)state;
    struct record_opening opening = opening_of(2);
    struct siphash_key seen[40];
    seen[0] = record_bot_key(opening.key);
    for (uint32_t branch = 0; branch < 39; branch++)
        seen[branch + 1] = record_dice_key(opening.key, branch);
    struct siphash_key master = siphash_key_of(opening.key);
    assert_memory_equal(&seen[1], &master, sizeof master); /* branch 0 */
    for (int a = 0; a < 40; a++)
        for (int b = 0; b < a; b++)
            assert_memory_not_equal(&seen[a], &seen[b], sizeof seen[a]);
    struct siphash_key again = record_dice_key(opening.key, 38);
    assert_memory_equal(&again, &seen[39], sizeof again);
    opening.key[15] ^= 0x80;
    again = record_dice_key(opening.key, 38);
    assert_memory_not_equal(&again, &seen[39], sizeof again);
    again = record_bot_key(opening.key);
    assert_memory_not_equal(&again, &seen[0], sizeof again);
}

/* A branch is dealt the same hand and then plays with other dice. */
static void branches_share_the_deal(void **state)
{
    (void)state;
    struct record_opening opening = opening_of(6);
    struct world world, branch;
    record_begin(&opening, &world);
    opening.branch = 5;
    record_begin(&opening, &branch);
    assert_memory_not_equal(&branch.key, &world.key, sizeof world.key);
    branch.key = world.key;
    assert_memory_equal(&branch, &world, sizeof world);
}

static void opening_hash_covers_all(void **state)
{
    (void)state;
    const struct record_opening opening = opening_of(2);
    struct record_opening changed = opening;
    struct digest before = record_opening_hash(&opening), after;
    changed.world.bytes[15] ^= 1;
    after = record_opening_hash(&changed);
    assert_memory_not_equal(after.bytes, before.bytes, DIGEST_SIZE);
    changed = opening;
    changed.branch = 1;
    after = record_opening_hash(&changed);
    assert_memory_not_equal(after.bytes, before.bytes, DIGEST_SIZE);
    changed = opening;
    changed.commitment.bytes[0] ^= 1;
    after = record_opening_hash(&changed);
    assert_memory_not_equal(after.bytes, before.bytes, DIGEST_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commitment_changes_with_every_input),
        cmocka_unit_test(commitment_hides_motives_behind_the_salt),
        cmocka_unit_test(commitment_binds_the_world_and_serves_its_branches),
        cmocka_unit_test(opening_comes_back),
        cmocka_unit_test(tampered_lines_are_named),
        cmocka_unit_test(another_spelling_is_refused),
        cmocka_unit_test(cut_openings_are_refused),
        cmocka_unit_test(keys_are_derived_apart),
        cmocka_unit_test(branches_share_the_deal),
        cmocka_unit_test(opening_hash_covers_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
