import EngineAPI
import HTTPWire

extension RequestHandler {
    func processes() async throws {
        switch request.operation {
        case .attachContainer: try await attach()
        case .resizeContainer:
            try await engine.resizeContainer(subject, try TerminalSize(query))
            try await request.answer(status: 200)
        case .createExec:
            try await request.answer(
                try await engine.createExec(subject, try await request.body()),
                status: 201
            )
        case .startExec: try await startExec()
        case .resizeExec:
            try await engine.resizeExec(subject, try TerminalSize(query))
            try await request.answer(status: 200)
        default:
            try await request.answer(try await engine.inspectExec(subject))
        }
    }

    private func attach() async throws {
        try await request.expectNoBody()
        try await request.connect(try await engine.attach(subject, AttachOptions(query)))
    }

    private func startExec() async throws {
        let bytes = try await request.jsonBytes()
        let start: ExecStart
        do { start = bytes.isEmpty ? ExecStart() : try ExecStart(request: bytes) } catch {
            throw EngineError.malformed("invalid JSON: \(error)")
        }
        if start.detach {
            guard request.exchange.head.upgrade == nil else {
                throw EngineError.malformed("slidectl: a detached process has no connection to upgrade")
            }
            try await engine.startDetachedExec(subject, start)
            try await request.answer(status: 200)
        } else {
            try await request.connect(try await engine.startExec(subject, start))
        }
    }
}
