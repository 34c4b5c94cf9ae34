public import TermUI

/// A slide show as a pure model: messages change it, effects are what the world is asked for, ``view()`` is what is seen.
///
/// ```swift
/// var show = SlideShow(slides, traits: traits)
/// for effect in show.update(.event(.key(KeyPress(.right))), at: time) { … }
/// printer.show(show.view())
/// ```
///
/// Only the slide that is shown is laid out; all else waits until it is asked for.
public struct SlideShow: Sendable {
    /// What a window is for.
    public enum Role: Hashable, Sendable {
        /// Slides for the audience.
        case audience
        /// The current slide and the next, notes and clocks, for the speaker.
        case speaker
    }

    /// What happened.
    public enum Message: Sendable {
        case event(TerminalEvent)
        /// The terminal has another size, or was found to be able to do something else.
        case traits(TerminalTraits)
        /// The deck was saved and can be shown.
        case slides(TalkSlides)
        /// The deck was saved and can't be shown: what is wrong, line by line. Nothing: it can be again.
        case problems([String])
        /// The window that is followed went to a place.
        case place(TalkPlace)
        /// A window that follows this one asks for something.
        case command(TalkCommand)
        /// A window that follows asks for a slide.
        case go(slide: Int)
        /// Whether there is a window to follow.
        case following(Bool)
        /// Time went on; for windows that show a clock.
        case tick
    }

    /// What the world is asked for.
    public enum Effect: Hashable, Sendable {
        case quit
        case suspend
        /// The screen is to be drawn as if nothing were on it.
        case redraw
        /// To be told to the windows that follow this one.
        case moved(TalkPlace)
        /// To be asked of the window that is followed.
        case ask(TalkCommand)
        case askForSlide(Int)
    }

    enum Mode: Hashable {
        case slides
        /// All slides, with the one that is chosen.
        case overview(Int)
        /// A search is typed.
        case search(String)
        /// The help, from a row on.
        case help(Int)
    }

    public let role: Role
    public var keys: KeyTable
    var slides: TalkSlides
    var traits: TerminalTraits
    let theme: @Sendable (TerminalTraits) -> TermTheme
    /// How long the talk may be, in seconds.
    let length: Int?
    var mode = Mode.slides
    var slide = 0
    var part = 0
    /// The slide that was shown before this one was jumped to.
    var lastSlide: Int?
    var isBlank = false
    /// Digits that were typed.
    var digits = ""
    /// What is searched for, in small letters; empty where nothing is.
    var wanted = ""
    var news: String?
    var problems: [String] = []
    var isFollowing = false
    /// The parts of the current slide in the window that is followed.
    var followedParts: (part: Int, parts: Int)?
    /// When the talk began, by the clock that only runs forward.
    var startedAt: Int?
    var time = TalkTime(hour: 0, minute: 0, seconds: 0)
    /// How far the notes are scrolled.
    var notesRow = 0
    private var layouts: [Int: SlideLayout] = [:]

    /// - Parameters:
    ///   - slides: The slides.
    ///   - role: What the window is for.
    ///   - traits: What the terminal can do, as far as it is known.
    ///   - keys: Which keys do what.
    ///   - minutes: How long the talk may be.
    ///   - theme: The theme for what a terminal can do.
    public init(
        _ slides: TalkSlides,
        role: Role = .audience,
        traits: TerminalTraits,
        keys: KeyTable = .standard,
        minutes: Int? = nil,
        theme: @escaping @Sendable (TerminalTraits) -> TermTheme = {
            TermTheme(isDark: $0.isDark, depth: $0.depth)
        }
    ) {
        self.slides = slides
        self.role = role
        self.traits = traits
        self.keys = keys
        self.theme = theme
        length = minutes.map { max($0, 1) * 60 }
        prepare()
    }

    /// Whether the screen shows a clock, so that ticks are wanted, one a second.
    public var needsTicks: Bool { role == .speaker && mode == .slides }

    /// Where the talk is.
    public var place: TalkPlace {
        TalkPlace(slide: slide, part: part, parts: layout.count, isBlank: isBlank, elapsed: elapsed)
    }

    /// How long the talk has been going on, in seconds; nil before it began.
    var elapsed: Int? { startedAt.map { max(time.seconds - $0, 0) } }

    /// Takes a message.
    ///
    /// - Returns: What the world is asked for, in order.
    public mutating func update(_ message: Message, at time: TalkTime) -> [Effect] {
        self.time = time
        let before = place
        var effects: [Effect] = []
        switch message {
        case .event(let event): effects = take(event)
        case .traits(let traits): take(traits)
        case .slides(let slides): take(slides)
        case .problems(let lines): problems = lines
        case .place(let place): take(place)
        case .command(let command): effects = perform(command)
        case .go(let slide): go(to: slide)
        case .following(let isFollowing): self.isFollowing = isFollowing
        case .tick: break
        }
        prepare()
        // The talk begins when the cover is left; a window that follows is told when that was.
        if case .place = message {} else if slide != 0, startedAt == nil { startedAt = time.seconds }
        if role == .audience, place != before.at(elapsed) { effects.append(.moved(place)) }
        return effects
    }

    private mutating func take(_ traits: TerminalTraits) {
        guard traits != self.traits else { return }
        // The same text stays in sight, as far as another division allows.
        let old = layout
        let row = old.screens[min(part, old.count - 1)].lowerBound
        let share = old.rows.isEmpty ? 0 : Double(row) / Double(old.rows.count)
        self.traits = traits
        layouts = [:]
        part = layout.part(at: share)
    }

    /// Takes the deck as it was saved, and stays where the talk is.
    private mutating func take(_ new: TalkSlides) {
        slide = SlideMatch.index(of: slide, from: slides, to: new)
        lastSlide = lastSlide.map { SlideMatch.index(of: $0, from: slides, to: new) }
        if case .overview(let chosen) = mode {
            mode = .overview(SlideMatch.index(of: chosen, from: slides, to: new))
        }
        slides = new
        problems = []
        layouts = [:]
        part = min(part, layout.count - 1)
    }

    private mutating func take(_ place: TalkPlace) {
        if place.slide != slide { notesRow = 0 }
        // It comes from another process: nothing in it is taken on trust.
        slide = min(max(place.slide, 0), slides.count - 1)
        let parts = min(max(place.parts, 1), 1_000_000)
        let shown = min(max(place.part, 0), parts - 1)
        followedParts = (shown, parts)
        let share = Double(shown) / Double(parts)
        part = layout.part(at: share)
        isBlank = place.isBlank
        startedAt = place.elapsed.map { time.seconds - min(max($0, 0), 1_000_000) }
    }

    // MARK: Layout

    /// The layout of the current slide.
    var layout: SlideLayout { layout(of: slide) }

    /// The layout of any slide, from memory where it is there.
    func layout(of index: Int) -> SlideLayout {
        layouts[index] ?? SlideLayout(slides.content(index), ScreenFormat(traits))
    }

    /// Lays the current slide out, and remembers few others.
    private mutating func prepare() {
        slide = min(max(slide, 0), slides.count - 1)
        remember(slide)
        part = min(max(part, 0), layout.count - 1)
    }

    /// Lays a slide out, unless that is done.
    mutating func remember(_ index: Int) {
        guard layouts[index] == nil else { return }
        if layouts.count >= 8 { layouts = layouts.filter { $0.key == slide } }
        layouts[index] = layout(of: index)
    }
}

extension SlideLayout {
    /// The part that shows what begins at a share of the slide.
    func part(at share: Double) -> Int {
        let row = Int((min(max(share, 0), 1) * Double(rows.count)).rounded())
        return screens.lastIndex { $0.lowerBound <= row } ?? 0
    }
}

extension TalkPlace {
    /// The place at another time.
    fileprivate func at(_ elapsed: Int?) -> TalkPlace {
        var place = self
        place.elapsed = elapsed
        return place
    }
}
