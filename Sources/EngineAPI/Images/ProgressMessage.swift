/// A message of a pull, a push, a build or a load: one JSON object of its answer.
public struct ProgressMessage: EngineObject {
    public var stream: String?
    public var status: String?
    public var progressDetail: Progress?
    public var progress: String?
    public var id: String?
    public var from: String?
    public var time: Int?
    public var timeNano: Int?
    public var errorDetail: Failure?
    public var error: String?
    public var aux: JSON?

    public init() {}

    /// A line of a build's output.
    public init(stream: String) { self.stream = stream }

    /// A line of a pull's output.
    public init(status: String, id: String? = nil) {
        self.status = status
        self.id = id
    }

    /// The failure that ends an answer which had begun well.
    public init(error message: String) {
        error = message
        errorDetail = Failure().with { $0.message = message }
    }

    public static let fields = FieldTable<ProgressMessage>([
        Field("stream", optional: \.stream),
        Field("status", optional: \.status),
        Field("progressDetail", optional: \.progressDetail),
        Field("progress", optional: \.progress),
        Field("id", optional: \.id),
        Field("from", optional: \.from),
        Field("time", optional: \.time),
        Field("timeNano", optional: \.timeNano),
        Field("errorDetail", optional: \.errorDetail),
        Field("error", optional: \.error),
        Field("aux", optional: \.aux),
    ])

    /// How far something has come.
    public struct Progress: EngineObject {
        public var current: Int?
        public var total: Int?
        public var start: Int?
        public var hidecounts: Bool?
        public var units: String?

        public init() {}

        public static let fields = FieldTable<Progress>([
            Field("current", optional: \.current),
            Field("total", optional: \.total),
            Field("start", optional: \.start),
            Field("hidecounts", optional: \.hidecounts),
            Field("units", optional: \.units),
        ])
    }

    /// Why something failed.
    public struct Failure: EngineObject {
        public var code: Int?
        public var message = ""

        public init() {}

        public static let fields = FieldTable<Failure>([
            Field("code", optional: \.code), Field("message", \.message),
        ])
    }
}

/// The messages of a pull, a push, a build or a load, as they come.
public typealias ProgressStream = EngineStream<ProgressMessage>
