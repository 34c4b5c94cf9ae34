/// The names and identifiers that a store makes up.
struct StoreRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// - Parameter seed: What the names depend on; nil for others each time.
    init(seed: UInt64?) {
        var system = SystemRandomNumberGenerator()
        state = seed ?? system.next()
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Without vowels and what looks like them, so that no words come out.
    private static let letters = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

    /// The end of a generated name: `x7k2p`.
    mutating func suffix(_ length: Int = 5) -> String {
        let bytes = (0..<length).map { _ in Self.letters[Int.random(in: 0..<Self.letters.count, using: &self)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A UUID of version 4.
    mutating func uuid() -> String {
        var bytes: [UInt8] = []
        for _ in 0..<2 {
            let word = next()
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
