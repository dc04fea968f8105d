/* What whoever ran the exercise told a world and did to its course, from the journal's entries alone. */
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "common/record/entry.h"

#include <stdlib.h>
#include <string.h>

/* Whose orders a seat has in the open turn, so far. */
enum orders_of { OF_SEAT, TYPED_NEXT, TYPED };

struct steered_course {
    struct told_steering *steering;
    bool started, by_hand;
    int open;
    enum orders_of orders[ACTORS_MAX];
};

static void open_turn(struct steered_course *course, int turn)
{
    course->open = turn;
    course->by_hand = false;
    memset(course->orders, 0, sizeof course->orders);
}

/* Source, English and Spanish, each with its end. */
static void add_news(const struct truth *truth, const struct truth_stream *stream,
                     const struct steered_course *course, const struct entry_act *act)
{
    const struct truth_text *kept = truth_text(truth, &stream->id, &act->text);
    char *words = kept ? strdup(kept->text) : NULL, *at = words;
    struct card_told told = {
        .turn = course->started ? course->open : 0, .seats = act->seats, .misleading = act->misleading};
    const char **parts[] = {&told.source, &told.text[LANGUAGE_ENGLISH], &told.text[LANGUAGE_SPANISH]};
    for (size_t x = 0; x < sizeof parts / sizeof parts[0] && at; x++) {
        char *end = strchr(at, ENTRY_WORDS_SEPARATOR);
        if (end)
            *end = '\0';
        *parts[x] = end ? at : NULL;
        at = end ? end + 1 : NULL;
    }
    must(told_steering_add(course->steering, &told));
    free(words);
}

static void follow_act(const struct truth *truth, const struct truth_stream *stream,
                       struct steered_course *course, const struct truth_entry *entry)
{
    struct entry_act act;
    must(entry_read_act(entry->kind, (struct slice){entry->body, entry->size}, &act));
    if (strcmp(entry->kind, "bulletin") == 0)
        add_news(truth, stream, course, &act);
    else if (strcmp(entry->kind, "resolve") == 0)
        course->by_hand = true;
    else if (strcmp(entry->kind, "behalf") == 0)
        course->orders[act.seat] = TYPED_NEXT;
    if (strcmp(entry->kind, "rollback") != 0)
        return;
    struct card_told told = {.turn = course->open, .back_to = act.to};
    told_steering_back(course->steering, act.to);
    must(told_steering_add(course->steering, &told));
    open_turn(course, act.to);
}

static void close_turn(struct steered_course *course)
{
    struct card_steering *done = &course->steering->of;
    uint64_t turn = (uint64_t)1 << course->open;
    done->resolved |= course->by_hand ? turn : 0;
    for (int seat = 0; seat < ACTORS_MAX; seat++)
        done->behalf[seat] |= course->orders[seat] == TYPED ? turn : 0;
    open_turn(course, course->open + 1);
}

void truth_steering(const struct truth *truth, const struct truth_stream *stream,
                    struct told_steering *steering)
{
    struct steered_course course = {.steering = steering, .open = 1};
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (entry_is_act(entry->kind)) {
            follow_act(truth, stream, &course, entry);
        } else if (strcmp(entry->kind, "orders") == 0) {
            enum orders_of *of = &course.orders[entry->head.seat];
            *of = *of == TYPED_NEXT ? TYPED : OF_SEAT;
        } else if (strcmp(entry->kind, "start") == 0) {
            course.started = true;
        } else if (strcmp(entry->kind, "turn") == 0) {
            close_turn(&course);
        } else if (strcmp(entry->kind, "practice_over") == 0) {
            told_steering_practised(steering);
            told_steering_back(steering, 1);
            open_turn(&course, 1);
        }
    }
}
