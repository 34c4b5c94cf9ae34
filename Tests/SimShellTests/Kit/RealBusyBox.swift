import Foundation

/// The real BusyBox, where the package busybox-static is installed.
enum RealBusyBox {
    static let path = "/usr/bin/busybox"
    static let isThere = FileManager.default.isExecutableFile(atPath: path)

    /// Runs a script as `sh`.
    static func sh(_ script: String) throws -> ScriptResult { try run([path, "sh", "-c", script]) }

    /// Runs a program in a scratch folder that stands at `/tmp`, which needs a mount namespace of its own.
    static func run(_ words: [String]) throws -> ScriptResult {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "busybox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: scratch.appending(path: "d"),
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        // Sockets make a process deaf to broken pipes, and its children with it.
        process.arguments =
            [
                "-m", "sh", "-c", "mount --bind \"$0\" /tmp && cd /tmp/d && exec \"$@\"",
                scratch.path(percentEncoded: false),
                "env", "-i", "--default-signal=PIPE", "PATH=/bin:/usr/bin", "HOME=/root",
            ] + words
        let output = Pipe()
        let error = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = error
        try process.run()
        // Neither stream is long enough to fill a pipe.
        let written = output.fileHandleForReading.readDataToEndOfFile()
        let said = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let code = Int(process.terminationStatus) + (process.terminationReason == .uncaughtSignal ? 128 : 0)
        return ScriptResult(
            output: String(decoding: written, as: UTF8.self),
            error: String(decoding: said, as: UTF8.self),
            code: code
        )
    }

    /// Whether scripts can be run here: the program, and a namespace for its files.
    static let isUsable: Bool = isThere && (try? sh("echo yes").output) == "yes\n"
}
