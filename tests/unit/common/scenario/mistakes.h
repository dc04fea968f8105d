/* What the tests of scenario files share: the shortest valid file, and a table of mistakes with what is said
 * of each. */
#ifndef SPIRAL_TESTS_SCENARIO_MISTAKES_H
#define SPIRAL_TESTS_SCENARIO_MISTAKES_H

#include "common/scenario/scenario_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Lines 1 to 5, and 6 to 8. */
#define HEAD   "scenario: two\ntitle: {en: Two}\nlesson: {en: Learn}\nplayers: 2\nminutes: 30\n"
#define ACTORS "actors:\n  - name: North\n  - name: South\n"

struct mistake {
    const char *text;
    const char *says; /* after "f.yaml:" */
};

static inline void check_mistake(const char *text, size_t size, const char *says)
{
    struct scenario_file file;
    struct cause cause = {{0}};
    enum status status = scenario_file_parse("f.yaml", text, size, &file, &cause);
    if (status != STATUS_INVALID || strncmp(cause.text, "f.yaml:", 7) != 0 ||
        strcmp(cause.text + 7, says) != 0)
        fail_msg("status %d\n  got      '%s'\n  expected 'f.yaml:%s'\n  for\n%s", (int)status, cause.text,
                 says, text);
}

static inline void check_mistakes(const struct mistake *mistakes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_mistake(mistakes[i].text, strlen(mistakes[i].text), mistakes[i].says);
}

#define CHECK_MISTAKES(table) check_mistakes(table, sizeof table / sizeof table[0])

#endif
