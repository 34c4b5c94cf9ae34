/// What a wait is for.
public enum WaitCondition: String, Hashable, Sendable {
    case notRunning = "not-running"
    case nextExit = "next-exit"
    case removed

    public init(_ query: Query) throws(EngineError) {
        let text = query.text("condition") ?? Self.notRunning.rawValue
        guard let condition = WaitCondition(rawValue: text) else {
            throw .malformed("invalid condition: \"\(text)\"")
        }
        self = condition
    }
}

/// How a wait ended.
public struct WaitResult: EngineObject {
    public var statusCode = 0
    public var error: Problem?

    public init() {}

    public static let fields = FieldTable<WaitResult>([
        Field("Error", optional: \.error), Field("StatusCode", \.statusCode),
    ])

    /// Why a wait could not end well.
    public struct Problem: EngineObject {
        public var message = ""

        public init() {}

        public static let fields = FieldTable<Problem>([Field("Message", \.message)])
    }
}

/// How a wait ended, as engines before 23.0 (API 1.42) say it: with a null where there is no error.
public struct EarlierWaitResult: EngineObject {
    public var result = WaitResult()

    public init() {}
    public init(_ result: WaitResult) { self.result = result }

    public static let fields = FieldTable<EarlierWaitResult>([
        Field("Error", nullable: \.result.error), Field("StatusCode", \.result.statusCode),
    ])
}
