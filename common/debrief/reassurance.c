/* Family "reassurance": restraint, and how it was answered (Osgood 1962, Kydd 2005). */
#include "common/debrief/facts.h"
#include "common/debrief/families.h"

static void episodes(const struct metric_input *input, struct metric_value *value)
{
    metric_set_whole(value, input->findings.reassurance_count, 1);
}

static void answer_share(const struct metric_input *input, struct metric_value *value, size_t field)
{
    int64_t heard = 0, answered = 0;
    for (int e = 0; e < input->findings.reassurance_count; e++) {
        const struct reassurance_episode *episode = &input->findings.reassurances[e];
        const uint16_t *set = (const uint16_t *)(const void *)((const char *)episode + field);
        heard += bits_in(episode->audience);
        answered += bits_in(*set & episode->audience);
    }
    metric_set_ratio(value, 100 * answered, heard, heard);
}

static void believed(const struct metric_input *input, struct metric_value *value)
{
    answer_share(input, value, offsetof(struct reassurance_episode, believed));
}

static void answered(const struct metric_input *input, struct metric_value *value)
{
    answer_share(input, value, offsetof(struct reassurance_episode, answered));
}

static void exploited(const struct metric_input *input, struct metric_value *value)
{
    answer_share(input, value, offsetof(struct reassurance_episode, exploited));
}

/* Turns of arming although every living rival in reach is believed benign (q < 100 permille). */
static void routine_arming(const struct metric_input *input, struct metric_value *value)
{
    const struct world_log *log = input->log;
    int64_t armed = 0, cases = 0;
    int n = log_start(log)->scenario.actor_count;
    for (int t = 1; t <= log->turns; t++) {
        for (int i = 0; i < n; i++) {
            bool benign = false;
            for (int j = 0; j < n; j++) {
                if (!fact_pair_alive(log, t, i, j) || !fact_in_reach(&log->worlds[t], j, i))
                    continue;
                benign = fact_belief(log, t, i, j) < 100;
                if (!benign)
                    break;
            }
            cases += benign;
            armed += benign && fact_arms_points(log, t, i) > 0;
        }
    }
    metric_set_ratio(value, 100 * armed, cases, cases);
}

static const struct metric_row rows[] = {
    {.name = "reassurances",
     .unit = "episodes",
     .low = 0,
     .high = METRIC_OPEN,
     .formula = "stretches of >= 2 turns without arms, or with a signal (open books, scrap, peaceful) and "
                "fewer arms "
                "points, and no "
                "attack",
     .source = "Osgood 1962; Kydd 2005",
     .compute = episodes},
    {.name = "reassurance_believed",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "living actors in reach whose q about the restrained one fell over the episode / all",
     .source = "Kydd 2005",
     .compute = believed},
    {.name = "reassurance_answered",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "living actors in reach that spent fewer arms points than before it by two turns after it, "
                "and did not "
                "attack / all",
     .source = "Osgood 1962",
     .compute = answered},
    {.name = "reassurance_exploited",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula =
         "living actors in reach that attacked the restrained one by two turns after the episode / all",
     .source = "Jervis 1976",
     .compute = exploited},
    {.name = "routine_arming",
     .unit = "%",
     .low = 0,
     .high = 100,
     .formula = "(actor, turn) with arms points > 0 / those in which every living rival in reach is believed "
                "below 100 "
                "permille",
     .source = "Mitzen 2006",
     .compute = routine_arming},
};

const struct metric_family metrics_reassurance = {
    .name = "reassurance",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};
