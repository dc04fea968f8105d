/* Part of the build: reads the gettext catalogues of every language and writes catalogues.c, and a JSON file
 * a language.
 *
 *     make_catalogues DIRECTORY .../en/part.po ... .../es/part.po ...
 *     make_catalogues --check .../en/part.po ... .../es/part.po ...
 *
 * The folder of a catalogue is its language. An entry's context is the key, its msgid the English sentence,
 * its msgstr the translation; in the English catalogues msgstr stays empty. So a changed English sentence
 * shows which translations have to be looked at again. Building takes what there is; --check also refuses
 * what is missing, stale, fuzzy or asks for other places than the English sentence, and writes nothing. */
#include "common/base/buffer.h"
#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/text.h"

#include <gettext-po.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SENTENCES_MAX = 4096, PLACES_MAX = 16, ENGLISH = 0, LANGUAGES = 2, PATH_SIZE = 1024 };

static const char *const codes[LANGUAGES] = {"en", "es"};

struct entry {
    char *key, *source, *words; /* source: the English sentence that was translated */
    bool fuzzy;
    const char *file;
};

struct catalogue {
    struct entry entries[SENTENCES_MAX];
    int count;
};

static struct catalogue catalogues[LANGUAGES];
static int errors;

static void complain(const char *file, const char *key, const char *what)
{
    fprintf(stderr, "%s: \"%s\": %s\n", file, key, what);
    errors++;
}

static void on_error(int severity, po_message_t message, const char *file, size_t line, size_t column,
                     int multiline, const char *text)
{
    (void)message;
    (void)column;
    (void)multiline;
    fprintf(stderr, "%s:%zu: %s\n", file ? file : "", line, text);
    errors += severity != PO_SEVERITY_WARNING;
}

static void on_two_errors(int severity, po_message_t first, const char *file, size_t line, size_t column,
                          int multiline, const char *text, po_message_t second, const char *file2,
                          size_t line2, size_t column2, int multiline2, const char *text2)
{
    on_error(severity, first, file, line, column, multiline, text);
    on_error(PO_SEVERITY_WARNING, second, file2, line2, column2, multiline2, text2);
}

static char *copy(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(memory_of(size), string, size);
}

static int language_of(const char *path)
{
    for (int x = 0; x < LANGUAGES; x++) {
        char folder[16];
        snprintf(folder, sizeof folder, "/%s/", codes[x]);
        if (strstr(path, folder))
            return x;
    }
    return -1;
}

static void take(struct catalogue *catalogue, bool is_english, po_message_t message, const char *path)
{
    const char *key = po_message_msgctxt(message), *source = po_message_msgid(message);
    const char *words = po_message_msgstr(message);
    if (po_message_is_obsolete(message) || (!key && !*source)) /* the header */
        return;
    if (!key || po_message_msgid_plural(message)) {
        complain(path, source, "an entry has its key as msgctxt, and no msgid_plural: {count:one|many}");
        return;
    }
    must(catalogue->count < SENTENCES_MAX);
    catalogue->entries[catalogue->count++] = (struct entry){
        .key = copy(key),
        .source = copy(source),
        .words = copy(is_english && !*words ? source : words),
        .fuzzy = po_message_is_fuzzy(message),
        .file = path,
    };
}

static void read_file(const char *path)
{
    static const struct po_xerror_handler handler = {.xerror = on_error, .xerror2 = on_two_errors};
    int language = language_of(path);
    po_file_t file = language >= 0 ? po_file_read(path, &handler) : NULL;
    if (!file) {
        fprintf(stderr, "%s: %s\n", path, language < 0 ? "in no folder of a language" : "cannot be read");
        errors++;
        return;
    }
    po_message_iterator_t each = po_message_iterator(file, NULL);
    for (po_message_t message; (message = po_next_message(each));)
        take(&catalogues[language], language == ENGLISH, message, path);
    po_message_iterator_free(each);
    po_file_free(file);
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

static const struct entry *find(const struct catalogue *catalogue, const char *key)
{
    struct entry wanted = {.key = copy(key)};
    const struct entry *found =
        bsearch(&wanted, catalogue->entries, (size_t)catalogue->count, sizeof wanted, compare);
    free(wanted.key);
    return found;
}

/* ---- checks */

struct places {
    struct slice names[PLACES_MAX];
    int count;
};

/* The names in braces; false when they are not paired. */
static bool places_of(const char *words, struct places *places)
{
    places->count = 0;
    while ((words = strpbrk(words, "{}"))) {
        size_t inside = *words == '{' ? strcspn(words + 1, "{}") : 0;
        if (*words == '}' || words[1 + inside] != '}' || places->count == PLACES_MAX)
            return false;
        size_t name = strcspn(words + 1, ":}");
        places->names[places->count++] = (struct slice){words + 1, name};
        words += inside + 2;
    }
    return true;
}

static bool includes(const struct places *all, const struct places *some)
{
    for (int x = 0; x < some->count; x++) {
        bool found = false;
        for (int y = 0; y < all->count && !found; y++)
            found = all->names[y].length == some->names[x].length &&
                    strncmp(all->names[y].at, some->names[x].at, some->names[x].length) == 0;
        if (!found)
            return false;
    }
    return true;
}

static void check_well_formed(const struct catalogue *catalogue)
{
    for (int x = 0; x < catalogue->count; x++) {
        const struct entry *entry = &catalogue->entries[x];
        struct places places;
        if (x && strcmp(entry->key, entry[-1].key) == 0)
            complain(entry->file, entry->key, "stands twice");
        if (!places_of(entry->words, &places))
            complain(entry->file, entry->key, "its braces are not paired");
        for (const char *c = entry->words; *c; c++)
            if ((unsigned char)*c < ' ')
                complain(entry->file, entry->key, "a control character");
    }
}

static void check_translation(const struct entry *english, const struct entry *entry)
{
    struct places wanted, given;
    if (!entry->words[0])
        complain(entry->file, entry->key, "has no translation yet");
    else if (entry->fuzzy)
        complain(entry->file, entry->key, "is marked fuzzy: look at it and take the mark away");
    else if (strcmp(entry->source, english->source) != 0)
        complain(entry->file, entry->key,
                 "the English sentence has changed: see whether the translation still fits, then copy it to "
                 "msgid");
    else if (places_of(english->words, &wanted) && places_of(entry->words, &given) &&
             (!includes(&wanted, &given) || !includes(&given, &wanted)))
        complain(entry->file, entry->key, "its places in braces are not those of the English sentence");
}

static void check_complete(const struct catalogue *english, const struct catalogue *other, const char *code)
{
    for (int x = 0; x < english->count; x++) {
        const struct entry *entry = find(other, english->entries[x].key);
        if (entry)
            check_translation(&english->entries[x], entry);
        else
            complain(code, english->entries[x].key, "is not in this language's catalogues");
    }
    for (int x = 0; x < other->count; x++)
        if (!find(english, other->entries[x].key))
            complain(other->entries[x].file, other->entries[x].key, "there is no such English sentence");
}

/* ---- tables */

/* A literal that means the same in C and in JSON: UTF-8 stays as it is, there are no control characters. */
static void put_literal(FILE *out, const char *string)
{
    fputc('"', out);
    for (; *string; string++) {
        if (*string == '"' || *string == '\\')
            fputc('\\', out);
        fputc(*string, out);
    }
    fputc('"', out);
}

static FILE *create(const char *directory, const char *name, const char *suffix)
{
    char path[PATH_SIZE];
    must(snprintf(path, sizeof path, "%s/%s%s", directory, name, suffix) < PATH_SIZE);
    FILE *out = fopen(path, "w");
    if (!out) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(1);
    }
    return out;
}

static void finish(FILE *out, const char *name)
{
    bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        fprintf(stderr, "%s: cannot be written\n", name);
        exit(1);
    }
}

static void write_rows(FILE *out, const char *open, const char *between, const struct catalogue *catalogue)
{
    bool any = false;
    for (int x = 0; x < catalogue->count; x++) {
        if (!catalogue->entries[x].words[0])
            continue;
        fprintf(out, "%s\n    %s", any ? "," : "", open);
        put_literal(out, catalogue->entries[x].key);
        fputs(between, out);
        put_literal(out, catalogue->entries[x].words);
        fputs(*open ? "}" : "", out);
        any = true;
    }
}

static void write_c(const char *directory)
{
    FILE *out = create(directory, "catalogues", ".c");
    fprintf(out, "/* Made by the build from config/locale. */\n#include \"common/words/catalogues.h\"\n");
    for (int x = 0; x < LANGUAGES; x++) {
        fprintf(out, "\nstatic const struct sentence rows_%s[] = {", codes[x]);
        write_rows(out, "{", ", ", &catalogues[x]);
        fprintf(out, "\n};\n\nconst struct language catalogue_%s = {\n    .code = \"%s\",\n", codes[x],
                codes[x]);
        fprintf(out, "    .rows = rows_%s,\n    .count = sizeof rows_%s / sizeof rows_%s[0],\n};\n", codes[x],
                codes[x], codes[x]);
    }
    finish(out, "catalogues.c");
}

static void write_json(const char *directory)
{
    for (int x = 0; x < LANGUAGES; x++) {
        FILE *out = create(directory, codes[x], ".json");
        fputs("{", out);
        write_rows(out, "", ": ", &catalogues[x]);
        fputs("\n}\n", out);
        finish(out, codes[x]);
    }
}

int main(int count, char **words)
{
    if (count < 3) {
        fprintf(stderr, "usage: make_catalogues DIRECTORY|--check FILE.po...\n");
        return 2;
    }
    bool checks = strcmp(words[1], "--check") == 0;
    for (int x = 2; x < count; x++)
        read_file(words[x]);
    for (int x = 0; x < LANGUAGES; x++) {
        qsort(catalogues[x].entries, (size_t)catalogues[x].count, sizeof catalogues[x].entries[0], compare);
        check_well_formed(&catalogues[x]);
    }
    for (int x = 1; checks && x < LANGUAGES; x++)
        check_complete(&catalogues[ENGLISH], &catalogues[x], codes[x]);
    if (errors)
        return 1;
    if (checks)
        printf("%d sentences in %d languages\n", catalogues[ENGLISH].count, LANGUAGES);
    else {
        write_c(words[1]);
        write_json(words[1]);
    }
    return 0;
}
