import Glibc

/// The keys of a course, in a folder that nobody but its owner can look into.
///
/// `FINGERPRINT.pub` is the public half of each key that ever signed, `FINGERPRINT.key` the private half of the one that
/// signs, `signing` its name, `course.key` the secret behind students' variants. Each is written whole, in an order in
/// which a kill between two writes leaves the ring as it was or as it is to be.
public struct KeyStore: Sendable {
    public let folder: String
    private let files: any DurableFiles

    public init(_ folder: String, files: any DurableFiles = DiskFiles()) {
        (self.folder, self.files) = (folder, files)
    }

    /// Makes the keys of a course.
    ///
    /// - Throws: ``KeyError`` where there are keys already: a second set would make signed results worthless.
    public func make(at now: Moment) throws -> KeyRing {
        try KeyPlace.check(folder)
        try files.makeFolder(folder)
        guard chmod(folder, 0o700) == 0 else { throw FileFailure(folder, "its mode can't be changed") }
        guard try files.read(path("signing"), limit: 4_096) == nil else {
            throw KeyError("\(folder) has keys already; slidectl lab keys rotate makes a new one for signing")
        }
        if try files.read(path("course.key"), limit: 4_096) == nil {
            var random = SystemRandomNumberGenerator()
            let secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
            try files.replace(path("course.key"), with: Array((Hex.text(secret) + "\n").utf8))
        }
        try begin(at: now)
        return try load()
    }

    /// Makes a new key for signing; the one before it still verifies what it signed until now.
    ///
    /// - Returns: The new ring.
    public func rotate(at now: Moment) throws -> KeyRing {
        let ring = try load()
        let old = ring.signing.verifying.fingerprint
        try begin(at: now)
        if var record = ring.record(old) {
            record.retired = now
            try files.replace(path(old + ".pub"), with: record.bytes)
        }
        try files.remove(path(old + ".key"))
        return try load()
    }

    /// Reads the keys.
    ///
    /// - Throws: ``KeyError`` where there are none, where somebody else could have read them, or where they are broken.
    public func load() throws -> KeyRing {
        try KeyPlace.check(folder)
        let name = try text("signing")
        guard let seed = Hex.bytes(try text(name + ".key")), let signing = SigningKey(seed: seed) else {
            throw KeyError("\(path(name + ".key")) is no key")
        }
        guard let secret = Hex.bytes(try text("course.key")), let course = CourseKey(secret) else {
            throw KeyError("\(path("course.key")) is no key")
        }
        let records = try records()
        guard records.contains(where: { $0.key == signing.verifying }) else {
            throw KeyError("\(path(name + ".pub")) is missing or belongs to another key")
        }
        return KeyRing(signing: signing, course: course, records: records)
    }

    /// The public halves of all keys, the oldest first.
    public func records() throws -> [KeyRecord] {
        let names = try files.names(in: folder).filter { $0.hasSuffix(".pub") }
        return try names.map { name -> KeyRecord in
            guard let record = KeyRecord(Array(try text(name).utf8)),
                record.key.fingerprint + ".pub" == name
            else { throw KeyError("\(path(name)) is no public key") }
            return record
        }.sorted { ($0.created, $0.key.fingerprint) < ($1.created, $1.key.fingerprint) }
    }

    /// Writes a new key, and names it last: until then the one before it signs.
    private func begin(at now: Moment) throws {
        guard let key = SigningKey.make() else { throw KeyError("no key can be made") }
        let name = key.verifying.fingerprint
        try files.replace(path(name + ".key"), with: Array((Hex.text(key.seed) + "\n").utf8))
        try files.replace(path(name + ".pub"), with: KeyRecord(key.verifying, created: now).bytes)
        try files.replace(path("signing"), with: Array((name + "\n").utf8))
    }

    private func text(_ name: String) throws -> String {
        let path = path(name)
        try KeyPlace.checkMode(path)
        guard let bytes = try files.read(path, limit: 4_096) else {
            throw KeyError(
                "there are no keys in \(folder), or \(name) is missing; slidectl lab keys init makes keys"
            )
        }
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    private func path(_ name: String) -> String { folder + "/" + name }
}

/// Keys that can't be used.
public struct KeyError: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
