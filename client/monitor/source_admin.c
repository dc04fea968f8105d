/* The state over the admin socket, asked for twice a second. A question may block, so it is asked on a thread
 * of the loop's pool, one at a time. */
#include "client/monitor/source.h"

#include "client/ctl/admin_call.h"
#include "client/ctl/exercise.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/wire/wire.h"

#include <stdlib.h>
#include <string.h>

enum { ASK_MS = 500 };

struct source_admin {
    struct source base; /* first */
    const struct source_place *place;
    uv_loop_t *loop;
    uv_timer_t timer;
    uv_work_t work;
    bool working, closing, timer_closed, has_state;
    int act_count; /* waiting, oldest first */
    struct wire_exercise_act acts[SOURCE_ACTS_MAX];
    /* of the question under way; the pool's until it is done */
    struct to_admin question;
    struct from_admin answer;
    struct from_admin shown[2]; /* the state as it was told last, and the one before */
    int latest;
    enum status status;
    struct cause cause;
};

static void ask_next(struct source_admin *source);

static void release(struct source_admin *source)
{
    if (!source->closing || source->working || !source->timer_closed)
        return;
    struct source_handlers handlers = source->base.handlers;
    if (source->has_state)
        from_admin_free(&source->shown[source->latest]);
    free(source);
    handlers.closed(handlers.user);
}

static void work(uv_work_t *request)
{
    struct source_admin *source = request->data;
    source->status = admin_call(source->place->socket, &source->question, &source->answer,
                                source->place->language, &source->cause);
}

/* Takes the state over and gives the one before back, once everybody has seen both. */
static void take_state(struct source_admin *source)
{
    int before = source->latest;
    bool had = source->has_state;
    source->latest = !before;
    source->shown[source->latest] = source->answer;
    source->has_state = true;
    source->base.handlers.state(source->base.handlers.user, &source->shown[source->latest].exercise_state);
    if (had)
        from_admin_free(&source->shown[before]);
}

static void take_refusal(struct source_admin *source, bool acted)
{
    const struct source_handlers *handlers = &source->base.handlers;
    struct refusal refusal = source->answer.refusal;
    char why[CAUSE_LENGTH_MAX];
    struct text text = text_over(why, sizeof why);
    exercise_put_refusal(&refusal, source->answer.cause, source->place->language, source->place->code, &text);
    if (acted)
        handlers->answered(handlers->user, source->question.exercise_act.act, &refusal, source->answer.cause,
                           false);
    else if (refusal.code == REFUSAL_UNKNOWN_CODE)
        handlers->failed(handlers->user, why);
    else
        handlers->trouble(handlers->user, why);
    from_admin_free(&source->answer);
}

static void fail_other(struct source_admin *source)
{
    char why[CAUSE_LENGTH_MAX];
    struct text text = text_over(why, sizeof why);
    sentence_put(source->place->language, "facilitator.other_version", NULL, &text);
    source->base.handlers.failed(source->base.handlers.user, why);
}

static void on_done(uv_work_t *request, int status)
{
    struct source_admin *source = request->data;
    const struct source_handlers *handlers = &source->base.handlers;
    bool acted = source->question.kind == TO_ADMIN_EXERCISE_ACT;
    (void)status;
    source->working = false;
    if (source->closing) {
        if (!source->status)
            from_admin_free(&source->answer);
        release(source);
        return;
    }
    if (source->status) {
        handlers->trouble(handlers->user, source->cause.text);
    } else if (source->answer.kind == FROM_ADMIN_EXERCISE_STATE) {
        take_state(source);
        if (acted)
            handlers->answered(handlers->user, source->question.exercise_act.act, NULL, "",
                               source->shown[source->latest].exercise_state.already);
    } else if (source->answer.kind == FROM_ADMIN_REFUSAL) {
        take_refusal(source, acted);
    } else {
        from_admin_free(&source->answer);
        fail_other(source);
    }
    if (!source->closing && source->act_count)
        ask_next(source);
}

/* An act that waits, else how it stands. */
static void ask_next(struct source_admin *source)
{
    if (source->working || source->closing)
        return;
    memset(&source->question, 0, sizeof source->question);
    if (source->act_count) {
        source->question.kind = TO_ADMIN_EXERCISE_ACT;
        source->question.exercise_act = source->acts[0];
        source->act_count--;
        memmove(source->acts, source->acts + 1, (size_t)source->act_count * sizeof source->acts[0]);
        (void)slice_copy(slice_of(source->place->code), source->question.exercise_act.code, WIRE_CODE_SIZE);
    } else {
        source->question.kind = TO_ADMIN_EXERCISE_SHOW;
        (void)slice_copy(slice_of(source->place->code), source->question.exercise_show.code, WIRE_CODE_SIZE);
    }
    source->working = true;
    must(uv_queue_work(source->loop, &source->work, work, on_done) == 0);
}

static void on_timer(uv_timer_t *timer)
{
    ask_next(timer->data);
}

static void on_timer_closed(uv_handle_t *handle)
{
    struct source_admin *source = handle->data;
    source->timer_closed = true;
    release(source);
}

static bool act(struct source *base, const struct wire_exercise_act *act)
{
    struct source_admin *source = (struct source_admin *)base;
    if (source->act_count == SOURCE_ACTS_MAX)
        return false;
    source->acts[source->act_count++] = *act;
    ask_next(source);
    return true;
}

static void close_admin(struct source *base)
{
    struct source_admin *source = (struct source_admin *)base;
    if (source->closing)
        return;
    source->closing = true;
    uv_close((uv_handle_t *)&source->timer, on_timer_closed);
}

static const struct source_kind kind = {.act = act, .close = close_admin};

struct source *source_admin_open(uv_loop_t *loop, const struct source_place *place,
                                 const struct source_handlers *handlers)
{
    struct source_admin *source = memory_zeroed(1, sizeof *source);
    source->base = (struct source){.kind = &kind, .handlers = *handlers};
    source->place = place;
    source->loop = loop;
    source->work.data = source;
    must(uv_timer_init(loop, &source->timer) == 0);
    source->timer.data = source;
    must(uv_timer_start(&source->timer, on_timer, 0, ASK_MS) == 0);
    return &source->base;
}
