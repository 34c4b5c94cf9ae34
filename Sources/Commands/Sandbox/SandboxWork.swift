import ArgumentParser
import Dispatch
import Glibc
import LabGrader
import LabSandbox

/// A command in a session, with our exit code and an orderly end on signals.
enum SandboxWork {
    static func run(
        _ request: SessionRequest,
        _ body: @Sendable @escaping (SandboxSession) async throws -> CommandEnd
    ) async throws {
        let end: CommandEnd
        do {
            end = try await untilSignalled { try await SandboxSession.with(request, body) }
        } catch let error as SandboxError {
            throw CommandFailure(error.description)
        } catch let error as RoomError {
            throw CommandFailure(error.description)
        } catch is CancellationError {
            throw ExitCode(130)
        }
        if let cut = end.cut { StandardStream.error.write("slidectl: ended: \(cut)\n") }
        let status: Int
        switch end.cut {
        case .time: status = 124
        case .output: status = 125
        case .interruption, nil: status = end.status
        }
        if status != 0 { throw ExitCode(Int32(status)) }
    }

    /// Does something that SIGINT, SIGTERM and SIGHUP cancel; a cancelled session takes itself away.
    ///
    /// - Throws: `CancellationError` where a signal made it fail; else what it throws.
    static func untilSignalled<Result: Sendable>(
        _ body: @Sendable @escaping () async throws -> Result
    ) async throws -> Result {
        let work = Task {
            do { return try await body() } catch {
                // What fails once it is cancelled fails of that, whatever it says.
                try Task.checkCancellation()
                throw error
            }
        }
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { work.cancel() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        return try await work.value
    }
}
