#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    INPUT_MAX = 320 * 1024, /* bytes; larger than any envelope, so that the bounds are met too */
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

/* Every seed as it is, then mutations of seeds taken by chance. */
static void run_seeds(uint64_t mutations, uint64_t chance, uint8_t *bytes)
{
    unsigned seeds = 0;
    for (size_t size; (size = fuzz_seed(seeds, bytes, INPUT_MAX)) > 0; seeds++)
        LLVMFuzzerTestOneInput(bytes, size);
    for (uint64_t x = 0; x < mutations; x++) {
        size_t size = fuzz_seed((unsigned)below(&chance, seeds), bytes, INPUT_MAX);
        for (size_t edits = 1 + below(&chance, EDITS_MAX); edits > 0; edits--)
            size = edit(&chance, bytes, size);
        LLVMFuzzerTestOneInput(bytes, size);
    }
    printf("%u seeds, %llu mutations\n", seeds, (unsigned long long)mutations);
}

static int run_folder(const char *path, uint8_t *bytes)
{
    DIR *folder = opendir(path);
    if (!folder) {
        fprintf(stderr, "%s: cannot be opened; name a folder of inputs\n", path);
        return 1;
    }
    int inputs = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[4096];
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        FILE *file = entry->d_name[0] == '.' ? NULL : fopen(name, "rb");
        if (!file)
            continue;
        LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, INPUT_MAX, file));
        fclose(file);
        inputs++;
    }
    closedir(folder);
    printf("%d inputs from %s\n", inputs, path);
    return inputs ? 0 : 1;
}

static int write_seeds(const char *path, uint8_t *bytes)
{
    unsigned seeds = 0;
    for (size_t size; (size = fuzz_seed(seeds, bytes, INPUT_MAX)) > 0; seeds++) {
        char name[4096];
        snprintf(name, sizeof name, "%s/seed-%04u", path, seeds);
        FILE *file = fopen(name, "wb");
        if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
            perror(name);
            return 1;
        }
    }
    printf("%u seeds in %s\n", seeds, path);
    return 0;
}

/* fuzz_NAME [mutations [seed]] | fuzz_NAME --replay FOLDER | fuzz_NAME --write FOLDER */
int main(int count, char **arguments)
{
    uint8_t *bytes = malloc(INPUT_MAX);
    int result = 0;
    if (count == 3 && strcmp(arguments[1], "--replay") == 0) {
        result = run_folder(arguments[2], bytes);
    } else if (count == 3 && strcmp(arguments[1], "--write") == 0) {
        result = write_seeds(arguments[2], bytes);
    } else {
        uint64_t mutations = count > 1 ? strtoull(arguments[1], NULL, 10) : 1000;
        uint64_t chance = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
        run_seeds(mutations < MUTATIONS_MAX ? mutations : MUTATIONS_MAX, chance ? chance : 1, bytes);
    }
    free(bytes);
    return result;
}
