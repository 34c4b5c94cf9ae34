/// The files of a container.
public final class FileTree: Sendable {
    public init() {}
}
