import EngineAPI
import LabGrader
import Synchronization
import TestKit

/// A room in which a test says what each command does.
final class ScriptedRoom: LabRoom {
    /// What a command does.
    struct Deed: Sendable {
        var output = ""
        var error = ""
        /// Nil: it runs on until it is interrupted.
        var exit: Int? = 0
        /// What changes in the engine with it.
        var effect: (@Sendable (inout RecordingEngine.Contents) -> Void)?
        /// What of it the engine only models.
        var modelled: [String] = []
        /// What the sandbox's rules refuse it.
        var refusal: String?
        /// The room itself fails.
        var failure: String?
    }

    let world: CheckRoom
    private let notes = Mutex<[String]>([])
    private let refused = Mutex<[String]>([])
    private let deeds: @Sendable (String) -> Deed
    private let log = Mutex<[RoomCommand]>([])

    init(_ world: CheckRoom = CheckRoom(), _ deeds: @escaping @Sendable (String) -> Deed) {
        (self.world, self.deeds) = (world, deeds)
        world.recorder.change { $0.keepsEventsOpen = false }
    }

    /// The scripts that were run, in order.
    var scripts: [String] { commands.map(\.script) }
    /// All that was run, in order.
    var commands: [RoomCommand] { log.withLock { $0 } }

    var engine: any ContainerEngine { world.engine }
    var network: any NetworkProbe { world.network }
    var files: any WorkspaceFiles { world.files }
    var refusals: [String] { refused.withLock { $0 } }
    var models: (any ModelledResults)? {
        notes.withLock { $0 }.isEmpty ? nil : Models(notes: notes.withLock { $0 })
    }

    /// All containers rest on whatever was noted.
    private struct Models: ModelledResults {
        let notes: [String]

        func ofContainer(_ id: String) async -> [String] { notes }
        func ofImage(_ id: String) async -> [String] { notes }
        func ofFailedBuilds() async -> [String] { notes }
        func all() async -> [String] { notes }
    }

    func run(_ command: RoomCommand) async throws -> RoomEnd {
        log.withLock { $0.append(command) }
        let deed = deeds(command.script)
        if let failure = deed.failure { throw RoomError(failure) }
        command.onOutput(.output, Array(deed.output.utf8)[...])
        command.onOutput(.error, Array(deed.error.utf8)[...])
        notes.withLock { $0 += deed.modelled }
        if let refusal = deed.refusal { refused.withLock { $0.append(refusal) } }
        if let effect = deed.effect { world.recorder.change { effect(&$0) } }
        if let exit = deed.exit { return .exited(code: exit) }
        await command.until?()
        return .left(code: 130)
    }
}
