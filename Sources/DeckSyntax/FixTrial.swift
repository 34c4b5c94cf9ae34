import DeckModel
import SourceText

/// Tries fixes before they are offered: a fix must not make a deck that `present` refuses, or shows less of.
///
/// What a line brings along that becomes a heading or a command is seen only once it is one.
enum FixTrial {
    /// How many fixes are offered at most; when they are made, others take their place.
    private static let mostFixes = 500
    /// How many fixes are tried one by one at most, where not all can be made, and how large a deck is at most for that.
    private static let mostTries = 20
    private static let largest = 1 << 17

    /// Takes away the fixes that do harm; what they are for is still told.
    ///
    /// - Parameters:
    ///   - parsed: The deck, and what was found wrong with it.
    ///   - read: Parses a text that is like that of an earlier parse.
    static func withdrawHarmfulFixes(
        from parsed: inout ParsedDeck,
        read: (SourceFile, _ earlier: ParsedDeck) -> ParsedDeck
    ) {
        let before = parsed
        let own = parsed.diagnostics.indices.filter { index in
            let fixes = before.diagnostics[index].fixes
            return !fixes.isEmpty
                && fixes.flatMap(\.edits).allSatisfy { $0.location.file == before.source.name }
        }
        func doesHarm(_ indices: [Int]) -> Bool {
            let result = FixApplier.apply(indices.map { before.diagnostics[$0] }, to: before.source)
            let fixed = SourceFile(name: before.source.name, bytes: result.bytes)
            return read(fixed, before).showsLess(than: before)
        }
        for index in own.dropFirst(mostFixes) { parsed.diagnostics[index].fixes = [] }
        let tried = Array(own.prefix(mostFixes))
        guard !tried.isEmpty, doesHarm(tried) else { return }
        let triesLeft = before.source.bytes.count > largest ? 0 : mostTries
        var harmless: [Int] = []
        for (tries, index) in tried.enumerated() {
            if tries < triesLeft, !doesHarm(harmless + [index]) {
                harmless.append(index)
            } else {
                parsed.diagnostics[index].fixes = []
            }
        }
    }
}

extension ParsedDeck {
    /// Whether `present` shows less of the deck than of an earlier state of it.
    fileprivate func showsLess(than other: ParsedDeck) -> Bool {
        if isRefused, !other.isRefused { return true }
        guard deck.syntax == other.deck.syntax else { return losesSlides(of: other) }
        let now = Shown(deck.sections).counts
        return Shown(other.deck.sections).counts.contains { now[$0.key, default: 0] < $0.value }
    }

    /// Whether slides are lost that an earlier state has, which is read in another syntax.
    ///
    /// A deck that is meant in the syntax that it is read in now has other slides; one that isn't has them for nothing.
    private func losesSlides(of other: ParsedDeck) -> Bool {
        guard !other.isRefused, let earlier = other.deck.sections.first else { return false }
        guard let first = deck.sections.first else { return true }
        // What stands above the first slide is taken for the authors.
        if earlier.title.location.range.lowerBound.line < first.title.location.range.lowerBound.line {
            return true
        }
        return MistakenSyntax(other.source, other.deck.syntax) == nil
            && deck.sections.count < other.deck.sections.count
    }
}

/// What a deck has that is no text: its sections by their titles, and its commands by their lines.
private struct Shown {
    private(set) var counts: [String: Int] = [:]

    init(_ sections: [Section]) {
        for section in sections { count(section) }
    }

    private mutating func count(_ section: Section) {
        add("# " + section.title.string)
        for background in section.backgrounds { add(".background " + background.string) }
        for block in section.blocks {
            switch block {
            case .section(let part): count(part)
            case .paragraph, .list, .preformatted, .markdown: break
            case .code(let code): add(code.command.string)
            case .image(let image): add(image.command.string)
            case .video(let video): add(video.command.string)
            case .iframe(let iframe): add(iframe.command.string)
            case .link(let link): add(link.command.string)
            case .html(let file): add(file.command.string)
            case .caption(let caption): add(caption.command.string)
            }
        }
    }

    private mutating func add(_ line: String) { counts[line, default: 0] += 1 }
}
