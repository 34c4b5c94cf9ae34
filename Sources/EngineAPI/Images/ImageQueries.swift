/// Which images to list.
public struct ImageListQuery: Hashable, Sendable {
    public var all = false
    public var digests = false
    public var filters = Filters()

    public init() {}

    /// The filters that a list of images knows.
    public static let knownFilters: Set<String> = [
        "before", "dangling", "label", "reference", "since", "until",
    ]

    public init(_ query: Query) throws(EngineError) {
        all = query.flag("all")
        digests = query.flag("digests")
        filters = try Filters(parsing: query["filters"])
        // Python's client has this instead of a filter.
        if let name = query.text("filter") { filters.insert("reference", name) }
        try filters.check(known: Self.knownFilters)
    }

    public var query: Query {
        var query = Query()
        query.add("all", flag: all)
        query.add("digests", flag: digests)
        query.add("filters", filters.encoded)
        return query
    }
}

/// An image to fetch from a registry.
public struct PullOptions: Hashable, Sendable {
    public var image = ""
    /// A tag or a digest.
    public var tag = ""
    public var platform: String?
    public var credentials: RegistryCredentials?

    public init() {}

    public init(_ query: Query, credentials: RegistryCredentials?) {
        image = query["fromImage"] ?? ""
        tag = query["tag"] ?? ""
        platform = query.text("platform")
        self.credentials = credentials
    }

    public var query: Query {
        var query = Query()
        query.add("fromImage", image)
        query.add("tag", tag.isEmpty ? nil : tag)
        query.add("platform", platform)
        return query
    }
}

/// An image to make of an archive of files.
public struct ImportOptions: Hashable, Sendable {
    /// `-` for the body; everything else would make the engine fetch it.
    public var source = "-"
    public var repo = ""
    public var tag = ""
    public var message = ""
    public var changes: [String] = []
    public var platform: String?

    public init() {}

    public init(_ query: Query) {
        source = query["fromSrc"] ?? "-"
        repo = query["repo"] ?? ""
        tag = query["tag"] ?? ""
        message = query["message"] ?? ""
        changes = query.all("changes")
        platform = query.text("platform")
    }

    public var query: Query {
        var query = Query()
        query.add("fromSrc", source)
        query.add("repo", repo.isEmpty ? nil : repo)
        query.add("tag", tag.isEmpty ? nil : tag)
        query.add("message", message.isEmpty ? nil : message)
        for change in changes { query.add("changes", change) }
        query.add("platform", platform)
        return query
    }
}

/// An image to send to a registry.
public struct PushOptions: Hashable, Sendable {
    public var tag: String?
    public var credentials: RegistryCredentials?

    public init(tag: String?, credentials: RegistryCredentials? = nil) {
        self.tag = tag
        self.credentials = credentials
    }
}

/// Who one is at a registry.
public struct RegistryCredentials: EngineObject {
    public var username = ""
    public var password = ""
    public var auth = ""
    public var email: String?
    public var serverAddress = ""
    public var identityToken = ""
    public var registryToken = ""

    public init() {}

    public static let fields = FieldTable<RegistryCredentials>([
        Field("username", \.username),
        Field("password", \.password),
        Field("auth", \.auth),
        Field("email", optional: \.email),
        Field("serveraddress", \.serverAddress),
        Field("identitytoken", \.identityToken),
        Field("registrytoken", \.registryToken),
    ])

    /// Whether there is nothing to show to a registry.
    public var isEmpty: Bool {
        username.isEmpty && password.isEmpty && auth.isEmpty && identityToken.isEmpty && registryToken.isEmpty
    }

    /// Reads the header in which clients send them; nil where it is empty.
    public init?(header: String?) throws(EngineError) {
        guard let header, !header.isEmpty else { return nil }
        guard header.utf8.count <= 65_536, let bytes = Base64.decode(header) else {
            throw .malformed("the registry credentials aren't base64")
        }
        do { try self.init(request: bytes) } catch {
            throw .malformed("the registry credentials can't be read: \(error)")
        }
    }

    /// The header's text.
    public var header: String { json.base64 }

    /// Reads the header in which builds send them, by registry.
    public static func byRegistry(header: String) throws(EngineError) -> [String: RegistryCredentials] {
        guard header.utf8.count <= 65_536, let bytes = Base64.decode(header) else {
            throw .malformed("the registry credentials aren't base64")
        }
        do {
            let json = try JSON(strictly: bytes)
            try [String: RegistryCredentials].checkSpelling(json)
            return try [String: RegistryCredentials](json: json)
        } catch {
            throw .malformed("the registry credentials can't be read: \(error)")
        }
    }
}

/// A registry's answer to a login.
public struct LoginResult: EngineObject {
    public var identityToken = ""
    public var status = ""

    public init() {}

    public static let fields = FieldTable<LoginResult>([
        Field("IdentityToken", \.identityToken), Field("Status", \.status),
    ])
}
