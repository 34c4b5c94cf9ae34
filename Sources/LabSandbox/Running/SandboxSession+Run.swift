import Foundation
import Glibc
import Host
import Synchronization

extension SandboxSession {
    /// Runs a command inside, and returns when it and everything it started have ended.
    public func run(_ command: SandboxCommand) async throws -> CommandEnd {
        let launch = try SandboxLaunch(self, command, isTerminal: false)
        let cut = Cutting()
        let output = try OutputPipe(limit: command.outputLimit ?? request.settings.output, command.onOutput)
        let child: ChildProcess
        do throws(ChildProcess.Failure) {
            child = try ChildProcess(
                launch.program,
                arguments: launch.arguments,
                environment: [],
                descriptors: (command.input ?? output.nothing, output.outputEnd, output.errorEnd)
            )
        } catch {
            output.closeAll()
            throw SandboxError("\(error)")
        }
        output.start { bytes in
            cut.note(.output(bytes: bytes))
            child.signal(SIGKILL)
        }
        let status = try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: Int?.self) { group in
                group.addTask { await child.wait() }
                group.addTask { [self] in
                    try await forwardPorts(launch)
                    return nil
                }
                for limit in command.timeLimits {
                    group.addTask {
                        try await Task.sleep(for: limit.duration)
                        cut.note(.time(limit))
                        child.signal(SIGKILL)
                        return nil
                    }
                }
                defer { group.cancelAll() }
                while let finished = await group.nextResult() {
                    switch finished {
                    case .success(let status?): return status
                    case .failure(let error as SandboxError):
                        child.signal(SIGKILL)
                        throw error
                    default: continue
                    }
                }
                return 255
            }
        } onCancel: {
            child.signal(SIGKILL)
        }
        await output.drained()
        launch.remove()
        try Task.checkCancellation()
        return CommandEnd(status: status, cut: cut.reason)
    }

    /// Runs a command inside on a terminal of its own, which the caller's terminal shows.
    public func runOnTerminal(_ command: SandboxCommand) async throws -> CommandEnd {
        let launch = try SandboxLaunch(self, command, isTerminal: true)
        defer { launch.remove() }
        return try await withThrowingTaskGroup(of: Int?.self) { group in
            let relay = TerminalRelay()
            group.addTask {
                do { return try await relay.run(launch.program, launch.arguments) } catch {
                    throw SandboxError("\(error)")
                }
            }
            group.addTask { [self] in
                try await forwardPorts(launch)
                return nil
            }
            defer {
                relay.end()
                group.cancelAll()
            }
            while let finished = await group.nextResult() {
                switch finished {
                case .success(let status?): return CommandEnd(status: status, cut: nil)
                case .failure(let error as SandboxError): throw error
                default: continue
                }
            }
            return CommandEnd(status: 255, cut: nil)
        }
    }
}

/// The first reason why a command was ended.
private final class Cutting: Sendable {
    private let first = Mutex<CommandEnd.Cut?>(nil)

    func note(_ cut: CommandEnd.Cut) { first.withLock { $0 = $0 ?? cut } }

    var reason: CommandEnd.Cut? { first.withLock { $0 } }
}
