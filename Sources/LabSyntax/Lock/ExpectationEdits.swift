public import DeckModel
public import SourceText

/// New expectations for commands of a lecture: `//lab:out`, `//lab:err`, `//lab:row`, and `exit=` of a step.
public struct ExpectationEdits: Sendable {
    /// What one command is to print; nil leaves the lines as they are.
    public struct Lines: Hashable, Sendable {
        public var output: [String]?
        public var errorOutput: [String]?
        /// What stands in place of a row, by its number: nothing where it goes.
        ///
        /// Rows that aren't named stay.
        public var rows: [Int: [String]] = [:]
        /// Rows that come behind them.
        public var addedRows: [String] = []
        /// How the command ends; nil leaves what the step says.
        public var exit: Int?

        public init(output: [String]? = nil, errorOutput: [String]? = nil) {
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
        var replaced: [Replaced] = []
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
                let rows = command.directives.filter { $0.verb == .row }
                for (index, row) in rows.enumerated() {
                    guard let sources = new.rows[index] else { continue }
                    removed.formUnion(row.lines)
                    inserted[row.lines.lowerBound, default: []] += sources.map { "\(mark)row \($0)" }
                }
                let behind = (rows.last?.lines.upperBound ?? Self.end(of: command)) + 1
                if !new.addedRows.isEmpty {
                    inserted[behind, default: []] += new.addedRows.map { "\(mark)row \($0)" }
                }
                if let exit = new.exit, let step = command.directives.last(where: { $0.verb == .step }) {
                    replaced.append(Self.exit(exit, in: step))
                }
            }
        }
        return text(source, removed, inserted, replaced)
    }

    /// A stretch of one line, in bytes from its beginning, and what stands there then.
    private struct Replaced {
        var line: Int
        var range: Range<Int>
        var text: String
    }

    /// `exit=` of a step, in place of the one that it has or behind all else.
    private static func exit(_ code: Int, in step: LabDirective) -> Replaced {
        let tokens = (try? DirectiveToken.tokens(of: step.text)) ?? []
        let old = tokens.first { $0.key == "exit" }.map { step.location($0.range).range }
        let end = step.location.range.upperBound
        let range = old ?? end..<end
        return Replaced(
            line: range.lowerBound.line,
            range: range.lowerBound.column - 1..<range.upperBound.column - 1,
            text: (old == nil ? " " : "") + "exit=\(code)"
        )
    }

    private func text(
        _ source: SourceFile,
        _ removed: Set<Int>,
        _ inserted: [Int: [String]],
        _ replaced: [Replaced]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        var at = source.bytes.startIndex
        for index in source.lines.indices {
            let end =
                index + 1 < source.lines.count ? source.lines[index + 1].lowerBound : source.bytes.endIndex
            let lineEnd = Self.lineEnd(before: index, source)
            for line in inserted[index + 1] ?? [] { bytes += Array(line.utf8) + lineEnd }
            if let new = replaced.first(where: { $0.line == index + 1 }) {
                bytes += source.bytes[at..<at + new.range.lowerBound] + Array(new.text.utf8)
                bytes += source.bytes[at + new.range.upperBound..<end]
            } else if !removed.contains(index + 1) {
                bytes += source.bytes[at..<end]
            }
            at = end
        }
        let lineEnd = Self.lineEnd(before: source.lines.count, source)
        for line in inserted[source.lines.count + 1] ?? [] {
            if let last = bytes.last, last != UInt8(ascii: "\n") { bytes += lineEnd }
            bytes += Array(line.utf8) + lineEnd
        }
        return bytes
    }

    /// How the deck ends its lines about here: as the line does that new ones follow, or that before it at the file's end.
    private static func lineEnd(before index: Int, _ source: SourceFile) -> [UInt8] {
        let above = source.lines.prefix(max(index, 1)).last {
            $0.upperBound < source.bytes.endIndex
        }
        let isCRLF = above.map { source.bytes[$0.upperBound...].starts(with: "\r\n".utf8) } ?? false
        return Array((isCRLF ? "\r\n" : "\n").utf8)
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
