extension SequenceMeaning {
    static func reply(_ csi: ControlSequence) -> TerminalReply? {
        switch (csi.prefix, csi.intermediates, csi.final) {
        case (0x3F, [], UInt8(ascii: "c")): .attributes(csi.parameters.indices.map { csi.parameter($0) })
        case (0x3F, [], UInt8(ascii: "u")): .keyboard(flags: csi.parameter(0))
        case (0x3F, [0x24], UInt8(ascii: "y")): .mode(csi.parameter(0), state: csi.parameter(1))
        // F3 with modifiers looks like a cursor's place in the first row; nobody asks for the place but at the start.
        case (0, [], UInt8(ascii: "R")) where csi.parameters.count == 2,
            (0x3F, [], UInt8(ascii: "R")) where csi.parameters.count >= 2:
            .cursor(
                CellPosition(
                    row: max(0, csi.parameter(0, default: 1) - 1),
                    column: max(0, csi.parameter(1, default: 1) - 1)
                )
            )
        case (0, [], UInt8(ascii: "t")) where csi.parameter(0) == 6:
            .cellPixels(width: csi.parameter(2), height: csi.parameter(1))
        case (0, [], UInt8(ascii: "t")) where csi.parameter(0) == 4:
            .windowPixels(width: csi.parameter(2), height: csi.parameter(1))
        default: nil
        }
    }

    static func reply(_ kind: TerminalSequence.StringKind, _ body: [UInt8]) -> TerminalReply? {
        let text = String(decoding: body, as: UTF8.self)
        switch kind {
        case .osc where text.hasPrefix("11;"): return colour(text.dropFirst(3)).map(TerminalReply.background)
        case .dcs where text.hasPrefix(">|"): return .version(String(text.dropFirst(2)))
        case .apc where text.hasPrefix("G"):
            let parts = text.dropFirst().split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            let id = parts[0].split(separator: ",").first { $0.hasPrefix("i=") }.flatMap {
                Int($0.dropFirst(2))
            }
            return .graphics(id: id ?? 0, isGood: parts[1] == "OK")
        default: return nil
        }
    }

    /// A colour as X writes it: `rgb:ffff/8080/0000`, with one to four digits each, or `rgba:` with one more.
    private static func colour(_ text: Substring) -> RGB? {
        guard let colon = text.firstIndex(of: ":"), text.hasPrefix("rgb") else { return nil }
        let parts = text[text.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return nil }
        let values = parts.prefix(3).map { part -> UInt8? in
            guard (1...4).contains(part.utf8.count), let value = Int(part, radix: 16) else { return nil }
            return UInt8(value * 255 / ((1 << (4 * part.utf8.count)) - 1))
        }
        guard let red = values[0], let green = values[1], let blue = values[2] else { return nil }
        return RGB(red, green, blue)
    }
}
