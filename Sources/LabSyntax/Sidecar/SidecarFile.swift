import SourceText
import Yams

/// The YAML of a sidecar, with places; what could cost more than it is long is refused.
struct SidecarFile {
    let source: SourceFile
    /// The document; nil for an empty file.
    let root: Node?

    /// The largest file that is read, in bytes.
    private static let largest = 1 << 20

    /// What keeps a file from being read.
    struct Refusal: Error {
        var diagnostic: Diagnostic
    }

    init(_ source: SourceFile) throws(Refusal) {
        self.source = source
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
            throw Self.refusal(Self.reason(error), at: Self.place(of: error, in: source))
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

    private static func place(of error: any Error, in source: SourceFile) -> SourceLocation {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            source.restOfLine(from: mark)
        case .duplicatedKeysInMapping(_, let context): source.restOfLine(from: context.mark)
        default: source.location(line: 1)
        }
    }

    // MARK: Places

    /// The place of a node: a text on one line as far as it goes, for all else the rest of its first line.
    func location(_ node: Node) -> SourceLocation {
        if let scalar = node.scalar, let places = ScalarPlaces(scalar, in: source) { return places.whole }
        return node.mark.map(source.restOfLine) ?? source.location(line: 1)
    }

    /// The place of a stretch of a text, given in bytes of its value.
    func location(_ node: Node, _ range: Range<Int>) -> SourceLocation {
        guard let scalar = node.scalar, let places = ScalarPlaces(scalar, in: source) else {
            return location(node)
        }
        return places.location(range)
    }
}

extension SourceFile {
    /// The byte offset of a mark, whose columns are code points.
    func offset(of mark: Mark) -> Int {
        guard lines.indices.contains(mark.line - 1) else { return bytes.count }
        let line = lines[mark.line - 1]
        var left = mark.column - 1
        var offset = line.lowerBound
        while left > 0, offset < line.upperBound {
            offset += 1
            while offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }

    fileprivate func restOfLine(from mark: Mark) -> SourceLocation {
        guard let line = lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : nil else {
            return location(line: max(lines.count, 1))
        }
        let column = offset(of: mark) - line.lowerBound + 1
        return location(line: mark.line, columns: column..<max(column, line.count + 1))
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
