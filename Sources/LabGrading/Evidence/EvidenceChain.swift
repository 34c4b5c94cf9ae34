import EngineAPI

/// A log of JSON lines in which each record holds the hash of the one before: no line can be changed, dropped, added or
/// moved without all behind it being written anew, and whoever knows the last hash sees even that.
///
/// `{"n":1,"before":"…","kind":"step","body":{…}}`; the hash of a record is the SHA-256 of its line without the line
/// feed; the first one's `before` is 64 zeros.
public struct EvidenceChain: Hashable, Sendable {
    /// How many records there are.
    public private(set) var count = 0
    /// The hash of the last record.
    public private(set) var root = EvidenceChain.nothing

    /// What stands before the first record.
    static let nothing = Digest(hex: String(repeating: "0", count: 64)) ?? Digest(of: [])

    public init() {}

    /// Adds a record and returns its line, with its line feed.
    public mutating func line(of record: EvidenceRecord) -> [UInt8] {
        let bytes = JSON.object([
            .init("n", count.json), .init("before", root.json), .init("kind", .string(record.kind.rawValue)),
            .init("body", record.body),
        ]).bytes
        count += 1
        root = Digest(of: bytes)
        return bytes + [UInt8(ascii: "\n")]
    }

    /// What a log holds.
    public struct Reading: Hashable, Sendable {
        public var records: [EvidenceRecord] = []
        public var chain = EvidenceChain()
        /// How many bytes the whole records take: what is behind them is the start of one that was never finished.
        public var size = 0
        /// Whether the log ends in the middle of a record.
        public var isCut = false

        /// Whether the last record says that nothing follows.
        public var isComplete: Bool { !isCut && records.last?.kind == .end }
    }

    /// Reads a log and checks each link of it.
    ///
    /// A last line without a line feed is the mark of a process that died while it wrote; it is told, not thrown.
    public static func read(_ bytes: [UInt8]) throws(EvidenceProblem) -> Reading {
        var reading = Reading()
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = Array(rest[..<end])
            reading.records.append(try record(line, at: reading.chain))
            reading.chain.count += 1
            reading.chain.root = Digest(of: line)
            rest = rest[(end + 1)...]
            reading.size = end + 1
        }
        reading.isCut = !rest.isEmpty
        return reading
    }

    private static func record(
        _ line: [UInt8],
        at chain: EvidenceChain
    ) throws(EvidenceProblem)
        -> EvidenceRecord
    {
        let number = chain.count + 1
        let json: JSON
        do { json = try JSON(strictly: line) } catch {
            throw EvidenceProblem(line: number, "is no JSON: \(error)")
        }
        guard json.bytes == line, json.members?.map(\.name) == ["n", "before", "kind", "body"] else {
            throw EvidenceProblem(line: number, "isn't written as slidectl writes a record")
        }
        guard json["n"]?.integer == chain.count else {
            throw EvidenceProblem(
                line: number,
                "isn't record \(chain.count): one is missing, or there is one too many"
            )
        }
        guard json["before"]?.text == chain.root.hex else {
            throw EvidenceProblem(
                line: number,
                chain.count == 0
                    ? "doesn't begin a log"
                    : "doesn't follow line \(chain.count) as that stands: one of the two was changed"
            )
        }
        guard let kind = json["kind"]?.text.flatMap(EvidenceRecord.Kind.init), let body = json["body"] else {
            throw EvidenceProblem(line: number, "is of a kind that nobody knows")
        }
        return EvidenceRecord(kind, body)
    }
}
