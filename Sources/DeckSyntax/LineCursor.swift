import SourceText

/// One line of a deck.
struct Line {
    /// The line's number, from 1.
    let number: Int
    let bytes: ArraySlice<UInt8>

    var isBlank: Bool { bytes.isEmpty }
    var isSpeakerNote: Bool { bytes.isSpeakerNote }
}

extension ArraySlice<UInt8> {
    /// Whether the line is `:` alone or begins with a colon and a space.
    var isSpeakerNote: Bool {
        first == UInt8(ascii: ":") && (count == 1 || self[startIndex + 1] == UInt8(ascii: " "))
    }

    /// The text of a speaker note.
    var speakerNoteText: ArraySlice<UInt8> { dropFirst(2) }

    func starts(with mark: StaticString) -> Bool {
        count >= mark.utf8CodeUnitCount
            && mark.withUTF8Buffer { zip($0, self).allSatisfy { $0 == $1 } }
    }
}

/// Walks the lines of a deck; comments are invisible to it.
struct LineCursor {
    let source: SourceFile
    private let comment: StaticString
    /// The index of the physical line that comes next.
    var next = 0

    init(_ source: SourceFile, comment: StaticString) {
        self.source = source
        self.comment = comment
    }

    /// Returns the next line that is no comment and moves past it; at the end moves, too, so that ``untake()`` balances.
    mutating func take() -> Line? {
        while true {
            let index = next
            next += 1
            guard index < source.lines.count else { return nil }
            let bytes = source.bytes[source.lines[index]]
            if !bytes.starts(with: comment) { return Line(number: index + 1, bytes: bytes) }
        }
    }

    /// Takes lines until one that is not blank.
    mutating func takeNonBlank() -> Line? {
        while let line = take() {
            if !line.isBlank { return line }
        }
        return nil
    }

    /// Moves back by one physical line.
    mutating func untake() { next -= 1 }

    /// The location of a line, whole.
    func location(_ line: Line) -> SourceLocation { source.location(line: line.number) }

    /// The end of the text, for problems with what is missing.
    var end: SourceLocation {
        let last = max(source.lines.count, 1)
        let column = source.line(last).count + 1
        return source.location(line: last, columns: column..<column)
    }
}
