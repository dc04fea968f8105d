#include "tests/torture/judge.h"

#include "common/base/memory.h"
#include "common/base/text.h"
#include "common/store/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

enum { SANITIZER_EXIT = 99 };

/* One journal being compared with what was acknowledged. */
struct comparison {
    const struct ledger *ledger;
    struct store *store;
    struct id stream;
    bool found[ACKS_MAX], exercise, opening, players[PLAYERS];
    uint32_t turns;
    bool end;
    char *why;
};

static bool say(char why[WRONG_SIZE], const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool say(char why[WRONG_SIZE], const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, WRONG_SIZE, format, arguments);
    va_end(arguments);
    return false;
}

/* The body has a line "name=..." with this id. */
static bool names(const struct store_record *record, const char *name, const struct id *id)
{
    char line[64];
    struct text text = text_over(line, sizeof line);
    text_put(&text, name);
    text_put_char(&text, '=');
    text_put_hex(&text, id->bytes, ID_SIZE);
    text_put_char(&text, '\n');
    struct slice rest = {record->body, record->body_size}, part;
    while (slice_take(&rest, '\n', &part))
        if (part.length + 1 == text.length && memcmp(part.at, line, part.length) == 0)
            return true;
    return false;
}

/* The words of a message lie beside the record. */
static bool says(struct comparison *comparison, const struct store_record *record, const char *saying)
{
    static const char name[] = "text=";
    struct slice rest = {record->body, record->body_size}, part;
    struct id text_id;
    char said[STORE_TEXT_MAX];
    size_t size;
    struct cause cause;
    while (slice_take(&rest, '\n', &part))
        if (slice_starts(part, name) &&
            slice_hex((struct slice){part.at + 5, part.length - 5}, text_id.bytes, ID_SIZE))
            return store_text(comparison->store, &comparison->stream, &text_id, said, sizeof said, &size,
                              &cause) == STATUS_OK &&
                   size == strlen(saying) && memcmp(said, saying, size) == 0;
    return false;
}

static bool on_record(void *user, const struct store_record *record)
{
    struct comparison *comparison = user;
    const struct ledger *ledger = comparison->ledger;
    bool of_world = id_equal(&comparison->stream, &ledger->world);
    for (int x = 0; of_world && x < ledger->ack_count; x++)
        if (strcmp(ledger->acks[x].kind, record->kind) == 0 &&
            names(record, "command", &ledger->acks[x].command))
            comparison->found[x] =
                !ledger->acks[x].saying[0] || says(comparison, record, ledger->acks[x].saying);
    comparison->opening = comparison->opening || (of_world && strcmp(record->kind, "opening") == 0);
    comparison->turns += of_world && strcmp(record->kind, "turn") == 0;
    comparison->end = comparison->end ||
                      (of_world && (strcmp(record->kind, "end") == 0 || strcmp(record->kind, "closed") == 0));
    if (id_equal(&comparison->stream, &ledger->exercise)) {
        comparison->exercise = comparison->exercise || strcmp(record->kind, "exercise") == 0;
        for (int x = 0; x < PLAYERS; x++)
            comparison->players[x] =
                comparison->players[x] || names(record, "person", &ledger->players[x].person);
    }
    return true;
}

static bool on_head(void *user, const struct store_head *head)
{
    struct comparison *comparison = user;
    struct cause cause;
    comparison->stream = head->stream;
    if (store_each_record(comparison->store, &head->stream, 0, on_record, comparison, &cause))
        return say(comparison->why, "the journal: %s", cause.text);
    return true;
}

static bool compare(struct comparison *comparison)
{
    const struct ledger *ledger = comparison->ledger;
    if (ledger->created && (!comparison->exercise || !comparison->opening))
        return say(comparison->why, "LOST: the exercise was acknowledged and is not in the journal");
    for (int x = 0; x < PLAYERS; x++)
        if (ledger->players[x].joined && !comparison->players[x])
            return say(comparison->why, "LOST: player %d was told of its seat and is not in the journal", x);
    for (int x = 0; x < ledger->ack_count; x++)
        if (!comparison->found[x])
            return say(comparison->why, "LOST: %s (command %d) was acknowledged and is not in the journal",
                       ledger->acks[x].kind, x);
    if (comparison->turns < ledger->turn)
        return say(comparison->why, "LOST: turn %u was told, %u are in the journal", ledger->turn,
                   comparison->turns);
    return true;
}

bool judge_store(const char *directory, const struct ledger *ledger, char why[WRONG_SIZE])
{
    struct comparison comparison = {.ledger = ledger, .why = why};
    struct cause cause;
    why[0] = '\0';
    enum status status = store_open_sqlite(directory, NULL, true, &comparison.store, &cause);
    if (status == STATUS_NOT_FOUND) /* it did not get so far as to make one */
        return !ledger->created || say(why, "LOST: there is no journal: %s", cause.text);
    if (status)
        return say(why, "the journal: %s", cause.text);
    status = store_each_head(comparison.store, on_head, &comparison, &cause);
    store_close(comparison.store);
    if (why[0])
        return false;
    return status ? say(why, "the journal: %s", cause.text) : compare(&comparison);
}

bool judge_end(const struct server *server, char why[WRONG_SIZE])
{
    enum { SHOWN = 400 };
    char memory[SERVER_SAID_SIZE];
    const char *said = memory;
    server_complaints(server, memory);
    if (!server->ended)
        return say(why, "the server still runs");
    if (WIFSIGNALED(server->status))
        return say(why, "ended by signal %d, saying: %s", WTERMSIG(server->status),
                   strlen(said) > SHOWN ? said + strlen(said) - SHOWN : said);
    int status = WEXITSTATUS(server->status);
    if (status == SANITIZER_EXIT)
        return say(why, "the sanitizer says: %.450s",
                   strstr(said, "==ERROR") ? strstr(said, "==ERROR") : said);
    if (status != 0 && status != 1 && status != MEMORY_EXIT)
        return say(why, "exit status %d, which means nothing, saying: %.380s", status, said);
    if (status != 0 && !strstr(said, "memory") && !strstr(said, "malloc"))
        return say(why, "exit status %d without a word of memory, saying at last: %s", status,
                   strlen(said) > SHOWN ? said + strlen(said) - SHOWN : said);
    return true;
}
