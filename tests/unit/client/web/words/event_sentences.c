/* Events of every kind as the terminal tells them, for events.test.ts to hold the browser's sentences
 * against: one line each, "language<TAB>kind<TAB>numbers with commas<TAB>sentence". The same on every run. */
#include "client/term/event_words.h"
#include "client/term/tell.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 3 };

/* A plain name, one that plays tricks, and one that looks like a part of a sentence; events.test.ts has the
 * same. */
static const char *const names[LETTERS] = {"Aldan",
                                           "Br\xe2\x80\xae"
                                           "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81"
                                           "va\n<b>",
                                           "{to} {second:x|y}"};

static const char *name_of(const void *user, int state, char *piece)
{
    struct text text = text_over(piece, PAGE_WORDS);
    const struct game *game = user;
    char letter[2] = {(char)('A' + state), '\0'};
    page_piece(&game->page, state == 0 ? "state.own" : "state.other",
               SLOTS(str("name", names[state]), str("letter", letter)), &text);
    return piece;
}

static void print_event(const struct game *game, int row, const int32_t numbers[EVENT_NUMBERS_MAX])
{
    const struct event_names told = {name_of, game, LETTERS};
    int kind = event_row_kind(row);
    struct piece piece, budget;
    struct text text = text_over(piece.at, sizeof piece.at), spent = text_over(budget.at, sizeof budget.at);
    if (kind == EVENT_BUDGET)
        put_budget(game, numbers + 1, &spent);
    event_put_words(&game->page, row, numbers, &told, budget.at, &text);
    printf("%s\t%s\t", game->page.language->code, event_name(kind));
    for (int x = 0; x < event_numbers(kind); x++)
        printf("%s%" PRId32, x ? "," : "", numbers[x]);
    printf("\t%s\n", piece.at);
}

/* Each number of a kind takes each of these values once while the others stand at their own. */
static void print_kind(const struct game *game, int row)
{
    const int32_t values[] = {-1, 0, 1, 2, 3, 4, 10, 1000000};
    const int32_t base[EVENT_NUMBERS_MAX] = {1, 2, 0, 1, 2, 0};
    for (int place = 0; place < event_numbers(event_row_kind(row)); place++)
        for (size_t x = 0; x < sizeof values / sizeof values[0]; x++) {
            int32_t numbers[EVENT_NUMBERS_MAX] = {0};
            memcpy(numbers, base, (size_t)event_numbers(event_row_kind(row)) * sizeof base[0]);
            numbers[place] = values[x];
            print_event(game, row, numbers);
        }
}

int main(void)
{
    struct model *model = calloc(1, sizeof *model);
    struct game *game = calloc(1, sizeof *game);
    if (!model || !game)
        return EXIT_FAILURE;
    game->model = model;
    model->situation.view.scenario.parameters.fungibility = 50; /* dual arms are dominated: left out at 0 */
    model->situation.view.scenario.parameters.dual_value = 70;
    for (int language = 0; language < LANGUAGES; language++) {
        page_init(&game->page, languages[language], 0);
        for (int row = 0; row < EVENT_ROWS; row++)
            print_kind(game, row);
        page_free(&game->page);
    }
    free(game);
    free(model);
    return EXIT_SUCCESS;
}
