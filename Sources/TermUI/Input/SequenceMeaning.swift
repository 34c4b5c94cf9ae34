/// What sequences from a terminal say.
enum SequenceMeaning {
    static func events(of csi: ControlSequence) -> [TerminalEvent] {
        if let reply = reply(csi) { return [.reply(reply)] }
        guard csi.intermediates.isEmpty else { return [] }
        switch (csi.prefix, csi.final) {
        case (0x3C, UInt8(ascii: "M")), (0x3C, UInt8(ascii: "m")):
            let mouse = mouse(
                csi.parameter(0),
                column: csi.parameter(1, default: 1),
                row: csi.parameter(2, default: 1),
                isRelease: csi.final == UInt8(ascii: "m")
            )
            return [.mouse(mouse)]
        case (0, UInt8(ascii: "I")): return [.focus(true)]
        case (0, UInt8(ascii: "O")): return [.focus(false)]
        case (0, _): return key(csi).map { [.key($0)] } ?? []
        default: return []
        }
    }

    private static func key(_ csi: ControlSequence) -> KeyPress? {
        // Kitty tells releases, too, when asked to; they are no presses.
        if csi.subparameter(1, 1) == 3 { return nil }
        let modifiers = KeyCodes.modifiers(csi.parameter(1, default: 1))
        switch csi.final {
        case UInt8(ascii: "~") where csi.parameter(0) == 27:
            return KeyCodes.unicode(csi.parameter(2)).map { press($0, modifiers, shifted: nil) }
        case UInt8(ascii: "~"): return KeyCodes.number(csi.parameter(0)).map { KeyPress($0, modifiers) }
        case UInt8(ascii: "u"):
            let shifted = csi.subparameter(0, 1).flatMap(KeyCodes.unicode)
            return KeyCodes.unicode(csi.parameter(0, default: 1)).map {
                press($0, modifiers, shifted: shifted)
            }
        case UInt8(ascii: "Z"): return KeyPress(.tab, modifiers.union(.shift))
        default: return KeyCodes.letter(Unicode.Scalar(csi.final)).map { KeyPress($0, modifiers) }
        }
    }

    /// With Shift, a key that writes is what it then writes.
    private static func press(_ key: Key, _ modifiers: KeyPress.Modifiers, shifted: Key?) -> KeyPress {
        guard case .character(let character) = key else { return KeyPress(key, modifiers) }
        guard modifiers.contains(.shift) else { return KeyPress(key, modifiers) }
        let upper = character.uppercased().first.map(Key.character)
        return KeyPress(shifted ?? upper ?? key, modifiers.subtracting(.shift))
    }

    static func mouse(_ code: Int, column: Int, row: Int, isRelease: Bool) -> MouseEvent {
        var modifiers: KeyPress.Modifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        let action: MouseEvent.Action =
            switch code & ~(4 | 8 | 16) {
            case 64: .wheelUp
            case 65: .wheelDown
            case let code where code & 32 != 0: .move
            case let code: isRelease ? .release(code & 3) : .press(code & 3)
            }
        return MouseEvent(
            action,
            at: CellPosition(row: max(0, row - 1), column: max(0, column - 1)),
            modifiers
        )
    }
}
