#include "common/debrief/slope.h"

#include "common/rules/arithmetic.h"

void slope_add(struct slope *slope, int64_t x, int64_t y)
{
    slope->n++;
    slope->x += x;
    slope->y += y;
    slope->xx += x * x;
    slope->xy += x * y;
}

/* (n Sxy - Sx Sy) / (n Sxx - Sx^2); the sums are halved together until the products fit into 62 bits. */
void slope_set(const struct slope *slope, struct metric_value *value)
{
    int64_t n = slope->n, mean_x = n ? floor_div(slope->x, n) : 0, mean_y = n ? floor_div(slope->y, n) : 0;
    int64_t xx = slope->xx - 2 * mean_x * slope->x + n * mean_x * mean_x;
    int64_t xy = slope->xy - mean_x * slope->y - mean_y * slope->x + n * mean_x * mean_y;
    int64_t rest_x = slope->x - n * mean_x, rest_y = slope->y - n * mean_y; /* each below n */
    while (xx >= INT64_C(1) << 38 || xy >= INT64_C(1) << 38 || xy <= -(INT64_C(1) << 38)) {
        xx >>= 1;
        xy = floor_div(xy, 2);
        rest_x >>= 1; /* what is left of the means fades with the sums */
    }
    metric_set_ratio(value, n * xy - rest_x * rest_y, n * xx - rest_x * rest_x, n);
}
