import Dispatch
import EngineAPI
import Foundation
import KubeAPI

/// The caller's own kubectl, with the caller's own rights: how we speak with a real cluster.
///
/// It knows every way to log in that a kubeconfig can name, plug-ins with them.
struct KubectlProgram: Sendable {
    /// The context to use; nil for the current one.
    let context: String?
    /// The caller's environment; `KUBECONFIG` and `HOME` in it say where the kubeconfig is.
    let environment: [String: String]

    /// Runs kubectl.
    ///
    /// - Parameters:
    ///   - words: Its arguments.
    ///   - input: What it reads on standard input.
    /// - Returns: What it printed.
    /// - Throws: ``StatusError`` with kubectl's own text where it fails.
    @concurrent
    func run(_ words: [String], input: String = "") async throws(StatusError) -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["kubectl"] + (context.map { ["--context", $0] } ?? []) + ["--request-timeout=20s"] + words
        process.environment = environment
        let (into, output, errors) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (into, output, errors)
        do { try process.run() } catch {
            throw StatusError(500, "InternalError", "kubectl can't be started: \(error.localizedDescription)")
        }
        let said = ReadInBackground(errors.fileHandleForReading)
        let printed = ReadInBackground(output.fileHandleForReading)
        try? into.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? into.fileHandleForWriting.close()
        let (text, problem) = (await printed.bytes, await said.bytes)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Self.error(String(decoding: problem, as: UTF8.self))
        }
        return text
    }

    /// What kubectl says of a failure, as the server said it.
    static func error(_ text: String) -> StatusError {
        let line = text.split(separator: "\n").last.map(String.init) ?? "kubectl failed and said nothing"
        let prefix = "Error from server ("
        guard line.hasPrefix(prefix), let end = line.range(of: "): ") else {
            return StatusError(500, "InternalError", line)
        }
        let reason = String(line[line.index(line.startIndex, offsetBy: prefix.count)..<end.lowerBound])
        let codes = [
            "NotFound": 404, "Forbidden": 403, "AlreadyExists": 409, "Conflict": 409, "Invalid": 422,
        ]
        return StatusError(codes[reason] ?? 500, reason, String(line[end.upperBound...]))
    }
}

/// The whole of what a program prints, read on a thread of its own.
private final class ReadInBackground: Sendable {
    private let task: Task<[UInt8], Never>

    init(_ file: FileHandle) {
        task = Task.detached {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "slidectl.kubectl").async {
                    continuation.resume(returning: Array((try? file.readToEnd()) ?? Data()))
                }
            }
        }
    }

    var bytes: [UInt8] { get async { await task.value } }
}
