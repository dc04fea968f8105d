/* A session in line mode from beginning to end: a script goes in, sentences come out, with a player of
 * fake_player.h in between. Fails the test on words that are missing. */
#ifndef SPIRAL_TEST_TERM_SESSION_H
#define SPIRAL_TEST_TERM_SESSION_H

#include "client/term/line.h"

struct session {
    int exit_status;
    char *output; /* freed by session_free */
    char path[64];
};

/* Reads the script from a file, or takes it as it is. */
void session_run_from(struct session *session, int in_fd, struct play_options options);
void session_run(struct session *session, const char *script);
void session_free(struct session *session);

/* Where the words stand; fails where they do not. */
const char *session_find(const char *text, const char *words);
const char *session_last_line(const char *text);

#endif
