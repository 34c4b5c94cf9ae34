import EngineAPI
import HTTPWire
import KubeAPI

extension RequestHandler {
    /// A container's log, as text.
    func log(_ wanted: ResourceRequest) async throws {
        let pod = try await api.get(.pods, namespace: wanted.path.namespace, name: wanted.name)
        let query = try logQuery(pod)
        let text = try await service.streams.log(
            namespace: wanted.path.namespace ?? "",
            pod: wanted.name,
            query
        )
        defer { text.cancel() }
        // What is refused is refused before the head goes out.
        let writer = try await request.exchange.stream(HTTPResponseHead(200, ["Content-Type": "text/plain"]))
        while let piece = try await text.next() { try await writer.write(piece) }
        try await writer.finish()
    }

    private func logQuery(_ pod: KubeObject) throws(StatusError) -> PodLogQuery {
        var since = request.query.text("sinceTime").flatMap { KubeTime($0) }
        if let seconds = try request.number("sinceSeconds") {
            guard seconds > 0 else {
                throw Self.badLogOption("sinceSeconds", seconds, "must be greater than 0")
            }
            since = service.clock.now.advanced(by: .seconds(-min(seconds, 1_000_000_000)))
        }
        let tail = try request.number("tailLines")
        if let tail, tail < 0 {
            throw Self.badLogOption("tailLines", tail, "must be greater than or equal to 0")
        }
        let limit = try request.number("limitBytes")
        if let limit, limit < 1 { throw Self.badLogOption("limitBytes", limit, "must be greater than 0") }
        return PodLogQuery(
            container: try PodContainers(pod).name(asked: request.query.text("container")),
            follow: request.flag("follow"),
            previous: request.flag("previous"),
            timestamps: request.flag("timestamps"),
            tailLines: tail,
            since: since,
            limitBytes: limit
        )
    }

    private static func badLogOption(_ name: String, _ value: Int, _ why: String) -> StatusError {
        let message = "Invalid value: \(value): \(why)"
        return StatusError(
            422,
            "Invalid",
            "PodLogOptions \"\" is invalid: \(name): \(message)",
            kind: "PodLogOptions",
            causes: [.init("FieldValueInvalid", name, message)]
        )
    }
}

/// The containers of a pod, by name.
struct PodContainers {
    private let pod: KubeObject
    private let names: [String]
    private let initNames: [String]
    private let ephemeralNames: [String]

    init(_ pod: KubeObject) {
        self.pod = pod
        func names(_ list: String) -> [String] {
            pod["spec", list]?.elements?.compactMap { $0["name"]?.text } ?? []
        }
        self.names = names("containers")
        initNames = names("initContainers")
        ephemeralNames = names("ephemeralContainers")
    }

    /// The container that is meant: the one that is asked for, or the only one.
    ///
    /// - Throws: ``StatusError`` 400 where there is none, or none is named and there are several.
    func name(asked: String?) throws(StatusError) -> String {
        guard let asked else {
            if names.count == 1 { return names[0] }
            let inits =
                initNames.isEmpty
                ? "" : " or one of the init containers: [\(initNames.joined(separator: " "))]"
            throw .badRequest(
                "a container name must be specified for pod \(pod.name), choose one of: "
                    + "[\(names.joined(separator: " "))]\(inits)"
            )
        }
        guard (names + initNames + ephemeralNames).contains(asked) else {
            throw .badRequest("container \(asked) is not valid for pod \(pod.name)")
        }
        return asked
    }
}
