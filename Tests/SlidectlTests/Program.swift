import Foundation
import Glibc
import SystemPackage
import Testing

/// The real `slidectl`, as the build made it.
enum Program {
    /// What a run left behind.
    struct Result {
        /// The exit code; nil where a signal ended the program.
        let code: Int32?
        let output: String
        let error: String
    }

    /// The binary was not built, or a run took longer than it may.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The binary lies beside the test bundle.
    static func path() throws -> String {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: bundle).deletingLastPathComponent().appending(path: "slidectl").path()
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Failure(
                description: "\(program) is missing: build it with `swift build --product slidectl`"
            )
        }
        return program
    }

    /// Runs the program in a folder and waits for its end.
    ///
    /// The environment is the tests' own but for colours and our settings, which come from `environment` alone.
    static func run(
        _ arguments: [String],
        in folder: FilePath,
        environment: [String: String] = [:],
        within limit: Duration = .seconds(60)
    ) throws -> Result {
        let running = try Running(arguments, in: folder, environment: environment)
        let code = try running.waitForExit(within: limit)
        return Result(code: code, output: running.output, error: running.error)
    }

    /// Runs the program with its output going to a device or a file.
    static func run(_ arguments: [String], in folder: FilePath, writingTo place: String) throws -> Result {
        let process = try process(arguments, in: folder, environment: [:])
        let error = Pipe()
        process.standardOutput = FileHandle(forWritingAtPath: place)
        process.standardError = error
        try process.run()
        let text = try error.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let code = process.terminationReason == .exit ? process.terminationStatus : nil
        return Result(code: code, output: "", error: String(decoding: text, as: UTF8.self))
    }

    static func process(
        _ arguments: [String],
        in folder: FilePath,
        environment: [String: String]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: try path())
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder.string, directoryHint: .isDirectory)
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SLIDECTL_") }
        for name in ["NO_COLOR", "TERM", "COLUMNS"] { variables[name] = nil }
        process.environment = variables.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }
}

/// A started `slidectl`; what it prints goes to files, so that no full pipe can stop it.
final class Running {
    private let process: Process
    private let folder: URL

    init(_ arguments: [String], in working: FilePath, environment: [String: String] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "slidectl-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = try Program.process(arguments, in: working, environment: environment)
        for name in ["output", "error"] { try Data().write(to: folder.appending(path: name)) }
        process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "output"))
        process.standardError = try FileHandle(forWritingTo: folder.appending(path: "error"))
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    var output: String { text("output") }
    var error: String { text("error") }

    private func text(_ name: String) -> String {
        String(decoding: (try? Data(contentsOf: folder.appending(path: name))) ?? Data(), as: UTF8.self)
    }

    func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until a condition holds.
    func wait(for what: String, within limit: Duration = .seconds(20), until isTrue: () -> Bool) throws {
        let end = ContinuousClock.now + limit
        while !isTrue() {
            guard ContinuousClock.now < end else {
                throw Program.Failure(description: "no \(what); \(error)")
            }
            usleep(5_000)
        }
    }

    /// Waits for the end; returns the exit code, nil where a signal ended the program.
    func waitForExit(within limit: Duration) throws -> Int32? {
        try wait(for: "end of the program within \(limit)", within: limit) { !process.isRunning }
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }
}

/// The repository's root.
let repository = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

/// Compares with a golden in `Snapshots`; `SNAPSHOTS=record` writes it anew and fails, but never in CI.
func expectGolden(
    _ text: String,
    _ name: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let file = URL(filePath: repository.string).appending(path: "Tests/SlidectlTests/Snapshots/\(name)")
    let environment = ProcessInfo.processInfo.environment
    if environment["SNAPSHOTS"] == "record" {
        guard environment["CI"] == nil else {
            throw Program.Failure(description: "goldens aren't recorded in CI")
        }
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(text == golden, "\(name); `make snapshots` records it anew", sourceLocation: sourceLocation)
}
