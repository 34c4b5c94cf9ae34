/// Writes an evidence log; a record that was appended is on the disk.
public struct EvidenceLog: Sendable {
    public let path: String
    public private(set) var chain: EvidenceChain
    private let files: any DurableFiles

    /// The largest log that is read, in bytes.
    public static let limit = 256 << 20

    /// Opens a log: goes on behind its last whole record, and cuts off one that was begun.
    ///
    /// - Throws: ``EvidenceProblem`` where the log isn't as it was written.
    public init(_ path: String, files: any DurableFiles) throws {
        (self.path, self.files) = (path, files)
        guard let bytes = try files.read(path, limit: Self.limit) else {
            chain = EvidenceChain()
            return
        }
        let reading = try EvidenceChain.read(bytes)
        if reading.isCut { try files.cut(path, to: reading.size) }
        chain = reading.chain
    }

    /// Appends records with one write.
    public mutating func append(_ records: [EvidenceRecord]) throws(FileFailure) {
        var chain = chain
        var bytes: [UInt8] = []
        for record in records { bytes += chain.line(of: record) }
        try files.append(bytes, to: path)
        self.chain = chain
    }
}
