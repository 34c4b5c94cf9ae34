import ArgumentParser
import Glibc
import LabModel
import LabReport
import LabSandbox
import SystemPackage

/// `slidectl lab shell` opens a shell for a lab, and ticks its tasks.
struct LabShellCommand: AsyncParsableCommand {
    /// What its sessions are for, by which `lab reset` finds them.
    static let purpose = "lab shell"

    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Open a shell for a lab, in which its tasks are ticked as they are done.",
        discussion: """
            The shell has a session of its own, with the lecture's files in its workspace and what the lab sets up. All of \
            it is gone when the shell ends. A task is ticked when the engine, the ports and the files are as it asks; what \
            commands print is judged by lab run. A tick is a line at an empty prompt, or between two lines of a program \
            that only prints; it waits while something is typed, and while a program has the screen.

            The exit code is the shell's.
            """
    )

    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var person: StudentOptions

    @Argument(help: "The lecture.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Option(help: ArgumentHelp("The lab; needed where the lecture has several.", valueName: "id"))
    var lab: String?

    func run() async throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw CommandFailure(
                "a shell needs a terminal; `slidectl lab run` runs answers without one"
            )
        }
        let lecture = try LabLecture(FilePath(deck))
        let edition = try person.edition(of: lecture)
        let lab = edition.lab(try lecture.single(lab))
        let variant = edition.values[lab.id] ?? [:]
        var request = try sandbox.request(purpose: Self.purpose)
        request.settings.gate.keep(lab.limits)
        let tasks = ShellTasks(
            lab: lab,
            variant: variant,
            style: TextStyle(colour: StandardStream.output.takesColour(Environment.variables))
        )
        let notes = ShellNotes(terminal: Environment.variables["TERM"])
        // People work for hours in one: the bound is for what runs away.
        let limit = request.settings.output * 16
        let deck = deck
        try await SandboxWork.run(request) { session in
            StandardStream.error.write("slidectl: session \(session.record.id) on \(session.record.engine)\n")
            let shell = try await LabShell(lecture, lab, session, tasks, notes)
            for line in tasks.list() { StandardStream.output.write(line + "\n") }
            StandardStream.output.write(
                "To begin a step anew, in another terminal: slidectl lab reset \(deck.quotedForShell) STEP\n"
            )
            let end = try await shell.run(outputLimit: limit)
            StandardStream.error.write("slidectl: \(shell.summary)\n")
            return end
        }
    }
}
