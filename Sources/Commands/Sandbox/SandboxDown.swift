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
        for record in records { problems += await end(record, journal) }
        guard problems.isEmpty else { throw CommandFailure(problems.joined(separator: "\n")) }
    }

    /// Ends the one that holds a session, and returns when the session is gone.
    private func end(_ record: SessionRecord, _ journal: SessionJournal) async -> [String] {
        // One that holds nothing else ends with its session; others only let the session go.
        let isThere = { record.isAlive && (record.purpose == "up" || journal.holds(record.id)) }
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        record.signalHolder(SIGTERM)
        while isThere() {
            if clock.now > deadline { record.signalHolder(SIGKILL) }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return await SessionReaper(journal).reap()
    }
}
