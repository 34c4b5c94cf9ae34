import Foundation
public import SystemPackage

/// A folder of a test's own; files in it are named from it.
public struct Scratch: Sendable {
    /// The folder, absolute and without links.
    public let path: FilePath

    /// The path of a file in the folder.
    public func file(_ name: String) -> FilePath { path.pushing(FilePath(name)) }

    /// Writes a file, with the folders that it needs.
    public func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    /// Writes a file, with the folders that it needs.
    public func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(filePath: file(name).string)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
    }

    /// Makes a folder.
    public func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: file(name).string, withIntermediateDirectories: true)
    }

    /// Makes a symbolic link.
    public func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: file(name).string, withDestinationPath: target)
    }

    /// Reads a file.
    public func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: file(name).string)))
    }

    /// Reads a file's text; bytes that aren't UTF-8 are repaired.
    public func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

    /// The paths of all files in the folder, in order.
    public func files() throws -> [String] {
        let manager = FileManager.default
        return try manager.subpathsOfDirectory(atPath: path.string).filter { name in
            var isFolder: ObjCBool = false
            return manager.fileExists(atPath: file(name).string, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}

/// Makes a folder that is gone when the test is.
public func withScratch<Result>(_ body: (Scratch) async throws -> Result) async throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "slidectl-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await body(Scratch(path: FilePath(url.resolvingSymlinksInPath().path(percentEncoded: false))))
}
