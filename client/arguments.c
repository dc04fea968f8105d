#include "client/arguments.h"

#include "common/bots/bot.h"
#include "common/wire/message_exercise.h"
#include "common/words/command_line.h"
#include "common/words/preferred.h"

#include <string.h>

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
    return status_fail(cause, STATUS_INVALID, "%s: no doctrine \"%.40s\"", option->name, value);
}

static enum status take_consent(const struct option *option, void *into, const char *value,
                                struct cause *cause)
{
    struct play_arguments *arguments = into;
    if (strcmp(value, "yes") == 0)
        arguments->consent = CONSENT_YES;
    else if (strcmp(value, "play-only") == 0)
        arguments->consent = CONSENT_PLAY_ONLY;
    else
        return status_fail(cause, STATUS_INVALID, "%s: \"%.40s\" is neither yes nor play-only", option->name,
                           value);
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
    {"--name", OPTION_STRING, "NAME", "of yours, for whoever runs the exercise and for your team", AT(name)},
    {"--auto", OPTION_OWN, "[DOCTRINE]", "a bot plays you to the end", .take = take_auto},
    {"--think-ms", OPTION_INT64, "N", "with --auto: pause before orders", AT(think_ms), .high = 3600000},
    {"--ack-log", OPTION_STRING, "FILE",
     "a line for each acknowledged order set: world turn seat revision sha256", AT(ack_log)},
    {"--record", OPTION_STRING, "FILE", "where the checked record is written at the end", AT(record)},
    {"--debrief", OPTION_SWITCH, NULL, "at the end print all cards of the debrief without asking",
     AT(debrief)},
    {"--seat-code", OPTION_STRING, "CODE", "take your seat over from another device", AT(seat_code),
     .commands = ARGUMENTS_JOIN},
    {"--guest", OPTION_STRING, "SECRET", "of your personal link; the link itself may be given instead",
     AT(guest), .commands = ARGUMENTS_JOIN},
    {"--consent", OPTION_OWN, "yes|play-only", "may the data be used, where the exercise asks",
     .take = take_consent, .commands = ARGUMENTS_JOIN},
    {"--leave-at-end", OPTION_SWITCH, NULL, "does not wait for a debrief that is opened step by step",
     AT(leave_at_end), .commands = ARGUMENTS_JOIN},
    {"--fingerprint", OPTION_STRING, "HEX", "the only server key that is trusted", AT(fingerprint),
     .commands = ARGUMENTS_JOIN},
    {"--no-first-trust", OPTION_SWITCH, NULL, "refuse a server that is not known yet", AT(no_first_trust),
     .commands = ARGUMENTS_JOIN},
    {"--home", OPTION_STRING, "DIR", "where known servers and seats are kept", AT(home)},
    {"--plain", OPTION_SWITCH, NULL, "sentences instead of a screen: for pipes, speech and braille",
     AT(plain)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)", AT(language),
     .take = command_line_take_language},
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
    .usage = "usage: spiral join HOST:PORT CODE --name NAME [OPTION]...\n"
             "       spiral join https://HOST/join/CODE#guest=SECRET [OPTION]...\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .command = ARGUMENTS_JOIN,
    .take_word = take_place,
};

/* Which doctrines there are is in no row. */
static bool explain(const struct options_fault *fault, const struct language *language, struct text *why)
{
    char known[CAUSE_LENGTH_MAX];
    struct text text = text_over(known, sizeof known);
    if (fault->option->take != take_auto)
        return false;
    bot_put_names(&text);
    sentence_put(language, "options.no_doctrine",
                 SLOTS(str("option", fault->option->name), str("word", fault->word), str("doctrines", known)),
                 why);
    return true;
}

static const struct command_line *line_of(enum arguments_of command)
{
    static const struct command_line lines[] = {
        {.name = "spiral play", .options = &play, .explain = explain},
        {.name = "spiral join", .options = &join, .explain = explain},
    };
    return &lines[command == ARGUMENTS_JOIN];
}

bool arguments_read(enum arguments_of command, int count, char **words, struct play_arguments *arguments)
{
    *arguments = (struct play_arguments){.language = language_preferred()};
    return command_line_read(line_of(command), count, words, arguments);
}

int arguments_refuse(enum arguments_of command, const struct play_arguments *arguments, const char *key,
                     const struct slot *slots)
{
    return command_line_refuse(line_of(command), arguments->language, key, slots);
}

void arguments_print_help(enum arguments_of command)
{
    options_print_help(line_of(command)->options);
}
