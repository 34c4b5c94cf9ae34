public import EngineAPI
import Synchronization

/// One session's world on a shared engine: what it may see, what it may do, and under which names.
///
/// ```swift
/// let gate = EngineGate(engine, session: session, settings: GateSettings(), binder: binder, now: clock)
/// try await EngineServer(gate, at: .unix(path: path)).run()
/// ```
/// Every request is a typed value that one pure policy judges; what reaches the engine is made anew from it, with the
/// session's names and labels. What the policy doesn't name is dropped, whom the session doesn't own isn't there, and a
/// refusal says what to do instead. The gate keeps nothing that can't be found again on the engine by its labels.
public final class EngineGate: ContainerEngine {
    let engine: any ContainerEngine
    /// Whose world it is.
    public let session: GateSession
    let settings: GateSettings
    let binder: (any WorkspaceBinder)?
    let names: SessionNames
    let images: ImagePolicy
    let containers: ContainerLedger
    let counters = SessionCounters()
    let disk: DiskLedger
    /// Nil on an engine of the session's own, whose containers have no way into the machine.
    let holds: SessionHolds?
    private let follower = Mutex<@Sendable () async -> Void>({})

    /// Makes a gate; without a binder, folders of the workspace can't be mounted.
    ///
    /// `now` is the time by the engine's clock, in nanoseconds since 1970.
    public init(
        _ engine: any ContainerEngine,
        session: GateSession,
        settings: GateSettings = GateSettings(),
        binder: (any WorkspaceBinder)? = nil,
        now: @escaping @Sendable () -> Int
    ) {
        self.engine = engine
        self.session = session
        self.settings = settings
        self.binder = binder
        names = SessionNames(session: session.id, ownsImages: settings.ownsEngine)
        disk = DiskLedger(most: settings.quotas.disk)
        holds = settings.ownsEngine ? nil : SessionHolds(now: now)
        images = ImagePolicy(registries: settings.registries)
        containers = ContainerLedger(engine, names)
    }

    /// Names who opens and closes published ports where the student's commands reach them.
    ///
    /// It is told whenever they may have moved, and the client gets its answer when it returns.
    public func followPorts(_ follower: @escaping @Sendable () async -> Void) {
        self.follower.withLock { $0 = follower }
    }

    func portsMoved() async {
        let follower = follower.withLock { $0 }
        await follower()
    }

    /// The filter that narrows a list to the session's objects.
    var ownFilter: String { "\(SessionLabels.session)=\(session.id)" }

    var ownLabels: Filters { Filters(["label": [ownFilter]]) }

    /// Whether labels say that something is the session's.
    func owns(_ labels: [String: String]?) -> Bool { labels?[SessionLabels.session] == session.id }

    /// Whether an image is the session's, by its names on the engine and its labels.
    func ownsImage(_ tags: [String]?, _ labels: [String: String]?) -> Bool {
        names.ownsImages || owns(labels) || (tags ?? []).contains { names.viewImage($0) != nil }
    }

    /// Does something on the engine; a failure is told in the student's names.
    func asking<Result>(
        _ id: String = "",
        as name: String = "",
        _ body: () async throws -> Result
    ) async throws -> Result {
        do { return try await body() } catch let error as EngineError { throw told(error, id, name) }
    }

    /// Does what an engine does once at a time, when another session's turn is over: that is nothing of the student's.
    func whenFree<Result>(_ body: () async throws -> Result) async throws -> Result {
        for _ in 0..<40 {
            do { return try await asking { try await body() } } catch let error as EngineError
                where error.message.contains("operation is already running")
            {
                try await Task.sleep(for: .milliseconds(250))
            }
        }
        return try await asking { try await body() }
    }

    /// A failure in the student's names.
    func told(_ error: EngineError, _ id: String = "", _ name: String = "") -> EngineError {
        var message = withAskedAddresses(names.text(error.message))
        if !id.isEmpty, id != name {
            // The engine repeats what it was asked with: that was the id, where the student wrote a name.
            for words in [
                "o such container: ", "annot kill container: ", "in container ", "remove container \"",
            ] {
                message = message.replacing(words + id, with: words + name)
            }
            message = message.replacing("Container \(id) is paused", with: "Container \(name) is paused")
        }
        return EngineError(error.kind, message)
    }

    /// A text with addresses and ports as the student asked for them.
    private func withAskedAddresses(_ text: String) -> String {
        let ports = text.replacing(/(\d+\.\d+\.\d+\.\d+):(\d+)/) { match in
            guard match.1 == session.loopback, let port = Int(match.2) else { return String(match.0) }
            return "\(match.1):\(ContainerPolicy.viewPort(port))"
        }
        return session.loopback == "127.0.0.1" ? ports : ports.replacing(session.loopback, with: "0.0.0.0")
    }
}
