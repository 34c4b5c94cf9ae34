/// Takes a stream of JSON documents apart, each on a line of its own, as engines write them.
public struct JSONLines: Sendable {
    /// The longest document that is accepted, in bytes.
    public static let longest = 16 << 20

    private var pending: [UInt8] = []

    public init() {}

    /// The documents that are complete with these bytes.
    public mutating func read(_ bytes: [UInt8]) throws(EngineError) -> [JSON] {
        pending += bytes
        guard let last = pending.lastIndex(of: 0x0A) else {
            guard pending.count <= Self.longest else {
                throw EngineError(.failed, "a message of the engine is too long")
            }
            return []
        }
        let complete = pending[..<last]
        defer { pending.removeFirst(last + 1) }
        var documents: [JSON] = []
        for line in complete.split(separator: 0x0A) {
            if let document = try Self.document(line) { documents.append(document) }
        }
        return documents
    }

    /// The last document, where no line feed ends it.
    public mutating func finish() throws(EngineError) -> JSON? {
        defer { pending = [] }
        return try Self.document(pending[...])
    }

    private static func document(_ line: ArraySlice<UInt8>) throws(EngineError) -> JSON? {
        guard line.contains(where: { $0 > 0x20 }) else { return nil }
        do { return try JSON(Array(line)) } catch {
            throw EngineError(.failed, "a message of the engine can't be read: \(error)")
        }
    }
}

extension ByteStream {
    /// The JSON documents in a stream of bytes.
    public var documents: EngineStream<JSON> {
        let state = Locked((lines: JSONLines(), ready: [JSON](), isOver: false))
        return EngineStream<JSON>(cancel: { cancel() }) {
            while true {
                if let document = state.withLock({ $0.ready.isEmpty ? nil : $0.ready.removeFirst() }) {
                    return document
                }
                if state.withLock({ $0.isOver }) { return nil }
                if let bytes = try await next() {
                    try state.withLock { $0.ready += try $0.lines.read(bytes) }
                } else {
                    try state.withLock { state in
                        state.isOver = true
                        if let last = try state.lines.finish() { state.ready.append(last) }
                    }
                }
            }
        }
    }
}
