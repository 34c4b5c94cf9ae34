import EngineAPI
import SimShell

/// A further process of a container's.
struct ExecRecord: Sendable {
    let id: String
    let containerID: String
    let creation: ExecCreation
    /// Nil until it is started.
    var process: (any RunningProcess)?
    var exitCode: Int?
    var isRunning = false
    var hostProcess = 0
    var input = BytePipe()

    var command: [String] { creation.cmd?.words ?? [] }

    /// The command on one line, as events name it.
    var commandLine: String { command.joined(separator: " ") }
}
