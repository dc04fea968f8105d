/* What is told of a fork, as text. */
#include "client/fork/fork_told.h"
#include "common/cards/card_table.h"
#include "common/cards/card_words.h"
#include "common/words/decimal.h"
#include "common/words/key.h"

#include <string.h>

static void say_head(const struct fork_told *told, struct card_page *page)
{
    const struct fork *fork = &told->fork;
    char hex[ID_HEX_SIZE];
    id_hex(&fork->opening->world, hex);
    hex[8] = '\0';
    card_say(page, 0, "fork.head",
             SLOTS(str("id", hex), str("scenario", fork->opening->scenario.name), num("turn", fork->turn),
                   num("turns", fork->played->turns), str("state", card_name(page, fork->seat))));
}

/* ---- what was changed */

struct changes {
    struct card_table table;
    int count;
};

static void add_change(void *user, const char *part, const char *was, const char *is)
{
    struct changes *changes = user;
    if (changes->table.rows == CARD_TABLE_ROWS)
        return;
    card_table_row(&changes->table);
    card_table_word(&changes->table, part);
    card_table_word(&changes->table, was);
    card_table_word(&changes->table, is);
    changes->count++;
}

static void draw_changes(const struct fork_told *told, struct card_page *page)
{
    struct changes changes = {.count = 0};
    card_section(page, "fork.changes", SLOTS(num("turn", told->fork.turn)));
    card_table_init(&changes.table);
    card_table_row(&changes.table);
    card_table_word(&changes.table, "");
    card_table_say(&changes.table, page->language, "fork.column.was");
    card_table_say(&changes.table, page->language, "fork.column.instead");
    fork_each_difference(&told->fork, page->language, add_change, &changes);
    if (changes.count)
        card_table_draw(page, &changes.table, 2);
    else
        card_item(page, 2, "fork.no_change", NULL);
}

/* ---- turn by turn */

enum course { COURSE_PLAYED, COURSE_UNCHANGED, COURSE_CHANGED, COURSES };

static const char *const course_keys[COURSES] = {"fork.column.played", "fork.column.unchanged",
                                                 "fork.column.changed"};

static const struct world_log *log_of(const struct fork_told *told, int course)
{
    return course == COURSE_PLAYED ? told->fork.played
                                   : &told->course[course == COURSE_CHANGED ? FORK_CHANGED : FORK_AS_IT_WAS];
}

/* "C>D (E>D)": who attacked whom, called allies in brackets. What does not fit a cell is counted. */
static void put_attacks(const struct world_log *log, int t, const struct card_page *page, struct text *text)
{
    const struct scenario *scenario = page->scenario;
    char whole[CARD_SENTENCE_MAX];
    struct text put = text_over(whole, sizeof whole);
    int count = 0;
    for (int i = 0; i < scenario->actor_count; i++) {
        const struct log_turn *turn = &log->turn[t];
        if (turn->attack[i] < 0)
            continue;
        text_put(&put, count++ ? " " : "");
        text_put(&put, turn->joined[i] ? "(" : "");
        text_put_char(&put, card_letter(scenario, i));
        text_put_char(&put, '>');
        text_put_char(&put, card_letter(scenario, turn->attack[i]));
        text_put(&put, turn->joined[i] ? ")" : "");
    }
    if (put.length < CARD_CELL_SIZE)
        text_put(text, count ? whole : "-");
    else
        sentence_put(page->language, "fork.attacks", SLOTS(num("count", count)), text);
}

static void draw_turns(const struct fork_told *told, struct card_page *page)
{
    char letters[ACTORS_MAX * (NAME_SIZE + 4)];
    struct text put = text_over(letters, sizeof letters);
    struct card_table table;
    int last = 0;
    card_section(page, "fork.turns", NULL);
    card_table_init(&table);
    card_table_row(&table);
    card_table_say(&table, page->language, "fork.column.turn");
    for (int course = 0; course < COURSES; course++) {
        card_table_say(&table, page->language, course_keys[course]);
        last = log_of(told, course)->turns > last ? log_of(told, course)->turns : last;
    }
    for (int t = told->fork.turn; t <= last; t++) {
        card_table_row(&table);
        card_table_number(&table, t);
        for (int course = 0; course < COURSES; course++) {
            struct text cell = card_table_cell(&table);
            if (t <= log_of(told, course)->turns)
                put_attacks(log_of(told, course), t, page, &cell);
        }
    }
    card_table_draw(page, &table, 2);
    card_put_letters(page, &put);
    card_say(page, 2, "fork.legend", SLOTS(str("letters", letters)));
}

/* ---- in numbers */

static void begin_numbers(struct card_table *table, const struct card_page *page, int first_course)
{
    card_table_init(table);
    card_table_row(table);
    card_table_word(table, "");
    for (int course = first_course; course < COURSES; course++)
        card_table_say(table, page->language, course_keys[course]);
}

static void draw_numbers(const struct fork_told *told, struct card_page *page)
{
    const struct metric_value *const values[COURSES] = {told->played, told->of[FORK_AS_IT_WAS],
                                                        told->of[FORK_CHANGED]};
    struct card_table table;
    card_section(page, "fork.numbers", NULL);
    begin_numbers(&table, page, COURSE_PLAYED);
    for (int row = 0; row < FORK_ROWS; row++) {
        card_table_row(&table);
        card_table_say(&table, page->language, KEY("card", "compared", fork_rows[row].metric));
        for (int course = 0; course < COURSES; course++) {
            const struct metric_value *value = &values[course][row];
            if (value->defined && fork_rows[row].yes_no)
                card_table_say(&table, page->language, value->millionths > 0 ? "card.yes" : "card.no");
            else
                card_table_value(&table, page->language, value, fork_rows[row].decimals);
        }
    }
    card_table_draw(page, &table, 2);
    card_item(page, 2, "fork.apart", NULL);
}

/* ---- by luck */

static void draw_throws(const struct fork_told *told, struct card_page *page)
{
    struct card_table table;
    card_section(page, "fork.throws", SLOTS(num("throws", told->throws), num("turn", told->fork.turn)));
    begin_numbers(&table, page, COURSE_UNCHANGED);
    for (int row = 0; row < FORK_ROWS; row++) {
        bool share = fork_rows[row].yes_no;
        card_table_row(&table);
        card_table_say(&table, page->language,
                       share ? "fork.tragedy_share" : KEY("card", "compared", fork_rows[row].metric));
        for (int course = 0; course < FORK_COURSES; course++) {
            struct metric_value value = fork_mean_of(&told->mean[course][row]);
            card_table_value(&table, page->language, &value, share ? 0 : fork_rows[row].decimals);
        }
    }
    card_table_draw(page, &table, 2);
    card_item(page, 2, "fork.luck",
              SLOTS(num("throws", told->throws), num("fewer", told->fewer), num("same", told->as_many),
                    num("more", told->more)));
}

void fork_put_page(const struct fork_told *told, const struct language *language, int width,
                   struct text *text)
{
    struct card_page page = {
        .text = text, .scenario = &told->fork.opening->scenario, .language = language, .width = width};
    say_head(told, &page);
    draw_changes(told, &page);
    draw_turns(told, &page);
    draw_numbers(told, &page);
    if (told->throws)
        draw_throws(told, &page);
    card_blank(&page);
    card_say(&page, 0, "fork.question", SLOTS(num("turn", told->fork.turn)));
}
