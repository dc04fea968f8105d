#include "server/conf/conf.h"

#include "common/base/text.h"
#include "server/conf/place.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum option_type { OPTION_STRING, OPTION_NUMBER, OPTION_SWITCH };

struct option {
    const char *name;
    enum option_type type;
    size_t offset; /* in struct conf */
    int64_t low, high, initial;
    const char *text_initial;
    const char *value; /* what stands for the value in the help */
    const char *help;
};

static const struct option options[] = {
    {"--data", OPTION_STRING, offsetof(struct conf, data), 0, 0, 0, "spiral-data", "DIR",
     "where the journal, the key and the admin socket are"},
    {"--listen", OPTION_STRING, offsetof(struct conf, listen), 0, 0, 0, "0.0.0.0:4470", "HOST:PORT",
     "numeric address; port 0 takes a free one; [::]:4470 for IPv6"},
    {"--public", OPTION_STRING, offsetof(struct conf, public), 0, 0, 0, NULL, "HOST[:PORT]",
     "name that links for browsers carry; without it the address, or this machine's name"},
    {"--cert", OPTION_STRING, offsetof(struct conf, certificate), 0, 0, 0, NULL, "FILE",
     "certificate chain, PEM; without it one is made on the first start"},
    {"--key", OPTION_STRING, offsetof(struct conf, key), 0, 0, 0, NULL, "FILE", "its private key, PEM"},
    {"--scenarios", OPTION_STRING, offsetof(struct conf, scenarios), 0, 0, 0, NULL, "DIR",
     "other scenario files"},
    {"--log", OPTION_STRING, offsetof(struct conf, log), 0, 0, 0, "info", "LEVEL",
     "debug, info, warn or error"},
    {"--misses", OPTION_NUMBER, offsetof(struct conf, misses), 1, 60, 2, NULL, "N",
     "turns without orders before a bot takes an absent seat"},
    {"--token-days", OPTION_NUMBER, offsetof(struct conf, token_days), 1, 3650, 30, NULL, "N",
     "days a person may miss of a world, or come back to an ended one"},
    {"--max-links", OPTION_NUMBER, offsetof(struct conf, links_max), 1, 100000, 1024, NULL, "N",
     "players and spectators in all; newcomers have places of their own"},
    {"--max-links-per-address", OPTION_NUMBER, offsetof(struct conf, links_per_address), 1, 100000, 400, NULL,
     "N", "of these, of one address; a campus may share one"},
    {"--metrics", OPTION_STRING, offsetof(struct conf, metrics), 0, 0, 0, "loopback", "WHO",
     "may read /metrics: none, loopback (this machine) or all"},
    {"--allow-seed", OPTION_SWITCH, offsetof(struct conf, allow_seed), 0, 0, 0, NULL, NULL,
     "exercises may choose their dice: for play and tests only"},
    {"--until-stdin-closes", OPTION_SWITCH, offsetof(struct conf, until_stdin_closes), 0, 0, 0, NULL, NULL,
     "stop when standard input ends"},
    {"--help", OPTION_SWITCH, offsetof(struct conf, help), 0, 0, 0, NULL, NULL, "this text"},
    {"--version", OPTION_SWITCH, offsetof(struct conf, version), 0, 0, 0, NULL, NULL, "name and version"},
};

enum { OPTION_COUNT = sizeof options / sizeof options[0] };

static const struct option *find(const char *name)
{
    for (int x = 0; x < OPTION_COUNT; x++)
        if (strcmp(options[x].name, name) == 0)
            return &options[x];
    return NULL;
}

static void set_initial(struct conf *conf)
{
    memset(conf, 0, sizeof *conf);
    for (int x = 0; x < OPTION_COUNT; x++) {
        char *place = (char *)conf + options[x].offset;
        if (options[x].type == OPTION_STRING)
            memcpy(place, &options[x].text_initial, sizeof options[x].text_initial);
        else if (options[x].type == OPTION_NUMBER)
            memcpy(place, &options[x].initial, sizeof options[x].initial);
    }
}

static enum status set_value(const struct option *option, const char *value, struct conf *conf,
                             struct cause *cause)
{
    char *place = (char *)conf + option->offset;
    if (option->type == OPTION_STRING) {
        if (!*value)
            return status_fail(cause, STATUS_INVALID, "%s: empty; give %s", option->name, option->value);
        memcpy(place, &value, sizeof value);
        return STATUS_OK;
    }
    int64_t number;
    if (!slice_int(slice_of(value), option->low, option->high, &number))
        return status_fail(cause, STATUS_INVALID, "%s: \"%s\" is not a number in %lld..%lld", option->name,
                           value, (long long)option->low, (long long)option->high);
    memcpy(place, &number, sizeof number);
    return STATUS_OK;
}

enum status conf_parse(int count, char **arguments, struct conf *conf, struct cause *cause)
{
    set_initial(conf);
    for (int x = 0; x < count; x++) {
        const struct option *option = find(arguments[x]);
        if (!option)
            return status_fail(cause, STATUS_INVALID, "%s: no such option; spirald --help lists them",
                               arguments[x]);
        if (option->type == OPTION_SWITCH) {
            *((bool *)((char *)conf + option->offset)) = true;
            continue;
        }
        if (x + 1 == count)
            return status_fail(cause, STATUS_INVALID, "%s: no value; give %s", option->name, option->value);
        enum status status = set_value(option, arguments[++x], conf, cause);
        if (status)
            return status;
    }
    if (!conf->certificate != !conf->key)
        return status_fail(cause, STATUS_INVALID, "--cert and --key belong together; give both or neither");
    enum status status = conf->public ? conf_check_public(conf->public, cause) : STATUS_OK;
    if (status)
        return status;
    static const char *const readers[] = {"none", "loopback", "all"};
    for (size_t x = 0; x < sizeof readers / sizeof *readers; x++)
        if (strcmp(conf->metrics, readers[x]) == 0)
            return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "--metrics: \"%s\" is nobody; give none, loopback or all",
                       conf->metrics);
}

void conf_print_help(void)
{
    printf("spirald: authoritative server of Spiral, the wargame of the security dilemma\n\n"
           "usage: spirald [OPTION [VALUE]]...\n\n");
    for (int x = 0; x < OPTION_COUNT; x++) {
        const struct option *option = &options[x];
        char left[64];
        snprintf(left, sizeof left, "%s %s", option->name, option->value ? option->value : "");
        printf("  %-30s %s", left, option->help);
        if (option->text_initial)
            printf(" (%s)", option->text_initial);
        else if (option->type == OPTION_NUMBER)
            printf(" (%lld; %lld..%lld)", (long long)option->initial, (long long)option->low,
                   (long long)option->high);
        printf("\n");
    }
    printf("\nExercises are made with: spiral exercise new --admin DIR/admin.sock --scenario NAME\n");
}

enum status conf_address(const char *text, char host[CONF_HOST_SIZE], uint16_t *port, struct cause *cause)
{
    const char *colon = strrchr(text, ':');
    int64_t number;
    if (!colon || !slice_int(slice_of(colon + 1), 0, 65535, &number))
        return status_fail(cause, STATUS_INVALID, "%s: not HOST:PORT with a port in 0..65535", text);
    struct slice name = {text, (size_t)(colon - text)};
    if (name.length >= 2 && name.at[0] == '[' && name.at[name.length - 1] == ']')
        name = (struct slice){name.at + 1, name.length - 2};
    bool bracketed = text[0] == '[';
    if (!bracketed && memchr(name.at, ':', name.length))
        return status_fail(cause, STATUS_INVALID, "%s: an IPv6 address stands in brackets, as in [::]:4470",
                           text);
    if (name.length == 0 || !slice_copy(name, host, CONF_HOST_SIZE))
        return status_fail(cause, STATUS_INVALID, "%s: not HOST:PORT; 0.0.0.0 stands for every address",
                           text);
    if (strcmp(host, "localhost") == 0)
        strcpy(host, "127.0.0.1");
    *port = (uint16_t)number;
    return STATUS_OK;
}
