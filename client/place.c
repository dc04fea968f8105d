#include "client/place.h"

#include "common/base/text.h"

#include <string.h>

bool place_split(const char *place, char host[PLACE_HOST_SIZE], int *port)
{
    const char *colon = strrchr(place, ':');
    int64_t number;
    if (!colon || !slice_int(slice_of(colon + 1), 1, 65535, &number))
        return false;
    struct slice name = {place, (size_t)(colon - place)};
    if (name.length >= 2 && name.at[0] == '[' && name.at[name.length - 1] == ']')
        name = (struct slice){name.at + 1, name.length - 2};
    *port = (int)number;
    return name.length > 0 && slice_copy(name, host, PLACE_HOST_SIZE);
}
