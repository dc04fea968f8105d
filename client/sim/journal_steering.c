#include "client/sim/journal_steering.h"

#include "common/base/memory.h"
#include "common/record/entry.h"

#include <string.h>

/* Whose orders a seat has saved in the open turn. */
enum saved { SAVED_BY_SEAT, BEHALF_COMES, SAVED_ON_BEHALF };

struct reading {
    struct store *store;
    const struct id *world;
    struct told_steering *steering;
    bool started, resolving;
    int turn; /* the open one */
    enum saved saved[ACTORS_MAX];
    char words[STORE_TEXT_MAX + 1];
    enum status status;
    struct cause *cause;
};

static bool fail(struct reading *reading, const char *kind)
{
    char hex[ID_HEX_SIZE];
    reading->status =
        status_fail(reading->cause, STATUS_CORRUPT, "world %s turn %d: an entry %s cannot be read",
                    id_hex(reading->world, hex), reading->turn, kind);
    return false;
}

static bool add(struct reading *reading, const struct card_told *told)
{
    if (!told_steering_add(reading->steering, told))
        reading->status = memory_lacks(reading->cause, "what the world was told");
    return reading->status == STATUS_OK;
}

/* Splits what lies beside the journal; what was erased stays NULL. */
static void take_words(struct reading *reading, const struct id *text_id, struct card_told *told)
{
    size_t size;
    struct cause cause;
    if (store_text(reading->store, reading->world, text_id, reading->words, STORE_TEXT_MAX, &size, &cause))
        return;
    char *at = reading->words;
    at[size] = '\0';
    const char **parts[] = {&told->source, &told->text[LANGUAGE_ENGLISH], &told->text[LANGUAGE_SPANISH]};
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++) {
        char *end = strchr(at, ENTRY_WORDS_SEPARATOR);
        if (!end)
            return;
        *end = '\0';
        *parts[x] = at;
        at = end + 1;
    }
}

static bool on_bulletin(struct reading *reading, const struct entry_act *act)
{
    struct card_told told = {
        .turn = reading->started ? reading->turn : 0, .seats = act->seats, .misleading = act->misleading};
    take_words(reading, &act->text, &told);
    return add(reading, &told);
}

static void open_turn(struct reading *reading, int turn)
{
    reading->turn = turn;
    reading->resolving = false;
    memset(reading->saved, 0, sizeof reading->saved);
}

static bool on_roll_back(struct reading *reading, const struct entry_act *act)
{
    struct card_told told = {.turn = reading->turn, .back_to = act->to};
    told_steering_back(reading->steering, act->to);
    open_turn(reading, act->to);
    return add(reading, &told);
}

static bool on_act(struct reading *reading, const char *kind, struct slice body)
{
    struct entry_act act;
    if (!entry_read_act(kind, body, &act))
        return fail(reading, kind);
    if (strcmp(kind, "bulletin") == 0)
        return on_bulletin(reading, &act);
    if (strcmp(kind, "rollback") == 0)
        return on_roll_back(reading, &act);
    if (strcmp(kind, "resolve") == 0)
        reading->resolving = true;
    if (strcmp(kind, "behalf") == 0)
        reading->saved[act.seat] = BEHALF_COMES;
    return true;
}

/* Behind "behalf" stand the orders that were typed for the seat; what it saves itself takes their place. */
static bool on_orders(struct reading *reading, struct slice body)
{
    struct entry_head head;
    if (!entry_take_head(&body, ACTORS_MAX, &head))
        return fail(reading, "orders");
    enum saved *saved = &reading->saved[head.seat];
    *saved = *saved == BEHALF_COMES ? SAVED_ON_BEHALF : SAVED_BY_SEAT;
    return true;
}

static void on_turn(struct reading *reading)
{
    struct card_steering *steering = &reading->steering->of;
    uint64_t turn = (uint64_t)1 << reading->turn;
    if (reading->resolving)
        steering->resolved |= turn;
    for (int seat = 0; seat < ACTORS_MAX; seat++)
        if (reading->saved[seat] == SAVED_ON_BEHALF)
            steering->behalf[seat] |= turn;
    open_turn(reading, reading->turn + 1);
}

static bool on_record(void *user, const struct store_record *record)
{
    struct reading *reading = user;
    struct slice body = {record->body, record->body_size};
    if (entry_is_act(record->kind))
        return on_act(reading, record->kind, body);
    if (strcmp(record->kind, "orders") == 0)
        return on_orders(reading, body);
    if (strcmp(record->kind, "start") == 0) {
        reading->started = true;
    } else if (strcmp(record->kind, "turn") == 0) {
        if (reading->turn > TURNS_MAX)
            return fail(reading, "turn");
        on_turn(reading);
    } else if (strcmp(record->kind, "practice_over") == 0) {
        told_steering_practised(reading->steering);
        told_steering_back(reading->steering, 1);
        open_turn(reading, 1);
    }
    return true;
}

enum status journal_steering_read(struct store *store, const struct id *world, struct told_steering *steering,
                                  struct cause *cause)
{
    struct reading reading = {
        .store = store, .world = world, .steering = steering, .turn = 1, .cause = cause};
    enum status status = store_each_record(store, world, 0, on_record, &reading, cause);
    return status ? status : reading.status;
}
