import Foundation
import Host
import Ports
import Synchronization
import SystemPackage
import Testing

@Suite struct RootedFileReaderTests {
    private func withCourse(_ body: (FilePath, RootedFileReader) throws -> Void) async throws {
        try await withScratch { scratch in
            let root = scratch.appending("course")
            try root.appending("lectures/a.slide").write("deck")
            try root.appending("assets/x.go").write("code")
            try scratch.appending("outside/secret").write("secret")
            try body(root, RootedFileReader(root: try RootFolder(root)))
        }
    }

    @Test func readsBelowTheRootAlsoByClimbing() async throws {
        try await withCourse { root, reader in
            #expect(try reader.read(root.appending("lectures/a.slide")) == Array("deck".utf8))
            #expect(
                try reader.read(root.appending("lectures").pushing("../assets/x.go")) == Array("code".utf8)
            )
            try root.appending("assets/empty").write("")
            #expect(try reader.read(root.appending("assets/empty")) == [])
        }
    }

    @Test func refusesWhatLiesOutside() async throws {
        try await withCourse { root, reader in
            for path in [
                "../outside/secret", "lectures/../../outside/secret", "../outside/none", "../..", "..",
            ] {
                let path = root.pushing(FilePath(path))
                #expect(throws: FileError.outsideRoot(path)) { try reader.read(path) }
            }
            #expect(throws: FileError.outsideRoot("/etc/passwd")) { try reader.read("/etc/passwd") }
            // A neighbour whose name merely starts like the root's.
            let neighbour = FilePath(root.string + "2").appending("x")
            try neighbour.write("x")
            #expect(throws: FileError.outsideRoot(neighbour)) { try reader.read(neighbour) }
        }
    }

    @Test func followsLinksThatStayInside() async throws {
        try await withCourse { root, reader in
            try root.appending("in.go").link(to: "assets/x.go")
            try root.appending("code").link(to: "assets")
            try root.appending("out").link(to: "../outside/secret")
            try root.appending("away").link(to: "../outside")
            try root.appending("abs").link(to: "/etc/passwd")
            try root.appending("loop").link(to: "loop")
            try root.appending("dangling").link(to: "../outside/none")
            #expect(try reader.read(root.appending("in.go")) == Array("code".utf8))
            #expect(try reader.read(root.appending("code/x.go")) == Array("code".utf8))
            for name in ["out", "away/secret", "abs"] {
                let path = root.appending(name)
                #expect(throws: FileError.outsideRoot(path)) { try reader.read(path) }
            }
            #expect(throws: FileError.self) { try reader.read(root.appending("loop")) }
            #expect(throws: FileError.notFound(root.appending("dangling"))) {
                try reader.read(root.appending("dangling"))
            }
        }
    }

    @Test func neverReadsThroughALinkThatIsSwappedIn() async throws {
        try await withScratch { scratch in
            let root = scratch.appending("course")
            try root.appending("good").write("fine")
            try scratch.appending("secret").write("secret")
            let path = root.appending("x")
            try root.appending("x").link(to: "good")
            let reader = RootedFileReader(root: try RootFolder(root))
            let isOver = Mutex(false)
            let (stopped, continuation) = AsyncStream.makeStream(of: Void.self)
            Thread.detachNewThread {
                defer { continuation.finish() }
                while !isOver.withLock({ $0 }) {
                    for target in ["../secret", "good"] {
                        let temporary = root.appending("t")
                        try? temporary.link(to: target)
                        try? temporary.move(to: path)
                    }
                }
            }
            for _ in 0..<1000 {
                if let bytes = try? reader.read(path) { #expect(bytes == Array("fine".utf8)) }
            }
            isOver.withLock { $0 = true }
            for await _ in stopped {}
        }
    }

    @Test func saysWhatIsWrong() async throws {
        try await withCourse { root, reader in
            let none = root.appending("none.go")
            #expect(throws: FileError.notFound(none)) { try reader.read(none) }
            #expect(throws: FileError.notFound(root.appending("assets/x.go/y"))) {
                try reader.read(root.appending("assets/x.go/y"))
            }
            #expect(throws: FileError.isDirectory(root.appending("assets"))) {
                try reader.read(root.appending("assets"))
            }
            let pipe = root.appending("pipe")
            mkfifo(pipe.string, 0o600)
            #expect(throws: FileError.unreadable(pipe, "not a regular file")) { try reader.read(pipe) }
            let small = RootedFileReader(root: reader.root, limit: 3)
            let deck = root.appending("lectures/a.slide")
            #expect(throws: FileError.tooLarge(deck, limit: 3)) { try small.read(deck) }
            #expect("\(FileError.notFound(none))" == "open \(none): no such file or directory")
        }
    }

    @Test func needsAFolderAsRoot() async throws {
        try await withCourse { root, _ in
            #expect(throws: FileError.self) { try RootFolder(root.appending("lectures/a.slide")) }
            #expect(throws: FileError.notFound(root.appending("none"))) {
                try RootFolder(root.appending("none"))
            }
        }
    }

    @Test func readsWhatTheUserNamesFromAnywhere() async throws {
        try await withCourse { root, _ in
            let secret = root.pushing("../outside/secret")
            let bytes = try LiveFileReader().read(secret)
            #expect(bytes == Array("secret".utf8))
            #expect(throws: FileError.isDirectory(root)) { try LiveFileReader().read(root) }
            #expect(throws: FileError.tooLarge(secret, limit: 2)) {
                try LiveFileReader(limit: 2).read(secret)
            }
        }
    }

    @Test func servesTheFileThatWasOpened() async throws {
        try await withCourse { root, reader in
            let folder = RootedFolder(reader.root)
            let file = try folder.open("assets/x.go")
            #expect(file.stamp.size == 4)
            #expect(file.stamp == folder.stamp(of: "assets/x.go"))
            #expect(abs(folder.now - file.stamp.modified) < 60_000_000_000)
            try root.appending("new").write("other")
            try root.appending("new").move(to: root.appending("assets/x.go"))
            var bytes = [UInt8](repeating: 0, count: 10)
            let count = try bytes.withUnsafeMutableBytes { try file.read(at: 1, into: $0) }
            #expect(Array(bytes[..<count]) == Array("ode".utf8))
            #expect(folder.stamp(of: "assets/x.go") != file.stamp)
            #expect(folder.stamp(of: "none") == nil)
            #expect(folder.stamp(of: "")?.isFolder == true)
            #expect(folder.contains("") && folder.contains("assets") && !folder.contains("none"))
            #expect(throws: FileError.isDirectory("assets")) { try folder.open("assets") }
            #expect(throws: FileError.outsideRoot("../outside/secret")) {
                try folder.open("../outside/secret")
            }
        }
    }
}
