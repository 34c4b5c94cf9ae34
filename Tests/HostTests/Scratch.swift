import Foundation
import SystemPackage

/// A folder that is gone when the test is.
func withScratch(_ body: (FilePath) async throws -> Void) async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "slidectl-host-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    // Resolved, so that paths can be compared.
    try await body(FilePath(url.resolvingSymlinksInPath().path))
}

extension FilePath {
    /// Writes a file, with the folders that it needs.
    func write(_ text: String) throws {
        let folder = removingLastComponent().string
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = try FileDescriptor.open(
            self,
            .writeOnly,
            options: [.create, .truncate],
            permissions: [.ownerReadWrite]
        )
        try file.closeAfter { _ = try file.writeAll(text.utf8) }
    }

    func makeFolder() throws {
        try FileManager.default.createDirectory(atPath: string, withIntermediateDirectories: true)
    }

    func link(to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: string, withDestinationPath: target)
    }

    func move(to path: FilePath) throws {
        guard rename(string, path.string) == 0 else { throw Errno(rawValue: errno) }
    }

    func remove() throws { try FileManager.default.removeItem(atPath: string) }
}
