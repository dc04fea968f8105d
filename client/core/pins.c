#include "client/core/pins.h"

#include "client/core/home.h"
#include "common/base/buffer.h"
#include "common/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { PIN_LINE_SIZE = PIN_SERVER_SIZE + 2 * DIGEST_SIZE + 2 };

struct pins_path {
    char at[HOME_PATH_SIZE + 32];
};

static struct pins_path path_in(const char *home, const char *file)
{
    struct pins_path path;
    struct text text = text_over(path.at, sizeof path.at);
    text_put(&text, home);
    text_put(&text, file);
    return path;
}

bool pin_server_name(const char *host, int port, char name[PIN_SERVER_SIZE])
{
    bool brackets = strchr(host, ':') != NULL;
    struct text text = text_over(name, PIN_SERVER_SIZE);
    text_put(&text, brackets ? "[" : "");
    for (const char *at = host; *at; at++)
        text_put_char(&text, *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at);
    text_put(&text, brackets ? "]:" : ":");
    text_put_int(&text, port);
    return !text.cut;
}

/* Searches the lines of the file. */
static enum status find_line(const char *path, struct slice rest, const char *server, bool *found,
                             struct digest *key, struct cause *cause)
{
    struct slice line, name, hex;
    *found = false;
    for (int number = 1; slice_take(&rest, '\n', &line); number++) {
        struct digest digest;
        if (!slice_split(line, ' ', &name, &hex) || !slice_hex(hex, digest.bytes, DIGEST_SIZE))
            return status_fail(cause, STATUS_CORRUPT,
                               "%s:%d: not `host:port fingerprint`; mend or remove the line", path, number);
        if (!*found && slice_is(name, server)) {
            *found = true;
            *key = digest;
        }
    }
    return STATUS_OK;
}

/* The whole file, empty when there is none; freed by the caller. */
static enum status read_file(const char *path, char **text, size_t *size, struct cause *cause)
{
    enum status status = file_read(path, PIN_FILE_MAX, text, size, cause);
    if (status != STATUS_NOT_FOUND)
        return status;
    cause->text[0] = '\0';
    *text = NULL;
    *size = 0;
    return STATUS_OK;
}

enum status pins_find(const char *home, const char *server, bool *found, struct digest *key,
                      struct cause *cause)
{
    struct pins_path path = path_in(home, "/known_servers");
    char *text;
    size_t size;
    enum status status = read_file(path.at, &text, &size, cause);
    if (status != STATUS_OK)
        return status;
    status = find_line(path.at, (struct slice){text, size}, server, found, key, cause);
    free(text);
    return status;
}

static enum status append_line(const char *path, const char *text, size_t size, const char *server,
                               const struct digest *key, struct cause *cause)
{
    char memory[PIN_LINE_SIZE];
    struct text line = text_over(memory, sizeof memory);
    text_put(&line, server);
    text_put_char(&line, ' ');
    text_put_hex(&line, key->bytes, DIGEST_SIZE);
    text_put_char(&line, '\n');
    struct buffer whole = buffer_with_cap(PIN_FILE_MAX);
    enum status status = size ? buffer_write(&whole, text, size) : STATUS_OK;
    if (status == STATUS_OK && size && text[size - 1] != '\n')
        status = buffer_write(&whole, "\n", 1);
    if (status == STATUS_OK)
        status = buffer_write(&whole, line.at, line.length);
    if (status != STATUS_OK)
        status_fail(cause, status, "%s: no room for another server; remove some lines", path);
    else
        status = file_replace(path, buffer_bytes(&whole), buffer_length(&whole), 0600, cause);
    buffer_free(&whole);
    return status;
}

static enum status add_locked(const char *path, const char *server, const struct digest *key,
                              struct cause *cause)
{
    char *text;
    size_t size;
    bool found;
    struct digest pinned;
    enum status status = read_file(path, &text, &size, cause);
    if (status != STATUS_OK)
        return status;
    status = find_line(path, (struct slice){text, size}, server, &found, &pinned, cause);
    if (status == STATUS_OK && !found)
        status = append_line(path, text, size, server, key, cause);
    else if (status == STATUS_OK && !digest_equal(&pinned, key))
        status = status_fail(cause, STATUS_INVALID,
                             "%s was pinned to another key a moment ago; see its line in %s", server, path);
    free(text);
    return status;
}

enum status pins_add(const char *home, const char *server, const struct digest *key, struct cause *cause)
{
    enum status status = file_make_directories(home, cause);
    if (status != STATUS_OK)
        return status;
    /* the file itself is replaced, so a lock on it would not hold */
    struct pins_path lock = path_in(home, "/known_servers.lock");
    int descriptor = open(lock.at, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return status_fail(cause, STATUS_IO, "%s: cannot open: %s", lock.at, strerror(errno));
    int result;
    do
        result = flock(descriptor, LOCK_EX);
    while (result != 0 && errno == EINTR);
    if (result != 0)
        status = status_fail(cause, STATUS_IO, "%s: cannot lock: %s", lock.at, strerror(errno));
    else
        status = add_locked(path_in(home, "/known_servers").at, server, key, cause);
    close(descriptor);
    return status;
}

enum pin_verdict pin_judge(const struct pin_evidence *evidence)
{
    if (evidence->demanded)
        return digest_equal(evidence->demanded, evidence->seen) ? PIN_TRUSTED : PIN_NOT_WANTED;
    if (evidence->pinned)
        return digest_equal(evidence->pinned, evidence->seen) ? PIN_TRUSTED : PIN_CHANGED;
    if (evidence->chain_valid)
        return PIN_TRUSTED;
    return evidence->first_use_allowed ? PIN_FIRST_USE : PIN_UNKNOWN;
}

static void put_key(struct text *text, const char *before, const struct digest *key)
{
    text_put(text, before);
    text_put_hex(text, key->bytes, DIGEST_SIZE);
}

void pin_explain(enum pin_verdict verdict, const struct pin_evidence *evidence, const char *home,
                 const char *server, struct text *text)
{
    text_put(text, verdict == PIN_CHANGED ? "THE KEY OF THE SERVER HAS CHANGED: " : "");
    text_put(text, server);
    put_key(text, " shows the fingerprint ", evidence->seen);
    switch (verdict) {
    case PIN_NOT_WANTED:
        put_key(text, ", and not the one that was demanded, ", evidence->demanded);
        text_put(text, ". Somebody may be listening in between, or the fingerprint was copied wrongly: "
                       "compare it with the one that the operator tells you.");
        break;
    case PIN_CHANGED:
        put_key(text, ", but was known by ", evidence->pinned);
        text_put(text, ". Somebody may be listening in between, or the operator has made a new key: ask the "
                       "operator by another way. If the new one is right, remove the line that begins with ");
        text_put(text, server);
        text_put(text, " from ");
        text_put(text, home);
        text_put(text, "/known_servers and try again.");
        break;
    default:
        text_put(text, ", which nobody vouches for, and trust on first use is switched off. Ask the operator "
                       "for the fingerprint and give it with --fingerprint.");
    }
}
