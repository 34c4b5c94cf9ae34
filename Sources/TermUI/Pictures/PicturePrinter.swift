/// Puts pictures on screens: some before their cells are printed, some after.
public struct PicturePrinter: Sendable {
    /// Where tmux has put our cells in the terminal around it.
    public struct Pane: Hashable, Sendable {
        public var top: Int
        public var left: Int

        public init(top: Int, left: Int) {
            self.top = top
            self.left = left
        }
    }

    /// The place inside tmux; nil where there is none between.
    private let pane: Pane?
    private var kitty: KittyPictures
    private var painted: [PlacedPicture: PictureArt] = [:]

    public init(inTmux pane: Pane? = nil) {
        self.pane = pane
        kitty = KittyPictures(isInTmux: pane != nil)
    }

    /// Forgets what the terminal shows.
    public mutating func forget() {
        painted = [:]
        kitty.forget()
    }

    /// Prints a screen with its pictures.
    ///
    /// - Parameters:
    ///   - screen: The screen.
    ///   - printer: Prints the cells.
    ///   - art: The art of a picture; nil where there is none, or not yet.
    /// - Returns: What to print; nothing where nothing changed.
    public mutating func print(
        _ screen: Screen,
        by printer: inout ScreenPrinter,
        _ art: (PlacedPicture) -> PictureArt?
    ) -> [UInt8] {
        var screen = screen
        var pixels: [(PlacedPicture, PicturePixels)] = []
        var sequences: [PlacedPicture: PictureArt] = [:]
        for picture in screen.pictures {
            let art = art(picture)
            // The words that stand for the picture may be longer than it is wide.
            if art != nil { screen.grid.clear(picture.visible.widened(to: screen.grid.size.columns)) }
            switch art {
            case .cells(let grid): screen.grid.paint(grid, picture)
            case .pixels(let art): pixels.append((picture, art))
            case .sequence(let bytes): sequences[picture] = .sequence(bytes)
            case nil: break
            }
        }
        // After the cells: to clear the screen takes kitty's pictures away.
        let kittyCommands = kitty.show(pixels)
        for (picture, art) in pixels {
            guard let id = kitty.id(of: art) else { continue }
            if pane != nil { screen.grid.paintPlaceholders(id, picture) }
        }
        // What was painted over cells goes away when they are printed again.
        for (picture, old) in painted where sequences[picture] != old { printer.forget(picture.visible) }
        var output = printer.print(screen)
        if !kittyCommands.isEmpty { output += Array("\u{1B}7".utf8) + kittyCommands + Array("\u{1B}8".utf8) }
        for (picture, art) in sequences.sorted(by: { $0.key.area.row < $1.key.area.row })
        where painted[picture] != art {
            if case .sequence(let bytes) = art { output += paint(bytes, picture) }
        }
        painted = sequences
        return output
    }

    private func paint(_ bytes: [UInt8], _ picture: PlacedPicture) -> [UInt8] {
        let row = picture.visible.row + (pane?.top ?? 0) + 1
        let column = picture.visible.column + (pane?.left ?? 0) + 1
        let placed = Array("\u{1B}7\u{1B}[\(row);\(column)H".utf8) + bytes + Array("\u{1B}8".utf8)
        return pane == nil ? placed : TmuxPassthrough.wrap(placed)
    }
}

extension CellArea {
    /// The area, and what is right of it.
    fileprivate func widened(to column: Int) -> CellArea {
        CellArea(row: row, column: self.column, columns: max(columns, column - self.column), rows: rows)
    }
}

extension CellGrid {
    /// Puts spaces where a picture will be, on the ground that is there.
    mutating func clear(_ area: CellArea) {
        let area = area.clipped(to: CellArea(size))
        for row in area.row..<area.row + area.rows {
            for column in area.column..<area.column + area.columns {
                let ground = TerminalStyle(background: self[row, column].style.background)
                put(.blank(ground), at: CellPosition(row: row, column: column))
            }
        }
    }

    /// Paints the visible part of a picture that is made of characters.
    mutating func paint(_ art: CellGrid, _ picture: PlacedPicture) {
        let visible = picture.visible.clipped(to: CellArea(size))
        for row in visible.row..<visible.row + visible.rows {
            for column in visible.column..<visible.column + visible.columns {
                let (artRow, artColumn) = (row - picture.area.row, column - picture.area.column)
                guard (0..<art.size.rows).contains(artRow), (0..<art.size.columns).contains(artColumn) else {
                    continue
                }
                put(art[artRow, artColumn], at: CellPosition(row: row, column: column))
            }
        }
    }

    /// Paints the cells that stand for a picture of kitty's.
    mutating func paintPlaceholders(_ id: Int, _ picture: PlacedPicture) {
        let visible = picture.visible.clipped(to: CellArea(size))
        for row in visible.row..<visible.row + visible.rows {
            for column in visible.column..<visible.column + visible.columns {
                let cell = KittyPictures.placeholder(
                    id: id,
                    row: row - picture.area.row,
                    column: column - picture.area.column,
                    self[row, column].style
                )
                if let cell { put(cell, at: CellPosition(row: row, column: column)) }
            }
        }
    }
}
