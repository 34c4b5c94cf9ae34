public import EngineAPI
public import HTTPWire

/// A real engine behind its socket: dockerd from 20.10 on, or Podman's compatible API.
///
/// ```swift
/// let engine = try await EngineClient.connect(to: .unix(path: "/var/run/docker.sock"))
/// let containers = try await engine.listContainers(ContainerListQuery())
/// ```
/// One version of the API is spoken, the newest that both sides know. Every request is built from typed values.
public final class EngineClient: ContainerEngine {
    /// What is asked for and answered at most at once; larger answers are streams.
    static let largestAnswer = 64 << 20

    let http: HTTPClient
    /// The version that is spoken.
    public let apiVersion: APIVersion
    private let greeting: EnginePing

    /// Whether it is Podman, whose compatible API differs here and there.
    var isPodman: Bool { greeting.server.hasPrefix("Libpod") }

    private init(_ http: HTTPClient, _ greeting: EnginePing) {
        self.http = http
        self.greeting = greeting
        apiVersion = min(greeting.apiVersion, APIVersion.newest)
    }

    /// Asks the engine what it speaks.
    ///
    /// - Throws: ``EngineError`` of kind `unreachable` where nothing answers or what answers is too old.
    public static func connect(to address: WireAddress) async throws -> EngineClient {
        let http = HTTPClient(address)
        let greeting: EnginePing
        do { greeting = try await greet(http) } catch {
            throw EngineError(.unreachable, "no engine answers at \(address.name): \(error)")
        }
        guard greeting.apiVersion >= APIVersion.oldest else {
            throw EngineError(
                .unreachable,
                "the engine at \(address.name) speaks API \(greeting.apiVersion); \(APIVersion.oldest) is needed"
            )
        }
        return EngineClient(http, greeting)
    }

    private static func greet(_ http: HTTPClient) async throws -> EnginePing {
        let answer = try await http.send(HTTPRequestHead("GET", "/_ping", hostFields))
        _ = try await answer.bytes(atMost: 65_536)
        guard answer.head.status == 200, let text = answer.head.fields["Api-Version"],
            let version = APIVersion(text)
        else { throw EngineError(.unreachable, "it doesn't greet like a container engine") }
        return EnginePing(
            apiVersion: version,
            osType: answer.head.fields["Ostype"] ?? "linux",
            isExperimental: answer.head.fields["Docker-Experimental"] == "true",
            server: answer.head.fields["Server"] ?? ""
        )
    }

    static let hostFields: HTTPFields = ["Host": "engine", "User-Agent": "slidectl"]

    /// What the engine said at the first contact.
    public func ping() async throws -> EnginePing {
        _ = try await Self.greet(http)
        return greeting
    }
}

extension WireAddress {
    /// For people.
    var name: String {
        switch self {
        case .unix(let path): path
        case .tcp(let host, let port): "\(host):\(port)"
        }
    }
}
