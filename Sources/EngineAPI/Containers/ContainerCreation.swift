/// A container to make: what `docker create` sends.
public struct ContainerCreation: EngineObject {
    /// The name; empty for one that the engine thinks up.
    ///
    /// It stands in the query, not in the body.
    public var name = ""
    /// The platform, such as `linux/amd64`; stands in the query, not in the body.
    public var platform: String?
    public var config = ContainerConfig()
    public var hostConfig = HostConfig()
    public var networkingConfig: NetworkingConfig?

    public init() {}

    public static let fields = FieldTable<ContainerCreation>(
        ContainerConfig.fields.lifted(\.config) + [
            Field("HostConfig", \.hostConfig),
            Field("NetworkingConfig", optional: \.networkingConfig),
        ]
    )
}

/// A container that was made.
public struct ContainerCreated: EngineObject {
    public var id = ""
    public var warnings: [String]?

    public init() {}

    public static let fields = FieldTable<ContainerCreated>([
        Field("Id", \.id), Field("Warnings", nullable: \.warnings),
    ])
}

/// New limits and a new restart policy for a container.
public struct ContainerUpdate: EngineObject {
    public var resources = Resources()
    public var restartPolicy = RestartPolicy()

    public init() {}

    public static let fields = FieldTable<ContainerUpdate>(
        Resources.fields.lifted(\.resources) + [Field("RestartPolicy", \.restartPolicy)]
    )
}

/// What an engine warns of.
public struct Warnings: EngineObject {
    public var warnings: [String]?

    public init() {}

    public static let fields = FieldTable<Warnings>([Field("Warnings", nullable: \.warnings)])
}
