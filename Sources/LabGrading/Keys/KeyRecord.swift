import EngineAPI

/// The public half of a signing key, and when it was in use.
public struct KeyRecord: Hashable, Sendable {
    public var key: VerifyingKey
    public var created: Moment
    /// When another key took its place; nil for the one that signs.
    public var retired: Moment?

    public init(_ key: VerifyingKey, created: Moment, retired: Moment? = nil) {
        (self.key, self.created, self.retired) = (key, created, retired)
    }

    /// What a key file holds: one line of JSON.
    var bytes: [UInt8] {
        var members: [JSON.Member] = [
            .init("kind", .string("ed25519")), .init("public", .string(Hex.text(key.bytes))),
            .init("created", .string("\(created)")),
        ]
        if let retired { members.append(.init("retired", .string("\(retired)"))) }
        return JSON.object(members).bytes + [UInt8(ascii: "\n")]
    }

    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(strictly: bytes), json["kind"]?.text == "ed25519",
            let key = json["public"]?.text.flatMap({ Hex.bytes($0) }).flatMap({ VerifyingKey($0) }),
            let created = json["created"]?.text.flatMap({ Moment($0) })
        else { return nil }
        (self.key, self.created) = (key, created)
        if let text = json["retired"]?.text {
            guard let moment = Moment(text) else { return nil }
            retired = moment
        }
    }
}

/// The secret that students' variants are made from: 32 bytes.
public struct CourseKey: Sendable {
    public let bytes: [UInt8]

    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }
}

/// The keys of a course.
public struct KeyRing: Sendable {
    /// The key that signs.
    public var signing: SigningKey
    public var course: CourseKey
    /// All keys that ever signed, the oldest first.
    public var records: [KeyRecord]

    public init(signing: SigningKey, course: CourseKey, records: [KeyRecord]) {
        (self.signing, self.course, self.records) = (signing, course, records)
    }

    /// The key of a fingerprint; nil for one that isn't ours.
    public func record(_ fingerprint: String) -> KeyRecord? {
        records.first { $0.key.fingerprint == fingerprint }
    }
}
