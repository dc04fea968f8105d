/* What left for the watched, held against each other step by step. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {
    [SAME] = "nothing",  [MOMENT] = "moment", [ORDER] = "order",
    [LENGTH] = "length", [BYTES] = "bytes",   [FINISH] = "finish",
};

const char *difference_name(enum difference difference)
{
    return names[difference];
}

bool stage_goes_on(const struct stage *stage)
{
    return stage->finding.difference == SAME;
}

/* Decoded for its kind, for what is covered, and whether it opens what was hidden. */
static enum to_client_kind kind_of(struct stage *stage, const struct letter *letter, bool *opens)
{
    struct to_client *message = &stage->decoded;
    struct cause cause;
    assert_int_equal(wire_read_to_client(letter->bytes, letter->size, message, &cause), STATUS_OK);
    enum to_client_kind kind = message->kind;
    stage->coverage->to_client[kind] = true;
    if (kind == TO_CLIENT_REFUSAL)
        stage->coverage->refusals[message->refusal.code] = true;
    *opens = kind == TO_CLIENT_RECORD_PART ||
             (kind == TO_CLIENT_WORLD_ENDED && !message->world_ended.withheld) ||
             (kind == TO_CLIENT_DEBRIEF_STEP && message->debrief_step.outcome_count > 0);
    to_client_free(message);
    return kind;
}

static void find(struct stage *stage, enum difference difference, const char *act, const char *who,
                 const char *detail)
{
    stage->finding.difference = difference;
    snprintf(stage->finding.text, sizeof stage->finding.text, "step %d, %s: %s differs for %s: %s",
             stage->step, act, names[difference], who, detail);
}

static void compare_letters(struct stage *stage, struct pair *pair, int place, const char *act,
                            const char *who)
{
    const struct letter *plain = &pair->of[PLAIN]->letters[place];
    const struct letter *changed = &pair->of[CHANGED]->letters[place];
    bool plain_opens, changed_opens;
    enum to_client_kind kind = kind_of(stage, plain, &plain_opens);
    enum to_client_kind other = kind_of(stage, changed, &changed_opens);
    char detail[96];
    snprintf(detail, sizeof detail, "kinds %d and %d, %zu and %zu bytes", (int)kind, (int)other, plain->size,
             changed->size);
    if (kind != other)
        find(stage, ORDER, act, who, detail);
    else if (plain_opens && changed_opens)
        pair->opened = true;
    else if (plain->size != changed->size)
        find(stage, LENGTH, act, who, detail);
    else if (memcmp(plain->bytes, changed->bytes, plain->size) != 0)
        find(stage, BYTES, act, who, detail);
}

static void compare_ends(struct stage *stage, struct pair *pair, const char *act, const char *who)
{
    const struct peer *plain = pair->of[PLAIN], *changed = pair->of[CHANGED];
    if (plain->finished != changed->finished || strcmp(plain->reason, changed->reason) != 0)
        find(stage, FINISH, act, who, plain->finished ? plain->reason : changed->reason);
    else if (plain->finished && plain->session)
        pair_close(stage, pair); /* as a loop would */
}

/* What HTTP or WebSocket made of it: piece by piece, each with its moment and its stream. */
static void compare_pieces(struct stage *stage, const struct pair *pair, const char *act, const char *who)
{
    struct browser *plain = pair->browser[PLAIN], *changed = pair->browser[CHANGED];
    char detail[96];
    if (!plain || pair->opened)
        return;
    int both = plain->piece_count < changed->piece_count ? plain->piece_count : changed->piece_count;
    for (; plain->compared < both && stage_goes_on(stage); plain->compared++) {
        const struct piece *one = &plain->pieces[plain->compared], *other = &changed->pieces[plain->compared];
        const uint8_t *bytes = buffer_bytes(&plain->out), *others = buffer_bytes(&changed->out);
        snprintf(detail, sizeof detail, "piece %d of a browser, %zu and %zu bytes", plain->compared,
                 one->size, other->size);
        if (one->at_ms != other->at_ms || one->lane != other->lane)
            find(stage, MOMENT, act, who, detail);
        else if (one->end != other->end)
            find(stage, FINISH, act, who, detail);
        else if (one->size != other->size)
            find(stage, LENGTH, act, who, detail);
        else if (one->size && memcmp(bytes + one->at, others + other->at, one->size) != 0)
            find(stage, BYTES, act, who, detail);
        stage->coverage->pieces++;
    }
    snprintf(detail, sizeof detail, "%d and %d pieces of a browser", plain->piece_count,
             changed->piece_count);
    if (plain->piece_count != changed->piece_count && stage_goes_on(stage))
        find(stage, MOMENT, act, who, detail);
}

static void compare_pair(struct stage *stage, struct pair *pair, const char *act, const char *who)
{
    if (!pair->watched || !pair->of[PLAIN] || !stage_goes_on(stage))
        return;
    int plain = pair->of[PLAIN]->letter_count, changed = pair->of[CHANGED]->letter_count;
    int both = plain < changed ? plain : changed;
    for (; pair->compared < both && stage_goes_on(stage); pair->compared++) {
        compare_letters(stage, pair, pair->compared, act, who);
        stage->coverage->frames++;
    }
    char detail[64];
    snprintf(detail, sizeof detail, "%d and %d frames", plain, changed);
    if (plain != changed && stage_goes_on(stage))
        find(stage, MOMENT, act, who, detail);
    if (stage_goes_on(stage))
        compare_pieces(stage, pair, act, who);
    if (stage_goes_on(stage))
        compare_ends(stage, pair, act, who);
}

/* The others are told of worlds that do differ, or nothing above would be worth anything. */
static void count_differences(struct stage *stage, const struct pair *pair)
{
    if (pair->watched || !pair->of[PLAIN])
        return;
    int both = pair->of[PLAIN]->letter_count < pair->of[CHANGED]->letter_count
                   ? pair->of[PLAIN]->letter_count
                   : pair->of[CHANGED]->letter_count;
    for (int x = 0; x < both; x++) {
        const struct letter *plain = &pair->of[PLAIN]->letters[x], *changed = &pair->of[CHANGED]->letters[x];
        stage->coverage->others_differ +=
            plain->size != changed->size || memcmp(plain->bytes, changed->bytes, plain->size) != 0;
    }
}

void stage_count(struct stage *stage)
{
    for (int x = 0; x < stage->member_count; x++)
        count_differences(stage, &stage->members[x].pair);
    for (int x = 0; x < stage->far_count; x++)
        count_differences(stage, &stage->far[x].pair);
    stage->coverage->turns += stage->twins.changed_turns;
}

void stage_compare(struct stage *stage, const char *act)
{
    stage->step++;
    stage->coverage->steps++;
    for (int side = PLAIN; stage->browsers && twins_enter(&stage->twins, side); side++)
        browsers_run(stage->browsers, side);
    for (int x = 0; x < stage->member_count; x++)
        compare_pair(stage, &stage->members[x].pair, act, "a player");
    for (int x = 0; x < EYES; x++)
        compare_pair(stage, &stage->eyes[x], act, "a spectator");
    for (int x = 0; x < STRANGERS; x++)
        compare_pair(stage, &stage->strangers[x], act, "a stranger");
    for (int x = 0; x < CROWD; x++)
        compare_pair(stage, &stage->crowd[x], act, "one of a crowd");
}

void stage_settle(struct stage *stage, const char *act)
{
    for (int side = PLAIN; twins_enter(&stage->twins, side); side++)
        house_step(stage->twins.house[side]);
    stage_compare(stage, act);
}
