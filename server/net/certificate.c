#include "server/net/certificate.h"

#include "common/base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SERIAL_BITS = 127, BACKDATE_S = 3600, DAY_S = 86400 };

static void add_extension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    memory_had(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

/* Browsers and libraries mistake two certificates of one issuer with the same number for one another. */
static void set_random_serial(X509 *certificate)
{
    BIGNUM *number = BN_new();
    memory_had(number && BN_rand(number, SERIAL_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1);
    memory_had(BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != NULL);
    BN_free(number);
}

static X509 *self_signed(EVP_PKEY *key)
{
    X509 *certificate = X509_new();
    memory_had(certificate && X509_set_version(certificate, X509_VERSION_3) == 1);
    set_random_serial(certificate);
    /* the clocks of two machines differ: valid a little before it was made */
    memory_had(X509_gmtime_adj(X509_getm_notBefore(certificate), -BACKDATE_S) != NULL);
    memory_had(X509_gmtime_adj(X509_getm_notAfter(certificate), (long)CERTIFICATE_DAYS * DAY_S) != NULL);
    X509_NAME *name = X509_get_subject_name(certificate);
    memory_had(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"spiral", -1, -1,
                                          0) == 1);
    memory_had(X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1);
    add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE");
    add_extension(certificate, NID_key_usage, "critical,digitalSignature");
    add_extension(certificate, NID_ext_key_usage, "serverAuth");
    add_extension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
    add_extension(certificate, NID_subject_key_identifier, "hash");
    memory_had(X509_sign(certificate, key, EVP_sha256()) > 0);
    return certificate;
}

static enum status write_whole(int file, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return STATUS_IO;
        bytes += written;
        count -= (size_t)written;
    }
    return STATUS_OK;
}

static enum status sync_directory(const char *path)
{
    char copy[PATH_MAX];
    snprintf(copy, sizeof copy, "%s", path);
    int directory = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return STATUS_IO;
    enum status status = fsync(directory) == 0 ? STATUS_OK : STATUS_IO;
    close(directory);
    return status;
}

/* A new name that only this user can read, filled, synced, and only then given its own name. */
static enum status save(const char *path, mode_t mode, BIO *pem, struct cause *cause)
{
    char temporary[PATH_MAX];
    int length = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof temporary)
        return status_fail(cause, STATUS_INVALID, "the path %s is too long", path);
    int file = mkstemp(temporary);
    if (file < 0)
        return status_fail(cause, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                           "%s cannot be made: %s; the directory must exist and be writable", path,
                           strerror(errno));
    char *bytes;
    long count = BIO_get_mem_data(pem, &bytes);
    enum status status = write_whole(file, bytes, (size_t)count);
    if (status == STATUS_OK && (fchmod(file, mode) != 0 || fsync(file) != 0))
        status = STATUS_IO;
    if (close(file) != 0)
        status = STATUS_IO;
    if (status == STATUS_OK && rename(temporary, path) != 0)
        status = STATUS_IO;
    if (status == STATUS_OK)
        return sync_directory(path) == STATUS_OK
                   ? STATUS_OK
                   : status_fail(cause, STATUS_IO, "%s cannot be synced: %s", path, strerror(errno));
    status_fail(cause, status, "%s cannot be written: %s", path, strerror(errno));
    unlink(temporary);
    return status;
}

static enum status make(const char *certificate_path, const char *key_path, struct cause *cause)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    memory_had(key != NULL);
    X509 *certificate = self_signed(key);
    BIO *key_pem = BIO_new(BIO_s_secmem());
    BIO *certificate_pem = BIO_new(BIO_s_mem());
    memory_had(key_pem && PEM_write_bio_PrivateKey(key_pem, key, NULL, NULL, 0, NULL, NULL) == 1);
    memory_had(certificate_pem && PEM_write_bio_X509(certificate_pem, certificate) == 1);
    enum status status = save(key_path, 0600, key_pem, cause);
    if (status == STATUS_OK) {
        status = save(certificate_path, 0644, certificate_pem, cause);
        if (status != STATUS_OK)
            unlink(key_path); /* a key alone would be an error at the next start */
    }
    BIO_free(certificate_pem);
    BIO_free(key_pem);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return status;
}

static enum status look_for(const char *path, bool *exists, struct cause *cause)
{
    struct stat about;
    *exists = stat(path, &about) == 0;
    if (*exists && !S_ISREG(about.st_mode))
        return status_fail(cause, STATUS_INVALID, "%s is not a file", path);
    if (!*exists && errno != ENOENT)
        return status_fail(cause, STATUS_IO, "%s cannot be looked at: %s", path, strerror(errno));
    return STATUS_OK;
}

enum status certificate_ensure(const char *certificate_path, const char *key_path, struct cause *cause)
{
    bool has_certificate, has_key;
    enum status status = look_for(certificate_path, &has_certificate, cause);
    if (status == STATUS_OK)
        status = look_for(key_path, &has_key, cause);
    if (status != STATUS_OK || (has_certificate && has_key))
        return status;
    if (has_certificate)
        return status_fail(cause, STATUS_NOT_FOUND,
                           "the key %s is missing; put it back, or remove the certificate to have both made",
                           key_path);
    if (has_key)
        return status_fail(cause, STATUS_NOT_FOUND,
                           "the certificate %s is missing; put it back, or remove the key to have both made",
                           certificate_path);
    return make(certificate_path, key_path, cause);
}
