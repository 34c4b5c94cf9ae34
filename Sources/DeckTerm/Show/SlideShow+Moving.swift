import TermUI

extension SlideShow {
    /// Does what a command says; a window that follows hands on what changes the talk.
    mutating func perform(_ command: TalkCommand) -> [Effect] {
        if isFollowing, command.isShared { return [.ask(command)] }
        switch command {
        case .next: next()
        case .previous: previous()
        case .nextSlide: if slide < slides.count - 1 { show(slide + 1) }
        case .previousSlide: if slide > 0 { show(slide - 1) }
        case .first: go(to: 0)
        case .last: go(to: slides.count - 1)
        case .back: if let lastSlide { go(to: lastSlide) }
        case .overview: mode = .overview(slide)
        case .search: mode = .search("")
        case .nextFound: return find(forward: true)
        case .previousFound: return find(forward: false)
        case .blank: isBlank.toggle()
        case .help: mode = .help(0)
        case .notesDown: notesRow += 1
        case .notesUp: notesRow = max(notesRow - 1, 0)
        case .restartClock: startedAt = time.seconds
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return [.quit]
        }
        return []
    }

    private mutating func next() {
        if part < layout.count - 1 {
            part += 1
        } else if slide < slides.count - 1 {
            show(slide + 1)
        }
    }

    private mutating func previous() {
        if part > 0 {
            part -= 1
        } else if slide > 0 {
            show(slide - 1)
            part = layout.count - 1
        }
    }

    private mutating func show(_ index: Int) {
        slide = index
        part = 0
        notesRow = 0
        news = nil
    }

    /// Jumps to a slide and remembers where it jumped from.
    mutating func go(to index: Int) {
        let index = min(max(index, 0), slides.count - 1)
        guard index != slide else { return }
        lastSlide = slide
        show(index)
    }

    /// Jumps, or asks the window that is followed to.
    mutating func goOrAsk(_ index: Int) -> [Effect] {
        if isFollowing { return [.askForSlide(min(max(index, 0), slides.count - 1))] }
        go(to: index)
        return []
    }

    /// Goes to the next slide, or the one before, that says what is searched for; round the end if need be.
    mutating func find(forward: Bool) -> [Effect] {
        guard !wanted.isEmpty else {
            news = "nothing is searched for: type / and a word"
            return []
        }
        let count = slides.count
        for step in 1...count {
            let index = (slide + (forward ? step : count - step)) % count
            guard slides.content(index).text.lowercased().contains(wanted) else { continue }
            let effects = goOrAsk(index)
            if effects.isEmpty { part = partThatShows(wanted) }
            news = "/\(wanted)"
            return effects
        }
        news = "no slide says '\(wanted)'"
        return []
    }

    private func partThatShows(_ text: String) -> Int {
        let layout = self.layout
        return (0..<layout.count).first { part in
            layout.text(ofScreen: part).contains { $0.lowercased().contains(text) }
        } ?? 0
    }
}
