import TextMatch

/// Reads `20s`, `2m`, `500ms`, `1m30s`.
enum LabDuration {
    /// The longest time that anything may be given: a day.
    static let longest = 86_400_000

    /// Milliseconds, nil for anything else; a number needs a unit.
    static func milliseconds(_ text: String) -> Int? {
        guard let quantity = Quantity(parsing: text), quantity.kind == .duration,
            (0...Double(longest)).contains(quantity.value * 1_000)
        else { return nil }
        return Int((quantity.value * 1_000).rounded())
    }

    /// Whole seconds, rounded up.
    static func seconds(_ text: String) -> Int? { milliseconds(text).map { ($0 + 999) / 1_000 } }

    /// Whole seconds of a time that may be longer than a day: `7d`, of a year at most.
    static func span(_ text: String) -> Int? {
        guard let quantity = Quantity(parsing: text), quantity.kind == .duration,
            (0...366 * 86_400).contains(quantity.value)
        else { return nil }
        return Int(quantity.value.rounded(.up))
    }

    /// Bytes of `64KiB`, `1MB`; a number alone is bytes.
    static func bytes(_ text: String) -> Int? {
        guard let quantity = Quantity(parsing: text), quantity.kind != .duration,
            (0...1e12).contains(quantity.value)
        else { return nil }
        return Int(quantity.value)
    }
}
