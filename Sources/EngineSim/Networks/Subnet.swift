/// A range of IPv4 addresses.
struct Subnet: Hashable, Sendable, CustomStringConvertible {
    let base: UInt32
    let prefix: Int

    init(base: UInt32, prefix: Int) {
        self.prefix = min(max(prefix, 0), 32)
        self.base = base & Self.mask(self.prefix)
    }

    /// Reads `172.18.0.0/16`; nil where it is none.
    init?(_ text: String) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2, let address = Self.address(sides[0]), let prefix = Int(sides[1]),
            (1...32).contains(prefix)
        else { return nil }
        self.init(base: address, prefix: prefix)
    }

    private static func mask(_ prefix: Int) -> UInt32 { prefix == 0 ? 0 : ~0 << UInt32(32 - prefix) }

    /// The last address, which is for all.
    var last: UInt32 { base | ~Self.mask(prefix) }

    func contains(_ address: UInt32) -> Bool { address & Self.mask(prefix) == base }

    func overlaps(_ other: Subnet) -> Bool { contains(other.base) || other.contains(base) }

    var description: String { "\(Self.text(base))/\(prefix)" }

    /// Reads `172.18.0.2`.
    static func address(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), let number = UInt8(part) else { return nil }
            address = address << 8 | UInt32(number)
        }
        return address
    }

    static func text(_ address: UInt32) -> String {
        [24, 16, 8, 0].map { String(address >> $0 & 255) }.joined(separator: ".")
    }

    /// The ranges that networks get which ask for none, in the order in which they are given out.
    static let pools: [Subnet] =
        (17...31).map { Subnet(base: 172 << 24 | $0 << 16, prefix: 16) }
        + (0..<16).map { Subnet(base: 192 << 24 | 168 << 16 | $0 << 12, prefix: 20) }
}
