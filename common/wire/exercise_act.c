/* What facilitators do, and the news that they send. */
#include "common/wire/exercise.h"

#include "common/base/must.h"
#include "common/wire/value.h"

#include <string.h>

void wire_exercise_act_init(struct wire_exercise_act *act, enum exercise_act kind)
{
    memset(act, 0, sizeof *act);
    act->act = kind;
    act->world = act->seat = -1;
    act->inject.world = -1;
    orders_init(&act->orders);
}

/* ---- news */

void wire_inject_put(const struct wire_inject *inject, struct inject_frame *frame)
{
    Spiral__V1__Inject *wire = &frame->inject;
    spiral__v1__inject__init(wire);
    wire->number = inject->number;
    wire->world = wire_target_put(inject->world, &frame->world);
    wire->seats = inject->seats;
    wire->source = wire_string(inject->source);
    wire->text_en = wire_string(inject->text[0]);
    wire->text_es = wire_string(inject->text[1]);
    wire->misleading = inject->misleading;
    wire->trigger = (Spiral__V1__Trigger)inject->trigger;
    wire->turn = inject->turn;
    wire->tension = inject->tension;
}

enum status wire_inject_get(struct cause *cause, const Spiral__V1__Inject *wire, unsigned written,
                            struct wire_inject *inject)
{
    inject->number = wire->number;
    inject->seats = (uint16_t)wire->seats;
    inject->misleading = wire->misleading;
    inject->trigger = (enum inject_trigger)wire_known((int)wire->trigger, TRIGGER_COUNT);
    inject->turn = wire->turn;
    inject->tension = wire->tension;
    enum status status = wire_range(cause, "number", wire->number, 0, ORDER_VALUE_MAX);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "world", wire->world, WIRE_WORLDS_MAX, &inject->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "seats", wire->seats, 0, (1 << ACTORS_MAX) - 1);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "source", wire->source, inject->source, sizeof inject->source, written);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "text_en", wire->text_en, inject->text[0], sizeof inject->text[0],
                                 written | WIRE_FILLED | WIRE_LINES);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "text_es", wire->text_es, inject->text[1], sizeof inject->text[1],
                                 written | WIRE_LINES);
    if (status == STATUS_OK && written)
        status = wire_range(cause, "trigger", wire->trigger, 0, TRIGGER_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "tension", wire->tension, 0, WIRE_TENSION_MAX);
    return status;
}

/* ---- acts */

static void put_seen(const struct wire_exercise_act *act, struct act_frame *frame)
{
    size_t count = (size_t)act->seen_count;
    must(count <= WIRE_WORLDS_MAX);
    memcpy(frame->seen_turn, act->seen_turn, count * sizeof act->seen_turn[0]);
    memcpy(frame->seen_branch, act->seen_branch, count * sizeof act->seen_branch[0]);
    frame->act.n_seen_turn = frame->act.n_seen_branch = count;
    frame->act.seen_turn = frame->seen_turn;
    frame->act.seen_branch = frame->seen_branch;
}

static enum status get_seen(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                            struct wire_exercise_act *act)
{
    size_t count = wire->n_seen_turn;
    enum status status = wire_range(cause, "seen_turn", (int64_t)count, 0, WIRE_WORLDS_MAX);
    if (status == STATUS_OK)
        status =
            wire_range(cause, "seen_branch", (int64_t)wire->n_seen_branch, (int64_t)count, (int64_t)count);
    for (size_t x = 0; x < count && status == STATUS_OK; x++)
        status = wire_range(cause, "seen_turn", wire->seen_turn[x], 0, TURNS_MAX);
    if (status != STATUS_OK || !count)
        return status;
    memcpy(act->seen_turn, wire->seen_turn, count * sizeof act->seen_turn[0]);
    memcpy(act->seen_branch, wire->seen_branch, count * sizeof act->seen_branch[0]);
    act->seen_count = (int)count;
    return STATUS_OK;
}

enum status wire_act_put(const struct wire_exercise_act *act, struct act_frame *frame)
{
    Spiral__V1__ExerciseAct *wire = &frame->act;
    spiral__v1__exercise_act__init(wire);
    wire->code = wire_string(act->code);
    wire->act = (Spiral__V1__ActKind)act->act;
    wire->reason = wire_string(act->reason);
    wire->ms = act->ms;
    wire->turn = act->turn;
    wire->world = wire_target_put(act->world, &frame->world);
    wire->seat = wire_target_put(act->seat, &frame->seat);
    wire->person = wire_bytes(act->person.bytes, id_is_zero(&act->person) ? 0 : ID_SIZE);
    wire->number = act->number;
    wire->percent = act->percent;
    wire->name = wire_string(act->name);
    wire->rights = (Spiral__V1__Rights)act->rights;
    wire->everyone = act->everyone;
    wire->release = act->release;
    wire->practice = act->practice;
    wire->card = act->card;
    wire->part = act->part;
    wire->command_id = wire_bytes(act->command.bytes, id_is_zero(&act->command) ? 0 : ID_SIZE);
    put_seen(act, frame);
    if (act->has_inject) {
        wire_inject_put(&act->inject, &frame->inject);
        wire->inject = &frame->inject.inject;
    }
    if (!act->has_orders)
        return STATUS_OK;
    wire->orders = &frame->orders.orders;
    return wire_orders_put(&act->orders, &frame->orders);
}

static enum status get_numbers(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                               struct wire_exercise_act *act)
{
    const struct {
        const char *name;
        int64_t value, low, high;
    } numbers[] = {
        {"act", wire->act, EXERCISE_NO_ACT + 1, EXERCISE_ACT_COUNT - 1},
        {"ms", wire->ms, -WIRE_EXTEND_MS_MAX, WIRE_EXTEND_MS_MAX},
        {"turn", wire->turn, 0, TURNS_MAX},
        {"number", wire->number, 0, ORDER_VALUE_MAX},
        {"percent", wire->percent, wire->percent ? WIRE_TIME_PERCENT_MIN : 0, WIRE_TIME_PERCENT_MAX},
        {"rights", wire->rights, 0, RIGHTS_COUNT - 1},
        {"card", wire->card, 0, WIRE_CARD_LAST},
        {"part", wire->part, 0, WIRE_CARD_PARTS_MAX},
    };
    enum status status = STATUS_OK;
    for (size_t x = 0; x < sizeof numbers / sizeof numbers[0] && status == STATUS_OK; x++)
        status = wire_range(cause, numbers[x].name, numbers[x].value, numbers[x].low, numbers[x].high);
    if (status != STATUS_OK)
        return status;
    act->act = (enum exercise_act)wire->act;
    act->ms = wire->ms;
    act->turn = wire->turn;
    act->number = wire->number;
    act->percent = wire->percent;
    act->rights = (enum rights)wire->rights;
    act->everyone = wire->everyone;
    act->release = wire->release;
    act->practice = wire->practice;
    act->card = wire->card;
    act->part = wire->part;
    return STATUS_OK;
}

static enum status get_words(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                             struct wire_exercise_act *act)
{
    unsigned name = wire->name[0] ? WIRE_WRITTEN | WIRE_NAME : WIRE_ANY;
    enum status status = wire_string_get(cause, "code", wire->code, act->code, sizeof act->code, WIRE_ANY);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "reason", wire->reason, act->reason, sizeof act->reason, WIRE_WRITTEN);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "name", wire->name, act->name, sizeof act->name, name);
    if (status == STATUS_OK && wire->person.len)
        status = wire_id_get(cause, "person", &wire->person, &act->person);
    if (status == STATUS_OK && wire->command_id.len)
        status = wire_id_get(cause, "command_id", &wire->command_id, &act->command);
    return status;
}

static enum status get_parts(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                             struct wire_exercise_act *act)
{
    enum status status = wire_target_get(cause, "world", wire->world, WIRE_WORLDS_MAX, &act->world);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "seat", wire->seat, ACTORS_MAX, &act->seat);
    act->has_orders = wire->orders != NULL;
    if (status == STATUS_OK && act->has_orders)
        status = wire_within(cause, wire_orders_get(cause, wire->orders, &act->orders), "orders");
    act->has_inject = wire->inject != NULL;
    if (status == STATUS_OK && act->has_inject)
        status =
            wire_within(cause, wire_inject_get(cause, wire->inject, WIRE_WRITTEN, &act->inject), "inject");
    return status;
}

/* Each value by itself: what an act needs, and who may do it, is for whoever runs the exercise to judge. */
enum status wire_act_get(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                         struct wire_exercise_act *act)
{
    wire_exercise_act_init(act, EXERCISE_NO_ACT);
    enum status status = get_numbers(cause, wire, act);
    if (status == STATUS_OK)
        status = get_words(cause, wire, act);
    if (status == STATUS_OK)
        status = get_parts(cause, wire, act);
    if (status == STATUS_OK)
        status = get_seen(cause, wire, act);
    return status;
}

enum status wire_exercise_act_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                  struct buffer *buffer)
{
    struct act_frame frame;
    enum status status = wire_act_put(&message->exercise_act, &frame);
    if (status != STATUS_OK)
        return status;
    envelope->exercise_act = &frame.act;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_exercise_act_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                  struct to_server *message)
{
    return wire_act_get(cause, envelope->exercise_act, &message->exercise_act);
}
