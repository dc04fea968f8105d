#include "client/join_command.h"

#include "client/core/home.h"
#include "client/place.h"
#include "client/session.h"
#include "common/base/text.h"

#include <stdio.h>
#include <string.h>

/* Where to, which exercise, and as whom. NULL, or the key of what is wrong. */
static const char *take_places(const struct play_arguments *arguments, struct place_link *link)
{
    const char *first = arguments->places[0], *code = arguments->places[1];
    bool well;
    if (!first)
        return "options.places_or_link";
    if (place_link(first, link, &well)) {
        if (!well || code)
            return code ? "options.link_and_code" : "options.no_link";
    } else if (!place_split(first, link->host, &link->port)) {
        return strstr(first, "://") ? "options.no_link" : "options.no_place"; /* it may hold a secret */
    } else if (!code || !slice_copy(slice_of(code), link->code, sizeof link->code)) {
        return code ? "options.long_code" : "options.places";
    }
    if (!arguments->name && !arguments->seat_code && !arguments->guest && !link->guest[0])
        return "options.name";
    return NULL;
}

int join_main(int count, char **words)
{
    struct play_arguments arguments;
    struct home home;
    struct cause cause;
    struct place_link link;
    if (!arguments_read(ARGUMENTS_JOIN, count, words, &arguments))
        return 2;
    if (arguments.help) {
        arguments_print_help(ARGUMENTS_JOIN);
        return 0;
    }
    const char *wrong = take_places(&arguments, &link);
    if (wrong)
        return arguments_refuse(ARGUMENTS_JOIN, &arguments, wrong,
                                SLOTS(str("place", arguments.places[0] ? arguments.places[0] : ""),
                                      str("code", arguments.places[1] ? arguments.places[1] : "")));
    if (home_open(arguments.home, &home, &cause)) {
        fprintf(stderr, "spiral join: %s\n", cause.text);
        return 1;
    }
    struct play_options options = session_options(&arguments, home.path);
    options.player.host = link.host;
    options.player.port = link.port;
    options.player.code = link.code;
    options.player.guest = arguments.guest ? arguments.guest : link.guest;
    return session_run(&options, session_draws(&arguments));
}
