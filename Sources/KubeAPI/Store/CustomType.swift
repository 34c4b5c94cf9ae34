import EngineAPI

/// A type that a custom resource definition brought.
struct CustomType: Sendable {
    /// The type in each version that is served.
    var served: [ResourceType]
    /// The version in which objects are stored.
    var storage: String
    /// The structural schema of each version.
    var schemas: [String: JSON] = [:]
    /// Where its replicas are counted, if it can be scaled.
    var scale: ScalePaths?
}
