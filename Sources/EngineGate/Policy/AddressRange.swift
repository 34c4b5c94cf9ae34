/// A range of IPv4 addresses: `172.16.0.0/12`.
struct AddressRange: Hashable, Sendable, CustomStringConvertible {
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

    /// Whether two ranges have an address in common.
    func overlaps(_ other: AddressRange) -> Bool { contains(other) || other.contains(self) }

    /// The range of a given size, counted from the beginning; nil where this one isn't large enough.
    func part(_ index: Int, prefix: Int) -> AddressRange? {
        guard prefix >= self.prefix, prefix <= 32, index >= 0, index < 1 << (prefix - self.prefix) else {
            return nil
        }
        return AddressRange(base: base + UInt32(index) << UInt32(32 - prefix), prefix: prefix)
    }

    /// The first address that a machine can have.
    var gateway: String { Self.text(base + 1) }

    var description: String { "\(Self.text(base))/\(prefix)" }

    private init(base: UInt32, prefix: Int) { (self.base, self.prefix) = (base, prefix) }

    private static func text(_ address: UInt32) -> String {
        [24, 16, 8, 0].map { "\(address >> $0 & 0xFF)" }.joined(separator: ".")
    }

    private static func mask(_ prefix: Int) -> UInt32 { prefix == 0 ? 0 : ~0 << UInt32(32 - prefix) }
}
