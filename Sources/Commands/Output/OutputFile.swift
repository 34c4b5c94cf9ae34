// Whose module the system's structures are of depends on what else is loaded: both are named.
import CoreFoundation
import Glibc
import Ports
import SystemPackage

/// Writes the files that commands make.
enum OutputFile {
    /// Where the value of `-o` leads; nil where that is standard output, which `-` stands for as in other tools.
    static func path(_ argument: String?) -> FilePath? {
        argument == "-" ? nil : argument.map { FilePath($0) }
    }

    /// Writes a file whole, with the folders that it needs.
    ///
    /// A regular file is replaced in one step and keeps its mode; whoever reads it meanwhile sees the old one or the
    /// new one. What isn't regular, such as `/dev/null` or a pipe, is written to, never replaced.
    static func write(_ bytes: [UInt8], to path: FilePath) throws(CommandFailure) {
        try write(to: path) { _ = try $0.writeAll(bytes) }
    }

    /// Writes what a file holds, whatever its size.
    static func write(_ file: any ServedFile, to path: FilePath) throws(CommandFailure) {
        try write(to: path) { output in
            try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
                var offset = 0
                while true {
                    let count = try file.read(at: offset, into: buffer)
                    guard count > 0 else { return }
                    _ = try output.writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                    offset += count
                }
            }
        }
    }

    private static func write(
        to path: FilePath,
        _ fill: (FileDescriptor) throws -> Void
    ) throws(CommandFailure) {
        do {
            var status = stat()
            let exists = stat(path.string, &status) == 0
            if exists, status.st_mode & S_IFMT != S_IFREG {
                let file = try FileDescriptor.open(path, .writeOnly)
                try file.closeAfter { try fill(file) }
            } else {
                try makeFolders(path.removingLastComponent())
                try replace(
                    exists ? resolved(path) : path,
                    filledBy: fill,
                    mode: exists ? status.st_mode & 0o7777 : nil
                )
            }
        } catch {
            throw CommandFailure("'\(path)' can't be written: \(reason(error))")
        }
    }

    private static func replace(
        _ path: FilePath,
        filledBy fill: (FileDescriptor) throws -> Void,
        mode: mode_t?
    ) throws {
        let draft = path.removingLastComponent().appending(".\(path.lastComponent?.string ?? "")-\(getpid())")
        do {
            let permissions = FilePermissions(rawValue: 0o666)
            let file = try FileDescriptor.open(
                draft,
                .writeOnly,
                options: [.create, .truncate],
                permissions: permissions
            )
            try file.closeAfter { try fill(file) }
            if let mode, chmod(draft.string, mode) != 0 { throw Errno(rawValue: errno) }
            guard rename(draft.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            unlink(draft.string)
            throw error
        }
    }

    /// The file behind links, so that the file is replaced and the link stays.
    private static func resolved(_ path: FilePath) -> FilePath {
        guard let real = realpath(path.string, nil) else { return path }
        defer { free(real) }
        return FilePath(platformString: real)
    }

    private static func makeFolders(_ folder: FilePath) throws {
        var made = FilePath(root: folder.root, [])
        for component in folder.components {
            made.append(component)
            guard mkdir(made.string, 0o777) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
        }
    }

    private static func reason(_ error: any Error) -> String { "\(error)".lowercased() }
}
