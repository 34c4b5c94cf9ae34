import EngineAPI

/// Whether an object can be as it is, and what is wrong with it in the real server's words.
enum Validation {
    /// What is wrong with an object; nothing where it is good.
    static func causes(of object: KubeObject, _ type: ResourceType) -> [StatusError.Cause] {
        MetadataRules.causes(of: object, type)
    }

    /// What is wrong with a change; nothing where it may be made.
    static func causes(
        of new: KubeObject,
        changing old: KubeObject,
        _ type: ResourceType
    ) -> [StatusError.Cause] {
        causes(of: new, type)
    }
}
