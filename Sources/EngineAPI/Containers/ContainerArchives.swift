/// What a file in a container is, as `docker cp` asks.
public struct PathStat: EngineObject {
    public var name = ""
    public var size = 0
    /// Go's file mode: a folder has bit 31, a symbolic link bit 27.
    public var mode = 0
    public var mtime = ""
    public var linkTarget = ""

    public init() {}

    public static let fields = FieldTable<PathStat>([
        Field("name", \.name), Field("size", \.size), Field("mode", \.mode), Field("mtime", \.mtime),
        Field("linkTarget", \.linkTarget),
    ])

    /// Reads the header that says it.
    public init(header: String?) throws(EngineError) {
        guard let header, let bytes = Base64.decode(header), let json = try? JSON(bytes),
            let stat = try? PathStat(json: json)
        else { throw EngineError(.failed, "the engine doesn't say what the file is") }
        self = stat
    }

    /// The header's text.
    public var header: String { Base64.encode(json.bytes, forURLs: false) }
}

/// How an archive is laid into a container.
public struct ArchiveTarget: Hashable, Sendable {
    public var path: String
    public var keepsKinds: Bool
    public var copiesOwner: Bool

    public init(path: String, keepsKinds: Bool = false, copiesOwner: Bool = false) {
        self.path = path
        self.keepsKinds = keepsKinds
        self.copiesOwner = copiesOwner
    }

    public init(_ query: Query) throws(EngineError) {
        guard let path = query.text("path") else { throw .malformed("the parameter 'path' is missing") }
        self.init(
            path: path,
            keepsKinds: query.flag("noOverwriteDirNonDir"),
            copiesOwner: query.flag("copyUIDGID")
        )
    }

    public var query: Query {
        var query = Query()
        query.add("path", path)
        query.add("noOverwriteDirNonDir", keepsKinds ? "true" : nil)
        query.add("copyUIDGID", copiesOwner ? "true" : nil)
        return query
    }
}
