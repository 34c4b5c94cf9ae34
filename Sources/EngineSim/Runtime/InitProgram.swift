import SimShell

/// `docker-init`: the main process of a container with `--init`, which starts the command and hands signals on to it.
struct InitProgram: Program {
    static let path = "/sbin/docker-init"

    /// The words of the main process, with the command behind its own.
    static func words(_ command: [String]) -> [String] { [path, "--"] + command }

    func run(_ process: ProcessContext) async -> ExitCode {
        let words = Array(process.arguments.dropFirst(2))
        let launch = ProcessLaunch(
            arguments: words,
            environment: process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: process.streams
        )
        process.signals.ask(for: Set((1...31).filter { $0 != Signal.child.number }.map { Signal($0) }))
        let child: any RunningProcess
        do throws(LaunchError) { child = try process.world.start(launch, parent: process.id) } catch {
            let reason =
                if case .notFound = error { "No such file or directory" } else { "Permission denied" }
            let text = "[FATAL tini (7)] exec \(words.first ?? "") failed: \(reason)\n"
            try? await process.streams.error.write(Array(text.utf8))
            return reason.hasPrefix("No") ? 127 : 126
        }
        return await withTaskGroup(of: ExitCode?.self) { group in
            group.addTask { await child.wait() }
            group.addTask {
                while let signal = await process.signals.next() {
                    _ = process.world.signal(signal, to: child.id)
                }
                return nil
            }
            var code: ExitCode?
            while code == nil, let ended = await group.next() { code = ended }
            group.cancelAll()
            return code ?? 137
        }
    }
}
