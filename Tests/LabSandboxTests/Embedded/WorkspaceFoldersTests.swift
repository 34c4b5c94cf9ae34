import EngineAPI
import EngineSim
import Foundation
import SimShell
import SystemPackage
import TestKit
import Testing

@testable import LabSandbox

/// Bind mounts of the embedded engine: the workspace, and nothing that a link leads to.
struct WorkspaceFoldersTests {
    @Test func readsAndWritesWhatIsThere() async throws {
        try await withScratch { scratch in
            let root = scratch.file("work").string
            try scratch.write("work/site/index.html", "hello\n")
            let files = try WorkspaceFolders(root: root).files(at: root + "/site", creating: false)
            let tree = FileTree()
            try tree.mount(files, at: "/web")
            #expect(try tree.read("/web/index.html") == Array("hello\n".utf8))
            try tree.makeDirectory("/web/sub")
            try tree.write("/web/sub/new", Array("one\n".utf8), mode: 0o755)
            try tree.write("/web/sub/new", Array("two\n".utf8), append: true)
            #expect(try String(contentsOfFile: root + "/site/sub/new", encoding: .utf8) == "one\ntwo\n")
            #expect(try tree.status("/web/sub/new").mode == 0o755)
            try tree.rename("/web/sub/new", to: "/web/moved")
            try tree.link("index.html", at: "/web/link")
            #expect(try tree.read("/web/link") == Array("hello\n".utf8))
            try tree.removeAll("/web/sub")
            #expect(try tree.list("/web").map(\.name) == ["index.html", "link", "moved"])
            let file = try WorkspaceFolders(root: root).files(at: root + "/site/index.html", creating: false)
            try tree.mount(file, at: "/etc/page")
            #expect(try tree.read("/etc/page") == Array("hello\n".utf8))
        }
    }

    @Test func leadsNowhereElse() async throws {
        try await withScratch { scratch in
            let root = scratch.file("work").string
            try scratch.write("outside/secret", "secret\n")
            try scratch.write("work/plain", "plain\n")
            try scratch.link("work/out", to: scratch.file("outside").string)
            try scratch.link("work/file", to: scratch.file("outside/secret").string)
            let folders = WorkspaceFolders(root: root)
            for path in [scratch.file("outside").string, root + "/../outside", "/", "/etc"] {
                #expect(throws: EngineError.self, "\(path)") { try folders.files(at: path, creating: true) }
            }
            for path in ["/out", "/out/secret", "/file"] {
                #expect(throws: EngineError.self, "\(path)") {
                    try folders.files(at: root + path, creating: true)
                }
            }
            // Inside a container the links are the container's: they lead to its own files.
            let tree = FileTree()
            try tree.mount(try folders.files(at: root, creating: false), at: "/w")
            #expect(throws: FileTreeError.self) { try tree.read("/w/file") }
            #expect(throws: FileTreeError.self) { try tree.write("/w/out/new", [1]) }
            // And below the tree's own walk, where nobody looks at links first, neither.
            let raw = HostFolder(root: root, below: [])
            #expect(throws: FileTreeError.Code.self) { try raw.read(["out", "secret"], from: 0, atMost: 10) }
            #expect(throws: FileTreeError.Code.self) { try raw.read(["file"], from: 0, atMost: 10) }
            #expect(throws: FileTreeError.Code.self) {
                try raw.read(["..", "outside", "secret"], from: 0, atMost: 10)
            }
            #expect(throws: FileTreeError.Code.self) {
                try raw.write(["file"], .bytes([1]), at: .replacing, new: FileAttributes(mode: 0o644))
            }
            #expect(try scratch.text("outside/secret") == "secret\n")
        }
    }

    @Test func makesWhatIsMissingOnlyWhenAsked() async throws {
        try await withScratch { scratch in
            let root = scratch.file("work").string
            try scratch.write("work/a", "")
            let folders = WorkspaceFolders(root: root)
            let failure = await error { _ = try folders.files(at: root + "/x/y", creating: false) }
            #expect(
                failure?.message
                    == "invalid mount config for type \"bind\": bind source path does not exist: \(root)/x/y"
            )
            _ = try folders.files(at: root + "/x/y", creating: true)
            var isFolder: ObjCBool = false
            #expect(
                FileManager.default.fileExists(atPath: root + "/x/y", isDirectory: &isFolder)
                    && isFolder.boolValue
            )
        }
    }

    private func error(_ body: () throws -> Void) async -> EngineError? {
        do {
            try body()
            return nil
        } catch { return error as? EngineError }
    }
}
