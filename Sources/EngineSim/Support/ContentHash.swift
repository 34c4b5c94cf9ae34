import Crypto

/// SHA-256 in hexadecimal digits, for the ids of images and layers.
struct ContentHash {
    private var hash = SHA256()

    /// The digest of bytes, as 64 hexadecimal digits.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var hash = ContentHash()
        hash.update(bytes)
        return hash.finish()
    }

    /// The digest of a text, with `sha256:` before it.
    static func digest(_ text: String) -> String { "sha256:" + hex(text.utf8) }

    mutating func update(_ bytes: some Sequence<UInt8>) { hash.update(data: Array(bytes)) }

    /// The digest of all that was put in.
    func finish() -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self
        )
    }
}
