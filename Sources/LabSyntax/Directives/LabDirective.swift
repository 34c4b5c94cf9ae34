import DeckModel
import SourceText

/// A line `//lab:VERB …` of a deck, with the lines `//lab:+ …` that continue it.
struct LabDirective {
    enum Verb: String, CaseIterable {
        case begin, end, setup, teardown, file
        case `let`, bind, step
        case out, err, row, send, check, hint, skip

        /// Whether the directive belongs to the command above it, where there is one in the snippet.
        var looksBack: Bool {
            switch self {
            case .out, .err, .row, .send, .check, .hint: true
            case .begin, .end, .setup, .teardown, .file, .let, .bind, .step, .skip: false
            }
        }

        /// Whether the directive belongs to a command at all.
        var isOfStep: Bool {
            switch self {
            case .begin, .end, .setup, .teardown, .file: false
            case .let, .bind, .step, .out, .err, .row, .send, .check, .hint, .skip: true
            }
        }
    }

    var verb: Verb
    /// What follows the verb, and a space.
    var text: String
    /// The pieces of the text, for places in it: each with its length in bytes and where it begins.
    private var pieces: [Piece]
    var location: SourceLocation

    private struct Piece {
        var length: Int
        var line: Int
        var column: Int
    }

    init(verb: Verb, text: String, line: Int, column: Int, at location: SourceLocation) {
        self.verb = verb
        self.text = text
        self.location = location
        pieces = [Piece(length: text.utf8.count, line: line, column: column)]
    }

    /// Adds the text of a line that continues the directive; a space stands between.
    mutating func `continue`(with more: String, line: Int, column: Int) {
        pieces[pieces.count - 1].length += 1
        pieces.append(Piece(length: more.utf8.count, line: line, column: column))
        text += " " + more
        location.range =
            location.range.lowerBound..<SourcePosition(line: line, column: column + more.utf8.count)
    }

    /// The place of a stretch of the text, given in bytes.
    func location(_ range: Range<Int>) -> SourceLocation {
        let start = position(range.lowerBound)
        let end = position(range.upperBound)
        return SourceLocation(file: location.file, range: start..<max(start, end))
    }

    private func position(_ offset: Int) -> SourcePosition {
        var rest = offset
        for piece in pieces {
            if rest < piece.length { return SourcePosition(line: piece.line, column: piece.column + rest) }
            rest -= piece.length
        }
        return location.range.upperBound
    }
}
