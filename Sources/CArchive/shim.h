// libarchive: tar archives, plain and compressed.
#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

/// `archive_set_error` takes a list of arguments, which Swift can't call.
static inline void slidectl_archive_fail(struct archive *archive) {
    archive_set_error(archive, ECANCELED, "stopped");
}
