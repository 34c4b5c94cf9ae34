/// A condition on a number, a size or a duration in a line: `n = 3`, `n in 1..5`, `size <= 30MB`.
public struct QuantityCondition: Hashable, Sendable {
    public enum Test: Hashable, Sendable {
        case equal, notEqual, less, atMost, greater, atLeast
        /// Between the limit and this one, both counted in.
        case upTo(Quantity)
    }

    public var test: Test
    public var limit: Quantity

    /// Reads what follows the name: an operator and its limit, or `in` and a range.
    ///
    /// It is nil where the text is no condition, or the two ends of a range are of different kinds.
    ///
    /// - Parameters:
    ///   - text: The condition.
    ///   - quantity: Reads a limit.
    public init?(
        parsing text: some StringProtocol,
        _ quantity: (Substring) -> Quantity? = { Quantity(parsing: $0) }
    ) {
        let text = text.trimmingBlanks
        if text.hasPrefix("in "), let dots = text.firstRange(of: "..") {
            guard let low = quantity(text[..<dots.lowerBound].dropFirst(3)),
                let high = quantity(text[dots.upperBound...]), low.kind == high.kind,
                low.value <= high.value
            else { return nil }
            self.init(test: .upTo(high), limit: low)
            return
        }
        for (sign, test) in Self.signs where text.hasPrefix(sign) {
            guard let limit = quantity(text.dropFirst(sign.count)) else { return nil }
            self.init(test: test, limit: limit)
            return
        }
        return nil
    }

    public init(test: Test, limit: Quantity) {
        self.test = test
        self.limit = limit
    }

    /// The longer signs first: `<=` begins with `<`.
    private static let signs: [(String, Test)] = [
        ("<=", .atMost), (">=", .atLeast), ("!=", .notEqual), ("==", .equal), ("=", .equal), ("<", .less),
        (">", .greater),
    ]

    /// Whether a quantity of the same kind meets the condition.
    public func isMet(by quantity: Quantity) -> Bool {
        guard quantity.kind == limit.kind else { return false }
        let (value, limit) = (quantity.value, limit.value)
        return switch test {
        case .equal: value == limit
        case .notEqual: value != limit
        case .less: value < limit
        case .atMost: value <= limit
        case .greater: value > limit
        case .atLeast: value >= limit
        case .upTo(let high): limit <= value && value <= high.value
        }
    }
}

extension StringProtocol {
    var trimmingBlanks: Substring {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = Substring(self).drop(while: isBlank)
        return start[..<(start.lastIndex { !isBlank($0) }.map { start.index(after: $0) } ?? start.startIndex)]
    }
}
