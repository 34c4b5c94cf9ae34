import Foundation

/// What a shell of this machine prints, and how it ends.
struct ShellRun: Equatable {
    var output: String
    var error: String
    var code: Int32

    /// Runs a shell, without input, to its end.
    init(
        _ shell: String,
        _ arguments: [String],
        folder: String? = nil,
        variables: [String: String] = [:]
    ) throws {
        let process = Process()
        process.executableURL = URL(filePath: shell)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        process.environment = variables.merging(["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]) { own, _ in
            own
        }
        let (output, error) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, error)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaints = try error.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        self.output = String(decoding: text, as: UTF8.self)
        self.error = String(decoding: complaints, as: UTF8.self)
        code = process.terminationStatus
    }
}
