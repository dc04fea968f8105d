#include "client/doctor/finding.h"

#include "common/base/must.h"
#include "common/cards/json.h"

#include <string.h>

/* What each finding is called, about which check it is, and its words. */
static const struct {
    const char *name;                 /* for programs */
    const char *check, *found, *cure; /* keys of sentences; cure: NULL where all is well */
    enum verdict_of_check verdict;
} rows[FINDING_CODES] = {
    [ADDRESS_GOOD] = {"address_good", "doctor_check.address", "doctor_found.address_good", NULL, CHECK_GOOD},
    [ADDRESS_LOOPBACK] = {"address_loopback", "doctor_check.address", "doctor_found.address_loopback",
                          "doctor_cure.address_loopback", CHECK_FAIR},
    [ADDRESS_UNKNOWN] = {"address_unknown", "doctor_check.address", "doctor_found.address_unknown",
                         "doctor_cure.address_unknown", CHECK_BAD},
    [ADDRESS_SLOW] = {"address_slow", "doctor_check.address", "doctor_found.address_slow",
                      "doctor_cure.address_slow", CHECK_BAD},
    [CONNECT_GOOD] = {"connect_good", "doctor_check.connect", "doctor_found.connect_good", NULL, CHECK_GOOD},
    [CONNECT_REFUSED] = {"connect_refused", "doctor_check.connect", "doctor_found.connect_refused",
                         "doctor_cure.connect_refused", CHECK_BAD},
    [CONNECT_SILENT] = {"connect_silent", "doctor_check.connect", "doctor_found.connect_silent",
                        "doctor_cure.connect_silent", CHECK_BAD},
    [TLS_GOOD] = {"tls_good", "doctor_check.tls", "doctor_found.tls_good", NULL, CHECK_GOOD},
    [TLS_PLAIN] = {"tls_plain", "doctor_check.tls", "doctor_found.tls_plain", "doctor_cure.tls_plain",
                   CHECK_BAD},
    [TLS_NONE] = {"tls_none", "doctor_check.tls", "doctor_found.tls_none", "doctor_cure.tls_none", CHECK_BAD},
    [TLS_SILENT] = {"tls_silent", "doctor_check.tls", "doctor_found.tls_silent", "doctor_cure.tls_silent",
                    CHECK_BAD},
    [TLS_OLD] = {"tls_old", "doctor_check.tls", "doctor_found.tls_old", "doctor_cure.tls_old", CHECK_BAD},
    [CHAIN_GOOD] = {"chain_good", "doctor_check.chain", "doctor_found.chain_good", NULL, CHECK_GOOD},
    [CHAIN_SELF] = {"chain_self", "doctor_check.chain", "doctor_found.chain_self", "doctor_cure.chain_self",
                    CHECK_BAD},
    [CHAIN_PRIVATE] = {"chain_private", "doctor_check.chain", "doctor_found.chain_private",
                       "doctor_cure.chain_private", CHECK_BAD},
    [CHAIN_PART] = {"chain_part", "doctor_check.chain", "doctor_found.chain_part", "doctor_cure.chain_part",
                    CHECK_BAD},
    [CHAIN_OTHER] = {"chain_other", "doctor_check.chain", "doctor_found.chain_other",
                     "doctor_cure.chain_other", CHECK_BAD},
    [NAME_GOOD] = {"name_good", "doctor_check.name", "doctor_found.name_good", NULL, CHECK_GOOD},
    [NAME_WRONG] = {"name_wrong", "doctor_check.name", "doctor_found.name_wrong", "doctor_cure.name_wrong",
                    CHECK_BAD},
    [DAYS_GOOD] = {"days_good", "doctor_check.days", "doctor_found.days_good", NULL, CHECK_GOOD},
    [DAYS_FEW] = {"days_few", "doctor_check.days", "doctor_found.days_few", "doctor_cure.days_few",
                  CHECK_FAIR},
    [DAYS_OVER] = {"days_over", "doctor_check.days", "doctor_found.days_over", "doctor_cure.days_over",
                   CHECK_BAD},
    [DAYS_EARLY] = {"days_early", "doctor_check.days", "doctor_found.days_early", "doctor_cure.days_early",
                    CHECK_BAD},
    [ALPN_GOOD] = {"alpn_good", "doctor_check.alpn", "doctor_found.alpn_good", NULL, CHECK_GOOD},
    [ALPN_NO_SPIRAL] = {"alpn_no_spiral", "doctor_check.alpn", "doctor_found.alpn_no_spiral",
                        "doctor_cure.alpn_no_spiral", CHECK_BAD},
    [ALPN_NO_HTTP] = {"alpn_no_http", "doctor_check.alpn", "doctor_found.alpn_no_http",
                      "doctor_cure.alpn_no_http", CHECK_BAD},
    [PAGES_GOOD] = {"pages_good", "doctor_check.pages", "doctor_found.pages_good", NULL, CHECK_GOOD},
    [PAGE_STATUS] = {"page_status", "doctor_check.pages", "doctor_found.page_status",
                     "doctor_cure.page_status", CHECK_BAD},
    [PAGE_FOREIGN] = {"page_foreign", "doctor_check.pages", "doctor_found.page_foreign",
                      "doctor_cure.page_foreign", CHECK_BAD},
    [PAGE_GARBAGE] = {"page_garbage", "doctor_check.pages", "doctor_found.page_garbage",
                      "doctor_cure.page_garbage", CHECK_BAD},
    [PAGE_SILENT] = {"page_silent", "doctor_check.pages", "doctor_found.page_silent",
                     "doctor_cure.page_silent", CHECK_BAD},
    [HEALTH_ILL] = {"health_ill", "doctor_check.pages", "doctor_found.health_ill", "doctor_cure.health_ill",
                    CHECK_BAD},
    [CLOCK_GOOD] = {"clock_good", "doctor_check.clock", "doctor_found.clock_good", NULL, CHECK_GOOD},
    [CLOCK_OFF] = {"clock_off", "doctor_check.clock", "doctor_found.clock_off", "doctor_cure.clock_off",
                   CHECK_FAIR},
    [CLOCK_WRONG] = {"clock_wrong", "doctor_check.clock", "doctor_found.clock_wrong",
                     "doctor_cure.clock_wrong", CHECK_BAD},
    [CLOCK_UNKNOWN] = {"clock_unknown", "doctor_check.clock", "doctor_found.clock_unknown",
                       "doctor_cure.clock_unknown", CHECK_FAIR},
    [SOCKET_GOOD] = {"socket_good", "doctor_check.socket", "doctor_found.socket_good", NULL, CHECK_GOOD},
    [SOCKET_REFUSED] = {"socket_refused", "doctor_check.socket", "doctor_found.socket_refused",
                        "doctor_cure.socket_refused", CHECK_BAD},
    [SOCKET_SILENT] = {"socket_silent", "doctor_check.socket", "doctor_found.socket_silent",
                       "doctor_cure.socket_silent", CHECK_BAD},
    [POLL_GOOD] = {"poll_good", "doctor_check.poll", "doctor_found.poll_good", NULL, CHECK_GOOD},
    [POLL_REFUSED] = {"poll_refused", "doctor_check.poll", "doctor_found.poll_refused",
                      "doctor_cure.poll_refused", CHECK_BAD},
    [POLL_SILENT] = {"poll_silent", "doctor_check.poll", "doctor_found.poll_silent",
                     "doctor_cure.poll_silent", CHECK_BAD},
    [PORT_GOOD] = {"port_good", "doctor_check.port", "doctor_found.port_good", NULL, CHECK_GOOD},
    [PORT_ODD] = {"port_odd", "doctor_check.port", "doctor_found.port_odd", "doctor_cure.port_odd",
                  CHECK_FAIR},
    [DISK_GOOD] = {"disk_good", "doctor_check.disk", "doctor_found.disk_good", NULL, CHECK_GOOD},
    [DISK_LOW] = {"disk_low", "doctor_check.disk", "doctor_found.disk_low", "doctor_cure.disk_low",
                  CHECK_FAIR},
    [DISK_FULL] = {"disk_full", "doctor_check.disk", "doctor_found.disk_full", "doctor_cure.disk_full",
                   CHECK_BAD},
    [DISK_NONE] = {"disk_none", "doctor_check.disk", "doctor_found.disk_none", "doctor_cure.disk_none",
                   CHECK_BAD},
    [FILES_GOOD] = {"files_good", "doctor_check.files", "doctor_found.files_good", NULL, CHECK_GOOD},
    [FILES_FEW] = {"files_few", "doctor_check.files", "doctor_found.files_few", "doctor_cure.files_few",
                   CHECK_FAIR},
    [FILES_UNKNOWN] = {"files_unknown", "doctor_check.files", "doctor_found.files_unknown",
                       "doctor_cure.files_unknown", CHECK_FAIR},
};

void findings_add(struct findings *findings, enum finding_code code, int64_t number, const char *detail)
{
    must(findings->count < FINDINGS_MAX);
    struct finding *finding = &findings->list[findings->count++];
    *finding = (struct finding){.code = code, .number = number};
    struct text text = text_over(finding->detail, sizeof finding->detail);
    harmless_put(detail ? detail : "", &text);
}

enum verdict_of_check finding_verdict(enum finding_code code)
{
    return rows[code].verdict;
}

int findings_bad(const struct findings *findings)
{
    int bad = 0;
    for (int x = 0; x < findings->count; x++)
        bad += rows[findings->list[x].code].verdict == CHECK_BAD;
    return bad;
}

static void put_words(const struct findings *findings, const struct finding *finding, const char *key,
                      const struct language *language, struct text *text)
{
    sentence_put(language, key,
                 SLOTS(str("host", findings->host), str("detail", finding->detail),
                       num("number", finding->number), num("other", DOCTOR_STEP_MS / 1000)),
                 text);
}

static void put_line(const struct findings *findings, const struct finding *finding,
                     const struct language *language, struct text *text)
{
    static const char *const verdicts[] = {"doctor.good", "doctor.fair", "doctor.bad"};
    char reason[1024], remedy[1024];
    struct text put_reason = text_over(reason, sizeof reason), put_remedy = text_over(remedy, sizeof remedy);
    put_words(findings, finding, rows[finding->code].found, language, &put_reason);
    sentence_put(language, "doctor.line",
                 SLOTS(str("verdict", sentence_words(language, verdicts[rows[finding->code].verdict])),
                       str("check", sentence_words(language, rows[finding->code].check)),
                       str("reason", reason)),
                 text);
    text_put(text, "\n");
    if (!rows[finding->code].cure)
        return;
    put_words(findings, finding, rows[finding->code].cure, language, &put_remedy);
    text_put(text, "     ");
    sentence_put(language, "doctor.remedy", SLOTS(str("remedy", remedy)), text);
    text_put(text, "\n");
}

void findings_put(const struct findings *findings, const struct language *language, struct text *text)
{
    int bad = findings_bad(findings);
    for (int x = 0; x < findings->count; x++)
        put_line(findings, &findings->list[x], language, text);
    sentence_put(language, bad ? "doctor.ill" : "doctor.healthy",
                 SLOTS(str("host", findings->host), num("number", bad)), text);
    text_put(text, "\n");
}

void findings_put_json(const struct findings *findings, const char *url, struct text *text)
{
    static const char *const verdicts[] = {"good", "fair", "bad"};
    const struct language *english = languages[LANGUAGE_ENGLISH];
    struct json json = json_over(text);
    json_object(&json, NULL);
    json_string(&json, "url", url);
    json_bool(&json, "healthy", findings_bad(findings) == 0);
    json_list(&json, "checks");
    for (int x = 0; x < findings->count; x++) {
        const struct finding *finding = &findings->list[x];
        char memory[1024];
        struct text words = text_over(memory, sizeof memory);
        put_words(findings, finding, rows[finding->code].found, english, &words);
        json_object(&json, NULL);
        json_string(&json, "check", rows[finding->code].check + strlen("doctor_check."));
        json_string(&json, "verdict", verdicts[rows[finding->code].verdict]);
        json_string(&json, "finding", rows[finding->code].name);
        json_number(&json, "number", finding->number);
        json_string(&json, "detail", finding->detail);
        json_string(&json, "reason", memory);
        if (rows[finding->code].cure) {
            words = text_over(memory, sizeof memory);
            put_words(findings, finding, rows[finding->code].cure, english, &words);
            json_string(&json, "remedy", memory);
        }
        json_close(&json);
    }
    json_close(&json);
    json_close(&json);
}
