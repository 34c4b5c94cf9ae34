import DeckTerm

/// Hears what a talk does, to tell it to other windows.
protocol TalkListener: Sendable {
    /// The talk went to a place.
    func moved(to place: TalkPlace)
    /// Asks the window that is followed to do something.
    func ask(_ command: TalkCommand)
    /// Asks the window that is followed for a slide.
    func ask(forSlide slide: Int)
    /// Time went on; called only while a clock is shown.
    func tick()
    /// The talk is over.
    func stop()
}
