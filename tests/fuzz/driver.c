/* Makes of a fuzzer an ordinary test: its seeds, the inputs of its corpus, and mutations of both. */
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/inputs.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MUTATIONS_MAX = 10000000,
    EDITS_MAX = 8, /* changes that make a mutation */
};

static uint64_t chance_next(uint64_t *chance)
{
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    return *chance;
}

static size_t below(uint64_t *chance, size_t n)
{
    return (size_t)(chance_next(chance) >> 11) % n;
}

/* One small change in place; gives the new size. */
static size_t edit(uint64_t *chance, uint8_t *bytes, size_t size)
{
    static const uint8_t odd[] = {0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x10, 0x0c};
    size_t at = size ? below(chance, size) : 0, left = size - at;
    switch (below(chance, 5)) {
    case 0: /* any other byte */
        if (size)
            bytes[at] ^= (uint8_t)(1 + below(chance, 255));
        return size;
    case 1: /* a byte that decides something */
        if (size)
            bytes[at] = odd[below(chance, sizeof odd)];
        return size;
    case 2: /* cut */
        return at;
    case 3: { /* take a piece out */
        size_t count = left ? 1 + below(chance, left < 16 ? left : 16) : 0;
        memmove(bytes + at, bytes + at + count, left - count);
        return size - count;
    }
    default: { /* say a piece twice */
        size_t count = left < 64 ? left : 64;
        if (size + count > INPUT_MAX)
            return size;
        memmove(bytes + at + count, bytes + at, left);
        return size + count;
    }
    }
}

static void run(const uint8_t *bytes, size_t size)
{
    /* a copy of its own, so that reading past its end is seen */
    uint8_t *copy = malloc(size ? size : 1);
    must(copy != NULL);
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_mutations(const struct input_list *list, uint64_t mutations, uint64_t chance)
{
    uint8_t *bytes = malloc(INPUT_MAX);
    must(bytes != NULL && list->count > 0);
    for (uint64_t x = 0; x < mutations; x++) {
        const struct input *input = &list->of[below(&chance, list->count)];
        size_t size = input->size;
        memcpy(bytes, input->bytes, size);
        for (size_t edits = 1 + below(&chance, EDITS_MAX); edits > 0; edits--)
            size = edit(&chance, bytes, size);
        run(bytes, size);
    }
    free(bytes);
}

static void run_all(const struct input_list *list)
{
    for (size_t x = 0; x < list->count; x++)
        run(list->of[x].bytes, list->of[x].size);
}

static int test(const char *corpus, uint64_t mutations, uint64_t chance)
{
    struct input_list list = {0};
    inputs_add_seeds(&list);
    size_t seeds = list.count;
    if (corpus && !inputs_add_folder(&list, corpus)) {
        inputs_free(&list);
        return 1;
    }
    run_all(&list);
    run_mutations(&list, mutations, chance);
    printf("%zu seeds, %zu inputs of the corpus, %llu mutations\n", seeds, list.count - seeds,
           (unsigned long long)mutations);
    inputs_free(&list);
    return 0;
}

static int replay(const char *folder)
{
    struct input_list list = {0};
    if (!inputs_add_folder(&list, folder))
        return 1;
    run_all(&list);
    printf("%zu inputs from %s\n", list.count, folder);
    int result = list.count ? 0 : 1;
    inputs_free(&list);
    return result;
}

/* fuzz_NAME [--corpus FOLDER] [mutations [chance]] | fuzz_NAME --replay FOLDER | fuzz_NAME --write FOLDER */
int main(int count, char **arguments)
{
    if (count == 3 && strcmp(arguments[1], "--replay") == 0)
        return replay(arguments[2]);
    if (count == 3 && strcmp(arguments[1], "--write") == 0)
        return inputs_write_seeds(arguments[2]);
    const char *corpus = NULL;
    int next = 1;
    if (count > 2 && strcmp(arguments[1], "--corpus") == 0) {
        corpus = arguments[2];
        next = 3;
    }
    uint64_t mutations = count > next ? strtoull(arguments[next], NULL, 10) : 1000;
    uint64_t chance = count > next + 1 ? strtoull(arguments[next + 1], NULL, 10) : 1;
    return test(corpus, mutations < MUTATIONS_MAX ? mutations : MUTATIONS_MAX, chance ? chance : 1);
}
