/* One connection to a server as a phone would make it: name, address, TCP, TLS; each step bounded in time,
 * and everything noted that may be wrong with it.
 *
 * Blocking; the stream belongs to its opener. One thread; the look-up of a name uses a second one, which ends
 * by itself. */
#ifndef SPIRAL_DOCTOR_STREAM_H
#define SPIRAL_DOCTOR_STREAM_H

#include "common/base/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A deadline: so many milliseconds from now, of a clock that does not jump. */
int64_t stream_deadline(int ms);

enum { STREAM_TEXT = 256 };

struct stream_place {
    char host[STREAM_TEXT]; /* a name, or an address without brackets */
    int port;
};

/* How far it came; the rest of the facts hold up to there. */
enum stream_end {
    STREAM_UP,
    STREAM_NO_NAME,
    STREAM_NAME_SLOW,
    STREAM_REFUSED,
    STREAM_SILENT,
    STREAM_NOT_TLS,
    STREAM_TLS_SILENT,
};

struct stream_facts {
    enum stream_end end;
    char why[STREAM_TEXT];     /* where it ended, in the system's words */
    char address[STREAM_TEXT]; /* in digits */
    bool tls_1_3;
    char version[32];        /* "TLSv1.3" */
    char alpn[16];           /* empty: none was agreed on */
    int verify;              /* X509_V_OK, or what is wrong with the chain, its dates apart */
    bool self_signed;        /* the one certificate that was sent */
    bool name_fits;          /* for the host */
    char names[STREAM_TEXT]; /* what it is for */
    char issuer[STREAM_TEXT];
    char problem[STREAM_TEXT]; /* with `verify`, in words */
    int64_t begins_s, ends_s;  /* Unix time: the latest begin and the first end within the chain */
    struct digest fingerprint; /* of the key, as everywhere in Spiral */
};

struct stream;

/* `alpn`: "http/1.1"; NULL for no TLS at all. NULL: `facts` say why. */
struct stream *stream_open(const struct stream_place *place, const char *alpn, struct stream_facts *facts);
void stream_close(struct stream *stream);

/* All of it, or false. */
bool stream_send(struct stream *stream, const void *bytes, size_t count, int64_t deadline);
/* Some bytes; 0: the peer ended it; -1: nothing came until the deadline, or it broke. */
int stream_receive(struct stream *stream, void *bytes, size_t capacity, int64_t deadline);

#endif
