/* The server's certificate and key, made at the first start. Blocking; called once before the loop runs. */
#ifndef SPIRAL_SERVER_NET_CERTIFICATE_H
#define SPIRAL_SERVER_NET_CERTIFICATE_H

#include "common/base/status.h"

enum { CERTIFICATE_DAYS = 3650 };

/* When neither file exists, makes a self-signed ECDSA P-256 certificate for this machine (localhost,
 * 127.0.0.1, ::1) and its key, both PEM; the key can never be read by others. When both exist, nothing is
 * touched. STATUS_NOT_FOUND: one of the two, or their directory, is missing; the cause names it. A crash
 * leaves whole files only. */
MUST_USE enum status certificate_ensure(const char *certificate_path, const char *key_path,
                                        struct cause *cause);

#endif
