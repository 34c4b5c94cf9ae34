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
                if let interruption = command.interruption {
                    group.addTask {
                        await interruption()
                        try Task.checkCancellation()
                        cut.note(.interruption)
                        try await Self.interrupt(launch, child)
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
        launch.endInside()
        await output.drained()
        try Task.checkCancellation()
        return CommandEnd(status: status, cut: cut.reason)
    }

    /// Asks a command's processes to end, as a terminal does, ever more firmly.
    private static func interrupt(_ launch: SandboxLaunch, _ child: ChildProcess) async throws {
        let first = try await launch.report.process()
        for (number, patience) in [(SIGINT, 10), (SIGTERM, 5)] {
            SandboxProcesses.signal(number, besides: first)
            try await Task.sleep(for: .seconds(patience))
        }
        child.signal(SIGKILL)
    }

    /// Runs a command inside on a terminal of its own, which the caller's terminal shows.
    public func runOnTerminal(_ command: SandboxCommand) async throws -> CommandEnd {
        let launch = try SandboxLaunch(self, command, isTerminal: true)
        defer { launch.endInside() }
        return try await withThrowingTaskGroup(of: Int?.self) { group in
            let limit = command.outputLimit ?? request.settings.output
            let relay = TerminalRelay(limit: limit, overlay: command.notes)
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
                case .success(let status?):
                    return CommandEnd(
                        status: status,
                        cut: relay.hasPrintedTooMuch ? .output(bytes: limit) : nil
                    )
                case .failure(let error as SandboxError): throw error
                default: continue
                }
            }
            return CommandEnd(status: 255, cut: nil)
        }
    }
}

extension SandboxSession {
    /// Runs a command inside on a terminal in memory, on which lines are typed.
    ///
    /// - Returns: How it ended, and the lines that the terminal showed.
    func runTyping(_ command: SandboxCommand, _ typed: [String]) async throws -> (CommandEnd, [String]) {
        let launch = try SandboxLaunch(self, command, isTerminal: true)
        defer { launch.endInside() }
        let limit = command.outputLimit ?? request.settings.output
        let terminal = TypedTerminal(typed: typed, limit: limit)
        let cut = Cutting()
        return try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: TypedTerminal.Result?.self) { group in
                group.addTask { try await terminal.run(launch.program, launch.arguments) }
                group.addTask { [self] in
                    try await forwardPorts(launch)
                    return nil
                }
                for limit in command.timeLimits {
                    group.addTask {
                        try await Task.sleep(for: limit.duration)
                        cut.note(.time(limit))
                        terminal.end()
                        return nil
                    }
                }
                defer { group.cancelAll() }
                while let finished = await group.nextResult() {
                    switch finished {
                    case .success(let result?):
                        try Task.checkCancellation()
                        if result.isTooMuch { cut.note(.output(bytes: limit)) }
                        return (CommandEnd(status: result.status, cut: cut.reason), result.lines)
                    case .failure(let error as SandboxError):
                        terminal.end()
                        throw error
                    default: continue
                    }
                }
                throw SandboxError("the terminal was lost")
            }
        } onCancel: {
            terminal.end()
        }
    }
}

/// The first reason why a command was ended.
private final class Cutting: Sendable {
    private let first = Mutex<CommandEnd.Cut?>(nil)

    func note(_ cut: CommandEnd.Cut) { first.withLock { $0 = $0 ?? cut } }

    var reason: CommandEnd.Cut? { first.withLock { $0 } }
}
