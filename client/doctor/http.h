/* One request over a stream and its answer, with what the doctor looks at.
 *
 * Blocking until the deadline; values. One thread. */
#ifndef SPIRAL_DOCTOR_HTTP_H
#define SPIRAL_DOCTOR_HTTP_H

#include "client/doctor/stream.h"
#include "common/base/text.h"

enum { HTTP_BODY_MAX = 64 * 1024, HTTP_FIELD = 256 };

enum http_end { HTTP_ANSWERED, HTTP_GARBAGE, HTTP_SILENT };

struct http_answer {
    enum http_end end;
    int status;
    char date[HTTP_FIELD], type[HTTP_FIELD], link[HTTP_FIELD], accept[HTTP_FIELD]; /* empty: not told */
    size_t size;                 /* of the body, as much as there is room for */
    uint8_t body[HTTP_BODY_MAX]; /* after 101: what came behind the head */
};

/* Sends `head` (request line and fields, each with its line end; the host's and the last empty line are put
 * here) and `body`, and reads the answer. About 64 KiB. */
void http_ask(struct stream *stream, const struct stream_place *place, const char *head, const void *body,
              size_t body_size, int64_t deadline, struct http_answer *answer);

/* "HOST" or "HOST:PORT", with brackets where they are needed. */
void http_put_authority(const struct stream_place *place, struct text *text);

/* Unix time of a Date field, or -1. */
int64_t http_date(const char *date);

#endif
