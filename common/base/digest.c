#include "common/base/digest.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <pthread.h>

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return CRYPTO_memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

/* Looking the algorithm up costs more than hashing a short text: it is fetched once and kept, for the
 * process. */
static EVP_MD *sha256;
static pthread_once_t sha256_once = PTHREAD_ONCE_INIT;

static void sha256_fetch(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    memory_had(sha256 != NULL);
}

struct digest digest_of(const void *bytes, size_t count)
{
    struct digest digest;
    must(pthread_once(&sha256_once, sha256_fetch) == 0);
    memory_had(EVP_Digest(bytes, count, digest.bytes, NULL, sha256, NULL) == 1);
    return digest;
}

struct digest_stream *digest_begin(void)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    memory_had(context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1);
    return (struct digest_stream *)context;
}

void digest_add(struct digest_stream *stream, const void *bytes, size_t count)
{
    must(EVP_DigestUpdate((EVP_MD_CTX *)stream, bytes, count) == 1);
}

struct digest digest_end(struct digest_stream *stream)
{
    struct digest digest;
    must(EVP_DigestFinal_ex((EVP_MD_CTX *)stream, digest.bytes, NULL) == 1);
    EVP_MD_CTX_free((EVP_MD_CTX *)stream);
    return digest;
}
