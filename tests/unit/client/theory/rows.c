/* What holds of all rows, and the ones without dice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/theory/pool.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct theory_part *const parts[] = {
    &theory_stage,     &theory_richardson, &theory_worlds,    &theory_regulators,
    &theory_models,    &theory_history,    &theory_alliances, &theory_modules,
    &theory_doctrines, &theory_formulas,   &theory_matrix,
};

enum { PARTS = sizeof parts / sizeof parts[0] };

static char scenarios[1024];

static bool is_snake(const char *id)
{
    return id[0] >= 'a' && id[0] <= 'z' && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(id);
}

static void rows_are_whole(void **state)
{
    int count = 0;
    (void)state;
    for (int part = 0; part < PARTS; part++) {
        assert_true(is_snake(parts[part]->name) && parts[part]->count > 0);
        for (int x = 0; x < parts[part]->count; x++, count++) {
            const struct theory_row *row = &parts[part]->rows[x];
            if (!is_snake(row->id) || strlen(row->claim) < 20 || row->claim[strlen(row->claim) - 1] != '.' ||
                !row->source[0] || !row->expected[0] || !row->reason[0] || !row->check)
                fail_msg("%s: a text is missing, or the claim is no sentence", row->id);
        }
    }
    assert_in_range(count, 80, THEORY_ROWS_MAX);
}

static void ids_are_taken_once(void **state)
{
    const char *ids[THEORY_ROWS_MAX];
    int count = 0;
    (void)state;
    for (int part = 0; part < PARTS; part++)
        for (int x = 0; x < parts[part]->count; x++)
            ids[count++] = parts[part]->rows[x].id;
    for (int a = 0; a < count; a++)
        for (int b = a + 1; b < count; b++)
            assert_string_not_equal(ids[a], ids[b]);
}

static const struct theory_row *row_named(const char *id)
{
    for (int part = 0; part < PARTS; part++)
        for (int x = 0; x < parts[part]->count; x++)
            if (strcmp(parts[part]->rows[x].id, id) == 0)
                return &parts[part]->rows[x];
    fail_msg("there is no row %s", id);
    return NULL;
}

/* Every "row an_id" in the text; gives their number. */
static int check_mentions(const char *id, const char *text)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, "row "));) {
        bool begins = at == text || strchr(" (", at[-1]);
        char name[64];
        at += strlen("row ");
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_");
        if (!begins || !memchr(at, '_', length))
            continue;
        assert_in_range(length, 1, sizeof name - 1);
        memcpy(name, at, length);
        name[length] = '\0';
        if (strcmp(row_named(name)->id, id) == 0)
            fail_msg("%s names itself", id);
        count++;
    }
    return count;
}

static void rows_that_are_named_are_there(void **state)
{
    int count = 0;
    (void)state;
    for (int part = 0; part < PARTS; part++)
        for (int x = 0; x < parts[part]->count; x++) {
            const struct theory_row *row = &parts[part]->rows[x];
            count += check_mentions(row->id, row->claim) + check_mentions(row->id, row->source) +
                     check_mentions(row->id, row->expected) + check_mentions(row->id, row->reason);
        }
    assert_true(count > 0);
}

static void assert_answer(const char *id, const struct theory_run *run, enum theory_answer expected)
{
    static char memory[THEORY_MEASURED_MAX];
    struct text measured = text_over(memory, sizeof memory);
    enum theory_answer answer = row_named(id)->check(run, &measured);
    if (answer != expected || measured.cut)
        fail_msg("%s: answer %d, not %d: %s", id, answer, expected, memory);
}

/* Neither dice nor the number of games touch them. */
static void computed_rows_agree_on_any_dice(void **state)
{
    static const char *const ids[] = {
        "stage_world_1",    "stage_world_2",  "stage_world_3",     "stage_world_4",
        "stage_equilibria", "fear_threshold", "fear_dominance",    "greed_threshold",
        "join_game",        "extended_odds",  "richardson_growth", "richardson_ten",
    };
    const struct theory_run runs[] = {{scenarios, 0, 100}, {scenarios, 4000000, 1}};
    (void)state;
    for (size_t x = 0; x < sizeof ids / sizeof ids[0]; x++)
        for (int r = 0; r < 2; r++)
            assert_answer(ids[x], &runs[r], THEORY_AGREES);
}

static void shipped_scenarios_are_found(void **state)
{
    const struct theory_run run = {scenarios, 0, 100};
    (void)state;
    assert_answer("reassurance_restraint", &run, THEORY_AGREES);
    assert_answer("reassurance_signals", &run, THEORY_OPEN);
}

int main(void)
{
    const char *tree = getenv("SPIRAL_TREE");
    snprintf(scenarios, sizeof scenarios, "%s/config/scenarios", tree ? tree : ".");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_whole),
        cmocka_unit_test(ids_are_taken_once),
        cmocka_unit_test(rows_that_are_named_are_there),
        cmocka_unit_test(computed_rows_agree_on_any_dice),
        cmocka_unit_test(shipped_scenarios_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
