/* The scenarios of config/scenarios: each is, to the letter, what the rules' reference makes of it;
 * expected.txt holds one block of canonical text for each, parted by empty lines. And PARAMETERS.md says what
 * the rules say. */
#include "common/rules/canonical.h"
#include "common/scenario/sheet_field.h"
#include "tests/unit/common/scenario/mistakes.h"

#include <stdio.h>
#include <stdlib.h>

enum { FIXTURE_MAX = 256 * 1024 };

struct fixture {
    char directory[1024];
    char *expected;
    size_t left, length;
};

static void tree_path(char *path, size_t size, const char *relative)
{
    const char *tree = getenv("SPIRAL_TREE");
    if (!tree)
        fail_msg("SPIRAL_TREE must name the top of the tree");
    assert_true((size_t)snprintf(path, size, "%s/%s", tree ? tree : "", relative) < size);
}

/* The whole file with a NUL behind it; the caller frees it. */
static char *read_file(const char *relative, size_t *length)
{
    char path[1024];
    tree_path(path, sizeof path, relative);
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(FIXTURE_MAX);
    assert_non_null(file);
    assert_non_null(bytes);
    *length = fread(bytes, 1, FIXTURE_MAX - 1, file);
    assert_true(*length < FIXTURE_MAX - 1);
    assert_int_equal(fclose(file), 0);
    bytes[*length] = '\0';
    return bytes;
}

static void compare_scenario(void *user, const char *name)
{
    struct fixture *fixture = user;
    struct scenario_file file;
    struct cause cause = {{0}};
    if (scenario_file_load(fixture->directory, name, &file, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    char canonical[CANONICAL_SCENARIO_MAX];
    struct text text = text_over(canonical, sizeof canonical);
    canonical_scenario(&file.scenario, &text);
    assert_false(text.cut);
    const char *block = fixture->expected + fixture->length - fixture->left;
    const char *end = strstr(block, "\n\n");
    size_t size = end ? (size_t)(end + 1 - block) : fixture->left;
    if (size != text.length || memcmp(block, canonical, size) != 0)
        fail_msg("%s: expected\n%.*s\ngot\n%s", name, (int)size, block, canonical);
    fixture->left -= end ? size + 1 : size;
}

static void every_scenario_equals_the_reference(void **state)
{
    (void)state;
    struct fixture fixture = {{0}, NULL, 0, 0};
    struct cause cause;
    tree_path(fixture.directory, sizeof fixture.directory, "config/scenarios");
    fixture.expected = read_file("tests/unit/common/scenario/expected.txt", &fixture.length);
    fixture.left = fixture.length;
    assert_true(fixture.length > 0);
    assert_int_equal(scenario_file_list(fixture.directory, compare_scenario, &fixture, &cause), STATUS_OK);
    assert_int_equal(fixture.left, 0);
    free(fixture.expected);
}

/* Canonical text must be readable again, which the names of actors could spoil. */
static void read_back(void *user, const char *name)
{
    struct scenario_file file;
    struct scenario again;
    struct cause cause;
    assert_int_equal(scenario_file_load(user, name, &file, &cause), STATUS_OK);
    char canonical[CANONICAL_SCENARIO_MAX], reason[200];
    struct text text = text_over(canonical, sizeof canonical), why = text_over(reason, sizeof reason);
    canonical_scenario(&file.scenario, &text);
    if (!canonical_scenario_read(slice_of(canonical), &again, &why))
        fail_msg("%s: %s", name, reason);
    char twice[CANONICAL_SCENARIO_MAX];
    struct text second = text_over(twice, sizeof twice);
    canonical_scenario(&again, &second);
    assert_string_equal(canonical, twice);
}

static void canonical_text_reads_back(void **state)
{
    (void)state;
    char directory[1024];
    struct cause cause;
    tree_path(directory, sizeof directory, "config/scenarios");
    assert_int_equal(scenario_file_list(directory, read_back, directory, &cause), STATUS_OK);
}

static void parameters_are_documented(void **state)
{
    (void)state;
    size_t length;
    char *page = read_file("config/scenarios/PARAMETERS.md", &length);
    const char *at = strstr(page, "|---|---|---|---|---|\n");
    assert_non_null(at);
    at = strchr(at, '\n') + 1;
    for (int p = 0; p < PARAMETER_COUNT; p++) {
        const struct parameter_row *row = &parameter_rows[p];
        char line[400];
        int size = snprintf(line, sizeof line, "| `%s` | %d..%d | %d | %s | %s |\n", row->name, row->low,
                            row->high, row->initial, row->unit, row->meaning);
        assert_in_range(size, 1, (int)sizeof line - 1);
        if (strncmp(at, line, (size_t)size) != 0)
            fail_msg("PARAMETERS.md: expected here\n%sfound\n%.100s", line, at);
        at += size;
    }
    assert_string_equal(at, "");
    free(page);
}

static void fields_are_documented(void **state)
{
    (void)state;
    size_t length;
    char *page = read_file("config/scenarios/README.md", &length);
    for (int row = 0; row < field_table_count; row++) {
        char cell[80];
        snprintf(cell, sizeof cell, "\n| `%s` |", field_table[row].path);
        if (!strstr(page, cell))
            fail_msg("README.md has no row for %s", field_table[row].path);
    }
    free(page);
}

static void the_documented_example_is_valid(void **state)
{
    (void)state;
    size_t length;
    char *page = read_file("config/scenarios/README.md", &length);
    char *example = strstr(page, "```yaml\n");
    assert_non_null(example);
    example += strlen("```yaml\n");
    const char *end = strstr(example, "```");
    assert_non_null(end);
    struct scenario_file file;
    struct cause cause = {{0}};
    if (scenario_file_parse("README.md", example, (size_t)(end - example), &file, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    assert_int_equal(file.scenario.actor_count, 3);
    assert_int_equal(file.scenario.pact_count, 1);
    assert_int_equal(file.scenario.assessment_count, 1);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scenario_equals_the_reference), cmocka_unit_test(canonical_text_reads_back),
        cmocka_unit_test(parameters_are_documented),           cmocka_unit_test(fields_are_documented),
        cmocka_unit_test(the_documented_example_is_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
