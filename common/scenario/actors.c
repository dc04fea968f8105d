#include "common/rules/arithmetic.h"
#include "common/scenario/sheet_field.h"

#include <string.h>

/* Blanks and invisible characters beyond the ASCII one: two names must not look alike, and a name is one word
 * in canonical text. */
static const char *const blanks[] = {
    " ",      "\u00a0", "\u00ad", "\u1680", "\u180e", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a", "\u200b", "\u200c",
    "\u200d", "\u200e", "\u200f", "\u202f", "\u205f", "\u2060", "\u3000",
};

/* Index of the actor of that name; -1 when there is none. */
static int find_actor(const struct scenario *scenario, struct slice name)
{
    for (int i = 0; i < scenario->actor_count; i++)
        if (slice_is(name, scenario->actors[i].name))
            return i;
    return -1;
}

enum status field_actor_name(struct reading *reading, const struct sheet_field *field,
                             const yaml_node_t *node, void *target)
{
    struct scenario_actor *actor = target;
    char name[NAME_SIZE];
    bool fits =
        slice_copy(sheet_scalar(node), name, sizeof name); /* else it is too long, which is said below */
    for (size_t i = 0; fits && i < sizeof blanks / sizeof blanks[0]; i++)
        if (strstr(name, blanks[i]))
            return sheet_fail(
                &reading->sheet, node, field->path,
                "is %s, with a blank or an invisible character; allowed one word of 1..%d bytes",
                sheet_show(node).text, NAME_SIZE - 1);
    enum status status = field_text(reading, field, node, target);
    if (status != STATUS_OK)
        return status;
    const struct scenario_actor *first = reading->file->scenario.actors;
    for (const struct scenario_actor *other = first; other < actor; other++)
        if (strcmp(other->name, actor->name) == 0)
            return sheet_fail(&reading->sheet, node, field->path,
                              "is %s, as another actor is called; allowed a name of its own",
                              sheet_show(node).text);
    return STATUS_OK;
}

enum status field_actors(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                         void *target)
{
    struct scenario *scenario = &((struct scenario_file *)target)->scenario;
    int count;
    enum status status = field_list(reading, field, node, ACTORS_MIN, ACTORS_MAX, &count);
    if (status != STATUS_OK)
        return status;
    scenario_init(scenario, "", count);
    int64_t territory = 0;
    for (int i = 0; i < count && status == STATUS_OK; i++) {
        const yaml_node_t *item = sheet_node(&reading->sheet, node->data.sequence.items.start[i]);
        status = field_mapping(reading, field->path, item, &scenario->actors[i]);
        territory += scenario->actors[i].territory;
    }
    if (status == STATUS_OK && territory > TERRITORY_MAX)
        return sheet_fail(&reading->sheet, node, "actors.territory",
                          "is %d of all actors together; allowed 1..%d", (int)territory, TERRITORY_MAX);
    return status;
}

/* Finds the actor that a node names. */
static enum status read_actor(struct reading *reading, const char *path, const yaml_node_t *node,
                              int32_t *actor)
{
    const struct scenario *scenario = &reading->file->scenario;
    *actor = find_actor(scenario, sheet_scalar(node));
    if (*actor >= 0)
        return STATUS_OK;
    char allowed[ACTORS_MAX * (NAME_SIZE + 2)];
    struct text text = text_over(allowed, sizeof allowed);
    for (int i = 0; i < scenario->actor_count; i++) {
        text_put(&text, i > 0 ? ", " : "");
        text_put(&text, scenario->actors[i].name);
    }
    return sheet_fail(&reading->sheet, node, path, "is %s, which no actor is called; allowed %s",
                      sheet_show(node).text, allowed);
}

enum status field_pact_between(struct reading *reading, const struct sheet_field *field,
                               const yaml_node_t *node, void *target)
{
    const struct scenario *scenario = &reading->file->scenario;
    struct scenario_pact *pact = target;
    int32_t pair[2];
    int count;
    enum status status = field_list(reading, field, node, 2, 2, &count);
    for (int side = 0; side < 2 && status == STATUS_OK; side++)
        status = read_actor(reading, field->path,
                            sheet_node(&reading->sheet, node->data.sequence.items.start[side]), &pair[side]);
    if (status != STATUS_OK)
        return status;
    if (pair[0] == pair[1])
        return sheet_fail(&reading->sheet, node, field->path,
                          "is %s with itself; allowed two different actors", scenario->actors[pair[0]].name);
    pact->i = (int32_t)min_of(pair[0], pair[1]);
    pact->j = pair[0] + pair[1] - pact->i;
    for (int x = 0; x < scenario->pact_count; x++)
        if (scenario->pacts[x].i == pact->i && scenario->pacts[x].j == pact->j)
            return sheet_fail(&reading->sheet, node, field->path,
                              "%s and %s have a pact already; allowed one a pair",
                              scenario->actors[pact->i].name, scenario->actors[pact->j].name);
    return STATUS_OK;
}

enum status field_pacts(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                        void *target)
{
    struct scenario *scenario = &((struct scenario_file *)target)->scenario;
    int count = 0;
    enum status status = field_list(reading, field, node, 0, PACTS_MAX, &count);
    for (int x = 0; x < count && status == STATUS_OK; x++) {
        struct scenario_pact pact = {0};
        status = field_mapping(reading, field->path,
                               sheet_node(&reading->sheet, node->data.sequence.items.start[x]), &pact);
        if (status == STATUS_OK)
            scenario->pacts[scenario->pact_count++] = pact;
    }
    return status;
}

enum status field_assessment_by(struct reading *reading, const struct sheet_field *field,
                                const yaml_node_t *node, void *target)
{
    return read_actor(reading, field->path, node, &((struct scenario_assessment *)target)->i);
}

/* Stands behind `by` in the table, so that the pair is complete here. */
enum status field_assessment_about(struct reading *reading, const struct sheet_field *field,
                                   const yaml_node_t *node, void *target)
{
    const struct scenario *scenario = &reading->file->scenario;
    struct scenario_assessment *new = target;
    enum status status = read_actor(reading, field->path, node, &new->j);
    if (status != STATUS_OK)
        return status;
    if (new->i == new->j)
        return sheet_fail(&reading->sheet, node, field->path, "is %s, who assesses; allowed another actor",
                          sheet_show(node).text);
    for (int x = 0; x < scenario->assessment_count; x++)
        if (scenario->assessments[x].i == new->i && scenario->assessments[x].j == new->j)
            return sheet_fail(&reading->sheet, node, field->path, "%s assesses %s already; allowed once",
                              scenario->actors[new->i].name, scenario->actors[new->j].name);
    return STATUS_OK;
}

enum status field_assessments(struct reading *reading, const struct sheet_field *field,
                              const yaml_node_t *node, void *target)
{
    struct scenario *scenario = &((struct scenario_file *)target)->scenario;
    int count = 0;
    enum status status = field_list(reading, field, node, 0, ASSESSMENTS_MAX, &count);
    for (int x = 0; x < count && status == STATUS_OK; x++) {
        struct scenario_assessment assessment = {0};
        status = field_mapping(reading, field->path,
                               sheet_node(&reading->sheet, node->data.sequence.items.start[x]), &assessment);
        if (status == STATUS_OK)
            scenario->assessments[scenario->assessment_count++] = assessment;
    }
    return status;
}
