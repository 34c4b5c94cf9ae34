/// A pattern of the shell: `*`, `?`, `[…]`, and bytes that mean themselves.
struct ShellPattern: Sendable {
    enum Element: Hashable, Sendable {
        case byte(UInt8)
        case any
        case star
        case oneOf([ClosedRange<UInt8>], isNegated: Bool)
    }

    var elements: [Element] = []

    /// A pattern all of whose bytes may be signs.
    init(_ text: String) {
        append(Array(text.utf8), quoted: false)
    }

    init(_ segments: [Segment]) {
        for segment in segments { append(segment.bytes, quoted: segment.isQuoted) }
    }

    private mutating func append(_ bytes: [UInt8], quoted: Bool) {
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if quoted {
                elements.append(.byte(byte))
                continue
            }
            switch byte {
            case UInt8(ascii: "*"): if elements.last != .star { elements.append(.star) }
            case UInt8(ascii: "?"): elements.append(.any)
            case UInt8(ascii: "\\"):
                elements.append(.byte(at < bytes.count ? bytes[at] : byte))
                at += 1
            case UInt8(ascii: "["):
                if let (element, end) = Self.bracket(bytes, at) {
                    elements.append(element)
                    at = end
                } else {
                    elements.append(.byte(byte))
                }
            default: elements.append(.byte(byte))
            }
        }
    }

    /// A bracket expression whose inside begins at a place, and the place behind it.
    private static func bracket(_ bytes: [UInt8], _ start: Int) -> (Element, Int)? {
        var at = start
        var ranges: [ClosedRange<UInt8>] = []
        let isNegated = at < bytes.count && (bytes[at] == UInt8(ascii: "!") || bytes[at] == UInt8(ascii: "^"))
        if isNegated { at += 1 }
        let first = at
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "]"), at > first {
                return (.oneOf(ranges, isNegated: isNegated), at + 1)
            }
            if let (named, end) = CharacterClass.named(in: bytes, at: at) {
                ranges += named
                at = end
                continue
            }
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count { at += 1 }
            let low = bytes[at]
            at += 1
            if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), bytes[at + 1] != UInt8(ascii: "]") {
                let high = bytes[at + 1]
                if low <= high { ranges.append(low...high) }
                at += 2
            } else {
                ranges.append(low...low)
            }
        }
        return nil
    }

    /// Whether anything in it is more than a byte that means itself.
    var hasSigns: Bool {
        elements.contains { element in
            if case .byte = element { return false }
            return true
        }
    }

    /// Whether it matches all of the bytes.
    func matches(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        var element = 0
        // Where to go back to: behind the last star, and the place it has swallowed up to.
        var retry: (element: Int, place: Int)?
        let bytes = Array(bytes)
        var at = 0
        while at < bytes.count || element < elements.count {
            if element < elements.count {
                if elements[element] == .star {
                    retry = (element: element + 1, place: at)
                    element += 1
                    continue
                }
                if at < bytes.count, Self.fits(elements[element], bytes[at]) {
                    element += 1
                    at += 1
                    continue
                }
            }
            guard let last = retry, last.place < bytes.count else { return false }
            retry = (element: last.element, place: last.place + 1)
            element = last.element
            at = last.place + 1
        }
        return true
    }

    private static func fits(_ element: Element, _ byte: UInt8) -> Bool {
        switch element {
        case .byte(let own): own == byte
        case .any: true
        case .star: false
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(byte) } != isNegated
        }
    }
}

/// `[:alpha:]` and its kin.
enum CharacterClass {
    private static let ranges: [String: [ClosedRange<UInt8>]] = [
        "alpha": [65...90, 97...122], "digit": [48...57], "alnum": [48...57, 65...90, 97...122],
        "upper": [65...90], "lower": [97...122], "space": [9...13, 32...32], "blank": [9...9, 32...32],
        "punct": [33...47, 58...64, 91...96, 123...126], "print": [32...126], "graph": [33...126],
        "cntrl": [0...31, 127...127], "xdigit": [48...57, 65...70, 97...102],
    ]

    /// The class that is named at a place inside brackets, and the place behind it.
    static func named(in bytes: [UInt8], at place: Int) -> ([ClosedRange<UInt8>], Int)? {
        guard place + 1 < bytes.count, bytes[place] == UInt8(ascii: "["),
            bytes[place + 1] == UInt8(ascii: ":"),
            let colon = bytes[(place + 2)...].prefix(10).firstIndex(of: UInt8(ascii: ":")),
            colon + 1 < bytes.count, bytes[colon + 1] == UInt8(ascii: "]"),
            let found = ranges[String(decoding: bytes[(place + 2)..<colon], as: UTF8.self)]
        else { return nil }
        return (found, colon + 2)
    }
}
