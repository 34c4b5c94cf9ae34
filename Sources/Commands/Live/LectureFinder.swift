import Foundation
import SystemPackage

/// Finds the lectures below a folder.
enum LectureFinder {
    /// Returns all decks and articles below a folder, in order of their paths.
    ///
    /// Folders whose names begin with a dot or an underscore are passed over, as `present` does.
    static func lectures(below folder: FilePath) -> [FilePath] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        return entries.sorted().flatMap { name -> [FilePath] in
            let path = folder.appending(name)
            guard !name.hasPrefix("."), !name.hasPrefix("_"), name != "node_modules" else { return [] }
            if isFolder(path) { return isLink(path) ? [] : lectures(below: path) }
            return LectureFile.isLecture(path) ? [path] : []
        }
    }

    /// Returns the lecture at a path, or the lectures below it where it is a folder.
    ///
    /// - Throws: Where there is nothing, or nothing that is a lecture.
    static func lectures(at path: FilePath) throws(CommandFailure) -> [FilePath] {
        guard exists(path) else { throw CommandFailure("'\(path)' doesn't exist") }
        guard isFolder(path) else {
            guard LectureFile.isLecture(path) else {
                throw CommandFailure(
                    "'\(path)' is no lecture: its name ends neither in .slide nor in .article"
                )
            }
            return [path]
        }
        let found = lectures(below: path)
        guard !found.isEmpty else {
            throw CommandFailure(
                "there are no lectures (.slide, .article) below '\(path)'; make some with: slidectl new NAME"
            )
        }
        return found
    }

    static func exists(_ path: FilePath) -> Bool { FileManager.default.fileExists(atPath: path.string) }

    static func isFolder(_ path: FilePath) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    private static func isLink(_ path: FilePath) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path.string)) != nil
    }
}
