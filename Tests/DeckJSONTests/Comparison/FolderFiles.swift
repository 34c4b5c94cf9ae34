import Foundation
import Ports
import SystemPackage

/// The files below a folder, and below its neighbours: relative paths may lead out of it.
struct FolderFiles: FileReader {
    let folder: URL

    func read(_ path: FilePath) throws(FileError) -> [UInt8] {
        let url = folder.appending(path: path.string)
        guard let isFolder = try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory else {
            throw .notFound(path)
        }
        if isFolder { throw .isDirectory(path) }
        guard let data = try? Data(contentsOf: url) else { throw .unreadable(path, "permission denied") }
        return Array(data)
    }
}
