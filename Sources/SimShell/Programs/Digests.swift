/// MD5, SHA-1 and SHA-256, as the commands of that name print them.
enum Digest {
    /// The digest as hexadecimal digits.
    static func hex(_ digest: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }

    /// A message with its length behind it, in blocks of 64 bytes.
    private static func padded(_ bytes: [UInt8], isBig: Bool) -> [UInt8] {
        var bytes = bytes
        let bits = UInt64(bytes.count) &* 8
        bytes.append(0x80)
        bytes += Array(repeating: 0, count: (120 - bytes.count % 64) % 64)
        for index in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * (isBig ? 7 - index : index))))
        }
        return bytes
    }

    private static func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
        value << count | value >> (32 - count)
    }

    private static func words(_ block: ArraySlice<UInt8>, isBig: Bool) -> [UInt32] {
        stride(from: block.startIndex, to: block.endIndex, by: 4).map { at in
            let bytes = block[at..<at + 4].map(UInt32.init)
            return isBig
                ? bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3]
                : bytes[3] << 24 | bytes[2] << 16 | bytes[1] << 8 | bytes[0]
        }
    }

    private static func bytes(_ words: [UInt32], isBig: Bool) -> [UInt8] {
        words.flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * (isBig ? 3 - $0 : $0))) }
        }
    }

    private static let md5Shifts: [UInt32] = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
    /// The whole parts of 2³² times the sine of 1…64, by a series, as there is no sine in the standard library.
    private static let md5Table: [UInt32] = (1...64).map { number in
        var angle = Double(number)
        let turn = 6.283185307179586
        angle -= (angle / turn).rounded(.down) * turn
        var term = angle
        var sum = angle
        for step in 1..<30 {
            term *= -angle * angle / Double((2 * step) * (2 * step + 1))
            sum += term
        }
        return UInt32(min(4_294_967_295, abs(sum) * 4_294_967_296))
    }

    static func md5(_ message: [UInt8]) async -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]
        let data = padded(message, isBig: false)
        for at in stride(from: 0, to: data.count, by: 64) {
            if at & 0xFFFF == 0 { await Task.yield() }
            let block = words(data[at..<at + 64], isBig: false)
            var (a, b, c, d) = (state[0], state[1], state[2], state[3])
            for index in 0..<64 {
                let mixed: UInt32
                let place: Int
                switch index / 16 {
                case 0: (mixed, place) = (b & c | ~b & d, index)
                case 1: (mixed, place) = (d & b | ~d & c, (5 * index + 1) % 16)
                case 2: (mixed, place) = (b ^ c ^ d, (3 * index + 5) % 16)
                default: (mixed, place) = (c ^ (b | ~d), 7 * index % 16)
                }
                let sum = mixed &+ a &+ md5Table[index] &+ block[place]
                (a, d, c) = (d, c, b)
                b = b &+ rotate(sum, md5Shifts[index / 16 * 4 + index % 4])
            }
            state = [state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d]
        }
        return bytes(state, isBig: false)
    }

    static func sha1(_ message: [UInt8]) async -> [UInt8] {
        var state: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
        let data = padded(message, isBig: true)
        for at in stride(from: 0, to: data.count, by: 64) {
            if at & 0xFFFF == 0 { await Task.yield() }
            var block = words(data[at..<at + 64], isBig: true)
            for index in 16..<80 {
                block.append(
                    rotate(block[index - 3] ^ block[index - 8] ^ block[index - 14] ^ block[index - 16], 1)
                )
            }
            var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
            for index in 0..<80 {
                let (mixed, constant): (UInt32, UInt32)
                switch index / 20 {
                case 0: (mixed, constant) = (b & c | ~b & d, 0x5a82_7999)
                case 1: (mixed, constant) = (b ^ c ^ d, 0x6ed9_eba1)
                case 2: (mixed, constant) = (b & c | b & d | c & d, 0x8f1b_bcdc)
                default: (mixed, constant) = (b ^ c ^ d, 0xca62_c1d6)
                }
                let sum = rotate(a, 5) &+ mixed &+ e &+ constant &+ block[index]
                (e, d, c, b, a) = (d, c, rotate(b, 30), a, sum)
            }
            state = [state[0] &+ a, state[1] &+ b, state[2] &+ c, state[3] &+ d, state[4] &+ e]
        }
        return bytes(state, isBig: true)
    }

    /// The first primes, whose roots SHA-256 takes its constants from.
    private static let primes: [Int] = {
        var primes: [Int] = []
        var number = 2
        while primes.count < 64 {
            if primes.allSatisfy({ number % $0 != 0 }) { primes.append(number) }
            number += 1
        }
        return primes
    }()

    /// The first 32 bits behind the point of a cube root, by whole numbers.
    private static let sha256Table: [UInt32] = primes.map { prime in
        var low = UInt64(0)
        var high = UInt64(8) << 32
        // The root times 2³²: its cube is the prime times 2⁹⁶.
        while high - low > 1 {
            let middle = (low + high) / 2
            let square = middle.multipliedFullWidth(by: middle)
            // middle³ ≤ prime · 2⁹⁶, compared by the upper halves; 2⁹⁶ leaves the low 96 bits.
            let lowPart = square.low.multipliedFullWidth(by: middle)
            let (upper, overflow) = (square.high &* middle).addingReportingOverflow(lowPart.high)
            let isLess = !overflow && upper < UInt64(prime) << 32
            if isLess { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }

    static func sha256(_ message: [UInt8]) async -> [UInt8] {
        var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
            0x5be0_cd19,
        ]
        let data = padded(message, isBig: true)
        for at in stride(from: 0, to: data.count, by: 64) {
            if at & 0xFFFF == 0 { await Task.yield() }
            var block = words(data[at..<at + 64], isBig: true)
            for index in 16..<64 {
                let (one, two) = (block[index - 15], block[index - 2])
                let first = rotate(one, 25) ^ rotate(one, 14) ^ one >> 3
                let second = rotate(two, 15) ^ rotate(two, 13) ^ two >> 10
                block.append(block[index - 16] &+ first &+ block[index - 7] &+ second)
            }
            var s = state
            for index in 0..<64 {
                let first = rotate(s[4], 26) ^ rotate(s[4], 21) ^ rotate(s[4], 7)
                let choice = s[4] & s[5] ^ ~s[4] & s[6]
                let one = s[7] &+ first &+ choice &+ sha256Table[index] &+ block[index]
                let second = rotate(s[0], 30) ^ rotate(s[0], 19) ^ rotate(s[0], 10)
                let two = second &+ (s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2])
                s = [one &+ two, s[0], s[1], s[2], s[3] &+ one, s[4], s[5], s[6]]
            }
            for index in 0..<8 { state[index] = state[index] &+ s[index] }
        }
        return bytes(state, isBig: true)
    }
}
