// SQLite, under the SQL of the embedded engine's postgres.
#pragma once
#include <sqlite3.h>

/// SQLite copies the bytes at once; the macro is a cast, which Swift can't import.
static inline sqlite3_destructor_type slidectl_sqlite_transient(void) { return SQLITE_TRANSIENT; }
