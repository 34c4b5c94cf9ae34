public import EngineAPI

/// What is seen of an image.
public struct ImageSight: EngineObject {
    public var id = ""
    public var names: [String] = []
    /// In bytes.
    public var size = 0
    /// The digests of its layers, lowest first.
    public var layers: [String] = []
    /// System and processor: `linux/amd64`.
    public var platform = ""
    public var user = ""
    public var workingFolder = ""
    public var entrypoint: [String] = []
    public var command: [String] = []
    public var environment: [String] = []
    public var labels: [String: String] = [:]
    /// The steps that it was made by, newest first; only where a predicate asks for them.
    public var history: [String]?
    /// The files that predicates ask for, by path.
    public var files: [String: ImageFileSight] = [:]
    /// The layers of the images that it may be based on, by name; an image that isn't there has none.
    public var bases: [String: [String]] = [:]

    public init() {}

    public static let fields = FieldTable<ImageSight>([
        Field("id", \.id), Field("names", \.names), Field("size", \.size), Field("layers", \.layers),
        Field("platform", \.platform), Field("user", \.user), Field("workdir", \.workingFolder),
        Field("entrypoint", \.entrypoint), Field("cmd", \.command), Field("env", \.environment),
        Field("labels", \.labels), Field("history", optional: \.history), Field("files", \.files),
        Field("bases", \.bases),
    ])
}

/// What is seen of a path in an image.
public struct ImageFileSight: EngineObject {
    public var exists = false
    /// The permission bits, set-user-id and its like among them, as in `chmod`.
    public var mode = 0

    public init() {}

    public static let fields = FieldTable<ImageFileSight>([Field("exists", \.exists), Field("mode", \.mode)])
}
