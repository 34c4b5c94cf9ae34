public import EngineAPI
import Synchronization

/// An engine that does nothing but remember what it was asked; what it is to have, a test gives it.
public final class RecordingEngine: ContainerEngine {
    /// A call as it came: its name, what it was about, and what it carried.
    public struct Call: Hashable, Sendable {
        public var name: String
        public var subject: String
        public var value: JSON
    }

    /// What the engine has.
    public struct Contents: Sendable {
        public var containers: [ContainerSummary] = []
        public var details: [String: ContainerDetails] = [:]
        public var images: [ImageDetails] = []
        public var networks: [NetworkDetails] = []
        public var volumes: [VolumeDetails] = []
        public var execs: [String: ExecDetails] = [:]
        public var events: [EngineEvent] = []
        public var uploads: [[UInt8]] = []
        public var apiVersion = APIVersion(1, 51)
    }

    private let state = Mutex((calls: [Call](), contents: Contents()))

    public init(_ fill: (inout Contents) -> Void = { _ in }) {
        state.withLock { state in fill(&state.contents) }
    }

    /// What the engine was asked, in order.
    public var calls: [Call] { state.withLock { $0.calls } }

    /// What the engine has.
    public var contents: Contents { state.withLock { $0.contents } }

    /// Changes what the engine has.
    public func change(_ body: (inout Contents) -> Void) { state.withLock { state in body(&state.contents) } }

    /// The calls that could change something.
    public var changes: [Call] {
        calls.filter { call in
            !["list", "inspect", "ping", "info", "version", "logs", "top", "events"].contains {
                call.name.hasPrefix($0)
            }
        }
    }

    /// The last call of a name.
    public func last(_ name: String) -> Call? { calls.last { $0.name == name } }

    func note(_ name: String, _ subject: String = "", _ value: JSON = .null) {
        state.withLock { $0.calls.append(Call(name: name, subject: subject, value: value)) }
    }
}

extension Query {
    /// The query as a value that a test can look into.
    var json: JSON { .object(items.map { .init($0.name, .string($0.value)) }) }
}

extension Filters {
    /// The filters as a value that a test can look into.
    var json: JSON { encoded.flatMap { try? JSON(Array($0.utf8)) } ?? .object([]) }
}
