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
        public var diskUsage = DiskUsage()
        public var apiVersion = APIVersion(1, 51)
        /// What containers printed, by id.
        public var logs: [String: String] = [:]
        /// The steps of images, by id.
        public var history: [String: [HistoryItem]] = [:]
        /// What paths are in every container; nil for an engine that has all paths.
        public var paths: [String: PathStat]?
        /// Whether names and beginnings of ids stand for containers, too.
        public var resolvesNames = false
        /// Whether streams of events stay open for what a test emits.
        public var keepsEventsOpen = false
        /// Is awaited before a question is answered; what it throws is the answer.
        public var trouble: (@Sendable (String) async throws -> Void)?
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

    /// The streams of events that are open.
    let taps = Mutex<[EventTap]>([])

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
