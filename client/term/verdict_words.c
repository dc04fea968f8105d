#include "client/term/verdict_words.h"

#include "common/aids/choices.h"
#include "common/words/key.h"

/* The sentence of a part's verdict: its own where there is one, else that of the verdict for any part. */
static const char *sentence_of(const struct language *language, int part, int verdict, struct key *key)
{
    const char *const own[] = {"verdict", part_name(part), verdict_name(verdict), NULL};
    const char *const any[] = {"verdict", verdict_name(verdict), NULL};
    return sentence_words(language, key_put(key, own)) ? key->at : key_put(key, any);
}

void put_verdict(const struct language *language, int part, int verdict, const struct view *view,
                 const struct orders *tried, const char *rival, struct text *text)
{
    const struct parameters *parameters = &view->scenario.parameters;
    struct key key;
    sentence_put(language, sentence_of(language, part, verdict, &key),
                 SLOTS(str("part", key_words(language, KEY("part", part_name(part)))),
                       num("spent", budget_spent(tried)), num("points", orders_available(view, tried)),
                       num("strike", view->own.strike / 100), num("from", parameters->grace_turns + 1),
                       str("rival", rival),
                       num("need", (int64_t)parameters->mobilise_cost + parameters->research_cost)),
                 text);
}
