#include "client/monitor_command.h"

#include "client/core/home.h"
#include "client/monitor/monitor.h"
#include "client/place.h"
#include "common/base/file.h"
#include "common/words/command_line.h"
#include "common/words/preferred.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { KEY_FILE_MAX = 1024, SENTENCE_SIZE = 1024, PLACES = 2, PLACE_SIZE = PLACE_HOST_SIZE + 16 };

#define USUAL_PORT ":4470"

struct monitor_command {
    const char *admin, *fingerprint, *home, *key_file;
    const struct language *language;
    bool no_first_trust, plain, help;
    const char *places[PLACES]; /* [HOST:PORT] CODE */
    int place_count;
};

static enum status take_place(void *into, const char *word, struct cause *cause)
{
    struct monitor_command *command = into;
    if (command->place_count == PLACES)
        return options_refuse_word(word, cause);
    command->places[command->place_count++] = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct monitor_command, field)
    {"--admin", OPTION_STRING, "DIR/admin.sock",
     "the server's socket on this machine (what SPIRAL_ADMIN says); no key is needed", AT(admin)},
    {"--key-file", OPTION_STRING, "FILE", "where the facilitator's key stands; it is asked for otherwise",
     AT(key_file)},
    {"--fingerprint", OPTION_STRING, "HEX", "the only server key that is trusted", AT(fingerprint)},
    {"--no-first-trust", OPTION_SWITCH, NULL, "refuse a server that is not known yet", AT(no_first_trust)},
    {"--home", OPTION_STRING, "DIR", "where known servers are kept", AT(home)},
    {"--plain", OPTION_SWITCH, NULL, "lines instead of a screen", AT(plain)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)", AT(language),
     .take = command_line_take_language},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options = {
    .usage = "usage: spiral monitor CODE --admin DIR/admin.sock [OPTION]...\n"
             "       spiral monitor HOST[:PORT] CODE [OPTION]...   asks for the facilitator's key\n"
             "All worlds of an exercise, for whoever runs it. PRIVATE: do not project it.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_place,
};

static const struct command_line line = {.name = "spiral monitor", .options = &options};

/* ---- the key, which is no argument: those are in everybody's sight */

/* Says why there is no key; gives the exit status. */
static int tell(const struct language *language, const char *key, const char *path)
{
    char words[SENTENCE_SIZE];
    struct text text = text_over(words, sizeof words);
    sentence_put(language, key, SLOTS(str("path", path)), &text);
    fprintf(stderr, "spiral monitor: %s\n", words);
    return 1;
}

/* The first line without blanks around it. */
static bool take_key(struct slice typed, char key[WIRE_FACILITATOR_KEY_SIZE])
{
    while (typed.length && strchr(" \t\r\n", typed.at[typed.length - 1]))
        typed.length--;
    return typed.length && slice_copy(typed, key, WIRE_FACILITATOR_KEY_SIZE);
}

/* 0, or the exit status. */
static int read_key(const struct language *language, const char *path, char key[WIRE_FACILITATOR_KEY_SIZE])
{
    char *text;
    size_t size;
    struct cause cause;
    struct slice rest, first = {"", 0};
    if (file_read(path, KEY_FILE_MAX, &text, &size, &cause)) {
        fprintf(stderr, "spiral monitor: %s\n", cause.text);
        return 1;
    }
    rest = (struct slice){text, size};
    (void)slice_take(&rest, '\n', &first);
    bool taken = take_key(first, key);
    memset(text, 0, size);
    free(text);
    return taken ? 0 : tell(language, "monitor.key_file", path);
}

/* Typed without being shown. 0, or the exit status. */
static int ask_key(const struct language *language, char key[WIRE_FACILITATOR_KEY_SIZE])
{
    char words[SENTENCE_SIZE], typed[256] = "";
    struct text text = text_over(words, sizeof words);
    struct termios before, quiet;
    if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &before))
        return tell(language, "monitor.key_no_terminal", "");
    sentence_put(language, "monitor.key_wanted", NULL, &text);
    fprintf(stderr, "%s ", words);
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    bool was_typed = fgets(typed, sizeof typed, stdin) != NULL;
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    bool taken = was_typed && take_key(slice_of(typed), key);
    memset(typed, 0, sizeof typed);
    return taken ? 0 : tell(language, was_typed ? "monitor.key_wrong" : "monitor.key_none", "");
}

/* ---- */

static int run_session(const struct monitor_command *command, struct monitor_options *monitor)
{
    char host[PLACE_HOST_SIZE], place[PLACE_SIZE], key[WIRE_FACILITATOR_KEY_SIZE];
    struct home home;
    struct cause cause;
    const char *named = command->places[0], *bracket = strchr(named, ']');
    bool has_port = strchr(bracket ? bracket : named, ':') != NULL;
    struct text text = text_over(place, sizeof place);
    text_put(&text, named);
    text_put(&text, has_port ? "" : USUAL_PORT);
    if (text.cut || !place_split(place, host, &monitor->place.port))
        return command_line_refuse(&line, command->language, "options.no_place", SLOTS(str("place", named)));
    if (home_open(command->home, &home, &cause)) {
        fprintf(stderr, "spiral monitor: %s\n", cause.text);
        return 1;
    }
    int exit_status = command->key_file ? read_key(command->language, command->key_file, key)
                                        : ask_key(command->language, key);
    if (exit_status)
        return exit_status;
    monitor->place.host = host;
    monitor->place.key = key;
    monitor->place.home = home.path;
    exit_status = monitor_run(monitor);
    memset(key, 0, sizeof key);
    return exit_status;
}

int monitor_main(int count, char **words)
{
    struct monitor_command command = {.language = language_preferred()};
    if (!command_line_read(&line, count, words, &command))
        return 2;
    if (command.help) {
        options_print_help(&options);
        return 0;
    }
    const char *usual = getenv("SPIRAL_ADMIN");
    if (!command.admin && command.place_count == 1 && usual && usual[0])
        command.admin = usual;
    if (command.place_count != (command.admin ? 1 : 2))
        return command_line_refuse(&line, command.language,
                                   command.admin ? "options.one_code" : "options.monitor_places", NULL);
    const char *code = command.places[command.place_count - 1];
    if (strlen(code) >= WIRE_CODE_SIZE)
        return command_line_refuse(&line, command.language, "options.one_code", NULL);
    struct monitor_options monitor = {
        .place = {.code = code,
                  .language = command.language,
                  .socket = command.admin,
                  .fingerprint = command.fingerprint,
                  .no_trust_on_first_use = command.no_first_trust},
        .in_fd = STDIN_FILENO,
        .out_fd = STDOUT_FILENO,
        .plain = command.plain,
    };
    return command.admin ? monitor_run(&monitor) : run_session(&command, &monitor);
}
