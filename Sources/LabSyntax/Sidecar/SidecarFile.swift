import SourceText
import Yams

/// The YAML of a sidecar, with places; what could cost more than it is long is refused.
struct SidecarFile {
    let source: SourceFile
    /// The document; nil for an empty file.
    let root: Node?
    private let offsets: MarkOffsets

    /// The largest file that is read, in bytes.
    private static let largest = 1 << 20

    /// What keeps a file from being read.
    struct Refusal: Error {
        var diagnostic: Diagnostic
    }

    init(_ source: SourceFile) throws(Refusal) {
        self.source = source
        offsets = MarkOffsets(source)
        guard source.bytes.count <= Self.largest else {
            throw Self.refusal("it is larger than 1 MiB", at: source.location(line: 1))
        }
        if let name = Self.repeatedAnchor(in: source.bytes) {
            throw Self.refusal(
                "anchors and aliases aren't taken here, and '&\(name)' and '*\(name)' look like one",
                at: source.location(line: 1)
            )
        }
        do {
            root = try compose(yaml: String(decoding: source.bytes, as: UTF8.self))
        } catch {
            throw Self.refusal(Self.reason(error), at: Self.place(of: error, offsets))
        }
    }

    private static func refusal(_ reason: String, at location: SourceLocation) -> Refusal {
        Refusal(diagnostic: .unreadableSidecar(reason, at: location))
    }

    // MARK: Aliases

    /// A name that stands behind `&` and behind `*`: without one no alias can be used.
    ///
    /// Nested aliases grow without bound while they are read, before anybody can count them; so they are looked for in
    /// the text. A text that isn't an alias may be taken for one where both signs stand before the same word.
    private static func repeatedAnchor(in bytes: [UInt8]) -> String? {
        let anchors = names(behind: UInt8(ascii: "&"), in: bytes)
        guard !anchors.isEmpty else { return nil }
        return anchors.intersection(names(behind: UInt8(ascii: "*"), in: bytes)).min()
    }

    private static func names(behind sign: UInt8, in bytes: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        for index in bytes.indices where bytes[index] == sign {
            let name = bytes[(index + 1)...].prefix {
                $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            }
            if !name.isEmpty { names.insert(String(decoding: name, as: UTF8.self)) }
        }
        return names
    }

    // MARK: Errors of the YAML library

    private static func reason(_ error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(let context, let problem, _, _), .parser(let context, let problem, _, _),
            .composer(let context, let problem, _, _):
            [problem, context.map { $0.text }].compactMap { $0 }.joined(separator: " ")
        case .duplicatedKeysInMapping(let keys, _):
            "a key stands once in its place; found twice: \(keys.sorted().joined(separator: ", "))"
        default: "it is no YAML"
        }
    }

    private static func place(of error: any Error, _ offsets: MarkOffsets) -> SourceLocation {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            offsets.restOfLine(from: mark)
        case .duplicatedKeysInMapping(_, let context): offsets.restOfLine(from: context.mark)
        default: offsets.source.location(line: 1)
        }
    }

    // MARK: Places

    /// The place of a node: a text on one line as far as it goes, for all else the rest of its first line.
    func location(_ node: Node) -> SourceLocation {
        if let scalar = node.scalar, let places = ScalarPlaces(scalar, offsets) { return places.whole }
        return node.mark.map(offsets.restOfLine) ?? source.location(line: 1)
    }

    /// The place of a stretch of a text, given in bytes of its value.
    func location(_ node: Node, _ range: Range<Int>) -> SourceLocation {
        guard let scalar = node.scalar, let places = ScalarPlaces(scalar, offsets) else {
            return location(node)
        }
        return places.location(range)
    }
}

/// Finds the bytes of marks, whose columns are code points; each in one step, however long a line is.
struct MarkOffsets {
    let source: SourceFile
    /// The offset of each code point.
    private let points: [Int]
    /// The number of the first code point of each line.
    private let lines: [Int]

    init(_ source: SourceFile) {
        var points: [Int] = []
        var lines: [Int] = []
        for line in source.lines {
            lines.append(points.count)
            points += line.lazy.filter { $0 == line.lowerBound || source.bytes[$0] & 0xC0 != 0x80 }
            // Behind the last one a mark may stand, too.
            points.append(line.upperBound)
        }
        (self.source, self.points, self.lines) = (source, points, lines)
    }

    /// The byte offset of a mark; one that stands nowhere is the end of its line, or of the file.
    func offset(of mark: Mark) -> Int {
        guard lines.indices.contains(mark.line - 1) else { return source.bytes.count }
        let line = source.lines[mark.line - 1]
        let point = lines[mark.line - 1] + max(mark.column - 1, 0)
        return point < points.count ? min(points[point], line.upperBound) : line.upperBound
    }

    func restOfLine(from mark: Mark) -> SourceLocation {
        guard source.lines.indices.contains(mark.line - 1) else {
            return source.location(line: max(source.lines.count, 1))
        }
        let line = source.lines[mark.line - 1]
        let column = offset(of: mark) - line.lowerBound + 1
        return source.location(line: mark.line, columns: column..<max(column, line.count + 1))
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
