#include "client/join_command.h"

#include "client/core/home.h"
#include "client/place.h"
#include "client/session.h"

#include <stdio.h>

static int fail(const struct cause *cause, int exit_status)
{
    fprintf(stderr, "spiral join: %s\n", cause->text);
    return exit_status;
}

int join_main(int count, char **words)
{
    struct play_arguments arguments;
    struct home home;
    struct cause cause;
    char host[PLACE_HOST_SIZE];
    int port;
    if (arguments_parse(ARGUMENTS_JOIN, count, words, &arguments, &cause))
        return fail(&cause, 2);
    if (arguments.help) {
        arguments_print_help(ARGUMENTS_JOIN);
        return 0;
    }
    const char *missing =
        arguments.place_count != 2                       ? "HOST:PORT and CODE are needed"
        : !place_split(arguments.places[0], host, &port) ? "not HOST:PORT with a port in 1..65535"
        : !arguments.name && !arguments.seat_code        ? "--name is needed: what the others see of you"
                                                         : NULL;
    if (missing) {
        fprintf(stderr,
                "spiral join: %s\nusage: spiral join HOST:PORT CODE --name NAME [OPTION]...; --help lists "
                "the options\n",
                missing);
        return 2;
    }
    if (home_open(arguments.home, &home, &cause))
        return fail(&cause, 1);
    struct play_options options = session_options(&arguments, home.path);
    options.player.host = host;
    options.player.port = port;
    options.player.code = arguments.places[1];
    return session_run(&options, session_draws(&arguments));
}
