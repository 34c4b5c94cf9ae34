import DeckLint
import Foundation
import Glibc
import SystemPackage
import Testing

@testable import Commands

struct CourseAssetInspectorTests {
    @Test func looksAtTheFilesOfACourseOnly() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "slidectl-course-\(UUID().uuidString)"
        )
        let course = folder.appending(path: "course")
        try FileManager.default.createDirectory(at: course, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for place in [folder, course] {
            try Data("0123456789".utf8).write(to: place.appending(path: "a.txt"))
        }
        for (name, target) in [("out", "../a.txt"), ("in", "a.txt")] {
            try FileManager.default.createSymbolicLink(
                atPath: course.appending(path: name).path(),
                withDestinationPath: target
            )
        }
        #expect(mkfifo(course.appending(path: "pipe").path(), 0o600) == 0)
        let path = FilePath(course.path())
        let inspector = CourseAssetInspector(try Course(of: path, isFolder: true))
        #expect(inspector.info(path.appending("a.txt")) == .file(size: 10))
        #expect(inspector.info(path.appending("in")) == .file(size: 10))
        #expect(inspector.info(path.appending("out")) == .outside)
        #expect(inspector.info(path) == .folder)
        #expect(inspector.info(path.appending("b.txt")) == nil)
        #expect(inspector.info(path.appending("pipe")) == .unreadable("not a regular file"))
        #expect(inspector.head(path.appending("a.txt"), count: 4) == Array("0123".utf8))
        #expect(inspector.head(path.appending("a.txt"), count: 99).count == 10)
        #expect(inspector.head(path.appending("out"), count: 4).isEmpty)
        #expect(inspector.head(path, count: 4).isEmpty)
    }
}
