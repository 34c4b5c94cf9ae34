public import SystemPackage

/// Tells about files without reading them whole.
public protocol AssetInspector: Sendable {
    /// Tells what stands at a path, its links followed; nil where there is nothing.
    func info(_ path: FilePath) -> AssetInfo?
    /// Reads the first bytes of a file, at most `count`; none where it can't be read.
    func head(_ path: FilePath, count: Int) -> [UInt8]
}

/// What stands at a path.
public enum AssetInfo: Hashable, Sendable {
    case file(size: Int)
    case folder
    /// It is there and can't be read; the reason is the system's, such as `permission denied`.
    case unreadable(String)
    /// A link leads to something outside the folder that nothing is taken from outside of.
    case outside
}
