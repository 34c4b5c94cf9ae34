public import DeckModel
public import SourceText

/// New lines of expectations for commands of a lecture: `//lab:out` and `//lab:err`.
public struct ExpectationEdits: Sendable {
    /// What one command is to print; nil leaves the lines as they are.
    public struct Lines: Hashable, Sendable {
        public var output: [String]?
        public var errorOutput: [String]?

        public init(output: [String]?, errorOutput: [String]?) {
            (self.output, self.errorOutput) = (output, errorOutput)
        }
    }

    /// By the line of the deck on which the command begins.
    public var lines: [Int: Lines]

    public init(_ lines: [Int: Lines]) { self.lines = lines }

    /// The deck's text with the new lines in place of the old ones of the same kind; all else stays as it is, byte for
    /// byte.
    public func applied(to source: SourceFile, _ syntax: Deck.Syntax) -> [UInt8] {
        let mark = syntax == .markdown ? "//lab:" : "#lab:"
        var removed: Set<Int> = []
        /// By the line that they stand before.
        var inserted: [Int: [String]] = [:]
        for case .snippet(let snippet) in DeckScanner.scan(source, syntax).items {
            for command in snippet.commands {
                guard let new = lines[command.location.range.lowerBound.line] else { continue }
                for (verb, sources) in [
                    (LabDirective.Verb.out, new.output), (.err, new.errorOutput),
                ] {
                    guard let sources else { continue }
                    let old = command.directives.filter { $0.verb == verb }.map(\.lines)
                    for range in old { removed.formUnion(range) }
                    let place = old.first?.lowerBound ?? Self.end(of: command) + 1
                    inserted[place, default: []] += sources.map { "\(mark)\(verb.rawValue) \($0)" }
                }
            }
        }
        return text(source, removed, inserted)
    }

    private func text(_ source: SourceFile, _ removed: Set<Int>, _ inserted: [Int: [String]]) -> [UInt8] {
        var bytes: [UInt8] = []
        var at = source.bytes.startIndex
        for index in source.lines.indices {
            let end =
                index + 1 < source.lines.count ? source.lines[index + 1].lowerBound : source.bytes.endIndex
            for line in inserted[index + 1] ?? [] { bytes += Array(line.utf8) + [UInt8(ascii: "\n")] }
            if !removed.contains(index + 1) { bytes += source.bytes[at..<end] }
            at = end
        }
        return bytes
    }

    /// The last line that belongs to a command.
    private static func end(of command: Snippet.Command) -> Int {
        let shown = command.shown.map(\.location.range.lowerBound.line)
        let behind = command.directives.filter(\.verb.looksBack).map(\.lines.upperBound)
        return (shown + behind + [command.location.range.upperBound.line]).max() ?? 1
    }
}

extension LabDirective {
    /// The deck's lines that it takes, with those that continue it.
    fileprivate var lines: ClosedRange<Int> {
        location.range.lowerBound.line...location.range.upperBound.line
    }
}
