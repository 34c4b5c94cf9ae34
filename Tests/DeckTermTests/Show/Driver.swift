import DeckTerm
import TermUI
import TestKit

/// A slide show with somebody at the keys.
struct Driver {
    private(set) var show: Watched
    var seconds = 0

    /// The show, and the size it was last told.
    struct Watched {
        var model: SlideShow
        var currentSize: TerminalSize
    }

    static let twelve = (2...12).map { "## Slide \($0)\n\nIt says word \($0).\n\n" }.joined()

    init(
        _ slides: String = Self.twelve,
        role: SlideShow.Role = .audience,
        keys: KeyTable = .standard,
        minutes: Int? = nil
    ) {
        let size = TerminalSize(columns: 80, rows: 24)
        show = Watched(
            model: SlideShow(
                TalkSlides(TestDecks.deck(slides)),
                role: role,
                traits: TerminalTraits(size: size),
                keys: keys,
                minutes: minutes
            ),
            currentSize: size
        )
    }

    var place: TalkPlace { show.model.place }
    /// The slide, from 1.
    var slide: Int { place.slide + 1 }
    var screen: Screen { show.model.view() }
    var rows: [String] { screen.grid.rowsOfText }
    var isEmpty: Bool { rows.allSatisfy(\.isEmpty) }
    var footer: String { rows.last ?? "" }

    /// Sends a message; returns what is asked for but for news of the place.
    @discardableResult
    mutating func send(_ message: SlideShow.Message) -> [SlideShow.Effect] {
        if case .traits(let traits) = message { show.currentSize = traits.size }
        let time = TalkTime(hour: 14, minute: seconds / 60 % 60, seconds: seconds)
        return show.model.update(message, at: time)
    }

    @discardableResult
    mutating func press(_ names: String...) -> [SlideShow.Effect] {
        names.flatMap { name in
            KeyPress(name: name).map { send(.event(.key($0))) } ?? []
        }.filter { if case .moved = $0 { false } else { true } }
    }

    mutating func type(_ text: String) {
        for character in text { send(.event(.key(KeyPress(character)))) }
    }

    mutating func wheel(_ action: MouseEvent.Action) {
        send(.event(.mouse(MouseEvent(action, at: CellPosition(row: 3, column: 3)))))
    }
}

extension CellGrid {
    /// All cells, row by row.
    var cells: [Cell] { (0..<size.rows).flatMap { Array(row($0)) } }
}
