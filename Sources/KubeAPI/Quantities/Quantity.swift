public import EngineAPI

/// An amount of a resource: `500m`, `1Gi`, `2`, `1e3`.
///
/// Exact down to a billionth; what is finer is rounded up, what is larger than 2^63 - 1 is that.
public struct Quantity: Sendable, Hashable, Comparable {
    /// By which suffixes an amount is written.
    enum Format: Sendable {
        /// Ki, Mi, Gi
        case binary
        /// n, u, m, k, M, G
        case decimal
        /// e3, e6
        case exponent
    }

    /// In billionths.
    private let nanos: Int128
    private let format: Format

    public static let zero = Quantity(nanos: 0, format: .decimal)

    init(nanos: Int128, format: Format) {
        self.nanos = min(max(nanos, -Self.most), Self.most)
        self.format = format
    }

    /// A whole number.
    public init(_ value: Int) { self.init(nanos: Int128(value) * Self.billion, format: .decimal) }

    /// Reads an amount; nil for what isn't one.
    public init?(_ text: String) {
        guard let read = QuantityText.read(text) else { return nil }
        self.init(nanos: read.nanos, format: read.format)
    }

    /// Reads an amount in a field: a string, or a plain number.
    public init?(json: JSON?) {
        switch json {
        case .string(let text): self.init(text)
        case .number(let digits): self.init(digits)
        default: return nil
        }
    }

    public static func == (one: Quantity, other: Quantity) -> Bool { one.nanos == other.nanos }
    public static func < (one: Quantity, other: Quantity) -> Bool { one.nanos < other.nanos }
    public func hash(into hasher: inout Hasher) { hasher.combine(nanos) }

    /// The sum, written as the first of both that isn't zero.
    public static func + (one: Quantity, other: Quantity) -> Quantity {
        Quantity(nanos: one.nanos + other.nanos, format: one.nanos == 0 ? other.format : one.format)
    }

    public static func - (one: Quantity, other: Quantity) -> Quantity {
        Quantity(nanos: one.nanos - other.nanos, format: one.nanos == 0 ? other.format : one.format)
    }

    /// In whole units, rounded up.
    public var value: Int { Self.divide(nanos, by: Self.billion) }
    /// In thousandths, rounded up: a CPU's `m`.
    public var milliValue: Int { Self.divide(nanos, by: 1_000_000) }

    /// The amount in its shortest exact form, as the server writes it.
    public var text: String { QuantityText.write(nanos, format) }

    static let billion: Int128 = 1_000_000_000
    /// The largest amount, in billionths.
    private static let most = Int128(Int64.max) * billion

    private static func divide(_ number: Int128, by divisor: Int128) -> Int {
        let (whole, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return Int(clamping: rest > 0 ? whole + 1 : whole)
    }
}
