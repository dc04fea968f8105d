/* One request of HTTP/1.1, checked strictly: what two readers could understand differently is refused.
 *
 * A value whose slices are borrowed from the head that it was made of. Pure; any thread. */
#ifndef SPIRAL_SERVER_WEB_REQUEST_H
#define SPIRAL_SERVER_WEB_REQUEST_H

#include "common/base/text.h"
#include "server/web/refusal.h"
#include "server/web/web.h"

enum request_method { METHOD_GET, METHOD_HEAD, METHOD_POST };

struct request_header {
    struct slice name, value; /* the value without white space around it */
};

struct request {
    enum request_method method;
    struct slice path; /* without a host and what stands behind "?" */
    struct slice host; /* as it was named; empty where HTTP/1.0 names none */
    bool old;          /* HTTP/1.0 */
    bool last;         /* the connection ends behind the answer */
    bool has_length;
    uint64_t length; /* of the body */
    int header_count;
    struct request_header headers[WEB_HEADERS_MAX];
};

enum head_found {
    HEAD_MORE,  /* it has not come whole */
    HEAD_WHOLE, /* `size` bytes */
    HEAD_BLANK, /* it begins with an empty line */
    HEAD_BAD,   /* `refusal` */
};

/* Looks for the end of a head among `count` bytes, and at each of them only once: `scanned` begins with 0 and
 * is kept by the caller. What no head may hold is found as it comes. */
enum head_found head_find(const uint8_t *bytes, size_t count, size_t *scanned, size_t *size,
                          enum refusal *refusal);

/* Of a whole head, as head_find says. */
enum refusal request_of_head(struct request *request, const uint8_t *head, size_t size);

/* How many headers have that name; the value of the first. */
int request_header(const struct request *request, const char *name, struct slice *value);

/* Whether one of the elements of a header that is a list ("a, b") is that, in whatever case. */
bool request_lists(const struct request *request, const char *name, const char *element);

/* Takes the first element off a list, without white space around it; false at its end. */
bool list_take(struct slice *list, struct slice *element);

/* The same but for the case of letters of ASCII. */
bool slice_same(struct slice a, struct slice b);
struct slice slice_trimmed(struct slice slice);

#endif
