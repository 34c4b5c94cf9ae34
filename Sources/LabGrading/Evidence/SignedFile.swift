public import EngineAPI

/// A file that says something and who signed it: one line of JSON.
///
/// `{"format":"slidectl-result/1","statement":{…},"key":"0123456789abcdef","signature":"…"}`; what is signed is the
/// format's name, a line feed, and the statement's bytes as they stand.
public struct SignedFile: Hashable, Sendable {
    /// What is signed; the name keeps a signature from being valid for another kind of statement.
    public enum Format: String, Hashable, Sendable {
        case result = "slidectl-result/1"
        case override = "slidectl-override/1"
    }

    public var format: Format
    public var statement: JSON
    /// The fingerprint of the key that signed.
    public var key: String
    public var signature: [UInt8]

    /// The largest file that is read, in bytes.
    public static let limit = 1 << 20

    /// Signs a statement.
    public init(_ format: Format, _ statement: JSON, by key: SigningKey) {
        (self.format, self.statement) = (format, statement)
        self.key = key.verifying.fingerprint
        signature = key.sign(Self.message(format, statement))
    }

    /// Reads a signed statement and checks the signature.
    ///
    /// - Parameters:
    ///   - bytes: The file; each byte of it counts, a space too many is refused.
    ///   - format: What it is to be.
    ///   - records: The keys that may have signed it.
    ///   - time: The member of the statement that says when it was made: a key signs nothing after it was retired.
    /// - Throws: ``SignatureProblem``, which says what isn't as it should be.
    public init(
        _ bytes: [UInt8],
        _ format: Format,
        keys records: [KeyRecord],
        time: String = "time"
    ) throws(SignatureProblem) {
        let json: JSON
        do { json = try JSON(strictly: bytes) } catch { throw SignatureProblem("it is no JSON: \(error)") }
        guard let statement = json["statement"], let key = json["key"]?.text,
            let signature = json["signature"]?.text.flatMap({ Hex.bytes($0) }),
            let name = json["format"]?.text
        else { throw SignatureProblem("it isn't a signed statement of slidectl's") }
        guard name == format.rawValue else { throw SignatureProblem("it isn't a \(format.rawValue)") }
        (self.format, self.statement, self.key, self.signature) = (format, statement, key, signature)
        guard self.bytes == bytes else {
            throw SignatureProblem("it isn't written as slidectl writes it: something was added or changed")
        }
        guard let record = records.first(where: { $0.key.fingerprint == key }) else {
            throw SignatureProblem(
                "it is signed by \(Plainly.shown(key)), which is none of the course's keys"
            )
        }
        guard record.key.isSigned(Self.message(format, statement), by: signature) else {
            throw SignatureProblem("the signature isn't of this statement: something was changed")
        }
        if let retired = record.retired {
            guard let made = statement[time]?.text.flatMap({ Moment($0) }), made <= retired else {
                throw SignatureProblem("it was signed by \(key) after that key was retired at \(retired)")
            }
        }
    }

    /// The file's bytes, with a line feed.
    public var bytes: [UInt8] {
        json.bytes + [UInt8(ascii: "\n")]
    }

    var json: JSON {
        .object([
            .init("format", .string(format.rawValue)), .init("statement", statement),
            .init("key", .string(key)), .init("signature", .string(Hex.text(signature))),
        ])
    }

    private static func message(_ format: Format, _ statement: JSON) -> [UInt8] {
        Array(format.rawValue.utf8) + [UInt8(ascii: "\n")] + statement.bytes
    }
}

/// Why a signed file can't be believed.
public struct SignatureProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}

/// Text of strangers in messages of ours.
enum Plainly {
    /// The text with everything but printable ASCII replaced, cut to a bearable length.
    static func shown(_ text: String) -> String {
        let plain = text.unicodeScalars.prefix(80).map { scalar -> Character in
            (0x20...0x7E).contains(scalar.value) ? Character(scalar) : "?"
        }
        return String(plain) + (text.unicodeScalars.count > 80 ? "..." : "")
    }
}
