import Foundation
import SystemPackage
import Testing

@testable import Host

/// What is mounted for a session, and how it goes.
@Suite(.enabled(if: geteuid() == 0, "only root can mount"))
struct WorkspaceMountsTests {
    @Test func showsOursForReadingOnly() async throws {
        try await withScratch { folder in
            try folder.appending("work").makeFolder()
            try folder.appending("programs/docker").write("a client")
            let staging = folder.appending("binds").string
            let mounts = try #require(
                WorkspaceMounts(workspace: folder.appending("work").string, staging: staging)
            )
            defer { mounts.removeAll() }
            let programs = try mounts.show(folder.appending("programs").string, isReadOnly: true)
            #expect(try String(contentsOfFile: programs + "/docker", encoding: .utf8) == "a client")
            // As `rm -r` of a session's folder would.
            #expect(throws: (any Error).self) {
                try FileManager.default.removeItem(atPath: programs + "/docker")
            }
            let work = try mounts.mount("", makesMissing: false)
            #expect(FileManager.default.createFile(atPath: work + "/answer", contents: nil))
            #expect(FileManager.default.fileExists(atPath: folder.appending("work/answer").string))
        }
    }

    /// A session that was killed leaves its mounts; a folder deleted before they are gone takes the workspace along.
    @Test(arguments: ["binds", "a \\ folder\tand more"])
    func takesAwayWhatAnotherLeft(name: String) async throws {
        try await withScratch { folder in
            try folder.appending("work/answer").write("mine")
            let staging = folder.appending(name).string
            let left = try #require(
                WorkspaceMounts(workspace: folder.appending("work").string, staging: staging)
            )
            let place = try left.mount("", makesMissing: false)
            #expect(FileManager.default.fileExists(atPath: place + "/answer"))
            #expect(WorkspaceMounts.removeAll(below: staging) == [])
            #expect(!FileManager.default.fileExists(atPath: staging))
            #expect(FileManager.default.fileExists(atPath: folder.appending("work/answer").string))
        }
    }
}
