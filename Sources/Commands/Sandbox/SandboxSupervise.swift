import ArgumentParser
import Glibc
import Host
import LabSandbox

/// The process behind `sandbox up`; nobody types it.
struct SandboxSupervise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervise",
        abstract: "Hold a session for sandbox up.",
        shouldDisplay: false
    )

    @OptionGroup var options: SandboxOptions

    @Option var ttl: TimeSpan

    func run() async throws {
        var request = try options.request(purpose: "up")
        request.lifetime = ttl.duration
        do {
            try await SandboxWork.untilSignalled { [request] in
                try await SandboxSession.with(request) { session in
                    StandardStream.output.write(try SessionAnnouncement(session).json(pretty: false) + "\n")
                    Self.letGo()
                    // Ends by a signal, or when the time to live has passed.
                    while true { try await Task.sleep(for: .seconds(3600)) }
                }
            }
        } catch let error as SandboxError {
            throw CommandFailure(error.description)
        } catch is CancellationError {}
    }

    /// Gives up the descriptors of whoever called `sandbox up`: they wait for their end.
    private static func letGo() {
        let nothing = open("/dev/null", O_RDWR)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(nothing, descriptor) }
        close(nothing)
    }
}

/// The half of the forwarder that runs in a session's network; nobody types it.
struct SandboxForward: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward",
        abstract: "Listen on a session's published ports.",
        shouldDisplay: false
    )

    @Argument var gateway: String

    func run() throws { PortListeners(gateway: gateway).run() }
}
