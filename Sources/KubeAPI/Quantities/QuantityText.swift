/// Reads and writes amounts.
enum QuantityText {
    private static let binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
    private static let decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
    private static let limit = Int128(Int64.max) * Quantity.billion

    static func read(_ text: String) -> (nanos: Int128, format: Quantity.Format)? {
        var rest = Array(text.utf8)[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let number = rest.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        let parts = number.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        guard number.contains(where: isDigit), parts.count <= 2, number.count <= 64 else { return nil }
        let suffix = String(decoding: rest.dropFirst(number.count), as: UTF8.self)
        guard let scale = scale(suffix) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : []
        guard let magnitude = magnitude(parts[0], fraction, scale) else { return nil }
        return (isNegative ? -magnitude : magnitude, scale.format)
    }

    /// Why a text is no amount: it hasn't the form of one, or there is no such suffix.
    static func problem(_ text: String) -> String {
        let form = "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
        var rest = text.utf8[...]
        if let sign = rest.first, "+-".utf8.contains(sign) { rest = rest.dropFirst() }
        let number = rest.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        rest = rest.dropFirst(number.count).drop { "eEinumkKMGTP".utf8.contains($0) }
        if let sign = rest.first, "+-".utf8.contains(sign) { rest = rest.dropFirst() }
        let hasForm = number.contains(where: isDigit) && rest.allSatisfy(isDigit)
        guard hasForm, number.count(where: { $0 == UInt8(ascii: ".") }) <= 1 else {
            return "quantities must match the regular expression \(form)"
        }
        return "unable to parse quantity's suffix"
    }

    private struct Scale {
        /// 1024 or 10.
        var base: Int128
        var power: Int
        var format: Quantity.Format
    }

    private static func scale(_ suffix: String) -> Scale? {
        if let index = decimal.firstIndex(of: suffix) {
            return Scale(base: 10, power: 3 * (index - 3), format: .decimal)
        }
        if let index = binary.firstIndex(of: suffix) {
            return Scale(base: 1024, power: index, format: .binary)
        }
        guard suffix.hasPrefix("e") || suffix.hasPrefix("E"), suffix.utf8.count <= 6,
            let power = Int(suffix.dropFirst())
        else { return nil }
        return Scale(base: 10, power: power, format: .exponent)
    }

    /// The amount in billionths, rounded up, and no larger than the largest.
    private static func magnitude(
        _ whole: ArraySlice<UInt8>,
        _ fraction: ArraySlice<UInt8>,
        _ scale: Scale
    ) -> Int128? {
        var value: Int128 = 0
        var isInexact = false
        // Digits as one number; its place value is below one by the fraction's length.
        var places = 0
        for (index, digit) in (whole + fraction).enumerated() {
            // Beyond 27 digits only the size matters, and whether anything follows.
            if value > Int128(10).power(26) {
                isInexact = isInexact || digit != UInt8(ascii: "0")
                if index < whole.count { places -= 1 }
                continue
            }
            value = value * 10 + Int128(digit - UInt8(ascii: "0"))
            if index >= whole.count { places += 1 }
        }
        if scale.base == 1024 {
            let factor = Int128(1024).power(scale.power)
            let (product, overflows) = value.multipliedReportingOverflow(by: factor)
            if overflows { return value == 0 ? 0 : scaled(limit, -places, isInexact) }
            return scaled(product, 9 - places, isInexact)
        }
        return scaled(value, 9 + scale.power - places, isInexact)
    }

    /// A number times a power of ten, rounded up.
    private static func scaled(_ value: Int128, _ power: Int, _ isInexact: Bool) -> Int128 {
        guard value != 0 else { return isInexact ? 1 : 0 }
        if power >= 0 {
            guard power < 38 else { return limit }
            let (product, overflows) = value.multipliedReportingOverflow(by: Int128(10).power(power))
            return overflows ? limit : min(product, limit)
        }
        guard power > -38 else { return 1 }
        let (whole, rest) = value.quotientAndRemainder(dividingBy: Int128(10).power(-power))
        return min(rest > 0 || isInexact ? whole + 1 : whole, limit)
    }

    static func write(_ nanos: Int128, _ format: Quantity.Format) -> String {
        if nanos == 0 { return "0" }
        let sign = nanos < 0 ? "-" : ""
        var rest = nanos.magnitude
        let whole = UInt128(Quantity.billion)
        if format == .binary, rest >= 1024 * whole, rest % whole == 0 {
            rest /= whole
            var power = 0
            while rest % 1024 == 0, power < binary.count - 1 {
                rest /= 1024
                power += 1
            }
            return "\(sign)\(rest)\(binary[power])"
        }
        var power = 0
        while rest % 1000 == 0, power < (format == .exponent ? 12 : decimal.count - 1) {
            rest /= 1000
            power += 1
        }
        guard format == .exponent else { return "\(sign)\(rest)\(decimal[power])" }
        let exponent = 3 * (power - 3)
        return "\(sign)\(rest)" + (exponent == 0 ? "" : "e\(exponent)")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}

extension Int128 {
    /// The number to a small power; the caller sees to it that it fits.
    fileprivate func power(_ exponent: Int) -> Int128 {
        (0..<Swift.max(0, exponent)).reduce(1) { product, _ in product &* self }
    }
}
