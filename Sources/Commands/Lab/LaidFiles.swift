import LabGrader
import LabSandbox
import Synchronization

/// The files that were laid into a workspace; what a command changed since then is left as it is.
final class LaidFiles: Sendable {
    private let files: SessionFiles
    private let laid = Mutex<[String: [UInt8]]>([:])

    init(_ files: SessionFiles) { self.files = files }

    /// Lays files that stay, whatever is laid later.
    func keep(_ handedIn: [String: [UInt8]]) throws {
        for (path, bytes) in handedIn.sorted(by: { $0.key < $1.key }) { try files.write(path, bytes) }
    }

    /// Lays the files that a step starts with, and takes away what was laid for others.
    func lay(_ wanted: [String: [UInt8]]) async throws {
        for (path, bytes) in laid.withLock({ $0 }).sorted(by: { $0.key < $1.key }) where wanted[path] == nil {
            if try await isUnchanged(path, bytes) { files.remove(path) }
            laid.withLock { $0[path] = nil }
        }
        for (path, bytes) in wanted.sorted(by: { $0.key < $1.key }) {
            let before = laid.withLock { $0[path] }
            switch try await files.read(path, limit: (before?.count ?? 0) + 1) {
            // What a command took away, such as `rm` or `mv`, doesn't come back.
            case .missing: guard before != bytes else { continue }
            case .notAFile: continue
            case .file(let now, _): guard now == before, before != bytes else { continue }
            }
            try files.write(path, bytes)
            laid.withLock { $0[path] = bytes }
        }
    }

    private func isUnchanged(_ path: String, _ bytes: [UInt8]) async throws -> Bool {
        guard case .file(let now, _) = try await files.read(path, limit: bytes.count + 1) else {
            return false
        }
        return now == bytes
    }
}
