#include "client/rehearse_command.h"

#include "client/place.h"
#include "client/rehearse/rehearse.h"
#include "common/cards/json.h"
#include "common/words/command_line.h"
#include "common/words/preferred.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 16 * 1024 };

struct rehearse_command {
    const char *admin, *connect, *code;
    const struct language *language;
    int timeout;
    bool json, help;
};

static enum status take_code(void *into, const char *word, struct cause *cause)
{
    struct rehearse_command *command = into;
    if (command->code)
        return options_refuse_word(word, cause);
    command->code = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct rehearse_command, field)
    {"--admin", OPTION_STRING, "DIR/admin.sock", "the server's socket (what SPIRAL_ADMIN says)", AT(admin)},
    {"--connect", OPTION_STRING, "HOST:PORT", "where robots join (what the exercise's link says)",
     AT(connect)},
    {"--timeout", OPTION_INT, "SECONDS", "for the whole (120)", AT(timeout), .low = 1, .high = 3600},
    {"--json", OPTION_SWITCH, NULL, "for programs: one JSON object", AT(json)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)", AT(language),
     .take = command_line_take_language},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options = {
    .usage = "usage: spiral rehearse CODE [--admin DIR/admin.sock] [OPTION]...\n"
             "Robots play the whole exercise in a twin of it, over real connections; the exercise itself is\n"
             "not touched. Exit status 0 says that all went well.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_code,
};

static const struct command_line line = {.name = "spiral rehearse", .options = &options};

/* "1.234" */
static const char *seconds_of(int64_t ms, char to[32])
{
    snprintf(to, 32, "%lld.%03lld", (long long)(ms / 1000), (long long)(ms % 1000));
    return to;
}

static void put_json(const struct rehearsal_result *result, struct text *text)
{
    static const char *const results[] = {"passed", "failed", "skipped"};
    struct json json = json_over(text);
    char seconds[32];
    json_object(&json, NULL);
    json_bool(&json, "passed", result->passed);
    json_spelled(&json, "seconds", seconds_of(result->ms, seconds));
    json_number(&json, "worlds", result->worlds);
    json_number(&json, "persons", result->persons);
    json_number(&json, "turns", result->turns);
    json_list(&json, "checks");
    for (int x = 0; x < result->check_count; x++) {
        const struct rehearse_check *check = &result->checks[x];
        json_object(&json, NULL);
        json_string(&json, "check", check->name);
        json_string(&json, "result", results[check->result]);
        json_spelled(&json, "seconds", seconds_of(check->ms, seconds));
        if (check->why[0])
            json_string(&json, "why", check->why);
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
}

static void put_check(const struct rehearse_check *check, const struct language *language, struct text *text)
{
    char key[64], words[256], seconds[32];
    struct text name = text_over(key, sizeof key), said = text_over(words, sizeof words);
    text_put(&name, "rehearsed.");
    text_put(&name, check->name);
    sentence_put(language, key, NULL, &said);
    sentence_put(
        language,
        check->result == CHECK_PASSED    ? "rehearse.passed"
        : check->result == CHECK_SKIPPED ? "rehearse.skipped"
                                         : "rehearse.failed",
        SLOTS(str("what", words), str("seconds", seconds_of(check->ms, seconds)), str("why", check->why)),
        text);
    text_put_char(text, '\n');
}

static void put_lines(const struct rehearsal_result *result, const struct language *language,
                      struct text *text)
{
    char seconds[32];
    for (int x = 0; x < result->check_count; x++)
        put_check(&result->checks[x], language, text);
    sentence_put(language, result->passed ? "rehearse.all_passed" : "rehearse.all_failed",
                 SLOTS(str("seconds", seconds_of(result->ms, seconds)), num("worlds", result->worlds),
                       num("persons", result->persons), num("turns", result->turns)),
                 text);
    text_put_char(text, '\n');
}

int rehearse_main(int count, char **words)
{
    static struct rehearsal_result result; /* once a process */
    struct rehearse_command command = {.language = language_preferred(), .timeout = REHEARSE_TIMEOUT_S};
    char memory[TEXT_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (!command_line_read(&line, count, words, &command))
        return 2;
    if (command.help) {
        options_print_help(&options);
        return 0;
    }
    const char *usual = getenv("SPIRAL_ADMIN");
    if (!command.admin && usual && usual[0])
        command.admin = usual;
    if (!command.code || strlen(command.code) >= WIRE_CODE_SIZE)
        return command_line_refuse(&line, command.language, "options.code", NULL);
    if (!command.admin)
        return command_line_refuse(&line, command.language, "options.admin", NULL);
    struct rehearse_options wanted = {
        .socket = command.admin, .code = command.code, .timeout_s = command.timeout};
    if (command.connect && !place_split(command.connect, wanted.host, &wanted.port))
        return command_line_refuse(&line, command.language, "options.no_place",
                                   SLOTS(str("place", command.connect)));
    rehearse_run(&wanted, &result);
    if (command.json)
        put_json(&result, &text);
    else
        put_lines(&result, command.language, &text);
    fputs(memory, stdout);
    return result.passed ? 0 : 1;
}
