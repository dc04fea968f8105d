#include "common/debrief/diagnosis.h"

#include "common/debrief/facts.h"
#include "common/debrief/structure.h"

static const char *const roe_words[] = {"tight", "regular", "loose"};
const struct name_list roe_names = {roe_words, ROE_COUNT};

static void add(struct diagnosis *diagnosis, struct evidence evidence)
{
    if (diagnosis->evidence_count < EVIDENCE_MAX) /* the causes stand; only the list is cut */
        diagnosis->evidence[diagnosis->evidence_count++] = evidence;
}

static struct evidence evidence_of(enum evidence_kind kind, int turn, int who, int whom, int64_t first,
                                   int64_t second)
{
    return (struct evidence){(uint8_t)kind, (int8_t)turn,   (int8_t)who,
                             (int8_t)whom,  (int32_t)first, (int32_t)second};
}

static void mark(struct diagnosis *diagnosis, enum cause_of_war cause)
{
    diagnosis->causes |= (uint16_t)(1u << cause);
}

/* An attack chosen by an actor that wants land. */
static void judge_greed(const struct metric_input *input, int t, int i, int j, struct diagnosis *diagnosis)
{
    const struct world *before = &input->log->worlds[t - 1];
    int64_t chance = fact_attack_game(before, i, j).i_succeed, threshold = deterrence_threshold(before, i, j);
    bool deterred = chance < threshold;
    mark(diagnosis, CAUSE_AGGRESSION);
    mark(diagnosis, deterred ? CAUSE_DETERRENCE_FAILURE : CAUSE_WEAKNESS);
    add(diagnosis, evidence_of(EVIDENCE_MOTIVE, t, i, j, before->actors[i].motive, 0));
    add(diagnosis, evidence_of(deterred ? EVIDENCE_DETERRED : EVIDENCE_TEMPTED, t, i, j, chance, threshold));
}

static bool judge_answer(const struct metric_input *input, int t, int i, int j, struct diagnosis *diagnosis)
{
    for (int s = t - 1; s >= 1 && s >= t - 2; s--) {
        if (input->log->turn[s].attack[j] != i)
            continue;
        mark(diagnosis, CAUSE_ANSWER);
        add(diagnosis, evidence_of(EVIDENCE_ATTACKED, t, i, j, s, 0));
        return true;
    }
    return false;
}

static bool judge_spiral(const struct metric_input *input, int t, int i, int j, struct diagnosis *diagnosis)
{
    for (int e = 0; e < input->findings.spiral_count; e++) {
        const struct spiral_episode *episode = &input->findings.spirals[e];
        bool pair = (episode->i == i && episode->j == j) || (episode->i == j && episode->j == i);
        if (!pair || episode->first >= t)
            continue;
        int first = episode->first, last = episode->last < t ? episode->last : t - 1;
        if (last - first + 1 < SPIRAL_TURNS_MIN)
            continue; /* what came after the war is not what it came from */
        if (fact_assessment(&input->log->worlds[t - 1], i, j) <
            fact_assessment(&input->log->worlds[last], i, j))
            continue; /* it had calmed down */
        mark(diagnosis, CAUSE_SPIRAL);
        add(diagnosis, evidence_of(EVIDENCE_EPISODE, t, i, j, first, last));
        add(diagnosis,
            evidence_of(EVIDENCE_SUSPICION, t, i, j, fact_assessment(&input->log->worlds[first - 1], i, j),
                        fact_assessment(&input->log->worlds[t - 1], i, j)));
        return true;
    }
    return false;
}

static bool judge_backfire(const struct metric_input *input, int t, int i, int j, struct diagnosis *diagnosis)
{
    const struct world_log *log = input->log;
    int rise = attack_backfired(log, t, i, j);
    if (!rise)
        return false;
    const struct world *before = &log->worlds[rise - 1], *after = &log->worlds[rise];
    mark(diagnosis, CAUSE_BACKFIRE);
    add(diagnosis,
        evidence_of(EVIDENCE_RISE, rise, i, j, fact_seen_arms(after, i, j) - fact_seen_arms(before, i, j),
                    fact_arms(after, j) - fact_arms(before, j)));
    add(diagnosis, evidence_of(EVIDENCE_SUSPICION, t, i, j, fact_assessment(before, i, j),
                               fact_assessment(&log->worlds[t - 1], i, j)));
    return true;
}

/* An attack chosen by an actor that wants only safety. */
static void judge_fear(const struct metric_input *input, int t, int i, int j, struct diagnosis *diagnosis)
{
    int suspicion, threshold;
    bool innocent = fact_seeks_security(&input->log->worlds[t - 1], j);
    if (!innocent) {
        mark(diagnosis, CAUSE_RIGHT_FEAR);
        add(diagnosis, evidence_of(EVIDENCE_MOTIVE, t, j, i, input->log->worlds[0].actors[j].motive, 0));
    }
    bool explained = innocent && judge_answer(input, t, i, j, diagnosis);
    explained = (innocent && judge_spiral(input, t, i, j, diagnosis)) || explained;
    explained = judge_backfire(input, t, i, j, diagnosis) || explained;
    bool preempted = attack_preempted(input->log, t, i, j, &suspicion, &threshold);
    if (preempted)
        mark(diagnosis, CAUSE_PREEMPTION);
    add(diagnosis, evidence_of(preempted ? EVIDENCE_FEAR : EVIDENCE_NO_FEAR, t, i, j, suspicion, threshold));
    if (!explained && !preempted && innocent)
        mark(diagnosis, CAUSE_MISREADING);
}

static void judge_authors(const struct metric_input *input, const struct war *war,
                          struct diagnosis *diagnosis)
{
    uint16_t authors = war_authors(war);
    for (int i = 0; i < log_start(input->log)->scenario.actor_count; i++) {
        if (!(authors & 1u << i))
            continue;
        int j = war->attackers & 1u << i ? war->target : war->opponent;
        if (fact_seeks_security(log_start(input->log), i))
            judge_fear(input, war->turn, i, j, diagnosis);
        else
            judge_greed(input, war->turn, i, j, diagnosis);
    }
}

static void judge_calls(const struct metric_input *input, const struct war *war, struct diagnosis *diagnosis)
{
    if (war->joined || war->helpers)
        mark(diagnosis, CAUSE_CHAIN);
    LOG_EACH_EVENT(input->log, war->turn, event)
    {
        const int32_t *numbers = event->numbers;
        bool to_help = event->kind == EVENT_CALLED && numbers[1] == war->target;
        bool to_attack = event->kind == EVENT_CALLED_ATTACK &&
                         (numbers[2] == war->target || (war->opponent >= 0 && numbers[2] == war->opponent));
        bool elsewhere = to_attack && numbers[3] && !(war->joined & 1u << numbers[0]);
        if ((!to_help && !to_attack) || elsewhere)
            continue;
        enum evidence_kind kind = !numbers[3] ? EVIDENCE_STOOD_ASIDE
                                  : to_help   ? EVIDENCE_HELPED
                                              : EVIDENCE_JOINED;
        add(diagnosis, evidence_of(kind, war->turn, numbers[0], numbers[1], numbers[2], numbers[3]));
    }
}

enum roe_class war_roe(const struct world_log *log, const struct war *war)
{
    const struct parameters *p = &log_start(log)->scenario.parameters;
    uint32_t leaders = war->attackers & ~war->joined;
    int leader = 0, before = war->turn - 1;
    if (war_has_greed(log, war))
        return ROE_LOOSE;
    while (leader < ACTORS_MAX - 1 && !(leaders & 1u << leader))
        leader++;
    int64_t accepted_i = world_vulnerability(&log->worlds[before], leader);
    int64_t accepted_j = world_vulnerability(&log->worlds[before], war->target);
    return roe_is_tight(p, accepted_i, accepted_j) ? ROE_TIGHT : ROE_REGULAR;
}

void diagnose(const struct metric_input *input, const struct war *war, struct diagnosis *diagnosis)
{
    *diagnosis = (struct diagnosis){.main = CAUSE_CHAIN, .roe = war_roe(input->log, war)};
    judge_authors(input, war, diagnosis);
    judge_calls(input, war, diagnosis);
    for (int cause = CAUSE_COUNT - 1; cause >= 0; cause--)
        if (diagnosis->causes & 1u << cause)
            diagnosis->main = cause;
}

bool diagnosis_is_dilemma(const struct diagnosis *diagnosis)
{
    return diagnosis_rules[diagnosis->main].dilemma;
}
