#include "client/core/tokens.h"

#include "common/base/file.h"
#include "common/base/text.h"
#include "common/base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void name_file(const char *home, const char *server, const char *code, const char *name,
                      struct token *token)
{
    /* each part with its NUL, so that no two triples give the same bytes */
    struct digest_stream *stream = digest_begin();
    digest_add(stream, server, strlen(server) + 1);
    digest_add(stream, code, strlen(code) + 1);
    digest_add(stream, name, strlen(name) + 1);
    struct digest digest = digest_end(stream);
    struct text text = text_over(token->path, sizeof token->path);
    text_put(&text, home);
    text_put(&text, "/tokens/");
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
}

static bool read_seat_code(struct token *token, struct slice value)
{
    return utf8_printable(value.at, value.length, false) &&
           slice_copy(value, token->seat_code, sizeof token->seat_code);
}

/* False: not a line that token_save writes. */
static bool read_line(struct token *token, struct slice line)
{
    struct slice key, value;
    if (!slice_split(line, '=', &key, &value))
        return false;
    if (slice_is(key, "secret"))
        return slice_hex(value, token->secret.bytes, ID_SIZE);
    if (slice_is(key, "person"))
        return slice_hex(value, token->person.bytes, ID_SIZE);
    if (slice_is(key, "token"))
        return slice_hex(value, token->token.bytes, ID_SIZE);
    if (slice_is(key, "world"))
        return slice_hex(value, token->world.bytes, ID_SIZE);
    if (slice_is(key, "seat_code"))
        return read_seat_code(token, value);
    if (slice_is(key, "commitment")) {
        token->has_commitment = true;
        return slice_hex(value, token->commitment.bytes, DIGEST_SIZE);
    }
    return false;
}

static enum status read_lines(struct token *token, struct slice rest, struct cause *cause)
{
    struct slice line;
    for (int number = 1; slice_take(&rest, '\n', &line); number++)
        if (!read_line(token, line))
            return status_fail(cause, STATUS_CORRUPT,
                               "%s:%d: damaged; remove the file to join anew, or restore it", token->path,
                               number);
    return STATUS_OK;
}

enum status token_open(const char *home, const char *server, const char *code, const char *name,
                       struct token *token, struct cause *cause)
{
    memset(token, 0, sizeof *token);
    if (strlen(home) >= HOME_PATH_SIZE)
        return status_fail(cause, STATUS_INVALID, "%.60s...: the path of the client's directory is too long",
                           home);
    name_file(home, server, code, name, token);
    char *text;
    size_t size;
    enum status status = file_read(token->path, TOKEN_FILE_MAX, &text, &size, cause);
    if (status == STATUS_NOT_FOUND) {
        cause->text[0] = '\0';
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    status = read_lines(token, (struct slice){text, size}, cause);
    free(text);
    return status;
}

static void put_hex(struct text *text, const char *key, const uint8_t *bytes, size_t count)
{
    text_put(text, key);
    text_put_char(text, '=');
    text_put_hex(text, bytes, count);
    text_put_char(text, '\n');
}

static enum status make_directory(const char *path, struct cause *cause)
{
    char directory[TOKEN_PATH_SIZE];
    size_t length = (size_t)(strrchr(path, '/') - path);
    memcpy(directory, path, length);
    directory[length] = '\0';
    return file_make_directories(directory, cause);
}

enum status token_save(const struct token *token, struct cause *cause)
{
    char memory[TOKEN_FILE_MAX];
    struct text text = text_over(memory, sizeof memory);
    put_hex(&text, "secret", token->secret.bytes, ID_SIZE);
    put_hex(&text, "person", token->person.bytes, ID_SIZE);
    put_hex(&text, "token", token->token.bytes, ID_SIZE);
    put_hex(&text, "world", token->world.bytes, ID_SIZE);
    if (token->has_commitment)
        put_hex(&text, "commitment", token->commitment.bytes, DIGEST_SIZE);
    text_put(&text, "seat_code=");
    text_put(&text, token->seat_code);
    text_put_char(&text, '\n');
    enum status status = make_directory(token->path, cause);
    if (status == STATUS_OK)
        status = file_replace(token->path, text.at, text.length, 0600, cause);
    return status;
}

void token_forget(struct token *token)
{
    struct token empty = {.secret = token->secret};
    memcpy(empty.path, token->path, sizeof empty.path);
    *token = empty;
}
