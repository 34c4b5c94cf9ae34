import Crypto
import CryptoExtras

/// SCRAM-SHA-256: what the server keeps of a password, and what both sides say.
///
/// - Note: Source: RFC 5802 and RFC 7677.
struct PgScram: Hashable, Sendable {
    static let iterations = 4096

    let salt: [UInt8]
    let storedKey: [UInt8]
    let serverKey: [UInt8]

    /// What was kept of a password before.
    init(salt: [UInt8], storedKey: [UInt8], serverKey: [UInt8]) {
        (self.salt, self.storedKey, self.serverKey) = (salt, storedKey, serverKey)
    }

    init(password: String, salt: [UInt8]) {
        self.salt = salt
        let salted = Self.salted(password, salt, Self.iterations)
        storedKey = Array(SHA256.hash(data: Self.hmac(salted, "Client Key".bytes)))
        serverKey = Self.hmac(salted, "Server Key".bytes)
    }

    static func nonce() -> String { Base64.encode((0..<18).map { _ in UInt8.random(in: 0...255) }) }

    static func hmac(_ key: [UInt8], _ data: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: data, using: SymmetricKey(data: key)))
    }

    private static func salted(_ password: String, _ salt: [UInt8], _ iterations: Int) -> [UInt8] {
        // (How many rounds is the protocol's to say.)
        let key = try? KDF.Insecure.PBKDF2.deriveKey(
            from: Array(password.utf8),
            salt: salt,
            using: .sha256,
            outputByteCount: SHA256.byteCount,
            unsafeUncheckedRounds: max(1, iterations)
        )
        return key?.withUnsafeBytes { Array($0) } ?? []
    }

    /// The server's last word, where the client's proof holds.
    func verify(clientFirst: String, serverFirst: String, clientFinal: String) -> String? {
        guard let cut = clientFinal.range(of: ",p="),
            let proof = Base64.decode(clientFinal[cut.upperBound...]), proof.count == 32
        else { return nil }
        let message = Array("\(clientFirst),\(serverFirst),\(clientFinal[..<cut.lowerBound])".utf8)
        let signature = Self.hmac(storedKey, message)
        let clientKey = zip(proof, signature).map { $0 ^ $1 }
        guard Array(SHA256.hash(data: clientKey)) == storedKey else { return nil }
        return "v=" + Base64.encode(Self.hmac(serverKey, message))
    }

    /// The client's last word; nil where the server's first one makes no sense.
    static func answer(password: String, clientFirst: String, serverFirst: String) -> String? {
        var values: [Character: String] = [:]
        for part in serverFirst.split(separator: ",") {
            guard let letter = part.first, part.dropFirst().first == "=" else { continue }
            values[letter] = String(part.dropFirst(2))
        }
        guard let nonce = values["r"], let salt = values["s"].flatMap({ Base64.decode($0) }),
            let count = values["i"].flatMap({ Int($0) }),
            (1...100_000).contains(count)
        else { return nil }
        let bare = "c=biws,r=\(nonce)"
        let salted = salted(password, salt, count)
        let clientKey = hmac(salted, "Client Key".bytes)
        let signature = hmac(
            Array(SHA256.hash(data: clientKey)),
            Array("\(clientFirst),\(serverFirst),\(bare)".utf8)
        )
        return bare + ",p=" + Base64.encode(zip(clientKey, signature).map { $0 ^ $1 })
    }
}
