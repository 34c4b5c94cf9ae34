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
        let signals = await InterruptionSignals()
        let work = Task {
            do { return try await body() } catch {
                // What fails once it is cancelled fails of that, whatever it says.
                try Task.checkCancellation()
                throw error
            }
        }
        let watch = Task { [arrivals = signals.arrivals] in for await _ in arrivals { work.cancel() } }
        defer {
            watch.cancel()
            signals.stop()
        }
        return try await work.value
    }
}

/// SIGINT, SIGTERM and SIGHUP as they arrive, from the moment that this is made.
private struct InterruptionSignals {
    let arrivals: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    /// Returns once no signal can be missed; until then they end the process, which has nothing to take away yet.
    init() async {
        let (arrivals, arrival) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.arrivals = arrivals
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // (Dispatch sets a handler of its own the first time, and keeps it: to ignore the signal would take that away.)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { arrival.yield() }
            await withCheckedContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.resume()
            }
            sources.append(source)
        }
        self.sources = sources
    }

    func stop() { for source in sources { source.cancel() } }
}
