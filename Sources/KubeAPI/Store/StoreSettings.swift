/// How a cluster's store is to be.
public struct StoreSettings: Sendable {
    /// What made-up names depend on; nil for others each time.
    public var seed: UInt64?
    /// How many changes of each type are remembered for those who watch.
    public var historyLimit: Int
    /// How long an event is kept after it was last written.
    public var eventLifetime: Duration
    /// The certificate, in PEM, that pods find as `ca.crt`.
    public var rootCertificate: String
    /// The addresses of services: the first 16 bits of `a.b.0.0/16`.
    public var serviceNetwork: String
    /// The port of the API server, for the service `kubernetes`.
    public var serverPort: Int

    public init(
        seed: UInt64? = nil,
        historyLimit: Int = 2048,
        eventLifetime: Duration = .seconds(3600),
        rootCertificate: String = "",
        serviceNetwork: String = "10.96",
        serverPort: Int = 6443
    ) {
        self.seed = seed
        self.historyLimit = historyLimit
        self.eventLifetime = eventLifetime
        self.rootCertificate = rootCertificate
        self.serviceNetwork = serviceNetwork
        self.serverPort = serverPort
    }
}
