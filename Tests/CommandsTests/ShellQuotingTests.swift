import Testing

@testable import Commands

/// Commands that are printed can be pasted.
struct ShellQuotingTests {
    @Test(arguments: ["course/a.slide", "Übung_1.slide", "a-b+c,d:e@f%g=h"])
    func leavesPlainWordsAlone(_ word: String) { #expect(word.quotedForShell == word) }

    @Test(arguments: [
        ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("-x", "'-x'"), ("$HOME", "'$HOME'"),
        ("~a", "'~a'"),
        ("a;b", "'a;b'"), ("a*", "'a*'"),
    ])
    func quotesTheRest(_ word: String, _ quoted: String) { #expect(word.quotedForShell == quoted) }
}
