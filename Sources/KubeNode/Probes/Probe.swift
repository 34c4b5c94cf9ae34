import EngineAPI
import KubeAPI

/// A probe of a container's, as it is described.
struct Probe: Hashable, Sendable {
    enum Role: String, Hashable, Sendable {
        case startup = "Startup"
        case readiness = "Readiness"
        case liveness = "Liveness"

        /// The field of a container that describes it.
        var field: String { "\(rawValue.lowercased())Probe" }
    }

    enum Action: Hashable, Sendable {
        case exec([String])
        case httpGet(HTTPGet)
        case tcpSocket(host: String, port: Int)
        /// Something that can't be done here, and why.
        case unavailable(String)
    }

    struct HTTPGet: Hashable, Sendable {
        /// Empty for the pod's own address.
        var host: String
        var port: Int
        var path: String
        var headers: [Header]

        struct Header: Hashable, Sendable {
            var name: String
            var value: String
        }
    }

    var role: Role
    var action: Action
    var initialDelay: Duration
    var period: Duration
    var timeout: Duration
    var failureThreshold: Int
    var successThreshold: Int
    /// How long the container has to end when the probe has failed, in seconds; nil for what the pod says.
    var grace: Int?

    /// Reads a container's probe; nil where it has none.
    init?(_ role: Role, of container: ContainerSpec) {
        guard let json = container.json[role.field], json.members != nil else { return nil }
        self.role = role
        action = Self.action(json, container)
        let seconds = { (name: String, fallback: Int, least: Int) in
            Duration.seconds(min(max(json[name]?.integer ?? fallback, least), 1_000_000))
        }
        initialDelay = seconds("initialDelaySeconds", 0, 0)
        period = seconds("periodSeconds", 10, 1)
        timeout = seconds("timeoutSeconds", 1, 1)
        failureThreshold = max(1, json["failureThreshold"]?.integer ?? 3)
        successThreshold = max(1, json["successThreshold"]?.integer ?? 1)
        grace = json["terminationGracePeriodSeconds"]?.integer
    }

    /// What a probe or a hook does.
    static func action(_ json: JSON, _ container: ContainerSpec) -> Action {
        if let exec = json["exec"] { return .exec(exec["command"]?.texts ?? []) }
        if let get = json["httpGet"] {
            guard let port = container.port(get["port"]) else { return .unavailable(invalidPort(get)) }
            guard get["scheme"]?.text != "HTTPS" else {
                return .unavailable("probes by HTTPS aren't available in this cluster")
            }
            let path = get["path"]?.text ?? "/"
            return .httpGet(
                HTTPGet(
                    host: get["host"]?.text ?? "",
                    port: port,
                    path: path.hasPrefix("/") ? path : "/" + path,
                    headers: (get["httpHeaders"]?.elements ?? []).compactMap { header in
                        guard let name = header["name"]?.text, let value = header["value"]?.text else {
                            return nil
                        }
                        return HTTPGet.Header(name: name, value: value)
                    }
                )
            )
        }
        if let socket = json["tcpSocket"] {
            guard let port = container.port(socket["port"]) else { return .unavailable(invalidPort(socket)) }
            return .tcpSocket(host: socket["host"]?.text ?? "", port: port)
        }
        if json["grpc"] != nil { return .unavailable("probes by gRPC aren't available in this cluster") }
        return .unavailable("the probe says nothing to do")
    }

    private static func invalidPort(_ json: JSON) -> String {
        "couldn't find port: \(json["port"]?.text ?? json["port"]?.integer.map(String.init) ?? "")"
    }
}

/// What one run of a probe found.
struct ProbeResult: Hashable, Sendable {
    var isSuccess: Bool
    /// What it has to say, for the event.
    var output = ""
}

/// Counts a probe's results, and says when enough of one kind came one after the other.
struct ProbeCount: Hashable, Sendable {
    private var streak = 0
    private var isLastSuccess: Bool?
    let successThreshold: Int
    let failureThreshold: Int

    init(_ probe: Probe) {
        (successThreshold, failureThreshold) = (probe.successThreshold, probe.failureThreshold)
    }

    /// Takes a result in; true or false when that is settled now, nil while it isn't.
    mutating func take(_ isSuccess: Bool) -> Bool? {
        streak = isSuccess == isLastSuccess ? streak + 1 : 1
        isLastSuccess = isSuccess
        if isSuccess { return streak >= successThreshold ? true : nil }
        return streak >= failureThreshold ? false : nil
    }
}
