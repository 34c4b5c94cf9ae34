import DeckModel
import GoText
import SourceText

/// Warns of lines inside Markdown fences that `present` doesn't leave alone: it knows nothing of fences.
///
/// What a fence holds is known once its closing line is found; until then it may as well be one that is never closed.
struct FenceCheck {
    private var fence: Fence?
    /// What was found in the open fence.
    private var inFence: [Diagnostic] = []
    /// Whether a line breaks the open fence, and whether one is the heading of a slide that it only seems to hold.
    private var isBroken = false
    private var holdsSlide = false
    private var found: [Diagnostic] = []
    /// How many of the findings rest on no doubt; behind a slide that a fence may only seem to hold, all rest on one.
    private var certain: Int?

    static func check(_ source: SourceFile, _ syntax: Deck.Syntax, _ context: inout ParserContext) {
        guard syntax == .markdown else { return }
        var check = FenceCheck()
        for (index, range) in source.lines.enumerated() {
            // Most lines are told by their first byte.
            guard let first = source.firstByte(of: range), marks.contains(first) || check.isContained else {
                continue
            }
            check.read(source.bytes[range], number: index + 1, source)
        }
        check.finish(source)
        for diagnostic in check.found { context.report(diagnostic) }
    }

    /// What a line begins with that is a fence, perhaps behind other marks, or is reported.
    private static let marks = Array(" `~/.#:>-*+0123456789".utf8)

    private var isContained: Bool { fence?.isContained == true }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int, _ source: SourceFile) {
        guard let open = fence else {
            fence = Fence(opening: line, number: number)
            return
        }
        if open.isContained {
            if line.starts(with: "//") { return }
            if open.isLeft(by: line) {
                fence = Fence(opening: line, number: number)
                return
            }
        }
        if open.isClosed(by: line) {
            close()
        } else if isBroken,
            let next = Fence(opening: line, number: number), next.hasInfo
        {
            // A closing mark has nothing behind it: this one opens the next fence.
            reportUnclosed(open, source)
            fence = next
        } else if let problem = Self.problem(line, at: source.location(line: number)) {
            inFence.append(problem)
            if problem.id == "deck.fence.broken" { isBroken = true }
            if line.starts(with: "##"), SectionHeading.isHeading(line, .markdown) { holdsSlide = true }
        }
    }

    private mutating func close() {
        if certain == nil, holdsSlide { certain = found.count }
        found += inFence
        forget()
    }

    private mutating func forget() {
        inFence = []
        isBroken = false
        holdsSlide = false
        fence = nil
    }

    private mutating func reportUnclosed(_ open: Fence, _ source: SourceFile) {
        found.append(.fenceUnclosed(at: source.location(line: open.number)))
        forget()
    }

    private mutating func finish(_ source: SourceFile) {
        guard let open = fence, !open.isContained else { return }
        reportUnclosed(open, source)
        // The one without an end may be an earlier one: then text was taken for code and the other way round.
        for index in found.indices.dropFirst(certain ?? found.count) { found[index].fixes = [] }
    }

    private static func problem(_ line: ArraySlice<UInt8>, at location: SourceLocation) -> Diagnostic? {
        let ours: [StaticString] = ["//lab:", "//alt:", "//title:", "//lang:"]
        if line.starts(with: "//") {
            return ours.contains { line.starts(with: $0) } ? nil : .fenceLineRemoved(at: location)
        }
        switch line.first {
        case UInt8(ascii: "."): return .fenceBroken("read as a command", at: location)
        case UInt8(ascii: "#"): return .fenceBroken("read as a heading", at: location)
        case UInt8(ascii: ":") where line.isSpeakerNote: return .fenceBroken("read as a note", at: location)
        default: return nil
        }
    }
}

extension Diagnostic {
    static func fenceLineRemoved(at location: SourceLocation) -> Self {
        Self(
            "deck.fence.comment",
            .warning,
            at: location,
            "a line that begins with '//' vanishes, also inside a fence",
            notes: [Note("indent the line, or show the code from a file with .code")],
            fixes: [.indent(location)]
        )
    }

    static func fenceBroken(_ how: String, at location: SourceLocation) -> Self {
        Self(
            "deck.fence.broken",
            .warning,
            at: location,
            "this line breaks the fence: it is \(how), also inside a fence",
            notes: [Note("indent the line, or show the code from a file with .code")],
            fixes: [.indent(location)]
        )
    }

    static func fenceUnclosed(at location: SourceLocation) -> Self {
        Self(
            "deck.fence.unclosed",
            .warning,
            at: location,
            "the fence opened in line \(location.range.lowerBound.line) is never closed",
            notes: [
                Note(
                    "close it with the same mark alone on a line; if it is closed, look for one above that isn't"
                )
            ]
        )
    }
}

extension Diagnostic.Fix {
    /// Puts a space before a line, so that `present` takes it for text.
    static func indent(_ line: SourceLocation) -> Self {
        Self("indent the line by one space", edits: [.init(line.start, " ")])
    }

    /// Puts a blank line above a line.
    static func blankLine(above line: SourceLocation) -> Self {
        Self("insert a blank line", edits: [.init(line.start, "\n")])
    }
}

extension SourceLocation {
    /// The place where the stretch begins.
    var start: SourceLocation { SourceLocation(file: file, range: range.lowerBound..<range.lowerBound) }
}
