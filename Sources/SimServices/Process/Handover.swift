import SimShell

/// What an entrypoint's last line, `exec "$@"`, comes to: the process goes on as another program.
enum Handover {
    /// Runs the words in the process's place.
    static func run(_ words: [String], for process: ProcessContext) async -> ExitCode {
        guard let name = words.first else { return 0 }
        let launch = ProcessLaunch(
            arguments: words,
            environment: process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: process.streams
        )
        let entrypoint = process.arguments.first ?? "sh"
        do throws(LaunchError) {
            let loaded = try process.world.replace(process.id, with: launch)
            var next = process
            next.arguments = loaded.arguments
            return await loaded.program.run(next)
        } catch {
            switch error {
            case .notFound:
                await process.complain("\(entrypoint): exec: \(name): not found")
                return 127
            case .notExecutable:
                await process.complain("\(entrypoint): exec: \(name): Permission denied")
                return 126
            case .tooManyProcesses:
                await process.complain("\(entrypoint): Cannot fork")
                return 2
            }
        }
    }
}
