#include "common/worlds/told_steering.h"

#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Source and texts of one item, behind one another in one piece of memory, which begins with the source. */
static size_t words_size(const struct card_told *told)
{
    size_t size = strlen(told->source ? told->source : "") + 1;
    for (int x = 0; x < LANGUAGES; x++)
        size += told->text[x] ? strlen(told->text[x]) + 1 : 0;
    return size;
}

static const char *put_copy(char **at, const char *words)
{
    size_t size = strlen(words) + 1;
    char *copy = memcpy(*at, words, size);
    *at += size;
    return copy;
}

bool told_steering_add(struct told_steering *steering, const struct card_told *told)
{
    struct card_told *grown =
        memory_try_grown(steering->told, (size_t)steering->of.told_count + 1, sizeof grown[0]);
    if (!grown)
        return false;
    steering->of.told = steering->told = grown;
    char *at = memory_try(words_size(told));
    if (!at)
        return false;
    struct card_told *kept = &grown[steering->of.told_count++];
    *kept = *told;
    kept->source = put_copy(&at, told->source ? told->source : "");
    for (int x = 0; x < LANGUAGES; x++)
        kept->text[x] = told->text[x] ? put_copy(&at, told->text[x]) : NULL;
    return true;
}

void told_steering_back(struct told_steering *steering, int to)
{
    steering->of.resolved = turns_before(steering->of.resolved, to);
    for (int i = 0; i < ACTORS_MAX; i++)
        steering->of.behalf[i] = turns_before(steering->of.behalf[i], to);
}

void told_steering_practised(struct told_steering *steering)
{
    for (int x = 0; x < steering->of.told_count; x++)
        steering->told[x].practice = steering->told[x].turn > 0;
}

void told_steering_free(struct told_steering *steering)
{
    for (int x = 0; x < steering->of.told_count; x++)
        free((void *)(uintptr_t)steering->told[x].source);
    free(steering->told);
    *steering = (struct told_steering){0};
}
