import EngineAPI
import HTTPWire

/// Carries bytes between a client and a process, in both directions, until the process's output ends.
struct ProcessRelay: Sendable {
    private let wire: WireConnection
    private let process: ProcessConnection

    init(_ wire: WireConnection, _ process: ProcessConnection) {
        self.wire = wire
        self.process = process
    }

    func run() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await sendOutput()
                return true
            }
            group.addTask {
                try? await sendInput()
                return false
            }
            group.addTask {
                await wire.waitForClose()
                return true
            }
            defer { group.cancelAll() }
            // The end of the client's input leaves the output alone.
            while let isOver = try await group.next() { if isOver { break } }
            process.close()
        }
    }

    private func sendOutput() async throws {
        while let bytes = try await process.output.next() { try await wire.write(bytes) }
        try await wire.finishWriting()
    }

    private func sendInput() async throws {
        while let bytes = try await wire.read() { try await process.send(bytes) }
        try await process.finishInput()
    }
}
