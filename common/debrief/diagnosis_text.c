/* The evidence and the verdict in words. */
#include "common/debrief/diagnosis.h"
#include "common/words/decimal.h"
#include "common/words/key.h"

static const char *const kinds[] = {"motive",    "attacked", "deterred", "tempted", "episode", "rise",
                                    "suspicion", "fear",     "no_fear",  "joined",  "helped",  "stood_aside"};
static_assert(sizeof kinds / sizeof kinds[0] == EVIDENCE_KINDS, "one word a kind");
const struct name_list evidence_names = {kinds, EVIDENCE_KINDS};

/* Centi-units as units: "3", "0.5". */
static struct slot units(const char *name, int64_t centi_units, const struct language *language,
                         char memory[24])
{
    struct metric_value value = {.defined = true, .millionths = centi_units * (METRIC_ONE / 100)};
    char plain[24];
    struct text put = text_over(plain, sizeof plain), text = text_over(memory, 24);
    metric_put(&value, 2, &put);
    decimal_put(language, plain, &text);
    return str(name, memory);
}

static struct slot percent(const char *name, int64_t permille, const struct language *language,
                           char memory[24])
{
    struct text text = text_over(memory, 24);
    tenths_put(language, permille, &text);
    return str(name, memory);
}

void evidence_put(const struct evidence *evidence, const struct world *world, const struct language *language,
                  struct text *text)
{
    char memory[4][24];
    const struct scenario_actor *actors = world->scenario.actors;
    int target = evidence->first >= 0 && evidence->first < world->scenario.actor_count ? evidence->first : 0;
    int motive = evidence->first >= 0 && evidence->first < MOTIVE_COUNT ? evidence->first : 0;
    bool never = evidence->kind == EVIDENCE_NO_FEAR && evidence->second < 0; /* waiting is always better */
    const char *kind = never ? "no_threshold" : kinds[evidence->kind];
    sentence_put(
        language, KEY("evidence", kind),
        SLOTS(str("who", actors[evidence->who].name), str("whom", actors[evidence->whom].name),
              str("target", actors[target].name),
              str("motive", key_words(language, KEY("evidence", "motive", motive_names.names[motive]))),
              num("turn", evidence->turn), num("first", evidence->first), num("second", evidence->second),
              units("first_units", evidence->first, language, memory[0]),
              units("second_units", evidence->second, language, memory[1]),
              percent("first_percent", evidence->first, language, memory[2]),
              percent("second_percent", evidence->second, language, memory[3])),
        text);
}

/* How often each cause fits, and how many wars are forms of the dilemma. */
struct tally {
    int causes[CAUSE_COUNT], dilemmas;
};

static void tally_wars(const struct metric_input *input, struct tally *tally)
{
    struct diagnosis diagnosis;
    *tally = (struct tally){0};
    for (int w = 0; w < input->findings.war_count; w++) {
        diagnose(input, &input->findings.wars[w], &diagnosis);
        tally->dilemmas += diagnosis_is_dilemma(&diagnosis);
        for (int cause = 0; cause < CAUSE_COUNT; cause++)
            tally->causes[cause] += (diagnosis.causes >> cause) & 1;
    }
}

/* "Spiral 2, Misreading 1" */
static void put_causes(const struct tally *tally, const struct language *language, struct text *text)
{
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        if (!tally->causes[cause])
            continue;
        text_put(text, text->length ? ", " : "");
        text_put(text, diagnosis_title(language, cause));
        text_put_char(text, ' ');
        text_put_int(text, tally->causes[cause]);
    }
}

static const char *peace_key(const struct metric_input *input)
{
    if (input->findings.spiral_count)
        return "diagnosis.spiral";
    return input->findings.deterrence.success ? "diagnosis.deterred" : "diagnosis.calm";
}

void verdict_put(const struct metric_input *input, const struct language *language, struct text *text)
{
    struct tally tally;
    char memory[512];
    struct text causes = text_over(memory, sizeof memory);
    int wars = input->findings.war_count;
    if (!wars) {
        sentence_put(language, peace_key(input), NULL, text);
        return;
    }
    tally_wars(input, &tally);
    put_causes(&tally, language, &causes);
    sentence_put(language, "diagnosis.wars", SLOTS(num("wars", wars)), text);
    text_put_char(text, ' ');
    sentence_put(language, "diagnosis.causes", SLOTS(str("causes", memory)), text);
    text_put_char(text, ' ');
    sentence_put(language,
                 !tally.dilemmas          ? "diagnosis.greed"
                 : tally.dilemmas == wars ? "diagnosis.dilemma"
                                          : "diagnosis.both",
                 NULL, text);
}
