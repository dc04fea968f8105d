#include "client/ctl/exercise.h"

#include "client/ctl/subcommand.h"
#include "client/ctl/wording.h"
#include "common/base/must.h"
#include "common/words/command_line.h"
#include "common/words/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { USAGE_MAX = 4096, NAME_MAX_BYTES = 64 };

static enum status take_code(void *into, const char *word, struct cause *cause)
{
    struct exercise_command *command = into;
    (void)cause;
    if (command->code_count < SUBCOMMAND_CODES_MAX)
        command->codes[command->code_count] = word;
    command->code_count++;
    return STATUS_OK;
}

/* A line a subcommand; NULL: all of them. */
static void put_usage(const struct subcommand *one, struct text *text)
{
    bool first = true;
    for (int x = 0; x < subcommand_count; x++) {
        const struct subcommand *row = &subcommand_table[x];
        if (one ? one != row : row->act == EXERCISE_LOOK) /* which no socket is shown: it is for monitors */
            continue;
        text_put(text, first ? "usage: " : "       ");
        text_put(text, "spiral exercise ");
        text_put(text, row->name);
        text_put(text, row->words[0] ? " " : "");
        text_put(text, row->words);
        text_put(text, one ? " [--admin DIR/admin.sock]\n" : "\n");
        first = false;
    }
    if (!one)
        text_put(text, "Each takes --admin DIR/admin.sock, or SPIRAL_ADMIN says it.\n"
                       "spiral exercise SUBCOMMAND --help lists the options of one.\n");
}

/* All that one takes; of the whole family only what there is. The usage is the caller's. */
static struct options options_of(const struct subcommand *one, char usage[USAGE_MAX])
{
    struct text text = text_over(usage, USAGE_MAX);
    put_usage(one, &text);
    must(!text.cut);
    return (struct options){.usage = usage,
                            .rows = subcommand_options,
                            .count = one ? subcommand_option_count : 0,
                            .command = one ? one->bit : 0,
                            .take_word = one && one->takes_codes ? take_code : NULL};
}

int subcommand_misused(const struct subcommand *subcommand, const struct language *language, const char *why)
{
    char usage[USAGE_MAX], name[NAME_MAX_BYTES];
    struct options options = options_of(subcommand, usage);
    struct text text = text_over(name, sizeof name);
    text_put(&text, "spiral exercise");
    text_put(&text, subcommand ? " " : "");
    text_put(&text, subcommand ? subcommand->name : "");
    return command_line_say(&(struct command_line){.name = name, .options = &options}, language, why);
}

int subcommand_refuse(const struct subcommand *subcommand, const struct language *language, const char *key,
                      const struct slot *slots)
{
    struct cause cause;
    return wording_fail(&cause, language, key, slots) ? subcommand_misused(subcommand, language, cause.text)
                                                      : 0;
}

int subcommand_fail(const struct subcommand *subcommand, const char *why)
{
    fprintf(stderr, "spiral exercise %s: %s\n", subcommand->name, why);
    return 1;
}

int subcommand_print(const struct subcommand *subcommand, const struct language *language,
                     const struct text *text)
{
    char memory[CAUSE_LENGTH_MAX];
    struct text why = text_over(memory, sizeof memory);
    if (!text->cut && fwrite(text->at, 1, text->length, stdout) == text->length && !fflush(stdout))
        return 0;
    sentence_put(language, text->cut ? "file.too_much" : "file.output", NULL, &why);
    return subcommand_fail(subcommand, memory);
}

static int print_help(const struct subcommand *one)
{
    char usage[USAGE_MAX];
    struct options options = options_of(one, usage);
    options_print_help(&options);
    return 0;
}

/* 0: all that it needs is there. */
static int check(const struct subcommand *subcommand, const struct exercise_command *command)
{
    const struct language *language = command->language;
    if (!command->admin)
        return subcommand_refuse(subcommand, language, "options.admin", NULL);
    if (subcommand->takes_codes && !command->code_count)
        return subcommand_refuse(subcommand, language, "options.code", NULL);
    if (command->code_count > SUBCOMMAND_CODES_MAX)
        return subcommand_refuse(subcommand, language, "options.many_codes",
                                 SLOTS(num("most", SUBCOMMAND_CODES_MAX)));
    return 0;
}

static int run(const struct subcommand *subcommand, int count, char **words)
{
    static struct exercise_command command; /* large, and once a process */
    char usage[USAGE_MAX];
    struct options options = options_of(subcommand, usage);
    struct options_fault fault;
    struct cause cause;
    command = (struct exercise_command){.language = command_line_language(count, words)};
    if (options_parse_faulty(&options, count, words, &command, &fault, &cause)) {
        struct text text = text_over(cause.text, sizeof cause.text);
        command_line_put_fault(&(struct command_line){.options = &options}, &fault, command.language, &text);
        return subcommand_misused(subcommand, command.language, cause.text);
    }
    if (command.help)
        return print_help(subcommand);
    const char *usual = getenv("SPIRAL_ADMIN");
    if (!command.admin && usual && usual[0])
        command.admin = usual;
    command.act.language = command.language;
    int exit_status = check(subcommand, &command);
    return exit_status ? exit_status : subcommand->run(subcommand, &command);
}

int exercise_main(int count, char **arguments)
{
    int taken;
    (void)width_prepare(); /* without it names of wide characters only stand less straight */
    if (count >= 1 && strcmp(arguments[0], "--help") == 0)
        return print_help(NULL);
    const struct subcommand *subcommand = subcommand_find(count, arguments, &taken);
    if (subcommand)
        return run(subcommand, count - taken, arguments + taken);
    return subcommand_refuse(NULL, command_line_language(count, arguments),
                             count ? "options.no_subcommand" : "options.subcommand",
                             SLOTS(str("word", count ? arguments[0] : "")));
}
