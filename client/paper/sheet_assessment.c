/* Assessment: a rubric for reflections, and a quiz of two forms with its key. */
#include "client/paper/handout.h"

#include <stdio.h>

enum { OUTCOMES = 12, CHOICES = 3, FORMS = 2 };

/* The right answer of each question, from 0. */
static const uint8_t right[FORMS][OUTCOMES] = {
    {1, 1, 0, 2, 0, 2, 1, 0, 2, 0, 2, 1},
    {1, 1, 1, 0, 0, 1, 1, 1, 2, 1, 0, 2},
};

static void put_rubric(struct html *html)
{
    static const char *const rows[] = {"evidence", "concept", "other", "alternative"};
    handout_begin(html, "sheet");
    handout_title(html, "rubric.title", NULL);
    html_put_say(html, "p", NULL, "rubric.how", NULL);
    html_open(html, "table", NULL);
    html_open(html, "tr", NULL);
    html_put_say(html, "th", NULL, "rubric.head", NULL);
    for (int points = 0; points < 4; points++)
        html_put_number(html, "th", NULL, points);
    html_close(html);
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        html_open(html, "tr", NULL);
        html_put(html, "th", NULL, handout_word(html, "rubric", rows[x]));
        for (int points = 0; points < 4; points++) {
            char name[32];
            snprintf(name, sizeof name, "%s_%d", rows[x], points);
            html_put(html, "td", NULL, handout_word(html, "rubric", name));
        }
        html_close(html);
    }
    html_close(html);
}

static void put_key(struct html *html)
{
    html_put_say(html, "h2", NULL, "quiz_sheet.key_title", NULL);
    html_put_say(html, "p", NULL, "quiz_sheet.key_how", NULL);
    html_open(html, "table", "small");
    html_open(html, "tr", NULL);
    html_put_empty(html, "th", NULL);
    html_put_say(html, "th", NULL, "quiz_sheet.outcome", NULL);
    html_put(html, "th", NULL, "A");
    html_put(html, "th", NULL, "B");
    html_close(html);
    for (int x = 0; x < OUTCOMES; x++) {
        char name[8];
        snprintf(name, sizeof name, "%d", x + 1);
        html_open(html, "tr", NULL);
        html_put_number(html, "th", NULL, x + 1);
        html_put(html, "td", NULL, handout_word(html, "outcome", name));
        for (int form = 0; form < FORMS; form++) {
            char letter[2] = {(char)('A' + right[form][x]), '\0'};
            html_put(html, "td", NULL, letter);
        }
        html_close(html);
    }
    html_close(html);
    html_close(html);
}

static void put_question(int form, int number, struct html *html)
{
    char name[16];
    html_open(html, "div", "quiz");
    snprintf(name, sizeof name, "%c%d", 'a' + form, number);
    html_open(html, "p", NULL);
    html_number(html, number);
    html_text(html, ". ");
    html_text(html, handout_word(html, "quiz", name));
    html_close(html);
    html_open(html, "ol", "choices");
    for (int choice = 1; choice <= CHOICES; choice++) {
        snprintf(name, sizeof name, "%c%d_%d", 'a' + form, number, choice);
        html_put(html, "li", NULL, handout_word(html, "quiz", name));
    }
    html_close(html);
    html_close(html);
}

static void put_quiz(int form, struct html *html)
{
    char letter[2] = {(char)('A' + form), '\0'};
    handout_begin(html, "sheet small");
    handout_title(html, "quiz_sheet.title", SLOTS(str("form", letter)));
    html_open(html, "p", NULL);
    html_say(html, "paper.name", NULL);
    html_text(html, ": ");
    html_put_empty(html, "span", "line");
    html_text(html, " ");
    html_put_empty(html, "span", "tick");
    html_text(html, " ");
    html_say(html, "quiz_sheet.before", NULL);
    html_text(html, " ");
    html_put_empty(html, "span", "tick");
    html_text(html, " ");
    html_say(html, "quiz_sheet.after", NULL);
    html_close(html);
    html_put_say(html, "p", NULL, "quiz_sheet.how", NULL);
    html_open(html, "div", "two");
    for (int number = 1; number <= OUTCOMES; number++)
        put_question(form, number, html);
    html_close(html);
    html_close(html);
}

void sheet_put_assessment(const struct handout *handout, struct html *html)
{
    (void)handout;
    put_rubric(html);
    put_key(html);
    for (int form = 0; form < FORMS; form++)
        put_quiz(form, html);
}
