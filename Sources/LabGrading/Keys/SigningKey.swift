import Crypto
import EngineAPI

/// Half of a pair of Ed25519 keys: whoever has it can tell what the other half signed.
public struct VerifyingKey: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// Takes the raw key; nil where it is none.
    public init?(_ bytes: [UInt8]) {
        guard (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil else { return nil }
        self.bytes = bytes
    }

    /// What names the key: the first 16 digits of its SHA-256.
    public var fingerprint: String { String(Digest(of: bytes).hex.prefix(16)) }

    /// Whether a signature is the other half's, of exactly these bytes.
    public func isSigned(_ message: [UInt8], by signature: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

/// A pair of Ed25519 keys that signs results.
///
/// - Note: Source: RFC 8032.
public struct SigningKey: Sendable {
    let seed: [UInt8]
    public let verifying: VerifyingKey

    /// Makes a new key from the system's randomness.
    public static func make() -> SigningKey? {
        SigningKey(seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
    }

    /// Takes the private half, 32 bytes; nil where it is none.
    public init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let verifying = VerifyingKey(Array(key.publicKey.rawRepresentation))
        else { return nil }
        (self.seed, self.verifying) = (seed, verifying)
    }

    /// The signature, 64 bytes.
    public func sign(_ message: [UInt8]) -> [UInt8] {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let signature = try? key.signature(for: message)
        else { return [] }
        return Array(signature)
    }
}
