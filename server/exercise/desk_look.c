/* Looking through the eyes of a seat: who may, and the trace that it leaves. What is shown then is the
 * session's business.
 *
 * A look changes nothing but the list of deeds. It is noted once for each facilitator, seat and turn that is
 * open, and kept apart from acts: however much is looked at, undo finds what it found. */
#include "server/exercise/desk_state.h"

#include "common/base/must.h"

static struct glance *glance_of(struct exercise *exercise, int by, int world, int seat)
{
    return &exercise->worlds[world].glances[by - 1][seat];
}

void run_look(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    struct exercise *exercise = doing->exercise;
    const struct world_machine *machine = exercise->worlds[act->world].machine;
    if (doing->by == DESK_OPERATOR) {
        doing_refuse(
            doing, REFUSAL_UNSUPPORTED, "act",
            "what a seat sees is shown to facilitators only, who are named for it in the list of what "
            "was done; enter with a key on the page for facilitators or with spiral monitor");
        return;
    }
    if (!world_started(machine)) {
        doing_refuse(doing, REFUSAL_NOT_NOW, "lobby",
                     "this world has not begun, and there is nothing to see yet; start it first");
        return;
    }
    struct glance now = {.turn = desk_open_turn(exercise, act->world), .branch = world_branch(machine)};
    const struct glance *last = glance_of(exercise, doing->by, act->world, act->seat);
    doing->answer->look = true;
    if (last->turn != now.turn || last->branch != now.branch)
        doing_part(doing, act->world, now.turn, 0);
}

bool look_is_whole(const struct deed *deed)
{
    return deed->by > 0 && deed->world >= 0 && deed->seat >= 0 && deed->part_count == 1 &&
           deed->parts[0].world == deed->world;
}

void desk_keep_look(struct exercise *exercise, const struct deed *deed)
{
    struct desk *desk = exercise->desk;
    must(look_is_whole(deed));
    *glance_of(exercise, deed->by, deed->world, deed->seat) =
        (struct glance){.turn = deed->parts[0].turn, .branch = deed->parts[0].branch};
    desk_deeds_push(desk->looks, &desk->look_count, DESK_LOOKS_MAX, deed);
}

/* ---- acts and looks in one list */

int desk_list_deeds(const struct desk *desk, const struct deed *list[WIRE_DEEDS_MAX])
{
    int act = 0, seen = 0, count = 0, acts = WIRE_DEEDS_MAX - desk->look_count;
    if (acts > desk->deed_count)
        acts = desk->deed_count;
    while (act < acts || seen < desk->look_count) {
        bool is_newer =
            seen == desk->look_count || (act < acts && desk->deeds[act].number > desk->looks[seen].number);
        list[count++] = is_newer ? &desk->deeds[act++] : &desk->looks[seen++];
    }
    return count;
}
