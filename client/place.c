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

bool place_link(const char *word, struct place_link *link, bool *well)
{
    static const char scheme[] = "https://", path[] = "/join/", guest[] = "guest=";
    memset(link, 0, sizeof *link);
    *well = false;
    if (strncmp(word, scheme, sizeof scheme - 1) != 0)
        return false;
    const char *at = word + sizeof scheme - 1;
    const char *end = strstr(at, path);
    char place[PLACE_HOST_SIZE + 8];
    const size_t room = sizeof place - sizeof ":443";
    if (!end || !slice_copy((struct slice){at, (size_t)(end - at)}, place, room))
        return true;
    struct slice rest = slice_of(end + sizeof path - 1), code;
    const char *colon = strrchr(place, ':'), *bracket = strrchr(place, ']');
    if (!colon || (bracket && bracket > colon)) /* the port of https */
        strcat(place, ":443");
    bool has_place = place_split(place, link->host, &link->port);
    bool has_guest = memchr(rest.at, '#', rest.length) != NULL;
    *well = has_place && slice_take(&rest, '#', &code) && code.length > 0 &&
            slice_copy(code, link->code, sizeof link->code);
    if (!*well || !has_guest)
        return true;
    *well = slice_starts(rest, guest);
    if (*well) {
        rest = (struct slice){rest.at + sizeof guest - 1, rest.length - (sizeof guest - 1)};
        *well = rest.length > 0 && slice_copy(rest, link->guest, sizeof link->guest);
    }
    return true;
}
