import EngineAPI
import HTTPWire
import KubeAPI

/// Answers a request: what it needs stands in a file for each kind of thing.
struct RequestHandler: Sendable {
    let service: KubeService
    let request: KubeRequest

    var api: any ClusterAPI { service.api }

    func answer() async throws {
        switch request.target {
        case .page(let path): try await page(path)
        case .coreVersions, .groups, .group, .types: try await discovery()
        case .resource(let path): try await resource(path)
        }
    }

    private func page(_ path: [String]) async throws {
        switch path.first {
        case "openapi":
            try expectGet()
            try await openAPI(Array(path.dropFirst()))
        case "version" where path.count == 1:
            try expectGet()
            try await request.answer(Self.version)
        case "healthz", "livez", "readyz":
            try expectGet()
            try await request.answer(text: "ok")
        case "dashboard":
            try expectGet()
            try await dashboard(Array(path.dropFirst()))
        case nil:
            try expectGet()
            try await request.answer(
                .record([
                    "paths": ["/api", "/apis", "/healthz", "/livez", "/openapi/v3", "/readyz", "/version"]
                ])
            )
        default:
            try expectGet()
            guard request.user.isAdmin, let text = try await service.pages(path) else {
                throw StatusError.noSuchPath
            }
            try await request.answer(text: text)
        }
    }

    private func discovery() async throws {
        try expectGet()
        let types = await service.types()
        let accept = request.exchange.head.fields.values("Accept")
        if let version = AggregatedDiscovery.version(accept: accept),
            request.target == .coreVersions || request.target == .groups
        {
            let discovery = AggregatedDiscovery(types: types, version: version)
            let document = discovery.document(core: request.target == .coreVersions)
            return try await answer(document: document, discovery.mediaType)
        }
        let discovery = LegacyDiscovery(types: types)
        let document: JSON? =
            switch request.target {
            case .coreVersions: discovery.coreVersions(host: request.field("Host"))
            case .groups: discovery.groups
            case .group(let name): discovery.group(name)
            case .types(let group, let version): discovery.resources(group: group, version: version)
            default: nil
            }
        guard let document else { throw StatusError.noSuchPath }
        try await answer(document: document, "application/json")
    }

    private func answer(document: JSON, _ type: String) async throws {
        let bytes = document.bytes
        try await request.answer(document: bytes, type: type, tag: DocumentTag.of(bytes))
    }

    func expectGet() throws(StatusError) {
        guard ["GET", "HEAD"].contains(request.method) else { throw .wrongMethod }
    }

    /// What `kubectl version` shows: the version whose behaviour is followed.
    private static let version = JSON.record([
        "major": KubernetesVersion.major, "minor": KubernetesVersion.minor,
        "gitVersion": KubernetesVersion.text, "gitCommit": "slidectl",
        "gitTreeState": "clean", "buildDate": "2025-04-22T16:03:58Z", "goVersion": "go1.23.6",
        "compiler": "gc", "platform": "linux/amd64",
    ])
}
