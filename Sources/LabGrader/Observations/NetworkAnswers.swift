public import EngineAPI

/// What came of connecting to a port.
public struct ConnectionSight: EngineObject {
    /// `refused`, `silent` or `open`.
    public var state = ""
    /// The first bytes that it answered, in hexadecimal digits, by the protocol that it was greeted in.
    public var answers: [String: String] = [:]
    /// The containers that were to publish the port, where it isn't open.
    public var publishers: [ContainerSight] = []

    public init() {}

    public static let fields = FieldTable<ConnectionSight>([
        Field("state", \.state), Field("answers", \.answers), Field("publishers", \.publishers),
    ])
}

/// What came of one or several equal requests.
public struct ResponsesSight: EngineObject {
    public var responses: [ResponseSight] = []
    /// The containers that were to publish the port, where nobody answered.
    public var publishers: [ContainerSight] = []

    public init() {}

    public static let fields = FieldTable<ResponsesSight>([
        Field("responses", \.responses), Field("publishers", \.publishers),
    ])
}

/// What came of a request.
public struct ResponseSight: EngineObject {
    /// Why there is no response: `refused`, or what is broken; nil where there is one.
    public var problem: String?
    public var status = 0
    /// Names in lower case; only where a predicate asks for them.
    public var headers: [HeaderSight] = []
    /// Only where a predicate asks for it.
    public var body: TextSight?

    public init() {}

    public static let fields = FieldTable<ResponseSight>([
        Field("problem", optional: \.problem), Field("status", \.status), Field("headers", \.headers),
        Field("body", optional: \.body),
    ])
}

/// A header of a response.
public struct HeaderSight: EngineObject {
    public var name = ""
    public var value = ""

    public init() {}

    public static let fields = FieldTable<HeaderSight>([Field("name", \.name), Field("value", \.value)])
}

/// What is seen of a file of the workspace.
public struct FileSight: EngineObject {
    /// What it is where it is no file: a folder, a link.
    public var otherKind: String?
    /// In bytes.
    public var size = 0
    /// Only where a predicate asks for it.
    public var text: TextSight?

    public init() {}

    public static let fields = FieldTable<FileSight>([
        Field("kind", optional: \.otherKind), Field("size", \.size), Field("text", optional: \.text),
    ])
}
