/// What codes stand for which keys.
enum KeyCodes {
    /// The final byte of `CSI … x` and `ESC O x`.
    static func letter(_ scalar: Unicode.Scalar) -> Key? {
        switch scalar {
        case "A": .up
        case "B": .down
        case "C": .right
        case "D": .left
        case "F": .end
        case "H": .home
        case "M": .enter
        case "P": .function(1)
        case "Q": .function(2)
        case "R": .function(3)
        case "S": .function(4)
        default: nil
        }
    }

    /// The number in `CSI n ~`.
    static func number(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28, 29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: nil
        }
    }

    /// The code of a key in kitty's protocol: a Unicode character, or a place in its private area.
    static func unicode(_ code: Int) -> Key? {
        switch code {
        case 9: .tab
        case 13, 57414: .enter
        case 27: .escape
        case 127: .backspace
        case 57417: .left
        case 57418: .right
        case 57419: .up
        case 57420: .down
        case 57421: .pageUp
        case 57422: .pageDown
        case 57423: .home
        case 57424: .end
        case 57425: .insert
        case 57426: .delete
        case 57364...57398: .function(code - 57363)
        case 57399...57408: .character(Character(Unicode.Scalar(UInt8(code - 57399 + 0x30))))
        case 57409: .character(".")
        case 57410: .character("/")
        case 57411: .character("*")
        case 57412: .character("-")
        case 57413: .character("+")
        case 0x20..<0x7F, 0xA0..<0xE000, 0xF900..<0x110000:
            UInt32(exactly: code).flatMap(Unicode.Scalar.init).map { .character(Character($0)) }
        default: nil
        }
    }

    /// A control character as terminals of old send it.
    static func control(_ byte: UInt8) -> KeyPress {
        switch byte {
        case 0x00: KeyPress(" ", .control)
        case 0x08: KeyPress(.backspace, .control)
        case 0x09: KeyPress(.tab)
        case 0x0A, 0x0D: KeyPress(.enter)
        case 0x1B: KeyPress(.escape)
        case 0x7F: KeyPress(.backspace)
        case 0x01...0x1A: KeyPress(Character(Unicode.Scalar(byte + 0x60)), .control)
        case 0x1C...0x1F: KeyPress(Character(Unicode.Scalar(byte + 0x40)), .control)
        default: KeyPress("\u{FFFD}")
        }
    }

    /// A key that was sent with an ESC before it, as terminals of old send Alt.
    static func alt(_ byte: UInt8) -> KeyPress {
        guard (0x20..<0x7F).contains(byte) else {
            let press = control(byte)
            return KeyPress(press.key, press.modifiers.union(.alt))
        }
        return KeyPress(Character(Unicode.Scalar(byte)), .alt)
    }

    /// The number of modifiers that xterm and kitty send: 1 and a sum of bits.
    static func modifiers(_ number: Int) -> KeyPress.Modifiers {
        let bits = max(0, number - 1)
        var modifiers: KeyPress.Modifiers = []
        if bits & 1 != 0 { modifiers.insert(.shift) }
        if bits & 2 != 0 { modifiers.insert(.alt) }
        if bits & 4 != 0 { modifiers.insert(.control) }
        if bits & (8 | 16 | 32) != 0 { modifiers.insert(.command) }
        return modifiers
    }
}
