import DeckTerm
import Ports
import TermUI

/// Shows a talk: takes what happens, updates the model, prints what changed, and waits.
struct PresentLoop {
    /// Why a talk ended.
    enum Ending: Hashable {
        case quit
        /// By the key for it, or by a signal.
        case interrupted(signal: Int)
        /// The terminal is gone.
        case closed
    }

    private let terminal: any Terminal
    private let mailbox: TalkMailbox
    private let clock: TalkClock
    private let modes: TerminalModes
    private var show: SlideShow
    private var probe: TerminalProbe
    private var probeEnd: ContinuousClock.Instant?
    private var decoder = InputDecoder()
    private var escapeEnd: ContinuousClock.Instant?
    private var stage: TalkStage
    private let talk: (any TalkListener)?
    private let settled: @Sendable () -> Void
    private var hasSettled = false
    private var hasAskedForKeyboard = false
    private var isChanged = true
    private var ending: Ending?

    /// How long a terminal may take to answer before it is held for one that doesn't.
    static let probeLimit = Duration.milliseconds(250)
    /// How long an ESC may be the beginning of something.
    private static let escapeLimit = Duration.milliseconds(50)

    /// `settled` is called once, when a screen is shown for which all is known that the terminal tells.
    init(
        _ show: SlideShow,
        terminal: any Terminal,
        mailbox: TalkMailbox,
        probe: TerminalProbe,
        modes: TerminalModes,
        stage: TalkStage,
        listener: (any TalkListener)?,
        clock: TalkClock = TalkClock(),
        settled: @escaping @Sendable () -> Void = {}
    ) {
        (self.show, self.terminal, self.mailbox, self.probe) = (show, terminal, mailbox, probe)
        (self.modes, self.stage, self.talk, self.clock) = (modes, stage, listener, clock)
        self.settled = settled
    }

    /// Runs until the talk ends; the terminal is given back as it was found.
    mutating func run() throws(TerminalError) -> Ending {
        try terminal.enter(restoring: modes.leave)
        defer {
            stage.end(modes.leave)
            // Answers that may still come mustn't end up in the shell's line; what is typed for the shell belongs there.
            terminal.leave(droppingInput: !probe.hasAllAnswers)
        }
        terminal.write(modes.enter + probe.questions)
        stage.begin(modes.enter, size: probe.traits.size)
        draw()
        probeEnd = ContinuousClock.now + Self.probeLimit
        while ending == nil {
            for happening in terminal.wait(until: deadline) { try take(happening) }
            checkDeadlines()
            if isChanged, !terminal.isBusy, ending == nil { draw() }
        }
        awaitLastAnswer()
        return ending ?? .quit
    }

    private mutating func draw() {
        isChanged = false
        let screen = show.view()
        let bytes = stage.show(screen, probe.traits)
        if !bytes.isEmpty { terminal.write(bytes) }
        // Once the terminal's answers are in: before, a picture would be made in a form that nobody wants.
        guard probeEnd == nil else { return }
        if let next = show.lookAhead() { stage.prepare(next, besides: screen, probe.traits) }
        if !hasSettled { settled() }
        hasSettled = true
    }

    // MARK: What happens

    private mutating func take(_ happening: TerminalHappening) throws(TerminalError) {
        switch happening {
        case .input(let bytes):
            try take(decoder.feed(bytes))
            escapeEnd = decoder.isWaiting ? ContinuousClock.now + Self.escapeLimit : nil
        case .resized: resize()
        case .interrupted(let signal): ending = .interrupted(signal: signal)
        case .suspended: try suspend()
        case .resumed: redraw()
        case .woken: for letter in mailbox.take() { try take(letter) }
        case .drained, .timeout: break
        case .closed: ending = .closed
        }
    }

    private mutating func take(_ events: [TerminalEvent]) throws(TerminalError) {
        for event in events {
            if case .reply(let reply) = event {
                if probe.take(reply), probe.isDone || probeEnd == nil { try applyTraits() }
                if probe.isDone, probeEnd != nil { try applyTraits() }
                continue
            }
            let effects = show.update(.event(event), at: clock.now)
            isChanged = true
            try perform(effects)
            if ending == .quit, event == .key(KeyPress("c", .control)) { ending = .interrupted(signal: 2) }
        }
    }

    private mutating func take(_ letter: TalkMailbox.Letter) throws(TerminalError) {
        switch letter {
        case .show(let message): try update(message)
        case .picturesChanged:
            stage.forgetPictures()
            isChanged = true
        case .pictureReady: isChanged = true
        case .followerCame: talk?.moved(to: show.place)
        case .outerTerminal(let outer):
            stage.learn(outer.pane)
            if let form = outer.pictures { probe.offer(form) }
            try update(.traits(probe.traits))
        }
    }

    private mutating func update(_ message: SlideShow.Message) throws(TerminalError) {
        let effects = show.update(message, at: clock.now)
        isChanged = true
        try perform(effects)
    }

    private mutating func perform(_ effects: [SlideShow.Effect]) throws(TerminalError) {
        for effect in effects {
            switch effect {
            case .quit: ending = .quit
            case .suspend: try suspend()
            case .redraw: redraw()
            case .moved(let place): talk?.moved(to: place)
            case .ask(let command): talk?.ask(command)
            case .askForSlide(let slide): talk?.ask(forSlide: slide)
            }
        }
    }

    private mutating func resize() {
        guard let size = terminal.windowSize else { return }
        probe.resize(
            to: TerminalSize(columns: size.columns, rows: size.rows),
            pixelWidth: size.pixelWidth,
            pixelHeight: size.pixelHeight
        )
        stage.resize(to: probe.traits.size)
        _ = show.update(.traits(probe.traits), at: clock.now)
        isChanged = true
    }

    private mutating func redraw() {
        stage.forget()
        isChanged = true
    }

    private mutating func suspend() throws(TerminalError) {
        try terminal.stopProcess()
        terminal.write(modes.enter + (hasAskedForKeyboard ? TerminalModes.enterKeyboard : []))
        resize()
        redraw()
    }

    // MARK: Time

    private var deadline: ContinuousClock.Instant? {
        [probeEnd, escapeEnd, show.needsTicks ? clock.nextSecond : nil].compactMap { $0 }.min()
    }

    private mutating func checkDeadlines() {
        let now = ContinuousClock.now
        if let end = escapeEnd, end <= now {
            escapeEnd = nil
            try? take(decoder.flush())
        }
        if let end = probeEnd, end <= now {
            probe.giveUp()
            try? applyTraits()
        }
        if show.needsTicks {
            // What follows another window looks for one now and then, which costs nothing beside the clock.
            talk?.tick()
            let before = show.view()
            _ = show.update(.tick, at: clock.now)
            if show.view() != before { isChanged = true }
        }
    }

    private mutating func applyTraits() throws(TerminalError) {
        probeEnd = nil
        if probe.hasKittyKeyboard, !hasAskedForKeyboard {
            hasAskedForKeyboard = true
            terminal.write(TerminalModes.enterKeyboard)
        }
        try update(.traits(probe.traits))
    }

    /// A talk that ends at once still takes the answers, so that they don't end up in the shell's line.
    private mutating func awaitLastAnswer() {
        guard let end = probeEnd, ending != .closed else { return }
        while !probe.isDone, ContinuousClock.now < end {
            for case .input(let bytes) in terminal.wait(until: end) {
                for case .reply(let reply) in decoder.feed(bytes) { _ = probe.take(reply) }
            }
        }
    }
}
