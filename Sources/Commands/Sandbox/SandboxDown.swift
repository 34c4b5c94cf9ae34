import ArgumentParser
import Glibc
import LabSandbox

/// `slidectl sandbox down` ends sessions.
struct SandboxDown: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down",
        abstract: "End a session, and take away everything that it has."
    )

    @Argument(help: "The session (default: the one of this shell, SLIDECTL_SESSION).")
    var id: String?

    @Flag(help: "End all sessions of this user.")
    var all = false

    func run() async throws {
        let journal = SessionJournal(SessionPlaces(environment: Environment.variables))
        var records = journal.records()
        if !all {
            guard let id = id ?? Environment.variables["SLIDECTL_SESSION"] else {
                throw CommandFailure("which session? `slidectl sandbox status` lists them; --all ends all")
            }
            records = records.filter { $0.id == id }
            guard !records.isEmpty else { throw CommandFailure("there is no session \(id)") }
        }
        var problems: [String] = []
        for record in records { problems += await Supervisor.end(record, journal) }
        guard problems.isEmpty else { throw CommandFailure(problems.joined(separator: "\n")) }
    }
}
