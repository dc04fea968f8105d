#include "client/term/draft.h"

#include "common/rules/arithmetic.h"

#include <string.h>

static void sheet_init(struct sheet *sheet)
{
    memset(sheet, 0, sizeof *sheet);
    orders_init(&sheet->orders);
    stated_beliefs_init(&sheet->stated);
}

static bool sheet_equal(const struct sheet *a, const struct sheet *b)
{
    return memcmp(a, b, sizeof *a) == 0; /* nothing but 32-bit numbers: no padding */
}

void draft_init(struct draft *draft)
{
    memset(draft, 0, sizeof *draft);
    sheet_init(&draft->now);
    draft->start = draft->saved = draft->sent = draft->last = draft->now;
    memset(draft->believed, -1, sizeof draft->believed);
    memset(draft->believed_before, -1, sizeof draft->believed_before);
}

bool draft_can_keep(const struct draft *draft)
{
    for (int j = 0; j < ACTORS_MAX; j++)
        if (draft->believed_before[j] >= 0)
            return true;
    return false;
}

void draft_believe(struct draft *draft, const struct orders *saved)
{
    for (int j = 0; j < ACTORS_MAX; j++)
        if (saved->belief[j] >= 0)
            draft->believed[j] = saved->belief[j];
}

/* What the server has for this turn. */
static void learn_saved(struct draft *draft, const struct wire_situation *situation)
{
    draft->is_sent = false;
    draft->has_saved = situation->has_saved;
    draft->revision = situation->revision;
    if (!situation->has_saved)
        return;
    draft->saved.orders = situation->saved;
    draft_believe(draft, &draft->saved.orders);
    if (situation->has_stated)
        draft->saved.stated = situation->stated;
    else
        stated_beliefs_init(&draft->saved.stated);
}

static void remember(struct draft *draft)
{
    if (draft->undo_count == DRAFT_UNDO_MAX) {
        memmove(&draft->undo[0], &draft->undo[1], (DRAFT_UNDO_MAX - 1) * sizeof draft->undo[0]);
        draft->undo_count--;
    }
    draft->undo[draft->undo_count++] = draft->now;
}

static bool same_orders(const struct orders *a, const struct orders *b)
{
    return memcmp(a, b, sizeof *a) == 0; /* nothing but 32-bit numbers, too */
}

/* What somebody else saved for the seat is what the next change rests on: else it would be overwritten
 * unseen. */
static bool take_over(struct draft *draft, const struct wire_situation *situation)
{
    const struct orders *told = &situation->saved;
    bool known = draft->has_saved && situation->revision == draft->revision;
    if (!situation->has_saved || known || same_orders(told, &draft->now.orders) ||
        (draft->is_sent && same_orders(told, &draft->sent.orders)))
        return false;
    remember(draft);
    draft->now.orders = *told;
    return true;
}

bool draft_open(struct draft *draft, const struct wire_situation *situation)
{
    uint32_t turn = (uint32_t)situation->view.turn + 1;
    if (turn == draft->turn) {
        bool elsewhere = take_over(draft, situation);
        learn_saved(draft, situation);
        return elsewhere;
    }
    if (draft->has_saved) {
        draft->last = draft->saved;
        draft->has_last = true;
    }
    draft->turn = turn;
    draft->undo_count = 0;
    memcpy(draft->believed_before, draft->believed, sizeof draft->believed);
    learn_saved(draft, situation);
    sheet_init(&draft->start);
    if (situation->has_choices) /* it knows what was answered before this program began */
        draft->start.orders = situation->choices.usual;
    else
        orders_usual(&situation->view, draft->has_last ? draft->last.orders.answer : NULL,
                     &draft->start.orders);
    draft->now = draft->has_saved ? draft->saved : draft->start;
    return false;
}

void draft_forget_turn(struct draft *draft)
{
    draft->turn = 0;
    draft->has_saved = draft->is_sent = false;
}

struct verdicts draft_take(struct draft *draft, const struct view *view, const struct sheet *next)
{
    struct sheet sheet = *next;
    int64_t rest = orders_available(view, &sheet.orders) - budget_spent(&sheet.orders);
    sheet.orders.budget[LINE_CIVIL] = (int32_t)max_of(-1, rest); /* below 0 is refused as a wrong sum */
    struct verdicts verdicts = orders_check(view, &sheet.orders);
    if (verdicts_ok(&verdicts) && !sheet_equal(&sheet, &draft->now)) {
        remember(draft);
        draft->now = sheet;
    }
    return verdicts;
}

bool draft_undo(struct draft *draft)
{
    if (draft->undo_count == 0)
        return false;
    draft->now = draft->undo[--draft->undo_count];
    return true;
}

void draft_clear(struct draft *draft)
{
    if (sheet_equal(&draft->now, &draft->start))
        return;
    remember(draft);
    draft->now = draft->start;
}

void draft_send(struct draft *draft)
{
    draft->sent = draft->now;
    draft->is_sent = true;
}

void draft_accept(struct draft *draft, const struct orders *orders, uint32_t revision)
{
    draft->saved = draft->sent;
    draft->saved.orders = *orders;
    draft_believe(draft, &draft->saved.orders);
    draft->has_saved = true;
    draft->is_sent = false;
    draft->revision = revision;
}

void draft_refuse(struct draft *draft)
{
    draft->is_sent = false;
}

enum draft_state draft_state(const struct draft *draft)
{
    if (draft->is_sent && sheet_equal(&draft->now, &draft->sent))
        return DRAFT_SENT;
    if (!draft->has_saved)
        return DRAFT_UNSAVED;
    if (draft->is_sent) /* what is on its way will take the place of what is saved, even if that is in hand */
        return DRAFT_CHANGED;
    return sheet_equal(&draft->now, &draft->saved) ? DRAFT_SAVED : DRAFT_CHANGED;
}
