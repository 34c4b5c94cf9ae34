/// SHA-256, for ids of images and layers: small inputs, so plain code is fast enough.
///
/// - Note: Source: FIPS 180-4.
struct SHA256 {
    private static let constants: [UInt32] = firstPrimes(64).map { fraction(ofRoot: 3, of: $0) }
    private static let start: [UInt32] = firstPrimes(8).map { fraction(ofRoot: 2, of: $0) }

    private var state = SHA256.start
    private var pending: [UInt8] = []
    private var count: UInt64 = 0

    /// The digest of bytes, as 64 hexadecimal digits.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// The digest of a text, with `sha256:` before it.
    static func digest(_ text: String) -> String { "sha256:" + hex(text.utf8) }

    mutating func update(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            pending.append(byte)
            count += 1
            if pending.count == 64 {
                compress()
                pending.removeAll(keepingCapacity: true)
            }
        }
    }

    mutating func finish() -> String {
        let bits = count &* 8
        update([0x80])
        while pending.count != 56 { update([0]) }
        update((0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) })
        let digits = Array("0123456789abcdef".utf8)
        let text = state.flatMap { word in
            (0..<8).map { digits[Int(word >> (28 - 4 * UInt32($0)) & 15)] }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func compress() {
        var words = [UInt32](repeating: 0, count: 64)
        for index in 0..<16 {
            words[index] = pending[4 * index..<4 * index + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let (a, b) = (words[index - 15], words[index - 2])
            let low = a.turned(7) ^ a.turned(18) ^ a >> 3
            let high = b.turned(17) ^ b.turned(19) ^ b >> 10
            words[index] = words[index - 16] &+ low &+ words[index - 7] &+ high
        }
        var s = state
        for index in 0..<64 {
            let choice = (s[4] & s[5]) ^ (~s[4] & s[6])
            let sum1 = s[4].turned(6) ^ s[4].turned(11) ^ s[4].turned(25)
            let first = s[7] &+ sum1 &+ choice &+ Self.constants[index] &+ words[index]
            let majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])
            let sum0 = s[0].turned(2) ^ s[0].turned(13) ^ s[0].turned(22)
            s = [first &+ sum0 &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
        }
        for index in 0..<8 { state[index] = state[index] &+ s[index] }
    }

    private static func firstPrimes(_ count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }

    /// The first 32 bits behind the point of a square or cube root.
    private static func fraction(ofRoot degree: Int, of number: UInt64) -> UInt32 {
        // The greatest r with r^degree <= number << (32 * degree), found bit by bit; it has at most 40 bits.
        var root: UInt64 = 0
        for bit in (0..<40).reversed() {
            let candidate = root | 1 << UInt64(bit)
            let square = candidate.multipliedFullWidth(by: candidate)
            let fits: Bool
            if degree == 2 {
                fits = square.high < number || (square.high == number && square.low == 0)
            } else {
                // candidate < 2^40, so its square has at most 80 bits and its cube at most 120.
                let low = square.low.multipliedFullWidth(by: candidate)
                let high = square.high &* candidate &+ low.high
                fits = high >> 32 < number || (high == number << 32 && low.low == 0)
            }
            if fits { root = candidate }
        }
        return UInt32(truncatingIfNeeded: root)
    }
}

extension UInt32 {
    fileprivate func turned(_ count: UInt32) -> UInt32 { self >> count | self << (32 - count) }
}
