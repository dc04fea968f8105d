#include "common/record/course.h"

#include "common/base/must.h"

#include <string.h>

void record_put_roll_back(const struct record_roll_back *back, struct text *text)
{
    text_put(text, back->practice ? "practice=" : "rollback=");
    text_put_int(text, back->to);
    text_put_char(text, '\n');
}

bool record_read_roll_back(struct slice text, struct record_roll_back *back)
{
    struct slice rest = text, value;
    int64_t to;
    back->practice = slice_starts(text, "practice=");
    if (!slice_take_value(&rest, back->practice ? "practice" : "rollback", &value) ||
        !slice_int(value, 1, back->practice ? 1 : TURNS_MAX, &to))
        return false;
    back->to = (int32_t)to;
    char memory[RECORD_ROLL_BACK_MAX]; /* one way to write it, as with turns */
    struct text again = text_over(memory, sizeof memory);
    record_put_roll_back(back, &again);
    return again.length == text.length && memcmp(memory, text.at, text.length) == 0;
}

void record_course_add(struct record_course *course, size_t at, size_t size)
{
    must(course->turns < TURNS_MAX && at <= UINT32_MAX && size <= UINT32_MAX);
    course->turns++;
    course->played++;
    course->turn[course->turns].at = (uint32_t)at;
    course->turn[course->turns].size = (uint32_t)size;
}

/* The open turn counts as well: so there is a bound also to going back to it again and again. */
static int32_t cost(const struct record_course *course, const struct record_roll_back *back)
{
    return course->turns + 1 - back->to + 1;
}

bool record_course_is_full(const struct record_course *course, const struct record_roll_back *back)
{
    return !back->practice && course->abandoned + cost(course, back) > RECORD_ABANDONED_MAX;
}

const char *record_course_fault(const struct record_course *course, const struct record_roll_back *back)
{
    if (back->practice)
        return course->turns == 1 && course->played == 1 ? NULL : "only the first turn can be practice";
    if (back->to < 1 || back->to > course->turns + 1)
        return "a roll-back to a turn that was not played";
    return record_course_is_full(course, back) ? "roll-backs abandon more turns than may be" : NULL;
}

void record_course_back(struct record_course *course, const struct record_roll_back *back)
{
    must(!record_course_fault(course, back));
    if (back->practice)
        course->practised = true;
    else {
        course->abandoned += cost(course, back);
        course->roll_backs++;
    }
    course->turns = back->to - 1;
}

void record_course_turn(const struct record_course *course, const char *record, int actors, int t,
                        struct record_turn *turn)
{
    struct cause cause;
    must(t >= 1 && t <= course->turns);
    struct slice text = {record + course->turn[t].at, course->turn[t].size};
    must(record_read_turn(text, actors, turn, &cause) == STATUS_OK);
}
