/// What a session is asked to be.
public struct SessionRequest: Sendable {
    public var engine = EngineWish.auto
    public var engineSocket: String?
    /// What the embedded engine is made of; nil where none is to be had.
    public var embedded: EmbeddedEngine?
    /// The cluster; nil for the embedded one where commands can use one, which begins when it is first asked.
    public var cluster: ClusterWish?
    /// The folder to work in, absolute; nil for one that is made and goes with the session.
    public var workspace: String?
    public var settings = SandboxSettings()
    /// How long the session lives; nil for as long as whoever holds it.
    public var lifetime: Duration?
    /// What it is for: `shell`, `run`, `up`.
    public var purpose: String
    public var places: SessionPlaces
    /// The caller's environment.
    public var environment: [String: String]
    /// Our own program, for the half of the forwarder that runs inside.
    public var program: String
    /// Takes what people should know and no result depends on.
    public var warn: @Sendable (String) -> Void = { _ in }

    public init(purpose: String, places: SessionPlaces, environment: [String: String], program: String) {
        (self.purpose, self.places, self.environment, self.program) = (purpose, places, environment, program)
    }
}
