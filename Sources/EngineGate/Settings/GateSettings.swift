/// What sessions may do, and how much of the machine they get.
public struct GateSettings: Hashable, Sendable {
    public var quotas = Quotas()
    public var registries = Registries()
    /// The runtime that containers run under; nil for the engine's default.
    public var runtime: String?
    /// The group of processes that a session's containers belong to; nil for the engine's own.
    public var cgroupParent: String?
    /// Whether the engine is this session's alone: images keep their names there, and are gone when they are removed.
    public var ownsEngine = false
    /// Whether containers may reach other networks.
    public var allowsInternet = true
    /// Whether builds may have here-documents, which the classic builder of a real engine doesn't know.
    public var allowsHeredocs = false
    /// Where the addresses of networks are taken from that ask for none.
    public var networkPool = "10.112.0.0/12"
    /// Ranges that the machine itself reaches, which no network gets.
    public var takenRanges: [String] = []
    /// The ranges in which a network may ask for its addresses.
    public var subnets = ["172.16.0.0/12", "10.64.0.0/10", "192.168.128.0/17"]

    public init() {}

    /// How much a session may use.
    public struct Quotas: Hashable, Sendable {
        public var containers = 20
        public var volumes = 20
        public var networks = 8
        public var images = 50
        public var execs = 32
        public var eventStreams = 16
        /// For one container, in bytes.
        public var memory = 1 << 30
        /// What a container gets that asks for nothing, in bytes.
        public var defaultMemory = 512 << 20
        /// For one container, in billionths of a processor.
        public var nanoCPUs = 2_000_000_000
        /// What a container gets that asks for nothing.
        public var defaultNanoCPUs = 1_000_000_000
        /// Processes of one container.
        public var pids = 512
        /// In bytes.
        public var shm = 64 << 20
        /// Bytes of one log file; there are two.
        public var logSize = "5m"
        /// Bytes that containers, volumes and built images may hold together, beside the images that were pulled.
        public var disk = 10 << 30
        /// Requests a second, in the long run; clients in a hurry are slowed down.
        public var requestsPerSecond = 100
        /// Bytes of a build's context, of a load, of a copy into a container.
        public var upload = 1 << 30
        /// Files of an archive.
        public var uploadEntries = 100_000
        /// How long a build may take, in seconds.
        public var buildSeconds = 600

        public init() {}
    }

    /// Where images may come from and go to.
    public struct Registries: Hashable, Sendable {
        /// Images that may be pulled: `docker.io/library/*`, `gcr.io/google-samples/*`; a star stands for anything.
        public var pulls = ["docker.io/*", "gcr.io/google-samples/*"]
        /// Images that may be pushed.
        public var pushes: [String] = []
        /// Registries that stand in for others: `docker.io` to `127.0.0.1:5000`.
        public var mirrors: [String: String] = [:]

        public init() {}
    }
}
