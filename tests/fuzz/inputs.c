#include "tests/fuzz/inputs.h"

#include "common/base/must.h"
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 4096 };

static void add(struct input_list *list, const uint8_t *bytes, size_t size)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 64;
        list->of = realloc(list->of, list->capacity * sizeof list->of[0]);
        must(list->of != NULL);
    }
    struct input *input = &list->of[list->count++];
    input->size = size;
    input->bytes = malloc(size + 1);
    must(input->bytes != NULL);
    memcpy(input->bytes, bytes, size);
}

void inputs_add_seeds(struct input_list *list)
{
    uint8_t *bytes = malloc(INPUT_MAX);
    must(bytes != NULL);
    unsigned number = 0;
    for (size_t size; (size = fuzz_seed(number, bytes, INPUT_MAX)) > 0; number++)
        add(list, bytes, size);
    free(bytes);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

bool inputs_add_folder(struct input_list *list, const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, is_visible, alphasort);
    if (count < 0) {
        fprintf(stderr, "%s: cannot be read; name a folder of inputs\n", path);
        return false;
    }
    uint8_t *bytes = malloc(INPUT_MAX);
    must(bytes != NULL);
    for (int x = 0; x < count; x++) {
        char name[PATH_SIZE];
        snprintf(name, sizeof name, "%s/%s", path, entries[x]->d_name);
        FILE *file = fopen(name, "rb");
        if (file) {
            add(list, bytes, fread(bytes, 1, INPUT_MAX, file));
            fclose(file);
        }
        free(entries[x]);
    }
    free(entries);
    free(bytes);
    return true;
}

void inputs_free(struct input_list *list)
{
    for (size_t x = 0; x < list->count; x++)
        free(list->of[x].bytes);
    free(list->of);
    *list = (struct input_list){0};
}

int inputs_write_seeds(const char *folder)
{
    struct input_list list = {0};
    inputs_add_seeds(&list);
    int result = 0;
    for (size_t x = 0; x < list.count && result == 0; x++) {
        char name[PATH_SIZE];
        snprintf(name, sizeof name, "%s/seed-%04zu", folder, x);
        FILE *file = fopen(name, "wb");
        if (!file || fwrite(list.of[x].bytes, 1, list.of[x].size, file) != list.of[x].size ||
            fclose(file) != 0) {
            perror(name);
            result = 1;
        }
    }
    printf("%zu seeds in %s\n", list.count, folder);
    inputs_free(&list);
    return result;
}
