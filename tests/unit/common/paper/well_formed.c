#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "well_formed.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 32, NAME_MAX_BYTES = 16 };

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

/* Takes the name of a tag off `at`. */
static void take_name(const char *at, char name[NAME_MAX_BYTES])
{
    size_t length = strcspn(at, " />\n");
    assert_true(length > 0 && length < NAME_MAX_BYTES);
    memcpy(name, at, length);
    name[length] = '\0';
}

static void check_tag(const char *at, char open[DEPTH_MAX][NAME_MAX_BYTES], int *depth)
{
    static const char *const empty[] = {"meta", "!doctype", "path", NULL};
    static const char *const known[] = {"html", "head", "title", "style",  "body",  "section", "div",
                                        "span", "p",    "h1",    "h2",     "h3",    "h4",      "ul",
                                        "ol",   "li",   "b",     "strong", "table", "thead",   "tbody",
                                        "tr",   "th",   "td",    "svg",    NULL};
    char name[NAME_MAX_BYTES];
    take_name(at[1] == '/' ? at + 2 : at + 1, name);
    if (is_one_of(name, empty))
        return;
    if (!is_one_of(name, known))
        fail_msg("<%s> is no tag of a printed page: %.60s", name, at);
    if (at[1] != '/') {
        assert_true(*depth < DEPTH_MAX);
        memcpy(open[(*depth)++], name, sizeof name);
        return;
    }
    if (*depth == 0 || strcmp(open[*depth - 1], name) != 0)
        fail_msg("</%s> closes <%s>: %.60s", name, *depth ? open[*depth - 1] : "", at);
    --*depth;
}

void check_well_formed(const char *page)
{
    static const char *const never[] = {"<script", " style=", "url(", "@import", "src=", NULL};
    char open[DEPTH_MAX][NAME_MAX_BYTES];
    int depth = 0;
    assert_int_equal(strncmp(page, "<!doctype html>", 15), 0);
    for (const char *at = strchr(page, '<'); at; at = strchr(at + 1, '<'))
        check_tag(at, open, &depth);
    assert_int_equal(depth, 0);
    for (const char *const *word = never; *word; word++)
        for (const char *at = strstr(page, *word); at; at = strstr(at + 1, *word))
            fail_msg("a printed page has no %s: %.60s", *word, at);
}
