import LabModel

/// What is wrong with the description of a variant, and where in its text.
struct VariantError: Error, Hashable {
    var message: String
    /// Byte offsets in the text.
    var range: Range<Int>
}

/// Reads what a student's own value is: `port A..B`, `word`, `name` or a template, and `for LITERAL` behind it.
enum VariantReader {
    static let rule =
        "written 'port 20000..29999', 'word', 'name' or a template such as 'v{{hex6}}', and 'for LITERAL'"

    static func read(_ text: String) throws(VariantError) -> (kind: LabVariant.Kind, literal: String?) {
        let words = Words(text)
        guard let first = words.first else {
            throw VariantError(message: "a variant is \(rule)", range: words.all)
        }
        var rest = words.list.dropFirst()
        let kind: LabVariant.Kind
        switch first.text {
        case "word": kind = .word
        case "name": kind = .name
        case "port":
            guard let range = rest.popFirst() else {
                throw VariantError(
                    message: "'port' is followed by a range such as 20000..29999",
                    range: first.range
                )
            }
            guard let ports = self.range(range.text, within: 1...65_535) else {
                throw VariantError(
                    message: "'\(range.text)' is no range of ports, such as 20000..29999",
                    range: range.range
                )
            }
            kind = .port(ports)
        default: kind = .template(try template(first, &rest, in: text))
        }
        return (kind, try literal(&rest, kind))
    }

    /// Reads `for LITERAL`.
    private static func literal(
        _ rest: inout ArraySlice<Words.Word>,
        _ kind: LabVariant.Kind
    ) throws(VariantError) -> String? {
        guard let word = rest.popFirst() else { return nil }
        guard word.text == "for" else {
            throw VariantError(
                message: "'\(word.text)' means nothing here; a variant is \(rule)",
                range: word.range
            )
        }
        guard let literal = rest.popFirst() else {
            throw VariantError(
                message: "'for' is followed by the text that the value stands for",
                range: word.range
            )
        }
        if let more = rest.first {
            throw VariantError(message: "'for' is followed by one word", range: more.range)
        }
        if case .port = kind, Int(literal.text).map({ (1...65_535).contains($0) }) != true {
            throw VariantError(
                message: "a port stands for another one; '\(literal.text)' is none",
                range: literal.range
            )
        }
        guard literal.text.utf8.allSatisfy(WordBoundary.isPart) else {
            throw VariantError(
                message: "the text is one word of letters, digits, '-', '_' and '.'",
                range: literal.range
            )
        }
        return literal.text
    }

    /// `A..B`, within bounds; the first is no greater than the last.
    private static func range(
        _ text: some StringProtocol,
        within bounds: ClosedRange<Int>
    ) -> ClosedRange<Int>? {
        let ends = text.split(separator: ".", omittingEmptySubsequences: false)
        guard ends.count == 3, ends[1].isEmpty, let first = Int(ends[0]), let last = Int(ends[2]),
            first <= last,
            bounds.contains(first), bounds.contains(last)
        else { return nil }
        return first...last
    }

    // MARK: Templates

    /// Reads a template; its holes may have spaces inside, so words are put together again.
    private static func template(
        _ first: Words.Word,
        _ rest: inout ArraySlice<Words.Word>,
        in text: String
    ) throws(VariantError) -> [LabVariant.Piece] {
        var end = first.range.upperBound
        while let word = rest.first, word.text != "for" {
            end = word.range.upperBound
            rest.removeFirst()
        }
        let range = first.range.lowerBound..<end
        let bytes = Array(text.utf8)[range]
        var pieces: [LabVariant.Piece] = []
        var literal: [UInt8] = []
        var at = range.lowerBound
        func take() {
            if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
            literal = []
        }
        while at < end {
            if bytes[at...].starts(with: "{{".utf8) {
                let close = (at..<end).first { bytes[$0...].starts(with: "}}".utf8) }
                guard let close else { throw VariantError(message: "nothing closes '{{'", range: at..<end) }
                take()
                pieces.append(
                    try hole(String(decoding: bytes[at + 2..<close], as: UTF8.self), at..<close + 2)
                )
                at = close + 2
            } else {
                guard WordBoundary.isPart(bytes[at]) else {
                    throw VariantError(
                        message: "a template has letters, digits, '-', '_', '.' and holes",
                        range: at..<at + 1
                    )
                }
                literal.append(bytes[at])
                at += 1
            }
        }
        take()
        guard pieces.contains(where: { if case .literal = $0 { false } else { true } }) else {
            throw VariantError(
                message:
                    "'\(String(decoding: bytes, as: UTF8.self))' is the same for everybody; a variant is \(rule)",
                range: range
            )
        }
        return pieces
    }

    private static func hole(_ text: String, _ range: Range<Int>) throws(VariantError) -> LabVariant.Piece {
        let text = text.trimmingSpaces
        if text == "word" { return .word }
        if text.hasPrefix("hex"), let count = Int(text.dropFirst(3)), (1...64).contains(count) {
            return .hex(count)
        }
        if text.hasPrefix("int "),
            let numbers = self.range(text.dropFirst(4).drop { $0 == " " }, within: 0...999_999_999)
        {
            return .number(numbers)
        }
        throw VariantError(
            message: "'{{\(text)}}' is no hole of a variant: there are {{hexN}}, {{word}} and {{int A..B}}",
            range: range
        )
    }

    /// The words of a text with their places.
    private struct Words {
        struct Word {
            var text: String
            var range: Range<Int>
        }

        var list: [Word] = []
        let all: Range<Int>

        var first: Word? { list.first }

        init(_ text: String) {
            let bytes = Array(text.utf8)
            all = 0..<bytes.count
            var at = 0
            while at < bytes.count {
                let end = bytes[at...].firstIndex { $0.isBlank } ?? bytes.count
                if end > at {
                    list.append(Word(text: String(decoding: bytes[at..<end], as: UTF8.self), range: at..<end))
                }
                at = end + 1
            }
        }
    }
}
