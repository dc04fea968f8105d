/* What is told of a fork, for programs: names as the words of the English language and of the metrics. */
#include "client/fork/fork_told.h"
#include "common/cards/json.h"

static void put_difference(void *user, const char *part, const char *was, const char *is)
{
    struct json *json = user;
    json_object(json, NULL);
    json_string(json, "part", part);
    json_string(json, "was", was);
    json_string(json, "instead", is);
    json_close(json);
}

static void put_value(struct json *json, const char *key, const struct metric_value *value)
{
    char digits[32];
    struct text text = text_over(digits, sizeof digits);
    metric_put(value, 6, &text);
    if (value->defined)
        json_spelled(json, key, digits);
    else
        json_null(json, key);
}

static void put_attacks(struct json *json, const struct world_log *log, const struct scenario *scenario,
                        int first)
{
    json_list(json, "attacks");
    for (int t = first; t <= log->turns; t++) {
        for (int i = 0; i < scenario->actor_count; i++) {
            if (log->turn[t].attack[i] < 0)
                continue;
            json_object(json, NULL);
            json_number(json, "turn", t);
            json_string(json, "attacker", scenario->actors[i].name);
            json_string(json, "target", scenario->actors[log->turn[t].attack[i]].name);
            json_bool(json, "called", log->turn[t].joined[i]);
            json_close(json);
        }
    }
    json_close(json);
}

static void put_course(struct json *json, const char *key, const struct fork_told *told,
                       const struct world_log *log, const struct metric_value values[FORK_ROWS])
{
    const struct scenario *scenario = &told->fork.opening->scenario;
    json_object(json, key);
    json_number(json, "turns", log->turns);
    json_string(json, "ending", ending_names.names[log_end(log)->end]);
    for (int row = 0; row < FORK_ROWS; row++)
        put_value(json, fork_rows[row].metric, &values[row]);
    put_attacks(json, log, scenario, told->fork.turn);
    json_close(json);
}

static void put_means(struct json *json, const char *key, const struct fork_mean mean[FORK_ROWS])
{
    json_object(json, key);
    for (int row = 0; row < FORK_ROWS; row++) {
        struct metric_value value = fork_mean_of(&mean[row]);
        put_value(json, fork_rows[row].metric, &value);
    }
    json_close(json);
}

void fork_put_json(const struct fork_told *told, struct text *text)
{
    const struct fork *fork = &told->fork;
    struct json json = json_over(text);
    char hex[ID_HEX_SIZE];
    json_object(&json, NULL);
    json_string(&json, "world", id_hex(&fork->opening->world, hex));
    json_number(&json, "turn", fork->turn);
    json_string(&json, "state", fork->opening->scenario.actors[fork->seat].name);
    json_list(&json, "changes");
    fork_each_difference(fork, languages[LANGUAGE_ENGLISH], put_difference, &json);
    json_close(&json);
    put_course(&json, "played", told, fork->played, told->played);
    put_course(&json, "unchanged", told, &told->course[FORK_AS_IT_WAS], told->of[FORK_AS_IT_WAS]);
    put_course(&json, "changed", told, &told->course[FORK_CHANGED], told->of[FORK_CHANGED]);
    json_object(&json, "throws");
    json_number(&json, "count", told->throws);
    put_means(&json, "unchanged", told->mean[FORK_AS_IT_WAS]);
    put_means(&json, "changed", told->mean[FORK_CHANGED]);
    json_number(&json, "fewer_wars", told->fewer);
    json_number(&json, "as_many_wars", told->as_many);
    json_number(&json, "more_wars", told->more);
    json_close(&json);
    json_close(&json);
    text_put_char(text, '\n');
}
