import EngineAPI

/// RFC 6901: where in a document a value stands, `/spec/containers/0/image`.
struct JSONPointer: Hashable {
    var parts: [String]

    /// Reads a pointer; nil where it isn't one.
    init?(_ text: String) {
        guard !text.isEmpty else {
            parts = []
            return
        }
        guard text.hasPrefix("/") else { return nil }
        var parts: [String] = []
        for part in text.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"),
            omittingEmptySubsequences: false
        ) {
            guard let part = Self.unescape(part) else { return nil }
            parts.append(part)
        }
        self.parts = parts
    }

    private static func unescape(_ part: some Sequence<UInt8>) -> String? {
        var out: [UInt8] = []
        var isEscape = false
        for byte in part {
            switch (isEscape, byte) {
            case (true, UInt8(ascii: "0")): out.append(UInt8(ascii: "~"))
            case (true, UInt8(ascii: "1")): out.append(UInt8(ascii: "/"))
            case (true, _): return nil
            case (false, UInt8(ascii: "~")):
                isEscape = true
                continue
            case (false, _): out.append(byte)
            }
            isEscape = false
        }
        return isEscape ? nil : String(decoding: out, as: UTF8.self)
    }

    /// The place of an element in a list; nil for what is no index within it.
    static func index(_ part: String, below count: Int) -> Int? {
        guard let index = Int(part), index >= 0, index < count, String(index) == part else { return nil }
        return index
    }
}

extension JSON {
    /// The value at a pointer; nil where there is none.
    func pointee(_ pointer: ArraySlice<String>) -> JSON? {
        var value = self
        for part in pointer {
            switch value {
            case .object:
                guard let member = value[part] else { return nil }
                value = member
            case .array(let elements):
                guard let index = JSONPointer.index(part, below: elements.count) else { return nil }
                value = elements[index]
            case .null, .bool, .number, .string: return nil
            }
        }
        return value
    }
}
