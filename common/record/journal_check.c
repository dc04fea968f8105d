#include "common/record/entry.h"

#include <string.h>

void journal_check_init(struct journal_check *check)
{
    memset(check, 0, sizeof *check);
}

static enum status misfit(const struct journal_check *check, struct cause *cause, const char *reason)
{
    return status_fail(cause, STATUS_CORRUPT, "world %s turn %d: %s", check->world_hex, check->world.turn + 1,
                       reason);
}

static enum status check_opening(struct journal_check *check, struct slice body, struct cause *cause)
{
    enum status status = record_read_opening(body, &check->opening, cause);
    if (status)
        return status;
    check->opened = true;
    id_hex(&check->opening.world, check->world_hex);
    if (check->opening.branch)
        return misfit(check, cause, "a branch; this version knows no courses with other dice");
    check->hash = record_opening_hash(&check->opening);
    record_begin(&check->opening, &check->world);
    return STATUS_OK;
}

static enum status check_orders(struct journal_check *check, struct slice body, struct entry_orders *orders,
                                struct cause *cause)
{
    int actors = check->opening.scenario.actor_count;
    if (!entry_read_orders(body, actors, orders) || orders->head.turn != check->world.turn + 1)
        return misfit(check, cause, "saved orders cannot be read");
    if (orders->revision != check->revision[orders->head.seat] + 1)
        return misfit(check, cause, "a revision of saved orders is missing");
    check->revision[orders->head.seat] = orders->revision;
    check->saved[orders->head.seat] = true;
    check->saved_digest[orders->head.seat] = orders_digest(orders->head.seat, &orders->orders, actors);
    return STATUS_OK;
}

/* Another turn is open, or the same one anew. */
static void forget_saved(struct journal_check *check)
{
    memset(check->saved, 0, sizeof check->saved);
    memset(check->revision, 0, sizeof check->revision);
}

/* The orders in a closed turn's book must be those that were saved last. */
static bool book_fits(const struct journal_check *check)
{
    int actors = check->opening.scenario.actor_count;
    for (int x = 0; x < actors; x++) {
        if (check->turn.source[x] == SOURCE_DEFAULT && check->saved[x])
            return false;
        if (check->turn.source[x] != SOURCE_PERSON)
            continue;
        struct digest booked = orders_digest(x, &check->turn.book.orders[x], actors);
        if (!check->saved[x] || !digest_equal(&booked, &check->saved_digest[x]))
            return false;
    }
    return true;
}

static enum status check_turn(struct journal_check *check, struct slice body, struct cause *cause)
{
    struct record_turn *turn = &check->turn;
    int expected = check->world.turn + 1;
    enum status status = record_read_turn(body, check->opening.scenario.actor_count, turn, cause);
    if (status)
        return status_wrap(cause, status, "world %s turn %d", check->world_hex, expected);
    if (turn->turn != expected || check->world.end || check->closed)
        return misfit(check, cause, "another turn stands in its place");
    if (!book_fits(check))
        return misfit(check, cause, "the orders that counted are not those that were saved");
    check->hash = record_resolve(&check->world, turn, &check->hash, &check->events);
    if (!digest_equal(&check->hash, &turn->hash))
        return status_fail(cause, STATUS_CORRUPT,
                           "world %s turn %d: these orders do not lead to the world that the hash stands for",
                           check->world_hex, expected);
    record_course_add(&check->course, 0, 0);
    check->counts[turn->turn] = *turn;
    forget_saved(check);
    return STATUS_OK;
}

static enum status go_back(struct journal_check *check, const struct record_roll_back *back,
                           struct cause *cause)
{
    const char *fault = record_course_fault(&check->course, back);
    if (check->closed || (check->world.end && !back->practice))
        fault = "a roll-back of a world that had ended before";
    if (fault)
        return misfit(check, cause, fault);
    record_course_back(&check->course, back);
    forget_saved(check);
    if (back->to > check->world.turn)
        return STATUS_OK;
    check->hash = record_opening_hash(&check->opening);
    record_begin(&check->opening, &check->world);
    for (int t = 1; t <= check->course.turns; t++)
        check->hash = record_resolve(&check->world, &check->counts[t], &check->hash, &check->events);
    return STATUS_OK;
}

static enum status check_rollback(struct journal_check *check, struct slice body, struct cause *cause)
{
    struct entry_act act;
    if (!entry_read_act("rollback", body, &act) || act.turn != check->world.turn + 1)
        return misfit(check, cause, "a roll-back that cannot be read");
    return go_back(check, &(struct record_roll_back){.to = act.to}, cause);
}

static enum status check_practice_over(struct journal_check *check, struct slice body, struct cause *cause)
{
    struct record_roll_back back;
    if (!record_read_roll_back(body, &back) || !back.practice)
        return misfit(check, cause, "the end of practice cannot be read");
    return go_back(check, &back, cause);
}

static enum status check_close(struct journal_check *check, struct slice body, struct cause *cause)
{
    struct entry_act act;
    if (check->closed || check->world.end || !entry_read_act("close", body, &act) ||
        act.turn != check->world.turn + 1)
        return misfit(check, cause, "its closing does not fit");
    check->closed = true;
    return STATUS_OK;
}

static enum status check_end(struct journal_check *check, struct slice body, struct cause *cause)
{
    struct slice value;
    int64_t end, due = check->closed ? RECORD_CLOSED : check->world.end;
    if (check->ended || due == END_RUNNING || !slice_take_value(&body, "end", &value) ||
        !slice_int(value, due, due, &end) || body.length)
        return misfit(check, cause, "its end does not fit");
    check->ended = true;
    return STATUS_OK;
}

enum status journal_check_entry(struct journal_check *check, const char *kind, struct slice body,
                                struct entry_orders *orders, bool *is_orders, struct cause *cause)
{
    struct entry_orders unwanted;
    *is_orders = strcmp(kind, "orders") == 0;
    if (!check->opened && strcmp(kind, "opening") != 0)
        return status_fail(cause, STATUS_CORRUPT, "turn 0: a world begins with its opening");
    if (strcmp(kind, "opening") == 0)
        return check->opened ? misfit(check, cause, "a second opening") : check_opening(check, body, cause);
    if (*is_orders)
        return check_orders(check, body, orders ? orders : &unwanted, cause);
    if (strcmp(kind, "turn") == 0)
        return check_turn(check, body, cause);
    if (strcmp(kind, "rollback") == 0)
        return check_rollback(check, body, cause);
    if (strcmp(kind, "practice_over") == 0)
        return check_practice_over(check, body, cause);
    if (strcmp(kind, "close") == 0)
        return check_close(check, body, cause);
    if (strcmp(kind, "end") == 0)
        return check_end(check, body, cause);
    return STATUS_OK; /* seats, ready flags, beliefs, messages and pauses change no turn */
}
