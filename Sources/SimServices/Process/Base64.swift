/// Base64 with padding.
enum Base64 {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(3))
            rest = rest.dropFirst(3)
            let bits = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
            for index in 0..<4 {
                result.append(
                    index <= group.count ? letters[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "=")
                )
            }
        }
        return result.text
    }

    /// The bytes; nil where the text isn't well-formed.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var letters = Array(text.utf8)
        guard letters.count.isMultiple(of: 4) else { return nil }
        while letters.last == UInt8(ascii: "=") { letters.removeLast() }
        guard text.utf8.count - letters.count <= 2 else { return nil }
        var bytes: [UInt8] = []
        var bits = 0
        var count = 0
        for letter in letters {
            guard let value = Self.letters.firstIndex(of: letter) else { return nil }
            bits = (bits << 6 | value) & 0xFFFFFF
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }
}
