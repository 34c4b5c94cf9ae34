import DeckModel
import GoText

/// The lines that `.code` shows of a file.
struct Listing {
    /// What is odd about a listing although `present` takes it.
    enum Finding: Hashable {
        /// A line that would be hidden but for white space after `OMIT`.
        case omitBeforeSpace(line: Int)
        /// No line has the highlight that the command names.
        case unmatchedHighlight
        /// The address is right and shows nothing.
        case empty
        /// A line longer than 65,535 bytes: `present` shows neither it nor what follows.
        case tooLongLine(line: Int)
    }

    private(set) var lines: [Code.Line] = []
    /// The shown lines as they stand in the file, each with a line feed.
    private(set) var raw: [UInt8] = []
    private(set) var findings: [Finding] = []

    static let longestLine = 65_535

    /// Makes the listing of a part of a file.
    ///
    /// - Parameters:
    ///   - file: The file's bytes.
    ///   - range: The part, as ``SourceAddress`` finds it.
    ///   - highlight: The highlight's name; empty where the command names none.
    init(_ file: [UInt8], _ range: Range<Int>, highlight: ArraySlice<UInt8>) {
        let shown = collect(file, range)
        for (number, bytes) in shown {
            let display = DisplayLine(bytes, highlight: highlight)
            lines.append(Code.Line(number: number, text: display.text, isHighlighted: display.isHighlighted))
            raw += bytes
            raw.append(UInt8(ascii: "\n"))
        }
        if lines.isEmpty {
            findings.append(.empty)
        } else if !highlight.isEmpty, !lines.contains(where: \.isHighlighted) {
            findings.append(.unmatchedHighlight)
        }
    }

    /// The lines of the range without hidden ones, and without empty ones at the ends.
    private mutating func collect(
        _ file: [UInt8],
        _ range: Range<Int>
    ) -> ArraySlice<(number: Int, bytes: ArraySlice<UInt8>)> {
        var shown: [(number: Int, bytes: ArraySlice<UInt8>)] = []
        var number = 1 + file[..<range.lowerBound].count { $0 == UInt8(ascii: "\n") }
        var start = range.lowerBound
        while start < range.upperBound {
            let end = file[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? range.upperBound
            var line = file[start..<end]
            if line.count > Self.longestLine {
                findings.append(.tooLongLine(line: number))
                break
            }
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if !line.ends(with: "OMIT") {
                if GoText.trimmedEnd(line).ends(with: "OMIT") {
                    findings.append(.omitBeforeSpace(line: number))
                }
                shown.append((number, line))
            }
            start = end + 1
            number += 1
        }
        let last = shown.lastIndex { !$0.bytes.isEmpty } ?? -1
        return shown[..<(last + 1)].drop { $0.bytes.isEmpty }
    }
}

/// A line in the form that is shown.
private struct DisplayLine {
    let text: String
    let isHighlighted: Bool

    init(_ line: ArraySlice<UInt8>, highlight: ArraySlice<UInt8>) {
        var bytes = Self.withoutTabs(line)
        var isHighlighted = false
        if let comment = Self.highlightComment(bytes) {
            isHighlighted = bytes[comment.upperBound...].elementsEqual(highlight)
            bytes = bytes[..<comment.lowerBound]
        }
        self.isHighlighted = isHighlighted
        text = GoText.decode(bytes)
    }

    private static func withoutTabs(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard line.contains(UInt8(ascii: "\t")) else { return line }
        var out: [UInt8] = []
        for byte in line {
            if byte == UInt8(ascii: "\t") { out += "    ".utf8 } else { out.append(byte) }
        }
        return out[...]
    }

    /// The last ` // HL` that has something before it; what follows it is the name.
    private static func highlightComment(_ line: ArraySlice<UInt8>) -> Range<Int>? {
        let mark = Array(" // HL".utf8)
        guard line.count > mark.count else { return nil }
        let starts = (line.startIndex + 1)...(line.endIndex - mark.count)
        return starts.last { line[$0] == mark[0] && line[$0...].starts(with: mark) }
            .map { $0..<$0 + mark.count }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with text: StaticString) -> Bool {
        text.withUTF8Buffer { suffix($0.count).elementsEqual($0) }
    }
}
