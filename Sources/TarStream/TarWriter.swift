import EngineAPI

/// Writes small archives from memory.
public enum TarWriter {
    /// An archive of plain files, in order, with its end.
    ///
    /// - Throws: `EngineError` where libarchive can't write a file, such as one with a path that is too long.
    public static func archive(_ files: [(path: String, contents: [UInt8])]) throws -> [UInt8] {
        try archive(files.map { TarMember(path: $0.path, contents: $0.contents) })
    }
}
