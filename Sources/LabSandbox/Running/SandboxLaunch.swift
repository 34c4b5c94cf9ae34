import Foundation
import Glibc
import Host

/// How bubblewrap is started for a command.
struct SandboxLaunch: Sendable {
    let program = "/bin/sh"
    let arguments: [String]
    /// Says which process is the command's first.
    let report: LaunchReport
    /// The pipe at which bubblewrap waits before it starts the command.
    private let start: String

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
        let name = UUID().uuidString.prefix(8)
        start = places.runtime(of: id) + "/start-\(name)"
        guard mkfifo(start, 0o600) == 0 else { throw SandboxError("\(start) can't be made") }
        report = try LaunchReport(at: places.runtime(of: id) + "/report-\(name)")
        // Opened for both directions: else the shell would wait here, before there are any namespaces.
        let script = "report=$1 start=$2; shift 2; exec \"$@\" 9>\"$report\" 8<>\"$start\""
        arguments =
            ["-c", script, "sh", report.path, start] + session.student.becoming + [bwrap, "--block-fd", "8"]
            + confinement.arguments(for: command.words, isTerminal: isTerminal)
    }

    /// Lets the command start: all that it may need is there.
    func begin() {
        let pipe = open(start, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
        guard pipe >= 0 else { return }
        _ = write(pipe, "1", 1)
        close(pipe)
    }

    /// Ends what is left inside after the process that started it was killed.
    ///
    /// Until the command begins, bubblewrap's inner half doesn't die with the outer one.
    func endInside() {
        guard let process = report.known,
            FileLinks.target("/proc/\(process)/exe")?.hasSuffix("/bwrap") == true
        else { return }
        kill(process, SIGKILL)
    }

    func remove() {
        report.end()
        unlink(start)
    }

    private static func find(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }
}
