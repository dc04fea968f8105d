#include "common/rules/arithmetic.h"
#include "common/scenario/sheet_field.h"

#include <string.h>

enum { EDIT_NAME_MAX = 31, EDITS_MAX = 3 };

/* Letters to insert, delete or replace between a word and a name (Levenshtein 1966). */
static int edits_between(struct slice word, const char *name)
{
    int row[EDIT_NAME_MAX + 1];
    int length = (int)strlen(name);
    if (word.length > EDIT_NAME_MAX || length > EDIT_NAME_MAX)
        return EDIT_NAME_MAX;
    for (int j = 0; j <= length; j++)
        row[j] = j;
    for (int i = 1; i <= (int)word.length; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= length; j++) {
            int replaced = diagonal + (word.at[i - 1] != name[j - 1]);
            diagonal = row[j];
            row[j] = (int)min_of(replaced, min_of(row[j], row[j - 1]) + 1);
        }
    }
    return row[length];
}

static enum status fail_unknown(struct reading *reading, const char *path, const yaml_node_t *key)
{
    const char *nearest = NULL;
    int fewest = EDITS_MAX + 1;
    for (int p = 0; p < PARAMETER_COUNT; p++) {
        int edits = edits_between(sheet_scalar(key), parameter_rows[p].name);
        if (edits < fewest) {
            fewest = edits;
            nearest = parameter_rows[p].name;
        }
    }
    return sheet_fail(&reading->sheet, key, path,
                      "unknown parameter %s%s%s; allowed the names in config/scenarios/PARAMETERS.md",
                      sheet_show(key).text, nearest ? ", perhaps meant: " : "", nearest ? nearest : "");
}

/* The last of the values of a group of parameters, where a disagreement among them is reported. */
struct places {
    const yaml_node_t *prior, *balance;
};

static void note_place(struct places *places, const char *name, const yaml_node_t *value)
{
    if (strncmp(name, "prior_", 6) == 0)
        places->prior = value;
    if (strcmp(name, "balance_low") == 0 || strcmp(name, "balance_high") == 0)
        places->balance = value;
}

static enum status check_agreement(struct reading *reading, const struct places *places)
{
    const struct parameters *p = &reading->file->scenario.parameters;
    int priors = 0;
    for (int motive = 1; motive < MOTIVE_COUNT; motive++)
        priors += p->prior[motive - 1];
    if (places->prior && priors > 1000)
        return sheet_fail(
            &reading->sheet, places->prior, "parameters.prior_*",
            "the priors add up to %d (prior_greedy is %d unless given); allowed 0..1000 together", priors,
            parameter_rows[parameter_find(slice_of("prior_greedy"))].initial);
    if (places->balance && p->balance_low > p->balance_high)
        return sheet_fail(&reading->sheet, places->balance, "parameters.balance_low",
                          "is %d and balance_high is %d; allowed at most balance_high", p->balance_low,
                          p->balance_high);
    return STATUS_OK;
}

/* The parameters' names and ranges are rows of the rules, not of the table of fields. */
enum status field_parameters(struct reading *reading, const struct sheet_field *field,
                             const yaml_node_t *node, void *target)
{
    struct scenario_file *file = target;
    struct places places = {0};
    if (node->type != YAML_MAPPING_NODE)
        return sheet_fail(&reading->sheet, node, field->path,
                          "is %s; allowed a mapping of parameters to numbers", sheet_show(node).text);
    enum status status = field_keys(reading, field->path, node);
    for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
         pair < node->data.mapping.pairs.top && status == STATUS_OK; pair++) {
        const yaml_node_t *key = sheet_node(&reading->sheet, pair->key);
        const yaml_node_t *value = sheet_node(&reading->sheet, pair->value);
        int p = parameter_find(sheet_scalar(key));
        if (p < 0)
            return fail_unknown(reading, field->path, key);
        const struct parameter_row *row = &parameter_rows[p];
        char path[64];
        struct text text = text_over(path, sizeof path);
        text_put(&text, "parameters.");
        text_put(&text, row->name);
        struct sheet_field number = {.path = path, .low = row->low, .high = row->high, .unit = row->unit};
        note_place(&places, row->name, value);
        status = field_integer(reading, &number, value, parameter_at(&file->scenario.parameters, p));
    }
    return status == STATUS_OK ? check_agreement(reading, &places) : status;
}

enum status field_proximity(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                            void *target)
{
    if (node->type == YAML_MAPPING_NODE && node->data.mapping.pairs.top - node->data.mapping.pairs.start != 1)
        return sheet_fail(&reading->sheet, node, field->path,
                          "has %d fields; allowed exactly one of all, ring, rows",
                          (int)(node->data.mapping.pairs.top - node->data.mapping.pairs.start));
    return field_mapping(reading, field->path, node, target);
}

enum status field_reach_all(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                            void *target)
{
    struct scenario *scenario = &((struct scenario_file *)target)->scenario;
    int32_t percent = 0;
    enum status status = field_integer(reading, field, node, &percent);
    for (int i = 0; i < scenario->actor_count && status == STATUS_OK; i++)
        for (int j = 0; j < scenario->actor_count; j++)
            scenario->proximity[i][j] = i == j ? 0 : percent;
    return status;
}

/* Actors sit in a circle in the order of the file. */
enum status field_reach_ring(struct reading *reading, const struct sheet_field *field,
                             const yaml_node_t *node, void *target)
{
    struct scenario *scenario = &((struct scenario_file *)target)->scenario;
    int n = scenario->actor_count;
    struct ring ring = {0};
    enum status status = field_mapping(reading, field->path, node, &ring);
    for (int i = 0; i < n && status == STATUS_OK; i++)
        for (int j = 0; j < n; j++) {
            int steps = (i - j + n) % n;
            scenario->proximity[i][j] = steps == 0                     ? 0
                                        : steps == 1 || steps == n - 1 ? ring.neighbours
                                                                       : ring.others;
        }
    return status;
}

static enum status read_row(struct reading *reading, const struct sheet_field *field, const yaml_node_t *node,
                            int i)
{
    struct scenario *scenario = &reading->file->scenario;
    int count;
    enum status status =
        field_list(reading, field, node, scenario->actor_count, scenario->actor_count, &count);
    for (int j = 0; j < scenario->actor_count && status == STATUS_OK; j++) {
        const yaml_node_t *item = sheet_node(&reading->sheet, node->data.sequence.items.start[j]);
        status = field_integer(reading, field, item, &scenario->proximity[i][j]);
        if (status == STATUS_OK && i == j && scenario->proximity[i][j] != 0)
            status = sheet_fail(&reading->sheet, item, field->path,
                                "is %s from an actor to itself; allowed 0", sheet_show(item).text);
    }
    return status;
}

enum status field_reach_rows(struct reading *reading, const struct sheet_field *field,
                             const yaml_node_t *node, void *target)
{
    int n = ((struct scenario_file *)target)->scenario.actor_count;
    int count;
    enum status status = field_list(reading, field, node, n, n, &count);
    for (int i = 0; i < n && status == STATUS_OK; i++)
        status = read_row(reading, field, sheet_node(&reading->sheet, node->data.sequence.items.start[i]), i);
    return status;
}
