/// What nginx does, out of its configuration.
struct NginxModel: Hashable, Sendable {
    var servers: [NginxServer] = []
    /// By name, each with `host:port` of its members.
    var upstreams: [String: [NginxPeer]] = [:]
    var accessLog: String? = "logs/access.log"
    var errorLog = "stderr"
    /// Names of files' endings with their types.
    var types: [String: String] = [:]
    var logFormats: [String: String] = [:]
    var workers = 1
    var isDaemon = true
    var ports: [Int] { Array(Set(servers.flatMap { $0.listens.map(\.port) })).sorted() }
}

/// A member of an upstream group.
struct NginxPeer: Hashable, Sendable {
    var host: String
    var port: Int
    var weight = 1
    /// As the configuration names it.
    var place: String
}

/// A `server` block.
struct NginxServer: Hashable, Sendable {
    struct Listen: Hashable, Sendable {
        var port: Int
        var isDefault: Bool
    }

    var listens: [Listen] = []
    var names: [String] = []
    var settings = NginxSettings()
    var locations: [NginxLocation] = []
}

/// A `location` block.
struct NginxLocation: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case exact
        case prefix
        /// `^~`, which for want of regular expressions does what a prefix does.
        case finalPrefix
        case named
    }

    var kind: Kind
    var path: String
    var settings: NginxSettings
    var locations: [NginxLocation] = []
}

/// What may stand in `http`, `server` and `location`, and is handed down.
struct NginxSettings: Hashable, Sendable {
    struct Return: Hashable, Sendable {
        var status: Int
        var text: String?
    }

    struct ErrorPage: Hashable, Sendable {
        /// Nil: the status stays.
        var status: Int?
        var uri: String
    }

    struct Header: Hashable, Sendable {
        var name: String
        var value: String
        var isAlways: Bool
    }

    struct Proxy: Hashable, Sendable {
        /// A group of peers, by its name in ``NginxModel/upstreams``.
        var upstream: String
        /// As the configuration names it.
        var host: String
        /// What takes the room of the location's path; nil: the request's own path is passed on.
        var uri: String?
    }

    var root: String?
    var alias: String?
    var index = ["index.html"]
    var tryFiles: [String]?
    var errorPages: [Int: ErrorPage] = [:]
    var headers: [Header] = []
    var proxyHeaders: [Header] = []
    var proxy: Proxy?
    var returns: Return?
    var defaultType = "text/plain"
    var types: [String: String]?
    var accessLog: String?
    var accessFormat = "combined"
    var isAutoindex = false
    /// In bytes; 0: no bound.
    var bodyLimit = 1 << 20
    var showsVersion = true
    /// What is denied to whom; nil: everybody may.
    var denied = false
}
