import SourceText

/// What a parse remembers of one slide, so that the next parse of the deck can tell whether it still holds.
struct SlideTrace: Sendable {
    /// The physical lines, counted from 0: from the heading up to the line that ended the slide.
    var lines: Range<Int>
    /// What the slide asked the deck's annotations, and what it was told.
    var questions: [Annotations.Question]
    /// Whether the result rests on these lines and answers alone: no file was read, no problem found.
    var isSelfContained: Bool
}
