import DeckModel

/// Finds a slide again in a deck that was changed.
enum SlideMatch {
    /// Returns where a slide stands in the new deck: what is before the change and behind it is told by titles.
    static func index(of slide: Int, from old: TalkSlides, to new: TalkSlides) -> Int {
        guard slide > 0 else { return 0 }
        let (before, after) = (old.deck.sections, new.deck.sections)
        guard before.count != after.count else { return slide }
        let index = slide - 1
        let shorter = min(before.count, after.count)
        var same = 0
        while same < shorter, before[same].looksLike(after[same]) { same += 1 }
        if index < same { return slide }
        var sameEnd = 0
        while sameEnd < shorter - same,
            before[before.count - 1 - sameEnd].looksLike(after[after.count - 1 - sameEnd])
        {
            sameEnd += 1
        }
        if index >= before.count - sameEnd { return slide + after.count - before.count }
        // Inside the change: as far into it as before.
        return min(slide, after.count - sameEnd + 1, after.count)
    }
}

extension Section {
    /// Whether the sections are likely to be the same slide.
    fileprivate func looksLike(_ other: Section) -> Bool {
        title.string == other.title.string && blocks.count == other.blocks.count
            && notes.count == other.notes.count
    }
}
