/* What players ask whoever runs the exercise, and what they are answered. */
#include "server/exercise/desk_state.h"

#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct desk_question *desk_question(const struct desk *desk, uint32_t number)
{
    for (int x = 0; x < desk->question_count; x++)
        if (desk->questions[x]->number == number)
            return desk->questions[x];
    return NULL;
}

/* The oldest one that was answered makes room; false: none was. */
static bool make_room(struct desk *desk)
{
    for (int x = 0; x < desk->question_count; x++) {
        if (!desk->questions[x]->answered)
            continue;
        free(desk->questions[x]);
        desk->question_count--;
        memmove(&desk->questions[x], &desk->questions[x + 1],
                (size_t)(desk->question_count - x) * sizeof(struct desk_question *));
        return true;
    }
    return false;
}

/* NULL: there is no room or no memory for it. */
struct desk_question *desk_keep_question(struct desk *desk, uint32_t number)
{
    if (desk->question_count == WIRE_QUESTIONS_MAX && !make_room(desk))
        return NULL;
    struct desk_question *kept = memory_try_zeroed(1, sizeof *kept);
    if (!kept)
        return NULL;
    kept->number = desk->question_number = number;
    kept->seat = kept->world = -1;
    desk->questions[desk->question_count++] = kept;
    return kept;
}

void desk_number_question(struct exercise *exercise, struct desk_question *kept)
{
    struct person *asker = exercise_find_person(exercise, &kept->person);
    if (asker && !kept->own_number)
        kept->own_number = 2 * ++asker->asked - 1;
    if (kept->everyone && !kept->all_number)
        kept->all_number = 2 * ++exercise->desk->told_to_all;
}

/* ---- asking */

static int open_questions(const struct desk *desk, const struct person *person)
{
    int count = 0;
    for (int x = 0; x < desk->question_count; x++)
        count += !desk->questions[x]->answered && id_equal(&desk->questions[x]->person, &person->id);
    return count;
}

static void store_question(struct exercise *exercise, const struct person *person,
                           const struct desk_question *kept)
{
    struct id text_id = desk_text_id(exercise, "question", kept->number);
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    entry_put_number(&text, "question", kept->number);
    entry_put_id(&text, "person", &kept->person);
    entry_put_number(&text, "world", kept->world);
    entry_put_number(&text, "seat", kept->seat);
    entry_put_id(&text, "command", &kept->command);
    entry_put_number(&text, "stamp", kept->stamp_ms);
    entry_put_id(&text, "text", &text_id);
    exercise_append_own(exercise, "question", &text, person, &text_id, kept->text);
}

static uint32_t refuse_ask(struct refusal *refusal, enum refusal_code code, const char *item)
{
    *refusal = (struct refusal){.code = code};
    struct text text = text_over(refusal->item, sizeof refusal->item);
    text_put(&text, item);
    return 0;
}

uint32_t desk_ask(struct exercise *exercise, struct person *person, const struct wire_ask_control *ask,
                  uint64_t now_ms, struct refusal *refusal)
{
    struct desk *desk = exercise->desk;
    (void)now_ms;
    for (int x = 0; x < desk->question_count && !id_is_zero(&ask->command); x++)
        if (id_equal(&desk->questions[x]->command, &ask->command) &&
            id_equal(&desk->questions[x]->person, &person->id))
            return desk->questions[x]->number;
    if (!ask->text[0])
        return refuse_ask(refusal, REFUSAL_MALFORMED, "text");
    if (open_questions(desk, person) >= DESK_ASKED_MAX)
        return refuse_ask(refusal, REFUSAL_FULL, "questions");
    struct desk_question *kept = desk_keep_question(desk, desk->question_number + 1);
    if (!kept && desk->question_count < WIRE_QUESTIONS_MAX)
        return refuse_ask(refusal, REFUSAL_BUSY, "memory");
    if (!kept)
        return refuse_ask(refusal, REFUSAL_FULL, "questions");
    kept->person = person->id;
    kept->command = ask->command;
    kept->world = person->world;
    kept->seat = person->seat;
    kept->stamp_ms = desk_stamp(exercise);
    memcpy(kept->text, ask->text, sizeof kept->text);
    desk_number_question(exercise, kept);
    store_question(exercise, person, kept);
    return kept->number;
}

/* ---- answering */

static void store_answer(struct doing *doing, const struct desk_question *kept, struct person *asker)
{
    struct exercise *exercise = doing->exercise;
    struct id text_id = desk_text_id(exercise, "answer", kept->number);
    struct id owner = desk_words_owner(exercise, doing->by);
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    entry_put_number(&text, "question", kept->number);
    entry_put_number(&text, "by", doing->by);
    entry_put_number(&text, "everyone", kept->everyone);
    entry_put_number(&text, "stamp", desk_stamp(exercise));
    entry_put_id(&text, "text", &text_id);
    if (kept->everyone) {
        exercise_append(exercise, "answer", &text, &text_id, &owner, kept->answer);
        return;
    }
    exercise_append_desk(exercise, "answer", &text, &text_id, &owner, kept->answer);
    if (asker) /* whose seat waits for it, and nobody else's */
        exercise->worlds[asker->world].own_tickets[asker->seat] = exercise->stream.ticket;
}

/* Question 0 to everybody: nobody in particular asked. */
static struct desk_question *named(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    struct desk_question *kept = act->number ? desk_question(doing->desk, act->number) : NULL;
    if (kept)
        return kept;
    if (act->number || !act->everyone) {
        doing_refuse(doing, REFUSAL_MALFORMED, "number",
                     "there is no question of that number; the monitor lists them");
        return NULL;
    }
    kept = desk_keep_question(doing->desk, doing->desk->question_number + 1);
    if (kept)
        kept->stamp_ms = desk_stamp(doing->exercise);
    else if (doing->desk->question_count < WIRE_QUESTIONS_MAX)
        doing_refuse(doing, REFUSAL_BUSY, "memory", "there is no memory for it just now; try again");
    else
        doing_refuse(doing, REFUSAL_FULL, "questions",
                     "64 questions wait for an answer; answer some of them first");
    return kept;
}

void run_answer(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    if (!act->reason[0]) {
        doing_refuse(doing, REFUSAL_MALFORMED, "reason", "an answer needs words; say which");
        return;
    }
    struct desk_question *kept = named(doing);
    if (!kept ||
        (kept->answered && strcmp(kept->answer, act->reason) == 0 && kept->everyone == act->everyone))
        return;
    if (kept->everyone && !act->everyone) {
        doing_refuse(doing, REFUSAL_NOT_NOW, "everyone",
                     "all were told the answer and cannot forget it; answer to all again");
        return;
    }
    struct person *asker = exercise_find_person(doing->exercise, &kept->person);
    memcpy(kept->answer, act->reason, sizeof kept->answer);
    kept->answered = true;
    kept->everyone = act->everyone;
    desk_number_question(doing->exercise, kept);
    store_answer(doing, kept, asker);
    doing->done = true;
    doing->deed.target = kept->number;
    doing->deed.world = kept->world;
    doing->deed.seat = kept->seat;
    if (kept->everyone || asker)
        desk_news(doing->exercise, NEWS_ANSWER, kept->everyone ? NULL : asker, kept->number);
}

/* ---- telling */

static bool is_for(const struct desk_question *kept, const struct person *person)
{
    return kept->everyone || (person && id_equal(&kept->person, &person->id));
}

bool desk_tell_answer(const struct exercise *exercise, const struct person *person, uint32_t number,
                      struct wire_control_answer *told)
{
    const struct desk_question *kept = desk_question(exercise->desk, number);
    if (!kept || !is_for(kept, person))
        return false;
    bool asked = person && id_equal(&kept->person, &person->id);
    *told = (struct wire_control_answer){.number = asked ? kept->own_number : kept->all_number,
                                         .everyone = kept->everyone};
    memcpy(told->question, kept->text, sizeof told->question);
    memcpy(told->answer, kept->answer, sizeof told->answer);
    return true;
}

void desk_each_answer(const struct exercise *exercise, const struct person *person,
                      void (*each)(void *user, uint32_t number), void *user)
{
    const struct desk *desk = exercise->desk;
    for (int x = 0; x < desk->question_count; x++)
        if (is_for(desk->questions[x], person))
            each(user, desk->questions[x]->number);
}
