/// Asks a terminal what it can do, and gathers its answers.
///
/// Nothing waits for an answer: the questions go out before the first screen, which is drawn at once over what they leave.
/// All terminals answer the last question, so its answer ends the probe early.
public struct TerminalProbe: Hashable, Sendable {
    /// What is known about the terminal so far.
    public private(set) var traits: TerminalTraits
    /// Whether the terminal has answered the last question, or nobody waits for that any more.
    public private(set) var isDone = false
    /// Whether the terminal has answered the last question, so that no answer is on its way.
    public private(set) var hasAllAnswers = false
    /// Whether keys can be told in kitty's manner.
    public private(set) var hasKittyKeyboard = false
    private let kind: TerminalKind
    private var widths: [Int] = []
    private var version = ""
    private var hasKittyPictures = false
    private var hasSixels = false
    private var window: (width: Int, height: Int)? {
        get { windowWidth > 0 && windowHeight > 0 ? (windowWidth, windowHeight) : nil }
        set { (windowWidth, windowHeight) = newValue ?? (0, 0) }
    }
    private var windowWidth = 0
    private var windowHeight = 0
    private var knowsCell = false
    /// The forms of pictures that may be used at all.
    private let allowed: Set<TerminalTraits.Pictures>
    /// A form that is known by other ways than by asking.
    private var offered: TerminalTraits.Pictures?
    private static let pictureID = 4207

    /// - Parameters:
    ///   - kind: What the environment says.
    ///   - size: The size of the window in cells.
    ///   - pixelWidth: Its width in pixels, 0 where nobody says.
    ///   - pixelHeight: Its height in pixels.
    ///   - allowed: The forms of pictures that may be used; where it is one, that one is used without asking.
    public init(
        _ kind: TerminalKind,
        size: TerminalSize,
        pixelWidth: Int = 0,
        pixelHeight: Int = 0,
        allowed: Set<TerminalTraits.Pictures> = Set(TerminalTraits.Pictures.allCases)
    ) {
        self.kind = kind
        self.allowed = allowed
        traits = TerminalTraits(size: size, depth: kind.depth, isDark: kind.isDark)
        window = (pixelWidth, pixelHeight)
        useWindow()
        if allowed.count == 1, let only = allowed.first { traits.pictures = only }
    }

    /// What to print, before the first screen.
    public var questions: [UInt8] {
        var text = "\u{1B}[8m"
        for sample in WidthSample.all { text += "\u{1B}[H\(sample.text)\u{1B}[6n" }
        text += "\u{1B}[0m\u{1B}[H\u{1B}[K"
        if !kind.isSimple {
            text += "\u{1B}_Gi=\(Self.pictureID),s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
            text += "\u{1B}]11;?\u{1B}\\\u{1B}[>0q\u{1B}[?u\u{1B}[16t\u{1B}[14t"
        }
        return Array((text + "\u{1B}[c").utf8)
    }

    /// Takes an answer.
    ///
    /// - Returns: Whether something is known now that wasn't.
    public mutating func take(_ reply: TerminalReply) -> Bool {
        let before = traits
        switch reply {
        case .cursor(let position): takeWidth(position.column)
        case .background(let colour): traits.isDark = colour.lightness < 0.5
        case .cellPixels(let width, let height):
            guard (2...200).contains(width), (2...400).contains(height) else { break }
            traits.cellPixels = (width, height)
            knowsCell = true
        case .windowPixels(let width, let height):
            window = (width, height)
            useWindow()
        case .version(let version): self.version = version
        case .graphics(let id, let isGood): hasKittyPictures = id == Self.pictureID && isGood
        case .keyboard: hasKittyKeyboard = true
        case .attributes(let attributes):
            hasSixels = attributes.dropFirst().contains(4)
            hasAllAnswers = true
            isDone = true
        case .mode: break
        }
        if isDone { traits.pictures = pictures }
        return traits != before
    }

    /// Notes that the window has another size.
    public mutating func resize(to size: TerminalSize, pixelWidth: Int = 0, pixelHeight: Int = 0) {
        traits.size = size
        window = (pixelWidth, pixelHeight)
        knowsCell = false
        useWindow()
    }

    /// Notes that a form of pictures can be shown, which the terminal didn't say itself.
    public mutating func offer(_ form: TerminalTraits.Pictures) {
        offered = form
        if isDone { traits.pictures = pictures }
    }

    /// Notes that no answers will come.
    public mutating func giveUp() {
        isDone = true
        traits.pictures = pictures
    }

    private var pictures: TerminalTraits.Pictures {
        if allowed.count == 1, let only = allowed.first { return only }
        var found: [TerminalTraits.Pictures] = offered.map { [$0] } ?? []
        if hasKittyPictures { found.append(.kitty) }
        if kind.program == "iTerm.app" || ["iTerm2", "WezTerm"].contains(where: version.hasPrefix) {
            found.append(.iterm)
        }
        if hasSixels { found.append(.sixel) }
        if traits.depth > .sixteen { found.append(.symbols) }
        return found.first(where: allowed.contains) ?? .none
    }

    private mutating func useWindow() {
        guard !knowsCell, let window, traits.size.columns > 0, traits.size.rows > 0 else { return }
        let (width, height) = (window.width / traits.size.columns, window.height / traits.size.rows)
        // Some terminals say nonsense here, such as the size in cells.
        guard (2...200).contains(width), (2...400).contains(height) else { return }
        traits.cellPixels = (width, height)
    }

    private mutating func takeWidth(_ column: Int) {
        guard widths.count < WidthSample.all.count else { return }
        widths.append(column)
        guard widths.count == WidthSample.all.count else { return }
        // A terminal that is off with plain text tells nothing about the rest.
        guard widths.first == WidthSample.all.first?.joined else { return }
        for (sample, width) in zip(WidthSample.all, widths) { sample.apply(width, &traits.measure) }
    }
}
