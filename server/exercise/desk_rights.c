/* Who facilitates, with which rights, and who answers for which world. */
#include "server/exercise/desk_state.h"

#include <string.h>

static void store_rights(struct exercise *exercise, int number)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    entry_put_number(&text, "facilitator", number);
    entry_put_number(&text, "rights", desk_facilitator(exercise->desk, number)->rights);
    exercise_append_desk(exercise, "rights", &text, NULL, NULL, NULL);
}

/* `owner` -1: nobody. */
static void set_owner(struct exercise *exercise, int world, int owner)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    exercise->worlds[world].owner = owner;
    entry_put_number(&text, "world", world);
    entry_put_number(&text, "owner", owner);
    exercise_append_desk(exercise, "own", &text, NULL, NULL, NULL);
}

/* ---- owning */

static void own_world(struct doing *doing, int world, int owner)
{
    int before = doing->exercise->worlds[world].owner;
    if (before == owner)
        return;
    set_owner(doing->exercise, world, owner);
    doing_part(doing, world, desk_open_turn(doing->exercise, world), before);
}

/* Whom the world is to have; DESK_NOBODY: refused. */
static int wanted_owner(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    if (act->release)
        return -1;
    int owner = act->number ? (int)act->number : doing->by;
    if (owner != doing->by && !desk_may(doing->exercise, doing->by, RIGHTS_LEAD)) {
        doing_refuse(doing, REFUSAL_NO_RIGHT, "rights",
                     "you may answer for a world yourself; only who leads gives it to somebody else");
        return DESK_NOBODY;
    }
    if (owner == DESK_OPERATOR || !desk_facilitator(doing->desk, owner) ||
        !desk_may(doing->exercise, owner, RIGHTS_RUN)) {
        doing_refuse(doing, REFUSAL_MALFORMED, "number",
                     "there is no facilitator of that number who may run worlds; look who there is");
        return DESK_NOBODY;
    }
    return owner;
}

void run_own(struct doing *doing)
{
    int named = doing->act->world;
    int owner = wanted_owner(doing);
    doing->deed.target = doing->act->number;
    for (int world = 0; world < doing->exercise->world_count && owner != DESK_NOBODY; world++)
        if (named >= 0 ? named == world : desk_may_act_on(doing->exercise, doing->by, world))
            own_world(doing, world, owner);
}

void undo_own(struct doing *doing, const struct deed *deed)
{
    for (int x = 0; x < deed->part_count; x++) {
        int owner = deed->parts[x].value;
        if (owner != -1 && !desk_may(doing->exercise, owner, RIGHTS_RUN))
            owner = -1; /* who may not any more does not get it back */
        own_world(doing, deed->parts[x].world, owner);
    }
    doing->done = true;
}

/* ---- facilitators */

static bool name_is_taken(const struct desk *desk, const char *name)
{
    for (int x = 0; x < desk->facilitator_count; x++)
        if (desk->facilitators[x].rights != RIGHTS_NONE && strcmp(desk->facilitators[x].name, name) == 0)
            return true;
    return false;
}

void run_facilitator_add(struct doing *doing)
{
    const struct wire_exercise_act *act = doing->act;
    if (!act->name[0])
        doing_refuse(doing, REFUSAL_MALFORMED, "name", "a facilitator needs a name; say which");
    else if (name_is_taken(doing->desk, act->name))
        doing_refuse(doing, REFUSAL_MALFORMED, "name",
                     "another facilitator has that name; choose one that tells them apart");
    else if (act->rights == RIGHTS_NONE || act->rights >= RIGHTS_COUNT)
        doing_refuse(doing, REFUSAL_MALFORMED, "rights",
                     "no rights were named; choose observe, assist, run or lead");
    else if (!desk_add_facilitator(doing->exercise, act->name, act->rights, doing->answer->new_key))
        doing_refuse(doing, REFUSAL_FULL, "facilitators",
                     "an exercise takes 16 facilitators, those who are out included; give one of those "
                     "their rights again");
    else {
        doing->done = true;
        doing->deed.target = (uint32_t)doing->desk->facilitator_count;
    }
}

static bool somebody_else_leads(const struct desk *desk, int number)
{
    for (int x = 1; x <= desk->facilitator_count; x++)
        if (x != number && desk->facilitators[x - 1].rights == RIGHTS_LEAD)
            return true;
    return false;
}

static void set_rights(struct doing *doing, int number, enum rights rights)
{
    struct exercise *exercise = doing->exercise;
    struct facilitator *one = desk_facilitator(doing->desk, number);
    if (!one) {
        doing_refuse(doing, REFUSAL_MALFORMED, "number",
                     "there is no facilitator of that number; look who there is");
        return;
    }
    if (one->rights == rights)
        return;
    if (one->rights == RIGHTS_LEAD && !somebody_else_leads(doing->desk, number)) {
        doing_refuse(doing, REFUSAL_NOT_NOW, "last_lead",
                     "somebody has to lead; give another facilitator that right first (over the admin socket "
                     "everything can be done without)");
        return;
    }
    doing->deed.target = (uint32_t)number;
    doing->deed.before = one->rights;
    one->rights = rights;
    store_rights(exercise, number);
    doing->done = true;
    for (int world = 0; world < exercise->world_count && rights < RIGHTS_RUN; world++)
        if (exercise->worlds[world].owner == number)
            set_owner(exercise, world, -1);
}

void run_facilitator_rights(struct doing *doing)
{
    if (doing->act->rights >= RIGHTS_COUNT)
        doing_refuse(doing, REFUSAL_MALFORMED, "rights",
                     "there are no such rights; choose observe, assist, run or lead, or none");
    else
        set_rights(doing, (int)doing->act->number, doing->act->rights);
}

void undo_facilitator_rights(struct doing *doing, const struct deed *deed)
{
    set_rights(doing, (int)deed->target, (enum rights)deed->before);
    doing->deed.target = 0; /* the caller's */
}
