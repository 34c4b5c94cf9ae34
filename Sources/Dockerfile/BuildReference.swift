public import SourceText

/// Something outside the build context that a build fetches.
public struct BuildReference: Hashable, Sendable {
    /// What is fetched.
    public enum Target: Hashable, Sendable {
        /// An image, by its name after replacement.
        case image(String)
        /// Whatever lies at a URL, or in a repository.
        case url(String)
        /// It can't be told before the build: the text names variables that only the base image may set.
        case unknown(String)
    }

    public var target: Target
    /// The keyword that fetches it: `FROM`, `COPY`, `ADD`, `RUN`.
    public var keyword: String
    /// The instruction.
    public var range: Range<SourcePosition>
    /// Whether it is fetched not now but by a build that starts from this one's image.
    public var isDeferred: Bool
}

extension Dockerfile {
    /// Everything that a build of this file may fetch, in all its stages, for a policy to judge.
    ///
    /// - Parameters:
    ///   - arguments: What the caller gives by `--build-arg`.
    ///   - platform: What is set without being asked, such as `BUILDPLATFORM`.
    /// - Returns: What is fetched, in the order of the file.
    public func references(
        arguments: [String: String] = [:],
        platform: [String: String] = [:]
    ) -> [BuildReference] {
        walks(arguments: arguments, platform: platform).flatMap(\.found)
    }
}
