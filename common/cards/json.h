/* A writer of JSON (RFC 8259) into bounded text: commas, escapes and nesting are its concern, so that what
 * comes out is well formed whatever goes in. Bytes that are not UTF-8 become U+FFFD.
 *
 * A value that borrows its text; text_over's `cut` tells when something did not fit. Pure; any thread. */
#ifndef SPIRAL_CARDS_JSON_H
#define SPIRAL_CARDS_JSON_H

#include "common/base/text.h"

enum { JSON_DEPTH_MAX = 16 };

struct json {
    struct text *text;
    int depth;
    char closing[JSON_DEPTH_MAX]; /* of what is open */
    bool begun[JSON_DEPTH_MAX];   /* something stands in it already */
};

struct json json_over(struct text *text);

/* In an object every value has a key; in a list and at the top it is NULL. */
void json_object(struct json *json, const char *key);
void json_list(struct json *json, const char *key);
void json_close(struct json *json);

void json_string(struct json *json, const char *key, const char *string);
void json_number(struct json *json, const char *key, int64_t number);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);
/* A number that is spelled out already, such as "-0.25". */
void json_spelled(struct json *json, const char *key, const char *digits);

#endif
