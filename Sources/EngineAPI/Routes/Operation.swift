/// What the Engine API can be asked for; each operation is one method on one path.
public enum Operation: String, CaseIterable, Hashable, Sendable {
    // System
    case ping = "GET /_ping"
    case pingHead = "HEAD /_ping"
    case version = "GET /version"
    case info = "GET /info"
    case events = "GET /events"
    case diskUsage = "GET /system/df"
    case login = "POST /auth"

    // Containers
    case listContainers = "GET /containers/json"
    case createContainer = "POST /containers/create"
    case pruneContainers = "POST /containers/prune"
    case inspectContainer = "GET /containers/{id}/json"
    case containerTop = "GET /containers/{id}/top"
    case containerLogs = "GET /containers/{id}/logs"
    case containerChanges = "GET /containers/{id}/changes"
    case containerStats = "GET /containers/{id}/stats"
    case exportContainer = "GET /containers/{id}/export"
    case startContainer = "POST /containers/{id}/start"
    case stopContainer = "POST /containers/{id}/stop"
    case restartContainer = "POST /containers/{id}/restart"
    case killContainer = "POST /containers/{id}/kill"
    case pauseContainer = "POST /containers/{id}/pause"
    case unpauseContainer = "POST /containers/{id}/unpause"
    case renameContainer = "POST /containers/{id}/rename"
    case updateContainer = "POST /containers/{id}/update"
    case resizeContainer = "POST /containers/{id}/resize"
    case waitContainer = "POST /containers/{id}/wait"
    case attachContainer = "POST /containers/{id}/attach"
    case removeContainer = "DELETE /containers/{id}"
    case statArchive = "HEAD /containers/{id}/archive"
    case getArchive = "GET /containers/{id}/archive"
    case putArchive = "PUT /containers/{id}/archive"
    case commit = "POST /commit"

    // Exec
    case createExec = "POST /containers/{id}/exec"
    case startExec = "POST /exec/{id}/start"
    case resizeExec = "POST /exec/{id}/resize"
    case inspectExec = "GET /exec/{id}/json"

    // Images
    case listImages = "GET /images/json"
    case pullImage = "POST /images/create"
    case loadImages = "POST /images/load"
    case pruneImages = "POST /images/prune"
    case searchImages = "GET /images/search"
    case saveImages = "GET /images/get"
    case inspectImage = "GET /images/{name}/json"
    case imageHistory = "GET /images/{name}/history"
    case saveImage = "GET /images/{name}/get"
    case pushImage = "POST /images/{name}/push"
    case tagImage = "POST /images/{name}/tag"
    case removeImage = "DELETE /images/{name}"
    case inspectDistribution = "GET /distribution/{name}/json"
    case build = "POST /build"
    case pruneBuilds = "POST /build/prune"

    // Networks
    case listNetworks = "GET /networks"
    case createNetwork = "POST /networks/create"
    case pruneNetworks = "POST /networks/prune"
    case inspectNetwork = "GET /networks/{id}"
    case removeNetwork = "DELETE /networks/{id}"
    case connectNetwork = "POST /networks/{id}/connect"
    case disconnectNetwork = "POST /networks/{id}/disconnect"

    // Volumes
    case listVolumes = "GET /volumes"
    case createVolume = "POST /volumes/create"
    case pruneVolumes = "POST /volumes/prune"
    case inspectVolume = "GET /volumes/{id}"
    case removeVolume = "DELETE /volumes/{id}"

    // Known to be asked for, never served: each is refused with a text of its own.
    case plugins = "GET /plugins"
    case buildKit = "POST /grpc"
    case session = "POST /session"

    /// The method.
    public var method: String { String(rawValue.prefix { $0 != " " }) }

    /// The parts of the path; a part in braces stands for a name.
    var segments: [Substring] { rawValue.drop { $0 != "/" }.split(separator: "/") }

    /// Whether the answer may be an upgraded connection.
    public var isUpgradable: Bool { self == .attachContainer || self == .startExec }

    /// Whether the request's body is JSON.
    public var hasJSONBody: Bool {
        switch self {
        // The docker of 28.5 sends an empty object along with a push.
        case .login, .pushImage, .createContainer, .updateContainer, .commit, .createExec, .startExec,
            .createNetwork, .connectNetwork, .disconnectNetwork, .createVolume:
            true
        default: false
        }
    }

    /// Whether the request's body is an archive.
    public var hasArchiveBody: Bool {
        switch self {
        case .build, .loadImages, .putArchive, .pullImage: true
        default: false
        }
    }
}
