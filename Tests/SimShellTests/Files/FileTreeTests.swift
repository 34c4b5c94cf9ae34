import SimShell
import Testing

struct FileTreeTests {
    private let image = FileImage(layers: [layer(["/etc/passwd": "root\n", "/bin/sh": "#!", "/a/b/c": "c"])])

    private static func layer(_ files: [String: String]) -> FileLayer {
        var layer = FileLayer()
        for (path, text) in files { layer[path] = .file(.text(text), FileAttributes(mode: 0o644)) }
        return layer
    }

    private func code(_ body: () throws -> Void) -> FileTreeError.Code? {
        do { try body() } catch { return (error as? FileTreeError)?.code }
        return nil
    }

    @Test func readsWhatTheImageHasAndWhatWasWritten() throws {
        let tree = FileTree(image)
        try tree.write("/etc/motd", Array("hello".utf8))
        try tree.write("/etc/motd", Array(" you".utf8), append: true)
        #expect(try tree.read("/etc/motd") == Array("hello you".utf8))
        #expect(try tree.read("/etc/passwd") == Array("root\n".utf8))
        #expect(try tree.read("/etc/motd", from: 6, atMost: 2) == Array("yo".utf8))
        #expect(!FileTree(image).exists("/etc/motd"), "another container doesn't see it")
    }

    @Test func writesInTheMiddleOfAFile() throws {
        let tree = FileTree()
        try tree.write("/f", Array("abcdef".utf8))
        try tree.write("/f", content: .text("XY"), at: .at(2))
        #expect(try tree.read("/f") == Array("abXYef".utf8))
        try tree.write("/f", content: .text("Z"), at: .at(8))
        #expect(try tree.read("/f") == Array("abXYef\0\0Z".utf8))
    }

    @Test func followsLinksAndDotsAsTheSystemDoes() throws {
        let tree = FileTree(image)
        try tree.link("/a/b", at: "/l")
        try tree.link("../etc", at: "/a/e")
        try tree.link("loop", at: "/loop")
        #expect(try tree.read("/l/c") == Array("c".utf8))
        #expect(try tree.resolve("../e/passwd", from: "/a/b") == "/etc/passwd")
        #expect(try tree.resolve("l/..", from: "/") == "/a", "'..' is of where the link leads")
        #expect(try tree.resolve("/../../etc") == "/etc")
        #expect(code { _ = try tree.read("/loop") } == .tooManyLinks)
        #expect(try tree.status("/l", followingLinks: false).linkTarget == "/a/b")
        try tree.link("/new", at: "/dangling")
        try tree.write("/dangling", Array("x".utf8))
        #expect(try tree.read("/new") == Array("x".utf8))
    }

    @Test func failsAsTheSystemDoes() throws {
        let tree = FileTree(image)
        #expect(code { _ = try tree.read("/none") } == .notFound)
        #expect(code { _ = try tree.read("/etc/passwd/x") } == .notADirectory)
        #expect(code { _ = try tree.read("/etc/passwd/") } == .notADirectory)
        #expect(code { _ = try tree.read("/etc") } == .isADirectory)
        #expect(code { try tree.write("/etc", []) } == .isADirectory)
        #expect(code { try tree.write("/no/x", []) } == .notFound)
        #expect(code { try tree.makeDirectory("/etc") } == .exists)
        #expect(code { try tree.remove("/etc") } == .notEmpty)
        #expect(code { try tree.rename("/a", to: "/a/b/x") } == .invalid)
        #expect(code { try tree.rename("/a", to: "/etc") } == .notEmpty)
        #expect(code { try tree.removeAll("/") } == .busy)
        #expect(code { _ = try tree.status("/" + String(repeating: "n", count: 256)) } == .nameTooLong)
        #expect(code { _ = try tree.status(String(repeating: "/x", count: 2100)) } == .nameTooLong)
        #expect(code { _ = try tree.status("/a\0b") } == .invalid)
        #expect(FileTreeError(.notFound, "/x").description == "/x: No such file or directory")
    }

    @Test func listsChangesAsDockerDiffDoes() throws {
        let tree = FileTree(image)
        try tree.write("/etc/passwd", Array("me\n".utf8))
        try tree.makeDirectory("/new/deep", intermediate: true)
        try tree.write("/new/deep/f", [1])
        try tree.remove("/a/b/c")
        let seen = tree.changes().map { "\($0.kind) \($0.path)" }
        #expect(
            seen == [
                "changed /a", "changed /a/b", "deleted /a/b/c", "changed /etc", "changed /etc/passwd",
                "added /new", "added /new/deep", "added /new/deep/f",
            ]
        )
        let next = FileTree(image.appending(tree.layer()))
        #expect(next.changes().isEmpty)
        #expect(try next.read("/etc/passwd") == Array("me\n".utf8))
        #expect(!next.exists("/a/b/c"))
        #expect(next.exists("/a/b"))
    }

    @Test func mountsVolumesThatContainersShare() throws {
        let volume = MemoryFiles()
        let one = FileTree(image)
        let other = FileTree(image)
        try one.mount(volume, at: "/data")
        try other.mount(volume, at: "/srv/data", readOnly: true)
        try one.write("/data/f", Array("x".utf8))
        #expect(try other.read("/srv/data/f") == Array("x".utf8))
        #expect(code { try other.write("/srv/data/f", []) } == .readOnly)
        #expect(code { try one.removeAll("/data") } == .busy)
        #expect(code { try one.rename("/data/f", to: "/f") } == .otherDevice)
        #expect(one.changes().map(\.path) == ["/data"])
        one.unmount("/data")
        #expect(!one.exists("/data/f"))
    }

    @Test func holdsUsersToThePermissions() throws {
        let tree = FileTree(image)
        let user = ProcessUser(id: 1000, group: 1000)
        try tree.makeDirectory("/tmp", mode: 0o1777)
        try tree.makeDirectory("/secret", mode: 0o700)
        try tree.write("/secret/s", [1])
        try tree.write("/tmp/root", [1])
        #expect(code { try tree.write("/x", [], as: user) } == .permissionDenied)
        #expect(code { _ = try tree.read("/secret/s", as: user) } == .permissionDenied)
        #expect(code { try tree.remove("/tmp/root", as: user) } == .notPermitted)
        #expect(code { try tree.setOwner("/tmp/root", .root, as: user) } == .notPermitted)
        try tree.write("/tmp/mine", [1], mode: 0o600, owner: FileOwner(user), as: user)
        try tree.setMode("/tmp/mine", 0o644, as: user)
        try tree.remove("/tmp/mine", as: user)
    }

    @Test func endsAtItsBounds() throws {
        let tree = FileTree(image, limits: FileLimits(bytes: 10, nodes: 3))
        try tree.write("/f", Array(repeating: 1, count: 10))
        #expect(code { try tree.write("/f", [1], append: true) } == .noSpace)
        #expect(code { try tree.write("/f", content: .bytes([1]), at: .at(Int.max)) } == .tooLarge)
        try tree.remove("/f")
        try tree.write("/f", content: .sparse(size: Int.max))
        #expect(code { _ = try tree.read("/f") } == .tooLarge)
        try tree.write("/g", [])
        try tree.write("/h", [])
        #expect(code { try tree.write("/i", []) } == .noSpace)
        let deep = FileTree()
        #expect(
            code { try deep.makeDirectory(String(repeating: "/d", count: 300), intermediate: true) }
                == .nameTooLong
        )
        let half = String(repeating: "/d", count: 200)
        try deep.makeDirectory("/e" + half, intermediate: true)
        try deep.makeDirectory("/f" + half, intermediate: true)
        #expect(code { try deep.rename("/f", to: "/e\(half)/f") } == .nameTooLong)
    }

    @Test func showsReadOnlyFilesButForMounts() throws {
        let tree = FileTree(image, isReadOnly: true)
        try tree.mount(MemoryFiles(), at: "/tmp")
        try tree.mount(MemoryFiles.devices(), at: "/dev", readOnly: true)
        #expect(code { try tree.write("/x", []) } == .readOnly)
        try tree.write("/tmp/x", [])
        #expect(try tree.status("/dev/null").kind == .device)
        try tree.write("/dev/null", [1])
        #expect(try tree.list("/").map(\.name) == ["a", "bin", "dev", "etc", "tmp"])
    }
}
