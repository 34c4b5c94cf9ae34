import ArgumentParser
import Glibc
import LabSandbox

/// `slidectl sandbox shell` opens a session and a shell in it.
struct SandboxShell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Open a shell in a session of its own; all of it is gone when the shell ends.",
        discussion: """
            The shell sees the workspace, programs and its own engine, nothing else of the machine. Published ports answer \
            on localhost inside.
            """
    )

    @OptionGroup var options: SandboxOptions

    func run() async throws {
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure("a shell needs a terminal; `slidectl sandbox run -- COMMAND` doesn't")
        }
        let request = try options.request(purpose: "shell")
        try await SandboxWork.run(request) { session in
            StandardStream.error.write(
                "slidectl: session \(session.record.id) on \(session.record.engine); workspace \(session.record.workspace)\n"
            )
            var command = SandboxCommand(["bash", "--norc", "-i"])
            command.environment["HISTFILE"] = ""
            // People work for hours in one: the bound is for what runs away.
            command.outputLimit = request.settings.output * 16
            return try await session.runOnTerminal(command)
        }
    }
}
