extension VirtualTerminal {
    mutating func question(_ csi: ControlSequence) {
        guard habits.answers else { return }
        switch (csi.prefix, csi.final, csi.parameter(0)) {
        case (0, UInt8(ascii: "c"), 0):
            answer("\u{1B}[?\(habits.attributes.map(String.init).joined(separator: ";"))c")
        case (0, UInt8(ascii: "n"), 6): answer("\u{1B}[\(cursor.row + 1);\(cursor.column + 1)R")
        case (0x3E, UInt8(ascii: "q"), 0):
            if let version = habits.version { answer("\u{1B}P>|\(version)\u{1B}\\") }
        case (0, UInt8(ascii: "t"), 16):
            if let cell = habits.cellPixels { answer("\u{1B}[6;\(cell.height);\(cell.width)t") }
        case (0, UInt8(ascii: "t"), 14):
            if let cell = habits.cellPixels {
                answer("\u{1B}[4;\(cell.height * grid.size.rows);\(cell.width * grid.size.columns)t")
            }
        case (0x3F, UInt8(ascii: "u"), _):
            if habits.kittyKeyboard { answer("\u{1B}[?\(keyboardFlags.last ?? 0)u") }
        default: break
        }
    }

    mutating func answerBackground() {
        guard habits.answers, let colour = habits.background else { return }
        func digits(_ value: UInt8) -> String {
            let text = String(value, radix: 16)
            return (value < 16 ? "0" + text : text)
        }
        let parts = [colour.red, colour.green, colour.blue].map { digits($0) + digits($0) }
        answer("\u{1B}]11;rgb:\(parts.joined(separator: "/"))\u{1B}\\")
    }

    mutating func answerGraphics(_ keys: [String: String]) {
        guard habits.answers, habits.kittyPictures else { return }
        answer("\u{1B}_Gi=\(keys["i"] ?? "0");OK\u{1B}\\")
    }

    private mutating func answer(_ text: String) { answers += text.utf8 }
}
