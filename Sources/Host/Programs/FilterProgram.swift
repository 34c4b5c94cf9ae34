import CTerm
import Glibc

/// A program that is given bytes and prints bytes, such as one that converts pictures.
///
/// All of it happens on the thread that asks: neither a thread nor a signal handler stays behind, so a process that waits
/// afterwards sleeps as before.
package struct FilterProgram: Sendable {
    private let path: String
    private let arguments: [String]
    private let environment: [String: String]
    private let limit: Int
    private let patience: Duration

    /// - Parameters:
    ///   - path: The program; `PATH` isn't searched.
    ///   - arguments: Without the program's own name.
    ///   - environment: All that the program gets.
    ///   - limit: How much it may print, in bytes.
    ///   - patience: How long it may take.
    package init(
        _ path: String,
        _ arguments: [String],
        environment: [String: String],
        limit: Int = 64 << 20,
        patience: Duration = .seconds(10)
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.limit = limit
        self.patience = patience
    }

    /// Runs the program, and blocks until it has ended; it is killed when it passes its bounds.
    ///
    /// - Returns: What it printed; nil where it can't be started, fails, or passes its bounds.
    package func output(for input: [UInt8] = []) -> [UInt8]? {
        guard let source = Self.file(holding: input) else { return nil }
        defer { close(source) }
        guard let (process, output) = start(reading: source) else { return nil }
        defer { close(output) }
        let printed = read(output)
        if printed == nil { kill(process, SIGKILL) }
        var status: CInt = -1
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? printed : nil
    }

    /// A nameless file in memory: unlike a pipe it takes all at once, and nobody has to wait on both ends.
    private static func file(holding bytes: [UInt8]) -> CInt? {
        let file = cterm_memory_file()
        guard file >= 0 else { return nil }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                close(file)
                return nil
            }
            rest = rest.dropFirst(count)
        }
        lseek(file, 0, SEEK_SET)
        return file
    }

    private func start(reading input: CInt) -> (process: pid_t, output: CInt)? {
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for string in words + variables { free(string) } }
        var output: CInt = -1
        let process = cterm_spawn_filter(path, words, variables, input, &output)
        return process > 0 ? (process, output) : nil
    }

    /// Reads until the other end is closed; nil where a bound is passed.
    private func read(_ descriptor: CInt) -> [UInt8]? {
        let end = ContinuousClock.now + patience
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let left = (end - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { return nil }
            var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&state, 1, CInt(min(left.rounded(.up), 60_000))) > 0 else { continue }
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? bytes : nil }
            guard bytes.count + count <= limit else { return nil }
            bytes += block[..<count]
        }
    }
}
