/* Why wars came, in codes and in sentences, with the rules; spirals and restraint. */
#include "common/cards/card_json_parts.h"
#include "common/cards/card_words.h"
#include "common/words/key.h"

static void put_evidence(struct json *json, const struct card_input *input, const struct evidence *evidence)
{
    json_object(json, NULL);
    json_string(json, "kind", evidence_names.names[evidence->kind]);
    json_number(json, "turn", evidence->turn);
    json_number(json, "who", evidence->who);
    json_number(json, "whom", evidence->whom);
    json_number(json, "first", evidence->first);
    json_number(json, "second", evidence->second);
    for (int x = 0; x < LANGUAGES; x++) {
        char memory[CARD_SENTENCE_MAX];
        struct text text = text_over(memory, sizeof memory);
        evidence_put(evidence, log_start(input->played->log), languages[x], &text);
        json_string(json, languages[x]->code, memory);
    }
    json_close(json);
}

static void put_causes(struct json *json, const struct diagnosis *diagnosis)
{
    json_string(json, "main_cause", diagnosis_rules[diagnosis->main].name);
    json_list(json, "causes");
    for (int cause = 0; cause < CAUSE_COUNT; cause++)
        if (diagnosis->causes & 1u << cause)
            json_string(json, NULL, diagnosis_rules[cause].name);
    json_close(json);
    json_bool(json, "dilemma", diagnosis_is_dilemma(diagnosis));
    json_string(json, "roe", roe_names.names[diagnosis->roe]);
}

static void put_war(struct json *json, const struct card_input *input, const struct war *war)
{
    struct diagnosis diagnosis;
    diagnose(input->played, war, &diagnosis);
    json_object(json, NULL);
    json_number(json, "turn", war->turn);
    json_number(json, "target", war->target);
    if (war->opponent < 0)
        json_null(json, "opponent");
    else
        json_number(json, "opponent", war->opponent);
    card_json_seats(json, "attackers", war->attackers);
    card_json_seats(json, "opponents", war->opponents);
    card_json_seats(json, "joined", war->joined);
    card_json_seats(json, "helpers", war->helpers);
    card_json_seats(json, "refused", war->refused);
    json_bool(json, "success", war->success);
    json_number(json, "odds", war->odds);
    json_bool(json, "fatal", war->fatal);
    put_causes(json, &diagnosis);
    json_list(json, "evidence");
    for (int e = 0; e < diagnosis.evidence_count; e++)
        put_evidence(json, input, &diagnosis.evidence[e]);
    json_close(json);
    json_close(json);
}

void card_json_wars(struct json *json, const struct card_input *input)
{
    json_list(json, "wars");
    for (int w = 0; w < input->played->findings.war_count; w++)
        put_war(json, input, &input->played->findings.wars[w]);
    json_close(json);
    json_list(json, "rules");
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        json_object(json, NULL);
        json_string(json, "cause", diagnosis_rules[cause].name);
        card_json_words(json, "title", KEY("rule", diagnosis_rules[cause].name, "title"));
        card_json_words(json, "rule", KEY("rule", diagnosis_rules[cause].name, "text"));
        json_bool(json, "dilemma", diagnosis_rules[cause].dilemma);
        json_close(json);
    }
    json_close(json);
}

void card_json_episodes(struct json *json, const struct card_input *input)
{
    const struct findings *findings = &input->played->findings;
    json_list(json, "spirals");
    for (int e = 0; e < findings->spiral_count; e++) {
        const struct spiral_episode *episode = &findings->spirals[e];
        json_object(json, NULL);
        card_json_seats(json, "between", 1u << episode->i | 1u << episode->j);
        json_number(json, "first", episode->first);
        json_number(json, "last", episode->last);
        json_close(json);
    }
    json_close(json);
    json_list(json, "reassurances");
    for (int e = 0; e < findings->reassurance_count; e++) {
        const struct reassurance_episode *episode = &findings->reassurances[e];
        json_object(json, NULL);
        json_number(json, "seat", episode->actor);
        json_number(json, "first", episode->first);
        json_number(json, "last", episode->last);
        card_json_names(json, "acts", episode->acts, &card_restraint_names);
        card_json_seats(json, "audience", episode->audience);
        card_json_seats(json, "believed", episode->believed);
        card_json_seats(json, "answered", episode->answered);
        card_json_seats(json, "exploited", episode->exploited);
        json_close(json);
    }
    json_close(json);
}
