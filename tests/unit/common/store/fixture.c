#include "fixture.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void fixture_make(char path[FIXTURE_PATH_MAX])
{
    const char *top = getenv("TMPDIR");
    assert_true(snprintf(path, FIXTURE_PATH_MAX, "%s/spiral-store-XXXXXX", top ? top : "/tmp") <
                FIXTURE_PATH_MAX);
    assert_non_null(mkdtemp(path));
}

void fixture_remove(const char *path)
{
    DIR *directory = opendir(path);
    assert_non_null(directory);
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        char file[FIXTURE_PATH_MAX + 300];
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlink(file) != 0)
            fixture_remove(file);
    }
    closedir(directory);
    assert_int_equal(rmdir(path), 0);
}

char *fixture_read(const char *directory, const char *file, size_t *size)
{
    char path[FIXTURE_PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/%s", directory, file);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return NULL;
    assert_int_equal(fseek(stream, 0, SEEK_END), 0);
    *size = (size_t)ftell(stream);
    rewind(stream);
    char *bytes = malloc(*size + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, stream), *size);
    fclose(stream);
    return bytes;
}

static bool holds(const char *bytes, size_t size, const char *needle)
{
    size_t length = strlen(needle);
    for (size_t i = 0; i + length <= size; i++)
        if (bytes[i] == needle[0] && memcmp(bytes + i, needle, length) == 0)
            return true;
    return false;
}

bool fixture_finds(const char *directory, const char *needle)
{
    static const char *const files[] = {"journal.db", "journal.db-wal"};
    bool found = false;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        size_t size;
        char *bytes = fixture_read(directory, files[i], &size);
        found = found || (bytes && holds(bytes, size, needle));
        free(bytes);
    }
    return found;
}

struct id id_of(int number)
{
    struct id id;
    /* scattered, as random ids are */
    for (size_t i = 0; i < sizeof id.bytes; i++)
        id.bytes[i] = (uint8_t)((uint32_t)number * 2654435761u >> (i % 4 * 8)) ^ (uint8_t)(i * 37);
    return id;
}

struct store_change append_of(int stream, int64_t epoch, int64_t expected_seq, const char *body)
{
    struct store_change change = {
        .kind = STORE_APPEND,
        .stream = id_of(stream),
        .epoch = epoch,
        .expected_seq = expected_seq,
        .record = {.stamp_ms = 1700000000000 + expected_seq, .remaining_ms = 60000, .kind = "turn"},
        .result = STATUS_CLOSED,
    };
    change.record.body = body;
    change.record.body_size = strlen(body);
    return change;
}

struct store_change clock_of(int stream, int64_t epoch, int64_t remaining_ms)
{
    return (struct store_change){
        .kind = STORE_CLOCK,
        .stream = id_of(stream),
        .epoch = epoch,
        .remaining_ms = remaining_ms,
        .result = STATUS_CLOSED,
    };
}

struct store_change text_of(int stream, int64_t epoch, int id, int owner, const char *text)
{
    return (struct store_change){
        .kind = STORE_TEXT,
        .stream = id_of(stream),
        .epoch = epoch,
        .text_id = id_of(id),
        .text_owner = id_of(owner),
        .text = text,
        .text_size = strlen(text),
        .result = STATUS_CLOSED,
    };
}

struct store_change erase_of(int stream, int64_t epoch, int owner)
{
    return (struct store_change){
        .kind = STORE_ERASE,
        .stream = id_of(stream),
        .epoch = epoch,
        .text_owner = id_of(owner),
        .result = STATUS_CLOSED,
    };
}

enum status commit_one(struct store *store, struct store_change change)
{
    struct cause cause = {""};
    if (store_commit(store, &change, 1, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return change.result;
}

struct collector {
    char *at;
    size_t capacity, length;
};

static bool collect(void *user, const struct store_record *record)
{
    struct collector *collector = user;
    assert_true(collector->length + record->body_size + 2 <= collector->capacity);
    memcpy(collector->at + collector->length, record->body, record->body_size);
    collector->length += record->body_size;
    collector->at[collector->length++] = '\n';
    collector->at[collector->length] = '\0';
    return true;
}

void bodies_of(struct store *store, int stream, int64_t after_seq, char *to, size_t capacity)
{
    struct collector collector = {to, capacity, 0};
    struct id id = id_of(stream);
    struct cause cause = {""};
    to[0] = '\0';
    if (store_each_record(store, &id, after_seq, collect, &collector, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
}

static struct store *open_store(const char *directory, bool read_only)
{
    struct store *store = NULL;
    struct cause cause = {""};
    if (store_open_sqlite(directory, NULL, read_only, &store, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return store;
}

struct store *open_writer(const char *directory)
{
    return open_store(directory, false);
}

struct store *open_reader(const char *directory)
{
    return open_store(directory, true);
}

void disturb(const char *directory, const char *sql)
{
    char path[FIXTURE_PATH_MAX + 32];
    char *message = NULL;
    sqlite3 *database;
    snprintf(path, sizeof path, "%s/journal.db", directory);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}
