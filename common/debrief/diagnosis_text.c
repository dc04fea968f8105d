/* The evidence and the verdict in words, in English and Spanish. */
#include "common/debrief/diagnosis.h"
#include "common/debrief/sentence.h"

static const char *const motive_words[DEBRIEF_LANGUAGES][MOTIVE_COUNT] = {
    {"a seeker of security", "greedy", "of limited aims", "a protector", "fearful"},
    {"de los que buscan seguridad", "codicioso", "de fines limitados", "protector", "temeroso"},
};

static const char *const patterns[EVIDENCE_KINDS][DEBRIEF_LANGUAGES] = {
    [EVIDENCE_MOTIVE] = {"{who} is {motive}.", "{who} es {motive}."},
    [EVIDENCE_ATTACKED] = {"{whom} had attacked {who} in turn {first}.",
                           "{whom} había atacado a {who} en el turno {first}."},
    [EVIDENCE_DETERRED] =
        {"{who} reckoned with a chance of {first} in 1000 against {whom}; attack pays from {second}.",
         "{who} contaba con una probabilidad de {first} por mil contra {whom}; atacar compensa "
         "desde {second}."},
    [EVIDENCE_TEMPTED] =
        {"{who} reckoned with a chance of {first} in 1000 against {whom}; attack pays from {second}: "
         "nothing deterred it.",
         "{who} contaba con una probabilidad de {first} por mil contra {whom}; atacar compensa desde "
         "{second}: nada lo disuadía."},
    [EVIDENCE_EPISODE] =
        {"From turn {first} to turn {second} {who} and {whom} both raised their arms, each after a "
         "rise of the other that it had seen.",
         "Del turno {first} al {second} {who} y {whom} aumentaron sus armas, cada uno tras ver un "
         "aumento del otro."},
    [EVIDENCE_RISE] =
        {"In turn {turn} {who} saw the arms of {whom} change by {first_units} units (truly {second_units}).",
         "En el turno {turn} {who} vio cambiar las armas de {whom} en {first_units} unidades (en verdad "
         "{second_units})."},
    [EVIDENCE_SUSPICION] =
        {"The suspicion of {who} that {whom} is greedy went from {first} to {second} in 1000.",
         "La sospecha de {who} de que {whom} es codicioso pasó de {first} a {second} por mil."},
    [EVIDENCE_FEAR] =
        {"In turn {turn} {who} suspected {whom} with {first} in 1000; above {second} striking first "
         "seems better than waiting.",
         "En el turno {turn} {who} sospechaba de {whom} con {first} por mil; por encima de {second} "
         "atacar primero parece mejor que esperar."},
    [EVIDENCE_NO_FEAR] =
        {"In turn {turn} {who} suspected {whom} with {first} in 1000, not above the threshold of "
         "pre-emption ({second}).",
         "En el turno {turn} {who} sospechaba de {whom} con {first} por mil, no más que el umbral del "
         "ataque anticipatorio ({second})."},
    [EVIDENCE_JOINED] = {"{who} was called by {whom} to attack {target}, and came.",
                         "{whom} llamó a {who} a atacar a {target}, y acudió."},
    [EVIDENCE_HELPED] = {"{who} came to the help of {whom}.", "{who} acudió en ayuda de {whom}."},
    [EVIDENCE_STOOD_ASIDE] = {"{who} was called by {whom} and stood aside.",
                              "{whom} llamó a {who}, que se quedó al margen."},
};

/* Where waiting is better whatever the other does. */
static const char *const no_threshold[DEBRIEF_LANGUAGES] = {
    "In turn {turn} {who} suspected {whom} with {first} in 1000; no suspicion made striking first seem "
    "better than "
    "waiting.",
    "En el turno {turn} {who} sospechaba de {whom} con {first} por mil; ninguna sospecha hacía que atacar "
    "primero "
    "pareciera mejor que esperar.",
};

static struct sentence_word number_word(const char *name, int64_t value, char memory[24])
{
    struct text text = text_over(memory, 24);
    text_put_int(&text, value);
    return (struct sentence_word){name, memory};
}

/* Centi-units as units: "3", "0.5". */
static struct sentence_word units_word(const char *name, int64_t centi_units, char memory[24])
{
    struct metric_value value = {.defined = true, .millionths = centi_units * (METRIC_ONE / 100)};
    struct text text = text_over(memory, 24);
    metric_put(&value, 2, &text);
    return (struct sentence_word){name, memory};
}

void evidence_put(const struct evidence *evidence, const struct world *world, enum debrief_language language,
                  struct text *text)
{
    char memory[5][24];
    const struct scenario_actor *actors = world->scenario.actors;
    int target = evidence->first >= 0 && evidence->first < world->scenario.actor_count ? evidence->first : 0;
    int motive = evidence->first >= 0 && evidence->first < MOTIVE_COUNT ? evidence->first : 0;
    struct sentence_word words[] = {
        {"who", actors[evidence->who].name},
        {"whom", actors[evidence->whom].name},
        {"target", actors[target].name},
        {"motive", motive_words[language][motive]},
        number_word("turn", evidence->turn, memory[0]),
        number_word("first", evidence->first, memory[1]),
        number_word("second", evidence->second, memory[2]),
        units_word("first_units", evidence->first, memory[3]),
        units_word("second_units", evidence->second, memory[4]),
    };
    bool never = evidence->kind == EVIDENCE_NO_FEAR && evidence->second < 0;
    sentence_fill(text, never ? no_threshold[language] : patterns[evidence->kind][language], words,
                  sizeof words / sizeof words[0]);
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

static void put_causes(const struct tally *tally, enum debrief_language language, struct text *text)
{
    const char *between = " ";
    text_put(text, language == DEBRIEF_EN ? "Causes:" : "Causas:");
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        if (!tally->causes[cause])
            continue;
        text_put(text, between);
        text_put(text, diagnosis_rules[cause].title[language]);
        text_put_char(text, ' ');
        text_put_int(text, tally->causes[cause]);
        between = ", ";
    }
    text_put(text, ". ");
}

static const char *peace_sentence(const struct metric_input *input, enum debrief_language language)
{
    static const char *const sentences[][DEBRIEF_LANGUAGES] = {
        {"No war, but a spiral: states armed against each other's arms.",
         "Sin guerra, pero con espiral: los Estados se armaron frente a las armas ajenas."},
        {"No war: somebody wanted land and was deterred.",
         "Sin guerra: alguien quería territorio y fue disuadido."},
        {"No war and no spiral: the dilemma did not bite here.",
         "Ni guerra ni espiral: aquí el dilema no mordió."},
    };
    int which = input->findings.spiral_count ? 0 : input->findings.deterrence.success ? 1 : 2;
    return sentences[which][language];
}

void verdict_put(const struct metric_input *input, enum debrief_language language, struct text *text)
{
    static const char *const sentences[][DEBRIEF_LANGUAGES] = {
        {"This was no security dilemma: in every war somebody wanted land.",
         "Esto no fue un dilema de seguridad: en toda guerra alguien quería territorio."},
        {"This was the security dilemma: every war was fought between states that wanted only safety, or out "
         "of fear.",
         "Este fue el dilema de seguridad: todas las guerras fueron entre Estados que solo querían "
         "seguridad, o por "
         "miedo."},
        {"Both were at work: wars of fear and wars of greed.",
         "Actuaron ambas cosas: guerras de miedo y guerras de codicia."},
    };
    struct tally tally;
    int wars = input->findings.war_count;
    if (!wars) {
        text_put(text, peace_sentence(input, language));
        return;
    }
    tally_wars(input, &tally);
    text_put_int(text, wars);
    text_put(text, language == DEBRIEF_EN ? (wars == 1 ? " war. " : " wars. ")
                                          : (wars == 1 ? " guerra. " : " guerras. "));
    put_causes(&tally, language, text);
    text_put(text, sentences[!tally.dilemmas ? 0 : tally.dilemmas == wars ? 1 : 2][language]);
}
