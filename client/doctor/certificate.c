#include "client/doctor/certificate.h"

#include "common/base/text.h"

#include <openssl/err.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* The common name, or else the whole name in one line. */
static void put_name(const X509_NAME *name, char *to, size_t capacity)
{
    if (X509_NAME_get_text_by_NID((X509_NAME *)(uintptr_t)name, NID_commonName, to, (int)capacity) <= 0 &&
        !X509_NAME_oneline(name, to, (int)capacity))
        to[0] = '\0';
}

/* "*.uni.example, 192.0.2.7": its alternative names, or its own. */
static void put_names(X509 *certificate, struct stream_facts *facts)
{
    struct text text = text_over(facts->names, sizeof facts->names);
    GENERAL_NAMES *names = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    for (int x = 0; x < sk_GENERAL_NAME_num(names); x++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, x);
        if (name->type != GEN_DNS && name->type != GEN_IPADD)
            continue;
        text_put(&text, text.length ? ", " : "");
        if (name->type == GEN_DNS)
            text_put_span(&text, (const char *)ASN1_STRING_get0_data(name->d.dNSName),
                          (size_t)ASN1_STRING_length(name->d.dNSName));
        else if (ASN1_STRING_length(name->d.iPAddress) == 4)
            for (int byte = 0; byte < 4; byte++) {
                text_put(&text, byte ? "." : "");
                text_put_int(&text, ASN1_STRING_get0_data(name->d.iPAddress)[byte]);
            }
        else
            text_put(&text, "IPv6");
    }
    GENERAL_NAMES_free(names);
    if (!text.length)
        put_name(X509_get_subject_name(certificate), facts->names, sizeof facts->names);
}

static int64_t unix_time(const ASN1_TIME *time)
{
    struct tm parts = {0};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return 0;
    int days = 0, seconds = 0;
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    bool told = epoch && ASN1_TIME_diff(&days, &seconds, epoch, time) == 1;
    ASN1_TIME_free(epoch);
    return told ? days * (int64_t)86400 + seconds : 0;
}

static void note_dates(const STACK_OF(X509) * chain, struct stream_facts *facts)
{
    facts->ends_s = INT64_MAX;
    for (int x = 0; x < sk_X509_num(chain); x++) {
        const X509 *one = sk_X509_value(chain, x);
        int64_t begins = unix_time(X509_get0_notBefore(one)), ends = unix_time(X509_get0_notAfter(one));
        facts->begins_s = begins > facts->begins_s ? begins : facts->begins_s;
        facts->ends_s = ends < facts->ends_s ? ends : facts->ends_s;
    }
}

void certificate_note(SSL *ssl, const char *host, struct stream_facts *facts)
{
    X509 *certificate = SSL_get1_peer_certificate(ssl);
    if (!certificate)
        return;
    unsigned char *der = NULL;
    int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    if (size > 0)
        facts->fingerprint = digest_of(der, (size_t)size);
    OPENSSL_free(der);
    facts->verify = (int)SSL_get_verify_result(ssl);
    snprintf(facts->problem, sizeof facts->problem, "%s", X509_verify_cert_error_string(facts->verify));
    facts->self_signed = X509_self_signed(certificate, 1) == 1;
    facts->name_fits =
        X509_check_host(certificate, host, 0, 0, NULL) == 1 || X509_check_ip_asc(certificate, host, 0) == 1;
    put_name(X509_get_issuer_name(certificate), facts->issuer, sizeof facts->issuer);
    put_names(certificate, facts);
    note_dates(SSL_get_peer_cert_chain(ssl), facts);
    X509_free(certificate);
    ERR_clear_error();
}
