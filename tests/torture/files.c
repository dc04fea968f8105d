#include "tests/torture/files.h"

#include "common/base/must.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512 };

/* A server's directory is flat. */
static void each_file(const char *directory, void (*visit)(const char *from, const char *name, void *user),
                      void *user)
{
    DIR *open_directory = opendir(directory);
    struct dirent *entry;
    char path[PATH_SIZE];
    while (open_directory && (entry = readdir(open_directory))) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        visit(path, entry->d_name, user);
    }
    if (open_directory)
        closedir(open_directory);
}

static void remove_one(const char *path, const char *name, void *unused)
{
    (void)name;
    (void)unused;
    unlink(path);
}

/* Logs have space in reserve: what is nothing stays a hole. */
static void copy_one(const char *path, const char *name, void *user)
{
    static char bytes[64 * 1024];
    static const char nothing[sizeof bytes];
    char to[PATH_SIZE];
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) /* the admin socket is made anew */
        return;
    snprintf(to, sizeof to, "%s/%s", (const char *)user, name);
    int in = open(path, O_RDONLY | O_CLOEXEC), out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    must(in >= 0 && out >= 0 && ftruncate(out, about.st_size) == 0);
    off_t at = 0;
    for (ssize_t got; (got = read(in, bytes, sizeof bytes)) > 0; at += got)
        if (memcmp(bytes, nothing, (size_t)got) != 0)
            must(pwrite(out, bytes, (size_t)got, at) == got);
    close(in);
    close(out);
}

void files_begin(struct files *files)
{
    const char *parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(files->top, sizeof files->top, "%s/spiral-torture-XXXXXX", parent);
    must(mkdtemp(files->top) != NULL);
    snprintf(files->now, sizeof files->now, "%s/now", files->top);
    snprintf(files->kept, sizeof files->kept, "%s/kept", files->top);
}

void files_end(struct files *files)
{
    each_file(files->now, remove_one, NULL);
    each_file(files->kept, remove_one, NULL);
    rmdir(files->now);
    rmdir(files->kept);
    rmdir(files->top);
}

const char *files_fresh(struct files *files, bool kept)
{
    each_file(files->now, remove_one, NULL);
    rmdir(files->now);
    must(mkdir(files->now, 0700) == 0);
    if (kept)
        each_file(files->kept, copy_one, files->now);
    return files->now;
}

void files_keep(struct files *files)
{
    must(mkdir(files->kept, 0700) == 0);
    each_file(files->now, copy_one, files->kept);
}
