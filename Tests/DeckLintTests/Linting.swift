import DeckLint
import DeckSyntax
import SourceText
import SystemPackage
import TestKit
import Testing

/// Files in memory, as the linter sees them.
struct MemoryAssets: AssetInspector {
    let files: MemoryFiles

    func info(_ path: FilePath) -> AssetInfo? {
        if let bytes = files.files[path.string] { return .file(size: bytes.count) }
        return files.isFolder(path) ? .folder : nil
    }

    func head(_ path: FilePath, count: Int) -> [UInt8] {
        Array((files.files[path.string] ?? []).prefix(count))
    }
}

/// Checks the findings of one rule, or of all, on a marked deck.
func expectLint(
    _ deck: String,
    files: [String: String] = [:],
    assets: [String: [UInt8]] = [:],
    only rule: Diagnostic.ID? = nil,
    _ expected: KeyValuePairs<Character, ExpectedFinding>,
    fixed: String? = nil,
    at path: String = "a.slide",
    root: String? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    expectFindings(deck, files: files, expected, fixed: fixed, sourceLocation: sourceLocation) {
        source,
        texts in
        lint(
            source,
            MemoryFiles(texts.files.merging(assets) { $1 }),
            only: rule,
            at: FilePath(path),
            root: root.map { FilePath($0) }
        )
    }
}

/// Lints a deck.
func lint(
    _ source: SourceFile,
    _ files: MemoryFiles,
    only rule: Diagnostic.ID? = nil,
    at path: FilePath = "a.slide",
    root: FilePath? = nil,
    disabled: Set<Diagnostic.ID> = []
) -> [Diagnostic] {
    let rules = LintRules.all.filter { rule == nil || $0.id == rule }
    let deck = DeckParser(reader: files).parse(source, at: path).deck
    return DeckLinter(files: MemoryAssets(files: files), root: root, rules: rules, disabled: disabled)
        .lint(deck, source: source, at: path)
}

/// Returns what the parser says of a deck, `a.slide`.
func parseDiagnostics(_ source: SourceFile, _ files: MemoryFiles = MemoryFiles()) -> [Diagnostic] {
    DeckParser(reader: files).parse(source, at: "a.slide").diagnostics
}

/// Checks what the parser says of a marked deck.
func expectParse(
    _ deck: String,
    files: [String: String] = [:],
    _ expected: KeyValuePairs<Character, ExpectedFinding>,
    fixed: String? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    expectFindings(deck, files: files, expected, fixed: fixed, sourceLocation: sourceLocation) {
        source,
        files in
        parseDiagnostics(source, files)
    }
}
