/* The wraps. The linker gives them their names and no argument of their own, so what is planted stands beside
 * them. */
#include "plants.h"
#include "plants_web.h"

#include "server/exercise/desk_state.h"

#include <string.h>

static enum plant planted;
static const struct stage *known;

void plants_set(enum plant plant)
{
    planted = plant;
}

void plants_know(const struct stage *stage)
{
    known = stage;
}

/* Of the twin that runs; NULL between plays. */
static const struct world_machine *machine_now(void)
{
    return known && known->twins.side < SIDES ? twins_machine(&known->twins, known->twins.side) : NULL;
}

#define WRAP(result, name, ...)                                                                              \
    result __real_##name(__VA_ARGS__);                                                                       \
    result __wrap_##name(__VA_ARGS__);                                                                       \
    result __wrap_##name(__VA_ARGS__)

/* Somebody whom the audience must not know that well. */
static int other_than(int seat)
{
    return seat == 0 ? 2 : 0;
}

/* ---- what the world tells a seat */

WRAP(void, world_tell_briefing, const struct world_machine *machine, int seat, struct wire_briefing *briefing)
{
    int other = other_than(seat);
    __real_world_tell_briefing(machine, seat, briefing);
    if (planted == PLANT_MOTIVE)
        briefing->scenario.actors[other].motive = machine->world.actors[other].motive;
}

WRAP(void, world_tell_situation, const struct world_machine *machine, int seat,
     struct wire_situation *situation)
{
    const struct world *world = &machine->world;
    int other = other_than(seat), n = world_seats(machine);
    struct view *view = &situation->view;
    __real_world_tell_situation(machine, seat, situation);
    if (planted == PLANT_FIGURE)
        view->est_strike[other] = world->actors[other].strike;
    if (planted == PLANT_BALANCE)
        view->balance = world->balance;
    if (planted == PLANT_INSECURITY)
        view->band = world->actors[seat].insecurity & 3;
    for (int i = 0; planted == PLANT_PACT && i < n; i++)
        for (int j = 0; j < n; j++)
            view->pact[i][j] = world->relations[i][j].pact;
    if (planted == PLANT_BELIEF) {
        situation->has_stated = machine->seats[other].has_stated;
        situation->stated = machine->seats[other].stated;
    }
    for (int x = 0; planted == PLANT_BOT_REASON && x < n; x++)
        if (x != seat && machine->seats[x].bot_reason == BOT_REASON_LEFT)
            situation->bot_reason = BOT_REASON_LEFT;
}

WRAP(void, world_consider, const struct world_machine *machine, int seat, const struct wire_consider *asked,
     struct considered *considered)
{
    __real_world_consider(machine, seat, asked, considered);
    if (planted != PLANT_CONSIDERED)
        return;
    int other = other_than(seat);
    struct view view;
    view_of(&machine->world, seat, &view);
    view.est_fortify[other] = machine->world.actors[other].fortify;
    view.est_strike[other] = machine->world.actors[other].strike;
    consider(&view, asked->has_orders ? &asked->orders : NULL, NULL, asked->topics, considered);
}

WRAP(bool, world_tell_report, const struct world_machine *machine, int seat, struct event_list *events,
     struct wire_report *report)
{
    bool told = __real_world_tell_report(machine, seat, events, report);
    for (int x = 0; planted == PLANT_EVENT && told && x < machine->events.count; x++)
        if (machine->events.events[x].kind == EVENT_BUDGET && events->count < EVENTS_MAX)
            events->events[events->count++] = machine->events.events[x];
    return told;
}

WRAP(void, world_tell_press, const struct world_machine *machine, const struct world_press *press, int seat,
     struct wire_press *told)
{
    __real_world_tell_press(machine, press, seat, told);
    if (planted == PLANT_COUNT_OF_WORDS)
        told->number = press->number;
}

WRAP(bool, press_readable, const struct world_press *press, int seat)
{
    return planted == PLANT_WORDS || __real_press_readable(press, seat);
}

WRAP(void, world_each_bulletin, const struct world_machine *machine, int seat,
     void (*each)(void *user, const struct world_bulletin *bulletin), void *user)
{
    if (planted != PLANT_BULLETIN)
        __real_world_each_bulletin(machine, seat, each, user);
    for (int x = 0; planted == PLANT_BULLETIN && x < machine->bulletin_count; x++)
        each(user, &machine->bulletins[x]);
}

WRAP(void, world_tell_bulletin, const struct world_machine *machine, const struct world_bulletin *bulletin,
     int seat, struct wire_bulletin *told)
{
    __real_world_tell_bulletin(machine, bulletin, seat, told);
    if (planted == PLANT_MISLEADING && bulletin->misleading)
        told->source[0] = '?';
}

WRAP(bool, world_tell_ended, const struct world_machine *machine, struct wire_ended *ended)
{
    bool told = __real_world_tell_ended(machine, ended);
    if (planted == PLANT_WITHHELD && told && ended->withheld) /* results have no way out then */
        ended->turns += (uint32_t)machine->world.actors[0].motive;
    return told;
}

WRAP(bool, desk_tell_answer, const struct exercise *exercise, const struct person *person, uint32_t number,
     struct wire_control_answer *answer)
{
    bool told = __real_desk_tell_answer(exercise, person, number, answer);
    if (planted == PLANT_QUESTION)
        answer->number = number;
    return told;
}

/* ---- what refuses */

WRAP(void, session_refuse, struct session *session, uint64_t request, struct refusal refusal)
{
    const struct world_machine *machine = machine_now();
    if (planted == PLANT_REVISION && session->person)
        refusal.current_revision += machine->seats[other_than(session->person->seat)].revision;
    if (planted == PLANT_STRANGER && !session->exercise && machine)
        refusal.current_turn = (uint32_t)machine->world.actors[0].strike;
    __real_session_refuse(session, request, refusal);
}

WRAP(struct verdicts, orders_check, const struct view *view, const struct orders *orders)
{
    const struct world_machine *machine = machine_now();
    struct verdicts verdicts = __real_orders_check(view, orders);
    if (planted == PLANT_VERDICT && machine && (machine->world.actors[other_than(view->me)].fortify & 1))
        verdicts.of[PART_DECLARE] = VERDICT_BAD_TARGET;
    return verdicts;
}

WRAP(void, session_finish, struct session *session, const char *reason)
{
    const struct world_machine *machine = machine_now();
    bool knows = planted == PLANT_REASON && session->person && machine;
    if (knows && machine->seats[other_than(session->person->seat)].orders.budget[LINE_CIVIL] & 1)
        reason = "malformed message, and a rival saves";
    __real_session_finish(session, reason);
}

/* ---- when and how frames leave */

WRAP(uint64_t, exercise_ticket, const struct exercise *exercise, const struct person *person)
{
    uint64_t ticket = __real_exercise_ticket(exercise, person);
    if (planted == PLANT_WORLD && exercise->world_count > 1 && exercise->worlds[1].stream.ticket > ticket)
        ticket = exercise->worlds[1].stream.ticket;
    const struct desk *desk = exercise->desk;
    bool looked = desk->look_count > 0 && desk->looks[0].number == desk->deed_number; /* and nothing since */
    if (planted == PLANT_LOOK_MOMENT && looked && exercise->stream.ticket > ticket)
        ticket = exercise->stream.ticket;
    return planted == PLANT_MOMENT ? exercise_last_ticket(exercise) : ticket;
}

/* The situation goes before the report when a rival is strong. */
WRAP(void, session_tell, struct session *session, const struct effect *effect)
{
    struct effect turned = *effect;
    const struct world_machine *machine = exercise_world(session->exercise, session->person->world);
    bool strong = machine->world.actors[other_than(effect->seat)].strike & 1;
    if (planted == PLANT_ORDER && strong && effect->what == TELL_REPORT)
        turned.what = TELL_SITUATION;
    if (planted == PLANT_ORDER && strong && effect->what == TELL_SITUATION && machine->world.turn > 0)
        turned.what = TELL_REPORT;
    __real_session_tell(session, &turned);
}

/* A frame grows with words that were not for everybody; its own words stay what they are. */
WRAP(void, wire_pad, struct buffer *buffer)
{
    static const uint8_t nothing[WIRE_PRESS_SIZE] = {0};
    const struct world_machine *machine = machine_now();
    size_t words = 0, size = buffer_length(buffer);
    for (int x = 0; planted == PLANT_LENGTH && machine && x < machine->press_count; x++)
        if (!machine->press[x].everyone)
            words = strlen(machine->press[x].text);
    if (planted != PLANT_LENGTH) {
        __real_wire_pad(buffer);
        return;
    }
    size_t length = wire_size_class(size + words + 4) - size - 4;
    const uint8_t head[] = {0xfa, 1, (uint8_t)(length | 0x80), (uint8_t)(length >> 7)};
    if (length > sizeof nothing)
        length = sizeof nothing;
    if (buffer_write(buffer, head, sizeof head) || buffer_write(buffer, nothing, length))
        return;
}

WRAP(void, exercise_tell_clock, const struct exercise *exercise, int world, uint64_t now_ms,
     struct wire_clock *clock)
{
    __real_exercise_tell_clock(exercise, world, now_ms, clock);
    const struct world_machine *machine = exercise_world(exercise, world);
    for (int x = 0; x < world_seats(machine); x++) {
        if (planted == PLANT_PACE && machine->seats[x].percent > 100)
            clock->persons = (uint32_t)x;
        if (planted == PLANT_BOTS)
            clock->seats_bot += machine->seats[x].bot;
    }
    if (planted == PLANT_FACILITATOR && clock->state == CLOCK_PAUSED)
        memcpy(clock->reason, exercise->desk->facilitators[0].name,
               sizeof exercise->desk->facilitators[0].name);
    for (int by = 0; planted == PLANT_LOOK && known && known->looker && by < WIRE_FACILITATORS_MAX; by++)
        clock->persons += exercise->worlds[world].glances[by][known->looker->seat].turn > 0;
    if (planted != PLANT_PRESENCE)
        return;
    clock->persons = 0;
    for (int x = 0; x < exercise->person_count; x++)
        clock->persons += exercise->persons[x]->session != NULL;
}

/* ---- what browsers are told, beside the messages */

/* So often another saved in this turn. */
static uint32_t saved_by_another(void)
{
    const struct world_machine *machine = machine_now();
    return machine && known->looker ? machine->seats[other_than(known->looker->seat)].revision : 0;
}

size_t plant_in_head(void)
{
    return planted == PLANT_POLL_SIZE ? saved_by_another() & 15 : 0;
}

bool plant_in_moment(void)
{
    return planted == PLANT_POLL_MOMENT && saved_by_another() > 0;
}

size_t plant_in_frame(void)
{
    return planted == PLANT_SOCKET_SIZE ? saved_by_another() & 7 : 0;
}

/* ---- what those are told who look on */

WRAP(void, public_view_of, const struct world *world, struct public_view *view)
{
    __real_public_view_of(world, view);
    if (planted == PLANT_STOCK)
        view->kept[0] += world->actors[0].strike & 7;
}

WRAP(void, world_tell_watching, const struct world_machine *machine, struct wire_watching *watching)
{
    __real_world_tell_watching(machine, watching);
    if (planted == PLANT_KEY)
        watching->commitment.bytes[0] ^= machine->opening.key[0];
}

WRAP(int, public_events_of, const struct event_list *list, const struct public_view *before,
     struct public_event *events)
{
    int count = __real_public_events_of(list, before, events);
    for (int x = 0; planted == PLANT_PRIVATE_EVENT && x < list->count && count < PUBLIC_EVENTS_MAX; x++)
        if (list->events[x].kind == EVENT_BUDGET)
            events[count++] =
                (struct public_event){.kind = EVENT_SCRAP,
                                      .count = 2,
                                      .numbers = {list->events[x].numbers[0], list->events[x].numbers[1]}};
    return count;
}
