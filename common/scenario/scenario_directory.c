#include "common/base/memory.h"
#include "common/scenario/scenario_file.h"
#include "common/scenario/sheet_field.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXTENSION ".yaml"

bool scenario_name_valid(struct slice name)
{
    if (name.length == 0 || name.length >= NAME_SIZE || name.at[0] == '-')
        return false;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return true;
}

/* What to say of a directory or file that could not be opened. */
static enum status fail_open(struct cause *cause, const char *what, const char *path, int error)
{
    enum status status = error == ENOENT || error == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO;
    return status_fail(cause, status, "%s %s: %s; check the path and its permissions", what, path,
                       strerror(error));
}

/* At most SCENARIO_FILE_MAX + 1 bytes, so that the parser sees which file is too long. */
static enum status read_all(int fd, const char *path, char *bytes, size_t *size, struct cause *cause)
{
    size_t have = 0;
    while (have < SCENARIO_FILE_MAX + 1) {
        ssize_t count = read(fd, bytes + have, SCENARIO_FILE_MAX + 1 - have);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return status_fail(cause, STATUS_IO, "scenario file %s: %s", path, strerror(errno));
        if (count == 0)
            break;
        have += (size_t)count;
    }
    *size = have;
    return STATUS_OK;
}

static enum status load_open(int fd, const char *path, const char *scenario_name, struct scenario_file *file,
                             struct cause *cause)
{
    struct stat about;
    if (fstat(fd, &about) < 0 || !S_ISREG(about.st_mode))
        return status_fail(cause, STATUS_INVALID,
                           "scenario file %s: is not a regular file; allowed YAML text", path);
    char *bytes = memory_try(SCENARIO_FILE_MAX + 1);
    if (!bytes)
        return memory_lacks(cause, path);
    size_t size = 0;
    enum status status = read_all(fd, path, bytes, &size, cause);
    if (status == STATUS_OK)
        status = scenario_file_read(path, bytes, size, scenario_name, file, cause);
    free(bytes);
    return status;
}

enum status scenario_file_load(const char *directory, const char *scenario_name, struct scenario_file *file,
                               struct cause *cause)
{
    char path[SCENARIO_PATH_SIZE];
    if (!scenario_name_valid(slice_of(scenario_name)))
        return status_fail(
            cause, STATUS_INVALID,
            "scenario '%.40s': not a scenario's name; allowed 1 to 31 of a-z, 0-9 and -, without " EXTENSION,
            scenario_name);
    int length = snprintf(path, sizeof path, "%s/%s" EXTENSION, directory, scenario_name);
    if (length < 0 || (size_t)length >= sizeof path)
        return status_fail(cause, STATUS_INVALID,
                           "scenario directory: its path is too long; allowed %d bytes",
                           SCENARIO_PATH_SIZE - NAME_SIZE - 8);
    /* without O_NONBLOCK a named pipe of that name would hold the reader for ever */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        return status_fail(cause, STATUS_NOT_FOUND,
                           "no scenario '%s' in %s; `ls %s/*" EXTENSION "` shows what there is",
                           scenario_name, directory, directory);
    if (fd < 0)
        return fail_open(cause, "scenario file", path, errno);
    enum status status = load_open(fd, path, scenario_name, file, cause);
    close(fd);
    return status;
}

struct found_names {
    int count;
    char names[SCENARIO_LIST_MAX][NAME_SIZE];
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Takes the entry when it is a regular file called as a scenario may be; false when there is no room. */
static bool take_entry(DIR *open_directory, const char *entry, struct found_names *found)
{
    struct slice name = slice_of(entry);
    size_t extension = strlen(EXTENSION);
    if (name.length <= extension || strcmp(entry + name.length - extension, EXTENSION) != 0)
        return true;
    name.length -= extension;
    struct stat about;
    if (!scenario_name_valid(name) || fstatat(dirfd(open_directory), entry, &about, 0) < 0 ||
        !S_ISREG(about.st_mode))
        return true;
    if (found->count == SCENARIO_LIST_MAX)
        return false;
    return slice_copy(name, found->names[found->count++], NAME_SIZE);
}

enum status scenario_file_list(const char *directory, scenario_file_found *found, void *user,
                               struct cause *cause)
{
    DIR *open_directory = opendir(directory);
    if (!open_directory)
        return fail_open(cause, "scenario directory", directory, errno);
    struct found_names names = {0};
    enum status status = STATUS_OK;
    errno = 0;
    for (struct dirent *entry; status == STATUS_OK && (entry = readdir(open_directory)) != NULL; errno = 0)
        if (!take_entry(open_directory, entry->d_name, &names))
            status = status_fail(cause, STATUS_FULL, "scenario directory %s: too many scenarios; allowed %d",
                                 directory, SCENARIO_LIST_MAX);
    if (status == STATUS_OK && errno != 0)
        status = status_fail(cause, STATUS_IO, "scenario directory %s: %s", directory, strerror(errno));
    closedir(open_directory);
    if (status != STATUS_OK)
        return status;
    qsort(names.names, (size_t)names.count, NAME_SIZE, compare_names);
    for (int i = 0; i < names.count; i++)
        found(user, names.names[i]);
    return STATUS_OK;
}

/* In the tree that the program was built in, or where it was installed. STATUS_NOT_FOUND: there is none. */
static enum status find_beside(const char *const places[2], const char *what, const char *remedy,
                               char path[SCENARIO_PATH_SIZE], struct cause *cause)
{
    char program[SCENARIO_PATH_SIZE];
    struct stat found;
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length < 0)
        return status_fail(cause, STATUS_NOT_FOUND, "cannot tell where this program is; %s", remedy);
    program[length] = '\0';
    *strrchr(program, '/') = '\0';
    for (int x = 0; x < 2; x++) {
        int needed = snprintf(path, SCENARIO_PATH_SIZE, "%s%s", program, places[x]);
        if (needed >= SCENARIO_PATH_SIZE || stat(path, &found) != 0 || !S_ISDIR(found.st_mode))
            continue;
        char *whole = realpath(path, NULL); /* people will read it in errors */
        bool shorter = whole && slice_copy(slice_of(whole), path, SCENARIO_PATH_SIZE);
        (void)shorter; /* otherwise the long way round stands */
        free(whole);
        return STATUS_OK;
    }
    return status_fail(cause, STATUS_NOT_FOUND, "no %s beside %s; %s", what, program, remedy);
}

enum status scenario_directory_find(const char *given, char path[SCENARIO_PATH_SIZE], struct cause *cause)
{
    static const char *const places[2] = {"/../../../config/scenarios", "/../share/spiral/scenarios"};
    if (given && slice_copy(slice_of(given), path, SCENARIO_PATH_SIZE))
        return STATUS_OK;
    if (given)
        return status_fail(cause, STATUS_INVALID, "--scenarios: the path is too long");
    return find_beside(places, "scenarios", "give --scenarios DIR", path, cause);
}

enum status inject_directory_find(char path[SCENARIO_PATH_SIZE], struct cause *cause)
{
    static const char *const places[2] = {"/../../../config/injects", "/../share/spiral/injects"};
    return find_beside(places, "injects", "name a file", path, cause);
}
