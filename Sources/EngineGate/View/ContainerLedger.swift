import EngineAPI
import Synchronization

/// The session's containers: their ids, and the student's names for them.
///
/// A name is resolved here, among the session's own, and reaches the engine as a full id. The ledger may know a container
/// that is gone (`--rm` removes it behind our back): then the engine says so itself.
final class ContainerLedger: Sendable {
    private let engine: any ContainerEngine
    private let names: SessionNames
    private let known = Mutex<[String: String]>([:])

    init(_ engine: any ContainerEngine, _ names: SessionNames) {
        self.engine = engine
        self.names = names
    }

    /// The full id of a container of the session's; throws where there is none, in the engine's words.
    func id(of name: String) async throws -> String {
        let bare = name.hasPrefix("/") ? String(name.dropFirst()) : name
        if let id = find(bare) { return id }
        try await refresh()
        if let id = find(bare) { return id }
        let isAmbiguous = known.withLock { known in known.keys.filter { $0.hasPrefix(bare) }.count > 1 }
        guard isAmbiguous, !bare.isEmpty else { throw EngineError.noSuchContainer(name) }
        throw EngineError.malformed("Multiple IDs found with provided prefix: \(bare)")
    }

    /// Whether a container is the session's, by its full id.
    func owns(_ id: String) async throws -> Bool {
        if known.withLock({ $0[id] != nil }) { return true }
        try await refresh()
        return known.withLock { $0[id] != nil }
    }

    /// The container of a name, as far as is known without asking.
    func id(named name: String) -> String? { known.withLock { $0.first { $0.value == name }?.key } }

    /// The student's name of a container.
    func name(of id: String) -> String? { known.withLock { $0[id] } }

    /// Remembers a container that was made or renamed.
    func add(_ id: String, name: String) {
        known.withLock { known in
            for (other, taken) in known where taken == name { known[other] = nil }
            known[id] = name
        }
    }

    /// Forgets a container that was removed.
    func remove(_ id: String) { known.withLock { $0[id] = nil } }

    /// Asks the engine anew; returns how many there are.
    @discardableResult
    func refresh() async throws -> Int {
        var query = ContainerListQuery()
        query.all = true
        query.filters = Filters(["label": ["\(SessionLabels.session)=\(names.session)"]])
        let list = try await engine.listContainers(query)
        let found = list.map { item in
            (item.id, names.view(String(item.names.first?.drop { $0 == "/" } ?? "")))
        }
        return known.withLock { known in
            known = Dictionary(found) { first, _ in first }
            return known.count
        }
    }

    private func find(_ name: String) -> String? {
        guard !name.isEmpty else { return nil }
        return known.withLock { known in
            if known[name] != nil { return name }
            if let exact = known.first(where: { $0.value == name }) { return exact.key }
            let matches = known.keys.filter { $0.hasPrefix(name) }
            return matches.count == 1 ? matches.first : nil
        }
    }
}
