// Whose module the system's structures are of depends on what else is loaded: both are named.
import CoreFoundation
import Glibc
import SystemPackage

/// The files that pages are made of: lectures, what they include, and the course's settings.
struct ReadFiles {
    /// What a file is by any of its names: links lead to it, too.
    private struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    private let files: Set<Identity>

    /// - Parameters:
    ///   - lectures: The lectures.
    ///   - course: Their course.
    ///   - further: What else is read.
    init(of lectures: [LectureFile], in course: Course, and further: [FilePath] = []) {
        let paths =
            lectures.flatMap { [$0.path] + $0.includedPaths }
            + course.settingsFiles.map { course.root.pushing($0) } + further
        files = Set(paths.compactMap(Self.identity))
    }

    /// Refuses to write what is made of the files over one of them: that would be lost.
    func refuse(asOutput path: FilePath) throws(CommandFailure) {
        guard let identity = Self.identity(path), files.contains(identity) else { return }
        throw CommandFailure("'\(path)' is what is read: write to another file")
    }

    private static func identity(_ path: FilePath) -> Identity? {
        var status = stat()
        guard stat(path.string, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }
}
