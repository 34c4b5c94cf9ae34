import Foundation
import SystemPackage

/// A folder of answers, read as a stranger's: links aren't followed, and there is a limit to everything.
enum AnswerFolder {
    private static let mostFiles = 500
    private static let mostBytes = 16 << 20

    /// The files below a folder, by their paths from it.
    ///
    /// Hidden files and folders are left out, but for `.dockerignore` and the like: what begins with a point and has no
    /// folder of its own is a file of the exercise.
    static func files(in folder: FilePath) throws(CommandFailure) -> [String: [UInt8]] {
        let root = WorkingFolder.absolute(folder).string
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure("there is no folder \(folder) with answers")
        }
        let keys: Set<URLResourceKey> = [
            .isRegularFileKey, .isSymbolicLinkKey, .isDirectoryKey, .fileSizeKey,
        ]
        guard
            let walk = FileManager.default.enumerator(
                at: URL(filePath: root, directoryHint: .isDirectory),
                includingPropertiesForKeys: Array(keys)
            )
        else { throw CommandFailure("\(folder) can't be read") }
        var files: [String: [UInt8]] = [:]
        var total = 0
        for case let url as URL in walk {
            let path = String(url.standardizedFileURL.path.dropFirst(root.count)).drop { $0 == "/" }
            guard let values = try? url.resourceValues(forKeys: keys) else { continue }
            if values.isDirectory == true, url.lastPathComponent.hasPrefix(".") { walk.skipDescendants() }
            guard values.isRegularFile == true, values.isSymbolicLink != true else { continue }
            total += values.fileSize ?? 0
            guard files.count < mostFiles, total <= mostBytes else {
                throw CommandFailure(
                    "\(folder) has more than \(mostFiles) files or \(mostBytes >> 20) MiB: it holds answers only"
                )
            }
            guard let data = try? Data(contentsOf: url) else {
                throw CommandFailure("\(folder)/\(path) can't be read")
            }
            files[String(path)] = Array(data)
        }
        return files
    }
}
