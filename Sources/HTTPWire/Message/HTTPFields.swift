/// The header fields of a message, in order; names compare without regard to case.
public struct HTTPFields: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    public private(set) var all: [Field] = []

    /// A name with its value.
    public struct Field: Hashable, Sendable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(_ fields: [Field] = []) { all = fields }

    public init(dictionaryLiteral elements: (String, String)...) { all = elements.map { Field($0, $1) } }

    /// The first value of a name.
    public subscript(name: String) -> String? { all.first { Self.isSame($0.name, name) }?.value }

    /// All values of a name.
    public func values(_ name: String) -> [String] {
        all.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// The words of a field whose value is a list, in lower case.
    public func tokens(_ name: String) -> [String] {
        values(name).flatMap { $0.split(separator: ",") }.map {
            String($0.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }).lowercased()
        }.filter { !$0.isEmpty }
    }

    /// Adds a field.
    public mutating func add(_ name: String, _ value: String) { all.append(Field(name, value)) }

    /// Replaces a field.
    public mutating func set(_ name: String, _ value: String) {
        all.removeAll { Self.isSame($0.name, name) }
        add(name, value)
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { lower($0) == lower($1) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
