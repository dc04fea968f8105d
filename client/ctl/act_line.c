/* An act on a line of its own: what is typed in a monitor. */
#include "client/ctl/subcommand.h"
#include "client/ctl/wording.h"
#include "common/words/command_line.h"

#include <string.h>

enum { WORDS_MAX = 64, LINE_MAX_BYTES = 2048 };

struct typed_line {
    char bytes[LINE_MAX_BYTES];
    int count;
    char *words[WORDS_MAX];
};

/* Cuts the line into words in place; quotes hold one together. */
static enum status split(const char *typed, const struct language *language, struct typed_line *line,
                         struct cause *cause)
{
    char *to = line->bytes;
    char quote = '\0';
    bool in_word = false;
    line->count = 0;
    if (strlen(typed) + 1 > sizeof line->bytes)
        return wording_fail(cause, language, "monitor.too_long", SLOTS(num("most", LINE_MAX_BYTES - 1)));
    for (const char *at = typed; *at; at++) {
        if (quote ? *at == quote : *at == '"' || (*at == '\'' && !in_word)) {
            quote = quote ? '\0' : *at;
            if (!in_word && line->count < WORDS_MAX)
                line->words[line->count++] = to;
            in_word = true;
        } else if (!quote && (*at == ' ' || *at == '\t')) {
            if (in_word)
                *to++ = '\0';
            in_word = false;
        } else {
            if (!in_word && line->count < WORDS_MAX)
                line->words[line->count++] = to;
            in_word = true;
            *to++ = *at;
        }
    }
    *to = '\0';
    if (quote)
        return wording_fail(cause, language, "monitor.open_quote", NULL);
    if (line->count == WORDS_MAX)
        return wording_fail(cause, language, "monitor.many_words", SLOTS(num("most", WORDS_MAX - 1)));
    return STATUS_OK;
}

/* World, then state. */
static enum status take_place(void *into, const char *word, struct cause *cause)
{
    struct exercise_command *command = into;
    if (!command->act.world)
        command->act.world = word;
    else if (!command->act.seat)
        command->act.seat = word;
    else
        return options_refuse_word(word, cause);
    return STATUS_OK;
}

enum status exercise_read_act(const char *typed, const struct language *language,
                              const struct wire_exercise_state *state, struct wire_exercise_act *act,
                              struct cause *cause)
{
    struct typed_line line;
    struct exercise_command command;
    int taken;
    memset(&command, 0, sizeof command);
    enum status status = split(typed, language, &line, cause);
    if (status)
        return status;
    const struct subcommand *subcommand = subcommand_find(line.count, line.words, &taken);
    if (!subcommand || subcommand->act == EXERCISE_NO_ACT)
        return wording_fail(cause, language, "monitor.no_act",
                            SLOTS(str("word", line.count ? line.words[0] : "")));
    struct options options = {.rows = subcommand_options,
                              .count = subcommand_option_count,
                              .command = subcommand->bit,
                              .take_word = take_place};
    struct text text = text_over(cause->text, sizeof cause->text);
    struct options_fault misused;
    struct cause english;
    if (options_parse_faulty(&options, line.count - taken, line.words + taken, &command, &misused,
                             &english)) {
        command_line_put_fault(&(struct command_line){.options = &options}, &misused, language, &text);
        return STATUS_INVALID;
    }
    command.act.language = language;
    struct act_fault fault = act_fault(subcommand->act, &command.act);
    if (fault.key) {
        act_put_fault(&fault, language, &text);
        return STATUS_INVALID;
    }
    return act_resolve(subcommand->act, &command.act, state, act, cause);
}
