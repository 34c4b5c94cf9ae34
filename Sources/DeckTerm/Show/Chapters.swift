import DeckModel

/// A stretch of slides from one divider to the next.
struct Chapter: Hashable {
    var title: String
    /// The slides, from 0; the divider is the first.
    var slides: Range<Int>
}

extension TalkSlides {
    /// The chapters: a slide that is only a title begins one.
    ///
    /// What is before the first belongs to the deck itself.
    var chapters: [Chapter] {
        var chapters: [Chapter] = []
        var start = 0
        var title = deck.title.string
        for (index, section) in deck.sections.enumerated()
        where section.blocks.isEmpty && !section.title.string.isEmpty {
            chapters.append(Chapter(title: title, slides: start..<index + 1))
            (start, title) = (index + 1, section.title.string)
        }
        chapters.append(Chapter(title: title, slides: start..<count))
        return chapters.filter { !$0.slides.isEmpty }
    }
}

/// How a talk does against its plan, which gives each slide the same time.
struct Pace: Hashable {
    /// How long the talk may be, in seconds.
    var length: Int
    var slideCount: Int

    /// When a slide should begin, in seconds from the start.
    func start(of slide: Int) -> Int {
        slideCount > 0 ? Int(Double(length) * Double(slide) / Double(slideCount)) : 0
    }

    /// How many seconds the talk is behind its plan; below 0 it is ahead, 0 while the slide's own time lasts.
    func behind(at slide: Int, elapsed: Int) -> Int {
        if elapsed < start(of: slide) { return elapsed - start(of: slide) }
        return max(elapsed - start(of: slide + 1), 0)
    }
}
