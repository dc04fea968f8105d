#include "client/advice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char name[] = "spiral";

static bool is_same_file(const char *path, const struct stat *own)
{
    struct stat other;
    return stat(path, &other) == 0 && other.st_dev == own->st_dev && other.st_ino == own->st_ino;
}

/* The first of the name that PATH leads to is the one that a shell would start. */
static bool is_on_path(const struct stat *own)
{
    const char *path = getenv("PATH");
    struct slice rest = slice_of(path ? path : ""), directory;
    while (slice_take(&rest, ':', &directory)) {
        char file[ADVICE_PROGRAM_SIZE];
        struct text text = text_over(file, sizeof file);
        text_put_span(&text, directory.at, directory.length);
        text_put(&text, directory.length ? "/" : "./");
        text_put(&text, name);
        if (!text.cut && access(file, X_OK) == 0)
            return directory.length && is_same_file(file, own);
    }
    return false;
}

void advice_program(char program[ADVICE_PROGRAM_SIZE])
{
    struct stat own;
    ssize_t length = readlink("/proc/self/exe", program, ADVICE_PROGRAM_SIZE - 1);
    if (length >= 0)
        program[length] = '\0';
    if (length < 0 || length == ADVICE_PROGRAM_SIZE - 1 || stat(program, &own) != 0 || is_on_path(&own))
        strcpy(program, name);
}

void advice_put_word(const char *word, struct text *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_";
    if (word[0] && strspn(word, plain) == strlen(word)) {
        text_put(text, word);
        return;
    }
    text_put_char(text, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            text_put(text, "'\\''");
        else
            text_put_char(text, *word);
    }
    text_put_char(text, '\'');
}
