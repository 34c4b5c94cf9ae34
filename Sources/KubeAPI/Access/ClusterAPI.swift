public import EngineAPI

/// What can be asked of a cluster's API server: the verbs, with everything that a real server does between a request
/// and its store (defaults, validation, admission, field managers).
///
/// The embedded store is one, a real cluster behind a kubeconfig may be another. Controllers, the kubelet, the server for
/// kubectl and the checks of labs know only this.
public protocol ClusterAPI: Sendable {
    /// The types that are served, custom ones with them.
    func types() async -> [ResourceType]

    /// One object.
    ///
    /// - Throws: ``StatusError`` 404 where there is none.
    func get(_ type: ResourceType, namespace: String?, name: String) async throws(StatusError) -> KubeObject

    /// The objects of a type that a query selects, sorted by namespace and name.
    func list(_ type: ResourceType, _ query: ObjectQuery) async throws(StatusError) -> ObjectList

    /// What changes from a version on; nil or 0: first, an ADDED for each object that is there.
    ///
    /// - Throws: ``StatusError`` 410 `Expired` where the version is too old to be known.
    func watch(
        _ type: ResourceType,
        _ query: ObjectQuery,
        from version: Int?
    ) async throws(StatusError) -> EngineStream<WatchEvent>

    /// Stores a new object.
    ///
    /// - Throws: ``StatusError``: 409 `AlreadyExists`, 422 `Invalid`, 403 `Forbidden`, 400 for what can't be read.
    /// - Returns: The object as stored, or as it would be (`dryRun`).
    func create(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject

    /// Puts an object in the place of one.
    ///
    /// `subresource` is nil or one of `status`, `scale` (the object is a `Scale`), `binding` (a `Binding` gives a pod its
    /// node: `{metadata: {name}, target: {name}}`), `finalize` (a namespace's `spec.finalizers`), `ephemeralcontainers`.
    func update(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject

    /// Changes an object; a server-side apply makes it where there is none.
    ///
    /// - Returns: The object, and whether it is new.
    func patch(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ patch: ObjectPatch,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> (object: KubeObject, isNew: Bool)

    /// Deletes an object, or begins to.
    ///
    /// - Returns: The object while something holds it (its grace, a finalizer); nil when it is gone.
    func delete(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ options: DeleteOptions
    ) async throws(StatusError) -> KubeObject?
}

/// Which objects of a type are meant.
public struct ObjectQuery: Hashable, Sendable {
    /// Nil: of all namespaces.
    public var namespace: String?
    /// As in a request: `app=web,tier in (a,b)`.
    public var labelSelector: String
    /// As in a request: `metadata.name=x,status.phase!=Running`.
    public var fieldSelector: String

    public init(namespace: String? = nil, labels: String = "", fields: String = "") {
        self.namespace = namespace
        labelSelector = labels
        fieldSelector = fields
    }
}

/// Objects, and the store's version when they were read.
public struct ObjectList: Hashable, Sendable {
    public var items: [KubeObject]
    public var resourceVersion: Int

    public init(items: [KubeObject], resourceVersion: Int) {
        self.items = items
        self.resourceVersion = resourceVersion
    }
}

/// A change that a watch tells of.
public struct WatchEvent: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case added = "ADDED"
        case modified = "MODIFIED"
        case deleted = "DELETED"
        case bookmark = "BOOKMARK"
    }

    public var kind: Kind
    /// The object as it is after the change; as it was, for a deletion.
    public var object: KubeObject

    public init(_ kind: Kind, _ object: KubeObject) {
        self.kind = kind
        self.object = object
    }
}

/// How a write is to be done.
public struct WriteOptions: Hashable, Sendable {
    /// What is done about fields that a type doesn't have.
    public enum FieldValidation: String, Hashable, Sendable {
        case ignore = "Ignore"
        case warn = "Warn"
        case strict = "Strict"
    }

    /// Who writes, for `managedFields`: `kubectl-create`, `kube-controller-manager`.
    public var fieldManager: String
    public var isDryRun: Bool
    public var fieldValidation: FieldValidation
    /// Whether a server-side apply takes fields from their managers.
    public var force: Bool

    public init(
        _ fieldManager: String,
        isDryRun: Bool = false,
        fieldValidation: FieldValidation = .ignore,
        force: Bool = false
    ) {
        self.fieldManager = fieldManager
        self.isDryRun = isDryRun
        self.fieldValidation = fieldValidation
        self.force = force
    }
}

/// A change of an object, in one of the four forms.
public enum ObjectPatch: Hashable, Sendable {
    /// `application/json-patch+json`, RFC 6902.
    case json(JSON)
    /// `application/merge-patch+json`, RFC 7386.
    case merge(JSON)
    /// `application/strategic-merge-patch+json`.
    case strategic(JSON)
    /// `application/apply-patch+yaml`, read to JSON.
    case apply(JSON)
}

/// How an object is to be deleted.
public struct DeleteOptions: Hashable, Sendable {
    public enum Propagation: String, Hashable, Sendable {
        case background = "Background"
        case foreground = "Foreground"
        case orphan = "Orphan"
    }

    /// How long an end may take; nil for what the object itself says (30 s for a pod), 0 for at once.
    public var gracePeriodSeconds: Int?
    public var propagation: Propagation
    public var isDryRun: Bool
    /// The uid and the version that the object must have, where given.
    public var uid: String?
    public var resourceVersion: Int?

    public init(
        gracePeriodSeconds: Int? = nil,
        propagation: Propagation = .background,
        isDryRun: Bool = false,
        uid: String? = nil,
        resourceVersion: Int? = nil
    ) {
        self.gracePeriodSeconds = gracePeriodSeconds
        self.propagation = propagation
        self.isDryRun = isDryRun
        self.uid = uid
        self.resourceVersion = resourceVersion
    }
}
