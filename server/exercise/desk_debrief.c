/* The debrief in step: which card all look at, how far it was ever opened, and what that opens. */
#include "server/exercise/desk_state.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

/* ---- how far it is */

static bool is_further(int card, uint32_t part, const struct desk *desk)
{
    return card > desk->opened_card || (card == desk->opened_card && part > desk->opened_part);
}

/* Every state was revealed: results, motives and records are nobody's secret any more. */
static bool reveals_all(const struct exercise *exercise, int world)
{
    const struct desk *desk = exercise->desk;
    return desk->opened_card > DESK_REVEAL ||
           (desk->opened_card == DESK_REVEAL &&
            (int)desk->opened_part >= world_seats(exercise->worlds[world].machine) - 1);
}

void desk_recover_step(struct exercise *exercise, int card, uint32_t part, int projected)
{
    struct desk *desk = exercise->desk;
    desk->card = card;
    desk->part = part;
    desk->projected = projected;
    desk->told_feeling_count = -1;
    if (is_further(card, part, desk)) {
        desk->opened_card = card;
        desk->opened_part = part;
    }
}

void desk_set_step(struct exercise *exercise, int card, uint32_t part, int projected)
{
    desk_recover_step(exercise, card, part, projected);
    for (int world = 0; world < exercise->world_count; world++)
        if (reveals_all(exercise, world))
            world_open_debrief(exercise->worlds[world].machine);
}

struct desk_opened desk_opened(const struct exercise *exercise, int world)
{
    const struct desk *desk = exercise->desk;
    if (!world_ended(exercise->worlds[world].machine))
        return (struct desk_opened){.card = -1};
    if (!exercise->settings.debrief_in_step)
        return (struct desk_opened){.all = true, .card = DESK_LAST_CARD, .part = ACTORS_MAX - 1, .own = true};
    return (struct desk_opened){
        .card = desk->opened_card, .part = (int)desk->opened_part, .own = reveals_all(exercise, world)};
}

/* ---- the act */

/* The reveal has a part for each state; of the other cards a wall makes as many as it needs, which it alone
 * knows. */
static uint32_t parts_of(const struct exercise *exercise, uint32_t card)
{
    int most = card == DESK_REVEAL ? 1 : WIRE_CARD_PARTS_MAX + 1;
    for (int world = 0; world < exercise->world_count && card == DESK_REVEAL; world++) {
        int seats = world_seats(exercise->worlds[world].machine);
        most = seats > most ? seats : most;
    }
    return (uint32_t)most;
}

static bool was_played(const struct exercise *exercise, int world)
{
    return world_turn(exercise->worlds[world].machine) > 0;
}

/* The first in which anything was played; a world that was closed before has no cards. */
static int first_played(const struct exercise *exercise)
{
    for (int world = 0; world < exercise->world_count; world++)
        if (was_played(exercise, world))
            return world;
    return -1;
}

static bool may_show(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    struct exercise *exercise = doing->exercise;
    if (act->card > DESK_LAST_CARD) {
        doing_refuse(doing, REFUSAL_MALFORMED, "card", "the debrief has cards 0 to 8; name one of these");
        return false;
    }
    if (act->part >= parts_of(exercise, act->card)) {
        doing_refuse(doing, REFUSAL_MALFORMED, "part",
                     "that card has no such part; card 3 has one for each state");
        return false;
    }
    if (act->world >= 0 && !was_played(exercise, act->world) && first_played(exercise) >= 0) {
        doing_refuse(doing, REFUSAL_MALFORMED, "world",
                     "nothing was played in that world, so it has no cards; show another one");
        return false;
    }
    for (int world = 0; world < exercise->world_count; world++) {
        if (world_ended(exercise->worlds[world].machine))
            continue;
        char name[WIRE_WORLD_NAME_SIZE];
        struct text why = text_over(doing->desk->why, sizeof doing->desk->why);
        exercise_world_name(world, name);
        text_put(&why, "world ");
        text_put(&why, name);
        text_put(&why, " has not ended, and the debrief is for all; wait for it, or close it");
        doing_refuse(doing, REFUSAL_NOT_ENDED, name, doing->desk->why);
        return false;
    }
    return true;
}

void run_debrief(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    struct exercise *exercise = doing->exercise;
    struct desk *desk = doing->desk;
    if (!may_show(doing))
        return;
    int first = first_played(exercise) >= 0 ? first_played(exercise) : 0;
    int projected = act->world >= 0 ? act->world : desk->projected >= 0 ? desk->projected : first;
    if (desk->card == (int)act->card && desk->part == act->part && desk->projected == projected)
        return;
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    entry_put_number(&text, "by", doing->by);
    entry_put_number(&text, "card", act->card);
    entry_put_number(&text, "part", act->part);
    entry_put_number(&text, "world", projected);
    exercise_append(exercise, "debrief", &text, NULL, NULL, NULL);
    desk_set_step(exercise, (int)act->card, act->part, projected);
    desk_compute_outcomes(exercise,
                          act->card >= DESK_COMPARE ? exercise->world_count : DESK_COMPARED_AT_ONCE);
    doing->done = true;
    desk_news(exercise, NEWS_STEP, NULL, 0);
}

/* ---- telling */

static int by_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words of a world's persons, in an order that tells nobody. */
static int gather(const struct exercise *exercise, int world, const char **words)
{
    const struct desk *desk = exercise->desk;
    int count = 0;
    for (int x = 0; x < desk->feelings_count; x++) {
        const struct desk_feelings *kept = desk->feelings[x];
        const struct person *person = exercise_find_person(exercise, &kept->person);
        if (!person || person->world != world || person->removed)
            continue;
        for (int y = 0; y < kept->said.word_count && count < WIRE_WORLD_FEELINGS_MAX; y++)
            words[count++] = kept->said.words[y];
    }
    qsort(words, (size_t)count, sizeof words[0], by_words);
    return count;
}

static void make_feelings(struct exercise *exercise)
{
    struct desk *desk = exercise->desk;
    if (!desk->told_feelings)
        desk->told_feelings = memory_zeroed((size_t)exercise->world_count, sizeof desk->told_feelings[0]);
    desk->told_words = memory_grown(desk->told_words, (size_t)(desk->feelings_count + 1) * WIRE_FEELINGS,
                                    sizeof desk->told_words[0]);
    const char **words = desk->told_words;
    desk->told_feeling_count = 0;
    for (int world = 0; world < exercise->world_count; world++) {
        int count = gather(exercise, world, words);
        if (!count)
            continue;
        struct wire_world_feelings *told = &desk->told_feelings[desk->told_feeling_count++];
        *told = (struct wire_world_feelings){.word_count = count, .words = words};
        exercise_world_name(world, told->world);
        words += count;
    }
}

static void tell_feelings(struct exercise *exercise, struct wire_debrief_step *step)
{
    struct desk *desk = exercise->desk;
    if (desk->told_feeling_count < 0)
        make_feelings(exercise);
    step->feelings = desk->told_feelings;
    step->feeling_count = desk->told_feeling_count;
}

void desk_tell_step(struct exercise *exercise, const struct person *person, struct wire_debrief_step *step)
{
    const struct desk *desk = exercise->desk;
    memset(step, 0, sizeof *step);
    step->card = desk->card;
    step->part = desk->part;
    step->world = desk->projected;
    step->stated = person && desk_has_feelings(desk, &person->id);
    if (desk->opened_card >= 0)
        tell_feelings(exercise, step);
    if (desk->opened_card >= DESK_COMPARE)
        desk_tell_outcomes(exercise, step);
}
