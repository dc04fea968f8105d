/* Why a server did not do it. */
#include "client/ctl/exercise.h"
#include "common/rules/orders.h"

#include <string.h>

/* What the server may refuse, with the words for it. */
static const struct {
    enum refusal_code code;
    const char *item; /* NULL: any */
    const char *key;
} rows[] = {
    {REFUSAL_UNKNOWN_CODE, NULL, "facilitator.refused.code"},
    {REFUSAL_NOT_NOW, "lobby", "facilitator.refused.lobby"},
    {REFUSAL_NOT_NOW, "undo", "facilitator.refused.undo"},
    {REFUSAL_OVER, NULL, "facilitator.refused.over"},
    {REFUSAL_STALE_TURN, "practice", "facilitator.refused.practice"},
    {REFUSAL_STALE_TURN, NULL, "facilitator.refused.turn"},
    {REFUSAL_MALFORMED, "limit", "facilitator.refused.limit"},
    {REFUSAL_MALFORMED, "ms", "facilitator.refused.seconds"},
    {REFUSAL_BUSY, NULL, "facilitator.refused.busy"},
    {REFUSAL_ELIMINATED, NULL, "facilitator.refused.eliminated"},
    {REFUSAL_NO_RIGHT, NULL, "facilitator.refused.right"},
    {REFUSAL_UNSUPPORTED, "act", "facilitator.refused.look"},
};

/* "budget: wrong sum; attack: out of reach" */
static void put_verdicts(const struct verdicts *verdicts, const struct language *language, struct text *text)
{
    bool first = true;
    for (int part = 0; part < PART_COUNT; part++) {
        char key[64];
        struct text name = text_over(key, sizeof key);
        if (verdicts->of[part] == VERDICT_OK || verdicts->of[part] >= VERDICT_COUNT)
            continue;
        text_put(&name, "part.");
        text_put(&name, part_name(part));
        const char *words = sentence_words(language, key);
        text_put(text, first ? "" : "; ");
        text_put(text, words ? words : part_name(part));
        text_put(text, ": ");
        name = text_over(key, sizeof key);
        text_put(&name, "flaw.");
        for (const char *c = verdict_name(verdicts->of[part]); *c; c++)
            text_put_char(&name, *c == ' ' ? '_' : *c);
        sentence_put(language, key, NULL, text);
        first = false;
    }
}

static void put_family(const char *family, const struct refusal *refusal, const struct language *language,
                       struct text *text)
{
    char key[WIRE_KEY_SIZE + 16];
    struct text name = text_over(key, sizeof key);
    text_put(&name, family);
    text_put(&name, refusal_name(refusal->code));
    sentence_put(language, key,
                 SLOTS(str("item", refusal->item),
                       num("seconds", ((int64_t)refusal->retry_after_ms + 999) / 1000),
                       str("host", refusal->host), num("port", refusal->port), num("oldest", refusal->oldest),
                       num("newest", refusal->newest), num("turn", refusal->current_turn),
                       num("revision", refusal->current_revision)),
                 text);
}

void exercise_put_refusal(const struct refusal *refusal, const char *cause, const struct language *language,
                          const char *code, struct text *text)
{
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        if (rows[x].code != refusal->code || (rows[x].item && strcmp(rows[x].item, refusal->item) != 0))
            continue;
        sentence_put(language, rows[x].key, SLOTS(str("code", code), num("turn", refusal->current_turn)),
                     text);
        return;
    }
    if (refusal->code == REFUSAL_ILLEGAL_ORDERS) {
        sentence_put(language, "facilitator.refused.orders", NULL, text);
        text_put_char(text, ' ');
        put_verdicts(&refusal->verdicts, language, text);
    } else if (cause[0]) {
        harmless_put(cause, text);
    } else {
        put_family("refusal.", refusal, language, text);
        text_put_char(text, ' ');
        put_family("remedy.", refusal, language, text);
    }
}
