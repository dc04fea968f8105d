/* Files that were built in: which one, in what coding, and whether the browser has it already. */
#include "server/web/web_internal.h"

enum {
    TAG_SIZE = 96,
    CODE_MAX = 32, /* bytes of what stands behind /join/ and /watch/ */
    HEADERS_SIZE = 256,
};

/* A representation of an asset. */
struct form {
    const char *coding; /* Content-Encoding; NULL: as it is */
    const char *mark;   /* what its tag ends with */
    const uint8_t *bytes;
    size_t size;
};

static bool is_code(struct slice slice)
{
    for (size_t x = 0; x < slice.length; x++) {
        char c = slice.at[x];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return slice.length <= CODE_MAX;
}

/* Paths that the application itself makes something of: the same page for all of them. */
static bool is_page_path(struct slice path)
{
    static const char *const alone[] = {"/", "/play", "/check", "/join", "/watch", "/project", "/facilitate"};
    static const char *const with_code[] = {"/join/", "/watch/", "/project/", "/facilitate/"};
    for (size_t x = 0; x < sizeof alone / sizeof alone[0]; x++)
        if (slice_is(path, alone[x]))
            return true;
    for (size_t x = 0; x < sizeof with_code / sizeof with_code[0]; x++) {
        size_t length = slice_of(with_code[x]).length;
        if (slice_starts(path, with_code[x]) &&
            is_code((struct slice){path.at + length, path.length - length}))
            return true;
    }
    return false;
}

static const struct web_asset *find(struct slice path)
{
    bool is_page = is_page_path(path);
    for (int x = 0; x < web_asset_count; x++)
        if (slice_is(path, web_assets[x].path) || (is_page && web_assets[x].page))
            return &web_assets[x];
    return NULL;
}

/* "gzip;q=0" means that it is not taken. */
static bool is_refused(struct slice parameters)
{
    struct slice parameter;
    while (slice_take(&parameters, ';', &parameter)) {
        parameter = slice_trimmed(parameter);
        if (parameter.length < 3 || !slice_same((struct slice){parameter.at, 2}, slice_of("q=")))
            continue;
        for (size_t x = 2; x < parameter.length; x++)
            if (parameter.at[x] != '0' && parameter.at[x] != '.')
                return false;
        return true;
    }
    return false;
}

static bool takes(const struct request *request, const char *coding)
{
    for (int x = 0; x < request->header_count; x++) {
        struct slice list = request->headers[x].value, one, name, parameters;
        if (!slice_same(request->headers[x].name, slice_of("Accept-Encoding")))
            continue;
        while (list_take(&list, &one)) {
            if (!slice_split(one, ';', &name, &parameters)) {
                name = one;
                parameters = (struct slice){"", 0};
            }
            if (slice_same(slice_trimmed(name), slice_of(coding)))
                return !is_refused(parameters);
        }
    }
    return false;
}

static struct form choose(const struct web_asset *asset, const struct request *request)
{
    if (asset->brotli && takes(request, "br"))
        return (struct form){"br", "-br\"", asset->brotli, asset->brotli_size};
    if (asset->gzip && takes(request, "gzip"))
        return (struct form){"gzip", "-gz\"", asset->gzip, asset->gzip_size};
    return (struct form){NULL, "\"", asset->plain, asset->plain_size};
}

/* Every form has a tag of its own: the asset's, with the coding before the closing quote. */
static void put_tag(struct text *text, const struct web_asset *asset, const struct form *form)
{
    struct slice tag = slice_of(asset->tag);
    text_put_span(text, tag.at, tag.length - 1);
    text_put(text, form->mark);
}

static bool has_already(const struct request *request, const char *tag)
{
    for (int x = 0; x < request->header_count; x++) {
        struct slice list = request->headers[x].value, one;
        if (!slice_same(request->headers[x].name, slice_of("If-None-Match")))
            continue;
        while (list_take(&list, &one)) {
            if (slice_starts(one, "W/"))
                one = (struct slice){one.at + 2, one.length - 2};
            if (slice_is(one, tag) || slice_is(one, "*"))
                return true;
        }
    }
    return false;
}

bool assets_answer(struct web_stream *stream, const struct request *request)
{
    const struct web_asset *asset = find(request->path);
    if (!asset)
        return false;
    struct form form = choose(asset, request);
    char tag_memory[TAG_SIZE], memory[HEADERS_SIZE];
    struct text tag = text_over(tag_memory, sizeof tag_memory), headers = text_over(memory, sizeof memory);
    put_tag(&tag, asset, &form);
    text_put(&headers, "ETag: ");
    text_put(&headers, tag.at);
    text_put(&headers, "\r\nVary: Accept-Encoding\r\n");
    struct answer found = {.status = 304,
                           .cache = asset->immutable ? "public, max-age=31536000, immutable" : "no-cache",
                           .headers = memory,
                           .only_head = true};
    if (!has_already(request, tag.at)) {
        if (form.coding) {
            text_put(&headers, "Content-Encoding: ");
            text_put(&headers, form.coding);
            text_put(&headers, "\r\n");
        }
        found.status = 200;
        found.type = asset->type;
        found.body = form.bytes;
        found.size = form.size;
        found.lasts = true;
        found.only_head = request->method == METHOD_HEAD;
    }
    answer(stream, &found);
    return true;
}
