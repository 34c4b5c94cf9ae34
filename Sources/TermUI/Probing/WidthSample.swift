/// A text that terminals give different room to.
struct WidthSample: Sendable {
    let text: String
    /// How wide the text is where its parts are one.
    let joined: Int
    /// Takes what the terminal did.
    let apply: @Sendable (_ width: Int, _ measure: inout TextMeasure) -> Void

    static let all: [WidthSample] = [
        // Plain text first: it shows whether the answers can be trusted at all.
        WidthSample(text: "ab\u{6F22}", joined: 4) { _, _ in },
        WidthSample(text: "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", joined: 2) { width, measure in
            measure.joinsEmoji = width <= 2
        },
        WidthSample(text: "\u{1F44D}\u{1F3FD}", joined: 2) { width, measure in
            measure.joinsSkinTones = width <= 2
        },
        // Where they aren't joined, each may be narrow, and two of them as wide as a flag.
        WidthSample(text: "\u{1F1E9}\u{1F1EA}", joined: 2) { width, measure in
            measure.joinsFlags = width <= 2
        },
        WidthSample(text: "\u{2764}\u{FE0F}", joined: 2) { width, measure in
            measure.widensEmojiVariants = width >= 2
        },
        WidthSample(text: "\u{915}\u{940}", joined: 1) { width, measure in
            measure.separatesSpacingMarks = width >= 2
        },
        WidthSample(text: "\u{B1}", joined: 1) { width, measure in measure.widensAmbiguous = width >= 2 },
    ]
}
