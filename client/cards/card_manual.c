#include "client/cards/card_manual.h"

#include "client/cards/card.h"
#include "common/debrief/sentence.h"

static void put_number(struct text *text, const char *const *pattern, enum debrief_language language,
                       int64_t number)
{
    char memory[24];
    struct text digits = text_over(memory, sizeof memory);
    text_put_int(&digits, number);
    sentence_fill(text, pattern[language], &(struct sentence_word){"number", memory}, 1);
}

static void put_range(const struct metric_row *row, enum debrief_language language, struct text *text)
{
    static const char *const open_end[] = {"no limit", "sin límite"};
    const int64_t bounds[] = {row->low, row->high};
    for (int x = 0; x < 2; x++) {
        text_put(text, x ? " .. " : "");
        if (bounds[x] == METRIC_OPEN)
            text_put(text, open_end[language]);
        else
            text_put_int(text, bounds[x]);
    }
}

static void put_metric(const struct metric_row *row, enum debrief_language language, struct text *text)
{
    static const char *const labels[DEBRIEF_LANGUAGES][4] = {
        {"Unit", "range", "Formula", "Source"},
        {"Unidad", "rango", "Fórmula", "Fuente"},
    };
    const char *const *label = labels[language];
    text_put(text, "\n### `");
    text_put(text, row->name);
    text_put(text, "`\n\n- ");
    text_put(text, label[0]);
    text_put(text, ": ");
    text_put(text, row->unit);
    text_put(text, "; ");
    text_put(text, label[1]);
    text_put(text, ": ");
    put_range(row, language, text);
    text_put(text, "\n- ");
    text_put(text, label[2]);
    text_put(text, ": `");
    text_put(text, row->formula);
    text_put(text, "`\n- ");
    text_put(text, label[3]);
    text_put(text, ": ");
    text_put(text, row->source);
    text_put(text, "\n- English: ");
    text_put(text, row->sentence[DEBRIEF_EN]);
    text_put(text, "\n- Español: ");
    text_put(text, row->sentence[DEBRIEF_ES]);
    text_put(text, "\n");
}

void card_put_metrics_page(enum debrief_language language, struct text *text)
{
    static const char *const intro[] = {
        "# Metrics of the debrief, version {number}\n\n"
        "Printed by `spiral debrief --metrics` from the rows in `common/debrief`; a test holds this page "
        "against them.\n"
        "\n"
        "Each metric is one number about one finished world. In the formulas E are the states that want only "
        "safety "
        "(all\nmotives but greedy and limited), b is a stated belief or, where none was stated, the "
        "assessment q; G is "
        "1 for greedy\nand limited motives; v is vulnerability, p a chance of success, g the balance, phi "
        "fungibility; "
        "the rulebook explains\nthem in sections 4 and 13. Where there was nothing to count, a metric has no "
        "value, which "
        "is not the same as 0. In the\nsentences {} stands for the value.\n",
        "# Métricas del análisis, versión {number}\n\n"
        "Impreso por `spiral debrief --metrics --lang es` a partir de las filas de `common/debrief`.\n\n"
        "Cada métrica es un número sobre un mundo terminado. En las fórmulas, E son los Estados que solo "
        "quieren "
        "seguridad\n(todos los motivos salvo greedy y limited), b es una creencia declarada o, si no la hay, "
        "la lectura "
        "q; G es 1 para\nlos motivos greedy y limited; v es la vulnerabilidad, p una probabilidad de éxito, "
        "g el "
        "equilibrio, phi la\nfungibilidad; el reglamento los explica en las secciones 4 y 13. Donde no hubo "
        "nada que "
        "contar, la métrica no tiene\nvalor, que no es lo mismo que 0. En las frases, {} está en lugar del "
        "valor.\n"};
    put_number(text, intro, language, METRICS_VERSION);
    for (int f = 0; f < metric_family_count; f++) {
        const struct metric_family *family = metric_families[f];
        text_put(text, "\n## ");
        text_put(text, family->title[language]);
        text_put(text, "\n");
        for (int x = 0; x < family->count; x++)
            put_metric(&family->rows[x], language, text);
    }
}

static void put_cards(enum debrief_language language, struct text *text)
{
    static const char *const heading[] = {"| card | shows | question |\n|---|---|---|\n",
                                          "| tarjeta | muestra | pregunta |\n|---|---|---|\n"};
    text_put(text, heading[language]);
    for (int c = 0; c < card_count; c++) {
        text_put(text, "| ");
        text_put(text, cards[c]->name);
        text_put(text, " ");
        text_put(text, cards[c]->title[language]);
        text_put(text, " | ");
        text_put(text, cards[c]->shows[language]);
        text_put(text, " | ");
        sentence_fill(text, cards[c]->question[language], &(struct sentence_word){"turn", "4"}, 1);
        text_put(text, " |\n");
    }
}

static void put_rule(const struct diagnosis_rule *rule, int number, enum debrief_language language,
                     struct text *text)
{
    static const char *const dilemma[][DEBRIEF_LANGUAGES] = {
        {"", ""},
        {" A form of the security dilemma.", " Una forma del dilema de seguridad."},
    };
    text_put_int(text, number);
    text_put(text, ". **");
    text_put(text, rule->title[language]);
    text_put(text, "** (`");
    text_put(text, rule->name);
    text_put(text, "`). ");
    text_put(text, rule->rule[language]);
    text_put(text, dilemma[rule->dilemma][language]);
    text_put(text, "\n");
}

void card_put_rules_page(enum debrief_language language, struct text *text)
{
    static const char *const rules[] = {
        "\n### Rules of the diagnosis, version {number}\n\n"
        "Several rules may fit one war; the first that fits, in this order, is its main cause.\n\n",
        "\n### Reglas del diagnóstico, versión {number}\n\n"
        "A una guerra pueden corresponderle varias reglas; la primera de ellas, en este orden, es su causa "
        "principal.\n\n"};
    put_cards(language, text);
    put_number(text, rules, language, DIAGNOSIS_VERSION);
    for (int cause = 0; cause < CAUSE_COUNT; cause++)
        put_rule(&diagnosis_rules[cause], cause + 1, language, text);
}
