#include "identity.h"

#include "common/base/must.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void add_extension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    must(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

static X509 *new_certificate(const char *name, EVP_PKEY *key, X509 *issuer, EVP_PKEY *issuer_key)
{
    X509 *certificate = X509_new();
    must(certificate && X509_set_version(certificate, X509_VERSION_3) == 1);
    must(ASN1_INTEGER_set(X509_get_serialNumber(certificate), issuer ? 2 : 1) == 1);
    must(X509_gmtime_adj(X509_getm_notBefore(certificate), -60) &&
         X509_gmtime_adj(X509_getm_notAfter(certificate), 3600));
    X509_NAME *subject = X509_get_subject_name(certificate);
    must(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0) ==
         1);
    must(X509_set_issuer_name(certificate, issuer ? X509_get_subject_name(issuer) : subject) == 1);
    must(X509_set_pubkey(certificate, key) == 1);
    add_extension(certificate, issuer ? issuer : certificate, NID_basic_constraints,
                  issuer ? "CA:FALSE" : "critical,CA:TRUE");
    if (issuer)
        add_extension(certificate, issuer, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    must(X509_sign(certificate, issuer_key, EVP_sha256()) > 0);
    return certificate;
}

static void save_certificate(const char *path, X509 *certificate)
{
    FILE *file = fopen(path, "w");
    must(file && PEM_write_X509(file, certificate) == 1 && fclose(file) == 0);
}

static void save_key(const char *path, EVP_PKEY *key)
{
    FILE *file = fopen(path, "w");
    must(file && PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1 && fclose(file) == 0);
}

void identity_make(struct identity *identity)
{
    snprintf(identity->directory, sizeof identity->directory, "/tmp/spiral-link-XXXXXX");
    must(mkdtemp(identity->directory) != NULL);
    snprintf(identity->certificate, sizeof identity->certificate, "%s/certificate.pem", identity->directory);
    snprintf(identity->key, sizeof identity->key, "%s/key.pem", identity->directory);
    snprintf(identity->root, sizeof identity->root, "%s/root.pem", identity->directory);
    snprintf(identity->other_key, sizeof identity->other_key, "%s/other.pem", identity->directory);
    EVP_PKEY *root_key = EVP_EC_gen("P-256");
    EVP_PKEY *key = EVP_EC_gen("P-256");
    must(root_key && key);
    X509 *root = new_certificate("spiral test root", root_key, NULL, root_key);
    X509 *certificate = new_certificate("spiral test", key, root, root_key);
    save_certificate(identity->root, root);
    save_certificate(identity->certificate, certificate);
    save_key(identity->key, key);
    save_key(identity->other_key, root_key);
    X509_free(certificate);
    X509_free(root);
    EVP_PKEY_free(key);
    EVP_PKEY_free(root_key);
}

void identity_write(const struct identity *identity, const char *name, const char *text, char path[96])
{
    snprintf(path, 96, "%s/%s", identity->directory, name);
    FILE *file = fopen(path, "w");
    must(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

void identity_remove(struct identity *identity)
{
    unlink(identity->certificate);
    unlink(identity->key);
    unlink(identity->root);
    unlink(identity->other_key);
    rmdir(identity->directory);
}
