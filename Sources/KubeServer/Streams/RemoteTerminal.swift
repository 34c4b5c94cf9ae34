import EngineAPI
import KubeAPI

/// A terminal's size as clients write it.
enum TerminalSizeText {
    /// Reads `{"Width":80,"Height":24}`; nil for what says nothing.
    static func read(_ text: [UInt8]) -> KubeAPI.TerminalSize? {
        guard let json = try? JSON(text), let width = json["Width"]?.integer,
            let height = json["Height"]?.integer, (1...65_535).contains(width), (1...65_535).contains(height)
        else { return nil }
        return KubeAPI.TerminalSize(columns: width, rows: height)
    }
}

/// The client's side of a process: one protocol or the other.
protocol RemoteTerminal: Sendable {
    /// Passes on what the client sends, until there is no more.
    ///
    /// - Returns: Whether the client is gone.
    func relayInput(to process: PodProcess) async -> Bool
    /// Sends what the process writes.
    func write(_ output: PodOutput) async throws
    /// Tells how the process ended.
    func end(_ status: JSON) async throws
    /// Waits until the client has read all of it, once nothing else reads the connection.
    func drain() async
}

/// How a process ended, as clients are told.
enum ExitStatus {
    static func json(_ end: PodProcessEnd) -> JSON {
        switch end {
        case .exited(0): .record(["metadata": JSON.object([]), "status": "Success"])
        case .exited(let code):
            .record([
                "metadata": JSON.object([]), "status": "Failure",
                "message":
                    "command terminated with non-zero exit code: command terminated with exit code \(code)",
                "reason": "NonZeroExitCode",
                "details": JSON.record([
                    "causes": [JSON.record(["reason": "ExitCode", "message": String(code)])]
                ]),
            ])
        case .failed(let text):
            .record([
                "metadata": JSON.object([]), "status": "Failure",
                "message": "Internal error occurred: \(text)", "reason": "InternalError",
                "details": JSON.record(["causes": [JSON.record(["message": text])]]), "code": 500,
            ])
        }
    }
}

/// Carries bytes between a client and a process until the process ends or the client goes.
struct ProcessRelay: Sendable {
    let process: PodProcess
    let terminal: any RemoteTerminal

    func run() async throws {
        defer { process.close() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                while let output = try await process.output.next() { try await terminal.write(output) }
                try await terminal.end(ExitStatus.json(await process.end()))
                return true
            }
            group.addTask { await terminal.relayInput(to: process) }
            defer {
                process.close()
                group.cancelAll()
            }
            while let isOver = try await group.next() { if isOver { break } }
        }
        await terminal.drain()
    }
}
