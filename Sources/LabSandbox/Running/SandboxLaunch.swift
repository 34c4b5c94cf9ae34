import Foundation
import Glibc
import Host

/// How bubblewrap is started for a command.
struct SandboxLaunch: Sendable {
    let program = "/bin/sh"
    let arguments: [String]
    /// Says which process is the command's first.
    let report: LaunchReport
    /// At which bubblewrap waits before it starts the command.
    private let start: LaunchPipe

    init(_ session: SandboxSession, _ command: SandboxCommand, isTerminal: Bool) throws {
        guard let bwrap = Self.find("bwrap") else {
            throw SandboxError(
                "bubblewrap is missing, and commands don't run unconfined. Install it: sudo apt-get install bubblewrap"
            )
        }
        guard !command.words.isEmpty else { throw SandboxError("there is no command") }
        let places = session.request.places
        let id = session.record.id
        let folder = places.folder(of: id)
        var confinement = Confinement(
            workspace: session.record.workspace,
            home: try session.shown(folder + "/home"),
            accounts: try session.shown(folder + "/accounts")
        )
        confinement.workspaceOutside = try session.shown(session.record.workspace)
        if !command.folder.isEmpty {
            guard !command.folder.split(separator: "/").contains("..") else {
                throw SandboxError("\(command.folder) isn't in the workspace")
            }
            confinement.folder += "/" + command.folder
        }
        // The same path as outside: what a client sends as the socket's place must fit both sides.
        let socket = try session.shown(session.record.socket)
        confinement.sockets = [session.record.socket: socket, "/run/docker.sock": socket]
        for path in session.clients.readable + [folder + "/shims"] {
            confinement.readable[path] = try session.shown(path, isReadOnly: true)
        }
        confinement.environment = SessionEnvironment(
            id: id,
            socket: session.record.socket,
            home: Confinement.insideHome,
            workspace: session.record.workspace,
            host: "127.0.0.1",
            programs: [folder + "/shims"] + session.clients.programs + SessionEnvironment.systemPath,
            kubeconfig: session.cluster == nil ? nil : Confinement.insideHome + "/.kube/config"
        ).variables(terminal: isTerminal ? session.request.environment["TERM"] ?? "xterm" : nil)
        if isTerminal { for name in ["COLUMNS", "LINES"] { confinement.environment[name] = nil } }
        confinement.environment.merge(command.environment) { $1 }
        confinement.forbidsNamespaces = geteuid() == 0
        start = try LaunchPipe()
        report = try LaunchReport()
        // Opened for both directions: bubblewrap takes the end of the pipe, when we are gone, for the sign to start.
        let script = "report=$1 start=$2; shift 2; exec \"$@\" 9>\"$report\" 8<>\"$start\""
        arguments =
            ["-c", script, "sh", report.path, start.path] + session.student.becoming + [
                bwrap, "--block-fd", "8",
            ]
            + confinement.arguments(for: command.words, isTerminal: isTerminal)
    }

    /// Lets the command start: all that it may need is there.
    func begin() { _ = write(start.input, "1", 1) }

    /// Ends what is left inside after the process that started it was killed.
    ///
    /// Until the command begins, bubblewrap's inner half doesn't die with the outer one.
    func endInside() {
        guard let process = report.known,
            FileLinks.target("/proc/\(process)/exe")?.hasSuffix("/bwrap") == true
        else { return }
        kill(process, SIGKILL)
    }

    private static func find(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }
}
