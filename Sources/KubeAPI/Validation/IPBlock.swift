/// Addresses that begin alike: `10.0.0.0/8`, `2001:db8::/32`.
struct IPBlock: Hashable {
    /// 4 or 16 bytes.
    private let bytes: [UInt8]
    /// How many bits of them are the same in all addresses.
    private let length: Int

    /// Reads `ADDRESS/LENGTH`.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Self.bytes(parts[0]),
            let length = Self.number(parts[1], upTo: bytes.count * 8)
        else { return nil }
        (self.bytes, self.length) = (bytes, length)
    }

    /// One address as a block of its own.
    init?(address: String) {
        guard let bytes = Self.bytes(address[...]) else { return nil }
        (self.bytes, length) = (bytes, bytes.count * 8)
    }

    /// Whether all addresses of another block are in this one, and more.
    func isLarger(than other: IPBlock) -> Bool {
        guard bytes.count == other.bytes.count, length < other.length else { return false }
        return (0..<length).allSatisfy { bit in
            (bytes[bit / 8] ^ other.bytes[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
        }
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        text.contains(":") ? long(text) : short(text)
    }

    /// `10.0.0.1`.
    private static func short(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            .map { number($0, upTo: 255).map { UInt8($0) } }
        return parts.count == 4 && !parts.contains(nil) ? parts.compactMap(\.self) : nil
    }

    /// `2001:db8::1`: groups of 16 bits, where one run of zeros may be left out.
    private static func long(_ text: Substring) -> [UInt8]? {
        guard let gap = text.firstRange(of: "::") else {
            let all = groups(text)
            return all?.count == 16 ? all : nil
        }
        guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
            head.count + tail.count < 16
        else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                // The end may be written as a short address.
                guard let end = short(part) else { return nil }
                bytes += end
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }

    /// Digits alone, for a number up to a bound.
    private static func number(_ text: Substring, upTo most: Int) -> Int? {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let value = Int(text), value <= most
        else { return nil }
        return value
    }
}
