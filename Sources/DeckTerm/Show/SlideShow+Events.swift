import TermUI

extension SlideShow {
    mutating func take(_ event: TerminalEvent) -> [Effect] {
        switch event {
        case .key(let key): take(key)
        case .mouse(let mouse): take(mouse)
        case .paste(let text): paste(text)
        case .focus, .reply: []
        }
    }

    private mutating func take(_ key: KeyPress) -> [Effect] {
        switch mode {
        case .slides: return takeOnSlides(key)
        case .overview(let chosen): return takeInOverview(key, chosen)
        case .search(let text): return takeInSearch(key, text)
        case .help(let row): return takeInHelp(key, row)
        }
    }

    private mutating func takeOnSlides(_ key: KeyPress) -> [Effect] {
        let command = keys[key]
        if isBlank, command != .quit, command != .suspend, command != .redraw { return perform(.blank) }
        news = nil
        if case .character(let digit) = key.key, key.modifiers.isEmpty, digit.isASCII, digit.isNumber {
            // More digits than any deck has slides are typed by accident.
            if digits.count < 6 { digits.append(digit) }
            return []
        }
        let number = Int(digits)
        digits = ""
        if let number, key.key == .enter || command == .last { return goOrAsk(number - 1) }
        if key.key == .escape {
            wanted = ""
            return []
        }
        return command.map { perform($0) } ?? []
    }

    private mutating func takeInSearch(_ key: KeyPress, _ text: String) -> [Effect] {
        switch key.key {
        case .enter:
            mode = .slides
            if !text.isEmpty { wanted = text.lowercased() }
            return find(forward: true)
        case .escape: mode = .slides
        case .character("c") where key.modifiers == .control: mode = .slides
        case .character("u") where key.modifiers == .control: mode = .search("")
        case .backspace: mode = text.isEmpty ? .slides : .search(String(text.dropLast()))
        case .character(let character) where key.modifiers.isSubset(of: .shift):
            if text.count < 200 { mode = .search(text + String(character)) }
        default: break
        }
        return []
    }

    private mutating func paste(_ text: String) -> [Effect] {
        guard case .search(let typed) = mode else { return [] }
        let line = text.prefix { !$0.isNewline }
        mode = .search(String((typed + line).prefix(200)))
        return []
    }

    private mutating func takeInOverview(_ key: KeyPress, _ chosen: Int) -> [Effect] {
        let grid = OverviewGrid(count: slides.count, ScreenFormat(traits))
        switch key.key {
        case .enter, .character(" "):
            mode = .slides
            return goOrAsk(chosen)
        case .escape: mode = .slides
        case .left: choose(chosen - grid.rows)
        case .right: choose(chosen + grid.rows)
        case .pageUp: choose(chosen - grid.rows * grid.columns)
        case .pageDown: choose(chosen + grid.rows * grid.columns)
        default:
            switch keys[key] {
            case .overview: mode = .slides
            case .next, .nextSlide: choose(chosen + 1)
            case .previous, .previousSlide: choose(chosen - 1)
            case .first: choose(0)
            case .last: choose(slides.count - 1)
            case .quit: return [.quit]
            case .suspend: return [.suspend]
            case .redraw: return [.redraw]
            case .search: mode = .search("")
            case .help: mode = .help(0)
            default: break
            }
        }
        return []
    }

    private mutating func choose(_ index: Int) { mode = .overview(min(max(index, 0), slides.count - 1)) }

    private mutating func takeInHelp(_ key: KeyPress, _ row: Int) -> [Effect] {
        switch keys[key] {
        case .quit: return [.quit]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .next: mode = .help(min(row + 1, HelpScreen.lastRow(keys, ScreenFormat(traits))))
        case .previous: mode = .help(max(row - 1, 0))
        default: mode = .slides
        }
        return []
    }

    private mutating func take(_ mouse: MouseEvent) -> [Effect] {
        switch (mouse.action, mode) {
        case (.wheelDown, .slides): return isBlank ? [] : perform(.next)
        case (.wheelUp, .slides): return isBlank ? [] : perform(.previous)
        case (.wheelDown, .overview(let chosen)): choose(chosen + 1)
        case (.wheelUp, .overview(let chosen)): choose(chosen - 1)
        case (.press(0), .overview(let chosen)):
            let grid = OverviewGrid(count: slides.count, ScreenFormat(traits))
            guard let index = grid.index(at: mouse.position, chosen: chosen) else { return [] }
            mode = .slides
            return goOrAsk(index)
        default: break
        }
        return []
    }
}
