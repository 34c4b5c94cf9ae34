import SimShell

/// A folder or a file of a volume, mounted in place of the whole.
final class SubtreeFiles: MountedFiles {
    private let files: any MountedFiles
    private let root: [String]

    init(_ files: any MountedFiles, at root: [String]) { (self.files, self.root) = (files, root) }

    func status(_ path: [String]) throws(FileTreeError.Code) -> FileStatus { try files.status(root + path) }

    func list(_ path: [String]) throws(FileTreeError.Code) -> [FileListing] { try files.list(root + path) }

    func content(_ path: [String]) throws(FileTreeError.Code) -> FileContent {
        try files.content(root + path)
    }

    func read(
        _ path: [String],
        from offset: Int,
        atMost limit: Int
    ) throws(FileTreeError.Code) -> [UInt8] {
        try files.read(root + path, from: offset, atMost: limit)
    }

    func write(
        _ path: [String],
        _ content: FileContent,
        at offset: FileOffset,
        new attributes: FileAttributes
    ) throws(FileTreeError.Code) {
        try files.write(root + path, content, at: offset, new: attributes)
    }

    func makeDirectory(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        try files.makeDirectory(root + path, attributes)
    }

    func link(
        _ target: String,
        at path: [String],
        _ attributes: FileAttributes
    ) throws(FileTreeError.Code) {
        try files.link(target, at: root + path, attributes)
    }

    func addName(_ newPath: [String], to path: [String]) throws(FileTreeError.Code) {
        try files.addName(root + newPath, to: root + path)
    }

    func remove(_ path: [String], withContent: Bool) throws(FileTreeError.Code) {
        try files.remove(root + path, withContent: withContent)
    }

    func rename(_ path: [String], to newPath: [String]) throws(FileTreeError.Code) {
        try files.rename(root + path, to: root + newPath)
    }

    func setAttributes(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        try files.setAttributes(root + path, attributes)
    }
}
