import DeckTerm
import Ports
import Synchronization

/// What others have to say to the loop that shows a talk, from any thread.
final class TalkMailbox: Sendable {
    /// A message and what it is about.
    enum Letter: Sendable {
        /// For the slide show.
        case show(SlideShow.Message)
        /// Files were saved that pictures may be made of.
        case picturesChanged
        /// A picture is ready to be shown, or can't be made.
        case pictureReady
        /// What tmux says about the terminal around it.
        case outerTerminal(OuterTerminal)
        /// A window that follows came: it wants to know where the talk is.
        case followerCame
    }

    private let letters = Mutex<[Letter]>([])
    private let terminal: any Terminal

    init(waking terminal: any Terminal) { self.terminal = terminal }

    /// Leaves letters and wakes the loop.
    func post(_ more: Letter...) {
        letters.withLock { $0 += more }
        terminal.wake()
    }

    /// Takes all letters out.
    func take() -> [Letter] {
        letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}
