#include "client/doctor/visit.h"

#include "client/doctor/address.h"
#include "client/doctor/http.h"
#include "client/doctor/talk.h"
#include "common/base/memory.h"
#include "common/base/text.h"

#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_S = 86400, DAYS_WANTED = 14, CLOCK_GOOD_S = 5, CLOCK_WRONG_S = 300, HTTPS_PORT = 443 };

#define HEALTH "/healthz"

/* ---- from the name to the handshake */

/* Something that speaks HTTP as it is, where TLS was expected. */
static bool is_plain(const struct stream_place *place)
{
    struct stream_facts facts;
    struct stream *stream = stream_open(place, NULL, &facts);
    char begin[5] = "";
    if (!stream)
        return false;
    int64_t deadline = stream_deadline(DOCTOR_STEP_MS);
    static const char request[] = "GET / HTTP/1.0\r\n\r\n";
    int got = stream_send(stream, request, sizeof request - 1, deadline)
                  ? stream_receive(stream, begin, sizeof begin, deadline)
                  : 0;
    stream_close(stream);
    return got == (int)sizeof begin && memcmp(begin, "HTTP/", sizeof begin) == 0;
}

static void tell_way(const struct stream_place *place, const struct stream_facts *facts,
                     struct findings *findings)
{
    if (facts->end == STREAM_NO_NAME || facts->end == STREAM_NAME_SLOW) {
        findings_add(findings, facts->end == STREAM_NO_NAME ? ADDRESS_UNKNOWN : ADDRESS_SLOW,
                     DOCTOR_STEP_MS / 1000, facts->why);
        return;
    }
    if (address_is_loopback(facts->address))
        findings_add(findings, ADDRESS_LOOPBACK, 0, facts->address);
    else if (strcmp(facts->address, place->host) != 0)
        findings_add(findings, ADDRESS_GOOD, 0, facts->address);
    if (facts->end == STREAM_REFUSED || facts->end == STREAM_SILENT) {
        findings_add(findings, facts->end == STREAM_REFUSED ? CONNECT_REFUSED : CONNECT_SILENT, place->port,
                     facts->why);
        return;
    }
    findings_add(findings, CONNECT_GOOD, place->port, NULL);
    if (facts->end == STREAM_TLS_SILENT)
        findings_add(findings, TLS_SILENT, place->port, NULL);
    else if (facts->end == STREAM_NOT_TLS)
        findings_add(findings, is_plain(place) ? TLS_PLAIN : TLS_NONE, place->port, facts->why);
    else
        findings_add(findings, facts->tls_1_3 ? TLS_GOOD : TLS_OLD, 0, facts->version);
}

/* ---- the certificate */

static void tell_chain(const struct stream_facts *facts, struct findings *findings)
{
    char hex[2 * DIGEST_SIZE + 1];
    struct text text = text_over(hex, sizeof hex);
    text_put_hex(&text, facts->fingerprint.bytes, DIGEST_SIZE);
    if (facts->verify == X509_V_OK)
        findings_add(findings, CHAIN_GOOD, 0, facts->issuer);
    else if (facts->self_signed)
        findings_add(findings, CHAIN_SELF, 0, hex);
    else if (facts->verify == X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN)
        findings_add(findings, CHAIN_PRIVATE, 0, facts->issuer);
    else if (facts->verify == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
             facts->verify == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE ||
             facts->verify == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT)
        findings_add(findings, CHAIN_PART, 0, facts->issuer);
    else
        findings_add(findings, CHAIN_OTHER, facts->verify, facts->problem);
}

static void tell_certificate(const struct stream_facts *facts, struct findings *findings)
{
    int64_t now = time(NULL), days = (facts->ends_s - now) / DAY_S;
    tell_chain(facts, findings);
    findings_add(findings, facts->name_fits ? NAME_GOOD : NAME_WRONG, 0, facts->names);
    if (facts->begins_s > now)
        findings_add(findings, DAYS_EARLY, 0, NULL);
    else if (facts->ends_s < now)
        findings_add(findings, DAYS_OVER, -days, NULL);
    else
        findings_add(findings, days < DAYS_WANTED ? DAYS_FEW : DAYS_GOOD, days, NULL);
}

static void tell_protocols(const struct stream_place *place, const struct stream_facts *http,
                           struct findings *findings)
{
    struct stream_facts facts;
    bool browsers = strcmp(http->alpn, "http/1.1") == 0;
    stream_close(stream_open(place, "spiral/1", &facts));
    bool terminals = strcmp(facts.alpn, "spiral/1") == 0;
    if (!browsers)
        findings_add(findings, ALPN_NO_HTTP, 0, NULL);
    if (!terminals)
        findings_add(findings, ALPN_NO_SPIRAL, 0, NULL);
    if (browsers && terminals)
        findings_add(findings, ALPN_GOOD, 0, NULL);
}

/* ---- pages and clock */

/* Whether the bytes stand in the body somewhere. */
static bool body_says(const struct http_answer *answer, const char *words)
{
    size_t length = strlen(words);
    for (size_t x = 0; x + length <= answer->size; x++)
        if (memcmp(answer->body + x, words, length) == 0)
            return true;
    return false;
}

static void ask_page(const struct stream_place *place, const char *path, struct http_answer *answer)
{
    struct stream_facts facts;
    struct stream *stream = stream_open(place, "http/1.1", &facts);
    char memory[128];
    struct text head = text_over(memory, sizeof memory);
    answer->end = HTTP_SILENT;
    if (!stream)
        return;
    text_put(&head, "GET ");
    text_put(&head, path);
    text_put(&head, " HTTP/1.1\r\nAccept: text/html, text/plain\r\n");
    http_ask(stream, place, memory, NULL, 0, stream_deadline(DOCTOR_STEP_MS), answer);
    stream_close(stream);
}

/* False once something was told. */
static bool page_is_well(const char *path, const char *says, const struct http_answer *answer,
                         struct findings *findings)
{
    if (answer->end != HTTP_ANSWERED)
        findings_add(findings, answer->end == HTTP_GARBAGE ? PAGE_GARBAGE : PAGE_SILENT, 0, path);
    else if (answer->status != 200)
        findings_add(findings, strcmp(path, HEALTH) == 0 && answer->status == 503 ? HEALTH_ILL : PAGE_STATUS,
                     answer->status, path);
    else if (!body_says(answer, says))
        findings_add(findings, PAGE_FOREIGN, 0, path);
    else
        return true;
    return false;
}

static void tell_clock(const char *date, struct findings *findings)
{
    int64_t told = http_date(date), off = told - (int64_t)time(NULL);
    if (told < 0) {
        findings_add(findings, CLOCK_UNKNOWN, 0, NULL);
        return;
    }
    off = off < 0 ? -off : off;
    findings_add(findings,
                 off <= CLOCK_GOOD_S    ? CLOCK_GOOD
                 : off <= CLOCK_WRONG_S ? CLOCK_OFF
                                        : CLOCK_WRONG,
                 off, NULL);
}

/* Gives whether what answers is Spiral at all. */
static bool tell_pages(const struct stream_place *place, struct findings *findings)
{
    static const struct {
        const char *path, *says;
    } pages[] = {{"/", "Spiral"}, {"/check", "Spiral"}, {HEALTH, "ok"}};
    struct http_answer *answer = memory_zeroed(1, sizeof *answer);
    bool well = true;
    for (size_t x = 0; x < sizeof pages / sizeof pages[0] && well; x++) {
        ask_page(place, pages[x].path, answer);
        well = page_is_well(pages[x].path, pages[x].says, answer, findings);
    }
    if (well)
        findings_add(findings, PAGES_GOOD, 0, NULL);
    bool http = answer->end == HTTP_ANSWERED;
    if (http)
        tell_clock(answer->date, findings);
    free(answer);
    return http;
}

static void tell_talks(const struct stream_place *place, struct findings *findings)
{
    static const enum finding_code socket[] = {SOCKET_GOOD, SOCKET_REFUSED, SOCKET_SILENT};
    static const enum finding_code poll[] = {POLL_GOOD, POLL_REFUSED, POLL_SILENT};
    int status;
    enum talk_end end = talk_by_socket(place, &status);
    findings_add(findings, socket[end], status, NULL);
    end = talk_by_poll(place, &status);
    findings_add(findings, poll[end], status, NULL);
}

void visit(const struct stream_place *place, struct findings *findings)
{
    struct stream_facts facts;
    struct stream *stream = stream_open(place, "http/1.1", &facts);
    stream_close(stream);
    tell_way(place, &facts, findings);
    if (!stream)
        return;
    tell_certificate(&facts, findings);
    tell_protocols(place, &facts, findings);
    if (tell_pages(place, findings))
        tell_talks(place, findings);
    findings_add(findings, place->port == HTTPS_PORT ? PORT_GOOD : PORT_ODD, place->port, NULL);
}
