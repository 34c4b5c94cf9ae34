/// Turns what a terminal sends into events.
///
/// Sequences may be split anywhere. An ESC by itself is the key only when nothing follows: while ``isWaiting``, whoever
/// reads waits a moment, and calls ``flush()`` when nothing came.
public struct InputDecoder: Sendable {
    private var scanner = SequenceScanner()
    private var paste: [UInt8]?
    /// `ESC O`, whose next byte is a key.
    private var isAfterSS3 = false
    /// The bytes that follow `CSI M`, the mouse in the manner of X10.
    private var mouse: [UInt8]?
    private static let pasteLimit = 1 << 20
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    public init() {}

    /// Whether something has begun that more bytes may complete.
    public var isWaiting: Bool { scanner.isInside || isAfterSS3 || mouse != nil }

    /// Takes bytes as they come.
    public mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        var events: [TerminalEvent] = []
        for byte in bytes { feed(byte, into: &events) }
        return events
    }

    /// Says that nothing more came for a while: an ESC was the key, and what isn't whole is dropped.
    public mutating func flush() -> [TerminalEvent] {
        defer {
            scanner.reset()
            isAfterSS3 = false
            mouse = nil
        }
        if isAfterSS3 { return [.key(KeyPress("O", .alt))] }
        return scanner.isAfterEscape ? [.key(KeyPress(.escape))] : []
    }

    private mutating func feed(_ byte: UInt8, into events: inout [TerminalEvent]) {
        if paste != nil { return feedPaste(byte, into: &events) }
        if mouse != nil { return feedMouse(byte, into: &events) }
        var found: [TerminalSequence] = []
        scanner.feed(byte) { found.append($0) }
        for sequence in found { decode(sequence, into: &events) }
    }

    private mutating func decode(_ sequence: TerminalSequence, into events: inout [TerminalEvent]) {
        if isAfterSS3 {
            isAfterSS3 = false
            if case .scalar(let scalar) = sequence, let key = KeyCodes.letter(scalar) {
                return events.append(.key(KeyPress(key)))
            }
        }
        switch sequence {
        case .scalar(let scalar): append(scalar, to: &events)
        case .control(let byte): events.append(.key(KeyCodes.control(byte)))
        case .escape(let intermediates, let final):
            if intermediates.isEmpty, final == UInt8(ascii: "O") { return isAfterSS3 = true }
            if intermediates.isEmpty { events.append(.key(KeyCodes.alt(final))) }
        case .csi(let csi) where csi.final == UInt8(ascii: "M") && csi.prefix == 0: mouse = []
        case .csi(let csi) where csi.final == UInt8(ascii: "~") && csi.parameter(0) == 200: paste = []
        case .csi(let csi): events += SequenceMeaning.events(of: csi)
        case .string(let kind, let body):
            if let reply = SequenceMeaning.reply(kind, body) { events.append(.reply(reply)) }
        }
    }

    /// Joins scalars that make one character, such as an emoji of several parts.
    private func append(_ scalar: Unicode.Scalar, to events: inout [TerminalEvent]) {
        if case .key(let press)? = events.last, press.modifiers.isEmpty, case .character(let last) = press.key
        {
            let joined = String(last) + String(scalar)
            if joined.count == 1, let character = joined.first {
                events[events.count - 1] = .key(KeyPress(character))
                return
            }
        }
        events.append(.key(KeyPress(Character(scalar))))
    }

    private mutating func feedPaste(_ byte: UInt8, into events: inout [TerminalEvent]) {
        var text = paste ?? []
        text.append(byte)
        if text.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] {
            text.removeLast(Self.pasteEnd.count)
            events.append(.paste(String(decoding: text, as: UTF8.self)))
            return paste = nil
        }
        // Too much for anything here: the end is still looked for.
        if text.count > Self.pasteLimit { text.removeFirst(text.count - Self.pasteEnd.count) }
        paste = text
    }

    private mutating func feedMouse(_ byte: UInt8, into events: inout [TerminalEvent]) {
        var bytes = mouse ?? []
        bytes.append(byte)
        guard bytes.count == 3 else { return mouse = bytes }
        mouse = nil
        let numbers = bytes.map { Int($0) - 32 }
        let isRelease = numbers[0] & 3 == 3 && numbers[0] & 64 == 0
        events.append(
            .mouse(
                SequenceMeaning.mouse(numbers[0], column: numbers[1], row: numbers[2], isRelease: isRelease)
            )
        )
    }
}
