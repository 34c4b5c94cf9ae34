/// A range of IPv4 addresses: `172.16.0.0/12`.
struct AddressRange: Hashable, Sendable {
    let base: UInt32
    let prefix: Int

    init?(_ text: String) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2, let prefix = Int(sides[1]), (0...32).contains(prefix) else { return nil }
        let bytes = sides[0].split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt8($0) }
        guard bytes.count == 4 else { return nil }
        self.prefix = prefix
        base = bytes.reduce(0) { $0 << 8 | UInt32($1) } & Self.mask(prefix)
    }

    /// Whether another range lies in this one.
    func contains(_ other: AddressRange) -> Bool {
        other.prefix >= prefix && other.base & Self.mask(prefix) == base
    }

    private static func mask(_ prefix: Int) -> UInt32 { prefix == 0 ? 0 : ~0 << UInt32(32 - prefix) }
}
