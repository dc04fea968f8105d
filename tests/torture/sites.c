#define _GNU_SOURCE /* dladdr */

#include "tests/torture/sites.h"

#include "common/base/must.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

/* One for the whole process: an allocator's hook is told nothing. */
static struct sites *sites;
static bool watching;

struct sites *sites_begin(void)
{
    void *frames[SITE_FRAMES];
    backtrace(frames, SITE_FRAMES); /* the first call loads a library, which asks for memory */
    sites = mmap(NULL, sizeof *sites, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(sites != MAP_FAILED);
    return sites;
}

void sites_watch(bool watched)
{
    watching = watched;
}

bool sites_watched(void)
{
    return watching;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint64_t key_of(const struct site *site)
{
    uint64_t key = mix(mix(1, site->domain), site->starting);
    if (site->file)
        return mix(mix(key, (uintptr_t)site->file), (uint64_t)site->line);
    for (int x = 0; x < SITE_FRAMES; x++)
        key = mix(key, (uintptr_t)site->frames[x]);
    return key;
}

static void record(struct site *site)
{
    while (atomic_flag_test_and_set(&sites->busy))
        ;
    size_t slot = site->key % SLOTS;
    while (sites->slots[slot] && sites->of[sites->slots[slot] - 1].key != site->key)
        slot = (slot + 1) % SLOTS;
    if (!sites->slots[slot] && sites->count < SITES_MAX) {
        site->script = atomic_load(&sites->script);
        site->phase = atomic_load(&sites->phase);
        sites->of[sites->count] = *site;
        sites->slots[slot] = (uint32_t)++sites->count;
    }
    sites->full = sites->count == SITES_MAX;
    if (sites->slots[slot] && sites->of[sites->slots[slot] - 1].script == atomic_load(&sites->script))
        sites->of[sites->slots[slot] - 1].times++;
    atomic_flag_clear(&sites->busy);
}

/* Without those that every request has in common: the hooks' own. */
static void find_calls(struct site *site)
{
    enum { HOOKS = 3 };
    void *frames[HOOKS + SITE_FRAMES];
    int count = backtrace(frames, HOOKS + SITE_FRAMES);
    for (int x = HOOKS; x < count; x++)
        site->frames[x - HOOKS] = frames[x];
}

bool site_denies(enum domain domain, const char *file, int line)
{
    if (!watching)
        return false;
    int mode = atomic_load(&sites->mode);
    if (mode == MODE_OFF)
        return false;
    if (mode != MODE_RECORD && atomic_load(&sites->denied)) {
        if (mode == MODE_LASTING && domain == DOMAIN_OPENSSL)
            atomic_store(&sites->denied_openssl, true);
        return mode == MODE_LASTING;
    }
    struct site site = {.domain = domain, .file = file, .line = line};
    site.starting = atomic_load(&sites->phase) == PHASE_START;
    if (!file)
        find_calls(&site);
    site.key = key_of(&site);
    if (mode == MODE_RECORD) {
        record(&site);
        return false;
    }
    if (site.key != atomic_load(&sites->target) || atomic_fetch_sub(&sites->spared, 1) > 0)
        return false;
    if (domain == DOMAIN_OPENSSL)
        atomic_store(&sites->denied_openssl, true);
    int none = 0; /* two threads may be at the same site */
    return atomic_compare_exchange_strong(&sites->denied, &none, 1) || mode == MODE_LASTING;
}

bool sites_denied_openssl(void)
{
    return sites && atomic_load(&sites->denied_openssl);
}

const char *domain_name(enum domain domain)
{
    static const char *const names[DOMAIN_COUNT] = {"spiral", "protobuf-c", "sqlite", "libuv", "openssl"};
    return names[domain];
}

/* Functions that are not exported have no name of their own: what stands before the place is near it. */
static void frame_text(void *frame, char *text, size_t size)
{
    Dl_info about;
    if (!dladdr(frame, &about)) {
        snprintf(text, size, "%p", frame);
        return;
    }
    const char *slash = strrchr(about.dli_fname, '/');
    snprintf(text, size, "%s+0x%zx %s", slash ? slash + 1 : about.dli_fname,
             (size_t)((char *)frame - (char *)about.dli_fbase), about.dli_sname ? about.dli_sname : "");
}

void site_print(const struct site *site)
{
    char text[256];
    if (site->file)
        printf("    %s:%d\n", site->file, site->line);
    for (int x = 0; x < SITE_FRAMES && site->frames[x]; x++) {
        frame_text(site->frames[x], text, sizeof text);
        printf("    %s\n", text);
    }
}

bool site_mentions(const struct site *site, const char *name)
{
    char text[256];
    if (site->file && strstr(site->file, name))
        return true;
    for (int x = 0; x < SITE_FRAMES && site->frames[x]; x++) {
        frame_text(site->frames[x], text, sizeof text);
        if (strstr(text, name))
            return true;
    }
    return false;
}
