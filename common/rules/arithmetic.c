#include "common/rules/arithmetic.h"

int64_t int_sqrt(int64_t x)
{
    int64_t root = 0, rest = max_of(0, x), bit = x < (int64_t)1 << 32 ? (int64_t)1 << 30 : (int64_t)1 << 62;
    while (bit > rest)
        bit >>= 2;
    for (; bit;
         bit >>= 2) { /* one binary digit of the root a step; no branch, for it would be guessed wrong */
        int64_t fits = -(int64_t)(rest >= root + bit);
        rest -= (root + bit) & fits;
        root = (root >> 1) + (bit & fits);
    }
    return root;
}

int64_t contest(int64_t a, int64_t d)
{
    while (a >= (int64_t)1 << 26 || d >= (int64_t)1 << 26) {
        a >>= 1;
        d >>= 1;
    }
    a *= a;
    d *= d;
    return a + d == 0 ? 500 : (1000 * a + (a + d) / 2) / (a + d);
}

/* ln(q / (1 - q)) at q = 0 %, 5 % ... 100 %; the ends stand for 1 % and 99 % */
static const int64_t logit_table[21] = {-4600, -2944, -2197, -1735, -1386, -1099, -847, -619, -405, -201, 0,
                                        201,   405,   619,   847,   1099,  1386,  1735, 2197, 2944, 4600};

int64_t logit(int64_t permille)
{
    int64_t q = clamp(permille, 10, 990);
    int64_t k = q / 50;
    return logit_table[k] + (logit_table[k + 1] - logit_table[k]) * (q % 50) / 50;
}

int64_t sigmoid(int64_t milli_nats)
{
    int64_t x = clamp(milli_nats, -4600, 4600);
    int k = 0;
    while (k < 19 && logit_table[k + 1] <= x)
        k++;
    return clamp(50 * k + 50 * (x - logit_table[k]) / (logit_table[k + 1] - logit_table[k]), 10, 990);
}

int64_t offence_value(int64_t fortify, int64_t strike, int64_t dual, int64_t phi, int64_t dual_value)
{
    return floor_div(100 * strike + phi * fortify + dual_value * dual, 100);
}

int64_t defence_value(int64_t fortify, int64_t strike, int64_t dual, int64_t phi, int64_t dual_value)
{
    return floor_div(100 * fortify + phi * strike + dual_value * dual, 100);
}

int64_t stake_of(int64_t territory, int64_t percent)
{
    return min_of(territory, max_of(1, ceil_div(territory * percent, 100)));
}
