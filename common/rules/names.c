#include "common/rules/names.h"

#define LIST(list, ...)                                                                                      \
    static const char *const list##_table[] = {__VA_ARGS__};                                                 \
    const struct name_list list = {list##_table, sizeof list##_table / sizeof list##_table[0]}

LIST(motive_names, "security_seeker", "greedy", "limited", "protector", "fearful");
LIST(pact_names, "none", "non_aggression", "defensive", "unconditional");
LIST(answer_names, "stand_aside", "honour", "honour_if_victim");
LIST(declaration_names, "none", "peaceful", "warn", "demand");
LIST(project_names, "none", "intel", "fortress", "strike", "specialise");
LIST(ending_names, "running", "time", "hegemony", "survivor");
LIST(line_names, "civil", "fortify", "strike", "dual", "intel");

int name_find(const struct name_list *list, struct slice name)
{
    for (int i = 0; i < list->count; i++)
        if (slice_is(name, list->names[i]))
            return i;
    return -1;
}
