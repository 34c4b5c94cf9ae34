import Foundation
import Host
import Ports
import SystemPackage
import Testing

/// A real tmux of a test's own, without anybody's settings.
final class Tmux {
    static let path = "/usr/bin/tmux"
    static let isMissing = !FileManager.default.isExecutableFile(atPath: path)
    let socket: FilePath

    /// Starts a session with one pane that runs a command.
    init(_ command: String, columns: Int, rows: Int, in folder: FilePath, scratch: FilePath) throws {
        socket = scratch.appending("tmux")
        try start(
            "new-session",
            "-d",
            "-x",
            "\(columns)",
            "-y",
            "\(rows)",
            "-c",
            folder.string,
            "env -u NO_COLOR XDG_RUNTIME_DIR=\(scratch) \(command); echo exit $?; exec cat"
        )
        try run("set-option", "-g", "status", "off")
        try resize(columns, rows)
    }

    /// Foundation takes a process for running while a server that it left behind has its descriptors: this doesn't.
    private func start(_ arguments: String...) throws {
        let variables = ProcessInfo.processInfo.environment.filter { $0.key != "TMUX" }
        let client = try PseudoTerminal(
            FilePath(Self.path),
            arguments: [Self.path, "-S", socket.string, "-f", "/dev/null", "-u"] + arguments,
            environment: variables.map { "\($0)=\($1)" } + ["TERM=xterm-256color"],
            size: WindowSize(columns: 80, rows: 24)
        )
        _ = client.waitForExit()
    }

    deinit { _ = try? run("kill-server") }

    @discardableResult
    func run(_ arguments: String...) throws -> String {
        let process = process(arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Self.path)
        process.arguments = ["-S", socket.string, "-f", "/dev/null", "-u"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["TMUX": "", "LANG": "C.UTF-8"]) {
            $1
        }
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    /// What tmux says about the pane, by one of its formats.
    func ask(_ format: String) throws -> String {
        String(try run("display-message", "-p", format).prefix { $0 != "\n" })
    }

    func type(_ keys: String...) throws {
        for key in keys { try run("send-keys", key) }
    }

    func resize(_ columns: Int, _ rows: Int) throws {
        try run("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// The rows that tmux shows, without the spaces at their ends.
    func capture() throws -> [String] {
        try run("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Waits until what is shown is as wanted.
    func wait(for what: String, until isTrue: ([String]) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(20)
        while true {
            let rows = try capture()
            if isTrue(rows) { return }
            guard ContinuousClock.now < end else {
                throw Program.Failure(description: "no \(what) in tmux:\n\(rows.joined(separator: "\n"))")
            }
            usleep(10_000)
        }
    }
}
