import Foundation
import SystemPackage
import TestKit

/// What a script of client commands printed: each command, its output, its exit code.
struct Transcript {
    private let script: TranscriptScript
    private let scratch: Scratch

    /// Gives a script a folder of its own with the files that scripts use.
    init(_ script: TranscriptScript, in scratch: Scratch) throws {
        (self.script, self.scratch) = (script, scratch)
        for file in try Corpus.files() { try scratch.write("work/\(file.name)", file.contents) }
        try scratch.write("script", script.contents + "\n")
        let plugins = RealEngine.clients.map { "\($0)/\(script.plugins)" }
        try scratch.write(
            "config/config.json",
            plugins.map { #"{"cliPluginsExtraDirs":["\#($0)"]}"# } ?? "{}"
        )
    }

    /// Where the script works.
    var workspace: String { scratch.file("work").string }

    /// Runs the script step by step against a socket; published ports answer at an address.
    ///
    /// No engine means one of ours, whose ports are the machine's.
    func run(on engine: RealEngine?, against socket: String, at address: String) async throws -> String {
        let process = Process()
        // Published ports answer in the network that the engine works in.
        let enter = engine?.networkNamespace.map { ["nsenter", "--net=\($0)", "--"] } ?? []
        let runner = script.isPython ? ["python3", Self.steps] : ["bash", "-c", Self.runner, "run"]
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = enter + runner + [scratch.file("script").string]
        process.currentDirectoryURL = URL(filePath: workspace)
        process.environment = [
            "PATH": Self.path,
            "DOCKER_HOST": "unix://\(socket)", "DOCKER_BUILDKIT": "0",
            "DOCKER_CONFIG": scratch.file("config").string, "LC_ALL": "C.UTF-8",
            "HOME": scratch.path.string, "COLUMNS": "200", "DOCKER_CLI_HINTS": "false",
            "COMPOSE_ANSI": "never", "COMPOSE_PROGRESS": "plain", "COMPOSE_PROJECT_NAME": script.project,
            "PYTHONDONTWRITEBYTECODE": "1", "TESTCONTAINERS_RYUK_DISABLED": "true",
            "TESTCONTAINERS_CONNECTION_MODE": "docker_host", "TESTCONTAINERS_HOST_OVERRIDE": address,
        ]
        let output = try await Self.output(of: process)
        return script.isPython ? output.replacing(address, with: "<HOST>") : output
    }

    /// Whether there is a client that scripts can use.
    static var hasClient: Bool {
        path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/docker") }
    }

    /// Where scripts find programs.
    private static let path: String = {
        let own = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let path = "\(Corpus.project)/.venv/bin:\(own)"
        return RealEngine.clients.map { "\($0)/bin:\(path)" } ?? path
    }()

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
        docker() { timeout -s KILL 60 docker "$@"; }
        # An engine clears away once at a time.
        alone() { flock /etc/hostname timeout -s KILL 60 "$@"; }
        eventually() { for _ in $(seq 150); do "$@" >/dev/null 2>&1 && return; sleep 0.2; done; "$@"; }
        while IFS= read -r line <&3; do
            case "$line" in ''|'#'*) continue ;; esac
            printf '$ %s\n' "$line"
            eval "$line" 2>&1 3<&-
            printf '[%d]\n' $?
        done 3<"$1"
        """#

    /// The same for scripts in Python, statement by statement.
    private static let steps = Corpus.root.appending(path: "Support/steps.py").path(percentEncoded: false)
}
