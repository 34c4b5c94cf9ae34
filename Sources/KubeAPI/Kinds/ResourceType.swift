/// A type of objects that an API server holds: `deployments` of `apps/v1`.
public struct ResourceType: Hashable, Sendable {
    /// The group; empty for the core group.
    public var group: String
    public var version: String
    /// As in paths: `deployments`.
    public var plural: String
    public var kind: String
    public var singular: String
    public var shortNames: [String]
    public var categories: [String]
    public var isNamespaced: Bool
    /// What hangs below an object: `status`, `scale`, `log`.
    public var subresources: [String]
    /// What can be done with it; nearly always ``allVerbs``.
    public var verbs: [String]
    /// Whether `metadata.generation` counts the changes of its spec.
    public var hasGeneration: Bool

    public static let allVerbs = [
        "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch",
    ]

    public init(
        _ group: String,
        _ version: String,
        _ plural: String,
        _ kind: String,
        short: [String] = [],
        categories: [String] = [],
        isNamespaced: Bool = true,
        subresources: [String] = [],
        verbs: [String] = Self.allVerbs,
        hasGeneration: Bool = false
    ) {
        self.group = group
        self.version = version
        self.plural = plural
        self.kind = kind
        singular = kind.lowercased()
        shortNames = short
        self.categories = categories
        self.isNamespaced = isNamespaced
        self.subresources = subresources
        self.verbs = verbs
        self.hasGeneration = hasGeneration
    }

    /// `v1`, `apps/v1`.
    public var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    /// As messages name it: `pods`, `deployments.apps`.
    public var qualifiedName: String { group.isEmpty ? plural : "\(plural).\(group)" }
}
