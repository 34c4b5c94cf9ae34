extension AppletContext {
    /// Runs a command and waits for it; 127 and 126 where it can't be run, which is said.
    mutating func runCommand(
        _ words: [String],
        environment: [String: String]? = nil,
        input: (any ByteSource)? = nil
    ) async throws(Applet.Stop) -> ExitCode {
        try await flush()
        let child = try await start(words, environment: environment, input: input)
        guard let child else { return failedCode }
        let code = await child.wait()
        if Task.isCancelled { throw .exit(137) }
        return code
    }

    /// Starts a command; nil where it can't be run, which is said.
    mutating func start(
        _ words: [String],
        environment: [String: String]? = nil,
        input: (any ByteSource)? = nil
    ) async throws(Applet.Stop) -> (any RunningProcess)? {
        var streams = process.streams
        if let input { streams.input = input }
        var launch = ProcessLaunch(
            arguments: words,
            environment: environment ?? process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: streams
        )
        launch.mask = process.mask
        do throws(LaunchError) {
            return try process.world.start(launch, parent: process.id)
        } catch {
            switch error {
            case .notFound(let name):
                await say(unrunnable(name, "No such file or directory"))
                failedCode = 127
            case .notExecutable(let name):
                await say(unrunnable(name, "Permission denied"))
                failedCode = 126
            case .tooManyProcesses:
                await say("fork: Resource temporarily unavailable")
                failedCode = 1
            }
            return nil
        }
    }

    private func unrunnable(_ command: String, _ words: String) -> String {
        name == "xargs" || name == "find" ? "\(command): \(words)" : "can't execute '\(command)': \(words)"
    }
}
