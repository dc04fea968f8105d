/* A seat that is held, kept in a file so that it outlives the process: HOME/tokens/<SHA-256 of server, code
 * and name>, mode 0600, lines `key=value`.
 *
 * The join secret is written before a join is sent: when its answer is lost, the same secret gives the same
 * seat. Owner: struct player; a plain value. Blocking for as long as a small file takes; any thread. */
#ifndef SPIRAL_CLIENT_CORE_TOKENS_H
#define SPIRAL_CLIENT_CORE_TOKENS_H

#include "client/core/home.h"
#include "common/base/digest.h"
#include "common/base/id.h"
#include "common/wire/limits.h"

enum {
    TOKEN_PATH_SIZE = HOME_PATH_SIZE + 80,
    TOKEN_FILE_MAX = 4096, /* bytes */
};

struct token {
    char path[TOKEN_PATH_SIZE];
    struct id secret;        /* zero: none made yet */
    struct id person, token; /* zero: not joined */
    struct id world;         /* zero: not known */
    char seat_code[WIRE_SEAT_CODE_SIZE];
    bool has_commitment; /* to `world`, as it was first told */
    struct digest commitment;
};

/* Finds the file of (server, code, name) and reads it; without one the token is empty. STATUS_CORRUPT names
 * the file and the line. */
MUST_USE enum status token_open(const char *home, const char *server, const char *code, const char *name,
                                struct token *token, struct cause *cause);

/* Writes the file; its directories are made. On return it is durable. */
MUST_USE enum status token_save(const struct token *token, struct cause *cause);

static inline bool token_holds_seat(const struct token *token)
{
    return !id_is_zero(&token->person) && !id_is_zero(&token->token);
}

/* Forgets everything but the secret, in memory only. */
void token_forget(struct token *token);

#endif
