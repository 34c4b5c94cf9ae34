/// Makes ids: 64 hexadecimal digits, other ones each time; the same ones in the same order for the same seed.
struct IDSource: Sendable {
    private var state: UInt64

    init(seed: UInt64?) { state = seed ?? .random(in: 0 ... .max) }

    /// A number that no earlier one tells anything of, by the mixing step of SplitMix64.
    mutating func number() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// An id.
    mutating func id() -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = (0..<4).flatMap { _ in
            let word = number()
            return (0..<16).map { digits[Int(word >> (60 - 4 * UInt64($0)) & 15)] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// An id whose first twelve digits aren't all decimal: a host's name that looks like a number confuses programs.
    mutating func containerID() -> String {
        while true {
            let id = id()
            if id.prefix(12).contains(where: { !$0.isNumber }) { return id }
        }
    }

    /// One of several.
    mutating func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[Int(number() % UInt64(elements.count))]
    }
}
