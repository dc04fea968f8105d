#include "raw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct raw raw_create(const SSL_METHOD *method)
{
    struct raw raw = {.context = SSL_CTX_new(method)};
    assert_non_null(raw.context);
    return raw;
}

void raw_begin(struct raw *raw, bool server)
{
    raw->ssl = SSL_new(raw->context);
    raw->in = BIO_new(BIO_s_mem());
    raw->out = BIO_new(BIO_s_mem());
    BIO_set_mem_eof_return(raw->in, -1);
    SSL_set_bio(raw->ssl, raw->in, raw->out);
    if (server)
        SSL_set_accept_state(raw->ssl);
    else
        SSL_set_connect_state(raw->ssl);
}

void raw_free(struct raw *raw)
{
    SSL_free(raw->ssl);
    SSL_CTX_free(raw->context);
}

enum status raw_settle(struct raw *raw, struct link *link, struct cause *cause)
{
    enum status status = STATUS_OK;
    for (int round = 0; round < 8; round++) {
        uint8_t bytes[16384];
        char ignored[256];
        if (SSL_do_handshake(raw->ssl) == 1)
            SSL_read(raw->ssl, ignored, sizeof ignored);
        int count = BIO_read(raw->out, bytes, sizeof bytes);
        if (count > 0 && status == STATUS_OK)
            status = link_feed(link, bytes, (size_t)count, cause);
        const uint8_t *output;
        size_t size = link_output(link, &output);
        if (size > 0)
            assert_int_equal(BIO_write(raw->in, output, (int)size), (int)size);
        link_output_taken(link, size);
    }
    return status;
}
