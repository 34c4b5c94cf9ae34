public import ArgumentParser
import Glibc
import Host

/// The `slidectl` command with all its subcommands.
public struct Slidectl: AsyncParsableCommand {
    public static let version = "0.1.0"

    public static let configuration = CommandConfiguration(
        commandName: "slidectl",
        abstract: "Show, check and publish lectures written as Go present slides.",
        discussion: """
            A lecture is a file such as lectures/08-containers.slide, in the format of golang.org/x/tools/present.

            The settings of a course stand in slidectl.yaml at its top; flags beat environment beats file. \
            docs/settings.md lists them all.

            Exit codes: 0 good; 1 problems were found; 2 the command could not run; 64 wrong usage; 130 interrupted.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Decks",
                subcommands: [
                    ServeCommand.self, PresentCommand.self, RenderCommand.self, CheckCommand.self,
                    NewCommand.self,
                ]
            ),
            CommandGroup(
                name: "Labs",
                subcommands: [LabCommand.self, SandboxCommands.self, DoctorCommand.self]
            ),
        ]
    )

    public init() {}

    /// Runs the command that the process was started with, and ends the process.
    public static func run() async {
        // A reader that goes away, such as `head`, is no reason to be killed by a signal in the middle of a write.
        signal(SIGPIPE, SIG_IGN)
        // One begins beside each command in a sandbox: what parses arguments would take longer than all that it does.
        if let forwarder = SandboxForward(Array(CommandLine.arguments.dropFirst())) { return forwarder.run() }
        // Now, while there is one thread.
        let isSplit = CommandLine.arguments.dropFirst().starts(with: SandboxUp.words)
        await SplitProcess.$current.withValue(isSplit ? SplitProcess.split() : nil) { await runCommand() }
    }

    private static func runCommand() async {
        do {
            try checkHelp(CommandLine.arguments.dropFirst())
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            checkOutput()
        } catch let failure as CommandFailure {
            StandardStream.error.write("slidectl: \(failure.message)\n")
            checkOutput()
            Glibc.exit(failure.exitCode)
        } catch {
            checkOutput()
            exit(withError: error)
        }
    }

    /// Refuses `help` for a command that there isn't: the parser of arguments would show the general help.
    private static func checkHelp(_ arguments: ArraySlice<String>) throws {
        guard arguments.first == "help" else { return }
        var command: any ParsableCommand.Type = Self.self
        for word in arguments.dropFirst() where !word.hasPrefix("-") && word != "help" {
            let commands = command.configuration.subcommands
            if commands.isEmpty { return }
            guard let next = commands.first(where: { $0.configuration.commandName == word }) else {
                throw ValidationError("Unexpected argument '\(word)'")
            }
            command = next
        }
    }

    /// Ends the process where results got lost: whoever has only a part of them mustn't take it for the whole.
    private static func checkOutput() {
        guard let loss = StandardStream.output.loss else { return }
        StandardStream.error.write("slidectl: standard output can't be written: \("\(loss)".lowercased())\n")
        Glibc.exit(2)
    }
}
