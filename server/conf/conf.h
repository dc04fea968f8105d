/* What spirald can be told: one row an option, with type, bounds, default and text; the parser and the help
 * read the same table.
 *
 * A plain value; strings are borrowed from the command line. */
#ifndef SPIRAL_CONF_CONF_H
#define SPIRAL_CONF_CONF_H

#include "common/base/status.h"

#include <stdbool.h>
#include <stdint.h>

enum { CONF_PATH_SIZE = 1024, CONF_HOST_SIZE = 64, CONF_PLACE_SIZE = 256 };

struct conf {
    const char *data;        /* directory */
    const char *listen;      /* HOST:PORT as given */
    const char *certificate; /* NULL: DATA/certificate.pem, made when missing */
    const char *key;         /* NULL: DATA/key.pem */
    const char *scenarios;   /* NULL: beside the program, see scenario_directory_find */
    const char *log;         /* debug, info, warn, error */
    int64_t misses;
    int64_t token_days;
    int64_t links_max;
    int64_t links_per_address;
    const char *metrics; /* none, loopback, all */
    const char *public;  /* HOST[:PORT] of links; NULL: see conf_place */
    bool allow_seed;
    bool until_stdin_closes;
    bool help, version;
};

/* STATUS_INVALID names the option, what is wrong and what is allowed. */
MUST_USE enum status conf_parse(int count, char **arguments, struct conf *conf, struct cause *cause);
void conf_print_help(void);

/* Splits HOST:PORT; IPv6 addresses stand in brackets. */
MUST_USE enum status conf_address(const char *text, char host[CONF_HOST_SIZE], uint16_t *port,
                                  struct cause *cause);

/* What links to this server begin with, behind https:// - "game.example.org", "[::1]:4470". That is what
 * --public says; else the address listened on, or the machine's name where that is every address. Port 443 is
 * left out. */
void conf_place(const struct conf *conf, const char *host, uint16_t port, const char *machine,
                char place[CONF_PLACE_SIZE]);

#endif
