/* The answer to a WebSocket's key (RFC 6455, 4.2.2): base64 of SHA-1. No secret: it only shows that the
 * server knows what it is being asked for. */
#include "server/web/web_internal.h"

#include <openssl/evp.h>
#include <string.h>

enum { KEY_LENGTH = 24, SHA1_SIZE = 20 };

static const char GUID[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

bool accept_of_key(const char *key, char accept[ACCEPT_SIZE])
{
    unsigned char digest[SHA1_SIZE];
    char whole[KEY_LENGTH + sizeof GUID];
    memcpy(whole, key, KEY_LENGTH);
    memcpy(whole + KEY_LENGTH, GUID, sizeof GUID);
    if (EVP_Digest(whole, sizeof whole - 1, digest, NULL, EVP_sha1(), NULL) != 1)
        return false;
    return EVP_EncodeBlock((unsigned char *)accept, digest, SHA1_SIZE) == ACCEPT_SIZE - 1;
}
