/* What there is to know of the certificate that a server has shown. Pure but for OpenSSL; any thread. */
#ifndef SPIRAL_DOCTOR_CERTIFICATE_H
#define SPIRAL_DOCTOR_CERTIFICATE_H

#include "client/doctor/stream.h"

#include <openssl/ssl.h>

/* After the handshake: chain, name, dates and key, into the facts. */
void certificate_note(SSL *ssl, const char *host, struct stream_facts *facts);

#endif
