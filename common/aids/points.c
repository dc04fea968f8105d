#include "common/aids/points.h"

#include "common/rules/arithmetic.h"

int64_t points_of_conquest(const struct parameters *parameters, enum motive motive)
{
    return floor_div((int64_t)parameters->home_value * parameters->gain[motive], 100);
}

int points_of(const struct parameters *parameters, enum motive motive, struct point list[POINTS_MAX])
{
    const struct parameters *p = parameters;
    int count = 0;
    list[count++] = (struct point){"role_card.civil", p->civil_value};
    list[count++] = (struct point){"role_card.conquered", points_of_conquest(p, motive)};
    list[count++] = (struct point){"role_card.lost", -p->home_value};
    if (motive == MOTIVE_PROTECTOR)
        list[count++] =
            (struct point){"role_card.partner", -floor_div((int64_t)p->home_value * p->protect_value, 100)};
    list[count++] = (struct point){"role_card.battle", -p->war_cost};
    list[count++] = (struct point){"role_card.failed", -p->fail_cost};
    list[count++] = (struct point){"role_card.refused_defensive", -p->honour_defensive};
    list[count++] = (struct point){"role_card.refused_unconditional", -p->honour_unconditional};
    list[count++] = (struct point){"role_card.breach", -p->breach_cost};
    list[count++] = (struct point){"role_card.destroyed", -p->elimination_cost};
    return count;
}
