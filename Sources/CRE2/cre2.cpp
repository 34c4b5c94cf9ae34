#include "CRE2.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <vector>

struct cre2_regexp {
    re2::RE2 re2;
    cre2_regexp(const re2::StringPiece &pattern, const re2::RE2::Options &options) : re2(pattern, options) {}
};

cre2_regexp *cre2_compile(const char *pattern, size_t length) {
    // What isn't set here is what Go does: UTF-8, leftmost-first, "." without line feed, Perl syntax.
    re2::RE2::Options options;
    options.set_log_errors(false);
    // Go has no such bound for what it accepts; the default of 8 MB refuses counted repetitions that Go takes.
    options.set_max_mem(64 << 20);
    return new cre2_regexp(re2::StringPiece(pattern, length), options);
}

cre2_error cre2_error_code(const cre2_regexp *regexp) {
    switch (regexp->re2.error_code()) {
    case re2::RE2::NoError: return CRE2_FINE;
    case re2::RE2::ErrorInternal: return CRE2_INTERNAL;
    case re2::RE2::ErrorBadEscape: return CRE2_BAD_ESCAPE;
    case re2::RE2::ErrorBadCharClass: return CRE2_BAD_CLASS;
    case re2::RE2::ErrorBadCharRange: return CRE2_BAD_RANGE;
    case re2::RE2::ErrorMissingBracket: return CRE2_MISSING_BRACKET;
    case re2::RE2::ErrorMissingParen: return CRE2_MISSING_PAREN;
    case re2::RE2::ErrorUnexpectedParen: return CRE2_UNEXPECTED_PAREN;
    case re2::RE2::ErrorTrailingBackslash: return CRE2_TRAILING_BACKSLASH;
    case re2::RE2::ErrorRepeatArgument: return CRE2_REPEAT_ARGUMENT;
    case re2::RE2::ErrorRepeatSize: return CRE2_REPEAT_SIZE;
    case re2::RE2::ErrorRepeatOp: return CRE2_REPEAT_OPERATOR;
    case re2::RE2::ErrorBadPerlOp: return CRE2_BAD_PERL;
    case re2::RE2::ErrorBadUTF8: return CRE2_BAD_UTF8;
    case re2::RE2::ErrorBadNamedCapture: return CRE2_BAD_NAME;
    case re2::RE2::ErrorPatternTooLarge: return CRE2_TOO_LARGE;
    }
    return CRE2_INTERNAL;
}

const char *cre2_error_argument(const cre2_regexp *regexp, size_t *length) {
    const std::string &argument = regexp->re2.error_arg();
    *length = argument.size();
    return argument.data();
}

// Searches by steps of whole characters, which costs more than RE2's own steps of bytes.
static bool search_by_character(const re2::RE2 &re2, const re2::StringPiece &text, re2::StringPiece *match) {
    re2::RE2 stepping("\\A(?s:.)*?(" + re2.pattern() + ")", re2.options());
    re2::StringPiece groups[2];
    if (!stepping.Match(text, 0, text.size(), re2::RE2::ANCHOR_START, groups, 2)) return false;
    *match = groups[1];
    return true;
}

bool cre2_search(
    const cre2_regexp *regexp, const char *text, size_t length, size_t from, size_t *start, size_t *end) {
    re2::StringPiece rest(text + from, length - from);
    re2::StringPiece match;
    if (!regexp->re2.Match(rest, 0, rest.size(), re2::RE2::UNANCHORED, &match, 1)) return false;
    // To RE2 "\B" holds also inside a character, to Go only between characters.
    bool is_inside = match.data() < text + length && (match.data()[0] & 0xC0) == 0x80;
    if (is_inside && !search_by_character(regexp->re2, rest, &match)) return false;
    *start = static_cast<size_t>(match.data() - text);
    *end = *start + match.size();
    return true;
}

size_t cre2_group_count(const cre2_regexp *regexp) {
    return static_cast<size_t>(regexp->re2.NumberOfCapturingGroups());
}

bool cre2_match_whole(
    const cre2_regexp *regexp, const char *text, size_t length, size_t *starts, size_t *ends, size_t count) {
    std::vector<re2::StringPiece> groups(count);
    re2::StringPiece whole(text, length);
    if (!regexp->re2.Match(whole, 0, length, re2::RE2::ANCHOR_BOTH, groups.data(), static_cast<int>(count))) return false;
    for (size_t index = 0; index < count; index++) {
        bool took_part = groups[index].data() != nullptr;
        starts[index] = took_part ? static_cast<size_t>(groups[index].data() - text) : SIZE_MAX;
        ends[index] = took_part ? starts[index] + groups[index].size() : SIZE_MAX;
    }
    return true;
}

void cre2_free(cre2_regexp *regexp) { delete regexp; }

struct cre2_set {
    re2::RE2::Set set;
    explicit cre2_set(const re2::RE2::Options &options) : set(options, re2::RE2::ANCHOR_BOTH) {}
};

cre2_set *cre2_set_compile(const char *const *patterns, const size_t *lengths, size_t count) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    cre2_set *made = new cre2_set(options);
    bool is_fine = true;
    for (size_t index = 0; index < count && is_fine; index++) {
        is_fine = made->set.Add(re2::StringPiece(patterns[index], lengths[index]), nullptr) >= 0;
    }
    if (is_fine && made->set.Compile()) return made;
    delete made;
    return nullptr;
}

ptrdiff_t cre2_set_match(const cre2_set *set, const char *text, size_t length, size_t *indices, size_t capacity) {
    std::vector<int> found;
    re2::RE2::Set::ErrorInfo error = {re2::RE2::Set::kNoError};
    bool is_match = set->set.Match(re2::StringPiece(text, length), &found, &error);
    if (!is_match) return error.kind == re2::RE2::Set::kNoError ? 0 : -1;
    for (size_t index = 0; index < found.size() && index < capacity; index++) {
        indices[index] = static_cast<size_t>(found[index]);
    }
    return static_cast<ptrdiff_t>(found.size());
}

void cre2_set_free(cre2_set *set) { delete set; }
