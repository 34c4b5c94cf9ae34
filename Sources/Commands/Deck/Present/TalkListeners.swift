import DeckTerm
import Host
import SystemPackage

/// The window that shows the slides: tells its followers where the talk is, and does what they ask.
struct LeadingWindow: TalkListener {
    private let server: LineServer

    /// - Returns: nil where another window leads this talk already.
    init?(at path: FilePath, _ mailbox: TalkMailbox) {
        let server = LineServer(
            at: path,
            onCome: { mailbox.post(.followerCame) },
            onLine: { line in
                switch TalkWire(line) {
                // What ends or stops a window is the business of the one who sits there.
                case .command(.quit), .command(.suspend), .place, nil: break
                case .command(let command): mailbox.post(.show(.command(command)))
                case .go(let slide): mailbox.post(.show(.go(slide: slide)))
                }
            }
        )
        guard let server else { return nil }
        self.server = server
    }

    func moved(to place: TalkPlace) { server.send(TalkWire.place(place).line) }
    func ask(_ command: TalkCommand) {}
    func ask(forSlide slide: Int) {}
    func tick() {}
    func stop() { server.stop() }
}

/// The speaker's window: follows the one that shows the slides, and asks it to go on.
struct FollowingWindow: TalkListener {
    private let client: LineClient

    init(to path: FilePath, _ mailbox: TalkMailbox) {
        client = LineClient(
            to: path,
            onLine: { line in
                if case .place(let place) = TalkWire(line) { mailbox.post(.show(.place(place))) }
            },
            onConnected: { mailbox.post(.show(.following($0))) }
        )
        client.connect()
    }

    func moved(to place: TalkPlace) {}
    func ask(_ command: TalkCommand) { client.send(TalkWire.command(command).line) }
    func ask(forSlide slide: Int) { client.send(TalkWire.go(slide: slide).line) }
    func tick() { client.connect() }
    func stop() { client.stop() }
}
