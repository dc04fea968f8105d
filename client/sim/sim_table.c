#include "client/sim/sim_table.h"

#include "common/base/must.h"

#include <stdio.h>

static void put_names(const struct sim_column_list *list, struct text *text)
{
    for (int c = 0; c < list->count; c++) {
        text_put_char(text, ',');
        text_put(text, list->columns[c].name);
    }
}

void sim_put_header(const struct sim_plan *plan, struct text *text)
{
    for (int c = 0; c < sim_columns_identity.count; c++) {
        text_put(text, c ? "," : "");
        text_put(text, sim_columns_identity.columns[c].name);
    }
    for (int s = 0; s < plan->set_count; s++) {
        text_put(text, ",set_"); /* a metric, or a column of a state, may be called as the parameter is */
        text_put(text, parameter_rows[plan->sets[s].parameter].name);
    }
    put_names(sim_columns_of(plan->rows), text);
    for (int m = 0; m < metric_count() && plan->rows == SIM_ROWS_GAMES; m++) {
        text_put_char(text, ',');
        text_put(text, metric_at(m)->name);
    }
    text_put_char(text, '\n');
}

static void put_columns(const struct sim_column_list *list, const struct sim_row *row, struct text *text)
{
    for (int c = 0; c < list->count; c++) {
        const struct sim_column *column = &list->columns[c];
        if (column->put) {
            column->put(row, text);
        } else {
            int64_t number = column->number(row);
            if (number != SIM_EMPTY)
                text_put_int(text, number);
        }
        text_put_char(text, ',');
    }
}

/* Every field is followed by a comma; the last one becomes the end of the line. */
static void end_line(struct text *text)
{
    must(!text->cut && text->length && text->at[text->length - 1] == ',');
    text->at[text->length - 1] = '\n';
}

/* What all lines of a game begin with. */
static void put_identity(const struct sim_row *row, struct text *text)
{
    put_columns(&sim_columns_identity, row, text);
    for (int s = 0; s < row->plan->set_count; s++) {
        text_put_int(text, row->cell->values[s]);
        text_put_char(text, ',');
    }
}

static void put_line(const struct sim_row *row, const struct text *identity, struct text *text)
{
    text_put_span(text, identity->at, identity->length);
    put_columns(sim_columns_of(row->plan->rows), row, text);
    for (int m = 0; m < metric_count() && row->plan->rows == SIM_ROWS_GAMES; m++) {
        metric_put(&row->metrics[m], 6, text);
        text_put_char(text, ',');
    }
    end_line(text);
}

void sim_put_game(struct sim_row *row, struct text *text)
{
    char memory[1024];
    struct text identity = text_over(memory, sizeof memory);
    int n = row->cell->scenario.actor_count;
    put_identity(row, &identity);
    must(!identity.cut);
    if (row->plan->rows == SIM_ROWS_GAMES) {
        put_line(row, &identity, text);
        return;
    }
    bool pairs = row->plan->rows == SIM_ROWS_DYADS;
    for (row->turn = 1; row->turn <= row->log->turns; row->turn++)
        for (row->i = 0; row->i < n; row->i++)
            for (row->j = 0; row->j < (pairs ? n : 1); row->j++)
                if (!pairs || row->i != row->j)
                    put_line(row, &identity, text);
}

static void print_columns(const char *rows, const struct sim_column_list *list)
{
    char memory[1024];
    for (int c = 0; c < list->count; c++) {
        const struct sim_column *column = &list->columns[c];
        struct text text = text_over(memory, sizeof memory);
        sim_put_field(column->meaning, &text);
        printf("%s,%s,%s,%s,\n", rows, column->name, column->unit, memory);
    }
}

static void print_metric(const struct metric_row *metric)
{
    char memory[1024], source[512];
    struct text text = text_over(memory, sizeof memory), from = text_over(source, sizeof source);
    sim_put_field(metric->formula, &text);
    sim_put_field(metric->source, &from);
    printf("game,%s,%s,%s,%s\n", metric->name, metric->unit, memory, source);
}

int sim_print_codebook(void)
{
    printf("rows,column,unit,meaning,source\n");
    print_columns("all", &sim_columns_identity);
    printf("all,set_PARAMETER,see PARAMETERS.md,\"one column for each --set, in the order given: its "
           "value\",\n");
    print_columns("game", &sim_columns_game);
    for (int m = 0; m < metric_count(); m++)
        print_metric(metric_at(m));
    print_columns("turn", &sim_columns_turn);
    print_columns("dyad", &sim_columns_dyad);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
