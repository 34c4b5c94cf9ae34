/// A decimal number of up to 38 digits: `numeric`.
struct PgDecimal: Hashable, Sendable {
    var mantissa: Int128
    /// Digits after the point.
    var scale: Int

    static let digitLimit = 38

    init(mantissa: Int128, scale: Int) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// A number as people write it; nil where it isn't one, or has too many digits.
    init?(_ text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest = rest.dropFirst()
        }
        var exponent = 0
        if let e = rest.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
            guard let number = Int(rest[(e + 1)...].text), abs(number) <= 1000 else { return nil }
            exponent = number
            rest = rest[..<e]
        }
        var value: Int128 = 0
        var digits = 0
        var point: Int?
        for byte in rest {
            if byte == UInt8(ascii: ".") {
                guard point == nil else { return nil }
                point = digits
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            let (shifted, one) = value.multipliedReportingOverflow(by: 10)
            let (sum, two) = shifted.addingReportingOverflow(Int128(byte - 0x30))
            guard !one, !two else { return nil }
            value = sum
            digits += 1
        }
        guard digits > 0 else { return nil }
        mantissa = isNegative ? -value : value
        scale = digits - (point ?? digits) - exponent
        if scale < 0 {
            guard let power = Self.power(-scale) else { return nil }
            let (shifted, overflows) = mantissa.multipliedReportingOverflow(by: power)
            guard !overflows else { return nil }
            mantissa = shifted
            scale = 0
        }
        guard scale <= Self.digitLimit else { return nil }
    }

    static func power(_ exponent: Int) -> Int128? {
        guard (0...digitLimit).contains(exponent) else { return nil }
        return (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
    }

    var text: String {
        var digits = String(mantissa.magnitude)
        if scale > 0 {
            if digits.count <= scale {
                digits = String(repeating: "0", count: scale - digits.count + 1) + digits
            }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
        }
        return mantissa < 0 ? "-" + digits : digits
    }

    /// With so many digits after the point, half rounded away from zero.
    func rounded(to places: Int) -> PgDecimal? {
        if places >= scale {
            guard let power = Self.power(places - scale) else { return nil }
            let (shifted, overflows) = mantissa.multipliedReportingOverflow(by: power)
            return overflows ? nil : PgDecimal(mantissa: shifted, scale: places)
        }
        guard let power = Self.power(scale - max(places, -20)) else { return nil }
        let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: power)
        let isUp = rest.magnitude >= power.magnitude - rest.magnitude
        let result = isUp ? quotient + (mantissa < 0 ? -1 : 1) : quotient
        if places >= 0 { return PgDecimal(mantissa: result, scale: places) }
        guard let back = Self.power(-places) else { return nil }
        return PgDecimal(mantissa: result * back, scale: 0)
    }

    func floored() -> PgDecimal? {
        guard let power = Self.power(scale) else { return nil }
        let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: power)
        return PgDecimal(mantissa: rest < 0 ? quotient - 1 : quotient, scale: 0)
    }

    private static func aligned(_ one: PgDecimal, _ other: PgDecimal) -> (Int128, Int128, Int)? {
        let scale = max(one.scale, other.scale)
        guard let left = one.rounded(to: scale), let right = other.rounded(to: scale) else { return nil }
        return (left.mantissa, right.mantissa, scale)
    }

    /// The sum, difference, product, quotient or rest; nil beyond 38 digits.
    ///
    /// A divisor must not be zero.
    static func compute(_ sign: String, _ one: PgDecimal, _ other: PgDecimal) -> PgDecimal? {
        switch sign {
        case "+", "-":
            guard let (left, right, scale) = aligned(one, other) else { return nil }
            let (result, overflows) =
                sign == "+" ? left.addingReportingOverflow(right) : left.subtractingReportingOverflow(right)
            return overflows ? nil : PgDecimal(mantissa: result, scale: scale)
        case "*":
            let (result, overflows) = one.mantissa.multipliedReportingOverflow(by: other.mantissa)
            return overflows ? nil : PgDecimal(mantissa: result, scale: one.scale + other.scale)
        case "%":
            guard let (left, right, scale) = aligned(one, other), right != 0 else { return nil }
            return PgDecimal(mantissa: left % right, scale: scale)
        default: return divide(one, by: other)
        }
    }

    /// The quotient with at least sixteen significant digits, as the server chooses them.
    private static func divide(_ one: PgDecimal, by other: PgDecimal) -> PgDecimal? {
        guard other.mantissa != 0 else { return nil }
        let (first, second) = (one.leading, other.leading)
        var weight = first.weight - second.weight
        if first.digit <= second.digit { weight -= 1 }
        let scale = min(max(16 - weight * 4, one.scale, other.scale, 0), digitLimit)
        // (m1 / 10^s1) / (m2 / 10^s2) with `scale` digits.
        let shift = scale + other.scale - one.scale
        if shift < 0 {
            return PgDecimal(mantissa: one.mantissa, scale: one.scale).rounded(to: scale + other.scale)
                .map { PgDecimal(mantissa: halfUp($0.mantissa, other.mantissa), scale: scale) }
        }
        guard let power = power(shift) else { return nil }
        let (shifted, overflows) = one.mantissa.multipliedReportingOverflow(by: power)
        guard !overflows else { return nil }
        return PgDecimal(mantissa: halfUp(shifted, other.mantissa), scale: scale)
    }

    private static func halfUp(_ dividend: Int128, _ divisor: Int128) -> Int128 {
        let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        guard rest.magnitude >= divisor.magnitude - rest.magnitude else { return quotient }
        return quotient + ((dividend < 0) == (divisor < 0) ? 1 : -1)
    }

    /// The first digit to base 10 000, and its place.
    private var leading: (digit: Int, weight: Int) {
        guard mantissa != 0 else { return (0, 0) }
        let digits = String(mantissa.magnitude)
        let before = digits.count - scale
        let weight = before > 0 ? (before - 1) / 4 : -((-before) / 4 + 1)
        // So many decimal digits belong to the first group.
        let count = before - weight * 4
        let group = digits.prefix(max(count, 1))
        return (
            (Int(group) ?? 0)
                * (count > digits.count ? Int(Self.power(min(count - digits.count, 4)) ?? 1) : 1), weight
        )
    }

    static func precedes(_ one: String, _ other: String) -> Int {
        guard let left = PgDecimal(one), let right = PgDecimal(other), let (a, b, _) = aligned(left, right)
        else {
            let (x, y) = (Double(one) ?? 0, Double(other) ?? 0)
            return x < y ? -1 : x > y ? 1 : 0
        }
        return a < b ? -1 : a > b ? 1 : 0
    }
}
