#include "tests/unit/client/term/session.h"

#include "common/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { OUTPUT_MAX = 512 * 1024 };

/* "[family.name]" stands for a key without words. */
static void expect_words(const char *output)
{
    for (const char *at = strchr(output, '['); at; at = strchr(at + 1, '[')) {
        size_t length = strcspn(at, "] \n");
        if (at[length] == ']' && memchr(at, '.', length))
            fail_msg("no words for %.*s", (int)length + 1, at);
    }
}

void session_run_from(struct session *session, int in_fd, struct play_options options)
{
    uv_loop_t loop;
    struct cause cause;
    size_t size;
    strcpy(session->path, "term-line-XXXXXX");
    options.player.code = options.player.code ? options.player.code : "K7QX2M";
    options.player.name = "Ann";
    options.in_fd = in_fd;
    options.out_fd = mkstemp(session->path);
    assert_true(options.out_fd >= 0);
    assert_int_equal(uv_loop_init(&loop), 0);
    session->exit_status = line_run(&loop, &options);
    (void)uv_run(&loop, UV_RUN_DEFAULT);
    assert_int_equal(uv_loop_close(&loop), 0);
    (void)close(options.out_fd);
    assert_int_equal(file_read(session->path, OUTPUT_MAX, &session->output, &size, &cause), STATUS_OK);
    (void)unlink(session->path);
    assert_int_equal(strlen(session->output), size);
    assert_null(strchr(session->output, '{')); /* every placeholder was filled */
    expect_words(session->output);
    assert_null(strchr(session->output, '\033'));
}

void session_run(struct session *session, const char *script)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], script, strlen(script)), strlen(script));
    (void)close(ends[1]);
    session_run_from(session, ends[0], (struct play_options){.hints = true});
    (void)close(ends[0]);
}

void session_free(struct session *session)
{
    free(session->output);
}

const char *session_find(const char *text, const char *words)
{
    const char *found = strstr(text, words);
    if (!found) {
        (void)fputs(text, stderr); /* more than a message of the framework can hold */
        fail_msg("\"%s\" is not in the text above", words);
    }
    return found;
}

const char *session_last_line(const char *text)
{
    const char *last = text;
    for (const char *at = text; *at; at++)
        if (at[0] == '\n' && at[1])
            last = at + 1;
    return last;
}
