/* Older journals are brought forward in one step or not at all. */
#include "common/store/sqlite_schema.h"
#include "common/store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    sqlite3 *database;
    assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
    *state = database;
    return 0;
}

static int end(void **state)
{
    return sqlite3_close(*state);
}

static int number(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static void run(sqlite3 *database, const char *sql)
{
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void an_empty_database_gets_this_format(void **state)
{
    struct cause cause = {""};
    int version = -1;
    assert_int_equal(schema_version(*state, &version, &cause), STATUS_OK);
    assert_int_equal(version, 0);
    assert_int_equal(schema_update(*state, version, &cause), STATUS_OK);
    assert_int_equal(schema_version(*state, &version, &cause), STATUS_OK);
    assert_int_equal(version, STORE_FORMAT);
    assert_int_equal(number(*state, "SELECT count(*) FROM journal"), 0);
    assert_int_equal(number(*state, "SELECT count(*) FROM head"), 0);
    assert_int_equal(number(*state, "SELECT count(*) FROM private_text"), 0);
    assert_int_equal(schema_update(*state, version, &cause), STATUS_OK);
}

static void versions_are_judged(void **state)
{
    struct cause cause = {""};
    int version;
    assert_int_equal(schema_update(*state, 0, &cause), STATUS_OK);
    run(*state, "PRAGMA user_version = 2");
    assert_int_equal(schema_version(*state, &version, &cause), STATUS_VERSION);
    assert_int_equal(version, 2);
    run(*state, "PRAGMA user_version = -1");
    assert_int_equal(schema_version(*state, &version, &cause), STATUS_INVALID);
    run(*state, "PRAGMA user_version = 1; PRAGMA application_id = 1");
    assert_int_equal(schema_version(*state, &version, &cause), STATUS_INVALID);
}

static const char *const steps[] = {
    "CREATE TABLE first (value); INSERT INTO first VALUES (10)",
    "ALTER TABLE first ADD COLUMN doubled; UPDATE first SET doubled = 2 * value",
    "CREATE TABLE third (value); INSERT INTO third SELECT doubled + 1 FROM first",
};

static void an_older_one_comes_forward_with_its_rows(void **state)
{
    struct cause cause = {""};
    assert_int_equal(schema_migrate(*state, 0, steps, 1, &cause), STATUS_OK);
    assert_int_equal(number(*state, "PRAGMA user_version"), 1);
    run(*state, "UPDATE first SET value = 21");
    assert_int_equal(schema_migrate(*state, 1, steps, 3, &cause), STATUS_OK);
    assert_int_equal(number(*state, "PRAGMA user_version"), 3);
    assert_int_equal(number(*state, "SELECT value FROM third"), 43);
}

static void a_failing_step_changes_nothing(void **state)
{
    const char *const broken[] = {steps[0], steps[1], "CREATE TABLE nonsense oops"};
    struct cause cause = {""};
    assert_int_equal(schema_migrate(*state, 0, steps, 1, &cause), STATUS_OK);
    assert_int_equal(schema_migrate(*state, 1, broken, 3, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "from format 1 to 3"));
    assert_int_equal(number(*state, "PRAGMA user_version"), 1);
    assert_int_equal(number(*state, "SELECT count(*) FROM pragma_table_info('first')"), 1);
    assert_int_equal(schema_migrate(*state, 1, steps, 3, &cause), STATUS_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_database_gets_this_format),
        TEST(versions_are_judged),
        TEST(an_older_one_comes_forward_with_its_rows),
        TEST(a_failing_step_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
