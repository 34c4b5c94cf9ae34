import Foundation
import SystemPackage
import TestKit

/// What a program wrote, and its exit code.
struct ProgramRun: Sendable {
    let output: String
    let error: String
    let code: Int32

    /// The lines of the output, with runs of spaces made one.
    var rows: [String] {
        output.split(separator: "\n").map {
            $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
    }
}

/// The real kubectl of this machine: the one among the tests' clients, else the one on PATH.
enum Kubectl {
    static let path: String? = {
        let environment = ProcessInfo.processInfo.environment
        let clients = environment["SLIDECTL_TEST_CLIENTS"].map { [$0 + "/usr/bin", $0 + "/bin"] } ?? []
        let folders = clients + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { $0 + "/kubectl" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    static let isThere = path != nil

    /// A process of kubectl with a home of its own, so that nothing that it keeps is shared.
    static func process(_ arguments: [String], home: Scratch, environment: [String: String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path ?? "/usr/bin/kubectl")
        process.arguments = arguments
        process.environment = [
            "HOME": home.path.string, "PATH": "/usr/bin:/bin", "KUBECONFIG": home.file(".kube/config").string,
        ].merging(environment) { _, new in new }
        process.currentDirectoryURL = URL(filePath: home.path.string)
        return process
    }

    static func run(
        _ arguments: [String],
        home: Scratch,
        environment: [String: String] = [:],
        input: String = ""
    ) async throws -> ProgramRun {
        try await onThread {
            let process = process(arguments, home: home, environment: environment)
            let pipes = [Pipe(), Pipe(), Pipe()]
            process.standardInput = pipes[0]
            process.standardOutput = pipes[1]
            process.standardError = pipes[2]
            try process.run()
            try pipes[0].fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try pipes[0].fileHandleForWriting.close()
            let errors = pipes[2].fileHandleForReading
            let lines = Locked<Data>(Data())
            let reader = Thread { lines.set(errors.readDataToEndOfFile()) }
            reader.start()
            let output = pipes[1].fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            while !lines.isSet { usleep(1000) }
            return ProgramRun(
                output: String(decoding: output, as: UTF8.self),
                error: String(decoding: lines.value, as: UTF8.self),
                code: process.terminationStatus
            )
        }
    }
}

/// A value that one thread sets and another waits for.
private final class Locked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value
    private var done = false

    init(_ value: Value) { stored = value }

    var value: Value { lock.withLock { stored } }
    var isSet: Bool { lock.withLock { done } }

    func set(_ value: Value) {
        lock.withLock {
            stored = value
            done = true
        }
    }
}
