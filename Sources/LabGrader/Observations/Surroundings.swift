public import EngineAPI

/// What there is in a session beside a check's subject: causes are found in it.
public struct Surroundings: EngineObject {
    /// At most sixteen, with the last lines that those that ended printed.
    public var containers: [ContainerSight] = []
    /// The names of all images.
    public var images: [String] = []
    public var networks: [String] = []
    public var volumes: [String] = []

    /// The cluster's deployments, with the names of their containers.
    public var deployments: [DeploymentSight]?

    public init() {}

    public static let fields = FieldTable<Surroundings>([
        Field("containers", \.containers), Field("images", \.images), Field("networks", \.networks),
        Field("volumes", \.volumes), Field("deployments", optional: \.deployments),
    ])
}
