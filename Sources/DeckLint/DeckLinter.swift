public import DeckModel
public import SourceText
public import SystemPackage

/// Looks for what a deck could do better: for listeners who don't see it, on the screen, in its files and links.
///
/// The linter reads nothing but headers and sizes of files, through ``AssetInspector``, and asks no other host;
/// ``ExternalLinks`` does, where the user wants it.
///
///     let linter = DeckLinter(files: inspector, root: "course")
///     let findings = linter.lint(parsed.deck, source: source, at: "course/lectures/01.slide")
public struct DeckLinter: Sendable {
    private let files: any AssetInspector
    private let root: FilePath?
    private let rules: [any LintRule]

    /// Makes a linter.
    ///
    /// - Parameters:
    ///   - files: The way to the files that decks name.
    ///   - root: The course's folder, where addresses with a leading slash begin and which nothing may lie outside of.
    ///   - rules: The rules to apply.
    ///   - disabled: The ids of rules to leave out.
    public init(
        files: any AssetInspector,
        root: FilePath? = nil,
        rules: [any LintRule] = LintRules.all,
        disabled: Set<Diagnostic.ID> = []
    ) {
        self.files = files
        self.root = root
        self.rules = rules.filter { !disabled.contains($0.id) }
    }

    /// Applies all rules to a deck.
    ///
    /// - Parameters:
    ///   - deck: The deck as the parser read it; one that `present` refuses is looked at as far as it was read.
    ///   - source: The text that the deck was parsed from.
    ///   - path: Where the deck stands; relative files are looked for beside it.
    /// - Returns: The findings by place.
    public func lint(_ deck: Deck, source: SourceFile, at path: FilePath) -> [Diagnostic] {
        let context = LintContext(deck: deck, source: source, path: path, files: files, root: root)
        return rules.flatMap { $0.check(context) }.sortedByPlace()
    }
}
