#include "client/arguments.h"

#include "common/base/options.h"
#include "common/bots/bot.h"
#include "common/words/preferred.h"

static enum status take_seed(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct play_arguments *arguments = into;
    arguments->seeded = true;
    return options_read_number(option, value, &arguments->seed, cause);
}

static enum status take_auto(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct play_arguments *arguments = into;
    arguments->is_auto = true;
    if (!value)
        return STATUS_OK;
    arguments->doctrine = bot_find(slice_of(value));
    if (arguments->doctrine)
        return STATUS_OK;
    char known[CAUSE_LENGTH_MAX];
    struct text text = text_over(known, sizeof known);
    bot_put_names(&text);
    return status_fail(cause, STATUS_INVALID, "%s: no doctrine \"%.40s\"; there are %s", option->name, value,
                       known);
}

static enum status take_language(const struct option *option, void *into, const char *value,
                                 struct cause *cause)
{
    struct play_arguments *arguments = into;
    const struct language *language;
    enum status status = language_ask(value, &language, cause);
    if (status)
        return status_wrap(cause, status, "%s", option->name);
    arguments->language = language->code;
    return STATUS_OK;
}

static enum status take_place(void *into, const char *word, struct cause *cause)
{
    struct play_arguments *arguments = into;
    if (arguments->place_count == 2)
        return options_refuse_word(word, cause);
    arguments->places[arguments->place_count++] = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct play_arguments, field)
    {"--scenario", OPTION_STRING, "NAME", "which world; config/scenarios lists them (seminar)", AT(scenario),
     .commands = ARGUMENTS_PLAY},
    {"--scenarios", OPTION_STRING, "DIR", "other scenario files", AT(scenarios), .commands = ARGUMENTS_PLAY},
    {"--tutorial", OPTION_SWITCH, NULL, "three turns with hints", AT(tutorial), .commands = ARGUMENTS_PLAY},
    {"--seed", OPTION_OWN, "N", "the same dice again", .high = INT64_MAX / 100, .take = take_seed,
     .commands = ARGUMENTS_PLAY},
    {"--turn-seconds", OPTION_INT64, "N", "a clock; 0: none (0)", AT(turn_seconds), .high = 604800,
     .commands = ARGUMENTS_PLAY},
    {"--data", OPTION_STRING, "DIR", "keep the journal here (else in a new directory under the home)",
     AT(data), .commands = ARGUMENTS_PLAY},
    {"--name", OPTION_STRING, "NAME", "what the others see of you", AT(name)},
    {"--auto", OPTION_OWN, "[DOCTRINE]", "a bot plays you to the end", .take = take_auto},
    {"--think-ms", OPTION_INT64, "N", "with --auto: pause before orders", AT(think_ms), .high = 3600000},
    {"--ack-log", OPTION_STRING, "FILE",
     "a line for each acknowledged order set: world turn seat revision sha256", AT(ack_log)},
    {"--record", OPTION_STRING, "FILE", "where the checked record is written at the end", AT(record)},
    {"--debrief", OPTION_SWITCH, NULL, "at the end print all cards of the debrief without asking",
     AT(debrief)},
    {"--seat-code", OPTION_STRING, "CODE", "take your seat over from another device", AT(seat_code),
     .commands = ARGUMENTS_JOIN},
    {"--fingerprint", OPTION_STRING, "HEX", "the only server key that is trusted", AT(fingerprint),
     .commands = ARGUMENTS_JOIN},
    {"--no-first-trust", OPTION_SWITCH, NULL, "refuse a server that is not known yet", AT(no_first_trust),
     .commands = ARGUMENTS_JOIN},
    {"--home", OPTION_STRING, "DIR", "where known servers and seats are kept", AT(home)},
    {"--plain", OPTION_SWITCH, NULL, "sentences instead of a screen: for pipes, speech and braille",
     AT(plain)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)",
     .take = take_language},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options play = {
    .usage = "usage: spiral play [OPTION]...   you against bots, on a private server\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .command = ARGUMENTS_PLAY,
};

static const struct options join = {
    .usage = "usage: spiral join HOST:PORT CODE --name NAME [OPTION]...\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .command = ARGUMENTS_JOIN,
    .take_word = take_place,
};

enum status arguments_parse(enum arguments_of command, int count, char **words,
                            struct play_arguments *arguments, struct cause *cause)
{
    *arguments = (struct play_arguments){.language = language_preferred()->code};
    return options_parse(command == ARGUMENTS_PLAY ? &play : &join, count, words, arguments, cause);
}

void arguments_print_help(enum arguments_of command)
{
    options_print_help(command == ARGUMENTS_PLAY ? &play : &join);
}
