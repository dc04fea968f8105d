/* How long an exercise that is over can be looked at, by whoever has its public link. */
#include "server/exercise/desk_state.h"

static void set_days(struct doing *doing, int days)
{
    char memory[32];
    struct text text = text_over(memory, sizeof memory);
    struct exercise *exercise = doing->exercise;
    doing->deed.before = exercise->replay_days;
    doing->done = days != exercise->replay_days;
    exercise->replay_days = days;
    entry_put_number(&text, "days", days);
    if (doing->done && exercise_ended(exercise))
        exercise_append(exercise, "replay", &text, NULL, NULL, NULL);
    else if (doing->done) /* players and those who look on see nothing of it yet */
        exercise_append_desk(exercise, "replay", &text, NULL, NULL, NULL);
    if (exercise_replay_is_over(exercise)) /* also where that was set before the end */
        desk_news(exercise, NEWS_CLOSED, NULL, 0);
}

void run_replay(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    if (act->number > WIRE_REPLAY_DAYS_MAX && !act->release) {
        doing_refuse(
            doing, REFUSAL_MALFORMED, "number",
            "an exercise can be looked at for 0 to 366 days from its end on; name so many, or release "
            "it to be kept as long as places are");
        return;
    }
    doing->deed.target = act->release ? 0 : act->number;
    set_days(doing, act->release ? -1 : (int)act->number);
}

void undo_replay(struct doing *doing, const struct deed *deed)
{
    set_days(doing, deed->before);
}

bool desk_recover_replay(struct exercise *exercise, struct slice body)
{
    int64_t days;
    if (!entry_take_number(&body, "days", -1, WIRE_REPLAY_DAYS_MAX, &days) || body.length)
        return false;
    exercise->replay_days = (int)days;
    return true;
}
