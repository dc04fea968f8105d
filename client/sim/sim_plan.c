#include "client/sim/sim_plan.h"

#include "common/base/digest.h"
#include "common/base/must.h"
#include "common/debrief/metric.h"
#include "common/rules/canonical.h"
#include "common/scenario/scenario_file.h"

#include <stdlib.h>
#include <string.h>

enum { RECORDS_SHOWN = 4096 }; /* of the path, in the text of a plan */

static enum status add_scenario(struct sim_plan *plan, const char *directory, struct slice name,
                                struct cause *cause)
{
    struct scenario_file file;
    char plain[NAME_SIZE];
    if (!slice_copy(name, plain, sizeof plain))
        return status_fail(cause, STATUS_INVALID, "--scenario: \"%.40s\" is longer than a name may be",
                           name.at);
    for (int s = 0; s < plan->scenario_count; s++)
        if (strcmp(plan->scenarios[s].name, plain) == 0)
            return status_fail(cause, STATUS_INVALID, "--scenario: %s is given twice; give it once", plain);
    if (plan->scenario_count == SIM_SCENARIOS_MAX)
        return status_fail(cause, STATUS_INVALID, "--scenario: more than %d; run the command twice",
                           SIM_SCENARIOS_MAX);
    enum status status = scenario_file_load(directory, plain, &file, cause);
    if (status)
        return status;
    plan->scenarios[plan->scenario_count++] = file.scenario;
    return sim_line_up_check(&plan->line_up, &file.scenario, cause);
}

static enum status add_scenarios(struct sim_plan *plan, const char *directory, const char *names,
                                 struct cause *cause)
{
    struct slice rest = slice_of(names), name;
    enum status status = STATUS_OK;
    plan->scenarios = calloc(SIM_SCENARIOS_MAX, sizeof plan->scenarios[0]);
    must(plan->scenarios != NULL);
    if (!rest.length || rest.at[rest.length - 1] == ',')
        return status_fail(cause, STATUS_INVALID, "--scenario: a name is missing");
    while (!status && slice_take(&rest, ',', &name))
        status = add_scenario(plan, directory, name, cause);
    return status;
}

static enum status add_value(struct sim_plan *plan, struct sim_set *set, struct slice word,
                             struct cause *cause)
{
    const struct parameter_row *row = &parameter_rows[set->parameter];
    int64_t value;
    if (!slice_int(word, row->low, row->high, &value))
        return status_fail(cause, STATUS_INVALID, "--set %s: '%.*s' is not a whole number in %d..%d (%s)",
                           row->name, (int)(word.length < 40 ? word.length : 40), word.at, row->low,
                           row->high, row->unit);
    for (int x = 0; x < set->count; x++)
        if (plan->values[set->first + x] == value)
            return status_fail(cause, STATUS_INVALID, "--set %s: %lld is given twice; give it once",
                               row->name, (long long)value);
    if (set->count == SIM_CELLS_MAX)
        return status_fail(cause, STATUS_INVALID, "--set %s: more than %d values; sweep fewer at once",
                           row->name, SIM_CELLS_MAX);
    plan->values[set->first + set->count++] = (int32_t)value;
    return STATUS_OK;
}

/* "balance=60,100,160" */
static enum status add_set(struct sim_plan *plan, const char *words, struct cause *cause)
{
    struct slice name, rest, word;
    bool whole = slice_split(slice_of(words), '=', &name, &rest);
    if (!whole || !rest.length || rest.at[rest.length - 1] == ',')
        return status_fail(cause, STATUS_INVALID,
                           "--set: \"%.80s\" is not PARAMETER=VALUE[,VALUE...], as in balance=60,160", words);
    struct sim_set *set = &plan->sets[plan->set_count];
    *set = (struct sim_set){.parameter = parameter_find(name)};
    if (set->parameter < 0)
        return status_fail(cause, STATUS_INVALID,
                           "--set: no parameter \"%.*s\"; PARAMETERS.md beside the scenarios lists them",
                           (int)(name.length < 60 ? name.length : 60), name.at);
    for (int s = 0; s < plan->set_count; s++) {
        if (plan->sets[s].parameter == set->parameter)
            return status_fail(cause, STATUS_INVALID,
                               "--set %s: given twice; give all its values at once, as in %s=60,160",
                               parameter_rows[set->parameter].name, parameter_rows[set->parameter].name);
        set->first = plan->sets[s].first + plan->sets[s].count;
    }
    enum status status = STATUS_OK;
    while (!status && slice_take(&rest, ',', &word))
        status = set->first + set->count < SIM_VALUES_MAX
                     ? add_value(plan, set, word, cause)
                     : status_fail(cause, STATUS_INVALID,
                                   "--set: more than %d values in all; sweep fewer at once", SIM_VALUES_MAX);
    plan->set_count++;
    plan->cells_each *= set->count;
    if (!status && plan->cells_each > SIM_CELLS_MAX)
        return status_fail(cause, STATUS_INVALID,
                           "--set: the values make more than %d combinations; sweep fewer at once, or use "
                           "several commands",
                           SIM_CELLS_MAX);
    return status;
}

/* A combination may contradict itself though every value lies in its range. */
static enum status check_cells(const struct sim_plan *plan, struct cause *cause)
{
    struct sim_cell cell;
    for (int c = 0; c < plan->cells; c++) {
        char memory[160], values[160];
        struct text why = text_over(memory, sizeof memory), with = text_over(values, sizeof values);
        sim_plan_cell(plan, c, &cell);
        if (scenario_check(&cell.scenario, &why))
            continue;
        for (int s = 0; s < plan->set_count; s++) {
            text_put(&with, s ? ", " : "");
            text_put(&with, parameter_rows[plan->sets[s].parameter].name);
            text_put_char(&with, '=');
            text_put_int(&with, cell.values[s]);
        }
        return status_fail(cause, STATUS_INVALID, "--set: scenario %s with %s: %s", cell.scenario.name,
                           values, memory);
    }
    return STATUS_OK;
}

enum status sim_plan_make(const struct sim_options *options, const char *directory, struct sim_plan *plan,
                          struct cause *cause)
{
    *plan = (struct sim_plan){
        .cells_each = 1,
        .games = options->games,
        .seed = (uint64_t)options->seed,
        .shard = (int)options->shard,
        .shards = (int)options->shards,
        .rows = options->rows,
        .informed = options->informed,
        .records = options->records,
    };
    enum status status = sim_line_up_parse(options->bots, &plan->line_up, cause);
    if (!status)
        status = add_scenarios(plan, directory, options->scenario, cause);
    for (int s = 0; s < options->set_count && !status; s++)
        status = add_set(plan, options->sets[s], cause);
    if (status)
        return status;
    plan->cells = plan->scenario_count * plan->cells_each;
    if (plan->cells > SIM_CELLS_MAX)
        return status_fail(
            cause, STATUS_INVALID,
            "%d scenarios with %d combinations each are more than the %d cells allowed; sweep fewer "
            "at once, or use several commands",
            plan->scenario_count, plan->cells_each, SIM_CELLS_MAX);
    int64_t all = plan->cells * plan->games; /* at most 4.1 * 10^10, and 10^4 shards: below 2^63 */
    plan->first = all * (plan->shard - 1) / plan->shards;
    plan->end = all * plan->shard / plan->shards;
    return check_cells(plan, cause);
}

void sim_plan_free(struct sim_plan *plan)
{
    free(plan->scenarios);
    plan->scenarios = NULL;
}

static void put_hash(const struct scenario *scenario, char hash[SIM_HASH_SIZE])
{
    char memory[CANONICAL_SCENARIO_MAX];
    struct text canonical = text_over(memory, sizeof memory), hex = text_over(hash, SIM_HASH_SIZE);
    canonical_scenario(scenario, &canonical);
    must(!canonical.cut);
    struct digest digest = digest_of(memory, canonical.length);
    text_put_hex(&hex, digest.bytes, (SIM_HASH_SIZE - 1) / 2);
}

void sim_plan_cell(const struct sim_plan *plan, int index, struct sim_cell *cell)
{
    int rest = index % plan->cells_each;
    cell->index = index;
    cell->scenario = plan->scenarios[index / plan->cells_each];
    for (int s = plan->set_count - 1; s >= 0; s--) {
        const struct sim_set *set = &plan->sets[s];
        cell->values[s] = plan->values[set->first + rest % set->count];
        rest /= set->count;
        *parameter_at(&cell->scenario.parameters, set->parameter) = cell->values[s];
    }
    put_hash(&cell->scenario, cell->hash);
}

static void put_number(struct text *text, const char *name, int64_t value)
{
    text_put(text, name);
    text_put_char(text, '=');
    text_put_int(text, value);
    text_put_char(text, '\n');
}

static void put_line_up(const struct sim_line_up *line_up, struct text *text)
{
    text_put(text, "bots=");
    for (int i = 0; i < line_up->seats; i++) {
        text_put(text, i ? "," : "");
        text_put(text, line_up->seat[i] ? line_up->seat[i]->name : "-");
    }
    for (int m = 0; m < MOTIVE_COUNT && !line_up->seats; m++) {
        text_put(text, m ? "," : "");
        text_put(text, motive_names.names[m]);
        text_put_char(text, '=');
        text_put(text, line_up->motive[m] ? line_up->motive[m]->name : "-");
    }
    text_put_char(text, '\n');
}

void sim_plan_text(const struct sim_plan *plan, struct text *text)
{
    static const char *const rows[SIM_ROWS_COUNT] = {"games", "turns", "dyads"};
    put_number(text, "rules", RULES_VERSION);
    put_number(text, "metrics", METRICS_VERSION);
    put_number(text, "columns", metric_count());
    for (int s = 0; s < plan->scenario_count; s++) {
        char hash[SIM_HASH_SIZE];
        put_hash(&plan->scenarios[s], hash);
        text_put(text, "scenario=");
        text_put(text, plan->scenarios[s].name);
        text_put_char(text, ' ');
        text_put(text, hash);
        text_put_char(text, '\n');
    }
    for (int s = 0; s < plan->set_count; s++) {
        const struct sim_set *set = &plan->sets[s];
        text_put(text, "set=");
        text_put(text, parameter_rows[set->parameter].name);
        for (int x = 0; x < set->count; x++) {
            text_put_char(text, x ? ',' : '=');
            text_put_int(text, plan->values[set->first + x]);
        }
        text_put_char(text, '\n');
    }
    put_line_up(&plan->line_up, text);
    put_number(text, "games", plan->games);
    put_number(text, "seed", (int64_t)plan->seed);
    put_number(text, "shard", plan->shard);
    put_number(text, "shards", plan->shards);
    text_put(text, "rows=");
    text_put(text, rows[plan->rows]);
    text_put_char(text, '\n');
    put_number(text, "informed", plan->informed);
    text_put(text, "records=");
    for (int c = 0; plan->records && plan->records[c] && c < RECORDS_SHOWN; c++)
        text_put_char(text, plan->records[c] == '\n' ? ' ' : plan->records[c]);
    text_put_char(text, '\n');
}
