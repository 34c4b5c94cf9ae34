/// The values that one student has of their own in a lab, by the names of its variants.
///
///     let values = VariantValues(of: lab, for: "ada") { HMAC<SHA256>… }
///
/// They depend on the key, the student, the lab and the name, and on nothing else: the same on every machine and in
/// every run. Who doesn't have the key can't tell a neighbour's.
public struct VariantValues: Hashable, Sendable {
    public var values: [String: String]

    public init(_ values: [String: String] = [:]) { self.values = values }

    public subscript(name: String) -> String? { values[name] }

    /// Derives a student's values.
    ///
    /// - Parameters:
    ///   - lab: The lab with its variants.
    ///   - student: Whatever names the student in the course, always the same.
    ///   - code: HMAC-SHA-256 of a message under the course's key: 32 bytes.
    public init(of lab: Lab, for student: String, code: @escaping ([UInt8]) -> [UInt8]) {
        values = [:]
        for variant in lab.variants {
            var bytes = VariantBytes(student, lab.id, variant.name, code)
            // Two ports of one lab are two ports, and no value is what everybody has.
            let taken = Set(values.values).union(variant.literal.map { [$0] } ?? [])
            var value = variant.value(from: &bytes)
            for _ in 0..<64 where taken.contains(value) { value = variant.value(from: &bytes) }
            values[variant.name] = value
        }
    }
}

/// Bytes without end that only who has the key can foretell.
private struct VariantBytes {
    private let parts: [UInt8]
    private let code: ([UInt8]) -> [UInt8]
    private var block: ArraySlice<UInt8> = []
    private var blocks = 0

    /// Each part stands behind its length, so that "ab" and "c" aren't "a" and "bc".
    init(_ student: String, _ lab: String, _ name: String, _ code: @escaping ([UInt8]) -> [UInt8]) {
        parts = ["slidectl variant 1", student, lab, name].flatMap { Array("\($0.utf8.count):\($0),".utf8) }
        self.code = code
    }

    private mutating func next() -> UInt8 {
        if block.isEmpty {
            block = code(parts + Array("\(blocks)".utf8))[...]
            blocks += 1
        }
        return block.popFirst() ?? 0
    }

    /// A number from 0 to one below a bound, each as likely as any other.
    mutating func number(below bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        // 32 bits; what would make the first numbers likelier is drawn again.
        let span: UInt64 = 1 << 32
        let fair = span - span % UInt64(bound)
        while true {
            var drawn: UInt64 = 0
            for _ in 0..<4 { drawn = drawn << 8 | UInt64(next()) }
            if drawn < fair { return Int(drawn % UInt64(bound)) }
        }
    }
}

extension LabVariant {
    fileprivate func value(from bytes: inout VariantBytes) -> String {
        switch kind {
        case .port(let range): Self.number(in: range, &bytes)
        case .word: Self.word(&bytes)
        case .name: Self.word(&bytes) + "-" + Self.word(&bytes)
        case .template(let pieces): pieces.map { Self.text(of: $0, &bytes) }.joined()
        }
    }

    private static func text(of piece: Piece, _ bytes: inout VariantBytes) -> String {
        switch piece {
        case .literal(let text): text
        case .hex(let count): (0..<count).map { _ in String(bytes.number(below: 16), radix: 16) }.joined()
        case .word: word(&bytes)
        case .number(let range): number(in: range, &bytes)
        }
    }

    private static func number(in range: ClosedRange<Int>, _ bytes: inout VariantBytes) -> String {
        String(range.lowerBound + bytes.number(below: range.upperBound - range.lowerBound + 1))
    }

    /// Four syllables: one of 41 million words, and none that anybody has to spell.
    private static func word(_ bytes: inout VariantBytes) -> String {
        let consonants = Array("bdfghjklmnprstvz")
        let vowels = Array("aeiou")
        var word = ""
        for _ in 0..<4 {
            word.append(consonants[bytes.number(below: consonants.count)])
            word.append(vowels[bytes.number(below: vowels.count)])
        }
        return word
    }
}
