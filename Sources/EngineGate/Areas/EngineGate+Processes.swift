public import EngineAPI

extension EngineGate {
    public func attach(_ name: String, _ options: AttachOptions) async throws -> ProcessConnection {
        try await own(name) { try await engine.attach($0, options) }
    }

    public func resizeContainer(_ name: String, _ size: TerminalSize) async throws {
        try await own(name) { try await engine.resizeContainer($0, size) }
    }

    public func createExec(_ name: String, _ creation: ExecCreation) async throws -> CreatedID {
        try disk.check()
        let judged = try ExecPolicy.judge(creation)
        return try await own(name) { id in
            try await waitUntilReleased(id)
            return try await engine.createExec(id, judged)
        }
    }

    public func startExec(_ id: String, _ start: ExecStart) async throws -> ProcessConnection {
        let container = try await checkExec(id)
        try counters.take(.execs, atMost: settings.quotas.execs)
        do {
            try await waitUntilReleased(container)
            let process = try await asking { try await engine.startExec(id, start) }
            let output = process.output.onEnd { [counters] in counters.give(.execs) }
            return ProcessConnection(
                isTTY: process.isTTY,
                output: output,
                send: { try await process.send($0) },
                finish: { try await process.finishInput() }
            )
        } catch {
            counters.give(.execs)
            throw error
        }
    }

    public func startDetachedExec(_ id: String, _ start: ExecStart) async throws {
        let container = try await checkExec(id)
        // Nobody tells when these end, so the container's own count is asked.
        let running = try await engine.inspectContainer(container, size: false).execIDs?.count ?? 0
        guard running < settings.quotas.execs else {
            throw EngineError.quota(
                "a container has at most \(settings.quotas.execs) processes started by exec"
            )
        }
        try await waitUntilReleased(container)
        try await asking { try await engine.startDetachedExec(id, start) }
    }

    public func resizeExec(_ id: String, _ size: TerminalSize) async throws {
        try await checkExec(id)
        try await asking { try await engine.resizeExec(id, size) }
    }

    public func inspectExec(_ id: String) async throws -> ExecDetails {
        let details = try await foundExec(id)
        guard try await containers.owns(details.containerID) else { throw Self.noSuchExec(id) }
        return details
    }

    /// Makes sure that a process runs in a container of the session's; returns the container.
    @discardableResult
    private func checkExec(_ id: String) async throws -> String {
        try await inspectExec(id).containerID
    }

    private func foundExec(_ id: String) async throws -> ExecDetails {
        guard id.utf8.count == 64, ImageReference.isID(id) else { throw Self.noSuchExec(id) }
        do { return try await engine.inspectExec(id) } catch let error as EngineError
            where error.kind == .notFound
        {
            throw Self.noSuchExec(id)
        }
    }

    private static func noSuchExec(_ id: String) -> EngineError {
        EngineError(.notFound, "No such exec instance: \(id)")
    }
}
