#include "server/app.h"
#include "server/process.h"

#include "common/base/file.h"
#include "common/base/log.h"

#include <stdio.h>
#include <string.h>

static bool set_log_level(const char *name)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    for (int level = LOG_DEBUG; level <= LOG_ERROR; level++) {
        if (strcmp(names[level], name) != 0)
            continue;
        log_set_level((enum log_level)level);
        return true;
    }
    return false;
}

int main(int count, char **arguments)
{
    struct conf conf;
    struct cause cause;
    file_open_standard();
    if (conf_parse(count - 1, arguments + 1, &conf, &cause)) {
        fprintf(stderr, "spirald: %s\n", cause.text);
        return 2;
    }
    if (conf.help) {
        conf_print_help();
        return 0;
    }
    if (conf.version) {
        printf("spirald %s\n", SPIRAL_VERSION);
        return 0;
    }
    if (!set_log_level(conf.log)) {
        fprintf(stderr, "spirald: --log: \"%s\" is not one of debug, info, warn, error\n", conf.log);
        return 2;
    }
    process_confine();
    if (!conf.until_stdin_closes) /* then it is part of a program that somebody plays with */
        process_check_user();
    return app_run(&conf);
}
