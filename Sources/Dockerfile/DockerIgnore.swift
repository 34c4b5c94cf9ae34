/// A `.dockerignore`: which files of a folder stay out of the build context.
public struct DockerIgnore: Hashable, Sendable {
    private let patterns: [IgnorePattern]

    /// Reads the file's lines; empty ones and comments say nothing.
    public init(_ text: String) {
        patterns = text.split(whereSeparator: \.isNewline).compactMap { line in
            line.hasPrefix("#") ? nil : IgnorePattern(String(line.trimmingBlanks()))
        }
    }

    /// Whether the file or folder stays out; the last pattern that fits it, or a folder above it, decides.
    ///
    /// - Parameter path: From the context's root, parts joined by slashes.
    /// - Returns: Whether it stays out.
    public func excludes(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        var isExcluded = false
        for pattern in patterns where pattern.isException == isExcluded {
            let fits = parts.indices.contains { pattern.fits(parts[...$0].joined(separator: "/")) }
            if fits { isExcluded.toggle() }
        }
        return isExcluded
    }
}

/// One line of the file.
///
/// Matching takes time linear in the path for each part of the pattern.
private struct IgnorePattern: Hashable, Sendable {
    private enum Token: Hashable {
        case byte(UInt8)
        case any
        case some
        case everything
        /// `**/`: nothing, or whole folders, which the next token reads.
        case maybeFolders, folders
        case oneOf([ClosedRange<UInt8>], isInverted: Bool)
    }

    let isException: Bool
    private let tokens: [Token]

    init?(_ line: String) {
        isException = line.hasPrefix("!")
        let text = (isException ? line.dropFirst() : line[...]).trimmingBlanks()
        var parts: [Substring] = []
        for part in text.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        guard !parts.isEmpty else { return nil }
        tokens = Self.tokens(Array(parts.joined(separator: "/").utf8))
    }

    func fits(_ path: String) -> Bool {
        // The set of places in the pattern that the path so far may have come to.
        var states = closed([0])
        for byte in path.utf8 {
            var next: Set<Int> = []
            for state in states where state < tokens.count {
                switch tokens[state] {
                case .byte(let expected): if expected == byte { next.insert(state + 1) }
                case .any: if byte != UInt8(ascii: "/") { next.insert(state + 1) }
                case .some: if byte != UInt8(ascii: "/") { next.insert(state) }
                case .everything: next.insert(state)
                case .maybeFolders: break
                case .folders:
                    next.insert(state)
                    if byte == UInt8(ascii: "/") { next.insert(state + 1) }
                case .oneOf(let ranges, let isInverted):
                    if byte != UInt8(ascii: "/"), ranges.contains(where: { $0.contains(byte) }) != isInverted
                    {
                        next.insert(state + 1)
                    }
                }
            }
            states = closed(next)
        }
        return states.contains(tokens.count)
    }

    /// Adds the places that are reached without reading anything.
    private func closed(_ states: Set<Int>) -> Set<Int> {
        var all = states
        var open = Array(states)
        while let state = open.popLast() {
            guard state < tokens.count else { continue }
            let reached: [Int]
            switch tokens[state] {
            case .some, .everything: reached = [state + 1]
            case .maybeFolders: reached = [state + 1, state + 2]
            default: reached = []
            }
            for next in reached where all.insert(next).inserted { open.append(next) }
        }
        return all
    }

    private static func tokens(_ pattern: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var rest = pattern[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"):
                guard rest.first == byte else {
                    tokens.append(.some)
                    continue
                }
                rest = rest.drop { $0 == byte }
                if rest.first == UInt8(ascii: "/") {
                    rest.removeFirst()
                    tokens += [.maybeFolders, .folders]
                } else {
                    tokens.append(.everything)
                }
            case UInt8(ascii: "?"): tokens.append(.any)
            case UInt8(ascii: "["): tokens.append(oneOf(&rest) ?? .byte(byte))
            case UInt8(ascii: "\\"): tokens.append(.byte(rest.popFirst() ?? byte))
            default: tokens.append(.byte(byte))
            }
        }
        return tokens
    }

    /// `[a-z]`, `[^a-z]`; without its end the bracket is a character like others.
    private static func oneOf(_ rest: inout ArraySlice<UInt8>) -> Token? {
        guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
        var content = rest[..<end]
        rest = rest[(end + 1)...]
        let isInverted = content.first == UInt8(ascii: "^")
        if isInverted { content.removeFirst() }
        var ranges: [ClosedRange<UInt8>] = []
        while let low = content.popFirst() {
            if content.first == UInt8(ascii: "-"), content.count > 1 {
                content.removeFirst()
                let high = content.removeFirst()
                if low <= high { ranges.append(low...high) }
            } else {
                ranges.append(low...low)
            }
        }
        return .oneOf(ranges, isInverted: isInverted)
    }
}
