#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "scene.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fingerprint_of(struct scene *scene, char hex[2 * DIGEST_SIZE + 1])
{
    struct digest key = link_context_fingerprint(scene->server.context);
    struct text text = text_over(hex, 2 * DIGEST_SIZE + 1);
    text_put_hex(&text, key.bytes, DIGEST_SIZE);
}

static bool is_pinned(struct scene *scene, struct digest *key)
{
    char server[PIN_SERVER_SIZE];
    struct cause cause;
    bool found;
    must(pin_server_name(scene->options.host, scene->server.port, server));
    must(pins_find(scene->home, server, &found, key, &cause) == STATUS_OK);
    return found;
}

/* The same port with another key. */
static void change_the_key(struct scene *scene, struct identity *other)
{
    fake_stop(&scene->server);
    scene_run(scene, 20);
    fake_free(&scene->server);
    identity_make(other);
    fake_start(&scene->server, &scene->loop, other->certificate, other->key, scene->server.port);
}

static void the_first_key_is_pinned_and_told(void **state)
{
    struct scene *scene = *state;
    char fingerprint[2 * DIGEST_SIZE + 1];
    struct digest key, wanted = link_context_fingerprint(scene->server.context);
    fingerprint_of(scene, fingerprint);
    assert_false(is_pinned(scene, &key));
    scene_play(scene);
    scene_wait(scene, PLAYER_FIRST_TRUST, 1);
    assert_string_equal(scene->text, fingerprint);
    assert_true(is_pinned(scene, &key));
    assert_memory_equal(key.bytes, wanted.bytes, DIGEST_SIZE);
    scene_wait(scene, PLAYER_CLOCK, 1);
    fake_cut(scene->server.last);
    scene_wait(scene, PLAYER_CLOCK, 2);
    assert_int_equal(scene->told[PLAYER_FIRST_TRUST], 1);
}

static void another_key_is_refused_loudly(void **state)
{
    struct scene *scene = *state;
    struct identity other;
    char before[2 * DIGEST_SIZE + 1], after[2 * DIGEST_SIZE + 1];
    fingerprint_of(scene, before);
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    change_the_key(scene, &other);
    fingerprint_of(scene, after);
    int heard = scene->heard_count;
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_non_null(strstr(scene->text, "HAS CHANGED"));
    assert_non_null(strstr(scene->text, before));
    assert_non_null(strstr(scene->text, after));
    assert_non_null(strstr(scene->text, scene->home));
    scene_run(scene, 60);
    assert_int_equal(scene->server.accepted, 2);
    assert_int_equal(scene->heard_count, heard); /* not even Hello */
    scene_end_player(scene);
    identity_remove(&other);
}

static void without_first_use_nobody_is_trusted(void **state)
{
    struct scene *scene = *state;
    struct digest key;
    scene->options.no_trust_on_first_use = true;
    scene_play(scene);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_non_null(strstr(scene->text, "--fingerprint"));
    assert_false(is_pinned(scene, &key));
    assert_int_equal(scene->heard_count, 0);
}

static void a_demanded_key_is_trusted_and_not_pinned(void **state)
{
    struct scene *scene = *state;
    char fingerprint[2 * DIGEST_SIZE + 1];
    struct digest key;
    fingerprint_of(scene, fingerprint);
    scene->options.fingerprint = fingerprint;
    scene->options.no_trust_on_first_use = true;
    scene_play(scene);
    scene_wait(scene, PLAYER_CLOCK, 1);
    assert_int_equal(scene->told[PLAYER_FIRST_TRUST], 0);
    assert_false(is_pinned(scene, &key));
}

static void a_demanded_key_that_is_not_there_is_refused(void **state)
{
    struct scene *scene = *state;
    char fingerprint[2 * DIGEST_SIZE + 1];
    memset(fingerprint, 'a', sizeof fingerprint - 1);
    fingerprint[sizeof fingerprint - 1] = '\0';
    scene->options.fingerprint = fingerprint;
    scene_play(scene);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_non_null(strstr(scene->text, fingerprint));
    assert_int_equal(scene->heard_count, 0);
}

static void a_valid_chain_is_trusted_and_not_pinned(void **state)
{
    struct scene *scene = *state;
    struct digest key;
    scene->options.no_trust_on_first_use = true;
    setenv("SSL_CERT_FILE", scene->identity.root, 1);
    scene_play(scene);
    unsetenv("SSL_CERT_FILE");
    scene_wait(scene, PLAYER_CLOCK, 1);
    assert_int_equal(scene->told[PLAYER_FIRST_TRUST], 0);
    assert_false(is_pinned(scene, &key));
}

static void a_damaged_file_of_pins_trusts_nobody(void **state)
{
    struct scene *scene = *state;
    char path[128];
    snprintf(path, sizeof path, "%s/known_servers", scene->home);
    FILE *file = fopen(path, "w");
    must(file && fputs("nonsense\n", file) >= 0 && fclose(file) == 0);
    scene_play(scene);
    scene_wait(scene, PLAYER_FAILED, 1);
    assert_non_null(strstr(scene->text, "known_servers:1:"));
    assert_int_equal(scene->heard_count, 0);
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, scene_setup, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(the_first_key_is_pinned_and_told),
        IN_SCENE(another_key_is_refused_loudly),
        IN_SCENE(without_first_use_nobody_is_trusted),
        IN_SCENE(a_demanded_key_is_trusted_and_not_pinned),
        IN_SCENE(a_demanded_key_that_is_not_there_is_refused),
        IN_SCENE(a_valid_chain_is_trusted_and_not_pinned),
        IN_SCENE(a_damaged_file_of_pins_trusts_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
