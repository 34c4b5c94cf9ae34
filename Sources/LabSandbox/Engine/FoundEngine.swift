import EngineAPI
import EngineClient
import EngineSim

/// An engine that answered, or our own.
public struct FoundEngine: Sendable {
    private enum Kind: Sendable {
        case real(EngineClient)
        case embedded(EmbeddedEngine)
    }

    private let kind: Kind
    /// The socket of a real engine; empty for the embedded one.
    public let socket: String
    /// What it is, for people: `docker 20.10.24`.
    public let name: String

    static func real(_ client: EngineClient, socket: String, name: String) -> Self {
        Self(kind: .real(client), socket: socket, name: name)
    }

    static func embedded(_ engine: EmbeddedEngine) -> Self {
        Self(kind: .embedded(engine), socket: "", name: "embedded \(engine.version)")
    }

    /// The version of the API that is spoken with it.
    public var apiVersion: String {
        switch kind {
        case .real(let client): "\(client.apiVersion)"
        case .embedded: "\(APIVersion.newest)"
        }
    }

    /// The engine for one session: a real one is shared by all, an embedded one is made for it.
    func opened(for record: SessionRecord) -> OpenEngine {
        switch kind {
        case .real(let client): return OpenEngine(client: client)
        case .embedded(let parts):
            let engine = parts.engine(workspace: record.workspace, loopback: record.loopback)
            return OpenEngine(client: engine, embedded: engine)
        }
    }
}

/// The engine of a session.
struct OpenEngine: Sendable {
    let client: any ContainerEngine
    /// The same, where it is our own.
    var embedded: SimulatedEngine?

    /// Ends what runs in an embedded engine; a real one goes on.
    func stop() async { await embedded?.stop() }
}
