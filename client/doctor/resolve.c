#include "client/doctor/resolve.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

/* Freed by whichever of the two threads leaves it last. */
struct search {
    pthread_mutex_t lock;
    pthread_cond_t found;
    char host[256], port[8];
    bool done, left;
    int error;
    struct addrinfo *list;
};

static void drop(struct search *search)
{
    if (search->list)
        freeaddrinfo(search->list);
    pthread_cond_destroy(&search->found);
    pthread_mutex_destroy(&search->lock);
    free(search);
}

static void *look_up(void *of)
{
    struct search *search = of;
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM}, *list = NULL;
    int error = getaddrinfo(search->host, search->port, &hints, &list);
    pthread_mutex_lock(&search->lock);
    search->error = error;
    search->list = error ? NULL : list;
    search->done = true;
    bool left = search->left;
    pthread_cond_signal(&search->found);
    pthread_mutex_unlock(&search->lock);
    if (left)
        drop(search);
    return NULL;
}

static bool begin(struct search *search)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, look_up, search) != 0)
        return false;
    pthread_detach(thread);
    return true;
}

enum resolve_end resolve(const char *host, int port, int ms, struct addrinfo **list, const char **why)
{
    struct search *search = memory_zeroed(1, sizeof *search);
    struct timespec until;
    must(pthread_mutex_init(&search->lock, NULL) == 0 && pthread_cond_init(&search->found, NULL) == 0);
    snprintf(search->host, sizeof search->host, "%s", host);
    snprintf(search->port, sizeof search->port, "%d", port);
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    if (!begin(search)) {
        drop(search);
        return RESOLVE_SLOW;
    }
    pthread_mutex_lock(&search->lock);
    int waited = 0;
    while (!search->done && waited == 0)
        waited = pthread_cond_timedwait(&search->found, &search->lock, &until);
    bool done = search->done;
    search->left = !done;
    pthread_mutex_unlock(&search->lock);
    if (!done)
        return RESOLVE_SLOW;
    *list = search->list;
    *why = search->error ? gai_strerror(search->error) : "";
    enum resolve_end end = search->error ? RESOLVE_UNKNOWN : RESOLVED;
    search->list = NULL;
    drop(search);
    return end;
}
