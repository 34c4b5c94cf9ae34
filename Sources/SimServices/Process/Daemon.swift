import SimShell

/// A server that goes on in the background while the process that was asked for it ends.
///
/// A main process that does so ends its container, as it does in reality.
enum Daemon {
    /// Says that the server is ready, so that who started it goes on.
    typealias Ready = @Sendable () async -> Void

    /// Starts a process that runs `body`, and waits until it is ready or over.
    ///
    /// The server keeps `streams` of the process's own, and `body` is told its own process.
    ///
    /// - Returns: 0 where it got ready, else its exit code.
    static func start(
        for process: ProcessContext,
        streams: ProcessStreams,
        _ body: @escaping @Sendable (ProcessContext, @escaping Ready) async -> ExitCode
    ) async -> ExitCode {
        let news = BytePipe()
        var launch = ProcessLaunch(
            arguments: process.arguments,
            environment: process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: streams,
            program: Background(body: { await body($0, { await news.say("ready") }) })
        )
        launch.mask = process.mask
        let server: any RunningProcess
        do throws(LaunchError) { server = try process.world.start(launch, parent: 1) } catch {
            let name = process.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
            await process.complain("\(name): fork: Resource temporarily unavailable")
            return 1
        }
        server.whenOver { _ in news.closeWriting() }
        return await news.read(atMost: 16) == nil ? await server.wait() : 0
    }

    private struct Background: Program {
        let body: @Sendable (ProcessContext) async -> ExitCode
        func run(_ process: ProcessContext) async -> ExitCode { await body(process) }
    }
}

extension ProcessStreams {
    /// Both outputs and no input: a server keeps its logs open.
    var logs: ProcessStreams { ProcessStreams(input: EmptySource(), output: output, error: error) }

    /// None of them.
    static var none: ProcessStreams {
        ProcessStreams(input: EmptySource(), output: NullSink(), error: NullSink())
    }
}
