public import SourceText

/// Where a `WORKDIR` leads.
public struct WorkingFolder: Hashable, Sendable {
    /// The path after replacement, from the root; dots in it are as they were written.
    public var path: String
    /// The instruction.
    public var range: Range<SourcePosition>
}

/// What an image brings into a build that starts from it.
public struct BaseImage: Hashable, Sendable {
    /// Its variables.
    public var environment: [String: String]
    /// The folder in which its commands run.
    public var folder: String

    public init(environment: [String: String] = [:], folder: String = "/") {
        (self.environment, self.folder) = (environment, folder.isEmpty ? "/" : folder)
    }
}

extension Dockerfile {
    /// The folders in which a build of this file runs its commands, in all its stages, for a policy to judge.
    ///
    /// - Parameters:
    ///   - arguments: What the caller gives by `--build-arg`.
    ///   - platform: What is set without being asked, such as `BUILDPLATFORM`.
    ///   - images: What is known of the images that stages start from, by their names in the file.
    /// - Returns: The folders, in the order of the file; also those of builds that start from this one's image.
    public func workingFolders(
        arguments: [String: String] = [:],
        platform: [String: String] = [:],
        images: [String: BaseImage] = [:]
    ) -> [WorkingFolder] {
        walks(arguments: arguments, platform: platform, images: images).flatMap(\.folders)
    }
}
