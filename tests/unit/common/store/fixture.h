/* What the tests of the store share: a directory that goes away again, and changes in one line each. */
#ifndef SPIRAL_TESTS_STORE_FIXTURE_H
#define SPIRAL_TESTS_STORE_FIXTURE_H

#include "common/store/store.h"

#include <sqlite3.h>

enum { FIXTURE_PATH_MAX = 256 };

/* A new directory below the system's temporary one; `fixture_remove` deletes it with the files in it. */
void fixture_make(char path[FIXTURE_PATH_MAX]);
void fixture_remove(const char *path);

/* Bytes at `file` in the directory, malloced; NULL when there is no such file. */
char *fixture_read(const char *directory, const char *file, size_t *size);

/* True when `needle` lies anywhere in the journal's files. */
bool fixture_finds(const char *directory, const char *needle);

struct id id_of(int number);

/* Bodies and texts are borrowed. */
struct store_change append_of(int stream, int64_t epoch, int64_t expected_seq, const char *body);
struct store_change clock_of(int stream, int64_t epoch, int64_t remaining_ms);
struct store_change text_of(int stream, int64_t epoch, int id, int owner, const char *text);
struct store_change erase_of(int stream, int64_t epoch, int owner);

/* Commits one change, which must succeed, and gives its result. */
enum status commit_one(struct store *store, struct store_change change);

/* The bodies of a stream's records after `after_seq`, each ended by a newline; fails the test when reading
 * fails. */
void bodies_of(struct store *store, int stream, int64_t after_seq, char *to, size_t capacity);

/* A writer on the directory; fails the test with the cause when it cannot be had. */
struct store *open_writer(const char *directory);
struct store *open_reader(const char *directory);

/* Changes the database from outside, as another program would. */
void disturb(const char *directory, const char *sql);

#endif
