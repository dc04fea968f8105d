/* The tables of a journal in SQLite, their version, and the way from older versions to this one.
 * For this folder and its tests only. */
#ifndef SPIRAL_STORE_SQLITE_SCHEMA_H
#define SPIRAL_STORE_SQLITE_SCHEMA_H

#include "common/base/status.h"

#include <sqlite3.h>

/* Reads the version and judges it; changes nothing. STATUS_OK: 0..STORE_FORMAT, 0 being an empty database.
 * STATUS_VERSION: newer. STATUS_INVALID: a database of another program. STATUS_CORRUPT: no database at all.
 */
MUST_USE enum status schema_version(sqlite3 *database, int *version, struct cause *cause);

/* Applies steps[version] and those behind it in one transaction and sets the version to `count`; when one
 * fails, nothing has happened. */
MUST_USE enum status schema_migrate(sqlite3 *database, int version, const char *const steps[], int count,
                                    struct cause *cause);

/* From `version` to STORE_FORMAT. */
MUST_USE enum status schema_update(sqlite3 *database, int version, struct cause *cause);

#endif
