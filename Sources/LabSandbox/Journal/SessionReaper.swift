import EngineAPI
import EngineClient
import EngineGate
import Foundation
import HTTPWire
import Host

/// Takes away what sessions left whose holder died: by `kill -9`, by a crash, by the machine's restart.
public struct SessionReaper: Sendable {
    let journal: SessionJournal

    public init(_ journal: SessionJournal) { self.journal = journal }

    /// Takes every dead session away.
    ///
    /// - Returns: What could not be taken away, a line each; such a session stays in the journal and is tried again.
    public func reap() async -> [String] {
        let isWork = journal.records().contains { !$0.isAlive } || !journal.emptyFolders().isEmpty
        guard isWork else { return [] }
        do {
            let lock = try await journal.lock()
            defer { journal.unlock(lock) }
            var problems: [String] = []
            for record in journal.records() where !record.isAlive { problems += await remove(record) }
            // Nothing of these can be on an engine: a session is written down first, and forgotten last.
            for id in journal.emptyFolders() { journal.remove(id) }
            return problems
        } catch { return ["\(error)"] }
    }

    /// Takes one session away, whose holder is gone.
    func remove(_ record: SessionRecord) async -> [String] {
        LeftProcesses.end(naming: journal.places.runtime(of: record.id))
        if let problem = await removeNamespace(record) { return ["session \(record.id): \(problem)"] }
        // An embedded engine has gone with its process.
        guard !record.engineSocket.isEmpty else {
            return removeFiles(record)
        }
        do {
            let engine = try await EngineClient.connect(to: .unix(path: record.engineSocket))
            let problems = try await SessionSweep(engine, session: record.id).run()
            guard problems.isEmpty else { return problems.map { "session \(record.id): \($0)" } }
        } catch {
            // An engine whose socket is gone took its containers along, or will say so when it is back.
            guard !FileManager.default.fileExists(atPath: record.engineSocket) else {
                return ["session \(record.id): \(error)"]
            }
            if record.started > Date().timeIntervalSince1970 - 7 * 86_400 {
                return [
                    "session \(record.id): its engine at \(record.engineSocket) isn't there; start it, or wait a week"
                ]
            }
        }
        return removeFiles(record)
    }

    /// Removes a session's namespace from a real cluster, if it has one.
    ///
    /// - Returns: Why it is still there.
    func removeNamespace(
        _ record: SessionRecord,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) async -> String? {
        guard let cluster = record.cluster else { return nil }
        var environment = environment
        // Without a word of it kubectl takes the one of the user's home, as it did at the beginning.
        environment["KUBECONFIG"] = cluster.kubeconfig
        let program = KubectlProgram(context: cluster.context, environment: environment)
        return await ClusterNamespace(program, session: record.id).remove()
            .map { "its namespace is still in the cluster: \($0)" }
    }

    /// Removes mounts, sockets, home and workspace; then the journal's entry.
    ///
    /// - Returns: What hinders that; then all of it is still there.
    func removeFiles(_ record: SessionRecord) -> [String] {
        let places = journal.places
        let mounted = WorkspaceMounts.removeAll(below: places.runtime(of: record.id) + "/binds")
        guard mounted.isEmpty else {
            return mounted.map { "session \(record.id): \($0) is still mounted; umount it" }
        }
        try? FileManager.default.removeItem(atPath: places.runtime(of: record.id))
        journal.remove(record.id)
        return []
    }
}
