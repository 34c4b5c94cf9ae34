/// What must be known of a pattern's text where RE2 and Go disagree.
enum GoRegexpPattern {
    private static let backslash = UInt8(ascii: "\\")

    /// The index of the first `\C` outside of `\Q…\E`.
    static func anyByteEscape(_ pattern: [UInt8]) -> Int? {
        guard
            zip(pattern, pattern.dropFirst()).contains(where: { $0 == backslash && $1 == UInt8(ascii: "C") })
        else { return nil }
        var index = 0
        while index + 1 < pattern.count {
            guard pattern[index] == backslash else {
                index += 1
                continue
            }
            switch pattern[index + 1] {
            case UInt8(ascii: "C"): return index
            case UInt8(ascii: "Q"): index = endOfQuotation(pattern, from: index)
            default: index += 2
            }
        }
        return nil
    }

    /// The pattern with `(?P<name>` made `(`.
    static func withoutNames(_ pattern: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        while index < pattern.count {
            var next = index + 1
            switch pattern[index] {
            case backslash where index + 1 < pattern.count:
                let isQuotation = pattern[index + 1] == UInt8(ascii: "Q")
                next = isQuotation ? endOfQuotation(pattern, from: index) : index + 2
            case UInt8(ascii: "["): next = endOfClass(pattern, from: index)
            case UInt8(ascii: "(") where pattern[index...].starts(with: "(?P<".utf8):
                out.append(UInt8(ascii: "("))
                index = (pattern[index...].firstIndex(of: UInt8(ascii: ">")) ?? index) + 1
                continue
            default: break
            }
            out += pattern[index..<next]
            index = next
        }
        return out
    }

    private static func endOfQuotation(_ pattern: [UInt8], from start: Int) -> Int {
        var index = start + 2
        while index + 1 < pattern.count {
            if pattern[index] == backslash, pattern[index + 1] == UInt8(ascii: "E") { return index + 2 }
            index += 1
        }
        return pattern.count
    }

    /// The index after a character class; its first character never closes it, nor does an escaped one.
    private static func endOfClass(_ pattern: [UInt8], from start: Int) -> Int {
        var index = start + 1
        if index < pattern.count, pattern[index] == UInt8(ascii: "^") { index += 1 }
        let first = index
        while index < pattern.count {
            switch pattern[index] {
            case backslash: index += 2
            case UInt8(ascii: "]") where index > first: return index + 1
            case UInt8(ascii: "[") where pattern[index...].starts(with: "[:".utf8):
                // A named class such as [:alpha:] has a bracket of its own.
                let colon = pattern[(index + 2)...].firstIndex(of: UInt8(ascii: ":"))
                let isNamed = colon.map { pattern[$0...].starts(with: ":]".utf8) } ?? false
                index = isNamed ? (colon ?? index) + 2 : index + 1
            default: index += 1
            }
        }
        return pattern.count
    }
}
