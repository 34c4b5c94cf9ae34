/// An exact number of points, in thousandths: nothing here is ever rounded by a binary fraction.
public struct Points: Hashable, Sendable, Comparable {
    public var thousandths: Int

    public init(thousandths: Int) { self.thousandths = thousandths }

    public init(_ whole: Int) { thousandths = whole * 1_000 }

    public static let zero = Points(0)

    /// The most that a lab may give: far below where sums could overflow.
    public static let most = Points(1_000_000)

    /// Reads `3`, `2.5`, `0.125`: at most three decimals, no sign.
    public init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.utf8.allSatisfy(\.isDigit),
            let value = Int(whole),
            value <= Points.most.thousandths / 1_000
        else { return nil }
        var thousandths = value * 1_000
        if parts.count == 2 {
            let decimals = parts[1]
            guard (1...3).contains(decimals.utf8.count), decimals.utf8.allSatisfy(\.isDigit),
                let fraction = Int(decimals + String(repeating: "0", count: 3 - decimals.utf8.count))
            else { return nil }
            thousandths += fraction
        }
        self.init(thousandths: thousandths)
    }

    public static func < (left: Self, right: Self) -> Bool { left.thousandths < right.thousandths }
    public static func + (left: Self, right: Self) -> Self {
        Points(thousandths: left.thousandths + right.thousandths)
    }
    public static func - (left: Self, right: Self) -> Self {
        Points(thousandths: left.thousandths - right.thousandths)
    }

    /// Splits the points into equal shares; what is left over goes to the first ones, a thousandth each.
    ///
    /// - Returns: `count` shares whose sum is exactly these points; none for a count of 0.
    public func shares(_ count: Int) -> [Points] {
        guard count > 0 else { return [] }
        let (share, rest) = thousandths.quotientAndRemainder(dividingBy: count)
        return (0..<count).map { Points(thousandths: share + ($0 < rest ? 1 : 0)) }
    }
}

extension Points: CustomStringConvertible {
    /// The points as a decimal number without zeros at its end: `2`, `2.5`, `0.125`.
    public var description: String {
        let sign = thousandths < 0 ? "-" : ""
        let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1_000)
        guard rest > 0 else { return "\(sign)\(whole)" }
        var digits = String(rest)
        digits = String(repeating: "0", count: 3 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
