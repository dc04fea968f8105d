#include "common/debrief/findings.h"

void findings_of(const struct world_log *log, struct findings *findings)
{
    findings->war_count = wars_of(log, findings->wars);
    deterrence_find(log, &findings->deterrence);
    findings->spiral_count = spirals_of(log, findings->spirals);
    findings->reassurance_count = reassurances_of(log, findings->reassurances);
}
