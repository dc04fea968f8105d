#include "client/arguments.h"

#include "common/base/text.h"
#include "common/bots/bot.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum type { STRING, NUMBER, SWITCH, SEED, AUTO };

static const struct option {
    const char *name;
    enum type type;
    int commands; /* ARGUMENTS_PLAY, ARGUMENTS_JOIN */
    size_t offset;
    int64_t high;
    const char *value, *help;
} options[] = {
#define AT(field) offsetof(struct play_arguments, field)
    {"--scenario", STRING, ARGUMENTS_PLAY, AT(scenario), 0, "NAME",
     "which world; config/scenarios lists them (seminar)"},
    {"--scenarios", STRING, ARGUMENTS_PLAY, AT(scenarios), 0, "DIR", "other scenario files"},
    {"--seed", SEED, ARGUMENTS_PLAY, AT(seed), INT64_MAX / 100, "N", "the same dice again"},
    {"--turn-seconds", NUMBER, ARGUMENTS_PLAY, AT(turn_seconds), 604800, "N", "a clock; 0: none (0)"},
    {"--data", STRING, ARGUMENTS_PLAY, AT(data), 0, "DIR",
     "keep the journal here (else in a new directory under the home)"},
    {"--name", STRING, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(name), 0, "NAME", "what the others see of you"},
    {"--auto", AUTO, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(is_auto), 0, "[DOCTRINE]",
     "a bot plays you to the end"},
    {"--think-ms", NUMBER, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(think_ms), 3600000, "N",
     "with --auto: pause before orders"},
    {"--ack-log", STRING, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(ack_log), 0, "FILE",
     "a line for each acknowledged order set: world turn seat revision sha256"},
    {"--record", STRING, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(record), 0, "FILE",
     "where the checked record is written at the end"},
    {"--seat-code", STRING, ARGUMENTS_JOIN, AT(seat_code), 0, "CODE",
     "take your seat over from another device"},
    {"--fingerprint", STRING, ARGUMENTS_JOIN, AT(fingerprint), 0, "HEX",
     "the only server key that is trusted"},
    {"--no-first-trust", SWITCH, ARGUMENTS_JOIN, AT(no_first_trust), 0, NULL,
     "refuse a server that is not known yet"},
    {"--home", STRING, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(home), 0, "DIR",
     "where known servers and seats are kept"},
    {"--plain", SWITCH, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(plain), 0, NULL,
     "sentences instead of a screen (the only mode so far)"},
    {"--help", SWITCH, ARGUMENTS_PLAY | ARGUMENTS_JOIN, AT(help), 0, NULL, "this text"},
#undef AT
};

enum { OPTION_COUNT = sizeof options / sizeof options[0] };

static const struct option *find(enum arguments_of command, const char *name)
{
    for (int x = 0; x < OPTION_COUNT; x++)
        if ((options[x].commands & command) && strcmp(options[x].name, name) == 0)
            return &options[x];
    return NULL;
}

/* --auto may be followed by a doctrine. */
static enum status set_auto(struct play_arguments *arguments, const char *next, int *used,
                            struct cause *cause)
{
    arguments->is_auto = true;
    if (!next || next[0] == '-')
        return STATUS_OK;
    *used = 1;
    arguments->doctrine = bot_find(slice_of(next));
    if (arguments->doctrine)
        return STATUS_OK;
    char known[CAUSE_LENGTH_MAX];
    struct text text = text_over(known, sizeof known);
    for (int b = 0; b < bot_count; b++) {
        text_put(&text, b ? ", " : "");
        text_put(&text, bots[b]->name);
    }
    return status_fail(cause, STATUS_INVALID, "--auto: no doctrine \"%s\"; there are %s", next, known);
}

static enum status set_value(const struct option *option, struct play_arguments *arguments, const char *value,
                             struct cause *cause)
{
    char *place = (char *)arguments + option->offset;
    int64_t number;
    if (!value)
        return status_fail(cause, STATUS_INVALID, "%s: no value; give %s", option->name, option->value);
    if (option->type == STRING) {
        memcpy(place, &value, sizeof value);
        return STATUS_OK;
    }
    if (!slice_int(slice_of(value), 0, option->high, &number))
        return status_fail(cause, STATUS_INVALID, "%s: \"%s\" is not a number in 0..%lld", option->name,
                           value, (long long)option->high);
    memcpy(place, &number, sizeof number);
    arguments->seeded = arguments->seeded || option->type == SEED;
    return STATUS_OK;
}

enum status arguments_parse(enum arguments_of command, int count, char **words,
                            struct play_arguments *arguments, struct cause *cause)
{
    *arguments = (struct play_arguments){.scenario = "seminar", .language = "en"};
    for (int x = 0; x < count; x++) {
        enum status status = STATUS_OK;
        const struct option *option = find(command, words[x]);
        const char *next = x + 1 < count ? words[x + 1] : NULL;
        if (option && option->type == SWITCH) {
            *((bool *)((char *)arguments + option->offset)) = true;
        } else if (option && option->type == AUTO) {
            int used = 0;
            status = set_auto(arguments, next, &used, cause);
            x += used;
        } else if (option) {
            status = set_value(option, arguments, next, cause);
            x++;
        } else if (words[x][0] == '-' || command == ARGUMENTS_PLAY || arguments->place_count == 2) {
            status =
                status_fail(cause, STATUS_INVALID, "%s: not understood; --help lists the options", words[x]);
        } else {
            arguments->places[arguments->place_count++] = words[x];
        }
        if (status)
            return status;
    }
    return STATUS_OK;
}

void arguments_print_help(enum arguments_of command)
{
    printf(command == ARGUMENTS_PLAY
               ? "usage: spiral play [OPTION]...   you against bots, on a private server\n"
               : "usage: spiral join HOST:PORT CODE --name NAME [OPTION]...\n");
    for (int x = 0; x < OPTION_COUNT; x++)
        if (options[x].commands & command)
            printf("  %-16s %-10s %s\n", options[x].name, options[x].value ? options[x].value : "",
                   options[x].help);
}
