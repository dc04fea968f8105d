/* The committed pages of the manual are what the rows say now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/cards/card.h"
#include "client/cards/card_manual.h"
#include "common/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *page_of(const char *name)
{
    char path[4096], *text;
    size_t size;
    struct cause cause;
    const char *tree = getenv("SPIRAL_TREE");
    assert_non_null(tree);
    snprintf(path, sizeof path, "%s/docs/%s", tree, name);
    if (file_read(path, CARD_MANUAL_MAX, &text, &size, &cause))
        fail_msg("%s", cause.text);
    return text;
}

static char *printed(void (*put)(enum debrief_language language, struct text *text),
                     enum debrief_language language)
{
    char *memory = malloc(CARD_MANUAL_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_MANUAL_MAX);
    put(language, &text);
    assert_false(text.cut);
    return memory;
}

static void metrics_md_is_printed_from_the_rows(void **state)
{
    (void)state;
    char *committed = page_of("metrics.md"), *now = printed(card_put_metrics_page, DEBRIEF_EN);
    if (strcmp(committed, now) != 0)
        fail_msg("docs/metrics.md is not what `spiral debrief --metrics` prints: print it anew");
    free(committed);
    free(now);
}

static void every_metric_stands_in_both_pages(void **state)
{
    (void)state;
    for (int language = 0; language < DEBRIEF_LANGUAGES; language++) {
        char *page = printed(card_put_metrics_page, (enum debrief_language)language);
        for (int m = 0; m < metric_count(); m++) {
            const struct metric_row *row = metric_at(m);
            char heading[128];
            snprintf(heading, sizeof heading, "\n### `%s`\n", row->name);
            assert_non_null(strstr(page, heading));
            assert_non_null(strstr(page, row->formula));
            assert_non_null(strstr(page, row->sentence[DEBRIEF_EN]));
            assert_non_null(strstr(page, row->sentence[DEBRIEF_ES]));
        }
        free(page);
    }
}

static void debrief_md_holds_the_cards_and_the_rules(void **state)
{
    (void)state;
    char *committed = page_of("debrief.md"), *now = printed(card_put_rules_page, DEBRIEF_EN);
    if (!strstr(committed, now))
        fail_msg("docs/debrief.md does not hold what `spiral debrief --rules` prints: put it in anew");
    free(committed);
    free(now);
}

static void rules_are_printed_in_both_languages(void **state)
{
    (void)state;
    for (int language = 0; language < DEBRIEF_LANGUAGES; language++) {
        char *page = printed(card_put_rules_page, (enum debrief_language)language);
        for (int cause = 0; cause < CAUSE_COUNT; cause++)
            assert_non_null(strstr(page, diagnosis_rules[cause].rule[language]));
        for (int c = 0; c < card_count; c++)
            assert_non_null(strstr(page, cards[c]->shows[language]));
        assert_null(strchr(page, '{'));
        free(page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(metrics_md_is_printed_from_the_rows),
        cmocka_unit_test(every_metric_stands_in_both_pages),
        cmocka_unit_test(debrief_md_holds_the_cards_and_the_rules),
        cmocka_unit_test(rules_are_printed_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
