/// How an image is built from a Dockerfile and the files beside it.
public struct BuildOptions: Hashable, Sendable {
    public var tags: [String] = []
    public var dockerfile = "Dockerfile"
    public var target = ""
    public var buildArgs: [String: String?] = [:]
    public var labels: [String: String] = [:]
    public var cacheFrom: [String] = []
    public var extraHosts: [String] = []
    public var platform = ""
    public var networkMode = ""
    /// An address to build from instead of the body.
    public var remote = ""
    public var noCache = false
    public var pull = false
    public var quiet = false
    public var squash = false
    public var removesIntermediate = true
    public var forceRemoves = false
    public var memory = 0
    public var memorySwap = 0
    public var cpuShares = 0
    public var cpuPeriod = 0
    public var cpuQuota = 0
    public var cpusetCpus = ""
    public var cpusetMems = ""
    public var cgroupParent = ""
    public var shmSize = 0
    public var ulimits: [Ulimit] = []
    /// 1 for the classic builder, 2 for BuildKit.
    public var version = "1"
    /// Credentials by registry.
    public var registries: [String: RegistryCredentials] = [:]

    public init() {}

    public init(_ query: Query, registries: [String: RegistryCredentials] = [:]) throws(EngineError) {
        self.registries = registries
        tags = query.all("t")
        dockerfile = query.text("dockerfile") ?? "Dockerfile"
        target = query["target"] ?? ""
        platform = query["platform"] ?? ""
        networkMode = query["networkmode"] ?? ""
        remote = query["remote"] ?? ""
        version = query.text("version") ?? "1"
        noCache = query.flag("nocache")
        pull = query.flag("pull")
        quiet = query.flag("q")
        squash = query.flag("squash")
        removesIntermediate = query["rm"] == nil || query.flag("rm")
        forceRemoves = query.flag("forcerm")
        try readLimits(query)
        try readObjects(query)
    }

    private mutating func readLimits(_ query: Query) throws(EngineError) {
        memory = try query.number("memory") ?? 0
        memorySwap = try query.number("memswap") ?? 0
        cpuShares = try query.number("cpushares") ?? 0
        cpuPeriod = try query.number("cpuperiod") ?? 0
        cpuQuota = try query.number("cpuquota") ?? 0
        shmSize = try query.number("shmsize") ?? 0
        cpusetCpus = query["cpusetcpus"] ?? ""
        cpusetMems = query["cpusetmems"] ?? ""
        cgroupParent = query["cgroupparent"] ?? ""
    }

    private mutating func readObjects(_ query: Query) throws(EngineError) {
        buildArgs = try Self.object(query, "buildargs") ?? [:]
        labels = try Self.object(query, "labels") ?? [:]
        cacheFrom = try Self.object(query, "cachefrom") ?? []
        ulimits = try Self.object(query, "ulimits") ?? []
        extraHosts = query.all("extrahosts").flatMap { $0.split(separator: ",").map(String.init) }
    }

    private static func object<Value: JSONCodable>(
        _ query: Query,
        _ name: String
    ) throws(EngineError) -> Value? {
        guard let text = query.text(name) else { return nil }
        do {
            let json = try JSON(strictly: Array(text.utf8))
            try Value?.checkSpelling(json)
            return try Value?(json: json)
        } catch {
            throw .malformed("the parameter '\(name)' can't be read: \(error)")
        }
    }

    public var query: Query {
        var query = Query()
        for tag in tags { query.add("t", tag) }
        query.add("dockerfile", dockerfile)
        query.add("target", target.isEmpty ? nil : target)
        query.add("platform", platform.isEmpty ? nil : platform)
        query.add("networkmode", networkMode.isEmpty ? nil : networkMode)
        query.add("remote", remote.isEmpty ? nil : remote)
        query.add("version", version)
        query.add("nocache", flag: noCache)
        query.add("pull", flag: pull)
        query.add("q", flag: quiet)
        query.add("squash", flag: squash)
        query.add("rm", removesIntermediate ? "1" : "0")
        query.add("forcerm", flag: forceRemoves)
        for (name, value) in [
            ("memory", memory), ("memswap", memorySwap), ("cpushares", cpuShares), ("cpuperiod", cpuPeriod),
            ("cpuquota", cpuQuota), ("shmsize", shmSize),
        ] where value != 0 { query.add(name, value) }
        for (name, value) in [
            ("cpusetcpus", cpusetCpus), ("cpusetmems", cpusetMems), ("cgroupparent", cgroupParent),
        ] where !value.isEmpty { query.add(name, value) }
        for (name, json) in [
            ("buildargs", buildArgs.isEmpty ? nil : buildArgs.json),
            ("labels", labels.isEmpty ? nil : labels.json),
            ("cachefrom", cacheFrom.isEmpty ? nil : cacheFrom.json),
            ("ulimits", ulimits.isEmpty ? nil : ulimits.json),
        ] { query.add(name, json.map { String(decoding: $0.bytes, as: UTF8.self) }) }
        query.add("extrahosts", extraHosts.isEmpty ? nil : extraHosts.joined(separator: ","))
        return query
    }
}
