public import SystemPackage

/// Looks at the files of this machine.
public struct FileAssetInspector: AssetInspector {
    public init() {}

    public func info(_ path: FilePath) -> AssetInfo? {
        withFile(path) { file in
            // A folder can be opened, too, but not read.
            guard Self.read(file, count: 1) != nil else { return AssetInfo.folder }
            return (try? file.seek(offset: 0, from: .end)).map { .file(size: Int($0)) }
        }
    }

    public func head(_ path: FilePath, count: Int) -> [UInt8] {
        withFile(path) { Self.read($0, count: count) } ?? []
    }

    private func withFile<Result>(_ path: FilePath, _ body: (FileDescriptor) -> Result?) -> Result? {
        // Without waiting: a pipe that nobody writes to would hold up the program.
        guard let file = try? FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
        else {
            return nil
        }
        defer { try? file.close() }
        return body(file)
    }

    private static func read(_ file: FileDescriptor, count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(count, 65_536))
        while bytes.count < count {
            guard let got = try? chunk.withUnsafeMutableBytes({ try file.read(into: $0) }) else { return nil }
            if got == 0 { break }
            bytes += chunk[..<min(got, count - bytes.count)]
        }
        return bytes
    }
}
