import ArgumentParser
import LabSandbox
import SystemPackage

/// `slidectl lab reset` gives a step of an open shell its start again.
struct LabResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Give a step its start again, in the shell that lab shell holds open.",
        discussion: """
            Type it in a second terminal. Containers, images, volumes and networks that were made since the step began are \
            removed, the workspace's files are as they were, and the step and those behind it can be ticked anew. What was \
            there before and was removed or stopped can't be brought back, and is named. In a folder given by --workspace \
            only the lecture's own files are laid again.

            Exit codes: 0 the step has its start again; 1 it has, but for what is named; 2 nothing was reset.
            """
    )

    @Argument(help: "The lecture.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Argument(help: "The step's id.")
    var step: String

    func validate() throws {
        if step.contains(where: \.isWhitespace) { throw ValidationError("An id has no white space.") }
    }

    func run() async throws {
        let places = SessionPlaces(environment: Environment.variables)
        let path = WorkingFolder.absolute(FilePath(deck)).string
        let shells = SessionJournal(places).records()
            .filter { $0.isAlive && $0.purpose == LabShellCommand.purpose }
            .sorted { $0.started > $1.started }
        for shell in shells {
            let request = ResetRequest(socket: places.requestSocket(of: shell.id), deck: path, step: step)
            switch await request.ask() {
            case .notMine: continue
            case .failed(let reason): throw CommandFailure(reason)
            case .done(let notes):
                StandardStream.output.write("\(step) has its start again\n")
                for note in notes { StandardStream.output.write("  but \(note)\n") }
                if !notes.isEmpty { throw ExitCode(1) }
                return
            }
        }
        throw CommandFailure(
            "no open shell has a step \(step) of \(deck); slidectl lab shell \(deck.quotedForShell) opens one"
        )
    }
}
