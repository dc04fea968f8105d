#include "client/paper/handouts.h"

#include "client/ctl/admin_call.h"
#include "client/ctl/exercise.h"
#include "client/paper/handout.h"
#include "client/paper/options.h"
#include "common/base/file.h"
#include "common/base/memory.h"
#include "common/wire/wire.h"
#include "common/words/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE_MAX = 32 * 1024 * 1024, SECRET_MODE = 0600 };

static int fail(const char *why)
{
    fprintf(stderr, "spiral handouts: %s\n", why);
    return 1;
}

static int fail_words(const struct language *language, const char *key, const struct slot *slots)
{
    char memory[1024];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(language, key, slots, &text);
    return fail(memory);
}

/* Why the server gives no answer of that kind, in the reader's words; its own where there are none. */
static int refuse(const struct handouts_options *options, const struct from_admin *answer)
{
    const struct language *language = options->languages[0];
    char memory[1024];
    struct text text = text_over(memory, sizeof memory);
    if (answer->kind != FROM_ADMIN_REFUSAL)
        return fail_words(language, "handout.other_version", NULL);
    if (answer->refusal.code == REFUSAL_NOT_NOW && strcmp(answer->refusal.item, "turn") == 0)
        return fail_words(language, "handout.too_late", SLOTS(str("code", options->code)));
    exercise_put_refusal(&answer->refusal, answer->cause, language, options->code, &text);
    return fail(memory);
}

/* Asks, and gives 0 and the answer of that kind; else says why not. */
static int ask(const struct handouts_options *options, struct to_admin *question, enum from_admin_kind wanted,
               struct from_admin *answer)
{
    struct cause cause;
    if (admin_call(options->admin, question, answer, options->languages[0], &cause))
        return fail(cause.text);
    if (answer->kind == wanted)
        return 0;
    int exit_status = refuse(options, answer);
    from_admin_free(answer);
    return exit_status;
}

/* What the answers promise to each other, which nobody has checked yet. */
static bool fit_together(const struct wire_exercise_role_rows *rows)
{
    bool fit = rows->world_count > 0;
    for (int x = 0; x < rows->role_count && fit; x++)
        fit = rows->roles[x].world < (uint32_t)rows->world_count &&
              rows->roles[x].seat < (uint32_t)rows->worlds[rows->roles[x].world].scenario.actor_count &&
              rows->roles[x].motive < MOTIVE_COUNT;
    return fit;
}

static int write_page(const struct handouts_options *options, const struct text *page)
{
    struct cause cause;
    if (page->cut)
        return fail("these are more pages than fit; print some with --only");
    if (options->out) {
        if (file_replace(options->out, page->at, page->length, SECRET_MODE, &cause))
            return fail(cause.text);
        return 0;
    }
    if (fwrite(page->at, 1, page->length, stdout) != page->length || fflush(stdout))
        return fail("standard output: it cannot be written");
    return 0;
}

static bool has_codes(const struct wire_exercise_role_rows *rows)
{
    for (int x = 0; x < rows->role_count; x++)
        if (rows->roles[x].seat_code[0])
            return true;
    return false;
}

/* What whoever prints must know; beside the page, not in it. */
static void warn(const struct handouts_options *options, const struct wire_exercise_state *state,
                 const struct wire_exercise_role_rows *rows, bool secret)
{
    const struct {
        bool applies;
        const char *key;
    } warnings[] = {{secret, "handout.secret"},
                    {secret && has_codes(rows), "handout.codes"},
                    {!state->link[0], "handout.no_link"}};
    for (size_t x = 0; x < sizeof warnings / sizeof warnings[0]; x++)
        if (warnings[x].applies)
            (void)fail_words(options->languages[0], warnings[x].key, NULL);
}

static int print_of(const struct handouts_options *options, const struct wire_exercise_state *state,
                    const struct wire_exercise_role_rows *rows, bool secret)
{
    struct handout handout = {.state = state,
                              .roles = rows,
                              .language_count = options->language_count,
                              .paper = options->paper,
                              .levels = options->levels};
    for (int x = 0; x < options->language_count; x++)
        handout.languages[x] = options->languages[x];
    char *memory = memory_of(PAGE_MAX);
    struct text page = text_over(memory, PAGE_MAX);
    handout_put(&handout, options->sheets, &page);
    int exit_status = write_page(options, &page);
    free(memory);
    if (exit_status == 0)
        warn(options, state, rows, secret);
    return exit_status;
}

/* The same with the roles, where a sheet needs them. */
static int print_with_roles(const struct handouts_options *options, const struct wire_exercise_state *state,
                            bool needed, bool secret)
{
    const struct wire_exercise_role_rows none = {.role_count = 0};
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_ROLES};
    struct from_admin answer;
    if (!needed)
        return print_of(options, state, &none, false);
    (void)slice_copy(slice_of(options->code), question.exercise_roles.code,
                     sizeof question.exercise_roles.code);
    question.exercise_roles.seat_codes = secret;
    int exit_status = ask(options, &question, FROM_ADMIN_EXERCISE_ROLE_ROWS, &answer);
    if (exit_status)
        return exit_status;
    if (fit_together(&answer.exercise_role_rows))
        exit_status = print_of(options, state, &answer.exercise_role_rows, secret);
    else
        exit_status = fail_words(options->languages[0], "handout.empty", SLOTS(str("code", options->code)));
    from_admin_free(&answer);
    return exit_status;
}

static int run(const struct handouts_options *options)
{
    struct to_admin question = {.kind = TO_ADMIN_EXERCISE_SHOW};
    struct from_admin answer;
    bool needed = false, secret = false;
    for (int x = 0; x < HANDOUT_SHEETS; x++) {
        bool asked = options->sheets >> x & 1;
        needed = needed || (asked && handout_sheets[x].from_roles);
        secret = secret || (asked && handout_sheets[x].secret);
    }
    (void)slice_copy(slice_of(options->code), question.exercise_show.code,
                     sizeof question.exercise_show.code);
    int exit_status = ask(options, &question, FROM_ADMIN_EXERCISE_STATE, &answer);
    if (exit_status)
        return exit_status;
    exit_status = print_with_roles(options, &answer.exercise_state, needed, secret);
    from_admin_free(&answer);
    return exit_status;
}

int handouts_main(int count, char **arguments)
{
    struct handouts_options options;
    if (!handouts_options_read(count, arguments, &options))
        return 2;
    if (options.help) {
        handouts_options_print_help();
        return 0;
    }
    if (!options.out && isatty(STDOUT_FILENO)) {
        (void)fail_words(options.languages[0], "handout.terminal", NULL);
        return 2;
    }
    return run(&options);
}
