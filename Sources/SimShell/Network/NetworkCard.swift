/// A network card as a container sees it.
public struct NetworkCard: Hashable, Sendable {
    /// `lo`, `eth0`, `eth1`.
    public var name: String
    /// Empty where it has none.
    public var address: String
    /// The bits of the address that name the network.
    public var prefix: Int
    /// Six bytes in hexadecimal digits, with colons.
    public var hardware: String

    static let loopback = NetworkCard(
        name: "lo",
        address: "127.0.0.1",
        prefix: 8,
        hardware: "00:00:00:00:00:00"
    )

    var isLoopback: Bool { name == "lo" }
    var mtu: Int { isLoopback ? 65_536 : 1500 }

    /// The network's first and last address.
    var range: (first: String, last: String) {
        let value = address.split(separator: ".").reduce(UInt32(0)) { $0 << 8 | (UInt32($1) ?? 0) }
        let mask = prefix > 0 ? ~UInt32(0) << UInt32(32 - min(prefix, 32)) : 0
        let text = { (value: UInt32) in
            [24, 16, 8, 0].map { String(value >> UInt32($0) & 0xFF) }.joined(separator: ".")
        }
        return (text(value & mask), text(value | ~mask))
    }

    /// The card's hardware address where nobody gave it one: from its address, as engines long made it.
    static func hardware(for address: String) -> String {
        let bytes = address.split(separator: ".").compactMap { UInt8($0) }
        return "02:42"
            + bytes.map { ":" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

extension ProcessNetwork {
    public var gateway: String? { nil }

    public var cards: [NetworkCard] {
        [.loopback]
            + addresses.enumerated().map { index, address in
                NetworkCard(
                    name: "eth\(index)",
                    address: address,
                    prefix: 16,
                    hardware: NetworkCard.hardware(for: address)
                )
            }
    }
}
