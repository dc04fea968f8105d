#include "client/ctl/exercise.h"

#include "client/ctl/subcommand.h"
#include "common/base/must.h"
#include "common/base/options.h"
#include "common/words/preferred.h"
#include "common/words/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    NEW = 1,
    LIST = 2,
    SHOW = 4,
    PAUSE = 8,
    RESUME = 16,
    EXTEND = 32,
    RESOLVE = 64,
    CLOSE = 128,
    ALL = 255,
};

static const struct subcommand subcommands[] = {
    {"new", NEW, "--scenario NAME [OPTION]...", false, EXERCISE_NO_ACT, subcommand_new},
    {"list", LIST, "", false, EXERCISE_NO_ACT, subcommand_list},
    {"show", SHOW, "CODE...", true, EXERCISE_NO_ACT, subcommand_show},
    {"pause", PAUSE, "CODE... [--reason TEXT]", true, EXERCISE_PAUSE, subcommand_act},
    {"resume", RESUME, "CODE...", true, EXERCISE_RESUME, subcommand_act},
    {"extend", EXTEND, "CODE... --seconds N", true, EXERCISE_EXTEND, subcommand_act},
    {"resolve", RESOLVE, "CODE... [--turn N]", true, EXERCISE_RESOLVE, subcommand_act},
    {"close", CLOSE, "CODE... [--reason TEXT]", true, EXERCISE_CLOSE, subcommand_act},
};

enum { SUBCOMMANDS = sizeof subcommands / sizeof subcommands[0] };

static enum status take_seed(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    int64_t seed = 0;
    enum status status = options_read_number(option, value, &seed, cause);
    command->wanted.seeded = true;
    command->wanted.seed = (uint64_t)seed;
    return status;
}

static enum status take_delay(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct exercise_command *command = into;
    int64_t turns = 0;
    enum status status = options_read_number(option, value, &turns, cause);
    command->wanted.has_spectator_delay = true;
    command->wanted.spectator_delay = (uint32_t)turns;
    return status;
}

static enum status take_language(const struct option *option, void *into, const char *value,
                                 struct cause *cause)
{
    struct exercise_command *command = into;
    enum status status = language_ask(value, &command->language, cause);
    return status ? status_wrap(cause, status, "%s", option->name) : STATUS_OK;
}

static enum status take_code(void *into, const char *word, struct cause *cause)
{
    struct exercise_command *command = into;
    if (command->code_count == SUBCOMMAND_CODES_MAX)
        return status_fail(cause, STATUS_INVALID, "%.20s: more than %d codes; name some later", word,
                           SUBCOMMAND_CODES_MAX);
    command->codes[command->code_count++] = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct exercise_command, field)
    {"--admin", OPTION_STRING, "DIR/admin.sock", "the server's socket (what SPIRAL_ADMIN says)", AT(admin)},
    {"--scenario", OPTION_STRING, "NAME", "which world; config/scenarios lists them", AT(scenario),
     .commands = NEW},
    {"--turn-seconds", OPTION_INT, "N", "a clock; 0: a turn closes when all are ready (0)",
     AT(wanted.turn_seconds), .high = 7 * 24 * 3600, .commands = NEW},
    {"--wait-seats", OPTION_INT, "N",
     "holds the start until so many persons are in; seats that nobody takes are bots", AT(wanted.wait_seats),
     .high = 48, .commands = NEW},
    {"--team-size", OPTION_INT, "N", "persons of a seat, 1 to 4", AT(wanted.team_size), .high = 4,
     .commands = NEW},
    {"--misses", OPTION_INT, "N", "turns without orders before a bot takes an absent seat",
     AT(wanted.misses_allowed), .high = 60, .commands = NEW},
    {"--seed", OPTION_OWN, "N", "the dice: only on a server for play and tests (spirald --allow-seed)",
     .high = INT64_MAX / 100, .take = take_seed, .commands = NEW},
    {"--spectator-delay", OPTION_OWN, "N", "turns that spectators are behind (2)", .high = TURNS_MAX,
     .take = take_delay, .commands = NEW},
    {"--reason", OPTION_STRING, "TEXT", "what players are told of it, at most 200 bytes", AT(reason),
     .commands = PAUSE | CLOSE},
    {"--seconds", OPTION_INT, "N", "added to what is left of the open turn; below 0: taken, at most to now",
     AT(seconds), .low = -7 * 24 * 3600, .high = 7 * 24 * 3600, .commands = EXTEND},
    {"--turn", OPTION_INT, "N", "only if this turn is open: so a command that is given twice counts once",
     AT(turn), .low = 1, .high = TURNS_MAX, .commands = EXTEND | RESOLVE},
    {"--json", OPTION_SWITCH, NULL, "for programs: one JSON object a CODE", AT(json)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)",
     .take = take_language},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

/* A line a subcommand; NULL: all of them. */
static void put_usage(const struct subcommand *one, struct text *text)
{
    bool first = true;
    for (int x = 0; x < SUBCOMMANDS; x++) {
        if (one && one != &subcommands[x])
            continue;
        text_put(text, first ? "usage: " : "       ");
        text_put(text, "spiral exercise ");
        text_put(text, subcommands[x].name);
        text_put(text, subcommands[x].words[0] ? " " : "");
        text_put(text, subcommands[x].words);
        text_put(text, " [--admin DIR/admin.sock]\n");
        first = false;
    }
}

static void put_help(const struct subcommand *one, char memory[OPTIONS_HELP_MAX])
{
    char usage[1024];
    struct text text = text_over(usage, sizeof usage);
    put_usage(one, &text);
    must(!text.cut);
    struct options options = {
        .usage = usage, .rows = rows, .count = sizeof rows / sizeof rows[0], .command = one ? one->bit : ALL};
    text = text_over(memory, OPTIONS_HELP_MAX);
    options_put_help(&options, &text);
    must(!text.cut);
}

int subcommand_misused(const struct subcommand *subcommand, const char *why)
{
    char memory[OPTIONS_HELP_MAX];
    put_help(subcommand, memory);
    fprintf(stderr, "spiral exercise%s%s: %s\n%s", subcommand ? " " : "", subcommand ? subcommand->name : "",
            why, memory);
    return 2;
}

int subcommand_fail(const struct subcommand *subcommand, const char *why)
{
    fprintf(stderr, "spiral exercise %s: %s\n", subcommand->name, why);
    return 1;
}

int subcommand_print(const struct subcommand *subcommand, const struct text *text)
{
    if (text->cut)
        return subcommand_fail(subcommand, "there is more to say than fits");
    if (fwrite(text->at, 1, text->length, stdout) != text->length || fflush(stdout))
        return subcommand_fail(subcommand, "standard output: it cannot be written");
    return 0;
}

static int print_help(const struct subcommand *one)
{
    char memory[OPTIONS_HELP_MAX];
    put_help(one, memory);
    fputs(memory, stdout);
    return 0;
}

static int run(const struct subcommand *subcommand, int count, char **words)
{
    struct exercise_command command = {.language = language_preferred()};
    struct options options = {
        .rows = rows,
        .count = sizeof rows / sizeof rows[0],
        .command = subcommand->bit,
        .take_word = subcommand->takes_codes ? take_code : NULL,
    };
    struct cause cause;
    if (options_parse(&options, count, words, &command, &cause))
        return subcommand_misused(subcommand, cause.text);
    if (command.help)
        return print_help(subcommand);
    const char *usual = getenv("SPIRAL_ADMIN");
    if (!command.admin && usual && usual[0])
        command.admin = usual;
    if (!command.admin)
        return subcommand_misused(subcommand,
                                  "--admin DIR/admin.sock is needed, or SPIRAL_ADMIN that says it");
    if (subcommand->takes_codes && !command.code_count)
        return subcommand_misused(subcommand, "a CODE is needed: spiral exercise list names them");
    return subcommand->run(subcommand, &command);
}

int exercise_main(int count, char **arguments)
{
    (void)width_prepare(); /* without it names of wide characters only stand less straight */
    if (count >= 1 && strcmp(arguments[0], "--help") == 0)
        return print_help(NULL);
    for (int x = 0; count >= 1 && x < SUBCOMMANDS; x++)
        if (strcmp(arguments[0], subcommands[x].name) == 0)
            return run(&subcommands[x], count - 1, arguments + 1);
    return subcommand_misused(NULL, count ? "there is no such subcommand" : "a subcommand is needed");
}
