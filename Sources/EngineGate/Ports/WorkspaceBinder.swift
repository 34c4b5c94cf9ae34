/// Makes a folder or file of the student's workspace safe to mount.
///
/// Between the moment when a path is looked at and the moment when the engine mounts it, a student may put a link in its
/// place. So a binder holds on to what it found, and gives a place that leads there and nowhere else.
public protocol WorkspaceBinder: Sendable {
    /// Resolves a path of the student's; a folder that is missing is made inside the workspace if `makesMissing`.
    ///
    /// - Throws: `EngineError`, with the way out, where the path isn't in the workspace.
    func bind(_ path: String, makesMissing: Bool) async throws -> BoundFolder
}

/// Where the engine finds what is to be mounted.
public enum BoundFolder: Hashable, Sendable {
    /// A path of the host's that no student can change.
    case path(String)
    /// A part of a volume; engines know it from API 1.45 on.
    case volume(name: String, subpath: String)
}
