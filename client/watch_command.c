#include "client/watch_command.h"

#include "client/core/home.h"
#include "client/place.h"
#include "client/term/watch.h"
#include "common/base/must.h"
#include "common/words/command_line.h"
#include "common/words/preferred.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct watch_command {
    const char *fingerprint, *home, *record, *world;
    const struct language *language;
    bool no_first_trust, results, help;
    const char *places[2]; /* HOST:PORT CODE */
    int place_count;
};

static enum status take_place(void *into, const char *word, struct cause *cause)
{
    struct watch_command *command = into;
    if (command->place_count == 2)
        return options_refuse_word(word, cause);
    command->places[command->place_count++] = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct watch_command, field)
    {"--fingerprint", OPTION_STRING, "HEX", "the only server key that is trusted", AT(fingerprint)},
    {"--no-first-trust", OPTION_SWITCH, NULL, "refuse a server that is not known yet", AT(no_first_trust)},
    {"--home", OPTION_STRING, "DIR", "where known servers are kept", AT(home)},
    {"--world", OPTION_STRING, "A", "which of several worlds (the first)", AT(world)},
    {"--record", OPTION_STRING, "FILE", "where the checked record is written at the end", AT(record)},
    {"--results", OPTION_SWITCH, NULL,
     "motives and scores at the end also on a terminal, where they wait for Enter otherwise", AT(results)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)", AT(language),
     .take = command_line_take_language},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options = {
    .usage =
        "usage: spiral watch HOST:PORT CODE [OPTION]...   public events, some turns behind; Ctrl-C leaves\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_place,
};

static const struct command_line line = {.name = "spiral watch", .options = &options};

static int run(const struct watch_options *watch)
{
    uv_loop_t loop;
    must(uv_loop_init(&loop) == 0);
    int exit_status = watch_run(&loop, watch);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    return exit_status;
}

int watch_main(int count, char **words)
{
    struct watch_command command = {.language = language_preferred()};
    struct home home;
    struct cause cause;
    char host[PLACE_HOST_SIZE];
    int port;
    if (!command_line_read(&line, count, words, &command))
        return 2;
    if (command.help) {
        options_print_help(&options);
        return 0;
    }
    if (command.place_count != 2)
        return command_line_refuse(&line, command.language, "options.places", NULL);
    if (command.world && strlen(command.world) >= WIRE_WORLD_NAME_SIZE)
        return command_line_refuse(&line, command.language, "options.no_world",
                                   SLOTS(str("world", command.world)));
    if (!place_split(command.places[0], host, &port))
        return command_line_refuse(&line, command.language, "options.no_place",
                                   SLOTS(str("place", command.places[0])));
    if (home_open(command.home, &home, &cause)) {
        fprintf(stderr, "spiral watch: %s\n", cause.text);
        return 1;
    }
    const struct watch_options watch = {
        .player = {.host = host,
                   .port = port,
                   .code = command.places[1],
                   .fingerprint = command.fingerprint,
                   .home = home.path,
                   .language = command.language->code,
                   .no_trust_on_first_use = command.no_first_trust,
                   .watches = true,
                   .world = command.world},
        .in_fd = STDIN_FILENO,
        .out_fd = STDOUT_FILENO,
        .results = command.results,
        .record_path = command.record,
    };
    return run(&watch);
}
