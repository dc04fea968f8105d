/* Why a server did not do it. */
#include "client/ctl/exercise.h"
#include "common/rules/orders.h"

#include <string.h>

/* Of a code with an item, where a command line has words of its own for it. What has no row here may have
 * words that are shared with the page for facilitators. */
static const struct {
    enum refusal_code code;
    const char *item, *key;
} exact[] = {
    {REFUSAL_NOT_NOW, "lobby", "facilitator.refused.lobby"},
    {REFUSAL_NOT_NOW, "undo", "facilitator.refused.undo"},
    {REFUSAL_NOT_NOW, "consent", "facilitator.refused.consent"},
    {REFUSAL_STALE_TURN, "practice", "facilitator.refused.practice"},
    {REFUSAL_BUSY, "memory", "facilitator.refused.memory"},
    {REFUSAL_FULL, "questions", "facilitator.refused.questions"},
    {REFUSAL_UNKNOWN_PERSON, "name", "facilitator.refused.person"},
    {REFUSAL_UNKNOWN_PERSON, "person", "facilitator.refused.person"},
    {REFUSAL_UNSUPPORTED, "act", "facilitator.refused.look"},
    {REFUSAL_UNSUPPORTED, "message", "facilitator.refused.older"},
    {REFUSAL_MALFORMED, "act", "facilitator.refused.older"},
    {REFUSAL_MALFORMED, "limit", "facilitator.refused.limit"},
    {REFUSAL_MALFORMED, "ms", "facilitator.refused.seconds"},
    {REFUSAL_MALFORMED, "number", "facilitator.refused.number"},
    {REFUSAL_MALFORMED, "world", "facilitator.refused.world"},
    {REFUSAL_MALFORMED, "seat", "facilitator.refused.seat"},
    {REFUSAL_MALFORMED, "person", "facilitator.refused.no_person"},
    {REFUSAL_MALFORMED, "percent", "facilitator.refused.percent"},
    {REFUSAL_MALFORMED, "orders", "facilitator.refused.no_orders"},
    {REFUSAL_MALFORMED, "rights", "facilitator.refused.rights"},
    {REFUSAL_MALFORMED, "card", "facilitator.refused.card"},
    {REFUSAL_MALFORMED, "part", "facilitator.refused.part"},
    {REFUSAL_MALFORMED, "text_en", "facilitator.refused.text"},
    {REFUSAL_MALFORMED, "inject_world", "facilitator.refused.inject_world"},
    {REFUSAL_MALFORMED, "inject_seats", "facilitator.refused.inject_states"},
    {REFUSAL_MALFORMED, "trigger", "facilitator.refused.trigger"},
    {REFUSAL_MALFORMED, "tension", "facilitator.refused.tension"},
};

/* Of a code, whatever the item. */
static const struct {
    enum refusal_code code;
    const char *key;
} usual[] = {
    {REFUSAL_UNKNOWN_CODE, "facilitator.refused.code"},     {REFUSAL_OVER, "facilitator.refused.over"},
    {REFUSAL_STALE_TURN, "facilitator.refused.turn"},       {REFUSAL_BUSY, "facilitator.refused.busy"},
    {REFUSAL_ELIMINATED, "facilitator.refused.eliminated"}, {REFUSAL_NO_RIGHT, "facilitator.refused.right"},
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

/* "refusal.full", or of an item "webfac_refusal.full.seat". */
static void put_key(const char *family, const struct refusal *refusal, bool with_item, struct text *key)
{
    text_put(key, family);
    text_put(key, refusal_name(refusal->code));
    text_put(key, with_item ? "." : "");
    text_put(key, with_item ? refusal->item : "");
}

static void put_family(const char *family, const struct refusal *refusal, bool with_item,
                       const struct language *language, struct text *text)
{
    char key[2 * WIRE_KEY_SIZE];
    struct text name = text_over(key, sizeof key);
    put_key(family, refusal, with_item, &name);
    sentence_put(language, key,
                 SLOTS(str("item", refusal->item),
                       num("seconds", ((int64_t)refusal->retry_after_ms + 999) / 1000),
                       str("host", refusal->host), num("port", refusal->port), num("oldest", refusal->oldest),
                       num("newest", refusal->newest), num("turn", refusal->current_turn),
                       num("revision", refusal->current_revision)),
                 text);
}

/* In words that the page for facilitators has for code and item; false: it has none. The item of what has not
 * ended is the name of a world, which its words hold. */
static bool put_shared(const struct refusal *refusal, const struct language *language, struct text *text)
{
    char key[2 * WIRE_KEY_SIZE];
    struct text name = text_over(key, sizeof key);
    bool with_item = refusal->code != REFUSAL_NOT_ENDED;
    put_key("webfac_refusal.", refusal, with_item, &name);
    if (!refusal->item[0] || name.cut || !sentence_words(language, key))
        return false;
    put_family("webfac_refusal.", refusal, with_item, language, text);
    text_put_char(text, ' ');
    put_family("webfac_remedy.", refusal, with_item, language, text);
    return true;
}

static const char *key_of(const struct refusal *refusal)
{
    if (refusal->code == REFUSAL_MALFORMED && strcmp(refusal->item, "turn") == 0 && refusal->current_turn)
        return "facilitator.refused.no_turn";
    for (size_t x = 0; x < sizeof exact / sizeof exact[0]; x++)
        if (exact[x].code == refusal->code && strcmp(exact[x].item, refusal->item) == 0)
            return exact[x].key;
    return NULL;
}

static const char *usual_key_of(const struct refusal *refusal)
{
    for (size_t x = 0; x < sizeof usual / sizeof usual[0]; x++)
        if (usual[x].code == refusal->code)
            return usual[x].key;
    return NULL;
}

/* What nothing here knows: what the server says itself to who reads English, else what is usual of the code,
 * and then that. */
static void put_unknown(const struct refusal *refusal, const char *cause, const struct language *language,
                        struct text *text)
{
    bool english = language == languages[LANGUAGE_ENGLISH];
    if (!cause[0] || !english) {
        put_family("refusal.", refusal, false, language, text);
        text_put_char(text, ' ');
        put_family("remedy.", refusal, false, language, text);
    }
    text_put(text, !cause[0] || english ? "" : " (");
    harmless_put(cause, text);
    text_put(text, !cause[0] || english ? "" : ")");
}

void exercise_put_refusal(const struct refusal *refusal, const char *cause, const struct language *language,
                          const char *code, struct text *text)
{
    const char *key = key_of(refusal);
    if (refusal->code == REFUSAL_ILLEGAL_ORDERS) {
        sentence_put(language, "facilitator.refused.orders", NULL, text);
        text_put_char(text, ' ');
        put_verdicts(&refusal->verdicts, language, text);
        return;
    }
    if (!key && put_shared(refusal, language, text))
        return;
    key = key ? key : usual_key_of(refusal);
    if (key)
        sentence_put(language, key,
                     SLOTS(str("code", code), num("turn", refusal->current_turn), str("item", refusal->item)),
                     text);
    else
        put_unknown(refusal, cause, language, text);
}
