/* What a browser is told against what a terminal prints: every line of the cards, and of every seat's own
 * page, stands in the blocks too, in the same order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_page.h"
#include "common/words/width.h"
#include "common/worlds/told_world.h"
#include "tests/unit/common/cards/drawn.h"
#include "tests/unit/common/worlds/recorded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One string of JSON from behind its first quotation mark; gives what is behind its last one. */
static const char *take_string(const char *at, char *to, size_t *length)
{
    for (; *at != '"'; at++) {
        assert_true(*at != '\0');
        if (*at == '\\') {
            assert_true(at[1] == '"' || at[1] == '\\'); /* names are harmless: nothing else is escaped */
            at++;
        }
        to[(*length)++] = *at;
    }
    to[(*length)++] = ' ';
    return at + 1;
}

/* All strings but the keys, with one blank between them; to be freed. */
static char *strings_of(const char *json, size_t size)
{
    char *all = malloc(size + 1);
    size_t length = 0;
    assert_non_null(all);
    for (const char *at = json; at < json + size;) {
        size_t before = length;
        if (*at++ != '"')
            continue;
        at = take_string(at, all, &length);
        if (*at == ':')
            length = before;
    }
    all[length] = '\0';
    char *flat = drawn_flat(all);
    free(all);
    return flat;
}

/* The strings of one card's parts. */
static char *parts_of(const char *json, const char *name)
{
    char begins[32];
    snprintf(begins, sizeof begins, "{\"name\":\"%s\"", name);
    const char *card = strstr(json, begins);
    assert_non_null(card);
    const char *parts = strstr(card, "\"parts\":"), *next = strstr(card + 1, "{\"name\":\"D");
    assert_non_null(parts);
    return strings_of(parts, next ? (size_t)(next - parts) : strlen(parts));
}

static bool is_stroke(const char *line)
{
    return line[strspn(line, "-=")] == '\0';
}

/* A line of a drawing, whose letters are lists of seats in the blocks. */
static bool is_drawn(const char *line)
{
    char label[64];
    const char *edge = strstr(line, "| "), *axis = strstr(line, "+-"), *bare = strstr(line, "|");
    edge = edge ? edge : axis ? axis : bare;
    if (!edge || (size_t)(edge - line) >= sizeof label)
        return false;
    memcpy(label, line, (size_t)(edge - line));
    label[edge - line] = '\0';
    return columns_of(label) == 14;
}

/* What a line says: without its bullet, and numbers without their marks. */
static char *said_of(const char *line)
{
    line += strspn(line, " ");
    line += strncmp(line, "- ", 2) == 0 ? 2 : 0;
    char *said = drawn_flat(line), *to = said;
    for (const char *at = said; *at; at++) {
        bool digit = at > said && at[-1] >= '0' && at[-1] <= '9';
        bool mark = *at == 'M' && digit && (at[1] == ' ' || at[1] == '\0');
        if (!mark)
            *to++ = *at;
    }
    *to = '\0';
    return said;
}

/* A crowd of letters is "rest" only in a drawing of letters. */
static bool is_legend_of_crowd(const char *line)
{
    bool is_it = false;
    for (int x = 0; x < LANGUAGES; x++)
        is_it = is_it || strcmp(line, sentence_words(languages[x], "card.rest_legend")) == 0;
    return is_it;
}

/* Gives how many lines were compared. */
static int expect_said(const char *text, const char *blocks)
{
    struct slice rest = slice_of(text), line;
    const char *at = blocks;
    int lines = 0;
    while (slice_take(&rest, '\n', &line)) {
        char copy[4096];
        assert_true(slice_copy(line, copy, sizeof copy));
        if (is_stroke(copy) || is_drawn(copy) || is_legend_of_crowd(copy))
            continue;
        char *said = said_of(copy);
        const char *found = strstr(at, said);
        if (!found)
            fail_msg("\"%s\" is not (in its place) in:\n%s", said, blocks);
        at = found;
        free(said);
        lines++;
    }
    return lines;
}

/* The content of a card as text, without title and question. */
static char *content_of(const struct card *card, const struct card_input *input)
{
    char *memory = malloc(CARD_TEXT_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_TEXT_MAX);
    struct card_page page = {.text = &text,
                             .scenario = &log_start(input->played->log)->scenario,
                             .language = input->language,
                             .width = input->width};
    card->draw(input, &page);
    assert_false(text.cut);
    return memory;
}

static int check_cards(const struct card_input *input)
{
    char *json = drawn_debrief(input, -1, NULL), *all = strings_of(json, strlen(json)), asked[512];
    int lines = 0;
    for (int c = 0; c < card_count; c++) {
        char *content = content_of(cards[c], input), *parts = parts_of(json, cards[c]->name);
        lines += expect_said(content, parts);
        struct text question = text_over(asked, sizeof asked);
        card_put_question(cards[c], input->language, card_turn_asked(input->played->log), &question);
        assert_non_null(strstr(all, asked));
        assert_non_null(strstr(all, card_title(cards[c], input->language)));
        free(content);
        free(parts);
    }
    free(all);
    free(json);
    return lines;
}

static void check_own(const struct card_input *input, int seat, const struct own_mirror *mirror)
{
    char *json = drawn_debrief(input, seat, mirror), *parts = strings_of(json, strlen(json));
    char *memory = malloc(CARD_TEXT_MAX);
    assert_non_null(memory);
    struct text text = text_over(memory, CARD_TEXT_MAX);
    card_put_own(input, seat, mirror, &text);
    assert_true(expect_said(memory, parts) > 10);
    free(memory);
    free(parts);
    free(json);
}

/* A debrief may not hold what a reader would take for markup of its own, nor a key without words. */
static void expect_clean(const char *json)
{
    assert_null(strstr(json, "[card."));
    assert_null(strstr(json, "[mine."));
    assert_null(strstr(json, "--width"));
    assert_null(strpbrk(json, "\033\t"));
}

static void check_world(struct scenario scenario, struct recording recording)
{
    struct recorded *recorded = recorded_play(&scenario, recording);
    struct told_world *told;
    struct cause cause;
    struct card_input input;
    struct own_mirror mirror;
    own_mirror_init(&mirror);
    for (int t = 1; t < TURNS_MAX; t += 2)
        mirror.sees_me[t][0] = mirror.sees_me[t][1] = (int16_t)(17 * t % 1001);
    assert_int_equal(told_world_create(recorded_text(recorded), &told, &cause), STATUS_OK);
    told_world_play_again(told);
    told_world_input(told, &input);
    input.width = CARD_WIDTH_MAX;
    for (int language = 0; language < LANGUAGES; language++) {
        input.language = languages[language];
        assert_true(check_cards(&input) > 100);
        for (int seat = 0; seat < scenario.actor_count; seat++)
            check_own(&input, seat, seat % 2 ? &mirror : NULL);
        char *json = drawn_debrief(&input, -1, NULL);
        expect_clean(json);
        free(json);
    }
    told_world_destroy(told);
    free(recorded);
}

static void a_single_turn(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "short", 3);
    scenario.parameters.max_turns = 1;
    check_world(scenario, (struct recording){.seed = 1});
}

static void a_world_that_was_closed_early(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "closed", 4);
    check_world(scenario, (struct recording){.seed = 2, .turns = 3, .end = RECORD_CLOSED});
}

static void wars_and_states_that_fell(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "fallen", 6);
    scenario.parameters.balance = 250;
    scenario.parameters.stake = 100;
    scenario.parameters.grace_turns = 0;
    check_world(scenario, (struct recording){.seed = 4, .doctrine = "random_legal"});
}

static void twelve_states_that_do_anything(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "twelve", ACTORS_MAX);
    scenario.parameters.max_turns = 20;
    scenario.parameters.eliminated_at = 0;
    scenario.parameters.stake = 1;
    check_world(scenario, (struct recording){.seed = 5, .doctrine = "random_legal"});
}

static void names_are_harmless(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "names", 2);
    scenario.parameters.max_turns = 2;
    (void)slice_copy(slice_of("A\"b\\<i>"), scenario.actors[0].name, NAME_SIZE);
    (void)slice_copy(slice_of("</script>"), scenario.actors[1].name, NAME_SIZE);
    check_world(scenario, (struct recording){.seed = 6});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_single_turn),
        cmocka_unit_test(a_world_that_was_closed_early),
        cmocka_unit_test(wars_and_states_that_fell),
        cmocka_unit_test(twelve_states_that_do_anything),
        cmocka_unit_test(names_are_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
