#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/utf8.h"
#include "common/words/key.h"
#include "tests/unit/common/debrief/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int places_in(const char *sentence)
{
    int count = 0;
    for (const char *at = sentence; (at = strstr(at, "{value}")); at++)
        count++;
    return count;
}

static void assert_sentence(const struct metric_row *row, const char *sentence)
{
    if (!sentence || places_in(sentence) != 1)
        fail_msg("%s: a sentence needs one {value}: %s", row->name, sentence ? sentence : "none");
    if (strcspn(sentence, "\n\t") != strlen(sentence) || sentence[strlen(sentence) - 1] != '.')
        fail_msg("%s: not a sentence of one line: %s", row->name, sentence);
    assert_true(utf8_valid(sentence, strlen(sentence)));
}

static const char *sentence_of(const struct metric_row *row, int language)
{
    return sentence_words(languages[language], KEY("metric", row->name));
}

static void rows_are_complete(void **state)
{
    (void)state;
    assert_in_range(metric_count(), 79, METRICS_MAX);
    for (int x = 0; x < metric_count(); x++) {
        const struct metric_row *row = metric_at(x);
        assert_true(row->name && row->unit && row->formula && row->source && row->compute);
        if (strspn(row->name, "abcdefghijklmnopqrstuvwxyz_") != strlen(row->name) || row->name[0] == '_' ||
            strstr(row->name, "__") || row->name[0] == '\0' || row->name[strlen(row->name) - 1] == '_')
            fail_msg("%s is not in snake_case", row->name);
        assert_true(row->unit[0] && row->formula[0] && row->source[0]);
        const char *english = sentence_of(row, LANGUAGE_ENGLISH),
                   *spanish = sentence_of(row, LANGUAGE_SPANISH);
        assert_sentence(row, english);
        assert_sentence(row, spanish);
        assert_string_not_equal(english, spanish);
        if (row->low != METRIC_OPEN && row->high != METRIC_OPEN && row->low > row->high)
            fail_msg("%s ranges from %lld to %lld", row->name, (long long)row->low, (long long)row->high);
        if (row->unit[0] == '%' && row->unit[1] == '\0' && !strstr(english, "{value}\u00a0%") &&
            !strstr(english, "{value} points"))
            fail_msg("%s is in %% but says: %s", row->name, english);
    }
}

static void names_are_unique_and_found(void **state)
{
    (void)state;
    for (int x = 0; x < metric_count(); x++) {
        assert_ptr_equal(metric_find(slice_of(metric_at(x)->name)), metric_at(x));
        for (int y = 0; y < x; y++)
            assert_string_not_equal(metric_at(x)->name, metric_at(y)->name);
    }
    assert_null(metric_find(slice_of("")));
    assert_null(metric_find(slice_of("Burden")));
    assert_null(metric_find((struct slice){"burden", 5}));
}

/* Every family has its test program, and that program demands a case of every row. */
static void families_are_covered(void **state)
{
    (void)state;
    int rows = 0;
    const char *tree = getenv("SPIRAL_TREE");
    assert_non_null(tree);
    for (int f = 0; f < metric_family_count; f++) {
        const struct metric_family *family = metric_families[f];
        char path[1024], demand[64];
        static char source[64 * 1024];
        snprintf(path, sizeof path, "%s/tests/unit/common/debrief/%s.c", tree, family->name);
        snprintf(demand, sizeof demand, "story_covers(&metrics_%s)", family->name);
        FILE *file = fopen(path, "r");
        if (!file)
            fail_msg("there is no %s", path);
        source[fread(source, 1, sizeof source - 1, file)] = '\0';
        fclose(file);
        if (!strstr(source, demand))
            fail_msg("%s does not say %s", path, demand);
        for (int language = 0; language < LANGUAGES; language++)
            assert_non_null(sentence_words(languages[language], KEY("family", family->name)));
        rows += family->count;
    }
    assert_int_equal(rows, metric_count());
}

static void ratios_are_rounded_to_the_nearest(void **state)
{
    (void)state;
    static const struct {
        int64_t numerator, denominator, millionths;
    } cases[] = {
        {0, 1, 0},
        {1, 3, 333333},
        {2, 3, 666667},
        {-1, 3, -333333},
        {-2, 3, -666667},
        {7, 2, 3500000},
        {-7, 2, -3500000},
        {1, 2000000, 1}, /* 0.5 millionths go up ... */
        {-1, 2000000, 0},
        {1, 2000001, 0},
        {-1, 1999999, -1},
        {5, 1, 5000000},
        {-5, 1, -5000000},
        {(INT64_C(1) << 43) - 1, 1, ((INT64_C(1) << 43) - 1) * METRIC_ONE}, /* the largest whole part */
        {(INT64_C(1) << 53) - 1, INT64_C(1) << 53, 1000000},
        {INT64_C(1) << 52, INT64_C(1) << 53, 500000},
        {-(INT64_C(1) << 52), INT64_C(1) << 53, -500000},
        {(INT64_C(1) << 41) - 1, INT64_C(1) << 41, 1000000},
        {INT64_C(3) << 40, INT64_C(1) << 41, 1500000},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct metric_value value;
        metric_set_ratio(&value, cases[c].numerator, cases[c].denominator, 9);
        assert_true(value.defined);
        assert_int_equal(value.cases, 9);
        if (value.millionths != cases[c].millionths)
            fail_msg("case %zu: %lld", c, (long long)value.millionths);
    }
    struct metric_value value = {.defined = true, .millionths = 3};
    metric_set_ratio(&value, 5, 0, 0);
    assert_false(value.defined);
    assert_int_equal(value.millionths, 0);
    metric_set_whole(&value, -42, 3);
    assert_true(value.defined);
    assert_int_equal(value.millionths, -42000000);
    assert_int_equal(value.cases, 3);
}

static void values_are_written(void **state)
{
    (void)state;
    static const struct {
        int64_t millionths;
        int decimals;
        const char *text;
    } cases[] = {
        {0, 6, "0"},
        {12500000, 6, "12.5"},
        {12500000, 1, "12.5"},
        {12500000, 0, "13"},
        {-12500000, 0, "-13"},
        {-3000, 3, "-0.003"},
        {-3000, 2, "0"}, /* no minus before nothing */
        {1, 6, "0.000001"},
        {-1, 6, "-0.000001"},
        {1, 5, "0"},
        {5, 5, "0.00001"},
        {999999, 3, "1"},
        {1049999, 1, "1"},
        {1050000, 1, "1.1"},
        {-1050000, 1, "-1.1"},
        {100000000, 2, "100"},
        {10010000, 2, "10.01"},
        {INT64_C(8796093022207) * METRIC_ONE, 2, "8796093022207"},
    };
    char memory[64];
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct metric_value value = {.defined = true, .millionths = cases[c].millionths};
        struct text text = text_over(memory, sizeof memory);
        metric_put(&value, cases[c].decimals, &text);
        assert_string_equal(memory, cases[c].text);
    }
    struct text text = text_over(memory, sizeof memory);
    metric_put(&(struct metric_value){.millionths = 7}, 2, &text);
    assert_string_equal(memory, "");
}

/* A world that never began: nothing divides by nothing. What can be said is said. */
static void a_world_without_turns(void **state)
{
    static const char *const told[] = {
        "war",        "wars",         "tragedy",     "mistrust",     "mistrust_rise", "mutual_fear",
        "mirror_gap", "breaches",     "asymmetry",   "reassurances", "spirals",       "balance_true",
        "sigma",      "net_fortify",  "net_strike",  "net_dual",     "largest_share", "survival",
        "herfindahl", "seeker_score", "seeker_goal", "insecurity",   "hegemony",      "preemption_threshold"};
    for (int n = ACTORS_MIN; n <= ACTORS_MAX; n++) {
        struct story *story = story_new(state, n);
        story_begin(story);
        const struct metric_input *input = story_input(story);
        for (int x = 0; x < metric_count(); x++) {
            struct metric_value value;
            bool tells = false;
            metric_compute(metric_at(x), input, &value);
            for (size_t k = 0; k < sizeof told / sizeof told[0]; k++)
                tells = tells || strcmp(told[k], metric_at(x)->name) == 0;
            if (value.defined != tells)
                fail_msg("%s is %sdefined without a turn", metric_at(x)->name, value.defined ? "" : "not ");
        }
    }
}

/* Two of the largest armies of the rules, in a world of the largest parameters: no number leaves its range.
 */
static void the_largest_numbers(void **state)
{
    struct story *story = story_new(state, 2);
    struct parameters *p = &story->world.scenario.parameters;
    for (int row = 0; row < PARAMETER_COUNT; row++)
        *parameter_at(p, row) = parameter_rows[row].high;
    p->grace_turns = 0;
    story->world.balance = 400;
    for (int i = 0; i < 2; i++) {
        story->world.actors[i].doctrine = 400;
        story->world.actors[i].territory = story->world.actors[i].start = 500;
    }
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story_arms(story, 1, STOCK_MAX, STOCK_MAX);
    story->world.actors[1].dual = STOCK_MAX;
    story_begin(story);
    for (int t = 1; t <= TURNS_MAX; t++) {
        for (int i = 0; i < 2; i++) {
            int stock = (t + i) % 2 ? STOCK_MAX : 0;
            story_arms(story, i, stock, stock);
            story->world.actors[i].dual = stock;
            story_budget(story, i, 0, 700, 700, 600, 0);
            story_vulnerable(story, i, t % 3 ? 1000 : 0);
        }
        story_sees_all(story);
        if (t % 2) {
            story_attack(story, 1, 0);
            story_battle(story, 0, true, 1000);
        }
        story_turn(story);
    }
    const struct metric_input *input = story_input(story);
    for (int x = 0; x < metric_count(); x++) {
        const struct metric_row *row = metric_at(x);
        struct metric_value value;
        metric_compute(row, input, &value);
        if (value.defined && ((row->low != METRIC_OPEN && value.millionths < row->low * METRIC_ONE) ||
                              (row->high != METRIC_OPEN && value.millionths > row->high * METRIC_ONE)))
            fail_msg("%s is %lld millionths", row->name, (long long)value.millionths);
    }
    story_expect(story, "spiral_index", "1", 118); /* each does what the other did a turn ago */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_complete),    cmocka_unit_test(names_are_unique_and_found),
        cmocka_unit_test(families_are_covered), cmocka_unit_test(ratios_are_rounded_to_the_nearest),
        cmocka_unit_test(values_are_written),   STORY_TEST(a_world_without_turns),
        STORY_TEST(the_largest_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
