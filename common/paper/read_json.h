/* A reader of JSON that this program wrote itself (common/cards/json.h), from front to back without a tree.
 *
 * Whatever does not fit makes it `bad`; from then on it gives nothing more, so that a caller checks once at
 * the end. A value that borrows the text. Pure; any thread. */
#ifndef SPIRAL_PAPER_READ_JSON_H
#define SPIRAL_PAPER_READ_JSON_H

#include "common/base/text.h"

enum { READ_JSON_DEPTH_MAX = 24 };

struct read_json {
    const char *at, *end;
    int depth;
    bool begun[READ_JSON_DEPTH_MAX]; /* something of the object or list was read */
    bool bad;
};

struct read_json read_json_over(const char *at, size_t length);

/* Into the object or list that begins here. */
void read_json_object(struct read_json *reader);
void read_json_list(struct read_json *reader);
/* Whether there is one more in it; where there is none its end is read. */
bool read_json_more(struct read_json *reader);

/* The name of the member that read_json_more told of; its value comes next. */
void read_json_key(struct read_json *reader, char *key, size_t capacity);

/* Strings that are longer than there is room for are cut between two letters. */
void read_json_string(struct read_json *reader, char *to, size_t capacity);
int64_t read_json_number(struct read_json *reader);
bool read_json_bool(struct read_json *reader);
void read_json_skip(struct read_json *reader);

/* What the next value begins with: '"', '{', '[', '0' for a number, 't' for a truth; '\0' when there is
 * nothing. */
char read_json_next(struct read_json *reader);

#endif
