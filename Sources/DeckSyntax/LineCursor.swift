import GoText
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
        guard count >= mark.utf8CodeUnitCount else { return false }
        for offset in 0..<mark.utf8CodeUnitCount where self[startIndex + offset] != mark.utf8Start[offset] {
            return false
        }
        return true
    }
}

extension SourceFile {
    /// Whether a line, told by its range, begins with a mark.
    func begins(_ line: Range<Int>, with mark: StaticString) -> Bool {
        guard line.count >= mark.utf8CodeUnitCount else { return false }
        for offset in 0..<mark.utf8CodeUnitCount
        where bytes[line.lowerBound + offset] != mark.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether a line, told by its range, has nothing but white space.
    func isWhite(_ line: Range<Int>) -> Bool {
        // Most lines are told by their first byte that is no space.
        guard let start = line.first(where: { bytes[$0] != UInt8(ascii: " ") }) else { return true }
        if bytes[start] > UInt8(ascii: " "), bytes[start] < 0x80 { return false }
        return GoText.isWhite(bytes[start..<line.upperBound])
    }

    /// The first byte of a line, told by its range; nil where the line is empty.
    func firstByte(of line: Range<Int>) -> UInt8? { line.isEmpty ? nil : bytes[line.lowerBound] }
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
        takeRange().map { Line(number: $0.number, bytes: source.bytes[$0.bytes]) }
    }

    /// Takes the next line as ``take()`` does, and returns no more than its number and where it stands.
    mutating func takeRange() -> (number: Int, bytes: Range<Int>)? {
        while next < source.lines.count {
            let range = source.lines[next]
            next += 1
            if !source.begins(range, with: comment) { return (next, range) }
        }
        next += 1
        return nil
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
