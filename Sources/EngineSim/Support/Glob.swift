/// Go's `path.Match`: linear in the text for each part of the pattern.
enum Glob {
    private static let slash = UInt8(ascii: "/")

    private enum Token {
        case byte(UInt8)
        case any
        case some
        case oneOf([ClosedRange<UInt8>], isInverted: Bool)

        func takes(_ byte: UInt8) -> Bool {
            switch self {
            case .byte(let wanted): byte == wanted
            case .any, .some: byte != slash
            case .oneOf(let ranges, let isInverted):
                byte != slash && ranges.contains { $0.contains(byte) } != isInverted
            }
        }
    }

    /// Whether the pattern fits the whole text; one that can't be read fits nothing.
    static func fits(_ pattern: String, _ text: String) -> Bool {
        guard let tokens = tokens(pattern.utf8) else { return false }
        var states = closed([0], tokens)
        for byte in text.utf8 {
            var next: Set<Int> = []
            for state in states where state < tokens.count && tokens[state].takes(byte) {
                if case .some = tokens[state] { next.insert(state) } else { next.insert(state + 1) }
            }
            states = closed(next, tokens)
            if states.isEmpty { return false }
        }
        return states.contains(tokens.count)
    }

    /// Adds the places behind stars, which may stand for nothing.
    private static func closed(_ states: Set<Int>, _ tokens: [Token]) -> Set<Int> {
        var all = states
        for var state in states {
            while state < tokens.count, case .some = tokens[state] {
                state += 1
                all.insert(state)
            }
        }
        return all
    }

    private static func tokens(_ pattern: String.UTF8View) -> [Token]? {
        var tokens: [Token] = []
        var rest = Array(pattern)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"): tokens.append(.some)
            case UInt8(ascii: "?"): tokens.append(.any)
            case UInt8(ascii: "["):
                guard let set = oneOf(&rest) else { return nil }
                tokens.append(set)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                tokens.append(.byte(escaped))
            default: tokens.append(.byte(byte))
            }
        }
        return tokens
    }

    /// `[a-z]`, `[^a-z]`, after the bracket.
    private static func oneOf(_ rest: inout ArraySlice<UInt8>) -> Token? {
        let isInverted = rest.first == UInt8(ascii: "^")
        if isInverted { rest.removeFirst() }
        var ranges: [ClosedRange<UInt8>] = []
        while let low = member(&rest) {
            var high = low
            if rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
                guard let end = member(&rest), low <= end else { return nil }
                high = end
            }
            ranges.append(low...high)
            if rest.first == UInt8(ascii: "]") {
                rest.removeFirst()
                return .oneOf(ranges, isInverted: isInverted)
            }
        }
        return nil
    }

    private static func member(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
        guard let byte = rest.popFirst(), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "]") else {
            return nil
        }
        return byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
    }
}
