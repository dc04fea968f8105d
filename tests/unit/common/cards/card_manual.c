/* The committed pages of the manual are what the rows say now. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/file.h"
#include "common/cards/card.h"
#include "common/cards/card_manual.h"
#include "common/words/key.h"

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

static char *printed(void (*put)(const struct language *language, struct text *text), int language)
{
    char *memory = malloc(CARD_MANUAL_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_MANUAL_MAX);
    put(languages[language], &text);
    assert_false(text.cut);
    return memory;
}

static void metrics_md_is_printed_from_the_rows(void **state)
{
    (void)state;
    char *committed = page_of("metrics.md"), *now = printed(card_put_metrics_page, LANGUAGE_ENGLISH);
    if (strcmp(committed, now) != 0)
        fail_msg("docs/metrics.md is not what `spiral debrief --metrics` prints: print it anew");
    free(committed);
    free(now);
}

static void every_metric_stands_in_both_pages(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGES; language++) {
        char *page = printed(card_put_metrics_page, language);
        for (int m = 0; m < metric_count(); m++) {
            const struct metric_row *row = metric_at(m);
            char heading[128];
            snprintf(heading, sizeof heading, "\n### `%s`\n", row->name);
            assert_non_null(strstr(page, heading));
            assert_non_null(strstr(page, row->formula));
            for (int each = 0; each < LANGUAGES; each++) {
                char sentence[1024];
                struct text text = text_over(sentence, sizeof sentence);
                sentence_put(languages[each], KEY("metric", row->name), SLOTS(str("value", "{}")), &text);
                assert_false(text.cut);
                assert_non_null(strstr(page, sentence));
            }
        }
        free(page);
    }
}

static void debrief_md_holds_the_cards_and_the_rules(void **state)
{
    (void)state;
    char *committed = page_of("debrief.md"), *now = printed(card_put_rules_page, LANGUAGE_ENGLISH);
    if (!strstr(committed, now))
        fail_msg("docs/debrief.md does not hold what `spiral debrief --rules` prints: put it in anew");
    free(committed);
    free(now);
}

static const char *words_of(int language, const char *key)
{
    const char *words = sentence_words(languages[language], key);
    assert_non_null(words);
    return words;
}

static void rules_are_printed_in_both_languages(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGES; language++) {
        char *page = printed(card_put_rules_page, language);
        for (int cause = 0; cause < CAUSE_COUNT; cause++)
            assert_non_null(
                strstr(page, words_of(language, KEY("rule", diagnosis_rules[cause].name, "text"))));
        for (int c = 0; c < card_count; c++)
            assert_non_null(strstr(page, words_of(language, KEY("card", cards[c]->name, "shows"))));
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
