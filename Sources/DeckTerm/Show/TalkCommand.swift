/// What can be done while slides are shown; keys lead to these.
public enum TalkCommand: String, Hashable, Sendable, CaseIterable {
    case next, previous
    case nextSlide = "next-slide"
    case previousSlide = "previous-slide"
    case first, last, back, overview, search
    case nextFound = "next-found"
    case previousFound = "previous-found"
    case blank, help, redraw, suspend
    case notesDown = "notes-down"
    case notesUp = "notes-up"
    case restartClock = "restart-clock"
    case quit

    /// What the help says.
    var explanation: String {
        switch self {
        case .next: "go on: the next screen or slide"
        case .previous: "go back a screen or slide"
        case .nextSlide: "the next slide, whatever is left of this one"
        case .previousSlide: "the slide before"
        case .first: "the first slide"
        case .last: "the last slide"
        case .back: "the slide that was shown before"
        case .overview: "all slides"
        case .search: "search; Enter finds, Escape gives up"
        case .nextFound: "the next slide found"
        case .previousFound: "the slide found before"
        case .blank: "an empty screen; any key shows the slide again"
        case .help: "this help"
        case .redraw: "draw the screen anew"
        case .suspend: "back to the shell; fg goes on"
        case .notesDown: "further down in the notes"
        case .notesUp: "further up in the notes"
        case .restartClock: "start the clock of the talk anew"
        case .quit: "leave"
        }
    }

    /// Whether it changes what is shown to the audience, so that a window that follows hands it on.
    var isShared: Bool {
        switch self {
        case .next, .previous, .nextSlide, .previousSlide, .first, .last, .back, .blank, .restartClock: true
        default: false
        }
    }
}
