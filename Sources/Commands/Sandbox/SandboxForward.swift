import ArgumentParser
import Host

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
