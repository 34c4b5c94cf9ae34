import DeckModel
import GoText
import SourceText

/// Warns of lines inside Markdown fences that `present` doesn't leave alone: it knows nothing of fences.
enum FenceCheck {
    static func check(_ source: SourceFile, _ syntax: Deck.Syntax, _ context: inout ParserContext) {
        guard syntax == .markdown else { return }
        var fence: Fence?
        for (index, range) in source.lines.enumerated() {
            // Most lines are told by their first byte.
            guard let first = source.firstByte(of: range), marks.contains(first) else { continue }
            let line = source.bytes[range]
            guard let open = fence else {
                fence = Fence(opening: line)
                continue
            }
            if open.isClosed(by: line) {
                fence = nil
            } else if first != UInt8(ascii: " ") {
                report(line, at: source.location(line: index + 1), &context)
            }
        }
    }

    /// What a line begins with that is a fence, perhaps after spaces, or is reported.
    private static let marks = Array(" `~/.#:".utf8)

    private static func report(
        _ line: ArraySlice<UInt8>,
        at location: SourceLocation,
        _ context: inout ParserContext
    ) {
        let ours: [StaticString] = ["//lab:", "//alt:", "//title:", "//lang:"]
        if line.starts(with: "//"), !ours.contains(where: { line.starts(with: $0) }) {
            context.report(.fenceLineRemoved(at: location))
        } else if line.first == UInt8(ascii: ".") {
            context.report(.fenceBroken("read as a command", at: location))
        } else if line.first == UInt8(ascii: "#") {
            context.report(.fenceBroken("read as a heading", at: location))
        } else if line.isSpeakerNote {
            context.report(.fenceBroken("read as a note", at: location))
        }
    }

    /// An open fence.
    private struct Fence {
        let mark: UInt8
        let count: Int

        init?(opening line: ArraySlice<UInt8>) {
            let body = line.drop { $0 == UInt8(ascii: " ") }
            guard line.count - body.count < 4, let mark = body.first,
                mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
            else { return nil }
            let info = body.drop { $0 == mark }
            self.mark = mark
            self.count = body.count - info.count
            guard count >= 3, mark == UInt8(ascii: "~") || !info.contains(UInt8(ascii: "`")) else {
                return nil
            }
        }

        func isClosed(by line: ArraySlice<UInt8>) -> Bool {
            let body = line.drop { $0 == UInt8(ascii: " ") }
            let rest = body.drop { $0 == mark }
            return line.count - body.count < 4 && body.count - rest.count >= count && GoText.isWhite(rest)
        }
    }
}

extension Diagnostic {
    static func fenceLineRemoved(at location: SourceLocation) -> Self {
        let start = SourceLocation(
            file: location.file,
            range: location.range.lowerBound..<location.range.lowerBound
        )
        return Self(
            "deck.fence.comment",
            .warning,
            at: location,
            "a line that begins with '//' vanishes, also inside a fence",
            notes: [Note("indent the line, or show the code from a file with .code")],
            fixes: [Fix("indent the line by one space", edits: [.init(start, " ")])]
        )
    }

    static func fenceBroken(_ how: String, at location: SourceLocation) -> Self {
        let start = SourceLocation(
            file: location.file,
            range: location.range.lowerBound..<location.range.lowerBound
        )
        return Self(
            "deck.fence.broken",
            .warning,
            at: location,
            "this line breaks the fence: it is \(how), also inside a fence",
            notes: [Note("indent the line, or show the code from a file with .code")],
            fixes: [Fix("indent the line by one space", edits: [.init(start, " ")])]
        )
    }
}
