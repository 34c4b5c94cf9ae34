import Foundation
import Glibc

/// The sessions that were begun and not yet taken away, each a file written before anything else of it exists.
public struct SessionJournal: Sendable {
    let places: SessionPlaces

    public init(_ places: SessionPlaces) { self.places = places }

    /// All sessions, the oldest first; what can't be read is left alone.
    public func records() -> [SessionRecord] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: places.state + "/sessions")) ?? []
        return names.compactMap(record).sorted { $0.started < $1.started }
    }

    /// A session by its id.
    public func record(_ id: String) -> SessionRecord? {
        guard let data = FileManager.default.contents(atPath: file(id)) else { return nil }
        return try? JSONDecoder().decode(SessionRecord.self, from: data)
    }

    /// Whether anything of a session is left in the journal's folder.
    public func holds(_ id: String) -> Bool { FileManager.default.fileExists(atPath: places.folder(of: id)) }

    /// The folders in which no session stands: of one that was killed before it was written down, or when all but its
    /// folder was gone.
    ///
    /// Only who holds the lock may take them for that.
    func emptyFolders() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: places.state + "/sessions")) ?? []
        return names.filter { !FileManager.default.fileExists(atPath: file($0)) }
    }

    /// Writes a session down: whole, or not at all.
    func write(_ record: SessionRecord) throws(SandboxError) {
        do {
            try FileManager.default.createDirectory(
                atPath: places.folder(of: record.id),
                withIntermediateDirectories: true
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try encoder.encode(record).write(to: URL(filePath: file(record.id)), options: .atomic)
        } catch { throw SandboxError("the session can't be written down: \(error.localizedDescription)") }
    }

    /// Forgets a session, last of all.
    func remove(_ id: String) {
        unlink(file(id))
        try? FileManager.default.removeItem(atPath: places.folder(of: id))
    }

    /// Waits until no other process changes the journal; what is returned is to be given to ``unlock(_:)``.
    func lock() async throws -> Int32 {
        let lock = open(places.state + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw SandboxError("\(places.state)/lock can't be opened") }
        do {
            // Waiting for a lock would hold a thread that others need.
            while flock(lock, LOCK_EX | LOCK_NB) != 0 { try await Task.sleep(for: .milliseconds(20)) }
        } catch {
            close(lock)
            throw error
        }
        return lock
    }

    func unlock(_ lock: Int32) { close(lock) }

    private func file(_ id: String) -> String { places.folder(of: id) + "/session.json" }
}
