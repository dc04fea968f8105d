#include "common/debrief/metric.h"

#include "common/base/must.h"
#include "common/debrief/families.h"
#include "common/rules/arithmetic.h"

const struct metric_family *const metric_families[] = {
    &metrics_arms,        &metrics_fear,   &metrics_war,       &metrics_deterrence, &metrics_alliance,
    &metrics_reassurance, &metrics_spiral, &metrics_structure, &metrics_escalation, &metrics_outcome,
};

const int metric_family_count = sizeof metric_families / sizeof metric_families[0];

int metric_count(void)
{
    int count = 0;
    for (int f = 0; f < metric_family_count; f++)
        count += metric_families[f]->count;
    must(count <= METRICS_MAX);
    return count;
}

const struct metric_row *metric_at(int index)
{
    for (int f = 0; f < metric_family_count; f++) {
        if (index < metric_families[f]->count)
            return &metric_families[f]->rows[index];
        index -= metric_families[f]->count;
    }
    must(false);
    return NULL;
}

const struct metric_row *metric_find(struct slice name)
{
    for (int f = 0; f < metric_family_count; f++)
        for (int x = 0; x < metric_families[f]->count; x++)
            if (slice_is(name, metric_families[f]->rows[x].name))
                return &metric_families[f]->rows[x];
    return NULL;
}

void metric_input_init(struct metric_input *input, const struct world_log *log,
                       const struct world_log *informed)
{
    input->log = log;
    input->informed = informed;
    findings_of(log, &input->findings);
}

void metric_compute(const struct metric_row *row, const struct metric_input *input,
                    struct metric_value *value)
{
    *value = (struct metric_value){0};
    row->compute(input, value);
}

void metric_set_ratio(struct metric_value *value, int64_t numerator, int64_t denominator, int64_t cases)
{
    must(denominator >= 0);
    *value = (struct metric_value){.defined = denominator > 0, .cases = cases};
    if (!value->defined)
        return;
    /* whole and rest apart, so that the product with a million stays below 2^63; 2 * 10^6 < 2^21 */
    int64_t whole = floor_div(numerator, denominator), rest = numerator - whole * denominator;
    while (denominator >= INT64_C(1) << 41) {
        denominator >>= 1;
        rest >>= 1;
    }
    value->millionths = whole * METRIC_ONE + floor_div(2 * METRIC_ONE * rest + denominator, 2 * denominator);
}

void metric_set_whole(struct metric_value *value, int64_t whole, int64_t cases)
{
    *value = (struct metric_value){.defined = true, .millionths = whole * METRIC_ONE, .cases = cases};
}

void metric_put(const struct metric_value *value, int decimals, struct text *text)
{
    if (!value->defined)
        return;
    int64_t unit = 1;
    for (int d = decimals; d < 6; d++)
        unit *= 10;
    bool negative = value->millionths < 0;
    int64_t size = negative ? -value->millionths : value->millionths;
    size = (size + unit / 2) / unit * unit; /* half away from zero */
    if (negative && size)
        text_put_char(text, '-');
    text_put_int(text, size / METRIC_ONE);
    int64_t rest = size % METRIC_ONE;
    if (!rest)
        return;
    text_put_char(text, '.');
    for (int64_t digit = METRIC_ONE / 10; rest; digit /= 10) {
        text_put_char(text, (char)('0' + rest / digit));
        rest %= digit;
    }
}
