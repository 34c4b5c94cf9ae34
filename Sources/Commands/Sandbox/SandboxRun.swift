import ArgumentParser
import Glibc
import LabSandbox

/// `slidectl sandbox run` runs one command in a session.
struct SandboxRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a command in a session of its own; all of it is gone when the command ends.",
        discussion: """
            The exit code is the command's: 124 when a time limit ended it, 125 when it printed too much.

            slidectl sandbox run -- docker run --rm busybox echo hello
            """
    )

    @OptionGroup var options: SandboxOptions

    @Option(help: "How long the command may run: 90s, 10m, 2h.")
    var timeout: TimeSpan?

    @Option(help: "How many bytes the command may print (default: 67108864).")
    var outputLimit: Int?

    @Argument(parsing: .postTerminator, help: "The command, behind --.")
    var command: [String]

    func validate() throws {
        guard !command.isEmpty else {
            throw ValidationError("A command is missing: slidectl sandbox run -- COMMAND")
        }
        if let outputLimit, outputLimit < 1 {
            throw ValidationError("--output-limit is a number of bytes from 1.")
        }
    }

    func run() async throws {
        let request = try options.request(purpose: "run")
        let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        let limit = timeout?.duration ?? request.settings.commandTime
        try await SandboxWork.run(request) { session in
            var command = SandboxCommand(command)
            command.outputLimit = outputLimit
            if isTerminal, limit == nil {
                return try await session.runOnTerminal(command)
            }
            command.input = STDIN_FILENO
            if let limit { command.timeLimits = [TimeLimit("the command", limit)] }
            command.onOutput = { stream, bytes in
                (stream == .output ? StandardStream.output : .error).write(Array(bytes))
            }
            return try await session.run(command)
        }
    }
}
