import EngineAPI

/// Things that go wrong on purpose, for lessons about what to do then.
public struct EngineFaults: Hashable, Sendable {
    /// How long the download of each layer takes; nil for no time at all.
    public var slowPull: Duration?
    /// What a pull says instead of working, by the start of the reference; an empty text stands for all.
    public var refusedPulls: [String: String] = [:]
    /// Images whose containers are killed for lack of memory some time after their start.
    public var outOfMemory: [String: Duration] = [:]
    /// Images whose main process ends with code 1 some time after its start.
    public var crashes: [String: Duration] = [:]
    /// Whether nothing more can be written: each image and container is refused for lack of room.
    public var isDiskFull = false

    public init() {}

    /// The text of Docker Hub's limit on pulls, for ``refusedPulls``.
    public static let tooManyRequests =
        "toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit"

    /// Why a pull of an image fails; nil where it doesn't.
    func refusal(of reference: ImageReference) -> String? {
        refusedPulls.first { reference.description.hasPrefix($0.key) }?.value
    }

    /// When something happens to a container of an image.
    func delay(_ table: [String: Duration], _ image: String) -> Duration? {
        table[image] ?? ImageReference(image).flatMap { table[$0.familiarName] }
    }
}
