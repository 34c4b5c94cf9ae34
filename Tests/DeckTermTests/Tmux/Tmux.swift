import Foundation
import Glibc
import SystemPackage
import TestKit

/// The real tmux with one window, whose program shows files that it is told to, one after the other.
///
/// After each file the program asks for the place of the cursor and waits for the answer: then tmux has read all.
struct Tmux {
    static let program = "/usr/bin/tmux"
    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

    private let folder: URL
    private let columns: Int
    private let rows: Int
    private let socket: String

    /// Runs `body` with a server of its own, and ends the server.
    static func with<Result>(
        columns: Int,
        rows: Int,
        _ body: (Tmux) throws -> Result
    ) async throws -> Result {
        try await withScratch { scratch in
            let tmux = Tmux(
                folder: URL(filePath: scratch.path.string),
                columns: columns,
                rows: rows,
                socket: scratch.path.appending("tmux").string
            )
            defer { tmux.end() }
            return try body(tmux)
        }
    }

    /// Shows screens and returns what tmux holds of each, row by row without spaces at the ends.
    func captures(of screens: [[String]]) throws -> [[String]] {
        for (index, rows) in screens.enumerated() {
            let text = "\u{1B}[H\u{1B}[2J" + rows.joined(separator: "\r\n") + "\u{1B}[6n"
            try Data(text.utf8).write(to: folder.appending(path: "screen-\(index)"))
        }
        let script = """
            stty raw -echo
            printf '\\033[?7l'
            for index in $(seq 0 \(screens.count - 1)); do
                cat '\(folder.path())/'screen-$index
                IFS= read -rsd R reply
                \(Self.program) -S '\(socket)' wait-for -S shown-$index
                \(Self.program) -S '\(socket)' wait-for taken-$index
            done
            """
        let file = folder.appending(path: "show.sh")
        try Data(script.utf8).write(to: file)
        try run([
            "-f", "/dev/null", "-u", "new-session", "-d", "-x", String(columns), "-y", String(rows),
            "bash '\(file.path())'", ";", "set", "-g", "status", "off",
        ])
        return try screens.indices.map { index in
            try run(["wait-for", "shown-\(index)"])
            let text = try run(["capture-pane", "-p"])
            try run(["wait-for", "-S", "taken-\(index)"])
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        }
    }

    /// Ends the server, whatever it waits for: `kill-server` waits for clients that wait themselves.
    private func end() {
        guard let text = try? run(["-N", "display-message", "-p", "#{pid}"]),
            let pid = pid_t(text.filter(\.isNumber))
        else { return }
        kill(pid, SIGKILL)
    }

    /// Runs a command of tmux and returns what it prints.
    ///
    /// Foundation's `Process` waits for all that hold its descriptors, and tmux leaves a server behind.
    @discardableResult
    private func run(_ arguments: [String]) throws -> String {
        let file = folder.appending(path: "output").path()
        let words = [Self.program, "-S", socket] + arguments
        let variables = ["LC_ALL=C.UTF-8", "TERM=xterm-256color", "PATH=/usr/bin:/bin"]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var pid = pid_t()
        let code = withPointers(words) { words in
            withPointers(variables) { posix_spawn(&pid, Self.program, &actions, nil, words, $0) }
        }
        guard code == 0 else { throw Failure(description: String(cString: strerror(code))) }
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        return String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    }

    /// tmux couldn't be run.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private func withPointers<Result>(
        _ words: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = words.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
