import Crypto
public import EngineAPI

/// A SHA-256 digest, written as 64 hexadecimal digits in lower case.
public struct Digest: Hashable, Sendable {
    public let hex: String

    /// Reads a digest; nil for anything but 64 digits in lower case.
    public init?(hex: some StringProtocol) {
        guard hex.utf8.count == 64,
            hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.hex = String(hex)
    }

    /// The digest of some bytes.
    public init(of bytes: some Sequence<UInt8>) {
        hex = Hex.text(SHA256.hash(data: Array(bytes)))
    }

    /// The digest of several parts, each with its length before it, so that no two lists of parts are the same bytes.
    public init(parts: some Sequence<[UInt8]>) {
        var hash = SHA256()
        for part in parts {
            hash.update(data: withUnsafeBytes(of: UInt64(part.count).bigEndian) { Array($0) })
            hash.update(data: part)
        }
        hex = Hex.text(hash.finalize())
    }
}

extension Digest: CustomStringConvertible {
    public var description: String { hex }
}

extension Digest: JSONCodable {
    public init(json: JSON) throws(JSONError) {
        guard let digest = Digest(hex: try String(json: json)) else {
            throw JSONError("must be 64 hexadecimal digits")
        }
        self = digest
    }

    public var json: JSON { .string(hex) }
}

/// Bytes as hexadecimal digits in lower case.
enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The bytes of a text with an even number of digits in lower case; nil for any other.
    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let values = text.utf8.map { byte -> UInt8? in
            switch byte {
            case 0x30...0x39: byte - 0x30
            case 0x61...0x66: byte - 0x61 + 10
            default: nil
            }
        }
        guard values.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[index], let low = values[index + 1] else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }
}
