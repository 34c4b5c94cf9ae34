import EngineAPI
import LabModel

/// Looks at the subjects of checks, over the grader's own connections.
///
/// It sees what a check's predicates ask for, and says nothing of whether they hold.
struct Observer: Sendable {
    let room: any LabRoom

    /// Looks once; what can't have changed since the look before isn't asked again.
    ///
    /// "There is no such thing" is an answer; all else that the engine, the network or the files throw is thrown on.
    func look(at check: FilledCheck, previous: Observation? = nil) async throws -> Observation {
        let seen = try await lookItself(at: check, previous: previous)
        let what = await modelled(seen, check.subject)
        return what.isEmpty ? seen : .modelled(what)
    }

    private func lookItself(at check: FilledCheck, previous: Observation?) async throws -> Observation {
        switch check.subject {
        case .container(let name):
            return try await unlessMissing { .container(try await container(name, check.predicates)) }
        case .image(let name):
            var known: ImageSight?
            if case .image(let sight)? = previous { known = sight }
            return try await unlessMissing { .image(try await image(name, check.predicates, known)) }
        case .volume(let name): return try await unlessMissing { .volume(try await volume(name)) }
        case .network(let name): return try await unlessMissing { .network(try await network(name)) }
        case .compose(let project, let service):
            let sights = try await compose(project, service, check.predicates)
            return sights.isEmpty ? .absent : .compose(sights)
        case .tcp(let port):
            guard let port = Self.port(port) else { return .unsupported("'\(port)' is no port") }
            return .connection(try await connection(port, check.predicates))
        case .http(let port, let path):
            guard let port = Self.port(port) else { return .unsupported("'\(port)' is no port") }
            return .responses(try await responses(port, path, check.predicates))
        case .file(let path): return try await file(path, check.predicates)
        case .object, .pods, .events:
            guard let cluster = room.cluster else { return .unsupported(Self.noCluster) }
            return try await ClusterObserver(cluster: cluster).look(at: check)
        }
    }

    /// Why nothing is known of objects of a cluster.
    static let noCluster = "no cluster in this session"

    /// A subject that the engine doesn't know is an answer; every other error is none.
    private func unlessMissing(_ look: () async throws -> Observation) async throws -> Observation {
        do { return try await look() } catch let error as EngineError where error.kind == .notFound {
            return .absent
        }
    }

    private static func port(_ text: String) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}

extension [CheckPredicate] {
    /// Whether one of the predicates reads a property.
    func ask(for name: String) -> Bool {
        contains { predicate in
            switch predicate {
            case .text(let property, _, _), .contains(let property, _, _), .quantity(let property, _),
                .members(let property, _):
                property == name
            default: false
            }
        }
    }
}
