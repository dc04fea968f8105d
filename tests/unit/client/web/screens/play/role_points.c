/* The points of the role card as common/aids lists them, for points.test.ts to hold the browser's against:
 * one line for each motive and world, "motive<TAB>parameters as name=value<TAB>key=points ...". */
#include "common/aids/points.h"

#include <inttypes.h>
#include <stdio.h>

static void print_card(const struct parameters *parameters, int motive)
{
    struct point list[POINTS_MAX];
    int count = points_of(parameters, (enum motive)motive, list);
    printf("%d\t", motive);
    for (int x = 0; x < PARAMETER_COUNT; x++)
        printf("%s%s=%" PRId32, x ? " " : "", parameter_rows[x].name, parameter_get(parameters, x));
    printf("\t");
    for (int x = 0; x < count; x++)
        printf("%s%s=%" PRId64, x ? " " : "", list[x].key, list[x].points);
    printf("\n");
}

/* The world as it is without a scenario, and one in which no two numbers are the same. */
int main(void)
{
    struct scenario plain, other;
    scenario_init(&plain, "plain", 2);
    scenario_init(&other, "other", 2);
    for (int x = 0; x < PARAMETER_COUNT; x++)
        *parameter_at(&other.parameters, x) = 31 + 7 * x;
    for (int motive = 0; motive < MOTIVE_COUNT; motive++) {
        print_card(&plain.parameters, motive);
        print_card(&other.parameters, motive);
    }
    return 0;
}
