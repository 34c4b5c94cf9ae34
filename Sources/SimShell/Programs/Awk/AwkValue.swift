import Glibc

/// A value of awk: a number, a text, or a text from outside that may count as a number.
enum AwkValue: Sendable {
    case unset
    case number(Double)
    case text([UInt8])
    /// From input: it compares as a number where it looks like one.
    case input([UInt8])

    var number: Double {
        switch self {
        case .unset: 0
        case .number(let value): value
        case .text(let bytes), .input(let bytes): AwkNumber.read(bytes[...]).value
        }
    }

    func text(_ format: [UInt8]) -> [UInt8] {
        switch self {
        case .unset: []
        case .number(let value): AwkNumber.text(value, format)
        case .text(let bytes), .input(let bytes): bytes
        }
    }

    var isTrue: Bool {
        switch self {
        case .unset: return false
        case .number(let value): return value != 0
        case .text(let bytes): return !bytes.isEmpty
        case .input(let bytes): return looksNumeric.map { $0 != 0 } ?? !bytes.isEmpty
        }
    }

    /// The number that it is, where it compares as one.
    var looksNumeric: Double? {
        switch self {
        case .unset: return 0
        case .number(let value): return value
        case .text: return nil
        case .input(let bytes):
            let bare = bytes.drop { $0 == 32 || $0 == 9 || $0 == 10 }
            let (value, length) = AwkNumber.read(bare)
            guard length > 0, bare.dropFirst(length).allSatisfy({ $0 == 32 || $0 == 9 || $0 == 10 }) else {
                return nil
            }
            return value
        }
    }
}

/// Numbers as awk reads and writes them.
enum AwkNumber {
    /// The number at the beginning of a text, blanks before it skipped, and how many bytes it took of what follows them.
    static func read(
        _ bytes: ArraySlice<UInt8>,
        takesHexadecimal: Bool = false
    ) -> (value: Double, length: Int) {
        let bare = bytes.drop { $0 == 32 || $0 == 9 || $0 == 10 }
        var at = bare.startIndex
        if at < bare.endIndex, bare[at] == UInt8(ascii: "-") || bare[at] == UInt8(ascii: "+") { at += 1 }
        if takesHexadecimal, bare[at...].starts(with: [48, 120]) {
            let digits = bare[(at + 2)...].prefix { Character(Unicode.Scalar($0)).isHexDigit }.prefix(15)
            if let value = Int(String(decoding: digits, as: UTF8.self), radix: 16) {
                return (Double(value), 2 + digits.count)
            }
        }
        var digits = 0
        while at < bare.endIndex, bare[at].isDigit { (at, digits) = (at + 1, digits + 1) }
        if at < bare.endIndex, bare[at] == UInt8(ascii: ".") {
            at += 1
            while at < bare.endIndex, bare[at].isDigit { (at, digits) = (at + 1, digits + 1) }
        }
        guard digits > 0 else { return (0, 0) }
        if at < bare.endIndex, bare[at] | 32 == UInt8(ascii: "e") {
            var end = at + 1
            if end < bare.endIndex, bare[end] == UInt8(ascii: "-") || bare[end] == UInt8(ascii: "+") {
                end += 1
            }
            let start = end
            while end < bare.endIndex, bare[end].isDigit { end += 1 }
            if end > start { at = end }
        }
        var text = String(decoding: bare[..<at], as: UTF8.self)
        if text.hasSuffix(".") { text += "0" }
        return (strtod(text, nil), at - bare.startIndex)
    }

    static func text(_ value: Double, _ format: [UInt8]) -> [UInt8] {
        if value == value.rounded(.towardZero), abs(value) < 1e18 { return Array(String(Int(value)).utf8) }
        return AwkFormat.print(format, [.number(value)], numbers: format)
    }

    /// A whole number, where a double may be none.
    static func whole(_ value: Double) -> Int {
        value.isNaN ? 0 : value >= 9.2e18 ? .max : value <= -9.2e18 ? .min : Int(value)
    }
}

/// `printf` of awk.
enum AwkFormat {
    private static let longest = 10_000

    static func print(_ format: [UInt8], _ values: [AwkValue], numbers: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var rest = values[...]
        var at = 0
        while at < format.count, out.count < Shell.maxExpansion {
            guard format[at] == UInt8(ascii: "%") else {
                out.append(format[at])
                at += 1
                continue
            }
            var end = at + 1
            var directive = "%"
            while end < format.count, "-+ #0123456789.*".utf8.contains(format[end]) {
                if format[end] == UInt8(ascii: "*") {
                    directive += String(
                        min(longest, max(-longest, AwkNumber.whole((rest.popFirst() ?? .unset).number)))
                    )
                } else {
                    directive.append(Character(Unicode.Scalar(format[end])))
                }
                end += 1
            }
            guard end < format.count else { return out + Array(format[at...]) }
            let kind = format[end]
            at = end + 1
            if kind == UInt8(ascii: "%") {
                out.append(kind)
                continue
            }
            let widths = directive.split { !$0.isNumber }.compactMap { Int($0) }
            guard widths.allSatisfy({ $0 <= longest }), directive.utf8.count < 40 else { continue }
            out += one(directive, kind, rest.popFirst() ?? .unset, numbers)
        }
        return out
    }

    private static func one(
        _ directive: String,
        _ kind: UInt8,
        _ value: AwkValue,
        _ numbers: [UInt8]
    ) -> [UInt8] {
        switch kind {
        case UInt8(ascii: "d"), UInt8(ascii: "i"):
            return system(directive + "ld", AwkNumber.whole(value.number.rounded(.towardZero)))
        case UInt8(ascii: "o"), UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "u"):
            let letter = String(Unicode.Scalar(kind))
            return system(directive + "l" + letter, AwkNumber.whole(value.number.rounded(.towardZero)))
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "g"),
            UInt8(ascii: "G"):
            return system(directive + String(Unicode.Scalar(kind)), value.number)
        case UInt8(ascii: "c"):
            if case .number(let code) = value {
                return padded([UInt8(truncatingIfNeeded: AwkNumber.whole(code))], directive)
            }
            return padded(Array(value.text(numbers).prefix(1)), directive)
        case UInt8(ascii: "s"): return padded(value.text(numbers), directive)
        default: return Array(directive.utf8) + [kind]
        }
    }

    /// A number, as the system writes it: nothing but numbers goes there.
    static func system(_ format: String, _ value: any CVarArg) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: 400 + longest)
        let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
        return buffer.prefix(max(0, min(Int(count), buffer.count - 1))).map { UInt8(bitPattern: $0) }
    }

    private static func padded(_ bytes: [UInt8], _ directive: String) -> [UInt8] {
        let sides = directive.dropFirst().drop { "-+ #0".contains($0) }
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let width = sides.first.flatMap { Int($0) } ?? 0
        let cut = sides.count > 1 ? Array(bytes.prefix(max(0, Int(sides[1]) ?? 0))) : bytes
        let blanks = [UInt8](repeating: 32, count: max(0, width - cut.count))
        return directive.dropFirst().prefix { "-+ #0".contains($0) }.contains("-")
            ? cut + blanks : blanks + cut
    }
}

/// An array of awk, gone through in the order in which BusyBox's tables keep it.
final class AwkArray {
    private var items: [[UInt8]: (value: AwkValue, serial: Int)] = [:]
    private var last = 0

    var count: Int { items.count }

    /// What it takes of the memory, about.
    var weight: Int { items.reduce(0) { $0 + $1.key.count + 64 + AwkMachine.weight($1.value.value) } }

    func contains(_ key: [UInt8]) -> Bool { items[key] != nil }

    subscript(key: [UInt8]) -> AwkValue? {
        get { items[key]?.value }
        set {
            guard let newValue else {
                items[key] = nil
                return
            }
            if let old = items[key] {
                items[key] = (newValue, old.serial)
            } else {
                last += 1
                items[key] = (newValue, last)
            }
        }
    }

    func removeAll() { items = [:] }

    var keys: [[UInt8]] {
        let size = [61, 251, 1021, 4093, 16_381].first { items.count <= $0 * 10 } ?? 65_521
        let placed = items.map { key, item in
            let hash = key.reduce(0 as UInt32) { UInt32($1) &+ ($0 << 6) &+ ($0 >> 26) }
            return (bucket: Int(hash) % size, serial: item.serial, key: key)
        }
        // In a bucket the newest stands first.
        return placed.sorted { ($0.bucket, -$0.serial) < ($1.bucket, -$1.serial) }.map(\.key)
    }
}
