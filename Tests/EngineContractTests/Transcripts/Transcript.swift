import Foundation
import SystemPackage
import TestKit

/// What a script of client commands printed: each command, its output, its exit code.
struct Transcript {
    /// Runs a script line by line against a socket, in a folder of its own with the files that scripts use.
    static func run(_ script: String, against socket: String) async throws -> String {
        try await withScratch { scratch in
            for file in try Corpus.files() { try scratch.write("work/\(file.name)", file.contents) }
            try scratch.write("script", script + "\n")
            let clients = RealEngine.clients
            try scratch.write(
                "config/config.json",
                clients.map { #"{"cliPluginsExtraDirs":["\#($0)/cli-plugins"]}"# } ?? "{}"
            )
            let process = Process()
            process.executableURL = URL(filePath: "/bin/bash")
            process.arguments = ["-c", Self.runner, "run", scratch.file("script").string]
            process.currentDirectoryURL = URL(filePath: scratch.file("work").string)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            process.environment = [
                "PATH": clients.map { "\($0)/bin:\(path)" } ?? path, "DOCKER_HOST": "unix://\(socket)",
                "DOCKER_BUILDKIT": "0", "DOCKER_CONFIG": scratch.file("config").string, "LC_ALL": "C.UTF-8",
                "HOME": scratch.path.string, "COLUMNS": "200", "DOCKER_CLI_HINTS": "false",
                "COMPOSE_ANSI": "never", "COMPOSE_PROGRESS": "plain",
            ]
            return try await Self.output(of: process)
        }
    }

    /// What a process prints, both streams in order.
    private static func output(of process: sending Process) async throws -> String {
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let reading = pipe.fileHandleForReading
        return try await onThread { String(decoding: try reading.readToEnd() ?? Data(), as: UTF8.self) }
    }

    private static let runner = #"""
        while IFS= read -r line <&3; do
            [ -n "$line" ] || continue
            printf '$ %s\n' "$line"
            eval "timeout 60 $line" 2>&1 3<&-
            printf '[%d]\n' $?
        done 3<"$1"
        """#
}

/// The scripts, and the files that stand beside them when they run.
enum Corpus {
    struct File: Sendable, CustomStringConvertible {
        let name: String
        let contents: String
        var description: String { name }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    static func scripts() throws -> [File] { try read("Scripts") }

    static func files() throws -> [File] { try read("Files") }

    private static func read(_ folder: String) throws -> [File] {
        let base = root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: base.path(percentEncoded: false)).sorted()
            .compactMap {
                let url = base.appending(path: $0)
                guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
                    return nil
                }
                return File(name: $0, contents: try String(contentsOf: url, encoding: .utf8))
            }
    }
}
