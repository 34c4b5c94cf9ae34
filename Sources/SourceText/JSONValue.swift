/// A JSON value whose objects keep the order of their members.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    /// A number with at most three decimals, which no binary fraction has touched.
    case thousandths(Int)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A named value of an object.
    public struct Member: Hashable, Sendable {
        public var name: String
        public var value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Makes an object; members without a value are left out.
    public static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    /// The value's text.
    ///
    /// - Parameter indented: Whether every member and element stands on a line of its own, two spaces a level.
    /// - Returns: The text, without a line feed at its end.
    public func text(indented: Bool = false) -> String {
        var out: [UInt8] = []
        write(to: &out, indent: indented ? 0 : nil)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends the value's text, in UTF-8.
    ///
    /// The indentation is the level to start at, or nil for everything on one line.
    public func write(to out: inout [UInt8], indent: Int?) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .number(let value): out += String(value).utf8
        case .thousandths(let value): out += Self.decimal(value).utf8
        case .string(let value): Self.writeQuoted(value, to: &out)
        case .array(let elements):
            Self.writeList(elements, "[", "]", indent, to: &out) { $0.write(to: &$1, indent: $2) }
        case .object(let members):
            Self.writeList(members, "{", "}", indent, to: &out) { member, out, level in
                Self.writeQuoted(member.name, to: &out)
                out += (level == nil ? ":" : ": ").utf8
                member.value.write(to: &out, indent: level)
            }
        }
    }

    private static func writeList<Element>(
        _ elements: [Element],
        _ open: StaticString,
        _ close: StaticString,
        _ indent: Int?,
        to out: inout [UInt8],
        write: (Element, inout [UInt8], Int?) -> Void
    ) {
        out.append(open.utf8Start.pointee)
        for (index, element) in elements.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if let indent { newLine(indent + 1, to: &out) }
            write(element, &out, indent.map { $0 + 1 })
        }
        if let indent, !elements.isEmpty { newLine(indent, to: &out) }
        out.append(close.utf8Start.pointee)
    }

    /// Thousandths as a decimal number without zeros at its end.
    private static func decimal(_ thousandths: Int) -> String {
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1_000)
        let sign = thousandths < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        var digits = String(rest + 1_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    private static func newLine(_ level: Int, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\n"))
        out += repeatElement(UInt8(ascii: " "), count: 2 * level)
    }

    private static func writeQuoted(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): out += #"\""#.utf8
            case UInt8(ascii: "\\"): out += #"\\"#.utf8
            case UInt8(ascii: "\n"): out += #"\n"#.utf8
            case UInt8(ascii: "\t"): out += #"\t"#.utf8
            case UInt8(ascii: "\r"): out += #"\r"#.utf8
            // "<" is escaped so that the text may stand inside a script element.
            case 0..<0x20, 0x7F, UInt8(ascii: "<"):
                let digits = Array("0123456789abcdef".utf8)
                out += #"\u00"#.utf8
                out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
