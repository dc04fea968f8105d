/* Fields: what a file may say, and the exact complaint about what it may not. */
#include "common/scenario/scenario_file.h"
#include "common/base/utf8.h"
#include "tests/unit/common/scenario/mistakes.h"

static const char full[] = "# everything that a file may hold\n"
                           "scenario: full-3\n"
                           "title: {en: Three, es: Tr\u00e9s}\n"
                           "lesson:\n"
                           "  en: >\n"
                           "    One\n"
                           "    paragraph.\n"
                           "  es: 'Un p\u00e1rrafo: breve'\n"
                           "players: 3-6\n"
                           "minutes: 45\n"
                           "parameters: {balance: 20, mistrust: -1, prior_greedy: 0, prior_fearful: 1000}\n"
                           "proximity:\n"
                           "  rows: [[0, 1, 2], [3, 0, 5], [6, 7, 0]]\n"
                           "actors:\n"
                           "  - {name: \u00d1and\u00fa, territory: 980, motive: limited, rise: 20}\n"
                           "  - name: No\n"
                           "    motive: draw\n"
                           "  - name: s_3-x\n"
                           "pacts:\n"
                           "  - between: [s_3-x, No]\n"
                           "    kind: unconditional\n"
                           "    secret: true\n"
                           "  - {between: [\u00d1and\u00fa, No], kind: non_aggression, secret: false}\n"
                           "assessments:\n"
                           "  - {by: No, about: \u00d1and\u00fa, permille: 0}\n"
                           "  - {by: \u00d1and\u00fa, about: No, permille: 1000}\n";

static void read_valid(const char *text, struct scenario_file *file)
{
    struct cause cause = {{0}};
    if (scenario_file_parse("f.yaml", text, strlen(text), file, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
}

static void every_field_arrives(void **state)
{
    (void)state;
    struct scenario_file file;
    read_valid(full, &file);
    const struct scenario *s = &file.scenario;
    assert_string_equal(s->name, "full-3");
    assert_string_equal(file.texts.title[SCENARIO_EN], "Three");
    assert_string_equal(file.texts.title[SCENARIO_ES], "Tr\u00e9s");
    assert_string_equal(file.texts.lesson[SCENARIO_EN], "One paragraph.");
    assert_string_equal(file.texts.lesson[SCENARIO_ES], "Un p\u00e1rrafo: breve");
    assert_int_equal(file.texts.players_low, 3);
    assert_int_equal(file.texts.players_high, 6);
    assert_int_equal(file.texts.minutes, 45);
    assert_int_equal(s->parameters.balance, 20);
    assert_int_equal(s->parameters.mistrust, -1);
    assert_int_equal(s->parameters.prior[MOTIVE_GREEDY - 1], 0);
    assert_int_equal(s->parameters.prior[MOTIVE_FEARFUL - 1], 1000);
    assert_int_equal(s->actor_count, 3);
    assert_string_equal(s->actors[0].name, "\u00d1and\u00fa");
    assert_int_equal(s->actors[0].territory, 980);
    assert_int_equal(s->actors[0].motive, MOTIVE_LIMITED);
    assert_int_equal(s->actors[0].rise, 20);
    assert_string_equal(s->actors[1].name, "No");
    assert_int_equal(s->actors[1].territory, 10);
    assert_int_equal(s->actors[1].motive, MOTIVE_DRAWN);
    assert_int_equal(s->actors[2].rise, 0);
    static const int32_t rows[3][3] = {{0, 1, 2}, {3, 0, 5}, {6, 7, 0}};
    for (int i = 0; i < 3; i++)
        assert_memory_equal(s->proximity[i], rows[i], sizeof rows[i]);
    const struct scenario_pact pacts[2] = {{1, 2, PACT_UNCONDITIONAL, 1}, {0, 1, PACT_NON_AGGRESSION, 0}};
    assert_int_equal(s->pact_count, 2);
    assert_memory_equal(s->pacts, pacts, sizeof pacts);
    const struct scenario_assessment assessments[2] = {{1, 0, 0}, {0, 1, 1000}};
    assert_int_equal(s->assessment_count, 2);
    assert_memory_equal(s->assessments, assessments, sizeof assessments);
}

static void absent_fields_take_the_default(void **state)
{
    (void)state;
    struct scenario_file file;
    struct scenario expected;
    scenario_init(&expected, "two", 2);
    memset(expected.actors[0].name, 0, NAME_SIZE);
    memset(expected.actors[1].name, 0, NAME_SIZE);
    memcpy(expected.actors[0].name, "North", 5);
    memcpy(expected.actors[1].name, "South", 5);
    read_valid(HEAD ACTORS, &file);
    assert_memory_equal(&file.scenario, &expected, sizeof expected);
    assert_string_equal(file.texts.title[SCENARIO_ES], "Two");
    assert_string_equal(file.texts.lesson[SCENARIO_ES], "Learn");
    assert_int_equal(file.texts.players_low, 2);
    assert_int_equal(file.texts.players_high, 2);
}

static void proximity_all_and_ring(void **state)
{
    (void)state;
    struct scenario_file file;
    read_valid("proximity: {ring: {neighbours: 100, others: 30}}\n" HEAD
               "actors: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}]\n",
               &file);
    static const int32_t first[5] = {0, 100, 30, 30, 100}, last[5] = {100, 30, 30, 100, 0};
    assert_memory_equal(file.scenario.proximity[0], first, sizeof first);
    assert_memory_equal(file.scenario.proximity[4], last, sizeof last);
    read_valid(HEAD ACTORS "proximity: {all: 7}\n", &file);
    assert_int_equal(file.scenario.proximity[0][1], 7);
    assert_int_equal(file.scenario.proximity[1][0], 7);
    assert_int_equal(file.scenario.proximity[1][1], 0);
    read_valid(HEAD ACTORS "proximity: {ring: {neighbours: 9, others: 1}}\n", &file);
    assert_int_equal(file.scenario.proximity[1][0], 9);
}

#define TOP "actors, scenario, title, lesson, players, minutes, parameters, proximity, pacts, assessments"

static void mistakes_of_the_file(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"just words\n", "1:1: file: is 'just words', not a mapping; allowed " TOP},
        {"- a\n", "1:1: file: is a list, not a mapping; allowed " TOP},
        {"---\n", "2:1: file: is empty, not a mapping; allowed " TOP},
        {HEAD ACTORS "colour: red\n", "9:1: file: unknown field 'colour'; allowed " TOP},
        {HEAD ACTORS "? [a, b]\n: red\n",
         "9:3: file: a field's name is a list; allowed one word before the colon"},
        {HEAD ACTORS "? \n: red\n", "9:2: file: a field's name is empty; allowed one word before the colon"},
        {HEAD ACTORS "minutes: 31\n", "9:1: file: 'minutes' stands twice, first at line 5; allowed once"},
        {HEAD, "1:1: actors: is missing; it must be given"},
        {"# nothing else\n" ACTORS, "2:1: scenario: is missing; it must be given"},
        {"scenario: Two\n" ACTORS,
         "1:11: scenario: is 'Two'; allowed 1 to 31 of a-z, 0-9 and -, the first not a -"},
        {"scenario: -two\n" ACTORS,
         "1:11: scenario: is '-two'; allowed 1 to 31 of a-z, 0-9 and -, the first not a -"},
        {"scenario: two-two-two-two-two-two-two-twoo\n" ACTORS,
         "1:11: scenario: is 'two-two-two-two-two-two-two-twoo'; allowed 1 to 31 of a-z, 0-9 and -, the "
         "first "
         "not a -"},
        {"scenario: [two]\n" ACTORS,
         "1:11: scenario: is a list; allowed 1 to 31 of a-z, 0-9 and -, the first not a -"},
        {"scenario: a\ntitle: A\n" ACTORS, "2:8: title: is 'A', not a mapping; allowed en, es"},
        {"scenario: a\ntitle: {de: A}\n" ACTORS, "2:9: title: unknown field 'de'; allowed en, es"},
        {"scenario: a\ntitle: {}\n" ACTORS, "2:8: title: has no text; allowed en, es or both"},
        {"scenario: a\ntitle: {en: }\n" ACTORS, "2:13: title.en: is empty; allowed text"},
        {"scenario: a\ntitle: {en: [b]}\n" ACTORS, "2:13: title.en: is a list; allowed text"},
        {"scenario: a\ntitle:\n  en: |\n    b\n    c\n" ACTORS,
         "3:7: title.en: has a line end or a character that does not print; allowed one paragraph of text"},
        {"scenario: a\ntitle: {es: \"b\\e[2J\"}\n" ACTORS,
         "2:13: title.es: has a line end or a character that does not print; allowed one paragraph of text"},
        {"scenario: a\ntitle: {es: \"b\\0c\"}\n" ACTORS,
         "2:13: title.es: has a line end or a character that does not print; allowed one paragraph of text"},
    };
    CHECK_MISTAKES(mistakes);
}

static void mistakes_of_numbers(void **state)
{
    (void)state;
#define PLAYERS "; allowed a whole number 1..48, or two such as 4-6"
#define BEFORE  "scenario: a\ntitle: {en: A}\nlesson: {en: B}\n" ACTORS
#define MINUTES "; allowed a whole number 1..1440"
    static const struct mistake mistakes[] = {
        {BEFORE "players: 0\n", "7:10: players: is '0'" PLAYERS},
        {BEFORE "players: 4-3\n", "7:10: players: is '4-3'" PLAYERS},
        {BEFORE "players: 4-49\n", "7:10: players: is '4-49'" PLAYERS},
        {BEFORE "players: -2\n", "7:10: players: is '-2'" PLAYERS},
        {BEFORE "players: many\n", "7:10: players: is 'many'" PLAYERS},
        {BEFORE "players: [2, 3]\n", "7:10: players: is a list" PLAYERS},
        {BEFORE "players: 2\n", "1:1: minutes: is missing; it must be given"},
        {BEFORE "players: 2\nminutes: 0\n", "8:10: minutes: is '0'" MINUTES},
        {BEFORE "players: 2\nminutes: 1441\n", "8:10: minutes: is '1441'" MINUTES},
        {BEFORE "players: 2\nminutes: 99999999999999999999\n",
         "8:10: minutes: is '99999999999999999999'" MINUTES},
        {BEFORE "players: 2\nminutes: 030\n", "8:10: minutes: is '030'" MINUTES},
        {BEFORE "players: 2\nminutes: 3e1\n", "8:10: minutes: is '3e1'" MINUTES},
        {BEFORE "players: 2\nminutes: 30.0\n", "8:10: minutes: is '30.0'" MINUTES},
        {BEFORE "players: 2\nminutes: \"30\"\n", "8:10: minutes: is '30' in quotes" MINUTES},
        {BEFORE "players: 2\nminutes: \"\\e\"\n", "8:10: minutes: is unprintable text in quotes" MINUTES},
        {BEFORE "players: 2\nminutes: "
                "a\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1"
                "\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\n",
         "8:10: minutes: is "
         "'a\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1\u00f1"
         "\u00f1\u00f1\u00f1\u00f1...'" MINUTES},
        {BEFORE "players: 2\nminutes:\n", "8:9: minutes: is empty" MINUTES},
        {BEFORE "players: 2\nminutes: {a: b}\n", "8:10: minutes: is a mapping" MINUTES},
    };
    CHECK_MISTAKES(mistakes);
}

static void mistakes_of_parameters(void **state)
{
    (void)state;
#define NAMES "; allowed the names in config/scenarios/PARAMETERS.md"
    static const struct mistake mistakes[] = {
        {HEAD ACTORS "parameters: [balance]\n",
         "9:13: parameters: is a list; allowed a mapping of parameters to numbers"},
        {HEAD ACTORS "parameters:\n  balence: 60\n",
         "10:3: parameters: unknown parameter 'balence', perhaps meant: balance" NAMES},
        {HEAD ACTORS "parameters:\n  stake: 20\n  weather: 1\n",
         "11:3: parameters: unknown parameter 'weather'" NAMES},
        {HEAD ACTORS "parameters:\n  an_extremely_long_parameter_name_of_nobody: 1\n",
         "10:3: parameters: unknown parameter 'an_extremely_long_parameter_name_of_nobody'" NAMES},
        {HEAD ACTORS "parameters:\n  balance: 60\n  balance: 60\n",
         "11:3: parameters: 'balance' stands twice, first at line 10; allowed once"},
        {HEAD ACTORS "parameters:\n  balance: 500\n",
         "10:12: parameters.balance: is '500'; allowed a whole number 20..400 (%)"},
        {HEAD ACTORS "parameters: {mistrust: -2}\n",
         "9:24: parameters.mistrust: is '-2'; allowed a whole number -1..1000 (permille)"},
        {HEAD ACTORS "parameters: {technology: true}\n",
         "9:26: parameters.technology: is 'true'; allowed a whole number 0..1 (switch)"},
        {HEAD ACTORS "parameters: {relation_start: -0}\n",
         "9:30: parameters.relation_start: is '-0'; allowed a whole number -100..100 (index)"},
        {HEAD ACTORS "parameters:\n  prior_limited: 801\n  balance: 60\n",
         "10:18: parameters.prior_*: the priors add up to 1001 (prior_greedy is 200 unless given); allowed "
         "0..1000 "
         "together"},
        {HEAD ACTORS "parameters: {balance_low: 100, balance_high: 99}\n",
         "9:46: parameters.balance_low: is 100 and balance_high is 99; allowed at most balance_high"},
    };
    CHECK_MISTAKES(mistakes);
}

static void mistakes_of_proximity(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {HEAD ACTORS "proximity: 100\n", "9:12: proximity: is '100', not a mapping; allowed all, ring, rows"},
        {HEAD ACTORS "proximity: {near: 100}\n",
         "9:13: proximity: unknown field 'near'; allowed all, ring, rows"},
        {HEAD ACTORS "proximity: {}\n",
         "9:12: proximity: has 0 fields; allowed exactly one of all, ring, rows"},
        {HEAD ACTORS "proximity:\n  all: 1\n  ring: {neighbours: 1, others: 2}\n",
         "10:3: proximity: has 2 fields; allowed exactly one of all, ring, rows"},
        {HEAD ACTORS "proximity: {all: 101}\n",
         "9:18: proximity.all: is '101'; allowed a whole number 0..100 (%)"},
        {HEAD ACTORS "proximity: {ring: {neighbours: 100}}\n",
         "9:19: proximity.ring.others: is missing; it must be given"},
        {HEAD ACTORS "proximity: {ring: 100}\n",
         "9:19: proximity.ring: is '100', not a mapping; allowed neighbours, others"},
        {HEAD ACTORS "proximity:\n  rows:\n    - [0, 1]\n    - [1, 0]\n    - [1, 1]\n",
         "13:7: proximity.rows: has 3 entries; allowed 2..2"},
        {HEAD ACTORS "proximity:\n  rows:\n    - [0, 1]\n",
         "11:5: proximity.rows: has 1 entries; allowed 2..2"},
        {HEAD ACTORS "proximity:\n  rows:\n    - [0, 1]\n    - [1]\n",
         "12:7: proximity.rows: has 1 entries; allowed 2..2"},
        {HEAD ACTORS "proximity:\n  rows:\n    - [0, 1, 2]\n    - [1]\n",
         "11:14: proximity.rows: has 3 entries; allowed 2..2"},
        {HEAD ACTORS "proximity: {rows: [[0, 1], [1, 5]]}\n",
         "9:32: proximity.rows: is '5' from an actor to itself; allowed 0"},
        {HEAD ACTORS "proximity: {rows: [[0, -1], [1, 0]]}\n",
         "9:24: proximity.rows: is '-1'; allowed a whole number 0..100 (%)"},
        {HEAD ACTORS "proximity: {rows: [0, 1]}\n",
         "9:20: proximity.rows: is '0'; allowed a list of 2..2 entries"},
    };
    CHECK_MISTAKES(mistakes);
}

static void mistakes_of_actors(void **state)
{
    (void)state;
#define WORD ", with a blank or an invisible character; allowed one word of 1..31 bytes"
#define MANY "  - {name: a}\n  - {name: b}\n  - {name: c}\n  - {name: d}\n"
    static const struct mistake mistakes[] = {
        {HEAD "actors: 2\n", "6:9: actors: is '2'; allowed a list of 2..12 entries"},
        {HEAD "actors:\n  - name: North\n", "7:3: actors: has 1 entries; allowed 2..12"},
        {HEAD "actors:\n" MANY MANY MANY MANY, "19:5: actors: has 16 entries; allowed 2..12"},
        {HEAD "actors: [North, South]\n",
         "6:10: actors: is 'North', not a mapping; allowed name, territory, motive, rise"},
        {HEAD "actors:\n  - territory: 5\n  - name: South\n",
         "7:5: actors.name: is missing; it must be given"},
        {HEAD "actors:\n  - name: North\n    army: 3\n  - name: South\n",
         "8:5: actors: unknown field 'army'; allowed name, territory, motive, rise"},
        {HEAD "actors:\n  - name: North\n  - name: North\n",
         "8:11: actors.name: is 'North', as another actor is called; allowed a name of its own"},
        {HEAD "actors:\n  - name: North Pole\n  - name: South\n", "7:11: actors.name: is 'North Pole'" WORD},
        {HEAD "actors:\n  - name: North\u200b\n  - name: South\n",
         "7:11: actors.name: is 'North\u200b'" WORD},
        {HEAD "actors:\n  - name: ''\n  - name: South\n", "7:11: actors.name: is empty; allowed text"},
        {HEAD "actors:\n  - name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n  - name: South\n",
         "7:11: actors.name: is 32 bytes long; allowed 31"},
        {HEAD "actors:\n  - {name: a, territory: 0}\n  - name: b\n",
         "7:26: actors.territory: is '0'; allowed a whole number 1..1000"},
        {HEAD "actors:\n  - {name: a, territory: 991}\n  - name: b\n",
         "7:3: actors.territory: is 1001 of all actors together; allowed 1..1000"},
        {HEAD "actors:\n  - {name: a, rise: 21}\n  - name: b\n",
         "7:21: actors.rise: is '21'; allowed a whole number 0..20 (points/turn)"},
        {HEAD "actors:\n  - {name: a, motive: evil}\n  - name: b\n",
         "7:23: actors.motive: is 'evil'; allowed draw, security_seeker, greedy, limited, protector, "
         "fearful"},
        {HEAD "actors:\n  - {name: a, motive: [greedy]}\n  - name: b\n",
         "7:23: actors.motive: is a list; allowed draw, security_seeker, greedy, limited, protector, "
         "fearful"},
    };
    CHECK_MISTAKES(mistakes);
}

static void mistakes_of_pairs(void **state)
{
    (void)state;
#define KINDS "; allowed non_aggression, defensive, unconditional"
#define PACT  "pacts:\n  - between: [North, South]\n    kind: defensive\n"
    static const struct mistake mistakes[] = {
        {HEAD ACTORS "pacts:\n  - between: [North, East]\n    kind: defensive\n",
         "10:22: pacts.between: is 'East', which no actor is called; allowed North, South"},
        {HEAD ACTORS "pacts:\n  - between: [[North], South]\n    kind: defensive\n",
         "10:15: pacts.between: is a list, which no actor is called; allowed North, South"},
        {HEAD ACTORS "pacts:\n  - between: [North, North]\n    kind: defensive\n",
         "10:14: pacts.between: is North with itself; allowed two different actors"},
        {HEAD ACTORS PACT "  - between: [South, North]\n    kind: defensive\n",
         "12:14: pacts.between: North and South have a pact already; allowed one a pair"},
        {HEAD ACTORS "pacts:\n  - between: [North]\n    kind: defensive\n",
         "10:14: pacts.between: has 1 entries; allowed 2..2"},
        {HEAD ACTORS "pacts:\n  - between: North South\n    kind: defensive\n",
         "10:14: pacts.between: is 'North South'; allowed a list of 2..2 entries"},
        {HEAD ACTORS "pacts:\n  - between: [North, South]\n",
         "10:5: pacts.kind: is missing; it must be given"},
        {HEAD ACTORS "pacts:\n  - between: [North, South]\n    kind: none\n",
         "11:11: pacts.kind: is 'none'" KINDS},
        {HEAD ACTORS "pacts:\n  - between: [North, South]\n    kind: draw\n",
         "11:11: pacts.kind: is 'draw'" KINDS},
        {HEAD ACTORS PACT "    secret: maybe\n", "12:13: pacts.secret: is 'maybe'; allowed true, false"},
        {HEAD ACTORS PACT "    until: 5\n",
         "12:5: pacts: unknown field 'until'; allowed between, kind, secret"},
        {HEAD ACTORS "pacts: {a: b}\n", "9:8: pacts: is a mapping; allowed a list of 0..66 entries"},
        {HEAD ACTORS "assessments:\n  - {by: East, about: North, permille: 5}\n",
         "10:10: assessments.by: is 'East', which no actor is called; allowed North, South"},
        {HEAD ACTORS "assessments:\n  - {by: North, about: North, permille: 5}\n",
         "10:24: assessments.about: is 'North', who assesses; allowed another actor"},
        {HEAD ACTORS "assessments:\n  - {by: North, about: South, permille: 1001}\n",
         "10:41: assessments.permille: is '1001'; allowed a whole number 0..1000"},
        {HEAD ACTORS "assessments:\n  - {by: North, about: South}\n",
         "10:5: assessments.permille: is missing; it must be given"},
        {HEAD ACTORS "assessments:\n  - {by: North, about: South, permille: 1}\n"
                     "  - {by: North, about: South, permille: 2}\n",
         "11:24: assessments.about: North assesses South already; allowed once"},
    };
    CHECK_MISTAKES(mistakes);
}

/* The longest list of what is allowed is cut, and the cut leaves whole characters. */
static void long_complaints_are_cut(void **state)
{
    (void)state;
    char bytes[4096];
    struct text text = text_over(bytes, sizeof bytes);
    text_put(&text, HEAD "pacts: [{between: [x, y], kind: defensive}]\nactors:\n");
    for (char c = 'a'; c < 'a' + ACTORS_MAX; c++) {
        text_put(&text, "  - name: ");
        text_put_char(&text, c);
        for (int i = 0; i < 15; i++)
            text_put(&text, "\u00f1");
        text_put_char(&text, '\n');
    }
    assert_false(text.cut);
    struct scenario_file file;
    struct cause cause;
    assert_int_equal(scenario_file_parse("f.yaml", bytes, text.length, &file, &cause), STATUS_INVALID);
    static const char start[] =
        "f.yaml:6:20: pacts.between: is 'x', which no actor is called; allowed a\u00f1";
    assert_memory_equal(cause.text, start, strlen(start));
    size_t length = strlen(cause.text);
    assert_true(length > CAUSE_LENGTH_MAX - 4 && length < CAUSE_LENGTH_MAX);
    assert_true(utf8_valid(cause.text, length));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_arrives),    cmocka_unit_test(absent_fields_take_the_default),
        cmocka_unit_test(proximity_all_and_ring), cmocka_unit_test(mistakes_of_the_file),
        cmocka_unit_test(mistakes_of_numbers),    cmocka_unit_test(mistakes_of_parameters),
        cmocka_unit_test(mistakes_of_proximity),  cmocka_unit_test(mistakes_of_actors),
        cmocka_unit_test(mistakes_of_pairs),      cmocka_unit_test(long_complaints_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
