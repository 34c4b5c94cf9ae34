#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression, or what is wrong with one.
typedef struct cre2_regexp cre2_regexp;

/// Why a pattern was refused.
typedef enum {
    CRE2_FINE = 0,
    CRE2_INTERNAL,
    CRE2_BAD_ESCAPE,
    CRE2_BAD_CLASS,
    CRE2_BAD_RANGE,
    CRE2_MISSING_BRACKET,
    CRE2_MISSING_PAREN,
    CRE2_UNEXPECTED_PAREN,
    CRE2_TRAILING_BACKSLASH,
    CRE2_REPEAT_ARGUMENT,
    CRE2_REPEAT_SIZE,
    CRE2_REPEAT_OPERATOR,
    CRE2_BAD_PERL,
    CRE2_BAD_UTF8,
    CRE2_BAD_NAME,
    CRE2_TOO_LARGE
} cre2_error;

/// Compiles a UTF-8 pattern as Go's regexp reads it; never null, to be freed also when it was refused.
cre2_regexp *cre2_compile(const char *pattern, size_t length);

/// Tells whether and why the pattern was refused.
cre2_error cre2_error_code(const cre2_regexp *regexp);

/// The part of the pattern that is wrong; it lives as long as the expression.
const char *cre2_error_argument(const cre2_regexp *regexp, size_t *length);

/// Finds the first match in text[from..<length], as if that were the whole text; offsets count from text.
/// That part must be valid UTF-8.
bool cre2_search(
    const cre2_regexp *regexp, const char *text, size_t length, size_t from, size_t *start, size_t *end);

/// How many groups that capture the expression has.
size_t cre2_group_count(const cre2_regexp *regexp);

/// Matches the whole of a text, which must be valid UTF-8, and tells where its groups are.
/// The first pair of offsets is the whole match; those of a group that took no part are both SIZE_MAX.
bool cre2_match_whole(
    const cre2_regexp *regexp, const char *text, size_t length, size_t *starts, size_t *ends, size_t count);

/// Frees an expression.
void cre2_free(cre2_regexp *regexp);

/// Many expressions that are matched in one go.
typedef struct cre2_set cre2_set;

/// Makes a set of the expressions, each to match a whole text; null where one can't be read or all are too large.
cre2_set *cre2_set_compile(const char *const *patterns, const size_t *lengths, size_t count);

/// Tells which expressions match a text, in no order: writes their indices, as many as fit, and returns how many.
/// Returns -1 where memory doesn't suffice to tell.
ptrdiff_t cre2_set_match(const cre2_set *set, const char *text, size_t length, size_t *indices, size_t capacity);

/// Frees a set.
void cre2_set_free(cre2_set *set);

#ifdef __cplusplus
}
#endif

#endif
