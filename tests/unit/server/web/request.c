/* What is a request, and what two readers might understand differently: refused (RFC 9112). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/web/request.h"

#include <stdio.h>
#include <string.h>

static char head[2 * WEB_HEAD_MAX];

/* Head and request in one, as a stream does it, but in portions of that size. */
static enum refusal read_in(const char *text, size_t length, size_t portion, struct request *request)
{
    size_t scanned = 0, size = 0;
    enum refusal refusal = REFUSAL_NONE;
    for (size_t count = 0; count < length;) {
        count = length - count < portion ? length : count + portion;
        enum head_found found = head_find((const uint8_t *)text, count, &scanned, &size, &refusal);
        if (found == HEAD_WHOLE)
            return request_of_head(request, (const uint8_t *)text, size);
        if (found == HEAD_BAD)
            return refusal;
        assert_int_equal(found, HEAD_MORE);
    }
    return REFUSAL_NONE;
}

static enum refusal read_bytes(const char *text, size_t length)
{
    struct request request;
    enum refusal whole = read_in(text, length, length, &request), split = read_in(text, length, 1, &request);
    assert_int_equal(whole, split);
    return whole;
}

static void expect(const char *text, enum refusal refusal)
{
    enum refusal found = read_bytes(text, strlen(text));
    if (found != refusal)
        print_error("%s", text);
    assert_int_equal(found, refusal);
}

static struct request request_of(const char *text)
{
    struct request request;
    assert_int_equal(read_in(text, strlen(text), strlen(text), &request), REFUSAL_NONE);
    return request;
}

static void a_request_says_what_it_says(void **state)
{
    (void)state;
    struct slice value;
    struct request request =
        request_of("POST /link?a=b HTTP/1.1\r\nHost: a.example:7461\r\nX: \t one two \r\n"
                   "Content-Length: 12\r\nEmpty:\r\nx: three\r\n\r\n");
    assert_int_equal(request.method, METHOD_POST);
    assert_true(slice_is(request.path, "/link"));
    assert_true(slice_is(request.host, "a.example:7461"));
    assert_true(request.has_length);
    assert_int_equal(request.length, 12);
    assert_false(request.last);
    assert_int_equal(request_header(&request, "x", &value), 2);
    assert_true(slice_is(value, "one two"));
    assert_int_equal(request_header(&request, "EMPTY", &value), 1);
    assert_int_equal(value.length, 0);
    assert_int_equal(request_header(&request, "Host2", &value), 0);
    request = request_of("GET https://A.example/x HTTP/1.1\r\nHost: a.Example\r\nConnection: close\r\n\r\n");
    assert_true(slice_is(request.path, "/x"));
    assert_true(request.last);
    request = request_of("HEAD https://a HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_true(slice_is(request.path, "/"));
    request = request_of("GET / HTTP/1.0\r\n\r\n");
    assert_true(request.old && request.last);
    assert_int_equal(request.host.length, 0);
}

static void lists_of_elements(void **state)
{
    (void)state;
    struct request request = request_of("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive ,\tUPGRADE\r\n"
                                        "Upgrade: websockets\r\nUpgrade: h2c, websocket\r\n\r\n");
    assert_true(request_lists(&request, "Connection", "upgrade"));
    assert_true(request_lists(&request, "Upgrade", "WebSocket"));
    assert_false(request_lists(&request, "Upgrade", "h2"));
}

/* RFC 9112, 6.3: a length is said once, or two readers see different requests. */
static void lengths_that_smuggle(void **state)
{
    (void)state;
#define POST "POST /link HTTP/1.1\r\nHost: a\r\n"
    expect(POST "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length: 5, 5\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length: +5\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length: -5\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length: 0x5\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length: 5 5\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length:\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length: 99999999999999999999999\r\n\r\n", REFUSAL_LENGTH);
    expect(POST "Content-Length : 5\r\n\r\n", REFUSAL_MALFORMED);
    expect(POST " Content-Length: 5\r\n\r\n", REFUSAL_MALFORMED);
    expect(POST "Content_Length: 5\r\n\r\n", REFUSAL_NONE); /* another header */
    expect(POST "Transfer-Encoding: chunked\r\n\r\n", REFUSAL_CODING);
    expect(POST "transfer-encoding: identity\r\n\r\n", REFUSAL_CODING);
    expect(POST "Transfer-Encoding: xchunked\r\n\r\n", REFUSAL_CODING);
    expect(POST "Transfer-Encoding:\r\n\r\n", REFUSAL_CODING);
    expect(POST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", REFUSAL_CODING);
    expect(POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", REFUSAL_CODING);
    expect(POST "Transfer-Encoding : chunked\r\n\r\n", REFUSAL_MALFORMED);
    expect(POST "Transfer-Encoding: chunked, identity\r\n\r\n", REFUSAL_CODING);
    expect(POST "Transfer-Encoding\r\n : chunked\r\n\r\n", REFUSAL_MALFORMED);
    expect(POST "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n", REFUSAL_EXPECT);
}

/* RFC 9112, 2.2 and 5: how lines end, and what a name is. */
static void lines_that_smuggle(void **state)
{
    (void)state;
    expect("GET / HTTP/1.1\nHost: a\n\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n\tc\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\nX(: b\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\nX: b\x01\r\n\r\n", REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1\r\nHost: a\r\nX: b\x7f\r\n\r\n", REFUSAL_MALFORMED);
    expect(" GET / HTTP/1.1\r\nHost: a\r\n\r\n", REFUSAL_MALFORMED);
    static const char nul[] = "GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n";
    assert_int_equal(read_bytes(nul, sizeof nul - 1), REFUSAL_MALFORMED);
    static const char tls[] = "\x16\x03\x01\x02\x00\x01";
    assert_int_equal(read_bytes(tls, sizeof tls - 1), REFUSAL_MALFORMED);
}

static void first_lines(void **state)
{
    (void)state;
#define HOST "\r\nHost: a\r\n\r\n"
    expect("GET  / HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET /  HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET / HTTP/1.1 " HOST, REFUSAL_MALFORMED);
    expect("GET /a b HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET\t/ HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET /" HOST, REFUSAL_MALFORMED);
    expect("GET / http/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET / HTTP/1.10" HOST, REFUSAL_MALFORMED);
    expect("GET / HTTP/11" HOST, REFUSAL_MALFORMED);
    expect("GET / HTTP/1.2" HOST, REFUSAL_VERSION);
    expect("GET / HTTP/0.9" HOST, REFUSAL_VERSION);
    expect("PRI * HTTP/2.0" HOST, REFUSAL_VERSION);
    expect("GET /\xc3\xa9 HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET /a#b HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET a HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET * HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET //b/c HTTP/1.1" HOST, REFUSAL_NONE); /* a path, no host */
    expect("GET http://a/ HTTP/1.1" HOST, REFUSAL_MALFORMED);
    expect("GET https://b/ HTTP/1.1" HOST, REFUSAL_HOST);
    expect("GET https://a@b/ HTTP/1.1" HOST, REFUSAL_HOST);
    expect("get / HTTP/1.1" HOST, REFUSAL_METHOD);
    expect("OPTIONS * HTTP/1.1" HOST, REFUSAL_METHOD);
    expect("CONNECT a:443 HTTP/1.1" HOST, REFUSAL_METHOD);
    expect("BREW / HTTP/1.1" HOST, REFUSAL_METHOD);
    expect("G(T / HTTP/1.1" HOST, REFUSAL_MALFORMED);
}

static void hosts(void **state)
{
    (void)state;
#define GET "GET / HTTP/1.1\r\n"
    expect(GET "\r\n", REFUSAL_HOST);
    expect(GET "Host:\r\n\r\n", REFUSAL_HOST);
    expect(GET "Host: a\r\nHost: a\r\n\r\n", REFUSAL_HOST);
    expect(GET "Host: a, b\r\n\r\n", REFUSAL_HOST);
    expect(GET "Host: a/b\r\n\r\n", REFUSAL_HOST);
    expect(GET "Host: a@b\r\n\r\n", REFUSAL_HOST);
    expect(GET "Host: [2001:db8::1]:443\r\n\r\n", REFUSAL_NONE);
    expect("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", REFUSAL_HOST);
}

/* A line of that many bytes, and a head. */
static void put_target(size_t length)
{
    char target[2 * WEB_TARGET_MAX];
    memset(target, 'x', length);
    target[0] = '/';
    target[length] = '\0';
    snprintf(head, sizeof head, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n", target);
}

static void limits(void **state)
{
    (void)state;
    put_target(WEB_TARGET_MAX);
    expect(head, REFUSAL_NONE);
    put_target(WEB_TARGET_MAX + 1);
    expect(head, REFUSAL_TARGET);
    memset(head, 'x', sizeof head);
    assert_int_equal(read_bytes(head, 500), REFUSAL_TARGET); /* before its line has ended */
    size_t size = (size_t)snprintf(head, sizeof head, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
    memset(head + size, 'x', sizeof head - size);
    assert_int_equal(read_bytes(head, WEB_HEAD_MAX), REFUSAL_HEADERS);
    memcpy(head + WEB_HEAD_MAX - 5, "\r\n\r\n", 5);
    expect(head, REFUSAL_NONE);
    for (int count = WEB_HEADERS_MAX; count <= WEB_HEADERS_MAX + 1; count++) {
        size = (size_t)snprintf(head, sizeof head, "GET / HTTP/1.1\r\nHost: a\r\n");
        for (int x = 1; x < count; x++)
            size += (size_t)snprintf(head + size, sizeof head - size, "X: b\r\n");
        snprintf(head + size, sizeof head - size, "\r\n");
        expect(head, count <= WEB_HEADERS_MAX ? REFUSAL_NONE : REFUSAL_HEADERS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_says_what_it_says),
        cmocka_unit_test(lists_of_elements),
        cmocka_unit_test(lengths_that_smuggle),
        cmocka_unit_test(lines_that_smuggle),
        cmocka_unit_test(first_lines),
        cmocka_unit_test(hosts),
        cmocka_unit_test(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
