#include "client/doctor/doctor.h"

#include "client/doctor/address.h"
#include "client/doctor/local.h"
#include "client/doctor/visit.h"
#include "common/words/command_line.h"
#include "common/words/preferred.h"
#include "common/words/width.h"

#include <stdio.h>

enum { PAGE_MAX = 64 * 1024 };

struct doctor_command {
    const char *url, *data;
    const struct language *language;
    bool json, help;
};

static enum status take_url(void *into, const char *word, struct cause *cause)
{
    struct doctor_command *command = into;
    if (command->url)
        return options_refuse_word(word, cause);
    command->url = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct doctor_command, field)
    {"--data", OPTION_STRING, "DIR", "on the server's machine: its disk and open files too", AT(data)},
    {"--json", OPTION_SWITCH, NULL, "for programs: one JSON object", AT(json)},
    {"--lang", OPTION_OWN, "en|es", "language (what LANGUAGE or the locale says, else en)", AT(language),
     .take = command_line_take_language},
    {"--help", OPTION_SWITCH, NULL, "this text", AT(help)},
#undef AT
};

static const struct options options = {
    .usage = "usage: spiral doctor https://HOST[:PORT] [OPTION]...\n"
             "What phones, browsers and terminals find there; exit status 1 when something keeps them out.\n"
             "From a phone itself: https://HOST[:PORT]/check.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
    .take_word = take_url,
};

static const struct command_line line = {.name = "spiral doctor", .options = &options};

static int print(const struct doctor_command *command, const struct findings *findings)
{
    static char memory[PAGE_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (command->json)
        findings_put_json(findings, command->url, &text);
    else
        findings_put(findings, command->language, &text);
    if (fwrite(memory, 1, text.length, stdout) != text.length || fflush(stdout)) {
        fprintf(stderr, "spiral doctor: standard output: it cannot be written\n");
        return 1;
    }
    return findings_bad(findings) ? 1 : 0;
}

static int refuse_address(const struct doctor_command *command, enum address_fault fault)
{
    static const char *const keys[] = {[ADDRESS_PLAIN] = "options.url_plain",
                                       [ADDRESS_NO_HOST] = "options.url_host",
                                       [ADDRESS_NO_PORT] = "options.url_port"};
    return command_line_refuse(&line, command->language, keys[fault], SLOTS(str("place", command->url)));
}

int doctor_main(int count, char **arguments)
{
    struct doctor_command command = {.language = language_preferred()};
    struct stream_place place;
    (void)width_prepare();
    if (!command_line_read(&line, count, arguments, &command))
        return 2;
    if (command.help) {
        options_print_help(&options);
        return 0;
    }
    if (!command.url)
        return command_line_refuse(&line, command.language, "options.url", NULL);
    enum address_fault fault = address_read(command.url, &place);
    if (fault)
        return refuse_address(&command, fault);
    static struct findings findings;
    findings.host = place.host;
    visit(&place, &findings);
    if (command.data)
        local_look(command.data, &findings);
    return print(&command, &findings);
}
