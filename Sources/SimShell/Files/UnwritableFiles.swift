/// Files that only tell of something: nothing in them can be changed.
protocol UnwritableFiles: MountedFiles {}

extension UnwritableFiles {
    func write(
        _ path: [String],
        _ content: FileContent,
        at offset: FileOffset,
        new: FileAttributes
    )
        throws(FileTreeError.Code)
    {
        throw .readOnly
    }

    func makeDirectory(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        throw .readOnly
    }

    func link(_ target: String, at path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        throw .readOnly
    }

    func addName(_ newPath: [String], to path: [String]) throws(FileTreeError.Code) { throw .readOnly }

    func remove(_ path: [String], withContent: Bool) throws(FileTreeError.Code) { throw .readOnly }

    func rename(_ path: [String], to newPath: [String]) throws(FileTreeError.Code) { throw .readOnly }

    func setAttributes(_ path: [String], _ attributes: FileAttributes) throws(FileTreeError.Code) {
        throw .readOnly
    }

    func read(_ path: [String], from offset: Int, atMost limit: Int) throws(FileTreeError.Code) -> [UInt8] {
        try content(path).piece(from: offset, atMost: limit)
    }
}
