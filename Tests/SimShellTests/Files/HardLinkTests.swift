import SimShell
import Testing

/// Several names of one file, as the kernel keeps them.
struct HardLinkTests {
    private let image = FileImage(layers: [
        {
            var layer = FileLayer()
            layer["/a"] = .file(.text("abc"), FileAttributes(mode: 0o644))
            return layer
        }()
    ])

    private func code(_ body: () throws -> Void) -> FileTreeError.Code? {
        do { try body() } catch { return (error as? FileTreeError)?.code }
        return nil
    }

    @Test func whatIsWrittenThroughOneNameIsReadThroughAll() throws {
        let tree = FileTree(image)
        try tree.addName("/b", to: "/a")
        try tree.addName("/c", to: "/b")
        try tree.write("/b", Array("de".utf8), append: true)
        try tree.write("/c", content: .text("X"), at: .at(0))
        try tree.setMode("/a", 0o600)
        for name in ["/a", "/b", "/c"] {
            #expect(try tree.read(name) == Array("Xbcde".utf8))
            let status = try tree.status(name)
            #expect((status.names, status.mode) == (3, 0o600))
        }
        #expect(tree.isSame("/a", "/c") && !FileTree(image).isSame("/a", "/c"))
        #expect(try tree.list("/").map(\.status.names) == [3, 3, 3])
    }

    @Test func theFileLivesAsLongAsItsLastName() throws {
        let tree = FileTree(limits: FileLimits(bytes: 10, nodes: 10))
        try tree.write("/a", Array("12345678".utf8))
        try tree.addName("/b", to: "/a")
        #expect(tree.usage == (8, 2), "the bytes are there once")
        try tree.remove("/a")
        #expect(try tree.status("/b").names == 1)
        #expect(code { try tree.write("/c", Array("1234".utf8)) } == .noSpace)
        try tree.remove("/b")
        #expect(tree.usage == (0, 0))
        try tree.write("/c", Array("1234".utf8))
    }

    @Test func namesMoveWithTheirFolders() throws {
        let tree = FileTree()
        try tree.makeDirectory("/d")
        try tree.write("/d/a", Array("1".utf8))
        try tree.addName("/b", to: "/d/a")
        try tree.rename("/d", to: "/e")
        try tree.write("/b", Array("2".utf8))
        #expect(try tree.read("/e/a") == Array("2".utf8))
        try tree.rename("/b", to: "/e/a")
        #expect(tree.exists("/b"), "two names of one file: nothing to do")
        try tree.removeAll("/e")
        #expect(try tree.status("/b").names == 1)
        #expect(tree.usage == (1, 1))
    }

    @Test func refusesWhatTheKernelRefuses() throws {
        let tree = FileTree(image)
        try tree.makeDirectory("/d")
        try tree.mount(MemoryFiles(), at: "/m")
        try tree.link("/a", at: "/s")
        #expect(code { try tree.addName("/x", to: "/d") } == .notPermitted)
        #expect(code { try tree.addName("/m/x", to: "/a") } == .otherDevice)
        #expect(code { try tree.addName("/s", to: "/a") } == .exists)
        #expect(code { try tree.addName("/x", to: "/none") } == .notFound)
        let user = ProcessUser(id: 1000, group: 1000)
        try tree.setMode("/", 0o777)
        #expect(code { try tree.addName("/x", to: "/a", as: user) } == .notPermitted, "not theirs")
        try tree.addName("/t", to: "/s")
        #expect(try tree.status("/t", followingLinks: false).linkTarget == "/a")
        for number in 1... {
            guard let failure = code({ try tree.addName("/n\(number)", to: "/a") }) else { continue }
            #expect(failure == .tooManyNames)
            #expect(number == FileLimits.standard.names)
            break
        }
    }

    @Test func aFurtherNameIsAChangeOfTheFile() throws {
        let tree = FileTree(image)
        try tree.addName("/b", to: "/a")
        #expect(tree.changes().map { "\($0.kind) \($0.path)" } == ["changed /a", "added /b"])
        #expect(tree.layer()["/b"] == .file(.text("abc"), FileAttributes(mode: 0o644)))
    }
}
