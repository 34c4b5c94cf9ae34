/// Says what rests on a model, where an engine models what it can't do: what a compiler or a package manager makes.
///
/// Nobody knows whether a real engine would give the same, so no verdict follows from it.
public protocol ModelledResults: Sendable {
    /// What a container's results rest on, its image's among it, such as `go build`; empty where all of it was done.
    func ofContainer(_ id: String) async -> [String]
    /// What an image rests on.
    func ofImage(_ id: String) async -> [String]
    /// What builds that failed rest on.
    func ofFailedBuilds() async -> [String]
    /// All that was ever noted, in order: what comes on top while a command runs is the command's.
    func all() async -> [String]
}
