extension VirtualTerminal {
    mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08: cursor.column = max(0, cursor.column - 1)
        case 0x09: cursor.column = min(grid.size.columns - 1, (cursor.column / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D: cursor.column = 0
        default: return
        }
        isPastEnd = false
    }

    mutating func escape(_ intermediates: [UInt8], _ final: UInt8) {
        guard intermediates.isEmpty else { return }
        switch final {
        case UInt8(ascii: "7"): saved = cursor
        case UInt8(ascii: "8"): cursor = saved
        case UInt8(ascii: "c"): self = VirtualTerminal(grid.size, habits: habits)
        default: break
        }
    }

    mutating func csi(_ csi: ControlSequence) {
        guard csi.intermediates.isEmpty else { return question(csi) }
        switch (csi.prefix, csi.final) {
        case (0, UInt8(ascii: "m")): style = StyleCodes.apply(csi, to: style)
        case (0x3F, UInt8(ascii: "h")): csi.parameters.indices.forEach { set(csi.parameter($0), true) }
        case (0x3F, UInt8(ascii: "l")): csi.parameters.indices.forEach { set(csi.parameter($0), false) }
        case (0x3E, UInt8(ascii: "u")): keyboardFlags.append(csi.parameter(0))
        case (0x3C, UInt8(ascii: "u")): keyboardFlags = keyboardFlags.dropLast(max(1, csi.parameter(0)))
        case (0, UInt8(ascii: "t")) where csi.parameter(0) == 22: titles.append(title)
        case (0, UInt8(ascii: "t")) where csi.parameter(0) == 23: title = titles.popLast() ?? title
        case (0, UInt8(ascii: "J")), (0, UInt8(ascii: "K")), (0, UInt8(ascii: "X")): erase(csi)
        case (0, let final) where "ABCDEFGHdf".utf8.contains(final): move(csi)
        default: question(csi)
        }
    }

    private mutating func move(_ csi: ControlSequence) {
        let count = max(1, csi.parameter(0, default: 1))
        switch csi.final {
        case UInt8(ascii: "A"): cursor.row -= count
        case UInt8(ascii: "B"): cursor.row += count
        case UInt8(ascii: "C"): cursor.column += count
        case UInt8(ascii: "D"): cursor.column -= count
        case UInt8(ascii: "E"): cursor = CellPosition(row: cursor.row + count, column: 0)
        case UInt8(ascii: "F"): cursor = CellPosition(row: cursor.row - count, column: 0)
        case UInt8(ascii: "G"): cursor.column = count - 1
        case UInt8(ascii: "d"): cursor.row = count - 1
        default: cursor = CellPosition(row: count - 1, column: max(1, csi.parameter(1, default: 1)) - 1)
        }
        cursor.row = max(0, min(cursor.row, grid.size.rows - 1))
        cursor.column = max(0, min(cursor.column, grid.size.columns - 1))
        isPastEnd = false
    }

    private mutating func erase(_ csi: ControlSequence) {
        let blank = TerminalStyle(background: style.background)
        func fill(_ row: Int, _ column: Int, _ columns: Int, _ rows: Int = 1) {
            grid.fill(CellArea(row: row, column: column, columns: columns, rows: rows), style: blank)
        }
        let (width, height) = (grid.size.columns, grid.size.rows)
        switch (csi.final, csi.parameter(0)) {
        case (UInt8(ascii: "X"), let count): fill(cursor.row, cursor.column, max(1, count))
        case (UInt8(ascii: "K"), 0): fill(cursor.row, cursor.column, width - cursor.column)
        case (UInt8(ascii: "K"), 1): fill(cursor.row, 0, cursor.column + 1)
        case (UInt8(ascii: "K"), _): fill(cursor.row, 0, width)
        case (_, 0):
            fill(cursor.row, cursor.column, width - cursor.column)
            fill(cursor.row + 1, 0, width, height)
        case (_, 1):
            fill(0, 0, width, cursor.row)
            fill(cursor.row, 0, cursor.column + 1)
        default: fill(0, 0, width, height)
        }
    }

    private mutating func set(_ mode: Int, _ isOn: Bool) {
        if isOn { modes.insert(mode) } else { modes.remove(mode) }
        guard mode == 1049 else { return }
        if isOn {
            saved = cursor
            mainGrid = mainGrid ?? grid
            grid = CellGrid(grid.size, measure: habits.measure)
        } else if let main = mainGrid {
            grid = main
            mainGrid = nil
            cursor = saved
        }
    }

    mutating func string(_ kind: TerminalSequence.StringKind, _ body: [UInt8]) {
        switch kind {
        case .osc: command(body)
        case .dcs:
            if let inner = TmuxPassthrough.unwrap(body) { return passedThrough += inner }
            pictures.append(.sixel(body, at: cursor))
        case .apc: kitty(body)
        }
    }

    private mutating func command(_ body: [UInt8]) {
        let parts = body.split(separator: UInt8(ascii: ";"), maxSplits: 2, omittingEmptySubsequences: false)
        let texts = parts.map { String(decoding: $0, as: UTF8.self) }
        switch texts.first {
        case "0", "2": title = texts.dropFirst().joined(separator: ";")
        case "8": link = texts.count > 2 && !texts[2].isEmpty ? texts[2] : nil
        case "11" where texts.dropFirst().first == "?": answerBackground()
        case "1337":
            let rest = body.dropFirst(5)
            guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { return }
            let arguments = String(decoding: rest[..<colon], as: UTF8.self)
            pictures.append(.iterm(arguments: arguments, payload: Array(rest[(colon + 1)...]), at: cursor))
        default: break
        }
    }

    private mutating func kitty(_ body: [UInt8]) {
        guard body.first == UInt8(ascii: "G") else { return }
        let parts = body.dropFirst().split(
            separator: UInt8(ascii: ";"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        var keys: [String: String] = [:]
        for pair in String(decoding: parts.first ?? [], as: UTF8.self).split(separator: ",") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            if sides.count == 2 { keys[String(sides[0])] = String(sides[1]) }
        }
        let payload = Array(parts.dropFirst().first ?? [])
        if keys["a"] == "q" { return answerGraphics(keys) }
        // Data that come in pieces belong to the command that began them.
        if keys["a"] == nil, case .kitty(let first, let data, let place)? = pictures.last,
            first["m"] == "1"
        {
            var joined = first
            joined["m"] = keys["m"] ?? "0"
            pictures[pictures.count - 1] = .kitty(keys: joined, payload: data + payload, at: place)
            return
        }
        pictures.append(.kitty(keys: keys, payload: payload, at: cursor))
    }
}
