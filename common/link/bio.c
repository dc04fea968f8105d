#include "common/link/bio.h"

#include "common/base/must.h"

#include <openssl/err.h>
#include <string.h>

static int wire_read(BIO *bio, char *to, size_t capacity, size_t *count)
{
    struct link_wire *wire = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    if (wire->in_count == 0) {
        *count = 0;
        BIO_set_retry_read(bio);
        return 0;
    }
    *count = capacity < wire->in_count ? capacity : wire->in_count;
    memcpy(to, wire->in, *count);
    wire->in += *count;
    wire->in_count -= *count;
    return 1;
}

static int wire_write(BIO *bio, const char *bytes, size_t count, size_t *written)
{
    struct link_wire *wire = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    *written = 0;
    enum status status = buffer_write(&wire->outbox, bytes, count);
    if (status == STATUS_MEMORY)
        ERR_raise(ERR_LIB_BIO, ERR_R_MALLOC_FAILURE);
    if (status != STATUS_OK)
        return 0;
    *written = count;
    return 1;
}

static long wire_control(BIO *bio, int command, long number, void *pointer)
{
    (void)bio;
    (void)number;
    (void)pointer;
    return command == BIO_CTRL_FLUSH;
}

BIO_METHOD *link_bio_method(void)
{
    BIO_METHOD *method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "spiral link");
    if (!method)
        return NULL;
    must(BIO_meth_set_read_ex(method, wire_read) && BIO_meth_set_write_ex(method, wire_write) &&
         BIO_meth_set_ctrl(method, wire_control));
    return method;
}

BIO *link_bio_create(const BIO_METHOD *method, struct link_wire *wire)
{
    BIO *bio = BIO_new(method);
    if (!bio)
        return NULL;
    BIO_set_data(bio, wire);
    BIO_set_init(bio, 1);
    return bio;
}
