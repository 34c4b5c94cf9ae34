import Host

/// The half of the forwarder that runs in a session's network: `slidectl sandbox forward GATEWAY`, which nobody types.
struct SandboxForward {
    private let gateway: String

    /// - Returns: Nil where the words ask for something else.
    init?(_ words: [String]) {
        guard words.count == 3, words.starts(with: ["sandbox", "forward"]) else { return nil }
        gateway = words[2]
    }

    func run() { PortListeners(gateway: gateway).run() }
}
