import Host
import SystemPackage

/// What comes of asking a shell's holder to reset a step.
enum ResetAnswer: Hashable, Sendable {
    /// The step is of another lecture or lab.
    case notMine
    /// It is done; what can't be as it was.
    case done([String])
    case failed(String)
}

/// The lines in which a reset is asked for and answered.
///
/// `7f3a reset up /home/ada/08.slide` is answered by `7f3a note …`, any number of times, and then `7f3a done`, `7f3a other`
/// or `7f3a failed …`.
enum ResetWire {
    static func request(_ token: String, step: String, deck: String) -> String {
        "\(token) reset \(step) \(deck)"
    }

    static func parse(_ line: String) -> (token: String, step: String, deck: String)? {
        let parts = line.split(separator: " ", maxSplits: 3).map(String.init)
        guard parts.count == 4, parts[1] == "reset" else { return nil }
        return (parts[0], parts[2], parts[3])
    }

    static func lines(_ token: String, _ answer: ResetAnswer) -> [String] {
        switch answer {
        case .notMine: ["\(token) other"]
        case .done(let notes): notes.map { "\(token) note \($0)" } + ["\(token) done"]
        case .failed(let reason): ["\(token) failed \(ShellTasks.plain(reason))"]
        }
    }
}

/// Takes resets for a lab's shell from its user's other terminals.
struct ResetService: Sendable {
    private let server: LineServer

    /// - Returns: nil where the socket can't be made.
    init?(
        at path: String,
        of lecture: LabLecture,
        _ reset: @escaping @Sendable (String) async -> ResetAnswer
    ) {
        let deck = WorkingFolder.absolute(lecture.lecture.path).string
        let (asked, requests) = AsyncStream<(token: String, step: String, deck: String)>.makeStream()
        let server = LineServer(
            at: FilePath(path),
            onCome: {},
            onLine: { line in if let request = ResetWire.parse(line) { requests.yield(request) } }
        )
        guard let server else { return nil }
        self.server = server
        // One after the other; it ends when the stream does.
        Task {
            for await request in asked {
                let answer = request.deck == deck ? await reset(request.step) : .notMine
                for line in ResetWire.lines(request.token, answer) { server.send(line) }
            }
        }
        end = { requests.finish() }
    }

    private let end: @Sendable () -> Void

    func stop() {
        end()
        server.stop()
    }
}
