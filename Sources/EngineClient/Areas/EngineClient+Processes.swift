public import EngineAPI

extension EngineClient {
    public func attach(_ name: String, _ options: AttachOptions) async throws -> ProcessConnection {
        // Before 1.42 the answer doesn't say how it is written.
        let isTTY =
            apiVersion < APIVersion(1, 42) ? try await inspectContainer(name, size: false).config.tty : nil
        return try await connection(.attachContainer, name, options.query, isTTY: isTTY)
    }

    public func resizeContainer(_ name: String, _ size: TerminalSize) async throws {
        try await perform(.resizeContainer, name, size.query)
    }

    public func createExec(_ name: String, _ creation: ExecCreation) async throws -> CreatedID {
        try await value(.createExec, name, Query(), .json(creation.json))
    }

    public func startExec(_ id: String, _ start: ExecStart) async throws -> ProcessConnection {
        let start = start.with { $0.detach = false }
        return try await connection(.startExec, id, Query(), .json(start.json), isTTY: start.tty)
    }

    public func startDetachedExec(_ id: String, _ start: ExecStart) async throws {
        try await perform(.startExec, id, Query(), .json(start.with { $0.detach = true }.json))
    }

    public func resizeExec(_ id: String, _ size: TerminalSize) async throws {
        try await perform(.resizeExec, id, size.query)
    }

    public func inspectExec(_ id: String) async throws -> ExecDetails { try await value(.inspectExec, id) }
}
