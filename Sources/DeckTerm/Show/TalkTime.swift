/// The time, as the world outside tells it.
public struct TalkTime: Hashable, Sendable {
    /// The time of day.
    public var hour: Int
    public var minute: Int
    /// Seconds of a clock that only runs forward.
    public var seconds: Int

    public init(hour: Int, minute: Int, seconds: Int) {
        self.hour = hour
        self.minute = minute
        self.seconds = seconds
    }

    /// The time of day as text.
    var clock: String { "\(Self.padded(hour)):\(Self.padded(minute))" }

    /// A length of time as text: `4:05`, `1:04:05`.
    static func text(_ seconds: Int) -> String {
        let total = seconds.magnitude
        let (hours, minutes, rest) = (total / 3_600, total / 60 % 60, total % 60)
        let text = hours > 0 ? "\(hours):\(padded(Int(minutes)))" : "\(minutes)"
        return (seconds < 0 ? "-" : "") + text + ":" + padded(Int(rest))
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Where a talk is: what a window that follows is told.
public struct TalkPlace: Hashable, Sendable {
    /// The slide, from 0.
    public var slide: Int
    /// The part of the slide that is shown, from 0, and how many there are.
    public var part: Int
    public var parts: Int
    /// Whether the screen is blank.
    public var isBlank: Bool
    /// How long the talk has been going on, in seconds; nil before it began.
    public var elapsed: Int?

    public init(slide: Int, part: Int = 0, parts: Int = 1, isBlank: Bool = false, elapsed: Int? = nil) {
        self.slide = slide
        self.part = part
        self.parts = parts
        self.isBlank = isBlank
        self.elapsed = elapsed
    }
}
