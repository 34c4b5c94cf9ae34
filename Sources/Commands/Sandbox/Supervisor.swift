import Foundation
import Glibc
import Host
import LabSandbox

/// The process that holds a session of `sandbox up`.
enum Supervisor {
    /// Starts one, and returns when its session is ready.
    static func start(options: SandboxOptions, ttl: TimeSpan?) async throws -> SessionAnnouncement {
        var words = ["sandbox", "supervise", "--engine", options.engine.rawValue]
        if let socket = options.engineSocket { words += ["--engine-socket", socket] }
        if let images = options.images { words += ["--images", images] }
        if let cluster = options.cluster.wish { words += ["--cluster", cluster.text] }
        if let workspace = options.workspace { words += ["--workspace", workspace] }
        words += ["--ttl", "\(ttl?.duration.components.seconds ?? 8 * 3600)"]
        var answer: [Int32] = [-1, -1]
        guard pipe(&answer) == 0 else { throw CommandFailure("there are no descriptors left") }
        for end in answer { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let environment = Environment.variables.map { "\($0.key)=\($0.value)" }
        do throws(ChildProcess.Failure) {
            _ = try ChildProcess(
                FileLinks.resolved("/proc/self/exe") ?? CommandLine.arguments[0],
                arguments: words,
                environment: environment,
                descriptors: (nothing, answer[1], STDERR_FILENO)
            )
        } catch { throw CommandFailure("\(error)") }
        close(answer[1])
        close(nothing)
        defer { close(answer[0]) }
        guard let line = StreamSocket.readLine(from: answer[0], atMost: 1 << 20),
            let session = try? JSONDecoder().decode(SessionAnnouncement.self, from: Data(line.utf8))
        else { throw CommandFailure("the session didn't come up") }
        return session
    }

    /// Ends the one that holds a session, and returns when the session is gone.
    static func end(_ record: SessionRecord, _ journal: SessionJournal) async -> [String] {
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
